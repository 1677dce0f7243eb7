"""How long “not found” takes: another's thing against one that is not there, asked in turn over HTTP 没有这一页要多久.

    TAIZHANG_HOME=… python -m bench.notfound [--runs N]

Takes a copy of a home with the sample bureaus; the home itself is only read. A liaison asks for what is of the street beside, a clerk
and a system administrator for what is of another bureau. Each pair is asked in turn, now this and now that first; printed are medians
in milliseconds, their ratio, and the ratio of the lower quartiles, which a busy machine disturbs less: for equal ways both are 1 but for
the noise. Exit code 1 when two answers of a pair differ in status or length.
"""

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.stranger import setting
from bench.stranger.__main__ import SAMPLE
from bench.stranger.browser import Browser

ABSENT = 987_654_321
LEFT = re.compile(rb'data-left="\d+"')  # seconds until the session ends
WARM = 5  # pairs asked before the clock runs


@dataclass(frozen=True)
class Pair:
    """One address, asked for another's number and for one that is nobody's."""

    who: str
    what: str
    method: str
    path: str  # with {} for the number
    theirs: int


def pairs(liaison: str, other: setting.Side) -> Iterator[Pair]:
    """What is asked: by a liaison for the other street, by people of another bureau for this one."""
    from taizhang.accounts.models import Role, User
    from taizhang.files.models import Attachment
    from taizhang.intake.models import Batch
    from taizhang.registers.around import ProposedChange
    from taizhang.reports.models import Manuscript, Report

    firm, bureau = other.firm, other.firm.bureau
    plant(firm)
    of_firm = {"register": "organizations", "record_id": firm.pk}
    file, change = (
        m._default_manager.filter(**of_firm).latest("pk").pk for m in (Attachment, ProposedChange)
    )
    record, api = "/registers/organizations/{}/", "/api/v1/organizations/{}"
    for what, method, path, pk in (
        ("record", "GET", record, firm.pk), ("record, its form", "GET", f"{record}edit/", firm.pk),
        ("record, its history", "GET", f"{record}history/", firm.pk), ("interface, record", "GET", api, firm.pk),
        ("interface, history", "GET", f"{api}/history", firm.pk), ("file", "GET", "/files/{}/", file),
    ):  # fmt: skip
        yield Pair(liaison, what, method, path, pk)
    strangers = User.objects.exclude(bureau=bureau).filter(is_active=True, bureau__sample=True).order_by("pk")
    clerk, system = (strangers.filter(role=role).first() for role in (Role.STAFF, Role.SYSTEM))
    found: list[tuple[Any, str, str, str, Any]] = [
        (clerk, "record of another bureau", "GET", record, firm.pk),
        (clerk, "file of another bureau", "GET", "/files/{}/", file),
        (clerk, "proposed change", "POST", "/proposals/{}/decide/", change),
        (system, "user", "GET", "/admin/users/{}/", User.objects.filter(bureau=bureau).latest("pk").pk),
    ]
    for what, path, rows, key in (
        ("report", "/reports/{}/", Report.objects.filter(bureau=bureau), "pk"),
        ("text", "/reconcile/{}/", Manuscript.objects.filter(bureau=bureau), "pk"),
    ):
        found.append((clerk, what, "GET", path, rows.values_list(key, flat=True).first()))
    for user, what, method, path, pk in found:
        if user is None or pk is None:
            print(f"left out, the home has none: {what}")
        else:
            yield Pair(user.username, what, method, path, pk)
    number = Batch.objects.filter(bureau=bureau).exclude(by__username=liaison).order_by("-number").first()
    if number is not None:
        yield Pair(liaison, "import", "GET", "/imports/{}/", number.number)
        yield Pair(liaison, "import, its source", "GET", "/imports/{}/source/?sheet=1&cell=A3", number.number)


def plant(firm: Any) -> None:
    """A file and a proposed change on the firm."""
    from taizhang.accounts.models import Role, User
    from taizhang.files.actions import attach_file
    from taizhang.journal.guard import Lift, lifted
    from taizhang.journal.writing import Author
    from taizhang.registers.around import ProposedChange

    clerk = User.objects.filter(bureau=firm.bureau, role=Role.STAFF).order_by("pk")[0]
    told = {"register": "organizations", "record_id": firm.pk, "title": firm.title, "bureau": firm.bureau}
    attach_file(b"%PDF-1.7 not for the neighbour", name="证明.pdf", author=Author(clerk), **told)
    with lifted(Lift.REHEARSING):
        ProposedChange.objects.create(values={"note": "改"}, ground="核对", by=clerk, **told)


def timed(browser: Browser, pair: Pair, number: int) -> tuple[float, int, int]:
    """Milliseconds, status and length of one answer; the number asked for is no part of the length."""
    path = pair.path.format(number)
    fields = {"decision": "accept"} if pair.method == "POST" else None
    began = time.perf_counter()
    reply = browser.ask(pair.method, path, fields, X_Request_ID="the-same-one")
    took = (time.perf_counter() - began) * 1000
    said = LEFT.sub(b"", reply.body.replace(f"/{number}/".encode(), b""))
    return took, reply.status, len(said)


def measured(
    browser: Browser, pair: Pair, runs: int
) -> tuple[list[float], list[float], set[tuple[int, int]]]:
    """The times of both, and how the answers looked."""
    took: tuple[list[float], list[float]] = ([], [])
    looked = set()
    for run in range(runs + WARM):
        for side in (0, 1) if run % 2 else (1, 0):
            ms, *look = timed(browser, pair, (pair.theirs, ABSENT)[side])
            looked.add((look[0], look[1]))
            if run >= WARM:
                took[side].append(ms)
    return *took, looked


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=200, help="answers of each kind for each address")
    options = asked.parse_args()
    differ = 0
    with tempfile.TemporaryDirectory(prefix="notfound-") as scratch:
        home = Path(scratch) / "home"
        password = setting.prepare(Path(os.environ["TAIZHANG_HOME"]), home)
        one, other = setting.sides(password)
        asked_for, browsers = list(pairs(one.people[1], other)), {}
        with setting.serving(home) as port:
            print(
                "| who | what | another's ms | absent ms | ratio | of lower quartiles |\n|---|---|---|---|---|---|"
            )
            for pair in asked_for:
                if pair.who not in browsers:
                    browsers[pair.who] = Browser(port, pair.who)
                    browsers[pair.who].sign_in(password if pair.who in one.people else SAMPLE)
                theirs, absent, looked = measured(browsers[pair.who], pair, options.runs)
                a, b = statistics.median(theirs), statistics.median(absent)
                low = statistics.quantiles(theirs, n=4)[0] / statistics.quantiles(absent, n=4)[0]
                said = "" if len(looked) == 1 else f" DIFFER {sorted(looked)}"
                differ += bool(said)
                print(
                    f"| {pair.who} | {pair.what} | {a:.1f} | {b:.1f} | {a / b:.2f} | {low:.2f} |{said}",
                    flush=True,
                )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
