"""The newest report on the home page of staff 首页的报告."""

from typing import Any

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.reports.queries import reports
from taizhang.web.desk.reports.summary import Summary, summary_of

TROUBLES = 4


def report_panel(user: User) -> dict[str, Any]:
    """The newest report of the bureau with its counts and conflicts; None for who may not see reports or has none."""
    if user.bureau is None or not can(user, Act.FIGURES):
        return {"report_panel": None}
    newest = reports(user.bureau).select_related("bureau__region__parent").first()
    if newest is None:
        return {"report_panel": {"report": None, "may_write": bool(can(user, Act.REPORT))}}
    summary = summary_of(newest)
    told = {
        "report": newest,
        "summary": summary,
        "bars": bars(summary),
        "troubles": summary.troubles[:TROUBLES],
    }
    return {"report_panel": told}


def bars(summary: Summary) -> list[tuple[str, int, int]]:
    """(class, from, width) in per cent: one piece of the meter for each state that is there."""
    made, at = [], 0
    parts = (
        ("v", summary.verified),
        ("p", summary.provisional),
        ("m", summary.manual),
        ("x", summary.conflict),
    )
    rest = sum(summary.share(n) for css, n in parts if css != "v")
    for css, n in parts:
        wide = 100 - rest if css == "v" else summary.share(n)
        if n:
            made.append((css, at, wide))
            at += wide
    return made
