"""The same sums by hand: DuckDB, Polars and PostgreSQL, and the time it takes only to read the columns.

Each writes definition x year x region into one array, regions in the order of `ledger.regions`. What can be added up is asked
for by street, all definitions of a register in one statement (stocks by the years between which a row is in force), and rolled
up here; distinct counts are asked on each level. Each uses what its engine is good at and what is known of the ledger.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.figures import ledger
from taizhang.core.figures.definition import Definition, MeasureKind

Answer = Any  # int64 array of definitions x years x regions
FIRST, LAST = ledger.YEARS[0], ledger.YEARS[-1]
NEVER = 9999  # the year in which what is in force for good ends
PLACES = {pk: i for i, pk in enumerate(ledger.regions())}
PLACE = np.zeros(max(PLACES) + 1, np.int64)
PLACE[list(PLACES)] = list(PLACES.values())


def empty() -> Answer:
    return np.zeros((len(ledger.definitions()), len(ledger.YEARS), len(ledger.regions())), np.int64)


def wanted(name: str, stock: bool) -> tuple[dict[int, Definition], dict[int, Definition]]:
    """place -> definition of one register: those that add up, those that count things once."""
    some = {i: d for i, d in enumerate(ledger.definitions()) if d.register == name and bool(d.until) == stock}
    distinct = {i: d for i, d in some.items() if d.how.kind == MeasureKind.DISTINCT}
    return {i: d for i, d in some.items() if i not in distinct}, distinct


def put_streets(answer: Answer, places: Sequence[int], held: Any) -> None:
    """Rows of (first year, year after the last, street, a value for each definition): spread over the years, rolled up."""
    for year in ledger.YEARS:
        of_year = held[(held[:, 0] <= year) & (year < held[:, 1])]
        for place, values in zip(places, of_year[:, 3:].T, strict=True):
            for region in (of_year[:, 2], of_year[:, 2] // 100, np.full(len(of_year), ledger.CITY)):
                np.add.at(answer[place, year - FIRST], PLACE[region], values)


def put(answer: Answer, place: int, rows: Any) -> None:
    """Rows of (year, region, value)."""
    answer[place, rows[:, 0] - FIRST, PLACE[rows[:, 1]]] = rows[:, 2]


# ---------------------------------------------------------------- SQL: DuckDB and PostgreSQL


def condition_sql(name: str, text: str) -> str:
    """The few conditions that the ledger's definitions use."""
    if text == "-":
        return f"{name} IS NULL"
    if text.endswith(".."):
        return f"{name} >= {int(text.removesuffix('..')) * 100}"
    values = ", ".join(f"'{v}'" for v in text.removeprefix("!").split(","))
    return f"({name} IS NULL OR {name} NOT IN ({values}))" if text[0] == "!" else f"{name} IN ({values})"


def where_sql(definition: Definition) -> str:
    return " AND ".join(condition_sql(*c) for c in definition.where) or "true"


SIGNED_YEAR = "CAST(extract(year FROM signed_on) AS integer)"
IN_YEARS = f"signed_on BETWEEN DATE '{FIRST}-01-01' AND DATE '{LAST}-12-31'"
IN_FORCE = f"signed_on <= DATE '{LAST}-12-31' AND (until_on IS NULL OR until_on >= DATE '{FIRST}-12-31')"


def added_up(definitions: Sequence[Definition], source: str, stock: bool) -> str:
    """All counts and sums of a register: first year, year after the last, street, values."""
    made = []
    for definition in definitions:
        what = f"sum({definition.how.field})" if definition.how.field else "count(*)"
        only = f" FILTER (WHERE {where_sql(definition)})" if definition.where else ""
        made.append(f"CAST(coalesce({what}{only}, 0) AS bigint)")
    after = (
        f"coalesce(CAST(extract(year FROM until_on + 1) AS integer), {NEVER})"
        if stock
        else f"{SIGNED_YEAR} + 1"
    )
    return (
        f"SELECT {SIGNED_YEAR}, {after}, region, {', '.join(made)} FROM {source}"
        f" WHERE {IN_FORCE if stock else IN_YEARS} GROUP BY 1, 2, 3"
    )


def things(definition: Definition, source: str) -> str:
    """The rows of a definition: year, street, thing."""
    thing = f"region AS s, {definition.how.field} AS v"
    if not definition.until:
        return (
            f"SELECT {SIGNED_YEAR} AS y, {thing} FROM {source} WHERE {IN_YEARS} AND {where_sql(definition)}"
        )
    ends = ", ".join(f"({y}, DATE '{y}-12-31')" for y in ledger.YEARS)
    return (
        f"SELECT y, {thing} FROM {source} JOIN (VALUES {ends}) AS ends(y, day)"
        f" ON signed_on <= day AND (until_on IS NULL OR until_on >= day) WHERE {where_sql(definition)}"
    )


def distinct_by_sorting(definition: Definition, source: str) -> str:
    """Year, region, number: what PostgreSQL does best."""
    return (
        f"SELECT y, coalesce(s, d, {ledger.CITY}), count(DISTINCT v) FROM (SELECT y, s, s / 100 AS d, v"
        f" FROM ({things(definition, source)}) t) t GROUP BY GROUPING SETS ((y, s), (y, d), (y))"
    )


def distinct_by_hashing(definition: Definition, source: str) -> str:
    """Year, region, number: each level from the one below, what DuckDB does best."""
    return (
        f"WITH a AS MATERIALIZED (SELECT DISTINCT y, s, v FROM ({things(definition, source)})),"
        " b AS MATERIALIZED (SELECT DISTINCT y, s // 100 AS s, v FROM a), c AS (SELECT DISTINCT y, v FROM b)"
        " SELECT y, s, count(*) FROM a GROUP BY 1, 2 UNION ALL SELECT y, s, count(*) FROM b GROUP BY 1, 2"
        f" UNION ALL SELECT y, {ledger.CITY}, count(*) FROM c GROUP BY 1"
    )


