"""Which register a table is, and which field each of its columns is, with how sure and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from taizhang.core.decisions import Problem, Severity

from .columns import Candidate, candidates, normal
from .from_title import title_values
from .head_problems import HEAD_CODES, head_problems
from .headers import fold, read_header
from .lexicon import SERIAL_HEADERS
from .samples import Sample, take_samples
from .spec import Kind, Layout
from .table import Table, TableColumn

SURE = 0.85  # below: doubtful, a person confirms
TAKEN = 0.5  # below: not matched at all
RECOGNISED = 0.35
SAMPLE_ROWS = 60


@dataclass(frozen=True)
class ColumnMatch:
    """A column of the table and the field it was taken for ("" when none)."""

    column: TableColumn
    field: str
    confidence: float  # 0 … 1
    reason: str  # 同名, 同义, 上次的对法, 按内容, 相近
    doubtful: bool = False
    unit: str = ""  # unit of the cells: from the header, else from the note above the table
    runner_up: str = ""  # the next best field
    percent_points: bool = False  # 87.42 means 87.42 %
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """What a table was taken for. `layout` is None when no register fits.

    `from_title` are fields that no column was matched to, with the value, as text, that every row has:
    of the title or the sheet's name (2025年企业研发情况), or given by a person.
    """

    layout: Layout | None
    confidence: float
    runner_up: str
    runner_up_confidence: float
    columns: tuple[ColumnMatch, ...]
    problems: tuple[Problem, ...] = ()
    from_title: dict[str, str] = field(default_factory=dict)
    table: Table | None = field(default=None, repr=False, compare=False)  # what was matched

    @property
    def unmatched(self) -> tuple[ColumnMatch, ...]:
        """Columns that go nowhere, the serial number left out."""
        return tuple(
            c
            for c in self.columns
            if not c.field and c.column.header and normal(c.column.header) not in SERIAL_HEADERS
        )

    @property
    def doubtful(self) -> tuple[ColumnMatch, ...]:
        """Columns a person should confirm."""
        return tuple(c for c in self.columns if c.doubtful)

    @property
    def mapping(self) -> dict[str, str]:
        """Header -> field, to be remembered for this sender."""
        return {c.column.header: c.field for c in self.columns if c.field and c.column.header}

    def field_of(self, name: str) -> ColumnMatch | None:
        """The column matched to a field, or None."""
        return next((c for c in self.columns if c.field == name), None)


def recognise(table: Table, layouts: Sequence[Layout], remembered: Mapping[str, str] | None = None) -> Match:
    """Take a table for one of `layouts` and match its columns.

    `remembered` maps headers to fields as this sender's last accepted import did ("" = not imported).
    """
    samples = take_samples(islice(table.data(), SAMPLE_ROWS), len(table.columns))
    scored = []
    for layout in layouts:
        matched = match_columns(table, layout, samples, remembered or {})
        scored.append((_likeness(table, layout, matched[0]), layout, matched))
    scored.sort(key=lambda item: -item[0])
    if not scored or scored[0][0] < RECOGNISED or not table.header_rows:
        best = scored[0] if scored else None
        columns = tuple(
            ColumnMatch(c, "", 0.0, "", samples=s.texts[:3])
            for c, s in zip(table.columns, samples, strict=True)
        )
        problem = _not_recognised(table, best[1].title if best and best[0] > 0.1 else "")
        score, nearest = (best[0], best[1].name) if best else (0.0, "")
        return Match(None, score, nearest, 0.0, columns, (problem,), table=table)
    score, layout, (columns, problems) = scored[0]
    second = scored[1] if len(scored) > 1 else None
    runner_up, its_score = (second[1].name, second[0]) if second else ("", 0.0)
    return _matched(table, layout, score, runner_up, its_score, columns, problems)


def match_as(table: Table, layout: Layout, remembered: Mapping[str, str] | None = None) -> Match:
    """Match the columns to a register the person has chosen."""
    samples = take_samples(islice(table.data(), SAMPLE_ROWS), len(table.columns))
    columns, problems = match_columns(table, layout, samples, remembered or {})
    return _matched(table, layout, _likeness(table, layout, columns), "", 0.0, columns, problems)


def _matched(
    table: Table,
    layout: Layout,
    confidence: float,
    runner_up: str,
    runner_up_confidence: float,
    columns: tuple[ColumnMatch, ...],
    problems: tuple[Problem, ...],
) -> Match:
    """The match with what the title says and the problems of the head."""
    given = title_values(table, layout, [(c.column, c.field) for c in columns])
    problems = (*problems, *head_problems(table, layout, columns, given))
    return Match(layout, confidence, runner_up, runner_up_confidence, columns, problems, given, table)


def rematch(
    match: Match,
    fields: Mapping[str, str],
    units: Mapping[str, str] | None = None,
    from_title: Mapping[str, str | None] | None = None,
) -> Match:
    """The match after a person's choice: column letter -> field ("" for 不导入), column letter -> unit.

    `from_title` changes what every row has (field -> text; None or "" drops it); a field that a column is
    matched to has the column's values. The problems of the head are said anew.
    """
    layout, table = match.layout, match.table
    columns = tuple(_rechosen(c, match, fields, units or {}) for c in match.columns)
    taken = {c.field for c in columns if c.field}
    wanted = {**match.from_title, **(from_title or {})}
    given = {name: text for name, text in wanted.items() if text and name not in taken}
    problems = match.problems
    if layout is not None and table is not None:
        kept = tuple(p for p in match.problems if p.code not in HEAD_CODES)
        problems = (*kept, *head_problems(table, layout, columns, given))
    return replace(match, columns=columns, problems=problems, from_title=given)


def _rechosen(
    c: ColumnMatch, match: Match, fields: Mapping[str, str], units: Mapping[str, str]
) -> ColumnMatch:
    letter = c.column.letter
    if letter not in fields:
        return replace(c, unit=units.get(letter, c.unit))
    name = fields[letter]
    was, now = _is_money(match.layout, c.field), _is_money(match.layout, name)
    unit = read_header(c.column.header).unit if was and not now else c.unit
    if now and not unit and match.table is not None:
        unit = match.table.unit
    return replace(
        c, field=name, confidence=1.0 if name else c.confidence, reason="人工指定", doubtful=False,
        unit=units.get(letter, unit),
    )  # fmt: skip


def _is_money(layout: Layout | None, name: str) -> bool:
    return layout is not None and bool(name) and layout.column(name).kind is Kind.MONEY


def match_columns(
    table: Table, layout: Layout, samples: Sequence[Sample], remembered: Mapping[str, str]
) -> tuple[tuple[ColumnMatch, ...], tuple[Problem, ...]]:
    """Give each column at most one field and each field at most one column, best first; say what was lost."""
    found = [
        candidates(column.header, sample, layout, remembered)
        for column, sample in zip(table.columns, samples, strict=True)
    ]
    ranked = sorted(
        (
            (c.score, read_header(table.columns[i].header).year, -i, i, c)
            for i, cs in enumerate(found)
            for c in cs
        ),
        key=lambda item: item[:3],
        reverse=True,
    )
    taken: dict[int, Candidate] = {}
    owner: dict[str, int] = {}
    rivals: dict[int, str] = {}
    for score, _, _, i, candidate in ranked:
        if i in taken or score < TAKEN:
            continue
        if candidate.field in owner:
            if score >= 0.8:
                rivals.setdefault(i, candidate.field)
            continue
        taken[i] = candidate
        owner[candidate.field] = i
    columns = tuple(
        _column_match(table, layout, i, taken.get(i), found[i], samples[i]) for i in range(len(table.columns))
    )
    problems = tuple(
        _two_columns(table, layout, table.columns[i], table.columns[owner[name]], name)
        for i, name in sorted(rivals.items())
        if i not in taken
    )
    return columns, problems


def _column_match(
    table: Table,
    layout: Layout,
    i: int,
    candidate: Candidate | None,
    found: Sequence[Candidate],
    sample: Sample,
) -> ColumnMatch:
    column = table.columns[i]
    unit = read_header(column.header).unit
    if candidate is None:
        wish = found[0].field if found and found[0].score >= 0.8 else ""
        return ColumnMatch(
            column, "", 0.0, "", unit=unit, runner_up=wish,
            percent_points=_percent_points(table, column, unit, sample), samples=sample.texts[:3],
        )  # fmt: skip
    if layout.column(candidate.field).kind is Kind.MONEY and not unit:
        unit = table.unit
    others = [c for c in found if c.field != candidate.field]
    second = max(others, key=lambda c: c.score, default=None)
    close = second is not None and second.score > candidate.score - 0.05 and candidate.score < 0.95
    return ColumnMatch(
        column,
        candidate.field,
        round(candidate.score, 3),
        candidate.reason,
        doubtful=candidate.score < SURE or close,
        unit=unit,
        runner_up=second.field if second and second.score >= TAKEN else "",
        percent_points=_percent_points(table, column, unit, sample),
        samples=sample.texts[:3],
    )


def _percent_points(table: Table, column: TableColumn, unit: str, sample: Sample) -> bool:
    """Whether plain numbers in the column are percent points. A percent-formatted column holds fractions.

    Said of every column headed %, whatever its field: a person may assign it to a share later.
    """
    return unit == "%" and column.index not in table.sheet.percents and not sample.fractions_only


def _likeness(table: Table, layout: Layout, columns: Sequence[ColumnMatch]) -> float:
    """How well the head fits the register, 0 … 1."""
    counted = [c for c in columns if c.column.header and normal(c.column.header) not in SERIAL_HEADERS]
    if not counted:
        return 0.0
    matched = {c.field for c in columns if c.field}
    # a second column for a field already taken (收入 of two years) speaks for the register, not against it
    share = sum(c.confidence or (0.7 if c.runner_up else 0.0) for c in counted) / len(counted)
    coverage = len(matched) / len(layout.columns)
    key = max(
        (len(matched & set(keys)) / len(keys) for keys in layout.keys if keys), default=float(bool(matched))
    )
    required = [c.name for c in layout.columns if c.required]
    lacking = sum(1 for name in required if name not in matched) / len(required) if required else 0.0
    place = fold(table.title + " " + table.sheet.name)
    named = any(fold(word) in place for word in (layout.title, *layout.also) if word)
    score = 0.6 * share + 0.1 * coverage + 0.15 * key + 0.2 * named - 0.15 * lacking
    return round(max(0.0, min(1.0, score)) if matched else 0.0, 4)


def _two_columns(table: Table, layout: Layout, lost: TableColumn, kept: TableColumn, name: str) -> Problem:
    title = layout.column(name).title
    return Problem(
        table.sheet.name, max(table.header_rows, default=0), lost.letter, lost.header, lost.header, Severity.LOOK,
        "match.two_columns",
        f"“{kept.header}”（{kept.letter} 列）和“{lost.header}”（{lost.letter} 列）都像是“{title}”，只能用一列。",
        f"现在用的是 {kept.letter} 列；如果应该用 {lost.letter} 列，请在“对列”一步改选。",
    )  # fmt: skip


def _not_recognised(table: Table, nearest: str) -> Problem:
    heads = "、".join(c.header for c in table.columns if c.header)[:80]
    close = f"最接近的是“{nearest}”，但把握不够。" if nearest else ""
    return Problem(
        table.sheet.name, 0, "", "", heads, Severity.ERROR, "table.not_recognised",
        f"认不出这张表属于哪本台账。{close}",
        "请在“对列”一步选定台账，或改用该台账的导入模板。",
    )  # fmt: skip
