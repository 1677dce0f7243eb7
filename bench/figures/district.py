"""A ledger of the size of a district, with rows in every register: 2,000 organizations, 50,000 records, a report of 130 figures.

Made by `bench.figures.service`, in a database of its own under build/bench that is kept for the next run.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER = "postgres://postgres@127.0.0.1:5432"
DATABASE = "taizhang_bench_district"
ORGANIZATIONS, RECORDS, FIGURES = 2_000, 50_000, 130
SEED = 20261122


def prepare(engine: str) -> dict[str, str]:
    """The environment of the filled database; fills it when it is not there."""
    home = ROOT / "build" / "bench" / f"district-{engine}"
    url = f"{SERVER}/{DATABASE}" if engine == "postgresql" else ""
    environment = os.environ | {"TAIZHANG_HOME": str(home), "DATABASE_URL": url, "TAIZHANG_SAMPLES": "0"}
    if not (home / "filled").exists():
        home.mkdir(parents=True, exist_ok=True)
        if url:
            import psycopg

            with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
                server.execute(f"CREATE DATABASE {DATABASE}")
        subprocess.run(
            [sys.executable, "-m", "taizhang", "setup", "--no-samples"], env=environment, check=True
        )
        subprocess.run(
            [sys.executable, "-m", "bench.figures.district"], env=environment, check=True, cwd=ROOT
        )
        (home / "filled").touch()
    subprocess.run([sys.executable, "-m", "taizhang", "migrate", "-v0"], env=environment, check=True)
    return environment


def main() -> None:
    """Fill the database of the environment, past the actions, for speed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
    import django

    django.setup()
    from django.db import connection

    from taizhang.accounts.models import Role, User
    from taizhang.indicators.queries import indicators
    from taizhang.indicators.tests.ledgers import fill
    from taizhang.journal.guard import Lift, lifted
    from taizhang.operations.opening import open_bureau
    from taizhang.regions.models import Region
    from taizhang.registers.declaration import registers
    from taizhang.reports.models import Paragraph, Report, Token

    bureau = open_bureau(slug="bench", name="测速科技局", region_code="330881", admin="admin", password="x")
    with lifted(Lift.REHEARSING):
        User.objects.create(username="clerk", name="测速", role=Role.STAFF, bureau=bureau)
    streets = list(Region.objects.filter(path__startswith=bureau.region.path, level=4))
    each = RECORDS // (len(registers()) - 1)
    fill(bureau, streets, SEED, each, {"organizations": ORGANIZATIONS}, links=ORGANIZATIONS)
    with lifted(Lift.REHEARSING):
        report = Report.objects.create(bureau=bureau, period="2022-H1", title="上半年工作总结")
        for at, code in enumerate(list(indicators(bureau))[:FIGURES]):
            Token.objects.create(report=report, key=f"k{at}", expression=code, decimals=2)
            Paragraph.objects.create(report=report, position=at, body=f"本期为{{{{k{at}}}}}。")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    main()
