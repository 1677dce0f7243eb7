"""What the page of a report shows, whole or in parts 报告页."""

from typing import Any

from django.http import HttpRequest

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.core.periods import Period
from taizhang.reports.models import Report
from taizhang.web.desk.reports.reading import Line, Reading, Standing, reading_of


def context_of(request: HttpRequest, report: Report, reading: Reading | None = None) -> dict[str, Any]:
    """The head, the contents, the paper; the drawer stands open at the figure that ?f= names."""
    reading = reading or reading_of(report)
    open_ = reading.find(request.GET.get("f", ""))
    may_write = bool(can(request.user, Act.REPORT)) and not report.signed
    context: dict[str, Any] = {
        "report": report, "period": Period.parse(report.period), "reading": reading, "counts": counts_of(reading),
        "entries": reading.entries(), "total": reading.total, "may_write": may_write, "may_report": bool(can(request.user, Act.REPORT)),
        "may_sign": bool(can(request.user, Act.SIGN)) and not report.signed, "open": open_, "rail": True,
        "next_open": reading.next_open(open_.key if open_ else ""), "charts": any(line.section.option for line in reading.lines),
        "prompts": prompts_of(reading), "conflicts": conflicts_of(reading),
        "conflict_count": reading.counts()[Standing.CONFLICT],
        "standings": [s for s in Standing if s.sign],
    }  # fmt: skip
    if open_:
        context["before"], context["after"] = reading.around(open_.key)
    return context


def counts_of(reading: Reading) -> list[tuple[Standing, int]]:
    """(state, how many figures), those that are there; together they are all figures."""
    return [(standing, n) for standing, n in reading.counts().items() if n]


def conflicts_of(reading: Reading) -> list[Any]:
    return [placed for placed in reading.figures if placed.standing == Standing.CONFLICT]


def prompts_of(reading: Reading) -> list[Line]:
    """The paragraphs that still are the template's general words."""
    return [] if reading.report.signed else [line for line in reading.lines if line.paragraph.prompt]
