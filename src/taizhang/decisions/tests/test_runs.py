"""Many firms are judged as a job: in steps of one run, each firm once however often the job runs or dies, and taken back whole."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.decisions import actions, runs
from taizhang.decisions.models import Decision, Judging
from taizhang.decisions.packs import pack_of
from taizhang.decisions.tests.ledger import ON, add
from taizhang.decisions.tests.test_deciding import MAKER, TOMORROW, runs_a_space
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.record import State

SERVICE = "national/tech_sme"


@pytest.fixture
def firms(cast, monkeypatch):
    """Five firms, and steps of two."""
    monkeypatch.setattr(runs, "STEP", 2)
    made = [
        add(cast, "organizations", name=f"澜江第{n}号有限公司", region=cast.east, kind="enterprise")
        for n in range(5)
    ]
    runs_a_space(cast, made[0])
    return made


def asked(cast, firms, on=ON, policies=(MAKER,)):
    wanted = {name: [f.pk for f in firms] for name in policies}
    return runs.ask(cast.bureau, wanted, on=on, ground="重新判定", author=Author(cast.staff))


def standing():
    """(policy, organization) of every decision that counts."""
    rows = Decision._default_manager.filter(state=State.VERIFIED, until=None).order_by(
        "policy", "organization"
    )
    return [(d.policy, d.organization_id) for d in rows]


def told(job):
    job.refresh_from_db()
    return job.state, job.done, job.claim, job.sentence


def dies(monkeypatch, *, before_step):
    """The process is killed when so many steps are through, in the middle of the next one."""
    real, seen = actions.decide, []

    def killed(*args, **more):
        seen.append(1)
        made = real(*args, **more)
        if len(seen) == before_step:
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(actions, "decide", killed)


def test_all_are_judged_once_under_one_run_and_the_job_may_run_twice(cast, firms):
    job = asked(cast, firms, policies=(MAKER, SERVICE))
    runs.work(job.pk)
    runs.work(job.pk)
    assert told(job) == ("done", 10, "", "")
    assert standing() == [(p, f.pk) for p in (MAKER, SERVICE) for f in firms]
    assert set(Decision._default_manager.values_list("run", "number")) == {(job.run, 1)}
    entries = Entry.objects.filter(event=Event.DECISIONS_MADE).order_by("pk")
    steps = [(json.loads(e.after)["policy"], json.loads(e.after)["count"]) for e in entries]
    assert steps == [(p, n) for p in (MAKER, SERVICE) for n in (2, 2, 1)]
    assert {(e.by_name, e.ground) for e in entries} == {
        (str(cast.staff), f"重新判定：{pack_of(p).title}") for p in (MAKER, SERVICE)
    }


def test_a_job_that_was_killed_goes_on_where_it_stopped_and_decides_nobody_twice(cast, firms, monkeypatch):
    job = asked(cast, firms)
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dies(dying, before_step=2)
        runs.work(job.pk)
    assert told(job)[:2] == ("working", 2)
    assert standing() == [(MAKER, f.pk) for f in firms[:2]], "the step it was at has left nothing"
    assert runs.recover() == 0, "it may still be at work"
    Judging.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    assert runs.recover() == 1
    runs.work(job.pk)
    assert told(job) == ("done", 5, "", "")
    assert standing() == [(MAKER, f.pk) for f in firms]
    assert Decision._default_manager.count() == 5


def test_who_was_thought_dead_and_taken_over_writes_nothing_more(cast, firms):
    job = asked(cast, firms)
    Judging.objects.update(state="working", claim="the dead one's")
    assert runs.step(job.pk, "another's") is False
    assert (runs.step(job.pk, "the dead one's"), told(job)[1]) == (True, 2)


def test_one_run_of_many_steps_is_taken_back_whole_and_what_stood_stands_again(cast, firms):
    actions.decide(cast.bureau, firms[:3], pack_of(MAKER), on=ON, author=Author(cast.staff))
    before = list(Decision._default_manager.order_by("pk").values_list("pk", flat=True))
    job = asked(cast, firms, on=TOMORROW)
    runs.work(job.pk)
    assert runs.undo(cast.bureau, job.run, author=Author(cast.staff)) == 5
    rows = Decision._default_manager.filter(state=State.VERIFIED, until=None).order_by("pk")
    assert [d.pk for d in rows] == before


def test_while_a_job_waits_or_runs_nobody_begins_another_nor_takes_it_back(cast, firms):
    job = asked(cast, firms)
    for again in (
        lambda: asked(cast, firms),
        lambda: runs.judge_now(
            cast.bureau, {MAKER: [firms[0].pk]}, on=ON, ground="x", author=Author(cast.staff)
        ),
        lambda: runs.undo(cast.bureau, job.run, author=Author(cast.staff)),
    ):
        with pytest.raises(Refused, match=r"判定还在进行（0/5 家）"):
            again()
    assert Judging.objects.count() == 1


def test_what_is_refused_half_way_is_told_and_what_was_judged_stays(cast, firms):
    actions.decide(cast.bureau, firms[3:4], pack_of(MAKER), on=TOMORROW, author=Author(cast.staff))
    job = asked(cast, firms, on=ON)
    runs.work(job.pk)
    state, done, claim, sentence = told(job)
    assert (state, done, claim) == ("failed", 2, "")
    assert f"请按 {TOMORROW} 或以后的日期判定" in sentence
    assert runs.undo(cast.bureau, job.run, author=Author(cast.staff)) == 2


def test_it_is_queued_after_commit_and_again_where_that_was_lost(
    cast, firms, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = asked(cast, firms)
        assert not DBTaskResult.objects.exists()
    Judging.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    assert runs.recover() == 0, "it waits for a worker"
    DBTaskResult.objects.all().delete()
    assert runs.recover() == 1
    [queued] = DBTaskResult.objects.all()
    assert queued.args_kwargs["args"] == [job.pk]


def test_who_was_ended_since_is_left_out(cast, firms):
    from taizhang.registers.actions import set_state
    from taizhang.registers.declaration import registers

    job = asked(cast, firms)
    set_state(
        registers()["organizations"],
        firms[1:2],
        State.ENDED,
        author=Author(cast.staff),
        event=Event.RECORD_ENDED,
    )
    runs.work(job.pk)
    assert told(job)[:2] == ("done", 5)
    assert standing() == [(MAKER, f.pk) for f in firms if f != firms[1]]


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.lists(st.integers(), max_size=130), max_size=4))
def test_the_steps_are_all_of_them_in_order_each_of_one_policy(wanted):
    done, seen = 0, []
    while (step := runs.following(list(wanted.items()), done))[1]:
        assert len(step[1]) <= runs.STEP
        seen += [(step[0], one) for one in step[1]]
        done += len(step[1])
    assert seen == [(name, one) for name, ids in wanted.items() for one in ids]
