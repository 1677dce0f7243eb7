"""An R&D ledger summary that an enterprise uploads: shown with its cells, taken by a click, kept with its source."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.core.tables.tests.rd_ledgers import form_2021, row
from taizhang.decisions.places import Places
from taizhang.files import store
from taizhang.files.models import Attachment, StoredFile, Upload
from taizhang.intake.sources import Source, source_of
from taizhang.journal.writing import Author
from taizhang.registers import actions
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import registers
from taizhang.reports.origins import Origin, Origins
from taizhang.web.annual.tests.test_annual import CHECK, FORM, YEAR, fields, held
from taizhang.web.desk.indicators.sources import row_sources

pytestmark = pytest.mark.django_db
LEDGER, TAKE = reverse("my_annual_ledger", args=[YEAR]), reverse("my_annual_take", args=[YEAR])
ROWS = (row("壳体", 300000, 80000.25, 10000, 2000, 0, other=12000), row("齿轮", 100000, 20000, 0, 0, 0))


@pytest.fixture
def firm(cast, client):
    client.force_login(cast.enterprise)
    return client


def waiting() -> list[Upload]:
    return list(Upload.objects.all())


def send(firm) -> None:
    """Upload, take, send."""
    upload(firm, form_2021(ROWS, year=str(YEAR)))
    firm.post(TAKE)
    assert firm.post(CHECK, {**fields(firm.get(FORM).content), "submit": "1"}).status_code == 302


def upload(client, content: bytes, name: str = "汇总表.xlsx"):
    return client.post(LEDGER, {"file": SimpleUploadedFile(name, content)})


def test_what_is_read_goes_into_the_form_by_a_click_and_keeps_its_cells(firm, cast):
    content = form_2021(ROWS, year=str(YEAR))
    page = upload(firm, content).content.decode()
    assert "40.00 万元" in page
    assert "汇总表!F6:F7" in page
    assert AnnualReturn.objects.count() == 0
    assert firm.post(TAKE).url == FORM + "#research"
    sheet = fields(firm.get(FORM).content)
    assert sheet["rd_personnel_yuan"] == "40"
    assert sheet["rd_direct_yuan"] == "10.000025"
    firm.post(CHECK, {**sheet, "submit": "1"})
    record = AnnualReturn.objects.get(organization=cast.firm_east)
    paper = Attachment.objects.get(register="annual_returns", record_id=record.pk)
    assert record.sources["rd_personnel_yuan"] == ["file", paper.file.sha256, "汇总表.xlsx", "汇总表!F6:F7"]
    assert record.rd_personnel_yuan == 400000
    assert (paper.name, store.read(paper.file), paper.by) == ("汇总表.xlsx", content, cast.enterprise)
    assert waiting() == []
    link = f'<a href="{reverse("download", args=[paper.pk])}"'
    assert link in firm.get(FORM).content.decode()
    assert b"".join(firm.get(reverse("download", args=[paper.pk])).streaming_content) == content


def test_staff_open_the_file_from_the_value(firm, cast, client):
    send(firm)
    record = AnnualReturn.objects.get()
    paper = Attachment.objects.get()
    client.force_login(cast.staff)
    page = client.get(reverse("record", args=["annual_returns", record.pk])).content.decode()
    assert f'<a class="src" href="{reverse("download", args=[paper.pk])}"' in page
    assert "汇总表.xlsx 汇总表!F6:F7" in page
    name, register = "rd_personnel_yuan", registers()["annual_returns"]
    words = "汇总表.xlsx 汇总表!F6:F7"
    assert source_of(record, name) == Source("file", words=words)
    row_source = row_sources(register, [record], name)[record.pk]
    assert (row_source.text, row_source.panel, row_source.url[-10:]) == (words, "", "?tab=files")
    assert Origins(cast.bureau.pk, [record.sources]).of(record.sources, name) == Origin(*words.split())
    place = Places({"annual_returns": {record.pk}}).of("annual_returns", record.pk, name)
    assert place.words == f"{register.title} {YEAR} · {words}"


def test_a_proposal_brings_its_file_to_who_decides_and_keeps_its_cells(firm, cast, client, add):
    record = held(add, cast, rd_personnel_yuan=1, rd_direct_yuan=100000.25)
    send(firm)
    change, paper = ProposedChange.objects.get(), Attachment.objects.get()
    assert (paper.record_id, "rd_direct_yuan" in change.values) == (record.pk, False)
    client.force_login(cast.staff)
    page = client.get(reverse("record", args=["annual_returns", record.pk])).content.decode()
    assert f'证明材料：<a href="{reverse("download", args=[paper.pk])}"' in page
    actions.decide_proposal(
        change, registers()["annual_returns"], accept=True, reply="", author=Author(cast.staff)
    )
    record.refresh_from_db()
    assert record.rd_personnel_yuan == 400000
    assert record.sources["rd_personnel_yuan"] == ["file", paper.file.sha256, "汇总表.xlsx", "汇总表!F6:F7"]


def test_a_source_made_up_by_the_browser_is_none(firm, cast):
    made_up = {"rd_personnel_yuan": "7", "from-rd_personnel_yuan": "7|汇总表.xlsx 汇总表!F6:F7"}
    firm.post(CHECK, {**fields(firm.get(FORM).content), **made_up, "submit": "1"})
    assert AnnualReturn.objects.get().sources == {"*": ["form"]}
    assert Attachment.objects.count() == 0


def test_a_file_that_is_not_taken_over_leaves_nothing_behind(firm, cast):
    upload(firm, form_2021(ROWS, year=str(YEAR)), "第一次.xlsx")
    upload(firm, form_2021(ROWS, year=str(YEAR)), "第二次.xlsx")
    assert [u.name for u in waiting()] == ["第二次.xlsx"]
    same = {"rd_personnel_yuan": "40"}  # typed by hand, as it stands in the file
    firm.post(CHECK, {**fields(firm.get(FORM).content), **same, "submit": "1"})
    assert AnnualReturn.objects.get().sources == {"*": ["form"]}
    assert (waiting(), Attachment.objects.count(), StoredFile.objects.count()) == ([], 0, 0)
    assert list((settings.HOME / "uploads").glob("*")) == []


def test_a_file_that_no_attachment_may_be_is_refused_before_it_is_read_into_the_form(firm):
    answer = upload(firm, form_2021(ROWS, year=str(YEAR)), "汇总表.ods")
    assert (answer.status_code, "不收“.ods”的文件" in answer.content.decode()) == (422, True)
    assert waiting() == []


def test_a_number_changed_by_hand_is_no_longer_the_cell_s(firm):
    upload(firm, form_2021(ROWS, year=str(YEAR)))
    firm.post(TAKE)
    firm.post(CHECK, {**fields(firm.get(FORM).content), "rd_personnel_yuan": "41", "submit": "1"})
    sources = AnnualReturn.objects.get().sources
    assert ("rd_personnel_yuan" in sources, sources["rd_direct_yuan"][3]) == (False, "汇总表!G6:G7")


def test_a_wrong_file_is_told_and_nothing_is_kept(firm, cast):
    for content, said in (
        (form_2021(ROWS, year=str(YEAR - 1)), f"这是 {YEAR - 1} 年度的汇总表"),
        (form_2021(ROWS, year=str(YEAR), total={"direct": 1}), "汇总表!G10"),
        (b"not a workbook", "请"),
    ):
        answer = upload(firm, content)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
        assert waiting() == []
    assert "还没有选文件" in firm.post(LEDGER).content.decode()
    assert firm.post(TAKE).url == LEDGER
