"""Merging an organization with 50,000 linked records, and undoing it: seconds, processor seconds, peak memory.

    .venv/bin/python -m bench.merging [--records N] [--runs N] [--engine sqlite|postgresql] [--profile]

Makes a bureau with two records of one firm; everything hangs on the duplicate: patents (their key is a number), technology
contracts (two links, called after nobody), loans (called after the firm) and annual returns of both firms that collide. Each run
opens the page's counts, merges, proves that every record has its entry and that the ledger's proof holds, undoes and proves again;
every run in a process of its own over a fresh copy. PostgreSQL: server of 127.0.0.1:5432.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "bench" / "merging"
SERVER = "postgres://postgres@127.0.0.1:5432"
BASE, COPY = "taizhang_bench_merging", "taizhang_bench_merging_run"
YEARS = range(2021, 2026)  # annual returns of both firms


def place(engine: str, name: str, base: Path) -> dict[str, str]:
    """The environment of one ledger."""
    url = "" if engine == "sqlite" else f"{SERVER}/{name}"
    told = {"TAIZHANG_HOME": str(base), "TAIZHANG_SAMPLES": "0", "DATABASE_URL": url}
    return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "taizhang.settings"}


def base_of(engine: str, records: int) -> Path:
    """A ledger with that many linked records, filled once."""
    base = HOME / f"{engine}-{records}"
    if (base / "filled").exists():
        return base
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    name = f"{BASE}_{records}"
    if engine == "postgresql":
        on_server(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    again(place(engine, name, base), "--fill", "--records", str(records))
    (base / "filled").touch()
    return base


def copied(engine: str, records: int) -> dict[str, str]:
    """A fresh copy of the filled ledger."""
    base, run = base_of(engine, records), HOME / f"{engine}-run"
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(base, run)
    if engine == "postgresql":
        on_server(f"DROP DATABASE IF EXISTS {COPY}", f"CREATE DATABASE {COPY} TEMPLATE {BASE}_{records}")
    return place(engine, COPY, run)


def on_server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def again(environment: dict[str, str], *options: str) -> str:
    """This bench in a process of its own; returns what it printed."""
    command = [sys.executable, "-m", "bench.merging", *options]
    done = subprocess.run(command, env=environment, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return done.stdout


def fill(records: int) -> None:
    """Two records of one firm and what points to the second."""
    from django.core.management import call_command
    from django.db import connection

    from taizhang.accounts.models import User
    from taizhang.journal.chain import seal
    from taizhang.journal.writing import Author
    from taizhang.operations.opening import open_bureau
    from taizhang.regions.divisions import load_divisions
    from taizhang.registers.actions import add_records
    from taizhang.registers.declaration import registers

    call_command("migrate", verbosity=0, skip_checks=True)
    load_divisions()
    bureau = open_bureau(slug="bench", name="测速科技局", region_code="330881", admin="admin", password="x")
    author = Author(User.objects.get(), "测速")

    def add(name: str, rows: list[dict[str, Any]]) -> list[Any]:
        made = []
        for start in range(0, len(rows), 2000):
            part = [
                (values, {"*": ["batch", 1, "表一", n]})
                for n, values in enumerate(rows[start : start + 2000])
            ]
            made += add_records(registers()[name], part, bureau=bureau, author=author, verified=True)
        return made

    named = [{"name": "江山恒远精密传动科技有限公司"}, {"name": "澜江恒远精密传动科技有限公司"}]
    kept, gone = add("organizations", named)
    for name, rows in made_rows(kept, gone, records).items():
        add(name, rows)
    seal()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def made_rows(kept: Any, gone: Any, records: int) -> dict[str, list[dict[str, Any]]]:
    """Half patents, the rest contracts and loans by halves; and the returns of both firms."""
    contracts, loans = records // 4, records // 4
    firms = {"seller": gone, "buyer": kept}
    return {
        "annual_returns": [
            {"organization": firm, "period": str(year), "revenue_yuan": 1_000_000 + year}
            for firm in (kept, gone)
            for year in YEARS
        ],
        "ip": [
            {"organization": gone, "number": f"ZL2025{n:08d}", "name": f"一种精密传动装置及其控制方法{n}", "kind": "invention"}
            for n in range(records - contracts - loans)
        ],
        "technology_contracts": [
            {**firms, "contract_no": f"2025330881{n:06d}", "name": f"减速器技术开发合同{n}", "amount_yuan": 10_000 + n}
            for n in range(contracts)
        ],
        "loans": [
            {"organization": gone, "bank": f"江山农商银行第{n}支行", "amount_yuan": 100_000 + n, "granted_on": date(2025, 3, 1)}
            for n in range(loans)
        ],
    }  # fmt: skip


def measure(profiled: bool) -> None:
    """The page's counts, the merge and its undoing in this process; prints one line of JSON."""
    import cProfile
    import pstats

    from taizhang.accounts.models import Bureau, User
    from taizhang.journal.models import Entry
    from taizhang.journal.writing import Author
    from taizhang.merging import actions, jobs, undo_plan, undoing
    from taizhang.merging.models import Merge
    from taizhang.registers.organizations.models import Organization
    from taizhang.registers.proof import prove_records

    bureau = Bureau.objects.get()
    author = Author(User.objects.get(), "测速", bureau=bureau)
    kept, gone = Organization._default_manager.order_by("pk")
    taken: dict[str, float] = {}
    profile = cProfile.Profile() if profiled else None

    def clocked(name: str, work: Any) -> Any:
        began, busy = time.perf_counter(), time.process_time()
        found = profile.runcall(work) if profile else work()
        taken[name], taken[f"{name} cpu"] = time.perf_counter() - began, time.process_time() - busy
        if profile and name in ("merge", "undo"):
            pstats.Stats(profile, stream=sys.stderr).sort_stats("cumtime").print_stats(45)
            profile.clear()
        return found

    def proved(event: str) -> None:
        """Every moved record has its entry, and the ledger agrees with its journal."""
        entries = Entry.objects.filter(event=event).values("register", "record_id").distinct().count()
        ended = sum(n for name, n in merge.outcome.items() if name.endswith(":ended"))
        moved = sum(n for name, n in merge.outcome.items() if not name.endswith(":ended"))
        assert entries in (moved, moved - ended), (event, entries, moved)
        assert prove_records().wrong == 0

    def work() -> None:
        jobs.work(merge.pk)

    clocked("page", lambda: shown(bureau, kept, gone))
    wish = actions.Wish(
        kept.pk, [kept.pk, gone.pk], {kept.pk: kept.version, gone.pk: gone.version}, token="bench"
    )
    # `later` puts the job in its queue, where nobody takes it: it is done here instead.
    merge = actions.ask_merge(wish, bureau=bureau, author=author, later=True)
    clocked("merge", work)
    merge.refresh_from_db()
    assert merge.state == Merge.State.DONE, merge.sentence
    proved("record.moved")
    clocked("plan", lambda: undo_plan.planned(merge))
    undoing.ask_undo(merge, author=author, later=True)
    clocked("undo", work)
    merge.refresh_from_db()
    assert merge.state == Merge.State.UNDONE, merge.sentence
    proved("record.moved_back")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**taken, "memory": memory, "moved": sum(merge.outcome.values())}))


def shown(bureau: Any, kept: Any, gone: Any) -> None:
    """What the page reads of the things that hang on the organizations."""
    from taizhang.merging import pointing

    pointing.counts([gone.pk])
    pointing.all_collisions([gone.pk], kept.pk, bureau.pk)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--profile", action="store_true", help="where the time goes, on the error output")
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    if options.fill or options.measure:
        import django

        django.setup()
        fill(options.records) if options.fill else measure(options.profile)
        return
    for engine in [options.engine] if options.engine else ("sqlite", "postgresql"):
        each = ["--measure", *(["--profile"] if options.profile else [])]
        runs = [json.loads(again(copied(engine, options.records), *each)) for _ in range(options.runs)]
        middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        seconds = ", ".join(
            f"{name} {middle[name]:.1f} s ({middle[f'{name} cpu']:.1f} of the processor)"
            for name in ("page", "merge", "plan", "undo")
        )
        print(f"{engine}: {options.records} records: {seconds}; peak {middle['memory']:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
