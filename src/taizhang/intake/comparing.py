"""Staged rows against the ledger: new, changed, same, likely duplicate, skipped, or not to go in 比对."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from django.db.models import CheckConstraint

from taizhang.core.decisions import Problem, Severity
from taizhang.core.tables.rows import TypedRow
from taizhang.intake.models import Row, Sheet
from taizhang.intake.names import normal_name
from taizhang.intake.resolving import Known, Resolved, Resolver
from taizhang.intake.staging import pack_problem
from taizhang.personal import vault
from taizhang.registers.constraints import broken
from taizhang.registers.contents import plain
from taizhang.registers.covering import private_columns
from taizhang.registers.declaration import Register
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import Record, State

Verdict = Row.Verdict
LOOK, ERROR = Severity.LOOK, Severity.ERROR
IN_CLAUSE = 500
TO_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
NOTHING_NEW = "="  # begins the content of a row that would change nothing in its record


class Seen(NamedTuple):
    """The first row that a key stood in."""

    sheet: int
    row: int
    name: str
    content: str
    identity: str = ""


class SeenRows(Protocol):
    """Which keys the rows before held: a dict while a file is read, the staged rows for a single one."""

    def get(self, identity: str, /) -> Seen | None: ...

    def __setitem__(self, identity: str, seen: Seen, /) -> None: ...


def short(text: str) -> str:
    """A short stable hash of a text."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


