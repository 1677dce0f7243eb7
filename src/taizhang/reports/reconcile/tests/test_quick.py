"""Counting quickly gives what the figures themselves say."""

from datetime import date

import pytest

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.figures import Figures
from taizhang.reports.reconcile.quick import QuickLedger

ASKED = (
    Definition("projects", "count", (("level", "city"),), "applied_on"),
    Definition("projects", "count", (("level", "national,provincial"), ("plan", "=重点研发计划")), "approved_on"),
    Definition("projects", "sum:grant_funds_yuan", (("plan", "~攻关"),), "applied_on"),
    Definition("projects", "distinct:organization", (), "applied_on"),
    Definition("projects", "count", (("approved_on", "-"),)),
    Definition("recognitions", "distinct:organization", (("result", "recognised|-"),), "recognised_on", "expires_on", "stock"),
    Definition("recognitions", "count", (("result", "!revoked"),), "recognised_on", "", "stock"),
    Definition("events", "max:participants", (("kind", "training"),), "held_on"),
    Definition("events", "mean:participants", (("name", "~培训"),), "held_on"),
    Definition("projects", "count", (("organization", "~制造"),), "applied_on"),
)  # fmt: skip


@pytest.mark.parametrize("period", ["2022-H1", "2022-05", "2021", "..2022-05-31"])
def test_as_the_figures_say(ledger, period):
    figures, quick = Figures(ledger), QuickLedger(ledger)
    for definition in ASKED:
        full = figures.figure(definition, Period.parse(period))
        value, count, unit = quick.measured(definition, Period.parse(period))
        assert (count, unit) == (full.count, full.unit)
        if full.value is not None:
            assert value == full.value


def test_a_region_counts_what_lies_below_it(ledger, cast, add):
    add(
        "projects",
        name="西城课题",
        project_no="W1",
        level="city",
        region=cast.west,
        applied_on=date(2022, 2, 2),
    )
    quick = QuickLedger(ledger)
    definition = Definition("projects", "count", (("region", str(cast.west.pk)),), "applied_on")
    assert quick.measured(definition, Period.parse("2022-H1"))[0] == 1


def test_a_field_that_is_not_there_has_no_value(ledger):
    assert QuickLedger(ledger).measured(
        Definition("projects", "count", (("gone", "1"),)), Period.parse("2022")
    ) == (None, 0, "")
