"""Headings, and how a place is named by them."""

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures.tests.plain_reports import report
from taizhang.core.reading.outline import outline

TEXT = """某区科技局2023年工作总结
今年以来，全局工作有序开展。
一、工作情况
（一）创新主体。有效企业20家。
1. 高企培育。净增9家。
（1）重点
（二）平台建设
二、下一步打算
一是培育企业。再增加10家。"""


def test_headings_have_level_number_and_title() -> None:
    found = [(heading.level, heading.number, heading.title) for heading in outline(report(TEXT)).headings]
    assert found == [
        (1, "一、", "工作情况"),
        (2, "（一）", "创新主体"),
        (3, "1.", "高企培育"),
        (4, "（1）", "重点"),
        (2, "（二）", "平台建设"),
        (1, "二、", "下一步打算"),
        (5, "一是", "培育企业"),
    ]


def test_a_place_is_named_by_its_section() -> None:
    found = outline(report(TEXT))
    assert found.section(TEXT.index("今年以来")) == ""
    assert found.section(TEXT.index("净增")) == "第一节（一）"
    assert found.section(TEXT.index("再增加")) == "第二节"


def test_the_headings_above_a_place() -> None:
    above = outline(report(TEXT)).above(TEXT.index("净增"))
    assert [heading.title for heading in above] == ["工作情况", "创新主体", "高企培育"]


def test_the_title_is_the_first_line_that_names_a_report() -> None:
    start, end = outline(report("首页 > 栏目\n" + TEXT)).title
    assert ("首页 > 栏目\n" + TEXT)[start:end] == "某区科技局2023年工作总结"


def test_a_date_or_a_decimal_is_no_heading() -> None:
    assert outline(report("2023年工作\n3.5亿元投入使用\n一、二、三季度成交额平稳。")).headings == ()


def test_a_block_that_the_file_calls_a_heading_is_one() -> None:
    text = "主要指标\n企业20家。"
    blocks = (Block(0, 4, BlockKind.HEADING), Block(5, len(text)))
    assert [heading.title for heading in outline(Document("a.docx", "docx", text, blocks)).headings] == [
        "主要指标"
    ]
