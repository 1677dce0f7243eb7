"""Two to five organizations side by side, field by field, each with the value that should be kept and why 对照."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.intake.directory import former_names
from taizhang.intake.names import normal_name
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.merging.likely import sound
from taizhang.registers.contents import plain
from taizhang.registers.declaration import Register, registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

OWN = "organizations"
FORMER = "former_name"
MOST = 5  # organizations in one merge


@dataclass(frozen=True)
class Line:
    """One field of the organizations. `suggested`: whose value should be kept, for the reason `why`."""

    name: str
    title: str
    values: tuple[Any, ...]  # plain, in the order of the organizations
    dates: tuple[datetime | None, ...]  # when each came into the ledger
    suggested: int
    why: str

    @property
    def differs(self) -> bool:
        return len(set(map(str, self.values))) > 1


def lines(firms: Sequence[Organization], kept: int) -> list[Line]:
    """Every field that one of them fills, differing ones first, in the order of the register."""
    register = registers()[OWN]
    written = {firm.pk: written_at(register, firm) for firm in firms}
    made, by_id = [], {firm.pk: firm for firm in firms}
    for name, column in register.fields.items():
        values = tuple(plain(getattr(firm, column.attname)) for firm in firms)
        if name == FORMER or all(value is None for value in values):
            continue
        dates = tuple(written[firm.pk].get(name, firm.created_at) for firm in firms)
        suggested, why = suggest(firms, values, dates, kept)
        if name == "credit_code" and sound(by_id[kept].credit_code):
            suggested, why = kept, "有效的信用代码不随合并改变" if len(set(values) - {None}) > 1 else why
        if name == "name" and len(set(values)) > 1 and sound(by_id[kept].credit_code):
            suggested, why = kept, "有信用代码的一边"
        made.append(Line(name, column.title, values, dates, suggested, why))
    return sorted(made, key=lambda line: not line.differs)


def written_at(register: Register, firm: Organization) -> dict[str, datetime]:
    """When each field got the value it has, by the journal."""
    found: dict[str, datetime] = {}
    entries = Entry.objects.filter(register=OWN, record_id=firm.pk).exclude(digest="").order_by("id")
    entries = entries.exclude(event=Event.RECORD_CARRIED)  # an archived value has no date here
    for at, after in entries.values_list("at", "after"):
        found |= dict.fromkeys(json.loads(after) if after else (), at)
    return {name: at for name, at in found.items() if name in register.fields}


def suggest(
    firms: Sequence[Organization], values: Sequence[Any], dates: Sequence[datetime | None], kept: int
) -> tuple[int, str]:
    """Whose value should be kept: the only one, of a verified record, the newer, the longer; else the kept one's own."""
    filled = [at for at, value in enumerate(values) if value is not None]
    if len(filled) == 1:
        return firms[filled[0]].pk, "只有这一边填了" if len(firms) > 1 else ""
    verified = [at for at in filled if firms[at].state == State.VERIFIED]
    if verified and len(verified) < len(filled):
        return best(firms, values, dates, verified, kept), "已核优先于待核"
    first = best(firms, values, dates, filled, kept)
    if len({str(values[at]) for at in filled}) == 1:
        return kept if kept in {firms[at].pk for at in filled} else first, ""
    days = {d.date() for at in filled if (d := dates[at])}
    return first, "来源较新" if len(days) > 1 else "写得更全" if lengths_differ(
        values, filled
    ) else "保留的一边"


def best(
    firms: Sequence[Organization],
    values: Sequence[Any],
    dates: Sequence[datetime | None],
    among: list[int],
    kept: int,
) -> int:
    """The newest by day, then the longest, then the one that is kept."""

    def rank(at: int) -> tuple[str, int, bool]:
        day = dates[at]
        return day.date().isoformat() if day else "", length(values[at]), firms[at].pk == kept

    return firms[max(among, key=rank)].pk


def length(value: Any) -> int:
    return len(value) if isinstance(value, str) else 0


def lengths_differ(values: Sequence[Any], among: list[int]) -> bool:
    return len({length(values[at]) for at in among}) > 1


def suggested_kept(firms: Sequence[Organization], linked: dict[int, int]) -> int:
    """Which to keep: verified, with a credit code, with the most records, the oldest."""

    def rank(firm: Organization) -> tuple[bool, bool, bool, int, int]:
        living = firm.state != State.ENDED
        return (
            living,
            firm.state == State.VERIFIED,
            bool(firm.credit_code),
            linked.get(firm.pk, 0),
            -firm.pk,
        )

    return max(firms, key=rank).pk


def all_names(firms: Sequence[Organization], final: str, limit: int = 200) -> str:
    """Every name that one of them has or had, but the final one: the former names after the merge, as many as fit."""
    found: dict[str, str] = {}
    for firm in firms:
        for name in (*former_names(firm.former_name), firm.name):
            if normal_name(name) != normal_name(final):
                found.setdefault(normal_name(name), name.strip())
    text = ""
    for name in found.values():
        joined = f"{text}、{name}" if text else name
        if len(joined) <= limit:
            text = joined
    return text
