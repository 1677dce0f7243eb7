"""What proves a figure, ready to be drawn: its neighbours, definition, formula, rows, sources, who verified 数字的来历."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.db.models import Count, Max
from django.urls import reverse

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import MeasureKind
from taizhang.core.figures.rounding import printed
from taizhang.indicators import describing, past
from taizhang.indicators import rows as figure_rows
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.indicator import Indicator
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.declaration import Register
from taizhang.registers.queries import Question, rows
from taizhang.registers.record import Record, State
from taizhang.web.desk.indicators.addresses import Wanted
from taizhang.web.desk.indicators.asking import Desk
from taizhang.web.desk.indicators.sources import RowSource, batches_of, row_sources
from taizhang.web.values import Cell, cell_of, state_sign, unit_of

if TYPE_CHECKING:
    from taizhang.accounts.models import User

FIRST, WAITING = 8, 3  # rows shown of those counted, and of those that wait
TOLD_ALL = 3000  # rows up to which batches and verifiers are told of all of them


@dataclass(frozen=True)
class Term:
    """A part of the formula: an operand as a box with its figure, or a sign between boxes."""

    text: str
    figure: Figure | None = None
    note: str = ""  # the operand's period, where it is another than the figure's


@dataclass(frozen=True)
class Row:
    """One row behind the figure."""

    record: Record
    url: str
    name: str
    sign: str
    cell: Cell | None
    region: str
    source: RowSource | None
    counted: bool = True  # of a fact: whether it is the one told


@dataclass(frozen=True)
class Since:
    """What became different after the day as of which the figure is told."""

    value: Figure
    added: int
    gone: int
    changed: int

    @property
    def any(self) -> bool:
        return bool(self.added or self.gone or self.changed)


@dataclass
class Proof:
    """All that the page of a figure shows. What costs queries is asked for once, when it is drawn."""

    user: "User"
    desk: Desk
    figure: Figure = field(init=False)

    def __post_init__(self) -> None:
        self.figure = self.desk.figure()

    @property
    def wanted(self) -> Wanted:
        return self.desk.wanted.but(period=self.desk.period)

    @property
    def here(self) -> str:
        """The query of this very figure, for its operands to lead back to."""
        return self.wanted.query

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The question as hidden inputs of the form that asks for another day."""
        return [(n, v) for n, v in parse_qsl(self.here) if n != "a"]

    @property
    def back(self) -> str:
        return f"{reverse('figure')}?{self.wanted.up}" if self.wanted.up else ""

    @cached_property
    def indicator(self) -> Indicator | None:
        """The indicator that the figure is of, when it is plainly one."""
        ref = self._ref
        newest = self.desk.figures.catalogue.get(ref.code) if ref else None
        return newest and (newest.in_force(self.figure.period.end) or newest)

    @cached_property
    def _node(self) -> formula.Node | None:
        try:
            return formula.parse(self.figure.expression) if self.figure.expression else None
        except Refused:
            return None

    @property
    def _ref(self) -> formula.Ref | None:
        return self._node if isinstance(self._node, formula.Ref) else None

    @property
    def is_target(self) -> bool:
        return bool(self._ref and self._ref.shift == "target")

    @cached_property
    def unit(self) -> str:
        """The figure's unit; of what others told, the one that their row names."""
        if self.figure.unit or not self.figure.record_id or self.register is None:
            return self.figure.unit
        record = self.register.model._default_manager.filter(pk=self.figure.record_id).first()
        return str(getattr(record, "measure_unit", ""))

    # Beside the value.

    @cached_property
    def before(self) -> Figure | None:
        """The same a year earlier."""
        if self._node is None or (self._ref and self._ref.shift):
            return None
        try:
            shifted = str(formula.shifted(self._node, "before"))
        except Refused:
            return None
        made = self.desk.figures.figure(shifted, self.desk.period)
        return made if made.value is not None else None

    @property
    def change(self) -> str:
        """多 8 家, 少 8 家, 持平."""
        if self.before is None or self.before.value is None or self.figure.value is None:
            return ""
        more = self.figure.value - self.before.value
        unit = "个百分点" if self.figure.unit == "%" else self.figure.unit
        if not more:
            return "持平"
        return f"{'多' if more > 0 else '少'} {printed(abs(more), self.figure.decimals, grouped=True)} {unit}".strip()

    @cached_property
    def target(self) -> Figure | None:
        """What it is to reach, where a target was set."""
        if self._ref is None or self._ref.shift:
            return None
        made = self.desk.figures.figure(f"target({self._ref})", self.desk.period)
        return made if made.value is not None else None

    # What it is.

    @property
    def name(self) -> str:
        """What the figure is called; one that is narrowed says by what."""
        ref = self._ref
        narrowed = ref is not None and ref.narrow and not ref.shift
        return describing.name_of(ref, self.desk.figures.catalogue) if ref and narrowed else self.figure.name

    @property
    def meaning(self) -> str:
        """The 口径 in a sentence: its own, else what the definition says; "" for what cannot be understood."""
        if self.figure.meaning:
            return self.figure.meaning
        try:
            return describing.sentence(self.figure.definition) if self.figure.definition else ""
        except Refused:
            return ""

    @property
    def lines(self) -> list[describing.Line]:
        return describing.lines(self.figure.definition) if self.figure.definition else []

    @cached_property
    def terms(self) -> list[Term]:
        """The formula as boxes and signs; [] for what is no formula."""
        node = self.indicator.node if self.indicator and self._ref and not self._ref.shift else self._node
        if node is None or isinstance(node, formula.Ref):
            return []
        if self._ref and self._ref.narrow:
            from taizhang.indicators.figures import narrowed

            node = narrowed(node, self._ref.narrow)
        made = []
        for piece in describing.pieces(node, self.desk.figures.catalogue):
            if piece.ref is None:
                made.append(Term(piece.text))
                continue
            operand = self.desk.figures.figure(str(piece.ref), self.desk.period)
            note = operand.period.words if operand.period != self.desk.period else ""
            told = (
                describing.name_of(replace(piece.ref, shift=""), self.desk.figures.catalogue)
                if note
                else piece.text
            )
            made.append(Term(told, operand, note))
        return made

    @property
    def peers(self) -> list[tuple[str, Figure]]:
        """Of a rank: every region beside it with its figure, in the order of their codes."""
        from taizhang.regions.models import Region

        if not (self._ref and self._ref.shift == "rank"):
            return []
        names = Region.objects.in_bulk([f.region_id for f in self.figure.operands if f.region_id])
        return [(names[f.region_id].name, f) for f in self.figure.operands if f.region_id in names]

    # Its rows.

    @cached_property
    def register(self) -> Register | None:
        definition = self.figure.definition
        if definition is None:
            return None
        try:
            return figure_rows.register_of_definition(definition)
        except Refused:
            return None

    @property
    def counted_field(self) -> str:
        """The field whose value is counted: the one summed, or the date by which the row fell into the period."""
        assert self.figure.definition is not None
        how = self.figure.definition.how
        first = how.field.split(".")[0]
        counted = how.kind == MeasureKind.COUNT or (self.register and first in self.register.links)
        return self.figure.definition.on if counted or first == self.heading else first

    @property
    def counted_title(self) -> str:
        register, name = self.register, self.counted_field
        if register is None or name not in register.fields:
            return ""
        unit = unit_of(register.fields[name])
        return f"{register.fields[name].title}{f' {unit}' if unit else ''}"

    @property
    def heading_title(self) -> str:
        assert self.register is not None
        return str(self.register.fields[self.heading].title)

    @property
    def heading(self) -> str:
        assert self.register is not None and self.figure.definition is not None
        how = self.figure.definition.how
        first = how.field.split(".")[0]
        if how.kind == MeasureKind.DISTINCT and first in self.register.links:
            return first
        return str(self.register.told.heading[0])

    def _question(self, state: str = State.VERIFIED.value) -> Question:
        assert self.register is not None and self.figure.definition is not None
        query = dict(
            parse_qsl(figure_rows.list_query(self.figure.definition, self.figure.period, self.desk.region))
        )
        return Question.from_query(self.register, {**query, "state": state})

    @cached_property
    def list_url(self) -> str:
        """The ordinary list that shows exactly the rows counted; of a target, the record that says it."""
        if self.register is None or self.figure.definition is None:
            return ""
        if self.is_target:
            return reverse("record", args=[self.register.name, self.figure.record_id])
        query = figure_rows.list_query(self.figure.definition, self.figure.period, self.desk.region)
        return f"{reverse('register', args=[self.register.name])}?{query}"

    @property
    def waiting_url(self) -> str:
        return self.list_url.replace("state=verified", "state=provisional")

    @cached_property
    def rows(self) -> list[Row]:
        """The first rows counted, in the order of the ordinary list; of a fact, its record first."""
        if self.register is None:
            return []
        found = self._asked(State.VERIFIED.value)
        if self.is_target:
            found = rows(self.user, self.register, Question()).filter(pk=self.figure.record_id)
        if self.desk.wanted.as_of is not None and not self.is_target:
            found = found.filter(pk__in=[row["id"] for row in self._then[:TOLD_ALL]])
        records = list(found[:FIRST])
        if self.figure.kind == Kind.FACT and self.figure.record_id:
            told = [r for r in records if r.pk == self.figure.record_id]
            told = told or list(found.filter(pk=self.figure.record_id)[:1])
            records = [*told, *(r for r in records if r.pk != self.figure.record_id)][:FIRST]
        return self._drawn(records)

    @cached_property
    def waiting(self) -> list[Row]:
        """The first rows that would count once they are verified."""
        if self.register is None or not self.figure.provisional or self.desk.wanted.as_of is not None:
            return []
        return self._drawn(list(self._asked(State.PROVISIONAL.value)[:WAITING]))

    def _asked(self, state: str) -> Any:
        assert self.register is not None
        return rows(self.user, self.register, self._question(state)).select_related(
            *self.register.links, "region"
        )

    def _drawn(self, records: list[Record]) -> list[Row]:
        register = self.register
        assert register is not None
        name = self.counted_field
        sources = row_sources(register, records, name if name in register.fields else self.heading)
        made = []
        for record in records:
            head = cell_of(register, record, self.heading)
            cell = cell_of(register, record, name) if name in register.fields else None
            counted = self.figure.kind != Kind.FACT or record.pk == self.figure.record_id
            made.append(
                Row(
                    record, reverse("record", args=[register.name, record.pk]), record.title if head.none else head.text,
                    state_sign(record), cell, record.region.name if record.region else "—", sources.get(record.pk), counted,
                )
            )  # fmt: skip
        return made

    @property
    def first_source(self) -> RowSource | None:
        return next((row.source for row in self.rows if row.source and row.source.panel), None)

    @cached_property
    def batches(self) -> int | None:
        """From how many import batches the rows came; None where they are too many to look through."""
        if self.register is None or self.figure.count > TOLD_ALL or self.is_target or self.as_of:
            return None
        return batches_of(self._asked(State.VERIFIED.value))

    @cached_property
    def verified_by(self) -> list[tuple[str, int, datetime]]:
        """Who verified the rows: name, how many, when last; most first. What was imported verified counts by its importer."""
        if self.register is None or not 0 < self.figure.count <= TOLD_ALL or self.is_target or self.as_of:
            return []
        pks = self._asked(State.VERIFIED.value).order_by().values("pk")
        if self.figure.kind == Kind.FACT and self.figure.record_id:
            pks = [self.figure.record_id]
        said = Entry.objects.filter(register=self.register.name, record_id__in=pks)
        marked = said.filter(event=Event.RECORD_VERIFIED)
        people: dict[str, tuple[int, datetime]] = {}
        added = said.filter(event=Event.RECORD_ADDED).exclude(record_id__in=marked.values("record_id"))
        for found in (marked, added):
            grouped = (
                found.order_by()
                .values("by_name")
                .annotate(n=Count("record_id", distinct=True), last=Max("at"))
            )
            for line in grouped:
                n, last = people.get(line["by_name"], (0, line["last"]))
                people[line["by_name"]] = (n + line["n"], max(last, line["last"]))
        return sorted(((name, n, last) for name, (n, last) in people.items()), key=lambda p: -p[1])[:3]

    # As of another day.

    @cached_property
    def _then(self) -> list[dict[str, Any]]:
        definition, as_of = self.figure.definition, self.desk.wanted.as_of
        if definition is None or as_of is None:
            return []
        held = past.rows_then(definition, self.desk.bureau, self.figure.period, self.desk.region, as_of)
        return [row for row in held if row["state"] == State.VERIFIED]

    @cached_property
    def since(self) -> Since | None:
        """How the figure differs now from the day as of which it is told."""
        if self.desk.wanted.as_of is None:
            return None
        now = self.desk.now().figure()
        definition = self.figure.definition
        if definition is None or self.register is None or self.is_target:
            return Since(now, 0, 0, 0)
        changes = past.changes(definition, self._then, self.desk.bureau, self.figure.period, self.desk.region)
        return Since(now, *changes)

    @property
    def as_of(self) -> date | None:
        return self.desk.wanted.as_of
