"""What stored decisions would be today, and why: a fact, the rules, the day."""

from datetime import timedelta

import pytest
from tests.outsider import outside

from taizhang.decisions.actions import decide, state_facts
from taizhang.decisions.changes import Reason, outline, undecided, would_change
from taizhang.decisions.models import Decision
from taizhang.decisions.packs import judging_packs, pack_of
from taizhang.decisions.tests.ledger import ON, add, stated
from taizhang.decisions.tests.test_deciding import MAKER, runs_a_space
from taizhang.journal.writing import Author
from taizhang.registers.organizations.models import Organization


@pytest.fixture
def decided(cast):
    """A maker space that meets the criteria, decided today."""
    runs_a_space(cast, cast.firm_east)
    [made] = decide(cast.bureau, [cast.firm_east], pack_of(MAKER), on=ON, author=Author(cast.staff))
    assert made.answer == "meets"
    return made


def told(cast, on=ON):
    return [(c.name, c.was_label, c.now_label, c.reasons, c.short) for c in would_change(cast.bureau, on)]


def test_nothing_changes_by_itself(cast, decided):
    assert told(cast) == []
    assert told(cast, ON + timedelta(days=400)) == []


def test_a_fact_that_changed_is_told_with_what_it_was_and_where_it_stands(cast, decided):
    state_facts(cast.firm_east, {("maker_staff", None): "2 人"}, author=Author(cast.enterprise))
    [(name, was, now, [reason], short)] = told(cast)
    assert (name, was, now) == (cast.firm_east.name, "符合", "不符合")
    assert (reason.kind, reason.title, reason.was, reason.now) == ("data", "专职工作人员", "3 人", "2 人")
    assert reason.source.startswith("企业填报 20")
    assert "3" in short
    [change] = outline(cast.bureau, ON)
    assert not change.better
    state_facts(cast.firm_east, {("maker_staff", None): "3 人"}, author=Author(cast.enterprise))
    assert told(cast) == []


def test_a_fact_that_changed_nothing_is_not_told(cast, decided):
    state_facts(cast.firm_east, {("maker_staff", None): "9 人"}, author=Author(cast.enterprise))
    assert told(cast) == []


def test_the_rules_are_told_where_they_are_others(cast, decided):
    state_facts(cast.firm_east, {("maker_staff", None): "2 人"}, author=Author(cast.enterprise))
    with outside():
        Decision._default_manager.update(pack_version="0123456789ab")
    [(_, _, _, reasons, _)] = told(cast)
    assert [r.kind for r in reasons] == ["data", "rule"]
    assert reasons[1] == Reason("rule", "政策包版本", "0123456789ab", pack_of(MAKER).version)


def test_the_day_alone_can_change_it(cast):
    """Eighteen months in operation: not today, but in a month."""
    runs_a_space(cast, cast.firm_east, maker_open_since="2025-06-01")
    [made] = decide(cast.bureau, [cast.firm_east], pack_of(MAKER), on=ON, author=Author(cast.staff))
    assert made.answer == "fails"
    [(_, was, now, [reason], _)] = told(cast, ON + timedelta(days=30))
    assert (was, now, reason.kind, reason.was, reason.now) == (
        "不符合",
        "符合",
        "day",
        "2026-11-22",
        "2026-12-22",
    )


def test_who_was_never_decided_is_listed_for_policies_that_are_for_him(cast, decided):
    runs_a_space(cast, cast.firm_west)
    left = undecided(cast.bureau, ON)
    assert set(left) == set(judging_packs())
    assert left[MAKER] == [cast.firm_west.pk]
    assert left["national/tech_sme"] == sorted([cast.firm_east.pk, cast.firm_west.pk])
    assert left["national/incubator_standard"] == []


def test_another_bureau_changes_nothing(cast, decided):
    assert would_change(cast.other_bureau, ON) == []


@pytest.mark.parametrize("firms", [1, 3])
def test_the_queries_do_not_grow_with_the_firms(cast, django_assert_num_queries, firms):
    made = [add(cast, "organizations", name=f"澜江第{n}号有限公司", region=cast.east) for n in range(firms)]
    listed = list(Organization._default_manager.filter(pk__in=[m.pk for m in made]).select_related("bureau"))
    for firm in listed:
        runs_a_space(cast, firm)
    decide(cast.bureau, listed, pack_of(MAKER), on=ON, author=Author(cast.staff))
    for firm in listed:
        stated(cast, firm, "maker_staff", "1 人")
    outline(cast.bureau, ON - timedelta(days=1))
    with django_assert_num_queries(QUERIES):
        assert len(would_change(cast.bureau, ON)) == firms


QUERIES = 40
