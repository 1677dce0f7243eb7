"""The ladder of a bureau with 5,000 enterprises: what the slider waits for, and the whole page.

    .venv/bin/python -m bench.ladder [--enterprises N] [--runs N] [--engine sqlite|postgresql]

Fills a database of its own under build/bench (kept for the next run; rows are written past the actions, for speed):
three years of returns for each enterprise, some of it missing, certificates, rights, stated facts. Starts the real web
server on it and asks over HTTP as a section clerk, every request with another value of the slider. Prints medians.
Aim: a recount in less than 200 ms. PostgreSQL: server of 127.0.0.1:5432, database taizhang_bench.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from bench.pages import ENDS, PORT, ROOT, SYLLABLES, URLS, session

AIM = 200  # ms of a recount
FIELDS = ("电子信息", "新材料", "先进制造与自动化", "生物与新医药", "新能源与节能", "")


def prepare(engine: str, enterprises: int) -> dict[str, str]:
    """The environment of the filled database; fills it when it is not there."""
    home = ROOT / "build" / "bench" / f"ladder-{engine}-{enterprises}"
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
        command = [sys.executable, "-m", "bench.ladder", "--fill", str(enterprises)]
        subprocess.run(command, env=environment, check=True, cwd=ROOT)
        (home / "filled").touch()
    subprocess.run([sys.executable, "-m", "taizhang", "migrate", "-v0"], env=environment, check=True)
    return environment


def fill(enterprises: int) -> None:
    """Firms around the edges of recognition, written past the actions."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
    django.setup()
    from taizhang.accounts.models import Role, User
    from taizhang.journal.guard import Lift, lifted
    from taizhang.operations.opening import open_bureau

    chance = random.Random(20261122)
    bureau = open_bureau(slug="bench", name="测速科技局", region_code="330881", admin="admin", password="x")
    with lifted(Lift.REHEARSING):
        User.objects.create(username="clerk", name="测速", role=Role.STAFF, bureau=bureau)
    firms = organizations(chance, bureau, enterprises)
    returns(chance, bureau, firms)
    certificates(chance, bureau, firms)
    rights_and_statements(chance, bureau, firms)


def organizations(chance: random.Random, bureau: Any, count: int) -> list[Any]:
    from taizhang.core.pinyin import sort_key
    from taizhang.regions.models import Region

    streets = list(Region.objects.filter(path__startswith=bureau.region.path, level=4))

    def firm(i: int) -> dict[str, Any]:
        name = "示例" + "".join(chance.choices(SYLLABLES, k=3)) + str(i) + chance.choice(ENDS)
        return {
            "name": name, "title": name, "sort_key": sort_key(name), "region": chance.choice(streets), "kind": "enterprise",
            "credit_code": f"91330881MA{i:08d}", "technical_field": chance.choice(FIELDS), "status": "active",
            "industry": chance.choice(("C3985", "I6513", "C2710")),
            "founded_on": date(2008, 1, 1) + timedelta(days=chance.randint(0, 6700)),
        }  # fmt: skip

    return rows("organizations", bureau, [firm(i) for i in range(count)])


def returns(chance: random.Random, bureau: Any, firms: list[Any]) -> None:
    """Three years each, one in twenty missing; R&D a little above or below what its band asks."""

    def year(firm: Any, at: int) -> dict[str, Any]:
        sales = Decimal(chance.choice((chance.randint(300, 5000), chance.randint(5000, 30000)))) * 10_000
        asked = (
            Decimal("0.05")
            if sales <= 50_000_000
            else Decimal("0.04")
            if sales <= 200_000_000
            else Decimal("0.03")
        )
        staff = chance.randint(10, 400)
        made = {
            "organization": firm, "region_id": firm.region_id, "period": str(at), "revenue_yuan": sales,
            "high_tech_rd_yuan": sales * asked * Decimal(chance.randint(60, 160)) / 100, "foreign_rd_yuan": Decimal(0),
            "total_income_yuan": sales, "non_taxable_income_yuan": Decimal(0),
            "high_tech_revenue_yuan": sales * Decimal(chance.randint(45, 95)) / 100, "net_assets_yuan": sales / 2,
            "staff_average": Decimal(staff), "st_staff_average": Decimal(staff * chance.randint(7, 30)) / 100,
            "transformations": chance.randint(0, 7),
        }  # fmt: skip
        if not chance.randrange(20):
            made.pop(chance.choice(("high_tech_rd_yuan", "st_staff_average", "total_income_yuan")))
        return made

    rows(
        "annual_returns",
        bureau,
        [year(f, y) for f in firms for y in (2023, 2024, 2025) if chance.randrange(20)],
    )


def certificates(chance: random.Random, bureau: Any, firms: list[Any]) -> None:
    """One firm in six holds one, some of them ending this year."""
    today = date.today()

    def held(firm: Any) -> dict[str, Any]:
        until = today + timedelta(days=chance.randint(-100, 1000))
        return {
            "organization": firm, "region_id": firm.region_id, "kind": "high_tech_enterprise", "result": "recognised",
            "certificate_no": f"GR{firm.pk:012d}", "expires_on": until, "recognised_on": until - timedelta(days=1095),
        }  # fmt: skip

    rows("recognitions", bureau, [held(f) for f in firms if not chance.randrange(6)])


