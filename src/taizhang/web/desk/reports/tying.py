"""Tying a number of the text to the ledger: which indicators it could be, with their values beside it 关联."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest

from taizhang.core.figures.rounding import SCALES
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.searching import matching
from taizhang.reports.models import Report
from taizhang.web.desk.reports.numbers import Typed, typed_numbers

MOST = 12  # offers at a time


@dataclass(frozen=True)
class Offer:
    """An indicator with its value for the report's period; `same`: it says what the text says."""

    indicator: Indicator
    figure: Figure
    same: bool


def offers(report: Report, text: str, typed: str = "", period: Period | None = None) -> list[Offer]:
    """Indicators by what was typed for their name; those that agree with the number of the text come first."""
    figures = Figures(report.bureau, as_of=report.as_of)
    found = matching(text.strip(), figures.catalogue)[: 2 * MOST] if text.strip() else []
    wanted = period or Period.parse(report.period)
    made = [Offer(i, f, agrees(f, typed)) for i in found for f in [figures.figure(i.code, wanted)]]
    return sorted(made, key=lambda offer: not offer.same)[:MOST]


def agrees(figure: Figure, typed: str) -> bool:
    """Whether a figure is printed as the text has it, in its own unit or another of the same kind."""
    try:
        number = Decimal(typed.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return False
    if figure.value is None:
        return False
    values = {figure.value}
    if figure.unit in SCALES:
        values |= {figure.value * SCALES[figure.unit] / scale for scale in SCALES.values()}
    places = max(0, -int(number.as_tuple().exponent))
    return any(round(value, places) == number for value in values)


def tie_of(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any] | None:
    """The number that ?tie=paragraph:start:end names, with the words before it as the first search."""
    parts = request.GET.get("tie", "").split(":")
    if len(parts) != 3 or not all(p.isdecimal() and len(p) < 10 for p in parts):
        return None
    pk, start, end = map(int, parts)
    line = next((li for li in context["reading"].lines if li.paragraph.pk == pk), None)
    if line is None:
        return None
    number = next((t for t in typed_numbers(line.paragraph.body) if (t.start, t.end) == (start, end)), None)
    if number is None:
        return None
    query = request.GET.get("q", "")
    report = context["report"]
    return {
        "paragraph": line.paragraph, "number": number, "q": query,
        "offers": offers(report, query, number.text) if query else guesses(report, number),
    }  # fmt: skip


def guesses(report: Report, number: Typed) -> list[Offer]:
    """Indicators of which a piece of the name stands before the number; those of the unit behind it first."""
    figures = Figures(report.bureau, as_of=report.as_of)
    period = Period.parse(report.period)
    ranked = []
    for indicator in figures.catalogue.values():
        common = max((shared(name, number.before) for name in indicator.names), default=0)
        fits = bool(indicator.unit) and number.after.startswith(indicator.unit)
        if common >= 2:
            ranked.append((not fits, -common, indicator))
    ranked.sort(key=lambda one: one[:2])
    made = [
        Offer(i, f, agrees(f, number.text))
        for *_, i in ranked[:MOST]
        for f in [figures.figure(i.code, period)]
    ]
    return sorted(made, key=lambda offer: not offer.same)


def shared(name: str, words: str) -> int:
    """The longest piece of a name that stands in some words, in signs."""
    for size in range(len(name), 1, -1):
        if any(name[at : at + size] in words for at in range(len(name) - size + 1)):
            return size
    return 0