class Comparer:
    """Compares the rows of one sheet, chunk by chunk; `seen` is shared by all sheets of the batch."""

    def __init__(self, known: Known, register: Register, sheet: Sheet, seen: SeenRows) -> None:
        self.known, self.register, self.sheet, self.seen = known, register, sheet, seen
        self.resolver = Resolver(known, register, sheet)
        self.manager = register.model._default_manager
        self.required = [n for n, f in register.fields.items() if f.required]
        self.private = private_columns(register, sheet.columns)
        self.is_directory = register.model is Organization
        checks = [c for c in register.model._meta.constraints if isinstance(c, CheckConstraint)]
        self.has_rules = len(checks) > 1

    def compare(self, rows: Sequence[Row], typed: Sequence[TypedRow]) -> None:
        """Fill in values, problems, verdict and differences of staged rows. A fixed number of queries."""
        resolved = [self.resolver.resolve(t) for t in typed]
        keys = [self.register.key_of(self.with_region(r)) for r in resolved]
        found = self.existing(rows, resolved, keys)
        for row, r, (key, alt_key) in zip(rows, resolved, keys, strict=True):
            if self.is_directory:
                self.resolver.recognise(r)
            self.judge(row, r, key, alt_key, found)
        vault.keep(value for row in rows for value in row.values.values())

    def with_region(self, r: Resolved) -> dict[str, Any]:
        """The values that keys are made of: with the region that a new record would get."""
        if "region" in r.values or r.region_id is None:
            return r.values
        return {**r.values, "region": r.region_id}

    # What the ledger has.

    def existing(
        self, rows: Sequence[Row], resolved: Sequence[Resolved], keys: Sequence[tuple[str, str]]
    ) -> "Found":
        """The records that these rows may be."""
        ids = {pk for r in resolved for pk in self.resolver.possible_ids(r)} if self.is_directory else set()
        ids |= {row.record_id for row in rows if row.choice == Row.Choice.RECORD and row.record_id}
        by_key = self.fetch("key", {k for k, _ in keys if k} if not self.is_directory else set())
        lacking = {a for k, a in keys if a and k not in by_key} if not self.is_directory else set()
        by_alt: dict[str, list[Record]] = {}
        for record in self.fetch("alt_key", lacking).values():
            by_alt.setdefault(record.alt_key, []).append(record)
        return Found(
            {r.key: r for r in by_key.values()}, by_alt, {r.pk: r for r in self.fetch("pk", ids).values()}
        )

    def fetch(self, column: str, wanted: set[Any]) -> dict[Any, Record]:
        """Records by a column (by id where several share the value)."""
        found: dict[Any, Record] = {}
        listed = sorted(wanted)
        for start in range(0, len(listed), IN_CLAUSE):
            part = listed[start : start + IN_CLAUSE]
            for record in self.manager.filter(
                bureau=self.known.reach.bureau, **{f"{column}__in": part}
            ).order_by("pk"):
                found[record.pk if column != "key" else record.key] = record
        return found

    # What a row is.

    def judge(self, row: Row, r: Resolved, key: str, alt_key: str, found: "Found") -> None:
        """Decide one row."""
        row.values, row.changes, row.candidates, row.by_name = r.values, {}, [], False
        row.identity = row.content = ""
        row.title = self.title(r)
        record = self.record_of(row, r, key, found)
        problems = [p for p in r.problems if not (record and p.code == "required.missing")]
        seen = record is not None and self.known.reach.covers(record.region_id)
        row.record_id, row.version = (record.pk, record.version) if record and seen else (None, 0)
        if record is not None and seen:
            row.values = self.merged(record, r)
        row.verdict = self.verdict(row, r, record, key, alt_key, found, problems)
        row.look = row.verdict not in (Verdict.SKIPPED, Verdict.ERROR) and any(
            p.severity == LOOK for p in problems
        )
        row.problems = [pack_problem(p, self.private) for p in problems]

    def verdict(
        self, row: Row, r: Resolved, record: Record | None, key: str, alt_key: str, found: "Found", problems: list[Problem]
    ) -> Verdict:  # fmt: skip
        if row.choice == Row.Choice.SKIP:
            return Verdict.SKIPPED
        if not row.values and not problems:
            problems.append(
                self.whole_row(r, LOOK, "row.empty", "这一行没有可以导入的内容。", "不需要处理。")
            )
            return Verdict.SKIPPED
        if record is None:
            self.check_required(r, problems)
        self.check_reach(r, record, problems)
        self.check_rules(r, record, problems)
        if any(p.severity == ERROR for p in problems):
            return Verdict.ERROR
        row.changes = self.changes(row, record) if record else {}
        if repeated := self.repeated(row, r, record, key, problems):
            row.changes = {}
            return repeated
        if record is not None:
            return self.changed(row, r, record, problems)
        row.candidates = self.candidates(row, r, key, alt_key, found)
        if row.candidates and row.choice != Row.Choice.ANOTHER:
            return Verdict.DUPLICATE
        if self.is_directory and r.near and row.choice != Row.Choice.ANOTHER:
            names = "、".join(f"{self.place_of(f.name)}“{f.name}”" for f in r.near if not f.id)
            if names:
                said = f"这批表里还有相近的{names}，将登记成两家单位。"
                problems.append(
                    self.whole_row(r, LOOK, "organization.near", said, "如果是同一家，请把名称改成一样。")
                )
        return self.new(row, r)

    def new(self, row: Row, r: Resolved) -> Verdict:
        if "region" not in r.values and (region := r.region_id or self.region_of_firm(r)) is not None:
            row.values["region"] = region
        if self.is_directory and r.firm is None and row.values.get("name"):
            self.known.directory.bring(
                row.values["name"], row.values.get("credit_code", ""), row.values.get("region")
            )
        return Verdict.NEW

    def place_of(self, name: str) -> str:
        """Where a firm that this batch brings stands: 第 3 行的; "" when no row of this register brings it."""
        first = self.seen.get(short(f"{self.register.name}:+{name}"))
        if first is None:
            return ""
        return f"{'' if first.sheet == self.sheet.number else f'工作表“{first.name}”'}第 {first.row} 行的"

    def region_of_firm(self, r: Resolved) -> int | None:
        """Where a row names no region, its first organization's counts."""
        for name in self.register.organization_fields[:1]:
            firm = self.known.directory.by_id.get(r.values.get(name))  # type: ignore[arg-type]
            return firm.region_id if firm else None
        return None

    def record_of(self, row: Row, r: Resolved, key: str, found: "Found") -> Record | None:
        """The record that the row surely is."""
        if row.choice == Row.Choice.RECORD and row.record_id in found.by_id:
            return found.by_id[row.record_id]
        if r.firm is not None:
            row.by_name = r.by_name
            return found.by_id.get(r.firm.id)
        return found.by_key.get(key) if key else None

    def candidates(
        self, row: Row, r: Resolved, key: str, alt_key: str, found: "Found"
    ) -> list[dict[str, Any]]:
        """Records that the row may be."""
        reach = self.known.reach
        offered = [
            {"id": f.id, "title": f.name, "why": "名称相同" if self.same_name(r, f.name) else "名称相近"}
            for f in r.near
            if f.id and reach.covers(f.region_id)
        ]
        for record in found.by_alt.get(alt_key, ()) if alt_key else ():
            if not self.are_two(r, key, record) and reach.covers(record.region_id):
                offered.append({"id": record.pk, "title": record.title, "why": self.alt_words()})
        return offered[:5]

    def are_two(self, r: Resolved, key: str, record: Record) -> bool:
        """Whether row and record have strongest keys, or numbers, that differ: two numbers are two things."""
        if key.startswith("0:") and record.key.startswith("0:"):
            return True
        for name in self.register.numbers:
            part = self.register.key_part
            mine = part(name, r.values.get(name))
            theirs = part(name, getattr(record, self.register.fields[name].attname))
            if mine and theirs and mine != theirs:
                return True
        return False

    def same_name(self, r: Resolved, name: str) -> bool:
        return normal_name(str(r.values.get("name", ""))) == normal_name(name)

    def alt_words(self) -> str:
        named = "、".join(self.register.fields[n].title for n in self.register.keys[-1])
        return f"{named}相同"

    def merged(self, record: Record, r: Resolved) -> dict[str, Any]:
        """What the row says of a record, as its register puts old and new together."""
        if not self.register.merges:
            return r.values
        fields = self.register.fields
        old = {n: plain(getattr(record, fields[n].attname)) for n in r.values if n in fields}
        return self.register.merge(old, r.values)

    def changes(self, row: Row, record: Record) -> dict[str, list[Any]]:
        """Only what the file says is compared; an empty cell never erases a value."""
        fields = self.register.fields
        found = {}
        for name, value in row.values.items():
            if name in fields and (old := plain(getattr(record, fields[name].attname))) != value:
                found[name] = [old, value]
        return found

    def changed(self, row: Row, r: Resolved, record: Record, problems: list[Problem]) -> Verdict:
        """What becomes of a row whose record is known."""
        if not row.changes:
            return Verdict.SAME
        if record.state == State.ENDED:
            problems.append(
                self.whole_row(
                    r,
                    LOOK,
                    "record.ended",
                    f"“{record.title}”在台账里已经终止。",
                    "请确认还要修改它；需要时先恢复。",
                )
            )
        return Verdict.CHANGED

    # Checks over the whole row.

    def check_required(self, r: Resolved, problems: list[Problem]) -> None:
        told = {p.column for p in problems if p.severity == ERROR}
        for name in self.required:
            if r.values.get(name) is not None:
                continue
            letter = self.resolver.places.get(name, ("", ""))[0]
            title = self.register.fields[name].title
            if name not in self.resolver.places:
                said = f"表里没有“{title}”这一列，新登记的“{self.register.title}”必须有它。"
                problems.append(
                    self.whole_row(
                        r, ERROR, "required.no_column", said, f"请在表里补上“{title}”一列，或在“对列”里指定。"
                    )
                )
            elif letter not in told:
                problems.append(
                    self.whole_row(r, ERROR, "required.missing", f"“{title}”必须填写。", f"请补填{title}。")
                )

    def check_rules(self, r: Resolved, record: Record | None, problems: list[Problem]) -> None:
        """What the database would refuse (amounts below zero, days out of order), said before it does."""
        if not self.has_rules or (record is not None and not self.known.reach.covers(record.region_id)):
            return  # another's values are not compared: the sentence would tell them
        values = r.held
        if record is not None:
            values = {n: getattr(record, f.attname) for n, f in self.register.fields.items()} | r.held
        for name, sentence in broken(self.register.model, values):
            letter, header = self.resolver.places.get(name, ("", ""))
            problems.append(
                Problem(
                    self.sheet.sheet,
                    r.row,
                    letter,
                    header,
                    str(r.values.get(name, "")),
                    ERROR,
                    "rule.broken",
                    f"{sentence}。",
                    "请核对这几格，改正其中一格。",
                )
            )

    def check_reach(self, r: Resolved, record: Record | None, problems: list[Problem]) -> None:
        """A liaison writes only in his own street or park; nothing of another's record is shown."""
        reach = self.known.reach
        if reach.area is None:
            return
        outside = record is not None and not reach.covers(record.region_id)
        if outside or not reach.covers(r.values.get("region", r.region_id)):
            problems.append(
                self.whole_row(
                    r,
                    ERROR,
                    "region.out_of_reach",
                    "这一行不属于您联络的镇街园区，您不能导入。",
                    "请删去这一行，或请局里的科室经办导入。",
                )
            )

    def repeated(
        self, row: Row, r: Resolved, record: Record | None, key: str, problems: list[Problem]
    ) -> Verdict | None:
        """A row that stands in the file a second time: the same again is skipped, a different one waits."""
        row.content = short(TO_JSON(row.values))
        if record is not None and not row.changes:
            row.content = NOTHING_NEW + row.content[len(NOTHING_NEW) :]
        identity = f"#{record.pk}" if record else key or f"={row.content}"
        if self.is_directory and record is None and r.firm is not None:
            identity = f"+{r.firm.name}"
        row.identity = short(f"{self.register.name}:{identity}")
        first = self.seen.get(row.identity)
        here = Seen(self.sheet.number, r.row, self.sheet.sheet, row.content, row.identity)
        if first is None or (first.sheet, first.row) >= (here.sheet, here.row):
            self.seen[row.identity] = here
            if self.is_directory and record is None and r.firm is None and r.values.get("name"):
                self.seen[short(f"{self.register.name}:+{r.values['name']}")] = here
            return None
        row.identity = (
            first.identity or row.identity
        )  # a firm known by name is the one that came with its code
        where = (
            f"第 {first.row} 行" if first.sheet == here.sheet else f"工作表“{first.name}”第 {first.row} 行"
        )
        if first.content == row.content:
            problems.append(
                self.whole_row(
                    r, LOOK, "row.repeated", f"与{where}完全相同，重复行不再导入。", "不需要处理。"
                )
            )
            return Verdict.SKIPPED
        if first.content.startswith(NOTHING_NEW) and row.content.startswith(NOTHING_NEW):
            return None  # two lists that both say what the ledger has
        problems.append(
            self.whole_row(
                r,
                LOOK,
                "row.repeated_differs",
                f"与{where}是同一条，但内容不同，先导入{where}。",
                "请看哪一行是对的：跳过这一行，或在导入之后再确认这一行的修改。",
            )
        )
        return Verdict.DUPLICATE

    def whole_row(self, r: Resolved, severity: Severity, code: str, message: str, fix: str) -> Problem:
        return Problem(self.sheet.sheet, r.row, "", "", "", severity, code, message, fix)

    def title(self, r: Resolved) -> str:
        """What the row is called on screens, before it is a record."""
        parts = []
        for name in self.register.told.heading:
            value = r.values.get(name)
            if isinstance(value, str) and value.startswith("+") and name in self.register.organization_fields:
                value = value[1:]
            elif name in self.register.organization_fields and isinstance(value, int):
                firm = self.known.directory.by_id.get(value)
                value = firm.name if firm and self.known.reach.covers(firm.region_id) else ""
            elif name in self.register.links:
                value = ""
            elif options := getattr(self.register.fields[name], "options", ()):
                value = next((o.label for o in options if o.value == value), value)
            parts.append(str(value or ""))
        return " · ".join(p for p in parts if p)[:200]


@dataclass(frozen=True)
class Found:
    """Records of the ledger that a chunk of rows may be."""

    by_key: dict[str, Record]
    by_alt: dict[str, list[Record]]
    by_id: dict[int, Record]
