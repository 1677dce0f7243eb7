"""List, filter, search and record pages at 200,000 organizations and 1,000,000 records.

    .venv/bin/python -m bench.pages [--organizations N] [--records N] [--runs N] [--engine sqlite|postgresql]

Fills a database of its own under build/bench (kept for the next run; rows are written past the actions,
for speed), starts the real web server on it, asks each page RUNS times over HTTP as a section clerk, and
prints medians. PostgreSQL: server of 127.0.0.1:5432, database taizhang_bench.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
PORT = 8399
URLS = {"sqlite": "", "postgresql": "postgres://postgres@127.0.0.1:5432/taizhang_bench"}
SYLLABLES = (
    "澜江恒远精密传动星半导体拓微中禾绿源启明医影像渡新瀚海云图感青石"
    "智能控鼎检测沧环工程北辰航空复合格致柳桥食菌衡量仪器时和水处理数联信息"
)
ENDS = ("科技有限公司", "技术有限公司", "股份有限公司", "新材料有限公司", "生物科技有限公司", "电子有限公司")
SPREAD = ("technology_contracts", "projects", "ip", "annual_returns")


def prepare(engine: str, organizations: int, records: int) -> dict[str, str]:
    """The environment of the filled database; fills it when it is not there."""
    home = ROOT / "build" / "bench" / f"{engine}-{organizations}-{records}"
    environment = {
        **os.environ,
        "TAIZHANG_HOME": str(home),
        "DATABASE_URL": URLS[engine],
        "TAIZHANG_SAMPLES": "0",
    }
    if not (home / "filled").exists():
        home.mkdir(parents=True, exist_ok=True)
        if engine == "postgresql":
            import psycopg

            with psycopg.connect("postgres://postgres@127.0.0.1:5432/postgres", autocommit=True) as server:
                server.execute("DROP DATABASE IF EXISTS taizhang_bench")
                server.execute("CREATE DATABASE taizhang_bench")
        subprocess.run(
            [sys.executable, "-m", "taizhang", "setup", "--no-samples"], env=environment, check=True
        )
        command = [sys.executable, "-m", "bench.pages", "--fill", str(organizations), str(records)]
        subprocess.run(command, env=environment, check=True, cwd=ROOT)
        (home / "filled").touch()
    subprocess.run([sys.executable, "-m", "taizhang", "migrate", "-v0"], env=environment, check=True)
    return environment


def fill(organizations: int, records: int) -> None:
    """Rows past the actions; the search index by its own way."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from taizhang.accounts.models import Role, User
    from taizhang.core.pinyin import sort_key
    from taizhang.journal.guard import Lift, lifted
    from taizhang.journal.models import Entry
    from taizhang.operations.opening import open_bureau
    from taizhang.regions.models import Region
    from taizhang.registers.constraints import broken
    from taizhang.registers.declaration import registers
    from taizhang.registers.search import rebuild

    chance = random.Random(20261121)
    bureau = open_bureau(slug="bench", name="测速科技局", region_code="330881", admin="admin", password="x")
    with lifted(Lift.REHEARSING):
        User.objects.create(username="clerk", name="测速", role=Role.STAFF, bureau=bureau)
    streets = list(Region.objects.filter(path__startswith=bureau.region.path, level=4))
    known = registers()
    total = {"organizations": organizations} | dict.fromkeys(SPREAD, records // len(SPREAD))
    for name, count in total.items():
        register = known[name]
        for start in range(0, count, 5000):
            rows = []
            for i in range(start, min(count, start + 5000)):
                row = register.model(
                    bureau=bureau,
                    region=chance.choice(streets),
                    state="verified",
                    key=f"b:{i}",
                    sources={"*": [1, 0, i]},
                )
                for field in register.fields.values():
                    if field.sealed:  # written through the vault only; no page that is timed shows it
                        continue
                    value = made_up(chance, field, i, organizations)
                    if value is not None:
                        setattr(row, field.attname, value)
                while wrong := broken(register.model, vars(row)):
                    setattr(row, wrong[0][0], None)
                row.title = getattr(row, "name", "") or f"{register.title}{i}"
                row.sort_key = sort_key(row.title)
                rows.append(row)
            register.model._default_manager.bulk_create(rows)
        print(f"  {register.title} {count}", flush=True)
    first = known["organizations"].model._default_manager.order_by("pk").first()
    Entry.objects.bulk_create(
        Entry(at=timezone.now(), event="record.changed", by_name="测速", bureau=bureau, register="organizations",
              record_id=first.pk, title=first.title, before='{"address":"旧"}', after='{"address":"新"}')
        for _ in range(200)
    )  # fmt: skip
    print(f"  索引 {rebuild()}", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def made_up(chance: random.Random, field: Any, i: int, organizations: int) -> Any:
    """A value that fits the field; links point to the organizations."""
    from datetime import date, timedelta
    from decimal import Decimal

    kind = field.kind.value
    if field.name in ("region", "note"):
        return None
    if kind == "organization":
        return chance.randint(1, organizations)
    if kind == "choice":
        return chance.choice(field.options).value
    if kind == "text" and field.name == "name":
        return "示例" + "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) + chance.choice(ENDS)
    if kind == "credit_code":
        return f"91330881MA{i:08d}"
    if kind == "code":
        return f"K{i:09d}"
    if kind == "date":
        return date(2015, 1, 1) + timedelta(days=chance.randint(0, 4300))
    if kind == "money":
        return Decimal(chance.randint(1, 10**9)) / 100
    if kind == "year":
        return chance.randint(2015, 2026)
    if kind == "period":
        return str(chance.randint(2015, 2026))
    if kind == "integer":
        return chance.randint(0, 500)
    return None


def session(environment: dict[str, str]) -> tuple[str, str]:
    """The cookie of the clerk, and the id of a street."""
    code = (
        "import os;os.environ['DJANGO_SETTINGS_MODULE']='taizhang.settings';import django;django.setup();"
        "from django.conf import settings;from django.test import Client;from taizhang.accounts.models import User;c=Client();"
        "c.force_login(User.objects.get(username='clerk'),backend=settings.AUTHENTICATION_BACKENDS[-1]);"
        "from taizhang.regions.models import Region;"
        "print(c.cookies['sessionid'].value, Region.objects.filter(code__startswith='330881', level=4).first().pk)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    cookie, street = result.stdout.strip().splitlines()[-1].split()
    return cookie, street


def pages(street: str) -> dict[str, str]:
    """What is asked, by the name shown in the table."""
    from urllib.parse import quote

    return {
        "单位 列表": "/registers/organizations/",
        "单位 第 40 页": "/registers/organizations/?page=40",
        "单位 按类型": "/registers/organizations/?kind=enterprise",
        "单位 按街道区划": f"/registers/organizations/?region={street}",
        "单位 按注册资本排序": "/registers/organizations/?order=-registered_capital_yuan",
        "单位 查找 恒远": "/registers/organizations/?q=" + quote("恒远"),
        "单位 查找 hysl": "/registers/organizations/?q=hysl",
        "技术合同 列表": "/registers/technology_contracts/",
        "技术合同 2026 年登记": "/registers/technology_contracts/?registered_on=2026",
        "技术合同 按登记日期排序": "/registers/technology_contracts/?order=-registered_on",
        "项目 按阶段": "/registers/projects/?stage=accepted",
        "全局查找 恒远": "/search/?q=" + quote("恒远"),
        "全局查找 91330881MA00012345": "/search/?q=91330881MA00012345",
        "全局查找 没有的": "/search/?q=" + quote("魑魅魍魉"),
        "单位记录（200 条日志）": "/registers/organizations/1/",
        "单位记录 改动": "/registers/organizations/1/?tab=history",
    }


def measure(environment: dict[str, str], runs: int) -> list[tuple[str, float, int]]:
    cookie, street = session(environment)
    command = [
        sys.executable, "-m", "gunicorn", "taizhang.wsgi:application", "--bind", f"127.0.0.1:{PORT}", "--workers", "1",
        "--threads", "2", "--log-level", "error", "--no-control-socket",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(100):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/healthz").read()
                break
            except OSError:
                time.sleep(0.1)
        rows = []
        for name, address in pages(street).items():
            request = Request(f"http://127.0.0.1:{PORT}{address}", headers={"Cookie": f"sessionid={cookie}"})
            times = []
            for _ in range(runs + 1):
                started = time.perf_counter()
                with urlopen(request) as answer:
                    size = len(answer.read())
                times.append(time.perf_counter() - started)
            rows.append((name, statistics.median(times[1:]) * 1000, size))
        return rows
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=200_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--engine", choices=list(URLS), action="append")
    parser.add_argument("--fill", nargs=2, type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.fill:
        fill(*told.fill)
        return
    results = {}
    for engine in told.engine or URLS:
        environment = prepare(engine, told.organizations, told.records)
        results[engine] = measure(environment, told.runs)
    print(
        f"\n{told.organizations:,} organizations, {told.records:,} records, median of {told.runs} requests over HTTP, ms"
    )
    engines = list(results)
    print(f"{'page':<34}" + "".join(f"{e:>14}" for e in engines))
    for row in zip(*results.values(), strict=True):
        print(f"{row[0][0]:<34}" + "".join(f"{r[1]:>14.0f}" for r in row))
    every = [r[1] for rows in results.values() for r in rows]
    print(f"{'median of all pages':<34}{statistics.median(every):>14.0f}   slowest {max(every):.0f}")


if __name__ == "__main__":
    main()
