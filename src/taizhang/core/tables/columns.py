"""Candidates for one column: which fields its header and its values could mean, how sure, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from .headers import Header, as_unit, fold, read_header
from .lexicon import MONEY_UNITS, ROW_NUMBERS, SERIAL_HEADERS
from .samples import Sample
from .spec import Column, Kind, Layout

SAME, REMEMBERED, SYNONYM, CONTENT, SIMILAR = "同名", "上次的对法", "同义", "按内容", "相近"
FUZZY_FROM = 70.0


@dataclass(frozen=True)
class Candidate:
    """A field a column may be, with the confidence 0 … 1 and the reason."""

    field: str
    score: float
    reason: str


@dataclass(frozen=True)
class _Names:
    """A register's column names as looked up."""

    titles: dict[str, str]  # folded title, and title with its unit -> field
    bare: dict[str, str]  # title without unit or marks -> field
    synonyms: dict[str, str]
    bare_synonyms: dict[str, str]


@lru_cache(maxsize=200)
def _names(layout: Layout) -> _Names:
    names = _Names({}, {}, {}, {})
    for column in layout.columns:
        names.titles.setdefault(fold(column.title), column.name)
        names.bare.setdefault(normal(column.title), column.name)
        for also in column.also:
            names.synonyms.setdefault(fold(also), column.name)
            names.bare_synonyms.setdefault(normal(also), column.name)
    return names


def normal(text: str) -> str:
    """A header as it is compared: half-width, without spaces, unit, year and marks."""
    return read_header(text).name


def candidates(header: str, sample: Sample, layout: Layout, remembered: Mapping[str, str]) -> list[Candidate]:
    """The fields a column may be, best first; each field once."""
    best: dict[str, Candidate] = {}
    chosen = _remembered(header, layout, remembered)
    if chosen == "":
        return []  # last time this column was left out on purpose
    if not chosen and _numbers_rows(header, layout):
        return []
    if chosen:
        best[chosen] = Candidate(chosen, 1.0, REMEMBERED)
    for candidate in _by_name(header, layout):
        _offer(best, _checked(candidate, layout.column(candidate.field), header, sample))
    for candidate in _by_content(header, sample, layout):
        _offer(best, candidate)
    return sorted(best.values(), key=lambda c: -c.score)


def _offer(best: dict[str, Candidate], candidate: Candidate) -> None:
    known = best.get(candidate.field)
    if known is None or candidate.score > known.score:
        best[candidate.field] = candidate


def _remembered(header: str, layout: Layout, remembered: Mapping[str, str]) -> str | None:
    if not header or not remembered:
        return None
    plain = fold(header)
    for key, name in remembered.items():
        if fold(key) == plain and (name == "" or any(c.name == name for c in layout.columns)):
            return name
    return None


def _numbers_rows(header: str, layout: Layout) -> bool:
    """Whether the column counts the rows 序号; 编号 may be a certificate's, 项次 a field's own name."""
    name = normal(header).rsplit("/", 1)[-1]
    if name in ROW_NUMBERS:
        return True
    if name not in SERIAL_HEADERS - {"编号"} and not name.endswith("序号"):
        return False
    names = _names(layout)
    return not any(name in known for known in (names.bare, names.bare_synonyms))


def _by_name(text: str, layout: Layout) -> Iterator[Candidate]:
    if not text:
        return
    names = _names(layout)
    header = read_header(text)
    if name := names.titles.get(header.plain) or _with_unit(header, names):
        yield Candidate(name, 1.0, SAME)
        return
    if name := names.synonyms.get(header.plain):
        yield Candidate(name, 0.96, SYNONYM)
    dated = 0.04 if header.year else 0.0
    for part, distance in _levels(header):
        lower = dated + distance
        if name := names.bare.get(part):
            yield Candidate(name, 0.99 - lower, SAME)
        elif name := names.bare_synonyms.get(part):
            yield Candidate(name, 0.95 - lower, SYNONYM)
        else:
            for field, score in _similar(part, layout):
                yield Candidate(field, score - lower, SIMILAR)


def _with_unit(header: Header, names: _Names) -> str | None:
    """The field when the header is a title followed by a unit in brackets, as our own exports write it."""
    if not header.plain.endswith(")"):
        return None
    title, _, unit = header.plain[:-1].rpartition("(")
    return names.titles.get(title) if as_unit(unit) else None


