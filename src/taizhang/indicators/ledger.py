"""What one bureau's ledger answers, now or as of a day, each question asked once 取数的账本."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Q, Subquery

from taizhang.accounts.models import Bureau
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.indicators.measuring import Measured, Question, measured
from taizhang.indicators.past import Past
from taizhang.indicators.targets import Aims
from taizhang.journal import archives
from taizhang.regions.models import Region
from taizhang.regions.queries import subtree_ids
from taizhang.registers.conditions import kinds_of, title_of
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State

DATED = ("date", "year", "period")


class Ledger:
    """The answers of one bureau's ledger, as of a day (None: now). Questions asked together cost a query a register."""

    def __init__(self, bureau: Bureau, as_of: date | None = None) -> None:
        self.bureau, self.as_of = bureau, as_of
        self._answers: dict[Question, Measured] = {}
        self._first: dict[tuple[str, str], Any] = {}
        self._inside: dict[int, list[int]] = {}
        self._past = Past(bureau, as_of) if as_of else None

    def ask(self, questions: Iterable[Question]) -> None:
        """Find the answers to many questions together."""
        new = [q for q in dict.fromkeys(questions) if q not in self._answers]
        found = self.answers(new)
        self._answers |= found
        nothing = (q.definition for q, held in found.items() if held.rows == 0)
        self._first |= firsts({first_of(d) for d in nothing} - self._first.keys(), self.bureau)

    def answers(self, questions: list[Question]) -> dict[Question, Measured]:
        """The answers to questions that were not asked yet."""
        past = self._past
        if past is None:
            return measured(questions, self.bureau, self.inside)
        if self.archived:
            return {q: Measured(None, 0, 0) for q in questions}
        then = {
            q: past.measured(q, self.inside(q.region_id) if q.region_id else None)
            for q in questions
            if past.touched(registers()[q.definition.register])[0]
        }
        # What nobody touched since is as it was.
        return then | measured([q for q in questions if q not in then], self.bureau, self.inside)

    def measured(self, question: Question) -> Measured:
        if question not in self._answers:
            self.ask([question])
        return self._answers[question]

    def nothing_before(self, definition: Definition, period: Period) -> str:
        """The sentence for a period before any data; "" where the register already had rows by then."""
        register, name = rows.register_of_definition(definition), first_of(definition)
        first = self._first[name]
        if not name[1]:
            return "" if first else f"“{register.title}”台账里还没有核实过的记录。"
        if first is None:
            return f"“{register.title}”台账里还没有填了“{title_of(register, name[1])}”的核实记录。"
        if begun(first, period.end):
            return ""
        return f"“{register.title}”台账最早的“{title_of(register, name[1])}”是 {first}，{period.words}在它之前，没有数据。"

    @cached_property
    def archived(self) -> str:
        """Why the day as of which is asked can no longer be told; "" when it can, or today is asked."""
        return archives.why_not(self.as_of) if self.as_of else ""

    def not_begun(self, register: Register) -> bool:
        """Whether nothing of a register stood in the journal yet on the day as of which is asked."""
        return self._past is not None and self._past.not_begun(register)

    def inside(self, region_id: int) -> list[int]:
        """The ids of a region and of everything below it."""
        if region_id not in self._inside:
            region = Region.objects.get(pk=region_id)
            self._inside[region_id] = list(subtree_ids(region))
        return self._inside[region_id]

    def peers(self, region: Region) -> list[Region]:
        """The regions beside one, itself among them, in the order of their codes."""
        beside = list(Region.objects.filter(parent_id=region.parent_id).order_by("code"))
        self._inside |= insides(beside)
        return beside

    @cached_property
    def aims(self) -> Aims:
        """What was promised."""
        return Aims(self.bureau)


class Rehearsal(Ledger):
    """Stands in for a ledger while figures are walked through to learn what they will ask: it answers nothing yet."""

    def __init__(self, of: Ledger) -> None:
        super().__init__(of.bureau, of.as_of)
        self.of = of
        self.questions: list[Question] = []

    def measured(self, question: Question) -> Measured:
        self.questions.append(question)
        return Measured(None, 1, 0)

    def inside(self, region_id: int) -> list[int]:
        return self.of.inside(region_id)

    def peers(self, region: Region) -> list[Region]:
        return self.of.peers(region)

    @cached_property
    def aims(self) -> Aims:
        return self.of.aims


def insides(regions: list[Region]) -> dict[int, list[int]]:
    """Region -> the ids of it and of everything below it, for regions of one level. One query."""
    found: dict[str, list[int]] = {region.path: [] for region in regions}
    within = reduce(or_, (Q(path__startswith=path) for path in found), Q())
    lower = Region.objects.filter(within).order_by("pk").values_list("pk", "path")
    lengths = {len(path) for path in found}
    for pk, path in lower:
        for top in {path[:n] for n in lengths} & found.keys():
            found[top].append(pk)
    return {region.pk: found[region.path] for region in regions}


def begun(first: Any, day: date) -> bool:
    """Whether a first date, year or stored period (text that begins with its year: 2022H1) is not after a day."""
    if isinstance(first, date):
        return first <= day
    return first <= day.year if isinstance(first, int) else str(first) < str(day.year + 1)


def first_of(definition: Definition) -> tuple[str, str]:
    """The register, and the field of it whose first value says since when it has data; "" where any row says so."""
    on = definition.on
    kinds = kinds_of(registers()[definition.register], {on} - {""})
    return definition.register, on if "." not in on and kinds.get(on) in DATED else ""


def firsts(names: set[tuple[str, str]], bureau: Bureau) -> dict[tuple[str, str], Any]:
    """The first value among the verified rows of each field named (of "": whether there is a row). One query."""
    wanted: dict[str, Any] = {}
    ordered = sorted(names)
    for at, (register, field) in enumerate(ordered):
        held = registers()[register].model._default_manager.filter(bureau=bureau, state=State.VERIFIED)
        if not field:
            wanted[f"first{at}"] = Exists(held)
            continue
        filled = held.filter(**{f"{field}__isnull": False})
        if kinds_of(registers()[register], {field})[field] == "period":
            filled = filled.exclude(**{field: ""})
        wanted[f"first{at}"] = Subquery(filled.order_by(field).values(field)[:1])
    if not wanted:
        return {}
    told: Any = Bureau.objects.filter(pk=bureau.pk).values(**wanted).get()
    return {name: told[f"first{at}"] for at, name in enumerate(ordered)}
