"""Fresh figures from the operating database at the size of a district: 2,000 organizations, 50,000 records.

    .venv/bin/python -m bench.figures.service [--engine sqlite|postgresql] [--runs N]

A report of 130 figures (the first 130 built-in indicators, formulas among them), and how long it takes from the moment that a clerk
saves one record until an open figure over it is computed again. The database is that of bench.pages, kept for the next run.
"""

import argparse
import os
import statistics
import time

from bench.pages import prepare

FIGURES = 130


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.environ.update(prepare(options.engine, 2000, 50_000) | {"DJANGO_SETTINGS_MODULE": "taizhang.settings"})
    import django

    django.setup()
    from taizhang.accounts.models import Bureau, User
    from taizhang.core.figures.definition import Definition
    from taizhang.core.periods import Period
    from taizhang.indicators.figures import Figures
    from taizhang.indicators.queries import indicators
    from taizhang.journal.writing import Author
    from taizhang.registers.actions import change_record
    from taizhang.registers.declaration import registers

    bureau = Bureau.objects.get(slug="bench")
    clerk = Author(user=User.objects.get(username="clerk"))
    period = Period.parse("2024-H1")
    codes = list(indicators(bureau))[:FIGURES]

    report, held = [], 0
    for _ in range(options.runs):
        began = time.perf_counter()
        held = sum(bool(f.count or f.operands) for f in Figures(bureau).figures(codes, period))
        report.append(time.perf_counter() - began)
    print(
        f"{options.engine}: {len(codes)} figures ({held} with rows or operands): {statistics.median(report):.2f} s"
    )

    open_figure = Definition("technology_contracts", "sum:amount_yuan", (), "registered_on")
    register = registers()["technology_contracts"]
    record = register.model._default_manager.filter(
        bureau=bureau, registered_on__range=(period.start, period.end), amount_yuan__isnull=False
    ).first()
    saving, asking = [], []
    for _ in range(options.runs):
        record.refresh_from_db()
        before = Figures(bureau).figure(open_figure, period).value
        more = record.amount_yuan + 10_000
        began = time.perf_counter()
        change_record(register, record, {"amount_yuan": more}, version=record.version, author=clerk)
        saved = time.perf_counter()
        after = Figures(bureau).figure(open_figure, period).value
        asking.append(time.perf_counter() - saved)
        saving.append(saved - began)
        assert after - before == 1, (before, after)  # 万元
    print(
        f"{options.engine}: a record saved in {1000 * statistics.median(saving):.0f} ms,"
        f" the open figure over it computed again in {1000 * statistics.median(asking):.0f} ms"
    )


if __name__ == "__main__":
    main()