def by_register(ask: Callable[[str], Any], source: Callable[[str], str], distinct_sql: Any) -> Answer:
    """A statement for all that adds up, one for each distinct count."""
    answer = empty()
    for name in ledger.names():
        for stock in (False, True):
            summed, distinct = wanted(name, stock)
            put_streets(answer, list(summed), ask(added_up(list(summed.values()), source(name), stock)))
            for place, definition in distinct.items():
                put(answer, place, ask(distinct_sql(definition, source(name))))
    return answer


def by_definition(ask: Callable[[str], Any], source: Callable[[str], str]) -> Answer:
    """A statement for each definition: what a page that asks for its figures does."""
    answer = empty()
    for place, definition in enumerate(ledger.definitions()):
        table = source(definition.register)
        if definition.how.kind == MeasureKind.DISTINCT:
            put(answer, place, ask(distinct_by_sorting(definition, table)))
        else:
            only = f"(SELECT * FROM {table} WHERE {where_sql(definition)}) t"
            put_streets(answer, [place], ask(added_up([definition], only, bool(definition.until))))
    return answer


def duckdb(folder: Path) -> Answer:
    """On the same files."""
    import duckdb

    engine = duckdb.connect()

    def ask(sql: str) -> Any:
        return np.column_stack(
            [column.astype(np.int64) for column in engine.execute(sql).fetchnumpy().values()]
        )

    return by_register(ask, lambda name: f"read_parquet('{folder / name}.parquet')", distinct_by_hashing)


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


def postgresql(server: str, together: bool) -> Answer:
    """All of a register together, or a statement for each definition."""
    import psycopg

    with psycopg.connect(server) as connection:
        connection.execute("SET work_mem = '256MB'")

        def ask(sql: str) -> Any:
            return np.array(connection.execute(sql).fetchall(), np.int64)

        if together:
            return by_register(ask, str, distinct_by_sorting)
        return by_definition(ask, str)


# ---------------------------------------------------------------- Polars


def polars(folder: Path) -> Answer:
    """All definitions of a register collected together, so that the file is read once."""
    import polars as pl

    answer = empty()
    for name in ledger.names():
        facts = pl.scan_parquet(folder / f"{name}.parquet")
        frames, puts = [], []
        for stock in (False, True):
            summed, distinct = wanted(name, stock)
            frames.append(_polars_added_up(pl, facts, list(summed.values()), stock))
            puts.append(lambda held, places=list(summed): put_streets(answer, places, held))
            for place, definition in distinct.items():
                for frame in _polars_distinct(pl, facts, definition):
                    frames.append(frame)
                    puts.append(lambda held, place=place: put(answer, place, held))
        for put_it, frame in zip(puts, pl.collect_all(frames), strict=True):
            put_it(np.column_stack([column.cast(pl.Int64).to_numpy() for column in frame]))
    return answer


def _polars_added_up(pl: Any, facts: Any, definitions: Sequence[Definition], stock: bool) -> Any:
    """First year, year after the last, street, values; what a condition leaves out counts 0."""
    signed, until = pl.col("signed_on"), pl.col("until_on")
    if stock:
        kept = facts.filter(
            signed <= pl.date(LAST, 12, 31), until.is_null() | (until >= pl.date(FIRST, 12, 31))
        )
        after = until.dt.offset_by("1d").dt.year().fill_null(NEVER)
    else:
        kept = facts.filter(signed.is_between(pl.date(FIRST, 1, 1), pl.date(LAST, 12, 31)))
        after = signed.dt.year() + 1
    made = {}
    for i, definition in enumerate(definitions):
        met = _polars_where(pl, definition)
        made[f"v{i}"] = (
            pl.when(met).then(pl.col(definition.how.field)).otherwise(0) if definition.how.field else met
        )
    coded = kept.select(y=signed.dt.year(), after=after, region=pl.col("region"), **made)
    return coded.group_by("y", "after", "region").agg(*(pl.col(name).sum() for name in made))


def _polars_distinct(pl: Any, facts: Any, definition: Definition) -> Any:
    """Frames of year, region, number: one for each level (and year, where rows are of several)."""
    kept = facts.filter(_polars_where(pl, definition))
    signed, until = pl.col("signed_on"), pl.col("until_on")
    if definition.until:
        ends = {y: pl.date(y, 12, 31) for y in ledger.YEARS}
        parts = [
            kept.filter(signed <= e, until.is_null() | (until >= e)).with_columns(y=pl.lit(y))
            for y, e in ends.items()
        ]
    else:
        within = kept.filter(signed.is_between(pl.date(FIRST, 1, 1), pl.date(LAST, 12, 31)))
        parts = [within.with_columns(y=signed.dt.year())]
    region = pl.col("region")
    for part in parts:
        for level in (region, region // 100, pl.lit(ledger.CITY)):
            yield part.group_by("y", level.alias("region")).agg(pl.col(definition.how.field).n_unique())


def _polars_where(pl: Any, definition: Definition) -> Any:
    met = [_polars_condition(pl, *c) for c in definition.where]
    return pl.all_horizontal(*met) if met else pl.lit(True)


def _polars_condition(pl: Any, name: str, text: str) -> Any:
    column = pl.col(name)
    if text == "-":
        return column.is_null()
    if text.endswith(".."):
        return column >= int(text.removesuffix("..")) * 100
    values = text.removeprefix("!").split(",")
    return column.is_null() | ~column.is_in(values) if text[0] == "!" else column.is_in(values)
