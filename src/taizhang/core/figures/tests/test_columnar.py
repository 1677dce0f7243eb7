"""The snapshot engines count what the plain rows say: many at once in arrays, single ones by DuckDB and by Spark."""

import importlib.util
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.core.figures import plain
from taizhang.core.figures.columnar import SCALES, TITLE, Columns, One, column_name, values
from taizhang.core.figures.columnar_cells import figures
from taizhang.core.figures.columnar_fields import Stored
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

# A city 1 with the districts 2 and 3; 2 has the streets 4 and 5.
REGIONS = {1: "33/", 2: "33/3308/", 3: "33/3309/", 4: "33/3308/01/", 5: "33/3308/02/"}
KINDS = {
    "level": Kind.CHOICE, "plan": Kind.TEXT, "amount_yuan": Kind.MONEY, "area": Kind.NUMBER, "jobs": Kind.INTEGER,
    "approved_on": Kind.DATE, "until_on": Kind.DATE, "year": Kind.YEAR, "period": Kind.PERIOD, "first_time": Kind.YES_NO,
    "organization": Kind.ORGANIZATION, "organization.kind": Kind.CHOICE, "region": Kind.REGION,
}  # fmt: skip
DAYS = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 30), date(2022, 7, 1), date(2023, 2, 28)]
PERIODS = [Period.parse(t) for t in ("2021", "2022-H1", "2022", "..2022-06-30", "2022-06-30..2023-02-28")]

ROW = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["", "national", "city"]),
        "plan": st.sampled_from(["", "工业攻关项目", "农业", "a%_b"]),
        "amount_yuan": st.none()
        | st.sampled_from([Decimal("0"), Decimal("0.01"), Decimal("-3.50"), Decimal("90071992547409.93")]),
        "area": st.none() | st.sampled_from([Decimal("0.0001"), Decimal("12.5")]),
        "jobs": st.none() | st.integers(-3, 9),
        "approved_on": st.none() | st.sampled_from(DAYS),
        "until_on": st.none() | st.sampled_from(DAYS),
        "year": st.none() | st.integers(2021, 2023),
        "period": st.sampled_from(["", "2022", "2022H1", "2022M05", "2021"]),
        "first_time": st.none() | st.booleans(),
        "organization": st.none() | st.integers(1, 3),
        "organization.kind": st.sampled_from(["", "enterprise", "university"]),
        "region": st.none() | st.sampled_from(list(REGIONS)),
    }
)
CONDITIONS = st.sampled_from(
    [
        ("level", "national,city"), ("level", "!national"), ("level", "-"), ("level", "*"), ("level", "!national|-"),
        ("plan", "=农业|a%_b"), ("plan", "~工业"), ("plan", "!~农"), ("plan", "%_"), ("plan", "=无"), ("plan", "!=农业"),
        ("amount_yuan", "0..0.01"), ("amount_yuan", "..-3.5"), ("amount_yuan", "0.005.."), ("amount_yuan", "!0|-"), ("amount_yuan", "x"),
        ("area", "0.00005..12.5"), ("jobs", "*&2..|-"), ("jobs", ".."), ("jobs", "0..3|-"), ("first_time", "1"), ("first_time", "!1"),
        ("approved_on", "2022-01"), ("until_on", "2022-06-30..|-"), ("year", "2022"), ("period", "=2022H1"), ("period", "2022"),
        ("organization", "1,3"), ("organization", "2|-"), ("organization.kind", "enterprise"), ("organization.kind", "-"), ("region", "2"),
        ("region", "!4"), ("region", "99"), ("region", "-"),
    ]
)  # fmt: skip
TIMES = st.sampled_from(
    [
        {}, {"on": "approved_on"}, {"on": "approved_on", "basis": "stock"}, {"on": "year"}, {"on": "year", "basis": "stock"},
        {"on": "approved_on", "until": "until_on", "basis": "stock"}, {"on": "period"}, {"on": "period", "basis": "stock"},
    ]
)  # fmt: skip
MEASURES = st.sampled_from(
    [
        "count", "sum:amount_yuan", "sum:area", "mean:jobs", "mean:amount_yuan", "max:amount_yuan", "max:jobs",
        "distinct:organization", "distinct:plan", "distinct:organization.kind", "latest:area", "latest:amount_yuan",
    ]
)  # fmt: skip
DEFINITIONS = st.builds(
    lambda measure, where, time: Definition("projects", measure, tuple(dict(where).items()), **time),
    MEASURES, st.lists(CONDITIONS, max_size=2), TIMES,
)  # fmt: skip
CASES = st.tuples(st.lists(ROW, max_size=8), st.lists(DEFINITIONS, min_size=1, max_size=5))


def told_plainly(definition, rows, period, region):
    """The oracle: plain rows, each knowing only its own region; subtrees are opened before it is asked."""
    within = {
        r: ",".join(str(i) for i, path in REGIONS.items() if path.startswith(REGIONS[r])) for r in REGIONS
    }

    def opened(text):
        sign = "!" if text.startswith("!") else ""
        return sign + within.get(int(text.strip("!")), "0") if text.strip("!").isdecimal() else text

    where = {name: opened(text) if name == "region" else text for name, text in definition.where}
    if region is not None:
        where["region"] = within.get(region, "0")
    asked = Definition(
        "projects",
        definition.measure,
        tuple(where.items()),
        definition.on,
        definition.until,
        definition.basis,
    )
    met = plain.matching(asked, rows, period, KINDS)
    return plain.measured(definition.how, met, definition.on), len(met)


