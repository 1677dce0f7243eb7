"""300 indicators x all regions of a three-level tree x 5 years over a ledger of 10,000,000 facts.

    .venv/bin/python -m bench.figures [--facts N] [--runs N] [--with FOLDER] [--postgres [URL]]

Our engine, the same sums written by hand for Polars and DuckDB on the same files, for PostgreSQL in tables of its own, and
the time that it takes only to read the columns. All results are compared: any difference ends the run with an error.
Files are made under build/bench and kept. FOLDER is where bench/figures/requirements.txt was installed (Polars).
PostgreSQL takes minutes: it runs once, and only when it is asked for; its processor time is not measured.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def timed(work: Callable[[], Any], runs: int) -> tuple[Any, float, float]:
    """(what it gives, median seconds by the clock, median seconds of processor)."""
    clocks, cores = [], []
    for _ in range(runs):
        clock, core = time.perf_counter(), time.process_time()
        given = work()
        clocks.append(time.perf_counter() - clock)
        cores.append(time.process_time() - core)
    return given, statistics.median(clocks), statistics.median(cores)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--with", dest="folder", help="where Polars was installed")
    parser.add_argument("--postgres", nargs="?", const=POSTGRES, help="measure PostgreSQL too, once")
    options = parser.parse_args()
    if options.folder:
        sys.path.append(options.folder)

    from bench.figures import ledger, rivals
    from taizhang.core.figures.columnar_cells import figures

    folder = ROOT / "build" / "bench" / f"figures-{options.facts}-100k"
    ledger.make(folder, options.facts)
    definitions, periods, regions = ledger.definitions(), ledger.periods(), list(ledger.regions())
    print(f"{options.facts:,} facts, {len(definitions)} x {len(periods)} x {len(regions)} figures")

    def ours() -> Any:
        return figures(definitions, ledger.opened(folder), periods, regions).values

    contest: dict[str, Callable[[], Any]] = {
        "ours": ours, "DuckDB by hand": lambda: rivals.duckdb(folder),
        "only reading the columns": lambda: rivals.scan(folder),
    }  # fmt: skip
    try:
        import polars  # noqa: F401

        contest["Polars by hand"] = lambda: rivals.polars(folder)
    except ImportError:
        print("Polars is not there: --with FOLDER")
    if options.postgres:
        rivals.load_postgresql(options.postgres, folder)
        contest["PostgreSQL by hand"] = lambda: rivals.postgresql(options.postgres, together=True)
        contest["PostgreSQL, a statement each"] = lambda: rivals.postgresql(options.postgres, together=False)

    load = os.getloadavg()[0]
    told: dict[str, tuple[float, float]] = {}
    first: Any = None
    for name, work in contest.items():
        runs = 1 if name.startswith("PostgreSQL") else options.runs
        given, clock, core = timed(work, runs)
        told[name] = clock, core
        if given is not None:
            first = given if first is None else first
            if not (given == first).all():
                print(f"{name}: {int((given != first).sum())} figures differ from ours")
                return 1
    print(f"\n{'':28}{'s':>9}{'processor s':>13}{'ours is':>10}")
    for name, (clock, core) in told.items():
        ratio = "" if name == "ours" else f"{told['ours'][0] / clock:>9.2f}x"
        processor = "" if name.startswith("PostgreSQL") else f"{core:.2f}"
        print(f"{name:28}{clock:>9.2f}{processor:>13}{ratio}")
    print(
        f"\nall {first.size:,} figures equal; load of the machine before {load:.1f}, after {os.getloadavg()[0]:.1f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
