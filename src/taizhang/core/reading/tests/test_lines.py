"""Lines for a terminal."""

import re

from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.lines import clean, styled, width, wrapped

TEXT = st.text("科技项目，。；）（《》、 ab1250.%\n\x1b\t", max_size=120)
SEGMENTS = st.lists(st.tuples(TEXT, st.sampled_from(["", "wrong", "part", "dim"])), max_size=6)


def shown(line: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", line)


@given(SEGMENTS, st.integers(24, 120), st.booleans())
def test_no_line_is_wider_than_asked(segments, columns, colour):
    for line in wrapped(segments, columns, "  ", colour):
        assert width(shown(line)) <= columns


@given(SEGMENTS, st.integers(24, 120), st.booleans())
def test_nothing_is_lost_but_blanks(segments, columns, colour):
    lines = wrapped(segments, columns, "", colour)
    said = "".join(styled(clean(text), style if not colour else "", False) for text, style in segments)
    assert re.sub(r"\s", "", "".join(map(shown, lines))) == re.sub(r"\s", "", said)


@given(TEXT)
def test_control_characters_do_not_reach_the_terminal(text):
    assert all(char.isprintable() for char in clean(text))


def test_chinese_takes_two_columns():
    assert width("科技2026") == 8


def test_a_comma_does_not_begin_a_line():
    assert wrapped([("科技项目申报工作有序，推进", "")], 20, "", False) == ["科技项目申报工作有", "序，推进"]


def test_a_figure_is_not_parted_from_its_unit():
    assert wrapped([("科技项目申报工作有89项", "")], 20, "", False) == ["科技项目申报工作有", "89项"]


def test_colours():
    assert wrapped([("共", ""), ("89项", "wrong")], 80, "", True) == ["共\x1b[1;97;41m89项\x1b[0m"]
    assert wrapped([("共", ""), ("89项", "wrong")], 80, "", False) == ["共【89项】"]
