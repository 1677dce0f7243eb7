"""Places in words, and the stretch of text that shows a finding."""

from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.documents.tests.builders import docx, paragraph, table, text_box
from taizhang.core.reading.wording.places import Places
from taizhang.core.reading.wording.tests.figures import fig


def at(text: str, words: str, nth: int = 0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return fig(words, start=start)


def test_a_paragraph_is_counted_in_its_section_without_headings_and_tables():
    data = docx(
        paragraph("工作总结"), paragraph("开头一段。"), paragraph("一、项目"), paragraph("（二）申报"), paragraph("甲。"),
        table(["合计", "7项"]), paragraph("共5项。"),
    )  # fmt: skip
    document = open_document(data, "x.docx")
    places = Places(document)
    assert places.words(at(document.text, "5项")) == "第一节（二） · 第 2 段"
    assert places.words(at(document.text, "7项")) == "第一节（二） · 表 1 第 1 行第 2 列"


def test_a_text_box_and_a_note_are_named():
    data = docx(
        paragraph("正文", text_box(paragraph("共5项。"))),
        footnotes=f'<w:footnote w:id="2">{paragraph("另8项。")}</w:footnote>',
    )
    document = open_document(data, "x.docx")
    assert Places(document).words(at(document.text, "5项")) == "文本框"
    assert Places(document).words(at(document.text, "8项")) == "脚注"


def shown(text: str, *words: str) -> str:
    document = open_document(text.encode(), "x.txt")
    figures = [at(text, each) for each in words]
    blocks = Places(document).excerpt(figures[0], figures)
    return "\n".join("…".join(text[start:end] for start, end in spans) for spans in blocks)


def test_the_sentence_is_shown_and_no_other():
    assert (
        shown("今年工作好。申报共34项，其中工业24项；验收7项。", "34项", "24项")
        == "申报共34项，其中工业24项；"
    )


def test_what_stands_between_is_left_out():
    between = "这里说的都是别的事情，" * 12
    assert shown(f"申报共34项，{between}其中工业24项。", "34项", "24项").count("…") == 1


def test_figures_of_two_paragraphs_are_shown_in_both():
    assert shown("前文411家。\n中间一段。\n后文412家。", "412家", "411家") == "前文411家。\n后文412家。"


def test_one_endless_line_is_shown_in_part():
    text = "申" * 100_000 + "34项" + "报" * 100_000
    assert len(shown(text, "34项")) < 120
