"""Reports made by chance, right or with one planted error: what the reader finds, what it makes up.

    .venv/bin/python -m bench.reading.generate [--reports 1000] [--seed 1] [--error-rate 0.5] [--gold-figures] [--detail]
    .venv/bin/python -m bench.reading.generate --write FOLDER [--reports 20] …   texts with labels, to look at
    .venv/bin/python -m bench.reading.generate --docx FILE [--pages 30]         one long report as docx

The phrases and the reader's words have different authors: what it does not find here, it does not understand.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.reading.compare import compare
from bench.reading.count import Tally
from bench.reading.generator.report import Report, make
from bench.reading.gold import Labelled
from bench.reading.score import HEAD, line, read_text, relations_of_gold

Reader = Callable[[Labelled], dict[str, Any]]


@dataclass
class Outcome:
    """What became of a run over many reports."""

    tally: Tally = field(default_factory=Tally)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right_reports: int = 0  # reports without an error
    alarmed: int = 0  # of these, with a false alarm
    alarms: int = 0  # false alarms
    echoes: int = 0  # another claim called wrong on the figures of a planted slip: rightly so
    details: list[tuple[int, str, int, str]] = field(default_factory=list)


def reports(count: int, seed: int, error_rate: float) -> Iterator[tuple[int, Report]]:
    """So many reports, each with the seed that makes it again."""
    for number in range(count):
        yield seed * 1_000_000 + number, make(seed * 1_000_000 + number, error_rate)


def labelled(seed: int, report: Report) -> Labelled:
    """A made-up report as if it had been read from a folder."""
    return Labelled(Path(f"{seed}.txt"), report.text, report.labels["figures"], report.labels["relations"])


def run(count: int, seed: int, error_rate: float, reader: Reader = read_text) -> Outcome:
    """Reads every report and compares."""
    out = Outcome()
    for one, report in reports(count, seed, error_rate):
        gold = labelled(one, report)
        comparison = compare(gold, reader(gold))
        out.tally += comparison.tally
        out.details += [(one, *detail) for detail in comparison.details]
        alarms = [tied for tied in comparison.alarms if not tied & report.suspect]
        out.alarms += len(alarms)
        out.echoes += len(comparison.alarms) - len(alarms)
        if report.slip:
            out.planted[report.slip] += 1
            missed = any(
                what == "ERROR NOT FOUND" and report.slip in said for what, _, said in comparison.details
            )
            out.found[report.slip] += not missed
        else:
            out.right_reports += 1
            out.alarmed += bool(alarms)
    return out


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--error-rate", type=float, default=0.5)
    parser.add_argument("--gold-figures", action="store_true", help="judge the finder of relations alone")
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    parser.add_argument("--docx", type=Path, metavar="FILE")
    parser.add_argument("--pages", type=int, default=30)
    given = parser.parse_args(argv)
    if given.docx:
        from bench.reading.generator.docx import of_pages

        given.docx.write_bytes(of_pages(given.pages, given.seed))
    elif given.write:
        given.write.mkdir(parents=True, exist_ok=True)
        for number, (_, report) in enumerate(reports(given.reports, given.seed, given.error_rate), 1):
            stem = given.write / f"{number:04d}-made"
            stem.with_suffix(".txt").write_text(report.text, encoding="utf-8", newline="")
            said = json.dumps(report.labels, ensure_ascii=False, indent=1)
            stem.with_suffix(".gold.json").write_text(said, encoding="utf-8")
    else:
        reader = relations_of_gold if given.gold_figures else read_text
        tell(
            run(given.reports, given.seed, given.error_rate, reader),
            given.detail or bool(given.only),
            given.only,
        )
    return 0


def tell(out: Outcome, detail: bool, only: str) -> None:
    print(HEAD)
    print(line(f"{out.right_reports + out.planted.total()} reports", out.tally))
    planted, found = out.planted.total(), out.found.total()
    print(f"\nplanted slips found: {found} of {planted}")
    for name, count in out.planted.most_common():
        print(f"  {name}: {out.found[name]} of {count}")
    print(f"reports without a slip: {out.right_reports}, of these with a false alarm: {out.alarmed}")
    print(
        f"false alarms in all: {out.alarms}; called wrong besides a planted slip, on its figures: {out.echoes}"
    )
    if detail:
        for seed, what, _, said in out.details:
            if only in what:
                print(f"  {seed} {what}: {said}")


if __name__ == "__main__":
    sys.exit(main())