def _levels(header: Header) -> list[tuple[str, float]]:
    """The header's name, then the parts of a flattened one, with how much less each says.

    经营情况/营业收入 is most likely 营业收入; the heading above it alone says little.
    """
    parts = [part for part in header.name.split("/") if part]
    found = {header.name: 0.0}
    if len(parts) > 1:
        found.setdefault("".join(parts), 0.02)
        found.setdefault(read_header(parts[-1]).name, 0.05)
        for start in range(1, len(parts) - 1):  # a name with a stroke of its own: 基本信息/姓名/团队
            found.setdefault("/".join(parts[start:]), 0.05)
        for part in parts[:-1]:
            found.setdefault(read_header(part).name, 0.3)
    return list(found.items())


@lru_cache(maxsize=50_000)
def _similar(part: str, layout: Layout) -> tuple[tuple[str, float], ...]:
    """Fields with a similar name. Scores 0.5 … 0.8: a person confirms."""
    if len(part) < 2:
        return ()
    found: dict[str, float] = {}
    for names in (_names(layout).bare, _names(layout).bare_synonyms):
        for known, field in names.items():
            ratio = fuzz.ratio(part, known)
            score = 0.8 * ratio / 100 if ratio >= FUZZY_FROM else 0.0
            shorter, longer = sorted((part, known), key=len)
            if len(shorter) >= 2 and longer.endswith(shorter):
                score = max(score, 0.6 + 0.2 * len(shorter) / len(longer))
            elif len(shorter) >= 3 and shorter in longer:
                score = max(score, 0.5 + 0.2 * len(shorter) / len(longer))
            if score >= 0.5 and score > found.get(field, 0.0):
                found[field] = min(score, 0.82)
    return tuple(sorted(found.items(), key=lambda item: -item[1])[:3])


def _checked(candidate: Candidate, column: Column, header: str, sample: Sample) -> Candidate:
    """Lower the confidence where the values speak against the name."""
    if candidate.reason in (REMEMBERED,) or sample.filled < 3:
        return candidate
    unit = read_header(header).unit
    against = 0.0
    if column.kind in (Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.PERCENT) and sample.credit_codes > 0.5:
        against = 0.5
    elif column.kind is Kind.MONEY and (
        sample.dates > 0.8 or (unit and unit not in MONEY_UNITS and "元" not in unit)
    ):
        against = 0.3
    elif (
        column.kind in (Kind.ORGANIZATION, Kind.TEXT)
        and candidate.score < 1
        and (sample.credit_codes > 0.8 or unit in MONEY_UNITS)
    ):
        against = 0.4
    elif column.kind is Kind.ORGANIZATION and candidate.score < 1 and sample.numbers > 0.8:
        against = 0.3
    return Candidate(candidate.field, max(0.0, candidate.score - against), candidate.reason)


def _by_content(header: str, sample: Sample, layout: Layout) -> Iterator[Candidate]:
    if sample.filled < 2:
        return
    fields = {kind: [c for c in layout.columns if c.kind is kind] for kind in (Kind.CREDIT_CODE, Kind.DATE)}
    if sample.credit_codes >= 0.7 and len(fields[Kind.CREDIT_CODE]) == 1:
        yield Candidate(fields[Kind.CREDIT_CODE][0].name, 0.84 if header else 0.8, CONTENT)
    if sample.dates >= 0.9 and len(fields[Kind.DATE]) == 1 and ("日期" in header or "时间" in header):
        yield Candidate(fields[Kind.DATE][0].name, 0.6, CONTENT)
    if sample.filled < 3 or len(sample.words) < 2:
        return
    for field, known in _choices(layout):
        if len(sample.words & known) >= 0.8 * len(sample.words):
            yield Candidate(field, 0.7, CONTENT)


@lru_cache(maxsize=200)
def _choices(layout: Layout) -> tuple[tuple[str, frozenset[str]], ...]:
    """The fields with a choice, each with every word for one of its values, folded."""
    return tuple(
        (column.name, frozenset(fold(t) for c in column.choices for t in (c.label, c.value, *c.also)))
        for column in layout.columns
        if column.kind is Kind.CHOICE
    )
