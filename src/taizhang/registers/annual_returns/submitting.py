"""Submitting a year's data 报送年度数据: new values, and what was confirmed as still right, in one act with its receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author, Note, write
from taizhang.registers import actions
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.contents import contents
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

EXPLAINED = 2000  # characters


@dataclass(frozen=True)
class Submitted:
    """What became of it: the receipt is the journal's own entry; `waits` says that staff are still to verify."""

    entry: Entry
    record: AnnualReturn
    waits: bool


@transaction.atomic
def submit_return(
    organization: Organization,
    year: int,
    values: Mapping[str, Any],
    *,
    confirmed: Sequence[str],
    sources: Mapping[str, Any],
    version: int | None,
    author: Author,
) -> Submitted:
    """Add or change the year's record, and write the receipt 回执.

    What a member of staff submits is verified at once; what an enterprise or a liaison submits waits, and a verified record
    keeps its values until then. Raises Refused when there is nothing to submit, Conflict when somebody was quicker.
    """
    register = registers()["annual_returns"]
    if not values and not confirmed:
        raise Refused("没有填新的数，也没有确认已有的数，没有可提交的内容。请先填写或点“仍然正确”。")
    there = AnnualReturn.objects.select_for_update().filter(organization=organization, period=str(year))
    record = there.exclude(state=State.ENDED).first()
    proposed: Sequence[Any] = ()
    if record is None:
        new = {**values, "organization": organization, "period": str(year), "region": organization.region}
        told = {"*": ["form"], **sources}
        record = actions.add_record(register, new, bureau=organization.bureau, author=author, sources=told)  # type: ignore[assignment]
    elif values:
        told = {name: sources.get(name, ["form"]) for name in values}
        change = actions.Change(record, dict(values), told, version)
        _, proposed = actions.change_records(register, [change], author=author)
        record.refresh_from_db()
    assert record is not None
    held = contents(register, record)
    sent = {n: held.get(n) for n in values if n in held} if not proposed else dict(proposed[0].values)
    after = {
        "year": year,
        "values": {n: v for n, v in sent.items() if n != "sources"},
        "confirmed": list(confirmed),
    }
    entry = write(author, Note(Event.RETURN_SUBMITTED, register.name, record.pk, record.title, None, after))
    return Submitted(entry, record, bool(proposed) or record.state == State.PROVISIONAL)


def explained(before: str, reasons: Mapping[str, str]) -> str:
    """The explanations with new ones put in, one line a field (数据说明): a newer reason for a field takes the older's place.

    Raises Refused when they grow longer than the ledger keeps.
    """
    kept = [line for line in before.splitlines() if line.partition("：")[0] not in reasons and line.strip()]
    told = [f"{title}：{' '.join(reason.split())}" for title, reason in reasons.items()]
    text = "\n".join([*kept, *told])
    if len(text) > EXPLAINED:
        raise Refused(f"数据说明合起来有 {len(text)} 个字，最多 {EXPLAINED} 个。请把原因写短一些。")
    return text
