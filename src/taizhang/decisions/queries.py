"""Reading decisions: which one stands, what came before it."""

import json
from collections.abc import Collection
from datetime import date

from django.db.models import Max, QuerySet

from taizhang.accounts.models import Bureau
from taizhang.decisions.kept import digest_of
from taizhang.decisions.models import Decision, Reminder, Working
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State


def standing(bureau: Bureau, policy: str = "") -> QuerySet[Decision]:
    """The decisions that nothing has taken the place of; after a merge an organization can have two: the newest counts."""
    rows = Decision._default_manager.filter(bureau=bureau, state=State.VERIFIED, until=None)
    rows = rows.filter(policy=policy) if policy else rows
    return rows.order_by("decided_on", "number", "pk")


def standing_of(organization: Organization) -> dict[str, Decision]:
    """The newest decision of each policy that stands for an organization, by the policy's name."""
    rows = standing(organization.bureau).filter(organization=organization)
    return {d.policy: d for d in rows}


def numbers_on(bureau: Bureau, policy: str, ids: Collection[int], on: date) -> dict[int, int]:
    """How many times each of these was decided on a day, taken back or not."""
    rows = Decision._default_manager.filter(
        bureau=bureau, policy=policy, organization__in=list(ids), decided_on=on
    )
    counted = rows.order_by().values_list("organization_id").annotate(last=Max("number"))
    return {owner: last or 0 for owner, last in counted if owner is not None}


def working_of(decision: Decision) -> Working | None:
    """What a decision was worked out from; None for one that lost it."""
    return Working.objects.filter(decision=decision).first()


def holds(working: Working) -> bool:
    """Whether what is kept is still what the decision, and with it the journal, says it was."""
    return digest_of(working.facts, working.trace) == working.decision.digest


def reminders_of(organization: Organization) -> QuerySet[Reminder]:
    """What an enterprise asked to be reminded of."""
    return Reminder.objects.filter(organization=organization, ended_at=None).order_by("policy")


def newest_run(bureau: Bureau) -> tuple[str, Entry | None]:
    """The newest run that can still be taken back, with its entry in the journal; "" where there is none."""
    entry = Entry.objects.filter(bureau=bureau, event=Event.DECISIONS_MADE).order_by("-id").first()
    run = str(json.loads(entry.after).get("run", "")) if entry is not None else ""
    made = Decision._default_manager.filter(bureau=bureau, run=run, state=State.VERIFIED)
    if not run or not made.exists() or made.exclude(until=None).exists():
        return "", None
    return run, entry
