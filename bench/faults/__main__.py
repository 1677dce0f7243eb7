"""Kill -9 at random moments, restart, check: nothing doubled, nothing half, nothing acknowledged lost.

    .venv/bin/python -m bench.faults --kills 1000 [--seed S] [--engine sqlite|postgres|both]

In a scratch home, a server and a worker are forked from one process that has loaded Django; eight people at
their browsers register, edit, report, import, undo, merge, sign, attach and draft over HTTP, and send again what nobody answered.
The seed gives the plan (whom, at what moment, with what delay) and each person's choices; how the processes
interleave is the machine's own. Acts are checked after every kill, everything every 50 kills and at the end.
Exit code 1 on a violation. PostgreSQL: TEST_POSTGRES, else 127.0.0.1:5432.
"""

import argparse
import os
import random
import sys

from bench.faults.scratch import ROOT, clear, run

ENGINES = {"sqlite": ("sqlite",), "postgres": ("postgres",), "both": ("sqlite", "postgres")}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--engine", choices=list(ENGINES), default="both")
    parser.add_argument(
        "--keep", action="store_true", help="leave the scratch home and database where they are"
    )
    told = parser.parse_args()
    seed = random.randrange(10**6) if told.seed is None else told.seed
    worst = 0
    for engine in ENGINES[told.engine]:
        home = ROOT / "build" / "bench" / "faults" / f"{engine}-{os.getpid()}"
        code = run(engine, home, ["--kills", str(told.kills), "--seed", str(seed)])
        worst = max(worst, abs(code))
        if told.keep or code:
            print(f"  left for a look: {home}")
        else:
            clear(engine, home)
    sys.exit(1 if worst else 0)


if __name__ == "__main__":
    main()
