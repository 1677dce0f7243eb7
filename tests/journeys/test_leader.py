"""The leader's page in a browser: as full as it can be, it prints on one A4."""

from datetime import date
from decimal import Decimal

import pytest
from pypdfium2 import PdfDocument

from taizhang.indicators.leader import choose
from taizhang.indicators.models import Target
from taizhang.journal.writing import Author
from taizhang.regions.models import Level, Region
from taizhang.registers.actions import add_records
from taizhang.registers.declaration import registers
from taizhang.reports.models import Report

A4_POINTS = (595, 842)
TWELVE = tuple(f"training_count[name=~{mark}]" for mark in "培训甲乙丙丁012345")


@pytest.mark.browser
def test_twelve_figures_that_lag_thirty_streets_and_every_matter_print_on_one_a4(cast, page, sign_in):
    district = cast.bureau.region
    streets = []
    for code in (f"33088150{at:02d}" for at in range(30)):
        of = {"level": Level.STREET, "parent": district, "path": f"{district.path}{code}/"}
        streets.append(Region.objects.create(name=f"第{code[-2:]}街道办事处", code=code, **of))
    rows = [
        (
            {
                "name": f"培训甲乙丙丁{at:02d}0123456",
                "kind": "training",
                "held_on": date(year, 3, 1),
                "region": street,
            },
            {},
        )
        for at, street in enumerate(streets)
        for year in (2018, 2019, 2020, 2021, 2022)
    ]
    author = Author(None, "测试", bureau=cast.bureau)
    add_records(registers()["events"], rows, bureau=cast.bureau, author=author, verified=True)
    choose(cast.bureau, list(TWELVE), author=Author(cast.staff))
    for expression in TWELVE:
        Target.objects.create(bureau=cast.bureau, expression=expression, period="2022", value=Decimal(99999))
    for at in range(5):
        Report.objects.create(
            bureau=cast.bureau,
            title=f"第{at}份名称很长的工作总结和下半年工作计划",
            period="2022-H1",
            by=cast.staff,
        )
    sign_in(page, cast.leader, "/leader/?p=2022-H1")
    page.wait_for_selector("[data-trend] svg")
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in paper] == [A4_POINTS]
