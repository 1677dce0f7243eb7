"""Fresh figures from the operating database at the size of a district: 2,000 organizations, 50,000 records.

    .venv/bin/python -m bench.figures.service [--engine sqlite|postgresql] [--runs N]

A report of 130 figures (the first 130 built-in indicators, formulas among them) as its page reads it; and how long it takes from
the moment that a clerk saves one record until an open figure over it is computed again. The ledger is that of bench.figures.district.
"""

import argparse
import os
import statistics
import time
from typing import Any

from bench.figures.district import prepare


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.environ.update(prepare(options.engine) | {"DJANGO_SETTINGS_MODULE": "taizhang.settings"})
    import django

    django.setup()
    report(options.engine, options.runs)
    edited(options.engine, options.runs)


def report(engine: str, runs: int) -> None:
    """The report as its page reads it: tokens, figures, phrases."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from taizhang.reports.content import content
    from taizhang.reports.models import Report

    held = Report.objects.get()
    with CaptureQueriesContext(connection) as seen:
        figures = [shown.figure for section in content(held) for shown in section.figures]
    filled = sum(bool(f and (f.count or f.operands)) for f in figures)
    clock, processor = [], []
    for _ in range(runs):
        began, busy = time.perf_counter(), time.process_time()
        content(held)
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - busy)
    print(
        f"{engine}: a report of {len(figures)} figures, {filled} of them with rows or operands, {len(seen)} queries: "
        f"{statistics.median(clock):.2f} s, of which {statistics.median(processor):.2f} s of this process's processor"
    )


def edited(engine: str, runs: int) -> None:
    """One record saved by a clerk, and the open figure over it computed again."""
    from taizhang.accounts.models import Bureau, User
    from taizhang.core.figures.definition import Definition
    from taizhang.core.periods import Period
    from taizhang.indicators.figures import Figures
    from taizhang.journal.writing import Author
    from taizhang.registers.actions import change_record
    from taizhang.registers.declaration import registers

    bureau, period = Bureau.objects.get(slug="bench"), Period.parse("2022-H1")
    clerk = Author(user=User.objects.get(username="clerk"))
    open_figure = Definition("technology_contracts", "sum:amount_yuan", (), "registered_on")
    register = registers()["technology_contracts"]
    record: Any = register.model._default_manager.filter(
        bureau=bureau,
        registered_on__range=(period.start, period.end),
        amount_yuan__isnull=False,
        state="verified",
    ).first()
    saving, asking = [], []
    for _ in range(runs):
        record.refresh_from_db()
        before = Figures(bureau).figure(open_figure, period).value
        more = record.amount_yuan + 10_000
        began = time.perf_counter()
        change_record(register, record, {"amount_yuan": more}, version=record.version, author=clerk)
        saved = time.perf_counter()
        after = Figures(bureau).figure(open_figure, period).value
        asking.append(time.perf_counter() - saved)
        saving.append(saved - began)
        assert after and before and after - before == 1, (before, after)  # 万元
    print(
        f"{engine}: a record saved in {1000 * statistics.median(saving):.0f} ms,"
        f" the open figure over it computed again in {1000 * statistics.median(asking):.0f} ms"
    )


if __name__ == "__main__":
    main()
