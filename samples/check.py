"""Check that the samples bear out every figure of figures.csv: .venv/bin/python samples/check.py

Twice: from the rows that the makers noted, and from the cells of the workbooks as the product's reader reads them.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from samples.make import made_bureaus  # noqa: E402
from samples.making import figures, reread  # noqa: E402


def main() -> int:
    """1 when a figure does not come out."""
    listed = figures.read(HERE / "figures.csv")
    wrong = [f"rows: {said}" for said in figures.disagreements(listed, made_bureaus())]
    wrong += [f"cells: {said}" for said in reread.disagreements(listed, HERE)]
    print("\n".join(wrong) or "every figure comes out of the rows, and out of the cells")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
