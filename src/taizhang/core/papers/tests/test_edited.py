"""A paper that a person has edited, as Word, WPS and LibreOffice leave it."""

import re

import pytest

from taizhang.core.papers.paper import Figure, Heading, Paragraph, Picture, Returned, Table, figures
from taizhang.core.papers.problems import Problems
from taizhang.core.papers.read import NOTES, PICTURES, UNSEEN, read_docx
from taizhang.core.papers.tests.cases import (
    HIGH_TECH,
    MONEY,
    NEW,
    PAPER,
    RANK,
    content,
    control,
    edited,
    figure,
    paragraph,
    png,
)
from taizhang.core.papers.write import write_docx
from taizhang.core.reading.documents.tests import builders

SENT = write_docx(PAPER)
FIGURES = tuple(figures(PAPER.blocks))


def back(*changes, sent=()) -> Returned:
    return read_docx(edited(SENT, *changes), sent=sent)


def within(xml: str, tag: str, old: str, new: str) -> str:
    """The number of one control overwritten."""
    before = control(xml, tag)
    assert before.count(f">{old}<") == 1
    return xml.replace(before, before.replace(f">{old}<", f">{new}<"))


def first(returned: Returned) -> Paragraph:
    block = returned.blocks[0]
    assert isinstance(block, Paragraph)
    return block


def test_one_number_changed_inside_its_control():
    returned = back(lambda xml: within(xml, "k13", "15", "16"))
    assert first(returned).runs[3] == Figure(NEW.id, "16", NEW.link, NEW.title)
    assert returned.blocks[1:] == PAPER.blocks[1:]
    assert returned.problems == ()


def test_a_deleted_control_leaves_its_text():
    def change(xml: str) -> str:
        found = control(xml, "m1")
        return xml.replace(found, content(found))

    returned = back(change, sent=FIGURES)
    assert returned.blocks[3] == Paragraph(("兑付奖补资金1,260.00万元，位居全区第", RANK, "。"), "p2")
    assert returned.problems == ()


def test_a_control_copied_twice_is_tied_three_times_and_told():
    def change(xml: str) -> str:
        found = control(xml, "m1")
        return xml.replace(found, found + found.replace("1,260.00", "1,300.00") + found)

    returned = back(change, sent=FIGURES)
    assert [each.text for each in figures(returned.blocks) if each.id == "m1"] == [
        "1,260.00",
        "1,300.00",
        "1,260.00",
    ]
    (problem,) = returned.problems
    assert (
        "数字“研发奖补资金”的控件被复制过，现在有 3 处（“1,260.00”、“1,300.00”），各处写得不一样" in problem
    )


def test_a_paragraph_deleted_and_one_inserted():
    def change(xml: str) -> str:
        gone, new = paragraph(xml, "兑付奖补资金"), paragraph(xml, "小升高")
        inserted = re.sub("<w:bookmark[^>]*>", "", new).replace("小升高", "新写的段，净增8家")
        return xml.replace(gone, "").replace(new, inserted + new)

    returned = back(change, sent=FIGURES)
    assert returned.blocks == (
        *PAPER.blocks[:3], *PAPER.blocks[4:6], Paragraph(("“新写的段，净增8家”培训\t9场。",)), *PAPER.blocks[6:],
    )  # fmt: skip
    assert returned.problems == ()


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        ("16家", ("", "16", "家")),
        ("约16家企业", ("约", "16", "家企业")),
        ("近１６", ("近", "１６", "")),
        ("1 260.5", ("", "1 260.5", "")),
        ("十六家", ("", "十六", "家")),
        ("16家，进一步提升", ("", "16", "家，进一步提升")),
        (" 16 ", (" ", "16", " ")),
        ("—", ("", "—", "")),
        ("持平", ("", "持平", "")),
        ("2022年6月30日", ("", "2022年6月30日", "")),
    ],
)
def test_a_control_that_holds_more_than_its_number(written, runs):
    returned = back(lambda xml: within(xml, "k13", "15", written))
    before, number, after = runs
    assert first(returned).runs[2:] == (
        "家，较年初净增" + before, Figure(NEW.id, number, NEW.link, NEW.title), after + "家。"
    )  # fmt: skip
    assert returned.problems == ()


