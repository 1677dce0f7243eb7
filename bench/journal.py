"""A journal of 1,000,000 entries: proving it whole, proving what is new, exporting it, checking the export.

    .venv/bin/python -m bench.journal [--rows N] [--runs N] [--engine sqlite|postgresql] [--records N]

Fills an empty database with entries as an import writes them (each the change of one record, some 400 bytes), seals
them, then measures each time in a fresh process and prints medians and peak memory: `chain` the whole proof, `new` the
proof of the last 1,000 entries from an earlier mark, `export` the whole journal as a plain file, `check` that file by the
script that a third party has. `--records` adds organizations
with their entries, to measure the proof of the records as well. PostgreSQL: server of 127.0.0.1:5432,
database taizhang_bench_journal.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "bench" / "journal"
URLS = {"sqlite": "", "postgresql": "postgres://postgres@127.0.0.1:5432/taizhang_bench_journal"}
PART = 20_000
NEW = 1_000  # entries behind the mark of the last proof


def fresh_database(engine: str, rows: int, records: int) -> dict[str, str]:
    """The environment of a ledger whose journal has that many sealed entries; filled once, then kept for later runs."""
    home = HOME / f"{engine}-{rows}-{records}"
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "TAIZHANG_HOME": str(home),
        "TAIZHANG_SAMPLES": "0",
        "DATABASE_URL": URLS[engine],
    }
    done = home / "filled"
    if engine == "postgresql":
        import psycopg

        name = f"taizhang_bench_journal_{rows}_{records}"
        environment["DATABASE_URL"] = f"postgres://postgres@127.0.0.1:5432/{name}"
        if not done.exists():
            with psycopg.connect("postgres://postgres@127.0.0.1:5432/postgres", autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {name}")
                server.execute(f"CREATE DATABASE {name}")
    if not done.exists():
        command = [
            sys.executable,
            "-m",
            "bench.journal",
            "--fill",
            "--rows",
            str(rows),
            "--records",
            str(records),
        ]
        subprocess.run(command, env=environment, check=True, cwd=ROOT)
        done.touch()
    return environment


def fill(rows: int, records: int) -> None:
    """Entries of an import, and records with theirs, sealed."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    from taizhang.accounts.models import User
    from taizhang.journal.chain import FIELDS, entry_hash, seal
    from taizhang.journal.guard import Lift, lifted
    from taizhang.journal.models import Link
    from taizhang.journal.writing import Author, canonical
    from taizhang.operations.opening import open_bureau
    from taizhang.regions.divisions import load_divisions

    call_command("migrate", verbosity=0, skip_checks=True)
    load_divisions()
    bureau = open_bureau(slug="bench", name="测速科技局", region_code="330881", admin="admin", password="x")
    author = Author(User.objects.get(), "导入 2026年企业年报（一）.xlsx", 17, "10.3.8.21")
    if records:
        add_firms(bureau, author, records)
    seal()
    last = Link.objects.order_by("-seq").first()
    assert last is not None
    seq, previous, at = last.seq, last.hash, timezone.now()
    before = canonical({"revenue_yuan": "71000000.01", "employees": 120})
    for start in range(0, rows, PART):
        entries, links = [], []
        for n in range(start, min(start + PART, rows)):
            after = canonical(
                {"revenue_yuan": f"{n}.02", "products": "精密零部件、减速器", "sources": ["batch", 17, n]}
            )
            seq += 1
            values = (
                last.entry_id + n + 1, at, "report.changed", 1, "系统管理员", bureau.pk, "reports", n, f"示例科技公司{n}",
                before, after, "导入 2026年企业年报（一）.xlsx", 17, "10.3.8.21", f"{n:064x}",
            )  # fmt: skip
            previous = entry_hash(previous, values)
            entries.append(values)
            links.append((seq, values[0], previous))
        # As fast as the engine takes them: the entries of an ordinary act cost ten times as much to make.
        with transaction.atomic(), lifted(Lift.REHEARSING), connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(FIELDS))
            cursor.executemany(f"INSERT INTO journal_entry ({', '.join(FIELDS)}) VALUES ({marks})", entries)
            cursor.executemany("INSERT INTO journal_link (seq, entry_id, hash) VALUES (%s, %s, %s)", links)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def add_firms(bureau: object, author: object, count: int) -> None:
    """Organizations through the ordinary action."""
    from stdnum.cn import uscc

    from taizhang.registers.actions import add_records
    from taizhang.registers.declaration import registers

    for start in range(0, count, 5000):
        rows = []
        for n in range(start, min(start + 5000, count)):
            body = f"91330881MA{n:07d}"
            code = body + str(uscc.calc_check_digit(body))
            values = {"name": f"江山示例科技有限公司{n}", "credit_code": code, "address": f"虎山街道{n}号"}
            rows.append((values, {}))
        add_records(registers()["organizations"], rows, bureau=bureau, author=author)  # type: ignore[arg-type]


def measure(what: str) -> None:
    """One proof in this process: seconds, and peak memory in MB."""
    from taizhang.journal import chain, check_seal, exporting
    from taizhang.journal.models import Link
    from taizhang.registers.proof import prove_records

    last = Link.objects.order_by("-seq").first()
    assert last is not None
    mark = chain.Mark(last.seq - NEW, Link.objects.get(seq=last.seq - NEW).hash)
    plain = HOME / "export.jsonl"
    begun, cpu = time.perf_counter(), time.process_time()
    if what == "chain":
        assert chain.first_break() is None
    elif what == "new":
        assert chain.first_break(after=mark) is None
    elif what == "export":
        with plain.open("w", encoding="utf-8") as file:
            file.writelines(exporting.whole(last.seq))
    elif what == "check":
        check_seal.check([str(plain)], "")
    elif what == "records":
        assert prove_records().wrong == 0
    taken = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": taken, "cpu": time.process_time() - cpu, "memory": memory}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--records", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=tuple(URLS))
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--measure", default="")
    options = parser.parse_args()
    if options.fill or options.measure:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.settings")
        django.setup()
        if options.fill:
            fill(options.rows, options.records)
        else:
            measure(options.measure)
        return
    for engine in [options.engine] if options.engine else list(URLS):
        environment = fresh_database(engine, options.rows, options.records)
        for what in ["chain", "new", "export", "check", *(["records"] if options.records else [])]:
            taken = []
            for _ in range(options.runs):
                command = [sys.executable, "-m", "bench.journal", "--measure", what]
                told = subprocess.run(
                    command, env=environment, check=True, cwd=ROOT, capture_output=True, text=True
                )
                taken.append(json.loads(told.stdout))
            median = {key: statistics.median(each[key] for each in taken) for key in taken[0]}
            size = {"records": options.records, "new": NEW}.get(what, options.rows)
            print(
                f"{engine:<11} {what:<8} {size:>9,}  {median['seconds']:7.2f} s  cpu {median['cpu']:7.2f} s  {median['memory']:5.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
