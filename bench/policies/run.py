"""One engine in a process of its own: `python -m bench.policies.run ENGINE POPULATION ANSWERS RUNS` prints one line of JSON."""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.policies import population
from taizhang.policies.engine.columns.answering import Table, answer_columns
from taizhang.policies.engine.loading import packs
from taizhang.policies.engine.rules import Rules

PACK = "national/high_tech_enterprise"
Judge = Callable[[], dict[str, Any]]


def ours(table: Table, *, everything: bool = False) -> Judge:
    pack = packs()[PACK]

    def judged() -> dict[str, Any]:
        rules = Rules(pack, population.ON)
        wanted = None if everything else ("innovation_score", "tax_saving")
        found = answer_columns(rules, table, gaps=everything, besides=wanted)
        low, high = found.points["innovation_score"]
        return {
            **found.conditions, "verdict": found.verdict, "judged_only": found.judged_only, "applies": found.applies,
            "low": low, "high": high, "tax_saving": found.amounts["tax_saving"],
        }  # fmt: skip

    return judged


def prepared(engine: str, table: Table) -> Judge:
    if engine == "ours":
        return ours(table)
    if engine == "ours, everything":
        return ours(table, everything=True)
    if engine.startswith("NumPy"):
        from bench.policies import by_hand

        return lambda: by_hand.in_blocks(table) if "blocks" in engine else by_hand.judged(table)
    if engine == "Polars":
        from bench.policies import by_polars

        data = by_polars.frame(table)
        return lambda: by_polars.judged(data)
    raise SystemExit(f"no engine {engine}")


def main() -> None:
    engine, source, target, runs = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    table = population.kept(source)
    clocks, cores = [], []
    judge = None if engine == "OpenFisca" else prepared(engine, table)
    if engine == "Polars":
        table = Table(0, {})
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak from here on
    found: dict[str, Any] = {}
    for _ in range(runs):
        if engine == "OpenFisca":  # it keeps what it worked out: every run wants a simulation of its own
            from bench.policies import by_openfisca

            simulation = by_openfisca.filled(table)
            judge = lambda simulation=simulation: by_openfisca.judged(simulation)  # noqa: E731
        assert judge is not None
        found = {}
        clock, core = time.perf_counter(), time.process_time()
        found = judge()
        clocks.append(time.perf_counter() - clock)
        cores.append(time.process_time() - core)
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    np.savez(target, **found)
    print(json.dumps({
        "clock": statistics.median(clocks), "core": statistics.median(cores), "least": min(cores), "peak": int(peak.split()[1]) / 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
