"""A clerk points at a cell of a superior's table with the keys, picks an indicator by its initials, and fills it."""

from datetime import date

import pytest

from taizhang.journal.writing import Author
from taizhang.registers.actions import add_records
from taizhang.registers.declaration import registers
from taizhang.reports.handins.actions import add_layout
from taizhang.reports.handins.models import CellTie
from taizhang.reports.handins.tests.books import half_year_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_cell_is_pointed_at_with_the_keys_and_filled(cast, page, sign_in):
    author = Author(cast.staff)
    values = {"name": "甲", "kind": "training", "held_on": date(2022, 3, 1)}
    add_records(registers()["events"], [(values, {})], bureau=cast.bureau, author=author, verified=True)
    layout = add_layout(
        half_year_report(), file_name="表.xlsx", name="半年报", superior="", every="half", due_days=15,
        bureau=cast.bureau, author=author,
    )  # fmt: skip
    sign_in(page, cast.staff, f"/handins/{layout.pk}/")
    page.focus("[data-cell=D3]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#tie h2:has-text('!D3')")
    page.fill("#id_title", "")
    page.type("#id_title", "kjhdcc")
    page.wait_for_selector(".pick .suggest button")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click(".tie-form .btn-primary")
    page.wait_for_selector("td.is-tied")
    assert CellTie.objects.get().expression == "events_count"
    page.click("text=填这一期")
    page.click("td[data-at=D3] a.fig")
    page.wait_for_selector("#drawer [data-close]")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-beside]:not([hidden])")
