"""Deciding and what leads to it 判定: decisions stored and taken back, facts stated, reminders. Nothing else writes them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.decisions.facts import facts_of, facts_of_each
from taizhang.decisions.judging import judge, kind_of, lacking, short_of
from taizhang.decisions.kept import digest_of, kept_facts, kept_trace
from taizhang.decisions.models import Decision, Reminder, StatedFact, Working
from taizhang.decisions.packs import known_facts, pack_of
from taizhang.decisions.queries import numbers_on, standing
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.policies.engine.answers import Answer
from taizhang.policies.engine.facts import below_zero
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.problems import PackProblem
from taizhang.registers.actions import Change, add_records, change_records, set_state
from taizhang.registers.declaration import register_of
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

CHUNK = 500
UNDONE = "判定已撤销"  # in the note of a decision that was taken back


def wait_for_turn(bureau: Bureau) -> None:
    """Let those who decide for a bureau come one after another, until the transaction ends (SQLite queues writers anyway)."""
    Bureau._default_manager.select_for_update().get(pk=bureau.pk)


@transaction.atomic
def decide(
    bureau: Bureau,
    organizations: Iterable[Organization],
    pack: Pack,
    *,
    on: date,
    author: Author,
    run: str = "",
) -> list[Decision]:
    """Judge organizations by a pack on a day and keep the answers 判定; each takes the place of the one before it.

    Raises Refused where the pack had no rules on that day, for an organization of another bureau, or where one was decided
    on a later day already: the past is not decided anew behind what followed.
    """
    listed = list(organizations)
    if any(o.bureau_id != bureau.pk for o in listed):
        raise Refused("只能判定本局的单位。")
    run = run or uuid.uuid4().hex[:12]
    made: list[Decision] = []
    for start in range(0, len(listed), CHUNK):
        made += _decide(bureau, listed[start : start + CHUNK], pack, on, author, run)
    if made:
        after = {
            "policy": pack.name,
            "version": pack.version,
            "on": on.isoformat(),
            "count": len(made),
            "run": run,
        }
        write(
            author,
            Note(Event.DECISIONS_MADE, "decisions", None, f"{pack.title}：{len(made)} 家", None, after),
        )
    return made


def _decide(
    bureau: Bureau, organizations: Sequence[Organization], pack: Pack, on: date, author: Author, run: str
) -> list[Decision]:
    """Some hundred of them."""
    facts = facts_of_each(organizations, on)
    try:
        answers = {o.pk: judge(o, pack, on, facts=facts[o.pk]) for o in organizations}
    except PackProblem as problem:
        raise Refused(f"不能判定：{problem.sentence}") from problem
    taken = numbers_on(bureau, pack.name, answers, on)
    _give_way(bureau, pack, answers, on, author)
    works = {pk: (kept_facts(a), kept_trace(a)) for pk, a in answers.items()}
    rows = [
        (_values(o, answers[o.pk], taken.get(o.pk, 0) + 1, works[o.pk], run), {"*": ["rules"]})
        for o in organizations
    ]
    ground = Author(
        author.user, author.ground or f"按“{pack.title}”判定", None, author.address, author.bureau
    )
    added = add_records(register_of(Decision), rows, bureau=bureau, author=ground, verified=True)
    decisions = [d for d in added if isinstance(d, Decision)]
    kept = [(d, works[d.organization_id]) for d in decisions if d.organization_id is not None]
    Working.objects.bulk_create(
        [Working(decision=d, facts=facts_seen, trace=trace) for d, (facts_seen, trace) in kept],
        batch_size=200,
    )
    return decisions


def _give_way(bureau: Bureau, pack: Pack, answers: Mapping[int, Answer], on: date, author: Author) -> None:
    """Those that stood until now: their last day is the day before; of the same day, they are ended.

    Raises Refused where one is of a later day.
    """
    register = register_of(Decision)
    stood = list(standing(bureau, pack.name).filter(organization__in=list(answers)))
    ground = Author(author.user, "由新的判定取代", None, author.address, author.bureau)
    later = next((d for d in stood if d.decided_on and d.decided_on > on), None)
    if later is not None:
        raise Refused(
            f"“{later.title}”已经判定过，不能再按更早的 {on} 判定。请按 {later.decided_on} 或以后的日期判定。"
        )
    same_day = [d for d in stood if d.decided_on == on]
    earlier = [Change(d, {"until": on - timedelta(days=1)}) for d in stood if d.decided_on != on]
    change_records(register, earlier, author=ground)
    set_state(register, same_day, State.ENDED, author=ground, event=Event.RECORD_ENDED)


def _values(
    organization: Organization, answer: Answer, number: int, work: tuple[Any, Any], run: str
) -> dict[str, Any]:
    return {
        "organization": organization, "region": organization.region, "policy": answer.pack, "policy_title": answer.title,
        "answer": kind_of(answer), "decided_on": answer.on, "number": number,
        "failing": len(answer.failing), "lacking": lacking(answer), "short": short_of(answer),
        "pack_version": answer.version, "run": run, "digest": digest_of(*work),
    }  # fmt: skip


@transaction.atomic
def undo_decisions(bureau: Bureau, run: str, *, author: Author) -> int:
    """Take back what one run decided 撤销判定; the decisions before it stand again. Returns how many.

    Refused where one of them has been decided anew since.
    """
    register = register_of(Decision)
    made = list(Decision._default_manager.filter(bureau=bureau, run=run).exclude(note=UNDONE)) if run else []
    if not made:
        raise Refused("没有可以撤销的判定：可能已经撤销过。")
    if any(d.until is not None or d.state != State.VERIFIED for d in made):  # of the same day: ended
        raise Refused("其中有单位后来又判定过，不能整批撤销。请在政策判定台账里查看最近一次判定。")
    ground = Author(author.user, author.ground or "撤销重新判定", None, author.address, author.bureau)
    change_records(register, [Change(d, {"note": UNDONE}) for d in made], author=ground)
    set_state(register, made, State.ENDED, author=ground, event=Event.RECORD_ENDED)
    for policy in {d.policy for d in made}:
        _stand_again(bureau, policy, [d for d in made if d.policy == policy], ground)
    after = {"run": run, "count": len(made)}
    write(
        ground,
        Note(
            Event.DECISIONS_UNDONE, "decisions", None, f"{made[0].policy_title}：{len(made)} 家", None, after
        ),
    )
    return len(made)


def _stand_again(bureau: Bureau, policy: str, made: Sequence[Decision], author: Author) -> None:
    """What stood before decisions that were taken back."""
    register = register_of(Decision)
    ids = [d.pk for d in made]
    rows = Decision._default_manager.filter(
        bureau=bureau, policy=policy, organization__in=[d.organization_id for d in made]
    )
    kept = rows.exclude(pk__in=ids).exclude(note=UNDONE).order_by("decided_on", "number", "pk")
    before = {d.organization_id: d for d in kept}.values()
    ended = [d for d in before if d.state == State.ENDED]
    set_state(register, ended, State.VERIFIED, author=author, event=Event.RECORD_RESUMED)
    change_records(register, [Change(d, {"until": None}) for d in before if d.until], author=author)


@transaction.atomic
def state_facts(
    organization: Organization,
    answers: Mapping[tuple[str, int | None], str],
    *,
    author: Author,
    on: date | None = None,
) -> list[StatedFact]:
    """Keep what somebody states of an enterprise 填报事实: (fact, year) -> text; "" takes an earlier answer back.

    Raises Refused with every answer that cannot be read, and for a fact that a verified record holds: that record is to be
    corrected, or the answer would count for nothing.
    """
    specs, problems, changed = known_facts(), [], {}
    held = facts_of(organization, on or timezone.localdate())
    for (name, year), text in answers.items():
        spec, known = specs.get(name), held.get((name, year))
        if spec is None:
            problems.append(f"没有叫 {name} 的事实，请从页面上的问题里选")
        elif known is not None and known.value is not None and known.source.record_id:
            problems.append(f"台账里已有“{spec.title}”（{known.source.words}），要改请更正那条记录")
        else:
            try:
                if below_zero(spec, spec.read(text)):
                    problems.append(f"{spec.title}不会是负数，写的是“{text.strip()[:40]}”。请核对")
            except ValueError as error:
                problems.append(str(error))
            changed[name, year] = text.strip()
    if problems:
        raise Refused("；".join(dict.fromkeys(p.rstrip("。") for p in problems)) + "。")
    return _state(organization, changed, author)


def _state(
    organization: Organization, answers: Mapping[tuple[str, int | None], str], author: Author
) -> list[StatedFact]:
    specs, now = known_facts(), timezone.now()
    rows = StatedFact.objects.select_for_update().filter(organization=organization, ended_at=None)
    stood = {(s.name, s.year): s for s in rows.order_by("pk")}
    fresh = {key: text for key, text in answers.items() if text != (stood[key].value if key in stood else "")}
    if not fresh:
        return []
    gone = [s.pk for s in rows if (s.name, s.year) in fresh]
    StatedFact.objects.filter(pk__in=gone).update(ended_at=now)
    made = [
        StatedFact(
            bureau_id=organization.bureau_id, organization=organization, name=name, year=year, value=text[:200],
            by=author.user,
        )
        for (name, year), text in fresh.items()
        if text
    ]  # fmt: skip
    StatedFact.objects.bulk_create(made)

    def titled(values: Mapping[tuple[str, int | None], str]) -> dict[str, str]:
        return {f"{specs[n].title}{f' {y}' if y else ''}": text for (n, y), text in values.items()}

    before = titled({key: stood[key].value for key in fresh if key in stood})
    note = Note(
        Event.FACTS_STATED, "stated_facts", organization.pk, organization.title, before, titled(fresh)
    )
    write(author, note)
    return made


@transaction.atomic
def remind(organization: Organization, policy: str, *, author: Author, wanted: bool = True) -> None:
    """Remind an enterprise of a policy 到期提醒我, or no longer; asked for twice it is one. Refused for no policy."""
    pack = pack_of(policy)
    rows = Reminder.objects.select_for_update().filter(
        organization=organization, policy=policy, ended_at=None
    )
    if bool(rows) == wanted:
        return
    if wanted:
        Reminder.objects.create(
            bureau_id=organization.bureau_id, organization=organization, policy=policy, by=author.user
        )
    else:
        rows.update(ended_at=timezone.now())
    after = {"policy": policy, "wanted": wanted}
    write(
        author,
        Note(
            Event.REMINDER_SET,
            "reminders",
            organization.pk,
            f"{organization.title}：{pack.title}",
            None,
            after,
        ),
    )
