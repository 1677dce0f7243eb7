"""The publication desk: nothing with personal data in it reaches the public, whoever tries."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.outsider import outside

from taizhang.core.personal.scanning import edition
from taizhang.files.models import StoredFile
from taizhang.files.store import path_of, read
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.publishing import scanning
from taizhang.publishing.models import Publication
from taizhang.publishing.scanning import work

PHONE = "13911112222"


def sheet(*, hidden: bool) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append(["单位", "联系电话"])
    book.active.append(["甲公司", int(PHONE) if hidden else "138****0000"])
    book.active.column_dimensions["B"].hidden = hidden
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("名单.xlsx", out.getvalue())


def begin(client, text="公示如下。", *files, title="拟立项公示") -> Publication:
    told = {"title": title, "kind": "notice", "text": text, "files": list(files)}
    client.post("/publishing/", told)
    return scanned(Publication.objects.latest("pk"))


def scanned(one: Publication) -> Publication:
    """What the worker does with the files that were added."""
    for held in one.files.filter(removed_at=None):
        work(held.pk)
    return one


def state(one: Publication) -> str:
    one.refresh_from_db()
    return one.state


@pytest.fixture
def leader(cast, client, monkeypatch):
    """Who publishes; his second factor is the sign-in's own test."""

    def act(path, data=None):
        client.force_login(cast.leader)
        return client.post(path, data or {}, follow=True).content.decode()

    return act


def test_a_phone_in_a_hidden_column_blocks_with_its_place_until_the_file_is_replaced(cast, client, leader):
    client.force_login(cast.staff)
    one = begin(client, "公示如下。", sheet(hidden=True))
    page = client.get(f"/publishing/{one.pk}/").content.decode()
    assert "B2（隐藏的列）" in page and "139****2222" in page and PHONE not in page
    told = client.post(f"/publishing/{one.pk}/propose/", follow=True).content.decode()
    assert "还有 1 处没有处理" in told and state(one) == "draft"
    client.post(f"/publishing/{one.pk}/files/{one.files.get().pk}/remove/")
    client.post(f"/publishing/{one.pk}/files/", {"files": sheet(hidden=False)})
    scanned(one)
    client.post(f"/publishing/{one.pk}/propose/")
    assert state(one) == "proposed"
    client.force_login(cast.leader)
    assert "1 份公开稿件已检查完，等您发布" in client.get("/").content.decode()
    leader(f"/publishing/{one.pk}/publish/")
    assert state(one) == "published"
    client.logout()
    page = client.get(f"/notices/{one.pk}/").content.decode()
    assert "公示如下。" in page and "名单.xlsx" in page
    file = client.get(f"/notices/{one.pk}/files/{one.files.get(removed_at=None).pk}/")
    assert file.status_code == 200 and file["Content-Disposition"].startswith("attachment")
    removed = one.files.exclude(removed_at=None).get()
    assert client.get(f"/notices/{one.pk}/files/{removed.pk}/").status_code == 404
    assert not [e for e in Entry.objects.all() if PHONE in f"{e.title}{e.before}{e.after}{e.ground}"]


def test_typed_text_is_covered_at_one_click(cast, client):
    client.force_login(cast.staff)
    one = begin(client, f"联系人 {PHONE}。", title=f"公示 {PHONE}")
    client.post(
        f"/publishing/{one.pk}/change/",
        {"title": one.title, "kind": "notice", "text": one.text, "cover": "1"},
    )
    one.refresh_from_db()
    assert PHONE not in one.text + one.title and one.text.endswith("。") and "139****2222" in one.text
    client.post(f"/publishing/{one.pk}/propose/")
    assert state(one) == "proposed"


