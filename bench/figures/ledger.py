"""A ledger made by chance: registers as Parquet files, 300 definitions over them, a tree of three levels, five years.

A street's id tells its district (id // 100) and every district lies in the one city: whoever writes sums by hand may use that.
"""

from datetime import date
from pathlib import Path

from taizhang.core.figures.columnar_fields import Stored
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

REGISTERS = 20
DISTRICTS, STREETS = 10, 20  # of the city; of each district
FIRMS = 200_000
FIRST, LAST = date(2018, 1, 1), date(2025, 12, 31)
YEARS = range(2021, 2026)
CITY = 1
KINDS = ("a_service", "b_transfer", "c_development", "d_consulting", "e_licence", "f_other")
LEVELS = ("national", "provincial", "city", "district", None)
STATUSES = ("registered", "amended", "returned", "revoked")
FIELDS = {
    "kind": Kind.CHOICE, "level": Kind.CHOICE, "status": Kind.CHOICE, "signed_on": Kind.DATE, "until_on": Kind.DATE,
    "organization": Kind.ORGANIZATION, "amount_yuan": Kind.MONEY, "region": Kind.REGION,
}  # fmt: skip

# (measure, conditions, stock?): fifteen a register, three hundred in all.
KIND, MAIN, NATIONAL = ("kind", "c_development"), ("kind", "b_transfer,c_development"), ("level", "national")
NOT_LOCAL, IN_FORCE, FIRST_LOT = (
    ("level", "!district"),
    ("status", "registered,amended"),
    ("amount_yuan", "100000.."),
)
SHAPES = (
    ("count", (), False), ("count", (KIND,), False), ("count", (MAIN, NATIONAL), False), ("count", (IN_FORCE,), False),
    ("count", (("kind", "a_service"), FIRST_LOT), False), ("count", (("level", "-"),), False),
    ("sum:amount_yuan", (), False), ("sum:amount_yuan", (KIND,), False), ("sum:amount_yuan", (MAIN, IN_FORCE), False),
    ("sum:amount_yuan", (("kind", "d_consulting"), NOT_LOCAL), False),
    ("distinct:organization", (), False), ("distinct:organization", (KIND, NATIONAL), False),
    ("count", (IN_FORCE,), True), ("sum:amount_yuan", (MAIN,), True), ("distinct:organization", (KIND,), True),
)  # fmt: skip


def definitions() -> list[Definition]:
    return [
        Definition(
            name, measure, where, "signed_on", "until_on" if stock else "", "stock" if stock else "flow"
        )
        for name in names()
        for measure, where, stock in SHAPES
    ]


def names() -> list[str]:
    return [f"register_{i:02d}" for i in range(REGISTERS)]


def periods() -> list[Period]:
    return [Period.parse(str(year)) for year in YEARS]


def regions() -> dict[int, str]:
    """id -> path of the city, its districts and streets."""
    tree = {CITY: "33/"}
    for district in range(10, 10 + DISTRICTS):
        tree[district] = f"33/{district}/"
        for street in range(STREETS):
            tree[district * 100 + street] = f"33/{district}/{street:02d}/"
    return tree


def make(folder: Path, facts: int, seed: int = 1) -> None:
    """Write the files, each sorted by kind and day as a snapshot's are; nothing when they are there."""
    if (folder / "done").exists():
        return
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    size = facts // REGISTERS
    streets = np.array([pk for pk in regions() if pk >= 1000])
    first, days = np.datetime64(FIRST), (LAST - FIRST).days + 1
    for name in names():
        kind = chance.integers(0, len(KINDS), size)
        day = chance.integers(0, days, size)
        order = np.lexsort((day, kind))
        kind, day = kind[order], day[order]
        signed = first + day
        until = signed + chance.integers(90, 1500, size)
        table = pa.table(
            {
                "id": pa.array(np.arange(size)),
                "kind": pa.DictionaryArray.from_arrays(pa.array(kind, pa.int32()), pa.array(KINDS)).cast(
                    pa.string()
                ),
                "level": pa.array([LEVELS[i] for i in chance.integers(0, len(LEVELS), size)], pa.string()),
                "status": pa.array(
                    [STATUSES[i] for i in chance.integers(0, len(STATUSES), size)], pa.string()
                ),
                "signed_on": pa.array(signed, pa.date32()),
                "until_on": pa.array(until, pa.date32(), mask=chance.random(size) < 0.2),
                "organization": pa.array(chance.integers(1, FIRMS + 1, size)),
                "amount_yuan": pa.array(chance.integers(100, 10**9, size), mask=chance.random(size) < 0.05),
                "region": pa.array(chance.choice(streets, size)),
            }
        )
        pq.write_table(table, folder / f"{name}.parquet", compression="lz4", row_group_size=100_000)
    (folder / "done").touch()


def opened(folder: Path) -> dict[str, Stored]:
    """The registers as our engine reads them."""
    return {name: Stored(folder / f"{name}.parquet", FIELDS, regions()) for name in names()}
