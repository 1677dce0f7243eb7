"""All organizations of a bureau with their facts as columns 全部单位的事实, for judging them at once.

The same reading as for one enterprise (`cells`), laid into arrays; kept until the journal of the bureau says that a record
changed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from threading import Lock
from typing import Any

import numpy as np

from taizhang.accounts.models import Bureau
from taizhang.decisions.cells import GONE, Asked, Cells, cells
from taizhang.decisions.models import StatedFact
from taizhang.decisions.packs import known_facts
from taizhang.journal.models import Entry
from taizhang.policies.engine.columns.days import EPOCH
from taizhang.policies.engine.columns.table import LARGEST, Column, Table
from taizhang.policies.engine.facts import SCALE, FactKind, FactSpec
from taizhang.policies.engine.known import Key
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

KEPT = 8  # populations held in memory, of the bureaus looked at last


@dataclass(frozen=True, eq=False)
class Population:
    """The organizations of a bureau in the order of their ids; row n of every array is organization `ids[n]`."""

    on: date
    ids: np.ndarray[Any, Any]
    names: list[str]
    sort_keys: list[str]
    regions: np.ndarray[Any, Any]  # region ids; 0 where none is known
    kinds: list[str]
    industries: list[str]
    fields: list[str]  # 技术领域 as it is written
    table: Table
    mark: tuple[int, datetime | None] = (0, None)
    rows: dict[int, int] = field(default_factory=dict)  # organization id -> its row

    @property
    def size(self) -> int:
        return len(self.names)


_kept: dict[int, Population] = {}
_lock = Lock()


def population(bureau: Bureau, on: date) -> Population:
    """Who is there and what is known of each, as of now, for judging on a day."""
    mark = mark_of(bureau)
    kept = _kept.get(bureau.pk)
    if kept is not None and (kept.on, kept.mark) == (on, mark):
        return kept
    made = read(bureau, on, mark)
    with _lock:
        _kept.pop(bureau.pk, None)
        _kept[bureau.pk] = made
        while len(_kept) > KEPT:
            _kept.pop(next(iter(_kept)))
    return made


def mark_of(bureau: Bureau) -> tuple[int, datetime | None]:
    """The newest entry of the bureau's journal that speaks of something kept: what the cache is held against.

    Decisions aside: they are made of the facts and change none.
    """
    speaking = Entry.objects.filter(bureau=bureau).exclude(register__in=("", "decisions", "users", "tokens"))
    newest = speaking.order_by("-id").values_list("id", "at").first()
    return newest or (0, None)


def read(bureau: Bureau, on: date, mark: tuple[int, datetime | None] = (0, None)) -> Population:
    """Read everything anew: one query for each register, however many organizations there are."""
    rows = Organization._default_manager.filter(bureau=bureau, state=State.VERIFIED).exclude(status__in=GONE)
    told = rows.order_by("pk").values_list(
        "pk", "name", "sort_key", "region_id", "kind", "industry", "technical_field"
    )
    table = list(zip(*told, strict=True)) or [()] * 7
    ids = np.array(table[0], np.int64)
    columns = Laying(ids)
    read_cells = list(cells(Asked(bureau, on)))
    for one in (c for c in read_cells if c.weak):
        columns.lay(one)
    columns.lay_stated(bureau)
    for one in (c for c in read_cells if not c.weak):
        columns.lay(one)
    return Population(
        on, ids, list(table[1]), list(table[2]), np.array([r or 0 for r in table[3]], np.int64), list(table[4]),
        list(table[5]), list(table[6]), columns.table(), mark, {pk: n for n, pk in enumerate(table[0])},
    )  # fmt: skip


class Laying:
    """Columns as they are filled: what is laid later stands on top."""

    def __init__(self, ids: np.ndarray[Any, Any]) -> None:
        self.ids, self.size, self.specs = ids, len(ids), known_facts()
        self.values: dict[Key, np.ndarray[Any, Any]] = {}
        self.known: dict[Key, np.ndarray[Any, Any]] = {}
        self.words: dict[Key, dict[str, int]] = {}
        self.odd: dict[Key, dict[int, Fraction]] = {}

    def lay(self, one: Cells) -> None:
        """The values of one reading, where the organizations are of this population."""
        spec = self.specs.get(one.fact)
        if spec is None or not one.owners or not self.size:
            return
        owners = np.array(one.owners, np.int64)
        places = np.minimum(np.searchsorted(self.ids, owners), self.size - 1)
        ours = self.ids[places] == owners
        values = one.values if ours.all() else [v for v, own in zip(one.values, ours, strict=True) if own]
        if values:
            self.put(spec, (one.fact, one.year), places[ours], values, most=one.most)

    def put(
        self, spec: FactSpec, key: Key, places: np.ndarray[Any, Any], given: list[Any], *, most: bool = False
    ) -> None:
        """Lay values on top of what is there, the larger of both where `most` says so."""
        if key not in self.values:
            kind = bool if spec.kind == FactKind.YES_NO else np.int64
            self.values[key], self.known[key] = np.zeros(self.size, kind), np.zeros(self.size, bool)
        values, odd = self.plain(spec, key, given, places)
        if most:
            values = np.where(self.known[key][places], np.maximum(values, self.values[key][places]), values)
        if key in self.odd:
            for place in places:
                self.odd[key].pop(int(place), None)
        if odd:
            self.odd.setdefault(key, {}).update(odd)
        self.values[key][places], self.known[key][places] = values, True

    def plain(
        self, spec: FactSpec, key: Key, values: list[Any], places: np.ndarray[Any, Any]
    ) -> tuple[np.ndarray[Any, Any], dict[int, Fraction]]:
        """Values in the engine's units as an array; those that do not fit it, by their place."""
        if spec.kind == FactKind.WORD:
            words = self.words.setdefault(key, {})
            return np.array([words.setdefault(v, len(words)) for v in values], np.int64), {}
        if spec.kind == FactKind.DAY:
            return np.array([v.toordinal() - EPOCH for v in values], np.int64), {}
        if spec.kind == FactKind.YES_NO:
            return np.array(values, bool), {}
        scale, odd = SCALE[spec.kind], {}
        fitting = []
        for place, value in zip(places, values, strict=True) if _some_odd(values) else ():
            fits = value == int(value) and abs(value) <= LARGEST
            fitting.append(int(value) if fits else 0)
            if not fits:
                odd[int(place)] = Fraction(value) / scale
        return np.array(fitting or values, np.int64), odd

    def lay_stated(self, bureau: Bureau) -> None:
        """What somebody stated, the newest last."""
        rows = StatedFact.objects.filter(bureau=bureau, ended_at=None).order_by("pk")
        row_of = {int(pk): n for n, pk in enumerate(self.ids)}
        for owner, name, year, text in rows.values_list("organization_id", "name", "year", "value"):
            spec, place = self.specs.get(name), row_of.get(owner)
            if spec is None or place is None:
                continue
            try:
                value = spec.read(text)
            except ValueError:
                continue
            if value is not None:
                scaled = value * SCALE[spec.kind] if isinstance(value, Fraction) else value
                self.put(spec, (name, year), np.array([place]), [scaled])
            elif (name, year) in self.known:
                self.known[name, year][place] = False

    def table(self) -> Table:
        made = {}
        for key, values in self.values.items():
            known = self.known[key]
            made[key] = Column(
                values, None if known.all() else known, tuple(self.words.get(key, ())),
                odd={p: v for p, v in self.odd.get(key, {}).items() if known[p]},
            )  # fmt: skip
        return Table(self.size, made)


def _some_odd(values: list[Any]) -> bool:
    """Whether a number is among them that 64 bits do not hold whole."""
    return max(values) > LARGEST or min(values) < -LARGEST or any(type(v) is Fraction for v in values[:1])
