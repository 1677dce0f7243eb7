"""Check that the sample rows add up to every figure of figures.csv: .venv/bin/python samples/check.py"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from samples.make import made_bureaus  # noqa: E402
from samples.making import figures  # noqa: E402

if __name__ == "__main__":
    wrong = figures.disagreements(figures.read(HERE / "figures.csv"), made_bureaus())
    print("\n".join(wrong) or "every figure comes out of the rows")
    sys.exit(1 if wrong else 0)
