"""Decisions are kept with what they saw; a new one takes the place of the old, and both can be taken back."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from taizhang.core.decisions import Refused
from taizhang.decisions.actions import decide, remind, state_facts, undo_decisions
from taizhang.decisions.facts import facts_of
from taizhang.decisions.models import Decision, Reminder, StatedFact, Working
from taizhang.decisions.packs import pack_of
from taizhang.decisions.queries import holds, standing, standing_of, working_of
from taizhang.decisions.tests.ledger import ON, add, stated, year
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.proof import prove_records
from taizhang.registers.record import State

MAKER = "national/maker_space"
TOMORROW = ON + timedelta(days=1)
FACTS = {
    "runs_maker_space": "是", "maker_open_since": "2024-01-01", "maker_area": "600 平方米", "maker_desks": "30 个",
    "maker_used_area": "500 平方米", "maker_teams": "20 家", "maker_new_firms": "10 家", "maker_financed": "5 家",
    "maker_cases": "3 个", "maker_staff": "3 人", "maker_mentors": "3 人", "maker_events": "10 场", "maker_reported": "是",
}  # fmt: skip


def runs_a_space(cast, firm, **other):
    for name, value in {**FACTS, **other}.items():
        stated(cast, firm, name, value)


def decide_on(cast, firms, day=ON, **more):
    return decide(cast.bureau, firms, pack_of(MAKER), on=day, author=Author(cast.staff), **more)


def stood():
    """(decided on, until, answer, state, number) of every decision, oldest first."""
    rows = Decision._default_manager.order_by("pk")
    return [(d.decided_on, d.until, d.answer, d.state, d.number) for d in rows]


def test_a_decision_keeps_the_answer_and_all_it_saw(cast):
    runs_a_space(cast, cast.firm_east)
    runs_a_space(cast, cast.firm_west, maker_staff="2 人")
    good, bad = decide_on(cast, [cast.firm_east, cast.firm_west])
    assert (good.answer, good.failing, good.lacking, good.short) == ("meets", 0, 0, "")
    assert (bad.answer, bad.failing, bad.lacking) == ("fails", 1, 0)
    assert "2" in bad.short and "3" in bad.short, bad.short
    assert (good.state, good.region, good.title) == (
        State.VERIFIED, cast.east, f"{cast.firm_east} · {good.policy_title} · 2026-11-22",
    )  # fmt: skip
    work = working_of(bad)
    seen = {f["name"]: f for f in work.facts}
    assert (seen["maker_staff"]["text"], seen["maker_staff"]["value"]) == ("2 人", {"n": "2"})
    assert seen["maker_staff"]["source"].startswith("随资料登记 20")
    [missed] = [f for f in work.trace["findings"] if f["verdict"] == "fails"]
    assert (missed["sentence"], missed["article"]) != ("", "")
    assert [work.facts[n]["name"] for n in missed["facts"]] == ["maker_staff"]
    assert holds(work) and work.trace["version"] == bad.pack_version == pack_of(MAKER).version


def test_what_is_kept_is_proven_by_the_journal(cast):
    runs_a_space(cast, cast.firm_east)
    [made] = decide_on(cast, [cast.firm_east])
    assert prove_records().wrong == 0
    entry = Entry.objects.get(event=Event.DECISIONS_MADE)
    assert (entry.by, json.loads(entry.after)["count"]) == (cast.staff, 1)
    assert (
        json.loads(Entry.objects.get(register="decisions", record_id=made.pk).after)["digest"] == made.digest
    )
    from tests.outsider import outside

    with outside():
        Working.objects.filter(decision=made).update(trace={"verdict": "fails"})
    assert not holds(working_of(made))


def test_the_next_one_takes_its_place_from_its_own_day(cast):
    runs_a_space(cast, cast.firm_east)
    decide_on(cast, [cast.firm_east])
    state_facts(cast.firm_east, {("maker_staff", None): "1 人"}, author=Author(cast.staff))
    decide_on(cast, [cast.firm_east], TOMORROW)
    assert stood() == [
        (ON, ON, "meets", State.VERIFIED, 1), (TOMORROW, None, "fails", State.VERIFIED, 1),
    ]  # fmt: skip
    assert standing_of(cast.firm_east)[MAKER].answer == "fails"
    assert prove_records().wrong == 0


def test_one_of_the_same_day_is_ended(cast):
    runs_a_space(cast, cast.firm_east)
    decide_on(cast, [cast.firm_east])
    decide_on(cast, [cast.firm_east])
    assert stood() == [(ON, None, "meets", State.ENDED, 1), (ON, None, "meets", State.VERIFIED, 2)]


def test_the_past_is_not_decided_anew(cast):
    runs_a_space(cast, cast.firm_east)
    decide_on(cast, [cast.firm_east], TOMORROW)
    with pytest.raises(Refused, match="不能再按更早的 2026-11-22 判定"):
        decide_on(cast, [cast.firm_west, cast.firm_east])
    assert len(stood()) == 1
    with pytest.raises(Refused, match="还没有生效"):
        decide_on(cast, [cast.firm_west], date(1999, 1, 1))
    with pytest.raises(Refused, match="本局"):
        decide_on(cast, [cast.firm_elsewhere])


def test_a_run_is_taken_back_whole(cast):
    runs_a_space(cast, cast.firm_east)
    decide_on(cast, [cast.firm_east])
    before = stood()
    for day in (ON, TOMORROW):
        made = decide_on(cast, [cast.firm_east, cast.firm_west], day)
        assert undo_decisions(cast.bureau, made[0].run, author=Author(cast.staff)) == 2
        assert stood()[:1] == before, day
        assert [d.organization_id for d in standing(cast.bureau)] == [cast.firm_east.pk], day
    with pytest.raises(Refused, match="已经撤销过"):
        undo_decisions(cast.bureau, made[0].run, author=Author(cast.staff))
    assert prove_records().wrong == 0


def test_a_run_of_which_one_firm_was_judged_again_the_same_day_stays_whole(cast):
    first, _ = decide_on(cast, [cast.firm_east, cast.firm_west])
    decide_on(cast, [cast.firm_east])
    before = stood()
    with pytest.raises(Refused, match="后来又判定过"):
        undo_decisions(cast.bureau, first.run, author=Author(cast.staff))
    assert stood() == before


def test_a_run_that_was_followed_stays(cast):
    [first] = decide_on(cast, [cast.firm_east])
    decide_on(cast, [cast.firm_east], TOMORROW)
    with pytest.raises(Refused, match="后来又判定过"):
        undo_decisions(cast.bureau, first.run, author=Author(cast.staff))


def test_the_queries_do_not_grow_with_the_firms(cast):
    listed = [add(cast, "organizations", name=f"澜江第{n}号有限公司", region=cast.east) for n in range(3)]
    for firm in listed:
        runs_a_space(cast, firm)
    decide_on(cast, listed)
    asked = []
    for day, firms in ((TOMORROW, listed[:1]), (TOMORROW + timedelta(days=1), listed)):
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            decide_on(cast, firms, day)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= MOST_QUERIES


MOST_QUERIES = 40


# What people state.


def test_statements_are_kept_with_their_author_and_the_newest_counts(cast):
    by_firm, by_staff = Author(cast.enterprise), Author(cast.staff)
    state_facts(
        cast.firm_east, {("maker_staff", None): "2 人", ("maker_cases", None): "3 个"}, author=by_firm
    )
    state_facts(cast.firm_east, {("maker_staff", None): "4 人"}, author=by_staff)
    held = facts_of(cast.firm_east, ON)
    assert (held["maker_staff", None].value, held["maker_cases", None].value) == (4, 3)
    assert held["maker_staff", None].source.words.startswith("局里登记")
    assert list(StatedFact.objects.order_by("pk").values_list("value", "by__username")) == [
        ("2 人", "enterprise"), ("3 个", "enterprise"), ("4 人", "staff"),
    ]  # fmt: skip
    entry = Entry.objects.filter(event=Event.FACTS_STATED).order_by("-pk").first()
    assert (json.loads(entry.before), json.loads(entry.after), entry.record_id) == (
        {"专职工作人员": "2 人"}, {"专职工作人员": "4 人"}, cast.firm_east.pk,
    )  # fmt: skip


def test_an_answer_sent_twice_is_one_and_an_empty_one_takes_it_back(cast):
    for _ in range(2):
        state_facts(cast.firm_east, {("maker_staff", None): "2 人"}, author=Author(cast.enterprise))
    assert (StatedFact.objects.count(), Entry.objects.filter(event=Event.FACTS_STATED).count()) == (1, 1)
    state_facts(cast.firm_east, {("maker_staff", None): " "}, author=Author(cast.enterprise))
    assert ("maker_staff", None) not in facts_of(cast.firm_east, ON)


def test_less_than_none_cannot_be_stated(cast):
    with pytest.raises(Refused, match="专职工作人员不会是负数，写的是“-2 人”。请核对。"):
        state_facts(cast.firm_east, {("maker_staff", None): "-2 人"}, author=Author(cast.enterprise))
    assert StatedFact.objects.count() == 0


def test_what_cannot_be_read_is_said_all_at_once_and_nothing_is_kept(cast):
    year(cast, cast.firm_east, "2025", revenue_yuan=100)
    with pytest.raises(Refused) as refused:
        state_facts(
            cast.firm_east,
            {
                ("total_income", 2025): "900", ("maker_staff", None): "两三个", ("nothing", None): "是",
                ("sales_revenue", 2025): "5 万元", ("maker_cases", None): "3 个",
            },
            author=Author(cast.enterprise),
        )  # fmt: skip
    told = str(refused.value.sentence)
    assert all(
        words in told for words in ("是元还是万元", "两三个", "没有叫 nothing 的事实", "要改请更正那条记录")
    ), told
    assert not StatedFact.objects.exists()


def test_a_reminder_is_one_however_often_it_is_asked_for(cast):
    for wanted in (True, True):
        remind(cast.firm_east, MAKER, author=Author(cast.enterprise), wanted=wanted)
    assert Reminder.objects.filter(ended_at=None).count() == 1
    remind(cast.firm_east, MAKER, author=Author(cast.enterprise), wanted=False)
    assert Reminder.objects.filter(ended_at=None).count() == 0
    assert Entry.objects.filter(event=Event.REMINDER_SET).count() == 2
    with pytest.raises(Refused, match="没有叫"):
        remind(cast.firm_east, "national/nothing", author=Author(cast.enterprise))