def as_columns(rows):
    """Plain rows as a snapshot keeps them, in Arrow."""
    import pyarrow as pa

    types = {
        Kind.DATE: pa.date32(),
        Kind.YES_NO: pa.bool_(),
        Kind.ORGANIZATION: pa.int64(),
        Kind.REGION: pa.int64(),
    }
    held = {"id": pa.array(range(len(rows)), pa.int64())}
    for name, kind in KINDS.items():
        values = [None if row[name] == "" else row[name] for row in rows]
        if kind in SCALES:
            values = [v if v is None else int(v * SCALES[kind]) for v in values]
        held[column_name(name)] = pa.array(
            values, pa.int64() if kind in SCALES else types.get(kind, pa.string())
        )
    held["organization" + TITLE] = pa.array([f"第{row['organization']}家" for row in rows], pa.string())
    return pa.table(held)


def compare(rows, definitions):
    regions = [None, *REGIONS, 99]
    grid = figures(definitions, {"projects": Stored(as_columns(rows), KINDS, REGIONS)}, PERIODS, regions)
    for d, definition in enumerate(definitions):
        for p, period in enumerate(PERIODS):
            for r, region in enumerate(regions):
                expected, count = told_plainly(definition, rows, period, region)
                said = (definition, period.text, region)
                assert (said, grid.value(d, p, r), int(grid.counted[d, p, r])) == (said, expected, count)


@pytest.fixture(scope="module")
def duckdb():
    import ibis

    return ibis.duckdb.connect()


@given(CASES)
@settings(max_examples=25, deadline=None)
def test_many_at_once_give_what_the_plain_rows_give(case):
    compare(*case)


ONE = st.builds(One, DEFINITIONS, st.sampled_from(PERIODS), st.sampled_from([None, *REGIONS]))


@given(st.lists(ROW, max_size=8), st.lists(ONE, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_statement_gives_what_the_plain_rows_give(duckdb, rows, asked):
    columns = Columns(duckdb.create_table("rows", as_columns(rows), overwrite=True), KINDS, REGIONS)
    expected = [told_plainly(one.definition, rows, one.period, one.region)[0] for one in asked]
    assert values(asked, columns) == expected


EMPTY_ROW = {
    name: "" if kind in (Kind.CHOICE, Kind.TEXT, Kind.PERIOD) else None for name, kind in KINDS.items()
}


def test_a_firm_in_two_streets_is_one_firm_of_the_district():
    rows = [EMPTY_ROW | {"organization": firm, "region": at} for firm, at in ((1, 4), (1, 5), (2, 5), (2, 3))]
    firms = Definition("projects", "distinct:organization")
    tables = {"projects": Stored(as_columns(rows), KINDS, REGIONS)}
    grid = figures([firms], tables, PERIODS[:1], [None, *REGIONS])
    assert [int(grid.value(0, 0, r)) for r in range(6)] == [2, 2, 2, 1, 1, 2]


def test_more_periods_than_one_number_has_bits():
    days = [date(2015 + n // 12, n % 12 + 1, n % 28 + 1) for n in range(90)]
    tables = {
        "projects": Stored(as_columns([EMPTY_ROW | {"approved_on": day} for day in days]), KINDS, REGIONS)
    }
    months = [Period.parse(f"{day:%Y-%m}") for day in days]
    definitions = [Definition("projects", on="approved_on", basis=basis) for basis in ("flow", "stock")]
    told = figures(definitions, tables, months).values[:, :, 0].tolist()
    assert told == [[1] * 90, list(range(1, 91))]


def test_the_engine_is_loaded_only_when_a_snapshot_is_read():
    asked = "import sys, taizhang.core.figures.columnar_cells; print({'ibis', 'duckdb', 'numpy'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", asked], text=True).strip() == "set()"


@pytest.mark.spark
@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
def test_spark_gives_what_the_plain_rows_give(tmp_path):
    """The same expressions on a local Spark: one ledger, one definition for each way of counting."""
    import ibis
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        firms = [1, 2, None, 1]
        rows = [
            EMPTY_ROW | {"level": level, "amount_yuan": Decimal("90071992547409.93"), "approved_on": day, "until_on": DAYS[2],
                         "organization": firm, "region": region, "plan": "农业", "jobs": 2, "area": Decimal("0.0001")}
            for level in ("", "city") for day, firm, region in zip(DAYS, firms, REGIONS, strict=False)
        ]  # fmt: skip
        rows.append(EMPTY_ROW)
        pq.write_table(as_columns(rows), tmp_path / "rows.parquet")
        table = ibis.pyspark.connect(spark).read_parquet(tmp_path / "rows.parquet")
        where = (("level", "!national"), ("plan", "~农"))
        definitions = [
            Definition("projects", "count", where, "approved_on"),
            Definition("projects", "sum:amount_yuan", (), "approved_on", "until_on", "stock"),
            Definition("projects", "max:amount_yuan", (("organization", "1,2|-"),)),
            Definition("projects", "mean:jobs", (("jobs", "1..3"),), "approved_on"),
            Definition(
                "projects", "distinct:organization", (("region", "!4"),), "approved_on", basis="stock"
            ),
            Definition("projects", "latest:area", (), "approved_on"),
        ]
        asked = [One(d, p, r) for d in definitions for p in PERIODS[1:3] for r in (None, 2, 4)]
        told = values(asked, Columns(table, KINDS, REGIONS))
        assert told == [told_plainly(one.definition, rows, one.period, one.region)[0] for one in asked]
    finally:
        spark.stop()
