"""The same sums by hand: DuckDB, Polars and PostgreSQL, and the time it takes only to read the columns.

Each writes definition x year x region into one array, regions in the order of `ledger.regions`. Sums are asked by street and
added up; distinct counts are asked on each level. Each uses what its engine is good at and what is known of the ledger.
"""

from pathlib import Path
from typing import Any

import numpy as np

from bench.figures import ledger
from taizhang.core.figures.definition import Definition, MeasureKind

Answer = Any  # int64 array of definitions x years x regions


def empty() -> Answer:
    return np.zeros((len(ledger.definitions()), len(ledger.YEARS), len(ledger.regions())), np.int64)


PLACES = {pk: i for i, pk in enumerate(ledger.regions())}


def put(answer: Answer, place: int, year: int, region: int, value: int | None, rolled: bool) -> None:
    """One street's value; added to its district and the city where `rolled`."""
    answer[place, year - ledger.YEARS[0], PLACES[region]] += value or 0
    if rolled:
        answer[place, year - ledger.YEARS[0], PLACES[region // 100]] += value or 0
        answer[place, year - ledger.YEARS[0], PLACES[ledger.CITY]] += value or 0


# ---------------------------------------------------------------- SQL: DuckDB and PostgreSQL


def condition_sql(name: str, text: str) -> str:
    """The few conditions that the ledger's definitions use."""
    if text == "-":
        return f"{name} IS NULL"
    if text.endswith(".."):
        return f"{name} >= {int(text.removesuffix('..')) * 100}"
    values = ", ".join(f"'{v}'" for v in text.removeprefix("!").split(","))
    return f"({name} IS NULL OR {name} NOT IN ({values}))" if text[0] == "!" else f"{name} IN ({values})"


def statement(definition: Definition, source: str) -> str:
    """One definition: year, region, value."""
    how = definition.how
    made = {"count": "count(*)", "sum": f"sum({how.field})", "distinct": f"count(DISTINCT {how.field})"}[
        how.kind
    ]
    where = [condition_sql(*c) for c in definition.where]
    if definition.until:
        years = ", ".join(f"({y}, DATE '{y}-12-31')" for y in ledger.YEARS)
        source += f" JOIN (VALUES {years}) AS ends(year, day) ON signed_on <= day AND (until_on IS NULL OR until_on >= day)"
        year = "year"
    else:
        where.append(f"signed_on BETWEEN DATE '{ledger.YEARS[0]}-01-01' AND DATE '{ledger.YEARS[-1]}-12-31'")
        year = "CAST(extract(year FROM signed_on) AS integer)"
    inner = f"SELECT {year} AS y, region AS s, region / 100 AS d, {how.field or 'region'} AS v FROM {source}"
    if "read_parquet" in source:
        inner = inner.replace("region / 100", "region // 100")
    if where:
        inner += " WHERE " + " AND ".join(where)
    made = made.replace(how.field, "v") if how.field else made
    if how.kind == MeasureKind.DISTINCT:
        return f"SELECT y, coalesce(s, d, {ledger.CITY}), {made} FROM ({inner}) t GROUP BY GROUPING SETS ((y, s), (y, d), (y))"
    return f"SELECT y, s, {made} FROM ({inner}) t GROUP BY y, s"


def by_sql(ask: Any, source: Any) -> Answer:
    answer = empty()
    for place, definition in enumerate(ledger.definitions()):
        rolled = definition.how.kind != MeasureKind.DISTINCT
        for year, region, value in ask(statement(definition, source(definition.register))):
            put(answer, place, year, region, None if value is None else int(value), rolled)
    return answer


def duckdb(folder: Path) -> Answer:
    """One statement a definition over the sorted files."""
    import duckdb

    engine = duckdb.connect()
    return by_sql(
        lambda sql: engine.execute(sql).fetchall(),
        lambda name: f"read_parquet('{folder / name}.parquet')",
    )


def scan(folder: Path) -> None:
    """Only read: every column that the definitions use, once."""
    import duckdb

    engine = duckdb.connect()
    for name in ledger.names():
        engine.execute(
            "SELECT count(*), min(kind), min(level), min(status), max(signed_on), max(until_on), max(organization),"
            f" sum(amount_yuan), max(region) FROM read_parquet('{folder / name}.parquet')"
        ).fetchall()


def load_postgresql(server: str, folder: Path) -> None:
    """One table a register, in the files' order, with an index on kind and day; statistics taken."""
    import psycopg
    import pyarrow.csv as csv
    import pyarrow.parquet as pq

    with psycopg.connect(server, autocommit=True) as connection:
        for name in ledger.names():
            connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.execute(
                f"CREATE TABLE {name} (id bigint, kind text, level text, status text, signed_on date, until_on date,"
                " organization bigint, amount_yuan bigint, region bigint)"
            )
            sheet = Path(folder / "load.csv")
            csv.write_csv(
                pq.read_table(folder / f"{name}.parquet"), sheet, csv.WriteOptions(include_header=False)
            )
            with (
                sheet.open("rb") as rows,
                connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as into,
            ):
                while block := rows.read(1 << 20):
                    into.write(block)
            sheet.unlink()
            connection.execute(f"CREATE INDEX ON {name} (kind, signed_on)")
            connection.execute(f"VACUUM ANALYZE {name}")


def postgresql(server: str) -> Answer:
    import psycopg

    with psycopg.connect(server) as connection:
        connection.execute("SET work_mem = '256MB'")
        return by_sql(lambda sql: connection.execute(sql).fetchall(), lambda name: name)


# ---------------------------------------------------------------- Polars


def polars(folder: Path) -> Answer:
    """All definitions of a register collected together, so that the file is read once."""
    import polars as pl

    answer = empty()
    wanted = ledger.definitions()
    for name in ledger.names():
        facts = pl.scan_parquet(folder / f"{name}.parquet")
        asked: list[tuple[int, int | None, bool, Any]] = []
        for place, definition in enumerate(wanted):
            if definition.register == name:
                asked += [(place, *rest) for rest in _polars_one(pl, facts, definition)]
        for (place, year, rolled, _), frame in zip(
            asked, pl.collect_all([a[-1] for a in asked]), strict=True
        ):
            for *key, value in frame.rows():
                put(answer, place, key[0] if year is None else year, key[-1], value, rolled)
    return answer


def _polars_one(pl: Any, facts: Any, definition: Definition) -> Any:
    """(year or None when it is in the frame, whether streets are to be rolled up, frame)."""
    how = definition.how
    made = {
        "count": pl.len(), "sum": pl.col(how.field or "id").sum(), "distinct": pl.col(how.field or "id").n_unique(),
    }[how.kind].alias("value")  # fmt: skip
    kept = facts.filter(*(_polars_condition(pl, *c) for c in definition.where))
    signed, until = pl.col("signed_on"), pl.col("until_on")
    if definition.until:
        ends = [(y, pl.date(y, 12, 31)) for y in ledger.YEARS]
        parts = [(y, kept.filter(signed <= e, until.is_null() | (until >= e)), []) for y, e in ends]
    else:
        within = kept.filter(
            signed.is_between(pl.date(ledger.YEARS[0], 1, 1), pl.date(ledger.YEARS[-1], 12, 31))
        )
        parts = [(None, within.with_columns(y=signed.dt.year()), ["y"])]
    for year, part, keys in parts:
        if how.kind != MeasureKind.DISTINCT:
            yield year, True, part.group_by([*keys, "region"]).agg(made)
            continue
        levels = (
            pl.col("region"),
            (pl.col("region") // 100).alias("region"),
            pl.lit(ledger.CITY).alias("region"),
        )
        for level in levels:
            yield year, False, part.group_by([*keys, level]).agg(made)


def _polars_condition(pl: Any, name: str, text: str) -> Any:
    column = pl.col(name)
    if text == "-":
        return column.is_null()
    if text.endswith(".."):
        return column >= int(text.removesuffix("..")) * 100
    values = text.removeprefix("!").split(",")
    return column.is_null() | ~column.is_in(values) if text[0] == "!" else column.is_in(values)
