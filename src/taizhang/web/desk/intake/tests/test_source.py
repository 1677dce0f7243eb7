"""The source window: who sees which rows of a workbook, and the links that lead to it."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from taizhang.intake import actions
from taizhang.intake.tests.books import firm, firms, imported, read
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(cast):
    return imported(
        firms(
            firm(1, "澜江恒远精密传动科技股份有限公司", capital=7000),
            firm(2, "澜江拓微电子技术有限公司", "西城街道", capital=8000),
        ),
        cast.staff,
    )


def window(client, batch, record, cell="D3"):
    query = {"sheet": 1, "cell": cell, "of": f"organizations.{record.pk}"}
    return client.get(reverse("batch_source", args=[batch.number]), query)


def test_staff_see_the_page_with_the_cell_marked_and_may_take_the_file(as_user, cast, batch):
    page = window(as_user(cast.staff), batch, cast.firm_east).content.decode()
    assert 'class="hit-ok" id="cell"' in page
    assert 'title="7000">7000</td>' in page
    assert "企业名录!D3" in page
    assert "8000" in page
    assert "139****5678" in page
    assert "13900005678" not in page
    assert reverse("batch_original", args=[batch.number]) in page


def test_a_leader_sees_the_rows_but_not_the_file(as_user, cast, batch):
    page = window(as_user(cast.leader), batch, cast.firm_east).content.decode()
    assert "8000" in page
    assert reverse("batch_original", args=[batch.number]) not in page


@pytest.mark.parametrize("who", ["enterprise", "liaison"])
def test_who_sees_only_his_own_sees_only_his_own_row(as_user, cast, batch, who):
    client = as_user(cast.users[who])
    page = window(client, batch, cast.firm_east).content.decode()
    assert "7000" in page
    assert "澜江拓微" not in page
    assert "8000" not in page
    assert window(client, batch, cast.firm_west, "D4").status_code == 404
    assert (
        window(client, batch, cast.firm_east, "D4").status_code == 404
    )  # another's row under one's own name


@pytest.mark.parametrize("cell", ["", "D0", "3", "D99999", "d3", "D3;drop", "ZZZ3"])
def test_a_place_that_is_not_there_is_no_fault(as_user, cast, batch, cell):
    assert window(as_user(cast.staff), batch, cast.firm_east, cell).status_code in (200, 404)


def test_a_value_typed_on_the_page_is_told_beside_the_file(as_user, cast):
    batch = read(firms(firm(21, "江山市新谷机械有限公司", capital="约五百")), cast.staff)
    actions.fix_cell(batch.sheets.get().rows.get(), "D", "500")
    actions.accept(batch, cast.staff, later=False)
    record = Organization.objects.get(name="江山市新谷机械有限公司")
    page = window(as_user(cast.staff), batch, record).content.decode()
    assert "原文件是“约五百”，采用的是“<b>500</b>”" in page


def test_the_link_names_batch_and_cell(cast, batch):
    record = Organization.objects.get(pk=cast.firm_east.pk)
    made = Template("{% load intake_tags %}{% source_link record field %}")
    link = made.render(Context({"record": record, "field": "registered_capital_yuan"}))
    assert f">{batch.number}!D3</a>" in link
    assert f"sheet=1&amp;cell=D3&amp;of=organizations.{record.pk}" in link
    assert made.render(Context({"record": record, "field": "products"})) == ""
