"""What the ledger says otherwise since a report was signed 签发后的变化: figure by figure, row by row."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.core.figures.rounding import printed
from taizhang.core.tables.spec import Kind
from taizhang.indicators.figure import Figure
from taizhang.personal.references import is_reference
from taizhang.registers.conditions import column_of
from taizhang.registers.covering import covered
from taizhang.registers.declaration import registers
from taizhang.reports.figuring import Desks, in_unit, tokens_of
from taizhang.reports.keeping import RowKeeper
from taizhang.reports.kept import figure_from, leaves
from taizhang.reports.models import Freeze, Report
from taizhang.reports.reckoning import as_printed
from taizhang.reports.signed import load


@dataclass(frozen=True)
class RowChange:
    """A row that counts differently now: added, changed or gone. `fields`: (title, value then, value now)."""

    kind: str
    register: str
    record_id: int
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class FigureChange:
    """A figure whose value, definition or rows are not what was signed."""

    key: str
    then: Figure
    now: Figure
    rows: tuple[RowChange, ...] = ()

    @property
    def moved(self) -> bool:
        return self.then.value != self.now.value


def changed_since(freeze: Freeze, keys: Collection[str] | None = None) -> list[FigureChange]:
    """The figures that differ from the ledger as it is now, in the report's order, each with its rows added, changed, gone.

    `keys`: only these are asked.
    """
    held, report = load(freeze), freeze.report
    live = Report(**{f.attname: getattr(report, f.attname) for f in Report._meta.concrete_fields})
    live.as_of, live.state = None, Report.State.DRAFT
    tokens = {key: token for key, token in tokens_of(report).items() if keys is None or key in keys}
    desks, keeper = Desks(live), RowKeeper(live)
    desks.prepare(tokens.values())
    found = []
    for key, each in held["figures"].items():
        token = tokens.get(key)
        if token is None or each["manual"]:
            continue
        then, bare = figure_from(each["figure"]), desks.bare(token)
        before = {_place(leaf): kept for leaf, kept in zip(leaves(then), each["leaves"], strict=True)}
        rows: dict[RowChange, None] = {}
        for leaf in leaves(bare):
            kept = before.get(_place(leaf), {})
            if "measure" in kept:
                rows |= dict.fromkeys(_changes(kept, keeper.keep(leaf), held["rows"], keeper.registers))
        if then.value != bare.value or then.version != bare.version or rows:
            found.append(FigureChange(key, as_printed(then, each), in_unit(bare, token), tuple(rows)))
    return found


def _place(leaf: Figure) -> str:
    """Where a leaf stands in a formula: a changed definition keeps its place."""
    return repr((leaf.expression or leaf.definition, leaf.period.text, leaf.region_id))


def _changes(
    then: dict[str, Any], now: dict[str, Any], kept: dict[str, Any], held: dict[str, Any]
) -> Iterator[RowChange]:
    if "measure" not in now or then["register"] != now["register"]:
        return
    name = then["register"]
    before, after = kept[name]["rows"], held[name]["rows"]
    titles = {**kept[name]["fields"], **held[name]["fields"]}
    staying, counted = set(now["rows"]), set(then["rows"])
    for pk in then["rows"]:
        old = before[str(pk)]
        if pk not in staying:
            yield RowChange("gone", name, pk, old["title"])
            continue
        new = after[str(pk)]["values"]
        both = [(field, value, new[field]) for field, value in old["values"].items() if field in new]
        differs = tuple(
            (titles.get(field, field), shown(name, field, a), shown(name, field, b))
            for field, a, b in both
            if _plain(a) != _plain(b)
        )
        if differs:
            yield RowChange("changed", name, pk, old["title"], differs)
    for pk in now["rows"]:
        if pk not in counted:
            yield RowChange("added", name, pk, after[str(pk)]["title"])


def _plain(value: Any) -> str:
    """A kept value as text; a link by its title."""
    if value is None or value == "":
        return "—"
    return str(value[1]) if isinstance(value, list) else str(value)


def shown(register: str, field: str, value: Any) -> str:
    """A kept value as a person reads it: choices by label, personal data masked (also where the field is gone)."""
    text, of = _plain(value), registers().get(register)
    column = column_of(of, field) if of else None
    if text == "—":
        return text
    if column is None or column.field.covered or is_reference(text):
        return covered(text)
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.kind == Kind.MONEY:
        return f"{printed(Decimal(text) / 10_000, 6, grouped=True, trim=True)} 万元"
    if column.kind == Kind.PERCENT:
        return f"{printed(Decimal(text) * 100, 4, trim=True)}%"
    return next((o.label for o in getattr(column.field, "options", ()) if o.value == text), text)
