"""Titles, subjects and doubts of findings."""

from decimal import Decimal

import pytest

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.wording.tests.figures import fig
from taizhang.core.reading.words import Finding, Words

WORDS = Words(Reading(open_text("全文"), (), ()))


def found(type_: Type, parts, holds, whole=None) -> Finding:
    return WORDS.finding(Relation(type_, whole, tuple(parts), Decimal(1), Decimal(2), Decimal(0), holds))


@pytest.mark.parametrize(
    ("type_", "whole", "parts", "holds", "title"),
    [
        (Type.SUM, fig("8项", of="市级项目"), [fig("3项"), fig("4项")], False, "加总不符：市级项目"),
        (Type.SUM, None, [fig("30%"), fig("60%")], True, "占比合计相符：2 项"),
        (Type.SUM, fig("8项", of="项目"), [fig("7项")], False, "前后不一致：项目"),
        (Type.REPEAT, fig("8项", of="项目"), [fig("8项")], True, "前后一致：项目"),
        (Type.GROWTH, fig("8项"), [fig("7项"), fig("9%", Role.DECREASE, of="授权")], False, "降幅不符：授权"),
        (Type.RATE, fig("8项"), [fig("7项"), fig("9%", Role.COMPLETION_RATE, of="立项率")], None, "完成率存疑：立项率"),
        (Type.SHARE, fig("8项"), [fig("7项"), fig("9%")], True, "占比相符：9%"),
    ],
)  # fmt: skip
def test_titles(type_, whole, parts, holds, title):
    assert found(type_, parts, holds, whole).title == title


@pytest.mark.parametrize("type_", list(Type))
@pytest.mark.parametrize("holds", [True, False, None])
def test_every_kind_of_claim_can_be_told(type_, holds):
    finding = found(type_, [fig("7项"), fig("9%", Role.SHARE)], holds, fig("8项"))
    assert finding.title and finding.calculation.sentence
    assert bool(finding.why) == (holds is None)
    assert holds is False or not finding.causes


def test_a_long_subject_is_shortened():
    assert found(Type.SUM, [fig("3项")] * 2, True, fig("6项", of="项" * 40)).subject == "项" * 24 + "…"
