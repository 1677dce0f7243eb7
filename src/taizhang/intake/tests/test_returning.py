"""Workbooks back to the sender, and where a value came from."""

import io

import openpyxl
import pytest

from taizhang.core.decisions import Refused
from taizhang.intake import queries, sources
from taizhang.intake.tests.books import firm, firms, imported, read, rows_of
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db

NEW = "江山市新谷机械有限公司"


def test_the_users_own_workbook_comes_back_marked(cast):
    batch = read(firms(firm(11, NEW, capital="三万左右")), cast.staff)
    content, name = queries.annotated(batch)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert name == "企业（标注）.xlsx"
    assert workbook["企业名录"]["D3"].comment.text
    assert workbook["问题清单"]["E2"].value == "三万左右"


def test_the_rows_that_stayed_out_come_back_alone_and_can_be_sent_again(cast):
    batch = imported(
        firms(firm(11, NEW), firm(12, "=江山市老谷机械有限公司", capital="三万左右")), cast.staff
    )
    content, name = queries.error_rows_workbook(batch)
    assert name == "企业（未导入的行）.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    page = workbook["企业名录"]
    assert page.max_row == 2
    assert page["A2"].data_type == "s"
    page["D2"] = "3"
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert [r.verdict for r in rows_of(read(buffer.getvalue(), cast.staff, "补.xlsx"))] == ["new"]


def test_nothing_left_is_said(cast):
    batch = imported(firms(firm(11, NEW)), cast.staff)
    with pytest.raises(Refused, match="没有留下的行"):
        queries.error_rows_workbook(batch)


def test_the_window_of_a_large_file_comes_from_the_rows_as_they_were_read(cast, monkeypatch):
    imported(
        firms(*(firm(n, f"江山市{c}谷机械有限公司") for n, c in enumerate("甲乙丙丁戊", 11))), cast.staff
    )
    record = Organization.objects.get(name="江山市丙谷机械有限公司")
    source = queries.source_of(record, "contact")
    small = queries.window_of(source)
    monkeypatch.setattr(sources, "SMALL", 0)
    large = queries.window_of(source)
    assert (source.cell, small.at) == ("E5", 4)
    assert [n for n, _ in small.rows] == [n for n, _ in large.rows] == [3, 4, 5, 6, 7]
    assert small.rows == large.rows


def test_a_value_typed_into_a_form_says_so(cast):
    cast.firm_east.sources = {"contact": ["form"], "phone": ["proposal", 7]}
    assert queries.source_of(cast.firm_east, "contact").kind == "form"
    assert queries.source_of(cast.firm_east, "phone").proposal_id == 7
    assert queries.source_of(cast.firm_east, "name") is None


def test_a_row_that_went_in_leads_to_its_record(cast):
    batch = imported(
        firms(firm(11, NEW), firm(1, "澜江恒远精密传动科技股份有限公司", contact="联系人丙")), cast.staff
    )
    rows = rows_of(batch)
    added = Organization.objects.get(name=NEW)
    assert queries.record_ids(rows[0].sheet, rows) == {3: added.pk, 4: cast.firm_east.pk}