def test_only_a_second_person_releases_with_a_reason_and_only_for_that_very_text(cast, client):
    client.force_login(cast.staff)
    one = begin(client, "咨询电话：0571-87654321")
    from taizhang.publishing.checking import standing

    mark = standing(one)[0].fingerprint
    client.post(f"/publishing/{one.pk}/release/", {"mark": mark, "reason": "办公电话"})
    assert not one.releases.exists()
    client.force_login(cast.colleague)
    client.post(f"/publishing/{one.pk}/release/", {"mark": mark, "reason": " "})
    assert not one.releases.exists()
    client.post(f"/publishing/{one.pk}/release/", {"mark": mark, "reason": "本局公开的办公电话"})
    assert standing(one) == [] and Entry.objects.get(event=Event.PUBLICATION_RELEASED).record_id == one.pk
    client.post(
        f"/publishing/{one.pk}/change/",
        {"title": one.title, "kind": "notice", "text": "手机：13922223333、0571-87654321"},
    )
    one.refresh_from_db()
    assert len(standing(one)) == 2


def test_an_id_number_can_never_be_released(cast, client):
    from stdnum.cn import ric

    from taizhang.publishing.checking import standing

    body = "33010619900307241"
    client.force_login(cast.staff)
    one = begin(client, f"张三 {body}{ric.calc_check_digit(body + '0')}")
    mark = standing(one)[0].fingerprint
    client.force_login(cast.colleague)
    told = client.post(f"/publishing/{one.pk}/release/", {"mark": mark, "reason": "想放行"}, follow=True)
    assert "不能放行" in told.content.decode() and not one.releases.exists()


def test_publishing_scans_once_more_and_only_the_leader_publishes(cast, client, leader):
    client.force_login(cast.staff)
    one = begin(client)
    client.post(f"/publishing/{one.pk}/propose/")
    assert client.post(f"/publishing/{one.pk}/publish/").status_code == 403
    with outside():
        Publication.objects.filter(pk=one.pk).update(text=f"后来被改过 {PHONE}")
    assert "还有 1 处没有处理" in leader(f"/publishing/{one.pk}/publish/")
    assert state(one) == "proposed"


def test_withdrawn_shows_why_and_nothing_else(cast, client, leader):
    client.force_login(cast.staff)
    one = begin(client, "独一无二的正文")
    client.post(f"/publishing/{one.pk}/propose/")
    leader(f"/publishing/{one.pk}/publish/")
    leader(f"/publishing/{one.pk}/withdraw/", {"reason": "公示期满"})
    client.logout()
    gone = client.get(f"/notices/{one.pk}/")
    assert (
        gone.status_code == 410
        and "公示期满" in gone.content.decode()
        and "独一无二" not in gone.content.decode()
    )
    assert "拟立项公示" not in client.get("/notices/?q=立项").content.decode()


def test_drafts_and_another_bureaus_are_not_there(cast, client):
    client.force_login(cast.staff)
    one = begin(client)
    client.force_login(cast.stranger_staff)
    assert client.get(f"/publishing/{one.pk}/").status_code == 404
    assert client.post(f"/publishing/{one.pk}/propose/").status_code == 404
    client.logout()
    assert client.get(f"/notices/{one.pk}/").status_code == 404


def test_a_file_that_is_not_checked_yet_stands_in_the_way_and_shows_how_far_it_is(cast, client):
    client.force_login(cast.staff)
    told = {"title": "拟立项公示", "kind": "notice", "text": "", "files": [sheet(hidden=False)]}
    client.post("/publishing/", told)
    one = Publication.objects.get()
    assert "还在检查" in client.post(f"/publishing/{one.pk}/propose/", follow=True).content.decode()
    page = client.get(f"/publishing/{one.pk}/progress/")
    assert "排队检查" in page.content.decode() and "HX-Redirect" not in page
    scanned(one)
    assert client.get(f"/publishing/{one.pk}/progress/")["HX-Redirect"] == f"/publishing/{one.pk}/"
    client.post(f"/publishing/{one.pk}/propose/")
    assert state(one) == "proposed"


def test_other_rules_have_everything_scanned_anew(cast, client):
    client.force_login(cast.staff)
    one = begin(client, "公示如下。", sheet(hidden=False))
    client.post(f"/publishing/{one.pk}/propose/")
    with outside():
        one.files.update(scanned_with="other rules")
    told = client.post(f"/publishing/{one.pk}/propose/", follow=True).content.decode()
    assert "还在检查" in told
    assert scanning.recover() == 1 and scanning.recover() == 0
    scanned(one)
    assert one.files.get().scanned_with == edition.edition()


