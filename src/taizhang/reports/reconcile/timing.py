"""Which period a figure is of 期间: its own words, else the report's."""

import re
from datetime import date

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Basis, Definition
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Figure as Stated

_MASKED = "XXXX"  # a year that the text leaves open: 1-5月, 上半年
_HIDDEN = re.compile(r"(?:[xX×*＊]{1,4}|[○〇]{2,4})年")
_AGAINST = re.compile(r"(?:较|比)(?:19|20)\d{2}年[^，,。；;]*$")  # 较2023年提升2.65个百分点 is of this year
_NAMED = re.compile(r"[月年]|季度|期末|截[至止]|目前")  # a sentence that says itself of when it speaks
_SPAN = re.compile(r"^(\d{4})\.\.(\d{4})$")


def periods(stated: Stated, report: Period, sentence: str = "") -> list[Period]:
    """The periods that a figure may be of, the likeliest first; `sentence` is what stands before it and itself.

    A masked year (XX年) may be the one before. The months that a sentence before this one named (1-5月……。选派14名)
    may hold for this one or not: then the report's own period is meant as well.
    """
    found = _said(stated, report, sentence)
    own = re.split(r"[。；;\n]", sentence)[-1].removesuffix(stated.text)
    within = report.start and all(
        p.start and p != report and report.start <= p.start <= p.end <= report.end for p in found
    )
    return [*found, report] if within and sentence and not _NAMED.search(own) else found


def _said(stated: Stated, report: Period, sentence: str) -> list[Period]:
    told = stated.period
    if not told or _AGAINST.search(sentence.removesuffix(stated.text)):
        return [report]
    if told.startswith(_MASKED):
        years = [report.end.year, report.end.year - 1] if _HIDDEN.search(sentence) else [report.end.year]
        made = [p for y in years if (p := _parsed(told.replace(_MASKED, str(y))))]
        return [report, *(p for p in made if p != report)] if told == _MASKED else made or [report]
    if span := _SPAN.match(told):
        told = f"{span[1]}-01..{span[2]}-12"
    found = _parsed(told)
    if found is None:
        return [report]
    if found == report.whole_year() and found.end > report.end:
        return [report, found]  # 2022年 in a half-year's report: the half-year of it
    return [found]


def _parsed(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except Refused:
        return None


def during(definition: Definition, period: Period) -> Period:
    """The period as a definition counts it: a single month or day is the end of what began in January."""
    months = period.months
    single = months is not None and months[0] == months[1]
    if definition.timing == Basis.FLOW and (single or period.start == period.end or period.start is None):
        return Period(period.end, date(period.end.year, 1, 1))
    return period


_TITLE = re.compile(
    r"((?:19|20)\d{2})\s*年?\s*(上半年|下半年|第?[一二三四]季度|(?:1|一)[-—–至](\d{1,2})月|年度?)?"
)


def of_title(text: str) -> Period | None:
    """The period that a text's first lines name: 2022年上半年工作总结."""
    for line in [line for line in text.splitlines() if line.strip()][:4]:
        for found in _TITLE.finditer(line[:120]):
            year, part, month = found[1], found[2] or "", found[3]
            if part.startswith("上半年") or "上半年" in line:
                return _parsed(f"{year}-H1")
            if part.startswith("下半年"):
                return _parsed(f"{year}-H2")
            if "季度" in part:
                return _parsed(f"{year}-Q{'一二三四'.index(part.strip('第')[0]) + 1}")
            if month:
                return _parsed(f"{year}-01..{year}-{int(month):02d}")
            return _parsed(year)
    return None
