"""Attachments and exports: what comes in, what goes out, how it is guarded."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import organization

from taizhang.files.models import Attachment, StoredFile
from taizhang.journal.events import Event
from taizhang.journal.models import Entry

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def attach(client, record, name, content):
    url = reverse("attach", args=[record.register_name, record.pk])
    return client.post(url, {"files": SimpleUploadedFile(name, content)})


def test_a_file_is_attached_kept_once_and_taken_down_as_an_attachment(cast, as_user):
    client = as_user(cast.staff)
    attach(client, cast.firm_east, '合同 "甲"乙.pdf', PDF)
    attach(client, cast.firm_west, "别名.pdf", PDF)
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (2, 1)
    found = Attachment.objects.earliest("pk")
    answer = client.get(reverse("download", args=[found.pk]))
    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "\n" not in answer["Content-Disposition"]
    assert Entry.objects.filter(event=Event.FILE_ATTACHED).count() == 2


@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.pdf", b"MZ\x90\x00", "的内容不是 .pdf 文件"), ("a.exe", b"MZ", "不收“.exe”的文件"), ("a.docx", b"PK\x03\x04zz", "的内容不是"),
    ("a", PDF, "没有扩展名"),
])  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_in_words(cast, as_user, name, content, says):
    answer = attach(as_user(cast.staff), cast.firm_east, name, content)
    assert answer.status_code == 409 and says in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_file_too_large_and_the_same_twice_are_refused(cast, as_user, settings):
    client = as_user(cast.staff)
    settings.UPLOAD_LIMIT_MB = 1
    assert attach(client, cast.firm_east, "a.pdf", PDF + b"x" * 1024 * 1024).status_code == 409
    attach(client, cast.firm_east, "a.pdf", PDF)
    assert "内容完全相同" in attach(client, cast.firm_east, "b.pdf", PDF).content.decode()


def test_attachments_are_reached_only_through_their_record(cast, as_user):
    attach(as_user(cast.staff), cast.firm_east, "a.pdf", PDF)
    url = reverse("download", args=[Attachment.objects.get().pk])
    for who in ("stranger_staff", "liaison_west", "enterprise_west"):
        assert as_user(cast.users[who]).get(url).status_code == 404
        assert as_user(cast.users[who]).post(reverse("file_end", args=[1])).status_code == 404
    assert as_user(cast.enterprise).get(url).status_code == 200
    assert as_user(cast.expert).get(url).status_code == 403
    assert attach(as_user(cast.leader), cast.firm_east, "b.pdf", PDF + b"1").status_code == 403


def test_an_ended_attachment_stays(cast, as_user):
    client = as_user(cast.staff)
    attach(client, cast.firm_east, "a.pdf", PDF)
    client.post(reverse("file_end", args=[Attachment.objects.get().pk]))
    page = client.get(
        reverse("record", args=["organizations", cast.firm_east.pk]) + "?tab=files"
    ).content.decode()
    assert "已停用" in page and "a.pdf" in page


def test_a_firm_ends_its_own_attachments_and_not_the_bureaus(cast, as_user):
    attach(as_user(cast.staff), cast.firm_east, "evidence.pdf", PDF)
    attach(as_user(cast.enterprise), cast.firm_east, "own.pdf", PDF + b"1")
    evidence, own = Attachment.objects.order_by("pk")
    tab = reverse("record", args=["organizations", cast.firm_east.pk]) + "?tab=files"
    page = as_user(cast.enterprise).get(tab).content.decode()
    assert [reverse("file_end", args=[a.pk]) in page for a in (evidence, own)] == [False, True]
    answers = [as_user(cast.enterprise).post(reverse("file_end", args=[a.pk])) for a in (evidence, own)]
    assert [a.status_code for a in answers] == [409, 302]
    assert "别人添加的" in answers[0].content.decode()
    assert as_user(cast.staff).post(reverse("file_end", args=[evidence.pk])).status_code == 302


def export(client, kind="xlsx", **query):
    answer = client.get(reverse("export", args=["organizations", kind]), query)
    return answer, answer.content


def test_an_export_has_exactly_the_rows_and_columns_of_the_list(cast, as_user):
    answer, content = export(
        as_user(cast.staff), region=cast.east.pk, columns="name,registered_capital_yuan,phone"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert rows == [
        ["单位名称", "注册资本（元）", "联系电话"],
        [cast.firm_east.name, 60000000, "138****1234"],
    ]
    assert answer["Content-Disposition"].startswith("attachment")
    entry = Entry.objects.get(event=Event.ROWS_EXPORTED)
    assert (entry.by, entry.register, entry.title) == (cast.staff, "organizations", "单位 1 行")


def test_an_export_keeps_within_the_scope(cast, as_user):
    _, content = export(as_user(cast.liaison), kind="csv", all="1")
    text = content.decode("utf-8-sig")
    assert cast.firm_east.name in text and cast.firm_west.name not in text and "13800001234" not in text
    assert (
        export(as_user(cast.stranger_staff), kind="csv", ids=str(cast.firm_east.pk))[1]
        .decode("utf-8-sig")
        .count("\n")
        == 1
    )
    assert export(as_user(cast.expert))[0].status_code == 403


def test_cells_that_could_run_are_neutralised(cast, as_user):
    organization(cast.bureau, cast.east, "=HYPERLINK(1)", 31)
    _, content = export(as_user(cast.staff), kind="csv", columns="name")
    assert "\n'=HYPERLINK(1)" in content.decode("utf-8-sig").replace("\r", "")
    _, content = export(as_user(cast.staff), columns="name")
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for c in row]
    assert all(c.data_type != "f" for c in cells)


def test_the_empty_table_has_a_column_for_every_field(cast, as_user):
    answer = as_user(cast.staff).get(reverse("template", args=["organizations"]))
    heads = [c.value for c in openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0][1]]
    assert heads[:2] == ["单位名称", "统一社会信用代码"] and "注册资本（万元）" in heads


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_tells_the_code_of_no_organization_that_one_may_not_see(cast, as_user, add, kind):
    named = {"organization": cast.firm_east, "partner": cast.firm_west, "region": cast.east}
    add("cooperations", by=cast.staff, subject="联合攻关", **named)
    told = {}
    for who in (cast.enterprise, cast.liaison, cast.staff):
        answer = as_user(who).get(reverse("export", args=["cooperations", kind]), {"all": "1"})
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active if kind == "xlsx" else None
        told[who] = str(list(sheet.values)) if sheet else answer.content.decode("utf-8-sig")
        assert cast.firm_west.name in told[who] and cast.firm_east.credit_code in told[who]
    assert [cast.firm_west.credit_code in told[who] for who in told] == [False, False, True]
