"""Whole reports: numbering, order, and what must not change what is understood."""

from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures.tests.plain_reports import figures, report
from taizhang.core.reading.figures.understand import understand

REPORT = """某区科技局2023年工作总结和2024年计划
一、2023年工作情况
（一）创新主体。年末高新技术企业186家，比上年净增31家，增长20%。
（二）项目。组织申报项目78项，获批45项，立项率57.7%，其中国家级3项、省级14项、市级28项。
（三）资金。拨付资金2360万元，同比下降4.1%；甲街道、乙街道分别为800万元、640万元。
二、2024年计划
力争高新技术企业突破210家。"""

SILENT = ["各项工作扎实推进。", "我局认真贯彻落实上级部署，成效明显。", "科技创新氛围日益浓厚！"]


def meaning(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(figure.text, str(figure.role), figure.of, figure.period) for figure in figures(text)]


def test_figures_are_numbered_in_the_order_of_the_text() -> None:
    found = figures(REPORT)
    assert [figure.id for figure in found] == [f"f{n}" for n in range(1, len(found) + 1)]
    assert [figure.start for figure in found] == sorted(figure.start for figure in found)
    assert all(REPORT[figure.start : figure.end] == figure.text for figure in found)


def test_noise_is_not_searched() -> None:
    text = "浏览次数1286次\n培育企业20家。"
    blocks = (Block(0, 9, BlockKind.NOISE), Block(10, len(text)))
    assert [figure.text for figure in understand(Document("a.txt", "txt", text, blocks))] == ["20家"]


def test_an_empty_document_has_no_figures() -> None:
    assert understand(report("")) == ()


@given(st.sampled_from(SILENT), st.integers(2, 4))
def test_a_sentence_without_figures_at_the_end_of_a_line_changes_nothing(sentence: str, line: int) -> None:
    lines = REPORT.split("\n")
    lines[line] += sentence
    assert meaning("\n".join(lines)) == meaning(REPORT)


@given(st.sampled_from(SILENT), st.integers(2, 6))
def test_a_line_without_figures_changes_nothing(sentence: str, line: int) -> None:
    lines = REPORT.split("\n")
    lines.insert(line, sentence)
    assert meaning("\n".join(lines)) == meaning(REPORT)


@given(st.text(alphabet="年月日0123456789%家项，。（）()增降占比分别由上年到“”的、：", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(text):
        assert text[figure.of_start : figure.of_start + len(figure.of)] == figure.of
