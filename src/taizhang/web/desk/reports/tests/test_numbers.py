"""Which numbers of a paragraph are offered to be tied, and how two versions stand beside each other."""

import pytest

from taizhang.web.desk.reports.beside import pieces
from taizhang.web.desk.reports.numbers import typed_numbers
from taizhang.web.desk.reports.tying import shared


@pytest.mark.parametrize(
    "body, found",
    [
        ("培训35人次，到位1,212.5万元。", ["35", "1,212.5"]),
        ("2022年1—5月，6月30日前印发3号文", []),
        ("“省115产业创新团队”{{k12}}个", []),
        ("申报{{k1}}项，另有4项", ["4"]),
        ("", []),
    ],
)
def test_only_figures_that_are_mere_text_are_offered(body, found):
    numbers = typed_numbers(body)
    assert [n.text for n in numbers] == found
    assert [body[n.start : n.end] for n in numbers] == found


def test_the_words_around_a_number_hold_no_piece_of_a_figure():
    (number,) = typed_numbers("输出技术合同成交额{{k12}}万元，现有高企26家{{k13}}")
    assert (number.before, number.after) == ("术合同成交额…万元，现有高企", "家…")


def test_a_changed_number_differs_as_a_whole():
    assert pieces("资金281万元", "资金285万元") == [
        ("same", "资金"),
        ("gone", "281"),
        ("new", "285"),
        ("same", "万元"),
    ]
    assert pieces("", "新的") == [("new", "新的")]


@pytest.mark.parametrize("name, words, size", [("科技项目数", "申报科技项目", 4), ("专利", "技术合同", 0)])
def test_the_longest_piece_of_a_name_in_the_words_before_counts(name, words, size):
    assert shared(name, words) == size
