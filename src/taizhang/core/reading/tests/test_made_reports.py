"""A slice of the reports that `bench.reading.generate` makes: what is right is never called wrong."""

import pytest
from bench.reading.compare import compare
from bench.reading.generate import labelled
from bench.reading.generator.report import make
from bench.reading.score import read_text


@pytest.mark.parametrize("seed", range(9_000_000, 9_000_020))
def test_no_false_alarm_on_a_report_without_errors(seed: int) -> None:
    gold = labelled(seed, make(seed, error_rate=0))
    found = compare(gold, read_text(gold))
    assert found.tally.relation_hits > 5
    assert [
        said for what, _, said in found.details if what.startswith("FALSE ALARM") or "called wrong" in what
    ] == []


def test_planted_errors_are_found() -> None:
    made = [(seed, make(seed, error_rate=1)) for seed in range(9_000_100, 9_000_130)]
    found = 0
    for seed, report in made:
        gold = labelled(seed, report)
        details = compare(gold, read_text(gold)).details
        found += not any(what == "ERROR NOT FOUND" and report.slip in said for what, _, said in details)
    assert all(report.slip for _, report in made)
    assert found >= 12
