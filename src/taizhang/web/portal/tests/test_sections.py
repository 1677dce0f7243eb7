"""In which section a policy stands: what is missing never makes a no, and every policy stands in exactly one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.policies.engine.answers import Answer, Finding, Verdict
from taizhang.web.portal.sections import Section, section_of

MEETS, FAILS, OPEN = Verdict.MEETS, Verdict.FAILS, Verdict.CANNOT_TELL


def told(*verdicts, applies=True):
    """An answer with these conditions; "judged" stands for one that experts decide."""
    findings = tuple(
        Finding(str(i), str(i), "第一条", OPEN if v == "judged" else v, "。", judged=v == "judged")
        for i, v in enumerate(verdicts)
    )
    verdict = FAILS if FAILS in verdicts else MEETS
    return Answer("trial", "试用", "1", date(2026, 6, 1), applies, verdict, findings)


@pytest.mark.parametrize(
    ("verdicts", "applies", "section"),
    [
        ((MEETS, MEETS), True, Section.DIRECT),
        ((), True, Section.DIRECT),
        ((MEETS, "judged"), True, Section.DIRECT),
        ((MEETS, FAILS), True, Section.NEARLY),
        ((MEETS, FAILS, "judged"), True, Section.NEARLY),
        ((FAILS, FAILS), True, Section.NOT_YET),
        ((FAILS, OPEN), True, Section.NOT_YET),
        ((MEETS, OPEN), True, Section.UNKNOWN),
        ((MEETS, MEETS), None, Section.UNKNOWN),
        ((MEETS, MEETS), False, Section.ASIDE),
        ((FAILS, OPEN), False, Section.ASIDE),
    ],
)
def test_where_a_policy_stands(verdicts, applies, section):
    assert section_of(told(*verdicts, applies=applies)) == section


@given(st.lists(st.sampled_from([MEETS, OPEN, "judged"])), st.sampled_from([True, None]))
def test_without_a_failing_condition_a_policy_is_never_unmet(verdicts, applies):
    assert section_of(told(*verdicts, applies=applies)) in (Section.DIRECT, Section.UNKNOWN)


@given(st.lists(st.sampled_from([MEETS, FAILS, "judged"]), min_size=1))
def test_one_more_failing_condition_never_brings_a_policy_nearer(verdicts):
    order = [Section.DIRECT, Section.NEARLY, Section.NOT_YET]
    before, after = section_of(told(*verdicts)), section_of(told(*verdicts, FAILS))
    assert order.index(after) >= order.index(before)
