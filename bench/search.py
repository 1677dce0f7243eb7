"""Finding a name among many: LIKE on both databases beside the index of pairs.

    .venv/bin/python -m bench.search [--rows N] [--runs N]

Makes N names, looks for one that many rows hold and one that none holds, and prints medians in ms.
PostgreSQL: server of 127.0.0.1:5432, database postgres, a table of its own that is dropped at the end.
"""

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.pages import ENDS, SYLLABLES

WORDS = ("恒远", "魑魅魍魉")
LIKE = (
    "SELECT id FROM names WHERE name LIKE {0} OR code LIKE {0} OR pinyin LIKE {0} ORDER BY id DESC LIMIT 50"
)


def names(count: int) -> list[tuple[int, str, str, str]]:
    """(id, name, code, pinyin), plainly made up."""
    from taizhang.core.pinyin import sort_key

    chance = random.Random(20261121)
    made = []
    for i in range(1, count + 1):
        name = "示例" + "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) + chance.choice(ENDS)
        made.append((i, name, f"91330881MA{i:08d}", sort_key(name)))
    return made


def median(ask: Callable[[str], object], word: str, runs: int) -> float:
    """Median milliseconds of asking for a word, after one run that does not count."""
    times = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        ask(word)
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:]) * 1000


def in_sqlite(rows: list[tuple[int, str, str, str]], folder: str) -> Callable[[str], object]:
    table = sqlite3.connect(Path(folder) / "names.sqlite3")
    table.execute("CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT, code TEXT, pinyin TEXT)")
    table.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", rows)
    table.commit()
    return lambda word: table.execute(LIKE.format("?"), (f"%{word}%",) * 3).fetchall()


def in_postgresql(rows: list[tuple[int, str, str, str]]) -> Callable[[str], object]:
    import psycopg

    server = psycopg.connect("postgres://postgres@127.0.0.1:5432/postgres", autocommit=True)
    server.execute("CREATE TEMPORARY TABLE names (id int PRIMARY KEY, name text, code text, pinyin text)")
    with server.cursor().copy("COPY names FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    server.execute("ANALYZE names")
    return lambda word: server.execute(LIKE.format("%s"), (f"%{word}%",) * 3).fetchall()


def in_index(rows: list[tuple[int, str, str, str]]) -> tuple[Callable[[str], object], float, float]:
    """Asking the product's own index; milliseconds and bytes a row that it took to build."""
    from taizhang.registers import search
    from taizhang.registers.declaration import registers

    register = registers()["organizations"]
    started = time.perf_counter()
    with search.closing(search.opened()) as index:
        index.execute("BEGIN")
        for pk, name, code, _ in rows:
            record = register.model(pk=pk, bureau_id=1, region_id=pk % 40, name=name, credit_code=code)
            words = (search.number(register) << search.SHIFT) + pk, *search.document(register, record)
            index.execute(
                "INSERT INTO words (rowid, name, code, initials, pinyin, scope) VALUES (?,?,?,?,?,?)", words
            )
        index.execute("COMMIT")
    spent = (time.perf_counter() - started) * 1000 / len(rows)
    size = search.index_path().stat().st_size / len(rows)
    return lambda word: search.matching_ids(word, scope="scope : b1", only=[register]), spent, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="taizhang.settings", TAIZHANG_HOME=folder, DATABASE_URL="")
        import django

        django.setup()
        rows = names(told.rows)
        index, spent, size = in_index(rows)
        ways = {
            "LIKE, SQLite, first 50": in_sqlite(rows, folder),
            "LIKE, PostgreSQL, first 50": in_postgresql(rows),
            "index of pairs, up to 5,000": index,
        }
        print(f"{told.rows:,} names, medians of {told.runs}, ms")
        print(f"{'way':<30}{'many rows hold':>16}{'none holds':>12}")
        for name, ask in ways.items():
            print(f"{name:<30}" + "".join(f"{median(ask, w, told.runs):>14.1f}" for w in WORDS))
        print(f"building the index: {spent:.2f} ms and {size:,.0f} bytes a row")


if __name__ == "__main__":
    main()
