"""The pages of the import: who may open which, what they show, what a form changes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.intake import actions, tasks
from taizhang.intake.models import Batch, Row
from taizhang.intake.tests.books import HEAD, book, firm, firms, imported, only_sheet, read, rows_of
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db
MESSY = (
    firm(1, "澜江恒远精密传动科技股份有限公司", contact="联系人丙", phone="13800001234"),
    firm(11, "江山市新谷机械有限公司"),
    firm(12, "", "东城街道"),
    ["江山市云栈数联信息技术有限公司", 9.144e17, "东城街道", "约500", "联系人丁", "13900001111"],
    ["澜江拓微电子技术公司", "", "西城街道", 6000, "联系人乙", "13900005678"],
)


@pytest.fixture
def batch(cast):
    return read(firms(*MESSY), cast.staff, sender="东城街道")


def post(client, batch, name, *args, **data):
    return client.post(reverse(name, args=[batch.number, *args]), {"back": "step=check", **data})


def test_the_list_says_the_state_of_each_batch_in_words(as_user, cast, batch):
    imported(firms(firm(31, "江山市甲有限公司")), cast.staff)
    read(firms(firm(31, "江山市甲有限公司")), cast.staff)
    read(b"%PDF-1.7 nothing", cast.staff, name="通知.pdf")
    page = as_user(cast.staff).get(reverse("imports")).content.decode()
    for said in ("行待处理", "已导入 1 行", "与批次 2 相同", "未导入", "每个不超过 50 MB", "继续", "撤销"):
        assert said in page, said
    waiting = as_user(cast.staff).get(reverse("imports") + "?state=accepted").content.decode()
    assert waiting.count("已导入 1 行") == 1
    assert "行待处理" not in waiting


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_number_of_questions(as_user, cast, many, django_assert_max_num_queries):
    for number in range(many):
        read(firms(firm(40 + number, f"江山市第{number}机械有限公司")), cast.staff)
    client = as_user(cast.staff)
    client.get(reverse("imports"))
    with django_assert_max_num_queries(14):
        client.get(reverse("imports"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_check_asks_the_same_number_of_questions(as_user, cast, rows, django_assert_max_num_queries):
    lines = [firm(1, "澜江恒远精密传动科技股份有限公司", capital=7000)]
    lines += [firm(60 + n, f"江山市第{n}机械有限公司", capital="约500") for n in range(rows)]
    batch = read(firms(*lines), cast.staff)
    client = as_user(cast.staff)
    client.get(reverse("imports"))
    for show in ("changed", "new"):
        with django_assert_max_num_queries(26):
            client.get(reverse("batch", args=[batch.number]) + f"?step=check&show={show}")


@pytest.mark.parametrize("who", ["leader", "finance", "enterprise", "expert", "bank", "public", "system"])
def test_who_may_not_import_is_told_so(as_user, cast, batch, who):
    client = as_user(cast.users[who])
    assert client.get(reverse("imports")).status_code == 403
    assert client.get(reverse("batch", args=[batch.number])).status_code == 403
    assert post(client, batch, "batch_accept").status_code == 403


@pytest.mark.parametrize("who", ["stranger_staff", "liaison"])
def test_a_batch_of_others_is_not_there(as_user, cast, batch, who):
    client = as_user(cast.users[who])
    for name in (
        "batch",
        "batch_progress",
        "batch_original",
        "batch_annotated",
        "batch_problems",
        "batch_undo",
    ):
        assert client.get(reverse(name, args=[batch.number])).status_code == 404, name
    for name in ("batch_accept", "batch_discard", "batch_hidden", "batch_take_back"):
        assert post(client, batch, name).status_code == 404, name
    assert post(client, batch, "batch_fix", 1, 5, letter="A", text="x").status_code == 404
    assert client.get(reverse("batch_source", args=[batch.number]) + "?sheet=1&cell=A3").status_code == 404


def test_the_equation_adds_up_and_the_cell_is_shown_in_its_sheet(as_user, cast, batch):
    page = as_user(cast.staff).get(reverse("batch", args=[batch.number]) + "?step=check").content.decode()
    assert "合计相符" in page
    assert "7 行 = 数据 5 + 表头 1 + 标题 1" in page
    assert 'class="hit' in page
    assert "导入 3 行" in page
    assert "13900001111" not in page
    new = (
        as_user(cast.staff)
        .get(reverse("batch", args=[batch.number]) + "?step=check&show=new")
        .content.decode()
    )
    assert "139****1111" in new
    assert "13900001111" not in new


def test_htmx_gets_the_working_part_alone(as_user, cast, batch):
    client = as_user(cast.staff)
    whole = client.get(reverse("batch", args=[batch.number]))
    part = client.get(reverse("batch", args=[batch.number]), headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert part.content.strip().startswith(b'<div id="work"')
    assert "HX-Request" in part["Vary"]


def test_a_cell_is_mended_and_the_step_taken_back(as_user, cast, batch):
    client = as_user(cast.staff)
    answer = post(
        client,
        batch,
        "batch_fix",
        1,
        5,
        letter="A",
        text="江山市瀚海传感技术有限公司",
        back="step=check&at=A5",
    )
    assert answer.url == reverse("batch", args=[batch.number]) + "?step=check&at=A5"
    assert Row.objects.get(sheet__batch=batch, row=5).verdict == "new"
    assert "撤销上一步" in client.get(answer.url).content.decode()
    post(client, batch, "batch_take_back")
    assert Row.objects.get(sheet__batch=batch, row=5).verdict == "error"
    assert "没有可以撤销的步骤" in client.get(post(client, batch, "batch_take_back").url).content.decode()


def test_skipping_choosing_and_keeping_can_each_be_taken_back(as_user, cast, batch):
    client = as_user(cast.staff)
    before = [(r.row, r.verdict, r.kept) for r in rows_of(batch)]
    near = next(r for r in rows_of(batch) if r.verdict == "duplicate")
    for name, row, data in (
        ("batch_skip", 4, {}),
        ("batch_choose", near.row, {"record": near.candidates[0]["id"]}),
        ("batch_another", near.row, {}),
        ("batch_keep", 3, {"field": "contact"}),
    ):
        post(client, batch, name, 1, row, **data)
        assert [(r.row, r.verdict, r.kept) for r in rows_of(batch)] != before, name
        post(client, batch, "batch_take_back")
        assert [(r.row, r.verdict, r.kept) for r in rows_of(batch)] == before, name


def test_suggestions_are_taken_together_and_taken_back(as_user, cast):
    lines = [[f"江山市第{n}机械有限公司", "", "东城街道", 500, "甲", "1", "2016.6.31"] for n in range(3)]
    batch = read(book({"企业名录": [["企业名录"], (*HEAD, "成立日期"), *lines]}), cast.staff)
    problem = rows_of(batch)[0].problems[0]
    client = as_user(cast.staff)
    answer = post(client, batch, "batch_take_all", 1, code=problem["code"], header=problem["header"])
    assert "采用了 3 处建议" in client.get(answer.url).content.decode()
    assert [r.values["founded_on"] for r in rows_of(batch)] == ["2016-06-30"] * 3
    post(client, batch, "batch_take_back")
    assert [r.verdict for r in rows_of(batch)] == ["error"] * 3


def test_a_column_is_matched_by_hand_and_a_table_left_out(as_user, cast, batch):
    client = as_user(cast.staff)
    post(client, batch, "batch_column", 1, letter="D", field="", back="step=columns")
    assert only_sheet(batch).columns[3]["field"] == ""
    post(client, batch, "batch_column", 1, letter="D", field="registered_capital_yuan", unit="亿元")
    assert only_sheet(batch).columns[3]["unit"] == "亿元"
    post(client, batch, "batch_include", 1, included="0")
    assert not only_sheet(batch).included
    page = client.get(reverse("batch", args=[batch.number])).content.decode()
    assert "改为导入" in page
    assert 'id="accept"' not in page


def test_a_liaison_may_not_name_a_register_that_is_not_his(as_user, cast):
    batch = read(firms(firm(11, "江山市新谷机械有限公司")), cast.liaison)
    client = as_user(cast.liaison)
    answer = post(client, batch, "batch_register", 1, register="fund_movements")
    assert "您的岗位不能导入这个台账" in client.get(answer.url).content.decode()
    assert only_sheet(batch).register == "organizations"


def test_a_liaisons_upload_is_of_his_own_street_whatever_the_form_says(as_user, cast):
    file = SimpleUploadedFile("甲.xlsx", firms(firm(11, "江山市新谷机械有限公司")))
    as_user(cast.liaison).post(
        reverse("imports_upload"), {"files": file, "region": cast.west.pk, "token": "t"}
    )
    assert not Batch.objects.filter(region=cast.west).exists()
    file.seek(0)
    as_user(cast.liaison).post(reverse("imports_upload"), {"files": file, "token": "u"})
    assert Batch.objects.get().region == cast.east


def test_several_files_become_several_batches_and_a_bad_one_holds_up_none(as_user, cast):
    good = SimpleUploadedFile("好.xlsx", firms(firm(11, "江山市新谷机械有限公司")))
    empty = SimpleUploadedFile("空.xlsx", b" ")
    other = SimpleUploadedFile("又.csv", "企业名称,所属街道\n江山市甲有限公司,东城街道\n".encode("gbk"))
    client = as_user(cast.staff)
    data = {"files": [good, empty, other], "token": "once"}
    assert client.post(reverse("imports_upload"), data).url == reverse("imports")
    for file in data["files"]:
        file.seek(0)
    client.post(reverse("imports_upload"), data)
    assert Batch.objects.count() == 3
    assert "成为批次 1、2、3" in client.get(reverse("imports")).content.decode()


def test_nothing_chosen_is_said_beside_the_form(as_user, cast):
    answer = as_user(cast.staff).post(reverse("imports_upload"), {})
    assert answer.status_code == 422
    assert "请先选一个表格文件" in answer.content.decode()
    answer = as_user(cast.staff).post(reverse("imports_paste"), {})
    assert "复制一块单元格" in answer.content.decode()


def test_progress_says_how_far_and_when_nobody_works(as_user, cast, settings):
    from datetime import timedelta

    from django.utils import timezone

    batch = actions.receive(firms(*MESSY), "甲.xlsx", bureau=cast.bureau, user=cast.staff)
    client = as_user(cast.staff)
    address = reverse("batch_progress", args=[batch.number])
    assert "排队等候" in client.get(address).content.decode()
    assert "后台任务没有运行" not in client.get(address).content.decode()
    Batch.objects.update(received_at=timezone.now() - timedelta(seconds=30))
    assert "后台任务没有运行" in client.get(address).content.decode()
    tasks.read_batch.call(batch.pk)
    assert client.get(address)["HX-Refresh"] == "true"


def test_the_annotated_file_and_the_problem_rows_are_attachments(as_user, cast, batch):
    client = as_user(cast.staff)
    for name in ("batch_original", "batch_annotated", "batch_problems"):
        answer = client.get(reverse(name, args=[batch.number]))
        assert answer["Content-Disposition"].startswith("attachment"), name
        assert answer.getvalue()[:2] == b"PK", name


@pytest.mark.parametrize("name", ["batch_original", "batch_annotated", "batch_problems"])
def test_what_a_colleague_sent_is_taken_for_a_reason_that_is_written_down(as_user, cast, batch, name):
    Batch.objects.filter(pk=batch.pk).update(by=cast.leader)
    client, address = as_user(cast.staff), reverse(name, args=[batch.number])
    asked = client.get(address)
    assert "Content-Disposition" not in asked
    assert "为什么要取回" in asked.content.decode()
    assert "请写一句原因" in client.post(address, {"reason": " "}).content.decode()
    assert not Entry.objects.filter(event=Event.BATCH_TAKEN).exists()
    assert client.post(address, {"reason": "与企业核对"}).getvalue()[:2] == b"PK"
    told = Entry.objects.get(event=Event.BATCH_TAKEN)
    assert (told.by, told.ground) == (cast.staff, "与企业核对")


def test_a_batch_goes_in_is_previewed_for_undo_and_goes_back(
    as_user, cast, batch, django_capture_on_commit_callbacks
):
    client = as_user(cast.staff)
    assert "没有可以撤销的导入" in client.get(reverse("batch_undo", args=[batch.number])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        post(client, batch, "batch_accept")
        post(client, batch, "batch_accept")
    tasks.apply_batch.call(batch.pk)
    page = client.get(reverse("batch", args=[batch.number])).content.decode()
    assert "已导入 3 行" in page
    assert f"{reverse('register', args=['organizations'])}?batch={batch.pk}" in page
    assert "继续处理剩下的 2 行" in page
    preview = client.get(reverse("batch_undo", args=[batch.number])).content.decode()
    assert "这批新增的记录退出台账" in preview
    assert "这批改过的字段恢复原值" in preview
    post(client, batch, "batch_undo")
    tasks.undo_batch.call(batch.pk)
    assert "已整批撤销" in client.get(reverse("batch", args=[batch.number])).content.decode()
    assert not Organization.objects.filter(name="江山市新谷机械有限公司").exists()


def test_a_discarded_batch_says_so(as_user, cast, batch):
    client = as_user(cast.staff)
    post(client, batch, "batch_discard")
    assert "已放弃" in client.get(reverse("batch", args=[batch.number])).content.decode()


def test_a_name_with_a_tag_is_text(as_user, cast):
    batch = read(firms(firm(11, "<b>江山</b>'新谷'机械有限公司")), cast.staff, name="<script>.xlsx")
    page = (
        as_user(cast.staff)
        .get(reverse("batch", args=[batch.number]) + "?step=check&show=new")
        .content.decode()
    )
    assert "<script>.xlsx" not in page
    assert "<b>江山</b>" not in page
    assert "&lt;b&gt;江山" in page


def test_a_row_that_stands_twice_is_shown_beside_the_first(as_user, cast):
    batch = read(
        firms(
            firm(11, "江山市新谷机械有限公司", capital=500), firm(11, "江山市新谷机械有限公司", capital=800)
        ),
        cast.staff,
    )
    page = (
        as_user(cast.staff)
        .get(reverse("batch", args=[batch.number]) + "?step=check&show=duplicate")
        .content.decode()
    )
    assert "这批的第 3 行" in page
    assert page.index("注册资本", page.index("like-table")) < page.index(
        "统一社会信用代码", page.index("like-table")
    )


def test_what_concerns_the_whole_table_is_said_on_the_check_too(as_user, cast):
    batch = read(
        book({"企业名录": [["企业名称", "所属街道", "注册资本"], ["江山市甲有限公司", "东城街道", 500]]}),
        cast.staff,
    )
    assert only_sheet(batch).problems
    page = as_user(cast.staff).get(reverse("batch", args=[batch.number]) + "?step=check").content.decode()
    assert only_sheet(batch).problems[0]["message"] in page
