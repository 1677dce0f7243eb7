"""The real files of Chinese authorities: each is read, or refused in words."""

from collections import Counter
from pathlib import Path

import pytest

from taizhang.core.tables.book import open_book
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.table import RowKind
from taizhang.core.tables.unreadable import Unreadable

FOLDER = Path(__file__).resolve().parents[6] / "shared" / "data" / "awkward_files"
READ = ("2016_res_data.xls", "C0501.2019.xlsx", "GBT4754-2017(all).xlsx", "W020250627301230138068.xls",
        "W020250627301230143042.xls", "分行业能源消费总量和主要能源消费量.xls")  # fmt: skip

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no folder {FOLDER}")


def tables(name):
    if not (FOLDER / name).is_file():
        pytest.skip(f"no file {name}")
    (sheet,) = open_book((FOLDER / name).read_bytes(), name).sheets
    return find_tables(sheet)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*")) if FOLDER.is_dir() else [], ids=lambda path: path.name
)
def test_every_file_is_read_or_refused_in_words(path):
    try:
        book = open_book(path.read_bytes(), path.name)
    except Unreadable as refused:
        assert path.name not in READ
        assert (
            "PDF" if path.suffix == ".pdf" else "Word"
        ) in refused.sentence and "不是表格" in refused.sentence
    else:
        assert path.name in READ
        for sheet in book.sheets:
            assert sum(sum(t.counts.values()) for t in find_tables(sheet)) == sheet.last_row


@pytest.mark.parametrize(
    ("name", "rows", "groups"),
    [("W020250627301230138068.xls", 2919, 31), ("W020250627301230143042.xls", 248, 30)],
)
def test_the_ministry_lists_give_their_schools_under_their_province(name, rows, groups):
    (table,) = tables(name)
    data = list(table.data())
    assert (len(data), table.counts[RowKind.GROUP], table.header_rows) == (rows, groups, (3,))
    counted = Counter(row.group for row in data)
    # the ministry's own heading miscounts one province by one (海南省)
    assert [group for group, count in counted.items() if f"（{count}所）" not in group] in (
        [],
        ["海南省（27所）"],
    )
    assert data[0].group.startswith("北京市")


def test_a_sheet_without_header_says_so():
    (table,) = tables("分行业能源消费总量和主要能源消费量.xls")
    assert [problem.code for problem in table.problems] == ["header.missing"]


def test_codes_spread_over_columns_keep_the_column_without_a_name():
    (table,) = tables("GBT4754-2017(all).xlsx")
    assert [column.header for column in table.columns] == ["门类", "大类", "中类", "小类", ""]