def test_a_job_that_died_is_begun_again(cast, client):
    client.force_login(cast.staff)
    one = begin(client, "公示如下。", sheet(hidden=False))
    with outside():
        one.files.update(scan="working", beat_at=timezone.now() - 2 * scanning.STALE)
    assert scanning.recover() == 1
    scanned(one)
    assert one.files.get().scan == "done"


def test_bytes_that_changed_in_the_store_are_not_published(cast, client, leader):
    client.force_login(cast.staff)
    one = begin(client, "公示如下。", sheet(hidden=False))
    client.post(f"/publishing/{one.pk}/propose/")
    path = path_of(one.files.get().file.sha256)
    path.write_bytes(path.read_bytes()[:-9] + b"different")
    assert "不能公开：存档文件" in leader(f"/publishing/{one.pk}/publish/") and state(one) == "proposed"


def test_the_marked_copy_shows_the_place_and_is_kept_nowhere(cast, client):
    client.force_login(cast.staff)
    one = begin(client, "公示如下。", sheet(hidden=True))
    held = one.files.get()
    answer = client.get(f"/publishing/{one.pk}/files/{held.pk}/marked/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "手机号" in book["Sheet"]["B2"].comment.text and book["Sheet"]["B1"].comment is None
    assert StoredFile.objects.count() == 1
    client.force_login(cast.stranger_staff)
    assert client.get(f"/publishing/{one.pk}/files/{held.pk}/marked/").status_code == 404
    assert client.get(f"/publishing/{one.pk}/files/{held.pk}/").status_code == 404


def test_what_was_typed_is_not_lost_when_it_is_refused(cast, client):
    client.force_login(cast.staff)
    page = client.post("/publishing/", {"title": " ", "kind": "notice", "text": "写了很久的正文"})
    assert page.status_code == 422 and "写了很久的正文" in page.content.decode()
    one = begin(client, "公示如下。")
    told = {"title": "长" * 201, "kind": "notice", "text": "又写了很久"}
    page = client.post(f"/publishing/{one.pk}/change/", told)
    assert page.status_code == 422 and "又写了很久" in page.content.decode()


def test_a_list_for_the_public_is_covered_and_becomes_a_draft_that_is_scanned(cast, client):
    client.force_login(cast.staff)
    told = "?columns=name,contact,phone,note"
    assert "公示用名单" in client.get(f"/registers/organizations/{told}").content.decode()
    with outside():
        cast.firm_west.__class__.objects.filter(pk=cast.firm_west.pk).update(note=f"找李四 {PHONE}")
    client.post(f"/registers/organizations/publish/{told}")
    one = scanned(Publication.objects.get())
    assert (one.kind, one.title, one.state) == ("list", "单位名单", "draft")
    sheet = openpyxl.load_workbook(io.BytesIO(read(one.files.get().file))).active
    heads, *rows = sheet.values
    assert {"联**", "138****1234"} < set(rows[0]) and len(rows) == 2 and "联系电话" in heads
    page = client.get(f"/publishing/{one.pk}/").content.decode()
    assert "1 处没有处理" in page and "139****2222" in page and PHONE not in page
    client.force_login(cast.leader)
    assert client.post("/registers/organizations/publish/").status_code == 403


def test_many_of_a_kind_in_one_file_are_let_through_together_and_no_other_kind_with_them(cast, client):
    from taizhang.publishing.checking import standing

    addresses = "\n".join(f"第{n}家：江山市中山路{n}8号" for n in range(1, 5))
    client.force_login(cast.staff)
    one = begin(client, f"{addresses}\n咨询电话：0571-87654321")
    mark = standing(one)[0].fingerprint
    client.force_login(cast.colleague)
    assert client.get(f"/publishing/{one.pk}/").content.decode().count("同类全部放行") == 1
    told = {"mark": mark, "alike": "1", "reason": "均为单位的注册地址"}
    client.post(f"/publishing/{one.pk}/release/", told)
    assert [o.label for o in standing(one)] == ["固定电话"]
    assert Entry.objects.filter(event=Event.PUBLICATION_RELEASED).count() == 4