@pytest.mark.parametrize("written", ["15家、新认定20", "15家企业和3家机构", "有所增加，其中甲企业"])
def test_a_control_without_a_single_number_is_read_as_words_and_told(written):
    returned = back(lambda xml: within(xml, "k13", "15", written), sent=FIGURES)
    assert first(returned).runs[2:] == (f"家，较年初净增{written}家。",)
    (problem,) = returned.problems
    assert f"数字“净增高新技术企业数”的控件里现在是“{written}”" in problem


def test_what_went_out_is_known_again_however_odd():
    odd = figure("k13", "第3批（2家、1个）")
    returned = back(lambda xml: within(xml, "k13", "15", odd.text), sent=(odd,))
    assert first(returned).runs[3] == Figure("k13", odd.text, NEW.link, NEW.title)


@pytest.mark.parametrize("inside", ["", "<w:r><w:t>单击此处输入文字。</w:t></w:r>"])
def test_an_emptied_control_is_told(inside):
    def change(xml: str) -> str:
        found = control(xml, "k13")
        prompt = "<w:showingPlcHdr/></w:sdtPr>" if inside else "</w:sdtPr>"
        return xml.replace(found, found.replace(content(found), inside).replace("</w:sdtPr>", prompt))

    returned = back(change, sent=FIGURES)
    assert first(returned).runs == ("截至6月底，全市高新技术企业", HIGH_TECH, "家，较年初净增家。")
    (problem,) = returned.problems
    assert problem.startswith("数字“净增高新技术企业数”的控件里没有内容了")


def test_nested_controls_are_both_read_and_told():
    def change(xml: str) -> str:
        outer, inner = control(xml, "k13"), control(xml, "m1")
        return xml.replace(inner, "").replace(
            content(outer), content(outer) + "<w:r><w:t>家，奖补</w:t></w:r>" + inner, 1
        )

    returned = back(change, sent=FIGURES)
    assert first(returned).runs[3:6] == (NEW, "家，奖补", MONEY)
    (problem,) = returned.problems
    assert problem.startswith("数字“净增高新技术企业数”的控件里又套着数字“研发奖补资金”的控件")


def test_a_control_inside_itself_is_one_figure():
    def change(xml: str) -> str:
        found = control(xml, "k13")
        return xml.replace(content(found), found, 1)

    assert back(change, sent=FIGURES) == read_docx(SENT, sent=FIGURES)


def test_a_moved_control_is_read_where_it_stands():
    def change(xml: str) -> str:
        found = control(xml, "k13")
        return xml.replace(found, "").replace("”培训", "”培训后净增</w:t></w:r>" + found + "<w:r><w:t>")

    returned = back(change, sent=FIGURES)
    assert first(returned).runs == ("截至6月底，全市高新技术企业", HIGH_TECH, "家，较年初净增家。")
    assert returned.blocks[6] == Paragraph(("“小升高”培训后净增", NEW, "\t9场。"), "p3")
    assert returned.problems == ()


@pytest.mark.parametrize("level", ["paragraph", "cell"])
def test_a_control_that_an_editor_has_put_round_the_whole_paragraph_or_cell(level):
    tag = "k12#2" if level == "cell" else "k13"

    def change(xml: str) -> str:
        found = control(xml, tag)
        opening = found.partition("<w:sdtContent>")[0] + "<w:sdtContent>"
        if level == "cell":
            around = next(each for each in re.findall("<w:tc>.*?</w:tc>", xml) if found in each)
            inner = around.replace(found, content(found))
        else:
            around = paragraph(xml, "兑付奖补资金")
            inner = f"<w:p>{content(found)}</w:p>"
            xml = xml.replace(found, "")
        return xml.replace(around, f"{opening}{inner}</w:sdtContent></w:sdt>")

    returned = back(change)
    if level == "cell":
        assert returned.blocks == PAPER.blocks
    else:
        assert returned.blocks[3] == Paragraph((NEW,))
    assert returned.problems == ()


