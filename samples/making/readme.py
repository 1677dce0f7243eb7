"""samples/README.md, workbooks.csv and faults.csv: what was made, for people and for tests."""

import csv
from collections import Counter
from pathlib import Path

from samples.making.book import Column, Placed
from samples.making.bureau import Bureau
from samples.making.figures import Figure

_INTRODUCTION = """\
# Sample bureaus

**Everything here is sample input and made up.** Six bureaus, each with the workbooks that its offices might keep, in the
disorder in which offices keep them. They load through the real importer. Invented organizations carry 示例 in their names and
credit codes with `YAN` in the body, right in their check digits and given to nobody; telephone numbers begin with 000; people
are codes (专家A001, 联系人0012). Organizations that the published reports name keep their names, have no credit code and stand only
in rows that the report tells of. What the reports print is taken as fact; where they give only a sum, or mask a number, the
amounts in the rows are invented, and so are document numbers, days of the month and all else.

| folder | bureau | region | report | period of its figures |
|---|---|---|---|---|
| `xiangdong` | 湘东区科学技术局（示例） | 360313 | 01 (masked: its numbers are invented) | 2024; rows go on to June 2026 |
| `qingyuan` | 清远市科学技术局（示例） | 441800 | 02 | 2023 |
| `jiangshan` | 江山市科学技术局（示例） | 330881 | 03, first text | first half of 2007 |
| `jiangshan` | the same, workbooks titled 钟楼区 | 320404 | 03, second text | first half of 2009 |
| `tianjiaan` | 田家庵区科学技术局（示例） | 340403 | 04 | first half of 2022 |
| `haicang` | 海沧区科学技术局（示例） | 350205 | 05 | 2005 |
| `lanjiang` | 澜江区科学技术局（示例） | 990101 (no such code) | none: district and all | 2023—2026 |

Where a report masks its year, the year is the one its events belong to. 澜江区 does not exist and no report tells of it: its 235
firms were made to stand at chosen distances from recognition as high-tech enterprise in 2026 (`making/lanjiang.py` says how many
where), and `stated.json` holds what those firms answered that no register holds, by credit code.

## How they are made

    .venv/bin/python samples/make.py

makes all workbooks, this page, `workbooks.csv` (rows per table), `faults.csv` and `headers.csv` (every wording of each field's
head) again, the same to the byte, and checks the figures from the rows. `samples/check.py` checks them from the rows and
once more from the cells, read with the product's own reader. `making/` holds one module per region; `making/book.py` draws the
tables. Files whose names begin with 01 list the organizations: they are meant to go in first.

## The figures

`figures.csv` lists every figure that the five reports print, by the number it has in the labelled reports (`03-f14`), with the
register, filter and measure that give it; `03-n1` and the like are not printed but needed as a base, or named without a
number. Conditions are joined by `;`: `field=a|b`, `field!=a`, `field>=x`, `field~part`, `field=` (empty). Measures: `count`,
`sum:field`, `distinct:field`, `fact:field` (of one row), and from other figures of the report `share:a/b` (in %), `growth:a/b` (in %),
`minus:a/b`. Fields are named as the registers name them; a choice is given by a word that the register knows for it. A printed
余 or 多 is in `approx`, and `rows_give` says what the rows give; it differs from the printed value only where the note says why.
A figure without a measure cannot be carried by rows, and its note says why. Dates that a cell gives only to the month count as
the first of the month. The figures of `lanjiang` (06) are printed nowhere: they say what its makers meant it to show.
"""


def _counts(bureau: Bureau) -> list[list[object]]:
    return [
        [
            bureau.folder,
            book.file,
            book.region,
            sheet.name,
            number,
            table.title,
            table.register,
            len(table.rows) + len(table.faults),
            len(table.faults),
            "hidden" if sheet.hidden else "",
        ]
        for book in bureau.books
        for sheet in book.sheets
        for number, table in enumerate(sheet.tables, start=1)
    ]


def _headers(bureaus: list[Bureau]) -> list[list[object]]:
    """Every wording of a field's head in the samples, most frequent first; heads of two rows joined by /."""
    used: dict[tuple[str, str], Counter[str]] = {}
    for table in (t for b in bureaus for book in b.books for sheet in book.sheets for t in sheet.tables):
        for column in map(Column.parse, table.columns):
            if column.field != "-":
                used.setdefault((table.register, column.field), Counter())["/".join(column.head)] += 1
    return [[*key, "|".join(word for word, _ in used[key].most_common())] for key in sorted(used)]


def _write_csv(path: Path, head: list[str], lines: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(head)
        rows.writerows(lines)


def write(here: Path, bureaus: list[Bureau], faults: list[tuple[str, Placed]], figures: list[Figure]) -> None:
    """Write the page and the two lists beside the workbooks."""
    counts = [line for bureau in bureaus for line in _counts(bureau)]
    _write_csv(
        here / "workbooks.csv",
        ["bureau", "file", "region", "sheet", "table", "title", "register", "rows", "faults", "hidden"],
        counts,
    )
    _write_csv(here / "headers.csv", ["register", "field", "headers"], _headers(bureaus))
    listed = [[folder, p.file, p.sheet, p.row, p.head, p.fault.what, p.fault.says] for folder, p in faults]
    _write_csv(here / "faults.csv", ["bureau", "file", "sheet", "row", "column", "fault", "expected"], listed)

    lines = [
        _INTRODUCTION,
        "| report | figures listed | come out of rows | cannot be carried |",
        "|---|---|---|---|",
    ]
    for folder in dict.fromkeys(b.folder for b in bureaus):
        own = [f for f in figures if f.bureau == folder]
        lines.append(
            f"| {own[0].id[:2]} | {len(own)} | {sum(1 for f in own if f.measure)} | {sum(1 for f in own if not f.measure)} |"
        )
    lines += [
        "",
        "## Deliberate faults",
        "",
        "None of these rows carries a published figure (a row typed twice must count once). The same list is in `faults.csv`.",
        "",
        "| folder | file | sheet | row | column | what is wrong | what the importer should say |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += ["| " + " | ".join(str(v) for v in line) + " |" for line in listed]
    lines += [
        "",
        "Also on purpose: a hidden sheet with old vouchers in `qingyuan/创新券.xlsx` (to be listed and left out); several sheets with two",
        "tables; group rows, subtotals and totals; heads of two rows, and heads repeated as on printed pages; people merged over their",
        "villages; a remark far to the right in `haicang/01单位.xlsx`; two `.csv` files in GBK; dates as 2007.5.1, 2007/5/1, 二〇〇七年五月一日,",
        "Excel dates and bare serial numbers; amounts in 元, 万元, 亿元, with commas, in full-width digits, with the unit in the cell or the head.",
        "",
        "## Workbooks",
        "",
        "Rows are counted with the faulty ones, without heads, group rows, totals and notes. Per sheet: `workbooks.csv`.",
        "",
        "| folder | file | registers | rows |",
        "|---|---|---|---|",
    ]
    for bureau in bureaus:
        for book in bureau.books:
            rows: Counter[str] = Counter()
            for sheet in book.sheets:
                for table in sheet.tables:
                    rows[table.register] += 0 if sheet.hidden else len(table.rows) + len(table.faults)
            lines.append(
                f"| {bureau.folder} | {book.file} | {', '.join(f'{name} {n}' for name, n in rows.items())} | {rows.total()} |"
            )
    (here / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
