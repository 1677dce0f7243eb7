"""Averages out of monthly head counts 按月人数算年平均: thirteen counts a column, both countings of people."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.returns import MONTHS, year_average
from taizhang.registers.drafts import keep_draft, kept_draft
from taizhang.registers.forms import decimal_text
from taizhang.web.annual.page import held_of
from taizhang.web.annual.views import addresses, page
from taizhang.web.annual.whose import Whose, find
from taizhang.web.author import person_of

PLACES = Decimal("0.0001")  # as the register keeps a number
COUNT = re.compile(r"-?(\d{1,3}(,\d{3}){1,2}|\d{1,9})(\.\d{1,4})?\Z", re.ASCII)
HEADS = (
    ("staff_average", "职工", "183 天口径（高企）"), ("st_staff_average", "科技人员", "183 天口径（高企）"),
    ("sme_staff_average", "职工", "6 个月口径（科小）"), ("sme_st_staff_average", "科技人员", "6 个月口径（科小）"),
)  # fmt: skip


@dataclass
class Column:
    """One of the four averages with its thirteen counts, as typed."""

    name: str
    title: str
    basis: str
    counts: list[str]
    error: str = ""
    average: Decimal | None = None


@acts(Act.CHANGE)
def people(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """The table of months; what it gives goes into the form of the year, which is sent from there."""
    whose = find(request, year, pk)
    place = f"{whose.place}:people"
    draft = kept_draft(person_of(request), place)
    typed = request.POST.dict() if request.method == "POST" else draft.values if draft else {}
    columns = [worked(name, title, basis, typed) for name, title, basis in HEADS]
    if request.method == "POST":
        kept = {n: str(v) for n, v in typed.items() if n.startswith("m-")}
        keep_draft(
            by=person_of(request),
            place=place,
            values=kept,
            url=whose.url("people"),
            title=f"{whose.title}：各月人数",
        )
        given = {c.name: decimal_text(c.average) for c in columns if c.average is not None}
        if given and not any(c.error for c in columns):
            into_the_form(request, whose, given)
            messages.success(request, f"已算出 {len(given)} 个年平均人数并填入表单，提交前还可以改。")
            return redirect(whose.url("form") + "#people")
    rows = [
        (label, [(c.name, place, c.counts[place]) for c in columns])
        for place, label in enumerate(labels(year))
    ]
    told = {
        "whose": whose,
        "columns": columns,
        "rows": rows,
        "sent": request.method == "POST",
        **addresses(whose),
    }
    return page(request, "annual/people.html", told, 422 if request.method == "POST" else 200)


def worked(name: str, title: str, basis: str, typed: dict[str, str]) -> Column:
    """A column with its average, or with what is wrong."""
    column = Column(
        name, title, basis, [str(typed.get(f"m-{name}-{n}", "")).strip() for n in range(MONTHS + 1)]
    )
    try:
        average = year_average([head_count(text) for text in column.counts])
    except Refused as refused:
        column.error = refused.sentence
    else:
        if average is not None:
            column.average = (Decimal(average.numerator) / Decimal(average.denominator)).quantize(
                PLACES, ROUND_HALF_UP
            )
    return column


def head_count(text: str) -> Decimal | None:
    """A number of people as somebody types it. Raises Refused in words."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain:
        return None
    if not COUNT.match(plain):
        raise Refused(f"“{text[:20]}”不是人数。请写成 86 这样的数。")
    return Decimal(plain.replace(",", ""))


def labels(year: int) -> list[str]:
    return [f"{year} 年初", *(f"{month} 月末" for month in range(1, MONTHS + 1))]


def into_the_form(request: HttpRequest, whose: Whose, given: dict[str, str]) -> None:
    """Put values into what the person has typed into the form of the year, with the version that he sees."""
    draft = kept_draft(person_of(request), whose.place)
    held = held_of(whose)
    values = {"version": held.version, "seen": held.seen, **(draft.values if draft else {}), **given}
    keep_draft(
        by=person_of(request), place=whose.place, values=values, url=whose.url("form"), title=whose.title
    )