TRACKED = 'w:id="900" w:author="某" w:date="2022-07-01T00:00:00Z"'


def test_tracked_changes_are_taken_as_accepted():
    def change(xml: str) -> str:
        found = control(xml, "k13")
        text = content(found)
        old = re.search("<w:r>.*</w:r>", text)[0]
        deleted = f"<w:del {TRACKED}>{old.replace('w:t', 'w:delText')}</w:del>"
        xml = xml.replace(
            found, found.replace(old, f"{deleted}<w:ins {TRACKED}><w:r><w:t>16</w:t></w:r></w:ins>")
        )
        rank = control(xml, "r1")
        return xml.replace(
            rank,
            f"<w:del {TRACKED}>{rank.replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>",
        )

    returned = back(change)
    assert first(returned).runs[3] == Figure(NEW.id, "16", NEW.link, NEW.title)
    assert returned.blocks[3] == Paragraph(("兑付奖补资金", MONEY, "万元，位居全区第。"), "p2")
    assert returned.problems == ()


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    mark = f"<w:rPr><w:del {TRACKED}/></w:rPr></w:pPr>"

    def joined(xml: str) -> str:
        found = paragraph(xml, "兑付奖补资金")
        return xml.replace(found, found.replace("</w:pPr>", mark)).replace("1.梯度培育", "梯度培育")

    def deleted(xml: str) -> str:
        found = paragraph(xml, "兑付奖补资金")
        inner = re.sub("<w:sdt>.*?</w:sdt>|<w:bookmarkEnd[^>]*>|<w:r>.*?</w:r>", "", found)
        return xml.replace(found, inner.replace("</w:pPr>", mark))

    text = ("兑付奖补资金", MONEY, "万元，位居全区第", RANK, "。梯度培育")
    assert back(joined).blocks[3] == Heading(3, text, "p2")
    assert back(deleted).blocks == PAPER.blocks[:3] + PAPER.blocks[4:]


def test_a_file_whose_controls_lost_their_tags_is_read_by_the_bookmarks():
    def untagged(xml: str) -> str:
        return re.sub("<w:(tag|alias) [^>]*>", "", xml)

    assert back(untagged, sent=FIGURES) == read_docx(SENT, sent=FIGURES)
    bare = back(lambda xml: re.sub("<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>", "", xml))
    assert [each.text for each in figures(bare.blocks)] == [each.text for each in FIGURES]


def test_a_link_that_wps_wrote_as_a_field():
    def change(xml: str) -> str:
        found = content(control(xml, "k13"))
        code = '<w:instrText> HYPERLINK "http://ledger.local/" \\l "k13" </w:instrText>'
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        run = re.search("<w:r>.*</w:r>", found)[0]
        return xml.replace(
            found,
            mark.format("begin") + f"<w:r>{code}</w:r>" + mark.format("separate") + run + mark.format("end"),
        )

    assert first(back(change)).runs[3] == Figure(NEW.id, "15", "http://ledger.local/#k13", NEW.title)


def test_a_link_to_anything_but_the_web_is_dropped():
    data = edited(
        SENT,
        lambda xml: xml.replace("http://ledger.local", "javascript:x"),
        part="word/_rels/document.xml.rels",
    )
    assert {each.link for each in figures(read_docx(data).blocks)} == {""}