def rights_and_statements(chance: random.Random, bureau: Any, firms: list[Any]) -> None:
    from taizhang.decisions.models import StatedFact
    from taizhang.journal.guard import Lift, lifted

    kinds = ("invention", "utility_model", "software")
    rights = [(f, n) for f in firms for n in range(chance.randint(0, 4))]
    rows("ip", bureau, [
        {"organization": f, "region_id": f.region_id, "number": f"ZL{f.pk}-{n}", "name": "示例", "kind": chance.choice(kinds),
         "granted_on": date(2022, 5, 1), "status": "granted", "acquired": "own"} for f, n in rights
    ])  # fmt: skip
    told = {
        "core_ip": "1 件", "class_two_ip_used": "0 件", "own_ip": "1 件", "major_safety_accident": "否",
        "major_quality_accident": "否", "environmental_offence": "否",
    }  # fmt: skip
    with lifted(Lift.REHEARSING):
        StatedFact.objects.bulk_create(
            [
                StatedFact(bureau=bureau, organization=f, name=n, value=v)
                for f in firms
                if chance.randrange(4)
                for n, v in told.items()
            ],
            batch_size=5000,
        )


def rows(name: str, bureau: Any, given: list[dict[str, Any]]) -> list[Any]:
    """Verified rows of a register, past its actions."""
    from taizhang.journal.guard import Lift, lifted
    from taizhang.registers.declaration import registers

    model = registers()[name].model
    made = [
        model(bureau=bureau, state="verified", key=f"b:{i}", sources={"*": [1, 0, i]}, **told)
        for i, told in enumerate(given)
    ]
    with lifted(Lift.REHEARSING):
        model._default_manager.bulk_create(made, batch_size=2000)
    print(f"  {name} {len(made):,}", flush=True)
    return made


# What is asked, by the name shown in the table: an address for each run, so that nothing is asked twice; and whether only
# the recount is wanted.
ASKED: dict[str, tuple[Callable[[int], str], bool]] = {
    "slider: R&D changed": (lambda n: f"/ladder/?rd={(n % 29) + 1}", True),
    "slider: a threshold changed": (lambda n: f"/ladder/?by=rd_share.0&to={quote(f'4.{n + 1:02}')}", True),
    "slider: both, one street": (lambda n: f"/ladder/?street=STREET&rd=-{(n % 29) + 1}&by=st_staff_share&to=9.{n + 1:02}", True),
    "whole page, who can rise": (lambda n: f"/ladder/?page={n + 1}", False),
    "whole page, near misses": (lambda n: f"/ladder/?show=near&page={n + 1}", False),
    "whole page, who may fall out": (lambda n: f"/ladder/?show=fall&page={n + 1}", False),
}  # fmt: skip


def spent(server: int) -> float:
    """The processor time of the web server's processes so far, ms."""
    pids = [str(server), *Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(s[11]) + int(s[12]) for s in stats) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(environment: dict[str, str], runs: int) -> list[tuple[str, float, float]]:
    """(name, median, processor time of the server for each) in ms; before them the very first request of a new server."""
    cookie, street = session(environment)
    command = [
        sys.executable, "-m", "gunicorn", "taizhang.wsgi:application", "--bind", f"127.0.0.1:{PORT}", "--workers", "1",
        "--threads", "2", "--log-level", "error", "--no-control-socket",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(200):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/healthz").read()
                break
            except OSError:
                time.sleep(0.1)
        before = spent(server.pid)
        first = asked(cookie, "/ladder/", part=False)
        told = [("the first page of a new server", first, spent(server.pid) - before)]
        for name, (address, part) in ASKED.items():
            places = [address(n).replace("STREET", street) for n in range(runs + 1)]
            asked(cookie, places[0], part=part)
            before = spent(server.pid)
            times = [asked(cookie, place, part=part) for place in places[1:]]
            told.append((name, statistics.median(times), (spent(server.pid) - before) / runs))
        return told
    finally:
        server.terminate()
        server.wait()


def asked(cookie: str, address: str, *, part: bool) -> float:
    """How long an answer takes, ms."""
    headers = {"Cookie": f"sessionid={cookie}"} | (
        {"HX-Request": "true", "HX-Target": "recount"} if part else {}
    )
    started = time.perf_counter()
    with urlopen(Request(f"http://127.0.0.1:{PORT}{address}", headers=headers)) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--engine", choices=list(URLS), action="append")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.fill:
        fill(told.fill)
        return
    results = {
        engine: measure(prepare(engine, told.enterprises), told.runs) for engine in told.engine or URLS
    }
    load = os.getloadavg()[0]
    print(
        f"\n{told.enterprises:,} enterprises, median of {told.runs} requests over HTTP, ms; load {load:.1f}"
    )
    print("in brackets the processor time of the server for each")
    print(f"{'':<34}" + "".join(f"{e:>20}" for e in results))
    for row in zip(*results.values(), strict=True):
        print(
            f"{row[0][0]:<34}" + "".join(f"{median:>11.0f} ({cpu:.0f})".rjust(20) for _, median, cpu in row)
        )
    slow = [r[0] for rows in results.values() for r in rows if r[0].startswith("slider") and r[1] >= AIM]
    print(f"aim: a recount in less than {AIM} ms: {'missed by ' + '; '.join(slow) if slow else 'held'}")


if __name__ == "__main__":
    main()
