"""An R&D ledger summary that an enterprise uploads: shown with its cells, taken by a click, kept with its source."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.core.tables.tests.rd_ledgers import form_2021, row
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.drafts import kept_draft
from taizhang.web.annual.tests.test_annual import CHECK, FORM, YEAR, fields

pytestmark = pytest.mark.django_db
LEDGER, TAKE = reverse("my_annual_ledger", args=[YEAR]), reverse("my_annual_take", args=[YEAR])
ROWS = (row("壳体", 300000, 80000.25, 10000, 2000, 0, other=12000), row("齿轮", 100000, 20000, 0, 0, 0))


@pytest.fixture
def firm(cast, client):
    client.force_login(cast.enterprise)
    return client


def upload(client, content: bytes, name: str = "汇总表.xlsx"):
    return client.post(LEDGER, {"file": SimpleUploadedFile(name, content)})


def test_what_is_read_goes_into_the_form_by_a_click_and_keeps_its_cells(firm, cast):
    page = upload(firm, form_2021(ROWS, year=str(YEAR))).content.decode()
    assert "40.00 万元" in page
    assert "汇总表!F6:F7" in page
    assert AnnualReturn.objects.count() == 0
    assert firm.post(TAKE).url == FORM + "#research"
    sheet = fields(firm.get(FORM).content)
    assert sheet["rd_personnel_yuan"] == "40"
    assert sheet["rd_direct_yuan"] == "10.000025"
    firm.post(CHECK, {**sheet, "submit": "1"})
    record = AnnualReturn.objects.get(organization=cast.firm_east)
    assert record.sources["rd_personnel_yuan"] == ["汇总表.xlsx 汇总表!F6:F7"]
    assert record.rd_personnel_yuan == 400000


def test_a_number_changed_by_hand_is_no_longer_the_cell_s(firm):
    upload(firm, form_2021(ROWS, year=str(YEAR)))
    firm.post(TAKE)
    firm.post(CHECK, {**fields(firm.get(FORM).content), "rd_personnel_yuan": "41", "submit": "1"})
    assert "rd_personnel_yuan" not in AnnualReturn.objects.get().sources


def test_a_wrong_file_is_told_and_nothing_is_kept(firm, cast):
    place = f"page:annual:{cast.firm_east.pk}:{YEAR}:ledger"
    for content, said in (
        (form_2021(ROWS, year=str(YEAR - 1)), f"这是 {YEAR - 1} 年度的汇总表"),
        (form_2021(ROWS, year=str(YEAR), total={"direct": 1}), "汇总表!G10"),
        (b"not a workbook", "请"),
    ):
        answer = upload(firm, content)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
        assert kept_draft(cast.enterprise, place) is None
    assert "还没有选文件" in firm.post(LEDGER).content.decode()
    assert firm.post(TAKE).url == LEDGER
