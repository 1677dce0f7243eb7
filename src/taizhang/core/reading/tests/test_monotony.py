"""Runs that no report has are left out, and said to be; everything around them is read."""

import pytest

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.figures.grammar import scan
from taizhang.core.reading.monotony import LONGEST, monotonous
from taizhang.core.reading.reading import read

BEFORE, AFTER = "全区新增企业12家，附后：", "另有合作社7家。"


@pytest.mark.parametrize("pattern", ["1,", "1万", "9家、", "一", "x", "（", "3.14,", "1 ", "%", "第"])
def test_a_few_signs_over_and_over_are_left_out(pattern: str) -> None:
    run = pattern * (2 * LONGEST // len(pattern))
    text = BEFORE + run + AFTER
    [(start, end)] = monotonous(text)
    assert abs(start - len(BEFORE)) <= len(pattern)
    assert abs(end - len(BEFORE + run)) <= len(pattern)
    assert [number.text for number in scan(text)] == ["12家", "7家"]


def test_digits_and_marks_without_a_word_are_left_out() -> None:
    run = "".join(f"{number * number},{number / 7:.2f} " for number in range(LONGEST // 4))
    found = read(open_text(BEFORE + run + AFTER))
    assert [figure.text for figure in found.figures] == ["12家", "7家"]
    assert any("没有核查" in remark for remark in found.document.remarks)


def test_what_a_report_may_hold_is_no_such_run() -> None:
    leader = "科技经费" + "…" * 400 + "3\n"
    rows = "\n".join("\t".join(str(row * column) for column in range(40)) for row in range(400))
    sentences = "全市新增高新技术企业12家，" * 500
    for text in (leader, rows, sentences):
        assert monotonous(text) == []
    assert len(scan(sentences)) == 500


def test_two_runs_are_told_apart_and_the_words_between_are_read() -> None:
    text = "1," * LONGEST + "完成技改项目15个，" + "x" * LONGEST
    assert len(monotonous(text)) == 2
    found = read(open_text(text))
    assert [figure.text for figure in found.figures] == ["15个"]
    assert len(found.document.remarks) == 1
