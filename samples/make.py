"""Make the sample bureaus' workbooks, README.md and workbooks.csv again: .venv/bin/python samples/make.py

The result is the same to the byte every time (fixed seeds, fixed dates). It ends with the check that the rows
add up to every figure of figures.csv, and fails naming each one that does not.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from samples.making import (  # noqa: E402
    figures,
    haicang,
    jiangshan,
    lanjiang,
    qingyuan,
    readme,
    tianjiaan,
    xiangdong,
    zhonglou,
)
from samples.making.book import Placed, write  # noqa: E402
from samples.making.bureau import Bureau  # noqa: E402


def made_bureaus() -> list[Bureau]:
    """The six sample bureaus; 江山市 comes twice, the second time with the workbooks of 钟楼区."""
    return [
        module.make() for module in (xiangdong, qingyuan, jiangshan, zhonglou, tianjiaan, haicang, lanjiang)
    ]


def main() -> int:
    """Write everything; 1 when a figure does not come out."""
    bureaus = made_bureaus()
    faults: list[tuple[str, Placed]] = []
    for folder in sorted({b.folder for b in bureaus}):
        (HERE / folder).mkdir(exist_ok=True)
        for old in (HERE / folder).iterdir():
            old.unlink()
    for bureau in bureaus:
        for book in bureau.books:
            faults += [(bureau.folder, placed) for placed in write(book, HERE / bureau.folder)]
        if bureau.stated:
            lines = [
                f" {json.dumps(code)}: {json.dumps(told, ensure_ascii=False)}"
                for code, told in bureau.stated.items()
            ]
            (HERE / bureau.folder / "stated.json").write_text(
                "{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8"
            )
    listed = figures.read(HERE / "figures.csv")
    readme.write(HERE, bureaus, faults, listed)
    wrong = figures.disagreements(listed, bureaus)
    print(
        "\n".join(wrong)
        or f"{len(listed)} figures: {sum(1 for f in listed if f.measure)} come out of the rows, the others say why not"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