def test_new_headings_are_known_by_their_number_and_by_their_style():
    styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    lines = [
        builders.paragraph("一、总体情况"),
        builders.paragraph("（二）平台建设"),
        builders.paragraph("3.项目攻关"),
        builders.paragraph("（4）成果转化"),
        builders.paragraph("平台", properties='<w:pStyle w:val="2"/>'),
        builders.paragraph("攻关", properties='<w:outlineLvl w:val="2"/>'),
        builders.paragraph("一、坚持创新驱动，净增8家。"),
        builders.paragraph("　　3.5亿元"),
    ]
    assert read_docx(builders.docx(*lines, styles=styles)).blocks == (
        Heading(1, ("一、总体情况",)), Heading(2, ("（二）平台建设",)), Heading(3, ("3.项目攻关",)),
        Heading(4, ("（4）成果转化",)), Heading(2, ("平台",)), Heading(3, ("攻关",)),
        Paragraph(("一、坚持创新驱动，净增8家。",)), Paragraph(("3.5亿元",)),
    )  # fmt: skip


def test_automatic_numbers_stand_in_the_text():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = builders.docx(
        *(builders.paragraph(each, properties=listed) for each in ("总结", "计划")), numbering=numbering
    )
    assert read_docx(data).blocks == (Heading(1, ("一、总结",)), Heading(1, ("二、计划",)))


def test_a_paper_without_our_controls():
    data = builders.docx(
        builders.paragraph("净增", "15", "家"),
        builders.table(["类别", builders.cell("数量", '<w:gridSpan w:val="2"/>')], ["国家级", "3", "4"]),
        builders.paragraph(builders.text_box(builders.paragraph("框内3家"))),
    )
    assert read_docx(data) == Returned(
        (
            Paragraph(("净增15家",)), Table((), (("类别", "数量", ""), ("国家级", "3", "4"))), Paragraph(("框内3家",)),
        ),
        (),
    )  # fmt: skip


def test_a_caption_without_its_table_and_a_picture_in_a_cell():
    def change(xml: str) -> str:
        drawing = re.search("<w:r><w:drawing>.*?</w:drawing></w:r>", xml)[0]
        table = re.search("<w:tbl>.*?</w:tbl>", xml)[0]
        cell = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>见图</w:t></w:r>{drawing}</w:p></w:tc></w:tr></w:tbl>"
        return xml.replace(table, "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + cell)

    assert back(change).blocks[7:] == (
        Paragraph(("表1　平台",)), Paragraph(("甲",)), Table((), (("见图",),)), Picture(png(), 120.0, "", "柱状图"),
        PAPER.blocks[-1],
    )  # fmt: skip


def test_what_is_not_read_is_told():
    chart = '<w:r><w:drawing><a:graphic><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></w:drawing></w:r>'
    note = f'<w:footnote w:id="1">{builders.paragraph("净增8家")}</w:footnote>'
    data = builders.docx(builders.paragraph("甲"), builders.paragraph(chart), footnotes=note)
    assert read_docx(data).problems == (NOTES, UNSEEN.format(count=1))
    broken = edited(
        SENT, lambda xml: xml.replace("image1.png", "image1.emf"), part="word/_rels/document.xml.rels"
    )
    returned = read_docx(broken)
    assert returned.problems == (PICTURES.format(count=1),)
    assert returned.blocks[-1] == Paragraph(("图1　走势",))


def test_many_problems_of_a_kind_are_cut_short():
    problems = Problems(())
    for number in range(50):
        problems.emptied(f"x{number}", "")
    assert len(problems.sentences()) == 21
    assert problems.sentences()[-1] == "同样的情况还有 30 处，没有一一列出。"


def test_a_deleted_paragraph_mark_before_a_table_joins_nothing():
    def change(xml: str) -> str:
        found = paragraph(xml, "小升高")
        xml = xml.replace(found, found.replace("</w:pPr>", f"<w:rPr><w:del {TRACKED}/></w:rPr></w:pPr>"))
        return xml.replace(paragraph(xml, "表1"), "")

    table = PAPER.blocks[7]
    assert isinstance(table, Table)
    assert back(change).blocks == (*PAPER.blocks[:7], Table(table.head, table.rows), PAPER.blocks[8])
