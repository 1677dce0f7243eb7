"""The table of all indicators by region is that of the figures asked for alone, from a snapshot and from the database."""

from io import BytesIO

import openpyxl
import pytest

from taizhang.core.figures.rounding import rounded
from taizhang.core.periods import Period
from taizhang.indicators import many, regions_table
from taizhang.indicators.figures import Figures
from taizhang.indicators.tests.ledgers import fill

PERIOD = Period.parse("2022-H1")


@pytest.fixture
def ledger(cast):
    fill(cast.bureau, [cast.east, cast.west], 11)
    return cast


def test_from_a_snapshot_it_says_what_the_figures_say(ledger, monkeypatch):
    monkeypatch.setattr(many, "FEW", 0)
    now, before, _ = regions_table.pages(ledger.bureau, PERIOD)
    assert [region.name for region in now.regions] == ["东城街道", "西城街道"]
    assert len(now.lines) > 50
    for page in (now, before):
        codes = [line.indicator.code for line in page.lines]
        for at, region in enumerate((None, *page.regions)):
            alone = Figures(ledger.bureau, region=region).figures(codes, page.period)
            told = [(line.whole, *line.parts)[at] for line in page.lines]
            assert [(f.name, f.value, f.count, f.why) for f in told] == [
                (f.name, f.value, f.count, f.why) for f in alone
            ]


def test_the_workbook_has_a_sheet_for_each_year_and_a_dash_where_there_is_no_figure(ledger):
    book = openpyxl.load_workbook(BytesIO(regions_table.workbook(ledger.bureau, PERIOD)))
    assert book.sheetnames == ["2022年上半年", "2021年上半年", "2020年上半年"]
    head, *rows = list(book["2020年上半年"].iter_rows(min_row=3, values_only=True))
    assert head == (*regions_table.HEAD, "东城街道", "西城街道")
    oldest = regions_table.pages(ledger.bureau, PERIOD)[-1]
    figures = [(line.whole, *line.parts) for line in oldest.lines]
    assert [row[3:] for row in rows] == [
        tuple("—" if f.value is None else float(rounded(f.value, f.decimals)) for f in some)
        for some in figures
    ]
    assert any("—" in row for row in rows)
