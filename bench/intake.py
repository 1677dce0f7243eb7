"""A workbook of 50,000 rows x 20 columns from upload to ledger: read, match, check, preview, accept.

    .venv/bin/python -m bench.intake [--rows N] [--runs N] [--engine sqlite|postgresql]

Makes the workbook with XlsxWriter, then for each run sets up an empty database and imports in a fresh
process; prints medians of each step, of the whole process, its CPU seconds, and its peak memory. PostgreSQL: server of
127.0.0.1:5432, database taizhang_bench_intake.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "bench" / "intake"
COLUMNS = ("receive", "read", "preview", "accept", "process", "cpu", "memory")  # seconds; memory in MB
URLS = {"sqlite": "", "postgresql": "postgres://postgres@127.0.0.1:5432/taizhang_bench_intake"}
SYLLABLES = "澜江恒远精密传动星半导体拓微中禾绿源启明医影像渡新瀚海云图感青石智能控鼎检测沧环工程北辰航空复合格致柳桥食菌衡量仪器"
ENDS = ("科技有限公司", "技术有限公司", "股份有限公司", "新材料有限公司", "生物科技有限公司", "电子有限公司")
HEAD = (
    "序号", "企业名称", "统一社会信用代码", "单位类型", "行业代码", "技术领域", "注册地址", "成立日期", "注册资本（万元）",
    "规上起始", "法定代表人", "企业规模", "所在园区", "上市情况", "经营状态", "联系人", "联系电话", "主营业务", "所属街道", "备注",
)  # fmt: skip


def make_workbook(path: Path, rows: int) -> None:
    """A list of firms as a bureau keeps it: title, head, texts, numbers, dates."""
    import xlsxwriter
    from stdnum.cn import uscc

    chance = random.Random(20261121)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet("企业库"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, "全区科技企业信息表")
    sheet.write_row(1, 0, HEAD)
    for n in range(rows):
        body = f"91330881MA{n:07d}"
        name = "江山" + "".join(chance.sample(SYLLABLES, 6)) + chance.choice(ENDS)
        values: list[Any] = [
            n + 1, name, body + str(uscc.calc_check_digit(body)), "企业", "C3453", chance.choice(("新材料", "先进制造", "电子信息")),
            f"江山市虎山街道{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}路{n % 900}号", 40000 + n % 5000, n % 5000 + 0.5,
            f"{2010 + n % 15}.{n % 12 + 1}.15", f"法人{n % 997:03d}", chance.choice(("大型", "中型", "小型", "微型")), "示例产业园",
            "", "存续", f"联系人{n % 997:03d}", f"138{n:08d}", "精密零部件、" + "".join(chance.sample(SYLLABLES, 12)),
            "虎山街道", f"第{n % 12 + 1}批入库",
        ]  # fmt: skip
        for column, value in enumerate(values):
            if column == 7:
                sheet.write_number(n + 2, column, value, day)
            elif value != "":
                sheet.write(n + 2, column, value)
    book.close()


def fresh_database(engine: str, run: int) -> dict[str, str]:
    """The environment of an empty ledger with one bureau."""
    home = HOME / f"{engine}-{run}"
    subprocess.run(["rm", "-rf", str(home)], check=True)
    home.mkdir(parents=True)
    environment = {
        **os.environ,
        "TAIZHANG_HOME": str(home),
        "DATABASE_URL": URLS[engine],
        "TAIZHANG_SAMPLES": "0",
    }
    if engine == "postgresql":
        import psycopg

        with psycopg.connect("postgres://postgres@127.0.0.1:5432/postgres", autocommit=True) as server:
            server.execute("DROP DATABASE IF EXISTS taizhang_bench_intake")
            server.execute("CREATE DATABASE taizhang_bench_intake")
    subprocess.run([sys.executable, "-m", "bench.intake", "--prepare"], env=environment, check=True, cwd=ROOT)
    return environment


def prepare() -> None:
    """An empty ledger with one bureau."""
    from django.core.management import call_command

    from taizhang.operations.opening import open_bureau
    from taizhang.regions.divisions import load_divisions

    call_command("migrate", verbosity=0, skip_checks=True)
    load_divisions()
    open_bureau(slug="bench", name="测速科技局", region_code="330881", admin="admin", password="x")


def measure(path: Path) -> None:
    """One import in this process; prints seconds for each step and peak memory in MB."""
    from taizhang.accounts.models import Bureau, Role, User
    from taizhang.intake import actions, queries, tasks
    from taizhang.journal.guard import Lift, lifted

    bureau = Bureau.objects.get()
    with lifted(Lift.REHEARSING):
        clerk = User.objects.create(username="clerk", name="测速", role=Role.STAFF, bureau=bureau)
    taken: dict[str, float] = {}

    def step(name: str, begun: float) -> None:
        taken[name] = time.perf_counter() - begun

    begun = time.perf_counter()
    with path.open("rb") as stream:
        batch = actions.receive(stream, path.name, bureau=bureau, user=clerk, later=False)
    step("receive", begun)
    begun = time.perf_counter()
    tasks.read_batch.call(batch.pk)
    step("read", begun)
    batch.refresh_from_db()
    begun = time.perf_counter()
    sheet = batch.sheets.get()
    list(queries.rows(sheet)[:50]), queries.problem_groups(sheet), queries.tally(batch)
    step("preview", begun)
    begun = time.perf_counter()
    actions.accept(batch, clerk, later=False)
    step("accept", begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sheet.refresh_from_db()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    taken["cpu"] = usage.ru_utime + usage.ru_stime
    assert sheet.tally["new"] == sheet.tally["applied"] == sheet.tally["data"], sheet.tally
    print(json.dumps({"rows": sheet.tally["data"], "memory": memory, **taken}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=tuple(URLS))
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("--measure", type=Path)
    options = parser.parse_args()
    if options.prepare or options.measure:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
        django.setup()
        measure(options.measure) if options.measure else prepare()
        return
    HOME.mkdir(parents=True, exist_ok=True)
    path = HOME / f"firms-{options.rows}.xlsx"
    if not path.exists():
        make_workbook(path, options.rows)
    print(
        f"{options.rows:,} rows x {len(HEAD)} columns, {path.stat().st_size / 1e6:.1f} MB, medians of {options.runs} runs, seconds"
    )
    print(f"{'':12}" + "".join(f"{n:>10}" for n in (*COLUMNS[:-1], "memory MB")))
    for engine in [options.engine] if options.engine else URLS:
        table(engine, path, options.runs)


def table(engine: str, path: Path, runs: int) -> None:
    """Run and print one line."""
    measured: list[dict[str, float]] = []
    for run in range(runs):
        environment = fresh_database(engine, run)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "bench.intake", "--measure", str(path)]
        done = subprocess.run(
            command, env=environment, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        measured.append(json.loads(done.stdout) | {"process": time.perf_counter() - begun})
    print(f"{engine:12}" + "".join(f"{statistics.median(m[n] for m in measured):>10.1f}" for n in COLUMNS))


if __name__ == "__main__":
    main()
