"""Hostile files and requests against the real server 恶意输入.

    .venv/bin/python -m bench.hostile [--count 200] [--seed 1] [--only archives tokens] [--port 8180] [--no-browser] [--case NAME]

Starts `taizhang serve` in a home folder of its own and puts every case to it: some 3,000 made by hand, then `--count` sound
documents with bytes changed, then the pages that show it all in Chromium. A case fails when the server answers 500, a process dies, it takes longer
than its limit, memory grows beyond the bound, a refusal is no sentence, or something written comes back as markup. Prints
a table by class; ends with 1 where anything failed.
"""

import argparse
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from random import Random

from bench.hostile import broken, browser, doors, paths, questions, requests, texts, tokens
from bench.hostile.case import Case, Outcome, Verdict, failed
from bench.hostile.house import House

MEMORY = 3_000  # MB that all processes together may grow by


@dataclass
class Row:
    """A class of inputs in the table."""

    tried: int = 0
    refused: int = 0
    harmless: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: float = 0
    slowest_name: str = ""
    peak: int = 0


def main() -> int:
    """Run and tell."""
    options = parsed()
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # as Ctrl-C: the server is stopped, the table printed
    chance = Random(options.seed)
    rows: dict[str, Row] = defaultdict(Row)
    began = time.monotonic()
    with House(options.port) as house:
        made = chain(
            requests.cases(), paths.cases(), questions.cases(), tokens.cases(), texts.cases(), doors.cases(chance),
            broken.cases(chance, options.count), [] if options.no_browser else browser.cases(),
        )  # fmt: skip
        try:
            run(house, chosen(made, options), rows)
        except KeyboardInterrupt:
            print("stopped: the table holds what was tried so far")
        died = house.died()
    table(rows)
    failures = [f"{kind}: {each}" for kind, row in rows.items() for each in row.failures] + died
    if (peak := max(row.peak for row in rows.values())) > MEMORY:
        failures.append(f"memory grew by {peak} MB, the bound is {MEMORY}")
    print(f"\nseed {options.seed}, {time.monotonic() - began:.0f} s; failures: {len(failures)}")
    print(*failures, sep="\n")
    return 1 if failures else 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200, help="sound documents with bytes changed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8180)
    parser.add_argument("--only", nargs="*", default=[""], help="classes whose name holds one of these")
    parser.add_argument("--case", default="", help="cases whose name holds this")
    parser.add_argument("--no-browser", action="store_true")
    return parser.parse_args()


def chosen(cases: Iterable[Case], options: argparse.Namespace) -> Iterable[Case]:
    return (
        case
        for case in cases
        if any(word in case.kind for word in options.only) and options.case in case.name
    )


def run(house: House, cases: Iterable[Case], rows: dict[str, Row]) -> None:
    """Put each case to the house."""
    for case in cases:
        house.peak = 0
        began = time.monotonic()
        try:
            outcome = case.run(house)
        except Exception as error:
            outcome = failed(f"{type(error).__name__}: {error}")
        note(rows[case.kind], case, outcome, time.monotonic() - began, house.peak)


def note(row: Row, case: Case, outcome: Outcome, seconds: float, peak: int) -> None:
    """Count one case."""
    if outcome.verdict != Verdict.FAILED and seconds > case.seconds:
        outcome = failed(f"{seconds:.1f} s, the limit is {case.seconds}")
    row.tried += 1
    row.refused += outcome.verdict == Verdict.REFUSED
    row.harmless += outcome.verdict == Verdict.HARMLESS
    row.peak = max(row.peak, peak)
    if seconds > row.slowest:
        row.slowest, row.slowest_name = seconds, case.name
    if outcome.verdict == Verdict.FAILED:
        row.failures.append(f"{case.name}: {outcome.note}")
        print(f"FAILED {case.kind}: {case.name}: {outcome.note}", file=sys.stderr, flush=True)


def table(rows: dict[str, Row]) -> None:
    """The outcome by class."""
    print(
        "| class | tried | refused | harmless | failed | slowest | peak MB |\n|---|---|---|---|---|---|---|"
    )
    for kind, row in rows.items():
        print(
            f"| {kind} | {row.tried} | {row.refused} | {row.harmless} | {len(row.failures)} "
            f"| {row.slowest:.1f} s ({row.slowest_name}) | {row.peak} |"
        )
    every = list(rows.values())
    print(
        f"| all | {sum(r.tried for r in every)} | {sum(r.refused for r in every)} | {sum(r.harmless for r in every)} "
        f"| {sum(len(r.failures) for r in every)} | {max(r.slowest for r in every):.1f} s | {max(r.peak for r in every)} |"
    )


if __name__ == "__main__":
    sys.exit(main())
