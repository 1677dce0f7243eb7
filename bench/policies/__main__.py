"""1,000,000 enterprises x 3 years through the whole pack of high-tech enterprises, in five engines side by side.

    .venv/bin/python -m bench.policies [--firms N] [--runs N] [--rounds N] [--with FOLDER]

Each engine runs in a process of its own, one after another, in several rounds; the medians of all runs are told, by the
clock and in processor time (the clock of a busy machine says little). The answers of all engines to all rows must be
equal, or the run ends with an error. FOLDER is where bench/policies/requirements.txt was installed (Polars, OpenFisca).
Then the recount of 5,000 enterprises with a changed rule, and one enterprise with everything that is said of it.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from bench.policies import population
from bench.policies.run import PACK
from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.columns.answering import Table, answer_columns
from taizhang.policies.engine.loading import packs
from taizhang.policies.engine.rules import Rules

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("ours", "ours, everything", "NumPy by hand", "NumPy by hand, blocks")
RIVALS = ("Polars", "OpenFisca")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--with", dest="folder", help="where Polars and OpenFisca were installed")
    options = parser.parse_args()
    folder = ROOT / "build" / "bench" / "policies"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"{options.firms}.npz"
    population.keep(population.made(options.firms), source)
    engines = ENGINES + (RIVALS if options.folder else ())
    told: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(options.rounds):
        for engine in engines:
            told[engine].append(_run(engine, source, folder / f"{engine}.npz", options))
    _compare(folder, engines)
    print(f"{options.firms:,} enterprises x 3 years; all answers of all engines are equal\n")
    print("| engine | s | processor s | x NumPy by hand | peak MB |\n|---|---|---|---|---|")
    by_hand = min(_median(told[engine], "core") for engine in engines if engine.startswith("NumPy"))
    for engine in engines:
        core = _median(told[engine], "core")
        print(
            f"| {engine} | {_median(told[engine], 'clock'):.2f} | {core:.2f} | {core / by_hand:.2f} |"
            f" {max(t['peak'] for t in told[engine]):.0f} |"
        )
    _small()
    return 0


def _run(engine: str, source: Path, target: Path, options: argparse.Namespace) -> dict[str, float]:
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
    if engine in RIVALS:
        environment["PYTHONPATH"] += os.pathsep + options.folder
    command = [
        sys.executable,
        "-m",
        "bench.policies.run",
        engine,
        str(source),
        str(target),
        str(options.runs),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{engine}: {done.stderr[-2000:]}")
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _compare(folder: Path, engines: tuple[str, ...]) -> None:
    """Every answer to every row, of every engine."""
    ours = dict(np.load(folder / "ours.npz"))
    for engine in engines[1:]:
        found = dict(np.load(folder / f"{engine}.npz"))
        for name, expected in ours.items():
            if (
                name == "tax_saving"
            ):  # divided in floats, each in its own way: the same to a thousandth of a 元
                expected, found[name] = np.rint(expected * 1000), np.rint(found[name] * 1000)
            if not np.array_equal(expected, found[name], equal_nan=expected.dtype.kind == "f"):
                rows = np.flatnonzero(expected != found[name])[:5]
                raise SystemExit(
                    f"{engine} differs in {name}: rows {rows}, {expected[rows]} and {found[name][rows]}"
                )


def _median(told: list[dict[str, float]], name: str) -> float:
    return statistics.median(t[name] for t in told)


def _small() -> None:
    """What a page waits for: 5,000 enterprises counted again, one enterprise told all."""
    pack = packs()[PACK]
    table = population.made(5000)
    research = [name for name in pack.facts if name.startswith("rd_")]

    def recount() -> Any:
        rules = Rules(pack, population.ON, {"rd_share.0": Fraction(45, 1000)})
        return answer_columns(rules, table.scaled(research, Fraction(110, 100)))

    row = _row(table, 7)
    print(
        f"\n5,000 enterprises, research +10 %, a share changed, everything: {_milliseconds(recount, 25)} ms"
    )
    print(
        f"one enterprise with its whole trace: {_milliseconds(lambda: answer(pack, row, population.ON), 200)} ms"
    )


def _row(table: Table, place: int) -> dict[tuple[str, int | None], Held]:
    """One enterprise as the ledger holds it."""
    facts, found = packs()[PACK].facts, {}
    for key, column in table.columns.items():
        value: Any = column.values[place]
        kind = facts[key[0]].kind.value
        if column.known is None or column.known[place]:
            if kind == "yes_no":
                value = bool(value)
            elif kind == "word":
                value = column.words[value]
            elif kind == "day":
                value = np.datetime64(int(value), "D").astype(object)
            else:
                value = Fraction(int(value), {"money": 100, "number": 10_000}.get(kind, 1))
            found[key] = Held(value)
    return found


def _milliseconds(work: Callable[[], Any], runs: int) -> str:
    """The median by the clock, and in processor time."""
    clocks, cores = [], []
    for _ in range(runs):
        clock, core = time.perf_counter(), time.process_time()
        work()
        clocks.append(time.perf_counter() - clock)
        cores.append(time.process_time() - core)
    return f"{statistics.median(clocks) * 1000:.1f} (processor {statistics.median(cores) * 1000:.1f})"


if __name__ == "__main__":
    sys.exit(main())
