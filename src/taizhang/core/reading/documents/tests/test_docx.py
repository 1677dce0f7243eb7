"""Word documents: what Word shows is read, in order, once, with its place."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import Place
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.documents.tests.builders import (
    cell,
    docx,
    paragraph,
    run,
    table,
    text_box,
)  # fmt: skip
from taizhang.core.reading.documents.tests.showing import cells, shown, sound


def style(name: str, title: str, inner: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{inner}</w:style>'


def of_style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + code + mark.format("separate") + run(result) + mark.format("end")


def read(*body: str, **parts: str) -> list[str]:
    document = open_document(docx(*body, **parts), "总结.docx")
    assert sound(document)
    return shown(document)


def test_paragraphs_are_lines_and_runs_are_joined():
    document = open_document(
        docx(paragraph("申报项目", "40", "项。"), paragraph(), paragraph("立项10项。")), "a.docx"
    )
    assert document.text == "申报项目40项。\n立项10项。"
    assert [block.place.paragraph for block in document.blocks] == [1, 3]
    assert document.format == "docx"


def test_tabs_and_soft_line_breaks():
    breaks = (
        '<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:t>丁</w:t></w:r>'
    )
    document = open_document(docx(paragraph(breaks)), "a.docx")
    assert document.text == "甲\t乙\n丙\n丁"
    assert [block.place for block in document.blocks] == [Place(paragraph=1)] * 3


def test_symbols_hyphens_and_line_ends_inside_a_run():
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>2022</w:t><w:noBreakHyphen/><w:t>2024\n年</w:t></w:r>'
    assert read(paragraph(symbol)) == ["☑2022-2024 年"]


def test_tracked_changes_are_read_as_accepted():
    deleted = (
        "<w:del><w:r><w:delText>39</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
    )
    inserted = f"<w:ins>{run('40')}</w:ins><w:moveTo>{run('新')}</w:moveTo>"
    assert read(paragraph("净增", deleted, inserted, "家")) == ["净增40新家"]


def test_hidden_text_is_not_read():
    assert read(paragraph("共", run("99", "<w:vanish/>"), run("40", '<w:vanish w:val="0"/>'), "家")) == [
        "共40家"
    ]


def test_fields_show_their_result_only():
    simple = f'<w:fldSimple w:instr="DATE">{run("2024年")}</w:fldSimple>'
    nested = field("IF ", "占").replace(
        "<w:instrText>IF </w:instrText>", "<w:instrText>IF </w:instrText><w:t>隐</w:t>"
    )
    assert read(paragraph(simple, "完成", field("=SUM(ABOVE)", "40"), "家", nested)) == ["2024年完成40家占"]


def test_links_controls_smart_tags_ruby_and_formulas():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    ruby = f"<w:r><w:ruby><w:rt>{run('注音')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>x=3</m:t></m:r></m:oMath>"
    inline = paragraph(
        f"<w:hyperlink>{run('甲')}</w:hyperlink>",
        control,
        f"<w:smartTag>{run('丙')}</w:smartTag>",
        ruby,
        formula,
    )
    block = f"<w:sdt><w:sdtContent>{paragraph('控件里的段落')}</w:sdtContent></w:sdt>"
    assert read(inline, block) == ["甲乙丙字x=3", "控件里的段落"]


def test_headings_by_style_by_outline_and_by_what_they_are_based_on():
    styles = style("1", "heading 1") + style("2", "自定", '<w:basedOn w:val="1"/>') + style("3", "正文文本")
    lines = read(
        paragraph("一、工作", properties=of_style("1")),
        paragraph("二、计划", properties=of_style("2")),
        paragraph("三、其他", properties='<w:outlineLvl w:val="0"/>'),
        paragraph("正文", properties=of_style("3")),
        paragraph("正文级", properties=of_style("1") + '<w:outlineLvl w:val="9"/>'),
        paragraph("很长的一段" * 40, properties=of_style("1")),
        styles=styles,
    )
    assert lines[:5] == ["# 一、工作", "# 二、计划", "# 三、其他", "正文", "正文级"]
    assert not lines[5].startswith("#")


def test_styles_in_a_circle_end():
    styles = style("1", "甲", '<w:basedOn w:val="2"/>') + style("2", "乙", '<w:basedOn w:val="1"/>')
    assert read(paragraph("文", properties=of_style("1")), styles=styles) == ["文"]


def test_a_table_of_contents_is_noise():
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('目录')}{paragraph('一、工作', '<w:r><w:tab/></w:r>', '3')}</w:sdtContent></w:sdt>"
    )
    lines = read(
        contents,
        paragraph("二、计划 5", properties=of_style("t")),
        paragraph("正文"),
        styles=style("t", "toc 1"),
    )
    assert lines == ["~ 目录", "~ 一、工作\t3", "~ 二、计划 5", "正文"]


def test_a_text_box_is_read_once_after_its_paragraph():
    document = open_document(
        docx(paragraph("前", text_box(paragraph("框内3家")), run("后")), paragraph("下段")), "a.docx"
    )
    assert shown(document) == ["前后", "框内3家", "下段"]
    assert [block.place.part for block in document.blocks] == ["", "文本框", ""]


def test_a_text_box_of_old_word_alone():
    old = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert read(paragraph("段", old)) == ["段", "框"]


def test_the_fallback_of_a_sign_is_read_when_the_choice_says_nothing():
    sign = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="urn:x"/></mc:Choice>'
        "<mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(paragraph("好", sign)) == ["好☺"]


def test_notes_headers_and_footers():
    filler = f'<w:footnote w:type="separator" w:id="0">{paragraph("—")}</w:footnote>'
    note = filler + f'<w:footnote w:id="1">{paragraph("不含外资5家")}</w:footnote>'
    end = f'<w:endnote w:id="1">{paragraph("尾注7家")}</w:endnote>'
    parts = {"footnotes": note, "endnotes": end, "header": paragraph("科技局"), "footer": paragraph("— 1 —")}
    document = open_document(docx(paragraph("正文"), **parts), "a.docx")
    assert shown(document) == ["正文", "^ 不含外资5家", "^ 尾注7家", "~ 科技局", "~ — 1 —"]
    assert [block.place.part for block in document.blocks] == ["", "脚注", "尾注", "页眉", "页脚"]


def test_a_table_with_its_caption():
    document = open_document(
        docx(
            paragraph("正文。"),
            paragraph("表1 各区企业"),
            paragraph("单位：家"),
            table(["区", "数"], ["甲", ""]),
        ),
        "a.docx",
    )
    assert document.text == "正文。\n表1 各区企业\n单位：家\n区\t数\n甲\t"
    assert cells(document) == [(0, 0, 1, 1, "区"), (0, 1, 1, 1, "数"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "")]
    assert document.text[slice(*document.tables[0].caption)] == "表1 各区企业\n单位：家"
    assert document.blocks[3].place == Place(paragraph=4, table=1, row=1, column=1)


def test_a_sentence_before_a_table_is_no_caption():
    document = open_document(docx(paragraph("各区情况良好。"), table(["区", "数"])), "a.docx")
    assert document.tables[0].caption == (0, 0)


def test_merged_cells():
    across = '<w:gridSpan w:val="2"/>'
    body = table(
        [cell("区", '<w:vMerge w:val="restart"/>'), cell("户数", across)],
        [cell("", "<w:vMerge/>"), "大", "小"],
        ["甲", "3", "4"],
    )
    document = open_document(docx(body), "a.docx")
    assert cells(document) == [
        (0, 0, 2, 1, "区"), (0, 1, 1, 2, "户数"), (1, 1, 1, 1, "大"), (1, 2, 1, 1, "小"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "3"), (2, 2, 1, 1, "4"),
    ]  # fmt: skip


def test_a_cell_of_several_paragraphs_is_one_cell():
    document = open_document(docx(table([cell(paragraph("甲") + paragraph("乙")), "丙"])), "a.docx")
    assert document.text == "甲\n乙\t丙"
    assert cells(document) == [(0, 0, 1, 1, "甲\n乙"), (0, 1, 1, 1, "丙")]


def test_a_nested_table_follows_the_text_of_its_cell():
    inner = table(["内1", "内2"])
    document = open_document(docx(table([cell(paragraph("外") + inner + paragraph("")), "右"])), "a.docx")
    assert sound(document)
    assert cells(document, 0) == [(0, 0, 1, 1, "外"), (0, 1, 1, 1, "右")]
    assert cells(document, 1) == [(0, 0, 1, 1, "内1"), (0, 1, 1, 1, "内2")]


def test_a_deleted_row_is_gone():
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("乙") + cell("9") + "</w:tr>"
    body = table(["甲", "3"]).replace("</w:tbl>", gone + "</w:tbl>")
    assert read(body) == ["| 甲", "| 3"]


LIST = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def in_list(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_automatic_numbers_are_read_as_shown_and_never_melt_into_a_figure():
    lines = read(
        paragraph("工作", properties=in_list(0)),
        paragraph("项目", properties=in_list(1)),
        paragraph("5家企业", properties=in_list(2)),
        paragraph("6家企业", properties=in_list(2)),
        paragraph("平台", properties=in_list(1)),
        paragraph("7家企业", properties=in_list(2)),
        paragraph("要点", properties=in_list(3)),
        paragraph("计划", properties=in_list(0)),
        paragraph("另起", properties=in_list(0, 2)),
        numbering=LIST,
    )
    assert lines == [
        "一、工作", "（一）项目", "1. 5家企业", "2. 6家企业", "（二）平台", "1. 7家企业", "要点", "二、计划", "一、另起",
    ]  # fmt: skip


def test_a_style_brings_its_numbering_and_a_paragraph_may_take_it_away():
    styles = style("n", "标题一", f"<w:pPr>{in_list(0)}</w:pPr>")
    none = of_style("n") + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    lines = read(
        paragraph("工作", properties=of_style("n")),
        paragraph("无号", properties=none),
        styles=styles,
        numbering=LIST,
    )
    assert lines == ["一、工作", "无号"]


def test_another_name_of_the_main_part():
    assert read(paragraph("正文"), main="word/document2.xml") == ["正文"]


def test_strict_documents_are_read():
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("严格")))) as usual, zipfile.ZipFile(data, "w") as strict:
        for name in usual.namelist():
            part = usual.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            strict.writestr(name, part)
    assert shown(open_document(data.getvalue(), "a.docx")) == ["严格"]


def broken_over_pages() -> tuple[str, ...]:
    mark = "<w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>"
    return (
        paragraph("一"),
        paragraph("二", mark.format("跨页")),
        paragraph("三"),
        paragraph(mark.format("四")),
        table(["五"]),
    )


def test_pages_as_word_left_them():
    document = open_document(docx(*broken_over_pages(), pages=3), "a.docx")
    assert [block.place.page for block in document.blocks] == [1, 1, 2, 3, 3]


@pytest.mark.parametrize("pages", [0, 2, 4])
def test_pages_that_do_not_agree_are_not_told(pages):
    document = open_document(docx(*broken_over_pages(), pages=pages), "a.docx")
    assert {block.place.page for block in document.blocks} == {0}


def test_what_could_not_be_read_is_said():
    picture = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    document = open_document(docx(paragraph("正文", picture), paragraph("<w:r><w:object/></w:r>")), "a.docx")
    assert document.remarks == ("文中有 1 张图片、1 个嵌入的对象（如 Excel 表），其中的文字和数字没有读。",)


written = st.text(
    st.characters(categories=["Lo", "Nd", "Po", "Ps", "Pe", "Sm"], include_characters="万元%\t"), min_size=1
)


@given(st.lists(written.filter(str.strip), min_size=1), st.integers(1, 9))
def test_text_goes_through_a_docx_and_back(lines, step):
    body = (paragraph(*[run(line[at : at + step]) for at in range(0, len(line), step)]) for line in lines)
    document = open_document(docx(*body), "a.docx")
    assert document.text == "\n".join(lines)
    assert sound(document)


@pytest.mark.parametrize("name", ["总结.docx", "总结.doc", "总结.txt", "总结"])
def test_the_content_tells_the_format_not_the_name(name):
    assert open_document(docx(paragraph("正文")), name).format == "docx"
