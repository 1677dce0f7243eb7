"""What differs between one filling and the one before it, cell by cell, and likely why 与上次的差异."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from taizhang.accounts.models import Bureau
from taizhang.core.figures.rounding import printed
from taizhang.core.periods import Period
from taizhang.registers.declaration import registers
from taizhang.reports.handins.filling import Filled, Leaf

NAMED = 3  # records that a reason names
MOST = 300  # titles looked up


@dataclass(frozen=True)
class Change:
    """One cell that differs. `difference` is new less old, "" where one of them is missing."""

    cell: Filled
    old: str
    new: str
    difference: str
    why: str


@dataclass(frozen=True)
class Moved:
    """How the rows behind a figure differ: ids added, gone, and with another value."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def cells_of(values: Mapping[str, Any]) -> dict[str, Filled]:
    return {key: Filled(**data) for key, data in values.get("cells", {}).items()}


def leaves_of(values: Mapping[str, Any]) -> dict[str, Leaf]:
    known = {f.name for f in fields(Leaf)}
    return {
        key: Leaf(**{name: value for name, value in data.items() if name in known})
        for key, data in values.get("leaves", {}).items()
    }


def changes(bureau: Bureau, new: Mapping[str, Any], old: Mapping[str, Any]) -> list[Change]:
    """Every cell whose number differs from the earlier filling, in the order of the new one."""
    now, then = cells_of(new), cells_of(old)
    leaves, before = leaves_of(new), leaves_of(old)
    differing = [(key, cell) for key, cell in now.items() if number(then.get(key)) != number(cell)]
    moves = {
        key: [(leaf, was, moved(leaf, was)) for leaf, was in pairs(cell, then.get(key), leaves, before)]
        for key, cell in differing
    }
    names = titles(bureau, (m for found in moves.values() for m in found))
    made = []
    for key, cell in differing:
        was = then.get(key)
        a, b = exact(was), exact(cell)
        gap = "" if a is None or b is None else signed(b - a, cell.decimals)
        made.append(
            Change(cell, was.text if was else "—", cell.text, gap, reason(cell, was, moves[key], names))
        )
    return made


def number(cell: Filled | None) -> str | None:
    return cell.text if cell and cell.value is not None else None


def exact(cell: Filled | None) -> Decimal | None:
    return None if cell is None or cell.value is None else Decimal(cell.value)


def signed(value: Decimal, decimals: int) -> str:
    text = printed(value, decimals, grouped=True)
    return text if text.startswith("-") or text == "0" else f"+{text}"


def pairs(
    cell: Filled, was: Filled | None, leaves: Mapping[str, Leaf], before: Mapping[str, Leaf]
) -> Iterable[tuple[Leaf, Leaf]]:
    """The measured figures behind both fillings of a cell, in the same order when it is tied alike."""
    if was is None or len(was.leaves) != len(cell.leaves):
        return ()
    both = zip(cell.leaves, was.leaves, strict=True)
    return [(leaves[a], before[b]) for a, b in both if a in leaves and b in before]


def moved(now: Leaf, then: Leaf) -> Moved | None:
    """None where the rows of one were too many to keep."""
    if now.rows is None or then.rows is None:
        return None
    added = tuple(pk for pk in now.rows if pk not in then.rows)
    gone = tuple(pk for pk in then.rows if pk not in now.rows)
    changed = tuple(pk for pk, value in now.rows.items() if then.rows.get(pk, value) != value)
    return Moved(added, gone, changed)


def titles(bureau: Bureau, found: Iterable[tuple[Leaf, Leaf, Moved | None]]) -> dict[tuple[str, str], str]:
    """The titles of the records that reasons may name; one query a register."""
    wanted: dict[str, set[str]] = {}
    for leaf, _, move in found:
        if move is not None:
            for ids in (move.added, move.gone, move.changed):
                wanted.setdefault(leaf.register, set()).update(ids[:NAMED])
    named = {}
    for name, chosen in wanted.items():
        register = registers().get(name)
        if register is not None and chosen:
            held = register.model._default_manager.filter(bureau=bureau, pk__in=sorted(chosen)[:MOST])
            named.update({(name, str(pk)): title for pk, title in held.values_list("pk", "title")})
    return named


def reason(
    cell: Filled,
    was: Filled | None,
    found: list[tuple[Leaf, Leaf, Moved | None]],
    names: Mapping[tuple[str, str], str],
) -> str:
    """Likely why a cell differs, in words; every reason that can be told."""
    if was is None:
        return "上次没有关联这一格。"
    told = []
    if was.expression != cell.expression:
        told.append(f"换了指标，上次是“{was.name}”")
    if was.region != cell.region:
        told.append("换了区划")
    if was.unit != cell.unit:
        told.append(f"单位由{was.unit or '无'}改为{cell.unit or '无'}")
    if was.version != cell.version:
        told.append(f"口径由第 {was.version} 版改为第 {cell.version} 版")
    if was.value is None:
        told.append(f"上次没有数：{was.why.rstrip('。')}" if was.why else "上次没有数")
    if cell.value is None:
        told.append(f"这次没有数：{cell.why.rstrip('。')}" if cell.why else "这次没有数")
    several = len(found) > 1
    for leaf, before, move in found:
        words = of_period(leaf, before) if was.period != cell.period else of_rows(leaf, before, move, names)
        if words:
            told.append(f"“{leaf.name}”{words}" if several else words)
    return "；".join(told) + "。" if told else "行数和取值没有可见的变化，可能改了算式。"


def of_period(leaf: Leaf, before: Leaf) -> str:
    then, now = (Period.parse(p).words for p in (before.period, leaf.period))
    return f"期间不同：{then} {before.count} 行，{now} {leaf.count} 行"


def of_rows(leaf: Leaf, before: Leaf, move: Moved | None, names: Mapping[tuple[str, str], str]) -> str:
    if leaf.version != before.version:
        return f"口径由第 {before.version} 版改为第 {leaf.version} 版"
    if move is None:
        return f"行数由 {before.count:,} 变为 {leaf.count:,}" if leaf.count != before.count else ""
    parts = [
        f"{word} {len(ids)} 行（{some(leaf.register, ids, names)}）"
        for word, ids in (("增加", move.added), ("减少", move.gone), ("改过", move.changed))
        if ids
    ]
    return "、".join(parts)


def some(register: str, ids: tuple[str, ...], names: Mapping[tuple[str, str], str]) -> str:
    known = [names.get((register, pk)) or f"记录 {pk}" for pk in ids[:NAMED]]
    return "、".join(known) + ("等" if len(ids) > NAMED else "")
