"""Web pages: the report is read, the site around it is noise, tables keep their cells, every charset is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.documents.opening import Unreadable, open_document
from taizhang.core.reading.documents.tests.showing import cells, shown, sound

PROSE = "今年以来，全区申报项目40项，其中省级12项，增长25%。"


def page(body: str, head: str = "<title>区科技局总结</title>") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def read(body: str, head: str = "") -> list[str]:
    document = open_document(page(body, head), "总结.html")
    assert sound(document)
    return shown(document)


def test_blocks_inline_text_and_white_space():
    body = (
        "<div><p>全区<b>申报</b>&nbsp;项目\n   40项</p>散文<br>下一行<p>  &emsp;缩进</p></div><span>尾</span>"
    )
    assert read(body) == ["全区申报 项目40项", "散文", "下一行", "缩进", "尾"]


def test_a_line_break_between_foreign_words_is_a_space():
    assert read("<p>Research\nand development 全\n区\n40 家</p>") == ["Research and development 全区40 家"]


def test_headings_scripts_and_comments():
    body = f"<h1>总结</h1><script>var a=5;</script><style>p{{}}</style><!-- 6家 --><noscript>请打开脚本</noscript><p>{PROSE}</p>"
    assert read(body) == ["# 总结", PROSE]


def test_what_is_the_site_s_own_is_noise():
    body = (
        '<div class="top-nav"><ul><li><a href="/">首页</a></li><li><a href="/x">机构设置12</a></li></ul></div>'
        f'<div class="main-content"><p>{PROSE}</p></div>'
        '<div id="related"><p>某镇申报5项</p></div><div style="display:none">隐藏6家</div><footer>地址：某路7号</footer>'
        '<ul><li><a href="/1">某局2021年总结</a></li><li><a href="/2">某局2020年总结15篇</a></li></ul>'
    )
    lines = read(body)
    assert [line for line in lines if not line.startswith("~")] == [PROSE]
    assert len(lines) == 8


def test_a_report_in_a_box_with_the_name_of_a_menu_is_kept():
    assert read(f'<div class="nav"><p>{PROSE}</p><p>{PROSE}</p></div>') == [PROSE, PROSE]


def test_a_table_alone_in_a_box_with_such_a_name_is_kept():
    table = "<table><tr><td>区</td><td>数</td></tr><tr><td>甲</td><td>3</td></tr></table>"
    assert read(f'<div class="hot">{table}</div>') == ["| 区", "| 数", "| 甲", "| 3"]


def test_a_link_inside_a_sentence_is_no_noise():
    assert read(f'<p><a href="x">{PROSE}</a></p><h2><a href="x">二、计划</a></h2>') == [PROSE, "# 二、计划"]


def test_a_data_table():
    body = (
        f"<p>{PROSE}</p><p>表1 各区企业</p><table><thead><tr><th rowspan=2>区</th><th colspan=2>户数</th></tr>"
        "<tr><td>大</td><td>小<br>微</td></tr></thead><tr><td>甲</td><td>3</td><td></td></tr></table>"
    )
    document = open_document(page(body, ""), "a.html")
    assert cells(document) == [
        (0, 0, 2, 1, "区"), (0, 1, 1, 2, "户数"), (1, 1, 1, 1, "大"), (1, 2, 1, 1, "小\n微"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "3"), (2, 2, 1, 1, ""),
    ]  # fmt: skip
    assert document.text[slice(*document.tables[0].caption)] == "表1 各区企业"


def test_a_layout_table_is_read_as_text_and_the_table_inside_it_as_a_table():
    inner = "<table><tr><td>区</td><td>数</td></tr><tr><td>甲</td><td>3</td></tr></table>"
    document = open_document(
        page(f"<table><tr><td>左栏</td><td><p>{PROSE}</p>{inner}</td></tr></table>", ""), "a.html"
    )
    assert shown(document) == ["左栏", PROSE, "| 区", "| 数", "| 甲", "| 3"]
    assert len(document.tables) == 1


def test_the_title_is_read_when_the_body_does_not_say_it():
    named = '<meta name="ArticleTitle" content="某区2022年统计公报">'
    assert read(f"<p>{PROSE}</p>", named)[0] == "# 某区2022年统计公报"
    assert (
        read(f"<p>{PROSE}</p>", "<title>某区2022年统计公报-某区人民政府</title>")[0] == "# 某区2022年统计公报"
    )
    assert read(f"<h1>某区2022年公报</h1><p>{PROSE}</p>", "<title>某区2022年公报</title>") == [
        "# 某区2022年公报",
        PROSE,
    ]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("gbk", "gb2312"),
        ("gb18030", "GBK"),
        ("gbk", "utf-8"),
        ("utf-8", "gb2312"),
        ("gbk", ""),
        ("utf-16", ""),
    ],
)
def test_charsets_also_where_the_page_names_the_wrong_one(encoding, named):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={named}">' if named else ""
    markup = f"<html><head>{meta}</head><body><p>{PROSE * 3}</p></body></html>"
    assert shown(open_document(markup.encode(encoding), "a.html")) == [PROSE * 3]


def test_broken_markup():
    assert read("<p>甲<p>乙<div>丙<b>丁</div><table><tr><td>1<td>2<tr><td>3<td>4") == [
        "甲", "乙", "丙丁", "| 1", "| 2", "| 3", "| 4",
    ]  # fmt: skip


def test_a_fragment_and_a_text_that_only_mentions_tags():
    assert open_document("<div><p>甲40家</p><p>乙5家</p></div>".encode(), "a.txt").format == "html"
    assert open_document("<甲>40家\n".encode(), "a.txt").format == "txt"


def test_a_saved_page():
    mht = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    import base64

    data = mht.encode() + base64.encodebytes(page(f"<p>{PROSE}</p>", "")) + b"\r\n--b--\r\n"
    assert shown(open_document(data, "a.mht")) == [PROSE]


def test_deep_nesting_is_refused_or_read_but_never_a_crash():
    assert read("<div>" * 1500 + PROSE) == [PROSE]
    with pytest.raises(Unreadable, match="套得太深"):
        open_document(page("<div>" * 100_000 + PROSE), "a.html")


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<a>",
                "</a>",
                "<br>",
                "<b",
                "甲40家",
                "&nbsp;",
                "<h1>",
                "&#0;",
            ]
        )
    )
)
def test_any_soup_of_tags_is_read_or_refused(parts):
    try:
        document = open_document(page("字" + "".join(parts)), "a.html")
    except Unreadable:
        return
    assert sound(document)
    assert all(
        document.text[b.start : b.end].strip() for b in document.blocks if b.kind is not BlockKind.CELL
    )
