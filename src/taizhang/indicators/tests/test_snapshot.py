"""A snapshot holds the verified rows, gives what the operating database gives, and tells when it was touched."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.ledger import Ledger
from taizhang.indicators.measuring import Question
from taizhang.indicators.snapshot import Snapshot, take
from taizhang.registers.declaration import registers
from taizhang.registers.record import State

PERIODS = [Period.parse(text) for text in ("2021", "2022-H1", "2022", "..2022-06-30")]
OWN = (
    Definition("projects", "sum:grant_funds_yuan", (("organization.kind", "enterprise"),), "approved_on"),
    Definition("projects", "distinct:organization", (("level", "!national"),), "approved_on", basis="stock"),
    Definition("projects", "max:grant_funds_yuan"),
    Definition("projects", "mean:grant_funds_yuan", (("name", "~攻关"),), "approved_on"),
    Definition("projects", "count", (("organization", "~微电子"), ("region", "*"))),
    Definition("statistics", "latest:value", (("indicator", "=生产总值"),), "period"),
    Definition(
        "organizations", "count", (("region", "-"),), "above_scale_from", "above_scale_until", "stock"
    ),
)
DEFINITIONS = [i.definition for i in built_in().values() if i.definition] + list(OWN)


@pytest.fixture
def ledger(cast):
    """Two firms, projects of every state over two years, facts of two periods."""
    for firm in (cast.firm_east, cast.firm_west):
        firm.kind, firm.state = "enterprise", State.VERIFIED
        firm.above_scale_from = date(2021, 3, 1)
        firm.save()
    rows = [
        (cast.firm_east, cast.east, date(2021, 5, 1), "national", "100.01", State.VERIFIED),
        (cast.firm_east, cast.west, date(2022, 6, 30), "city", "90071992547409.93", State.VERIFIED),
        (cast.firm_west, cast.west, date(2022, 7, 1), "", None, State.VERIFIED),
        (cast.firm_west, None, None, "city", "0.01", State.VERIFIED),
        (None, cast.east, date(2022, 1, 1), "city", "7", State.PROVISIONAL),
        (None, cast.east, date(2022, 1, 1), "city", "8", State.ENDED),
    ]
    for n, (firm, region, day, level, money, state) in enumerate(rows):
        add(
            "projects", cast.bureau, f"p{n}", name=f"攻关{n}", organization=firm, region=region, approved_on=day,
            level=level, grant_funds_yuan=None if money is None else Decimal(money), state=state,
        )  # fmt: skip
    for n, (period, value) in enumerate((("2021", "5.25"), ("2022M05", "6"), ("2022H1", "7.1234"))):
        add(
            "statistics", cast.bureau, f"s{n}", indicator="生产总值", period=period, value=Decimal(value),
            region=cast.bureau.region, state=State.VERIFIED,
        )  # fmt: skip
    return cast


def add(register, bureau, key, **values):
    return registers()[register].model._default_manager.create(bureau=bureau, key=key, **values)


def test_every_indicator_is_what_the_operating_database_says(ledger, tmp_path, django_assert_num_queries):
    snapshot = take(ledger.bureau, tmp_path / "taken", DEFINITIONS)
    compare(snapshot, ledger, DEFINITIONS, PERIODS[2:3], [None], django_assert_num_queries)
    compare(
        snapshot, ledger, OWN, PERIODS, [None, ledger.bureau.region, ledger.east], django_assert_num_queries
    )


def compare(snapshot, ledger, definitions, periods, regions, django_assert_num_queries):
    """The same values and the same numbers of rows, some of them not empty; the snapshot asks the database nothing."""
    with django_assert_num_queries(0):
        grid = snapshot.figures(definitions, periods, [region and region.pk for region in regions])
    fresh = Ledger(ledger.bureau)
    asked = {
        (d, p, r): Question(definition, period, region and region.pk)
        for d, definition in enumerate(definitions)
        for p, period in enumerate(periods)
        for r, region in enumerate(regions)
    }
    fresh.ask(asked.values())
    for cell, question in asked.items():
        held = fresh.measured(question)
        assert (question, grid.value(*cell), grid.counted[cell]) == (question, held.value, held.rows)
    assert (grid.counted > 0).sum() > 10


def test_one_figure_is_what_many_at_once_say(ledger, tmp_path):
    snapshot = take(ledger.bureau, tmp_path / "taken", OWN)
    grid = snapshot.figures(OWN, PERIODS[2:3], [ledger.west.pk])
    assert [snapshot.value(d, PERIODS[2], ledger.west.pk) for d in OWN] == [
        grid.value(n, 0, 0) for n in range(len(OWN))
    ]


def test_a_snapshot_keeps_its_figures_when_the_ledger_goes_on(ledger, tmp_path):
    count = Definition("projects", "count")
    snapshot = take(ledger.bureau, tmp_path / "taken")
    add("projects", ledger.bureau, "later", name="后来", state=State.VERIFIED)
    assert (snapshot.value(count, PERIODS[0]), Snapshot(tmp_path / "taken").value(count, PERIODS[0])) == (
        4,
        4,
    )
    assert take(ledger.bureau, tmp_path / "again").digest != snapshot.digest


def test_the_same_ledger_gives_the_same_digest(ledger, tmp_path):
    one, two = (take(ledger.bureau, tmp_path / name) for name in ("one", "two"))
    assert one.digest == two.digest


def test_a_file_that_was_touched_is_refused(ledger, tmp_path):
    snapshot = take(ledger.bureau, tmp_path / "taken")
    snapshot.check()
    (tmp_path / "taken" / "projects.parquet").write_bytes(b"PAR1")
    with pytest.raises(Refused, match="projects"):
        snapshot.check()


def test_what_was_half_written_is_not_there_and_is_written_anew(ledger, tmp_path):
    (tmp_path / "taken.part").mkdir()
    (tmp_path / "taken.part" / "projects.parquet").write_bytes(b"half")
    with pytest.raises(Refused, match="taken"):
        _ = Snapshot(tmp_path / "taken").digest
    take(ledger.bureau, tmp_path / "taken").check()
    with pytest.raises(Refused, match="已经有了"):
        take(ledger.bureau, tmp_path / "taken")


def test_a_field_that_the_snapshot_does_not_hold_is_named(ledger, tmp_path):
    snapshot = take(ledger.bureau, tmp_path / "taken")
    with pytest.raises(Refused, match=r"organization\.kind"):
        snapshot.figures([OWN[0]], PERIODS)
    with pytest.raises(Refused, match="nowhere"):
        snapshot.value(Definition("nowhere"), PERIODS[0])
