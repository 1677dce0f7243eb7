"""The language of templates."""

import pytest

from taizhang.core.decisions import Refused
from taizhang.reports.sentences import Choice, Each, Joined, Slot, Word, parse, slots
from taizhang.reports.templates import read, templates

WORDS = frozenset({"within", "period"})


def test_a_sentence_with_figures_words_and_an_optional_part():
    assert parse("{within}申报{a[level=city]}项<，资金{b at known to 1}万元>。", WORDS) == (
        Word("within"), "申报", Slot("a[level=city]"), "项", Choice((("，资金", Slot("b", at="known", decimals=1), "万元"),)), "。",
    )  # fmt: skip


def test_alternatives_are_parted_outside_of_conditions():
    (choice,) = parse("<同比{growth(a[plan==x|y]) as growth}|由{before(a)}增至{a}>", WORDS)
    assert [len(part) for part in choice.parts] == [2, 4]
    assert choice.parts[0][1] == Slot("growth(a[plan==x|y])", "growth")


def test_what_is_joined_names_its_sign_and_whether_it_is_needed():
    assert parse("<!+、 省级{a}家+市级{b}家>", WORDS) == (
        Joined("、", (("省级", Slot("a"), "家"), ("市级", Slot("b"), "家")), needed=True),
    )


def test_a_breakdown_has_patterns_by_a_word_in_the_value():
    assert parse("{list a by programme at 2022 : @#个 if 团队 // @#人}", WORDS) == (
        Each("a", "programme", (("@#个", "团队"), ("@#人", "")), "2022", alone=True),
    )


@pytest.mark.parametrize("text", ["申报{a项", "<，资金{a}万元", "{}"])
def test_what_is_not_closed_is_refused_in_words(text):
    with pytest.raises(Refused) as refusal:
        parse(text, WORDS)
    assert "模板" in refusal.value.sentence


def test_every_figure_of_a_sentence_is_found():
    found = slots(parse("{a}<+、 {b}+{c}><{each d by plan : @#}>", WORDS))
    assert [s.expression for s in found] == ["a", "b", "c", "d"]


def test_a_file_that_is_no_template_is_refused_in_words():
    with pytest.raises(Refused, match="读不懂"):
        read("x", "name = ")


def test_the_shipped_templates_are_for_halves_and_years():
    assert {code: t.months for code, t in templates().items()} == {"annual": 12, "half_year": 6}
    assert all(
        any(b.plan for b in t.blocks) and any(b.prompt for b in t.blocks) for t in templates().values()
    )
