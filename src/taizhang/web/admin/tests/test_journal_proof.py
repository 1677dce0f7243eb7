"""The audit administrator's page of verifications, seals and archives."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from taizhang.journal import keeping
from taizhang.journal.chain import seal, seal_day
from taizhang.journal.events import Event
from taizhang.journal.models import Archive, DaySeal, Entry
from taizhang.journal.writing import Author
from taizhang.operations import verifying
from taizhang.registers.archiving import archive
from taizhang.registers.proving import prove

PAGE = "/admin/journal/proof/"


def test_the_page_belongs_to_the_audit_administrator(cast, as_user):
    for page in (PAGE, "/admin/journal/seals/"):
        codes = {who: as_user(cast.users[who]).get(page).status_code for who in cast.users}
        assert {who for who, code in codes.items() if code == 200} == {"audit"}
    for where in ("ask", "keep"):
        assert as_user(cast.system).post(f"{PAGE}{where}/", {"months": "6"}).status_code == 403
    assert keeping.months_of(cast.bureau) == 36


def test_the_last_verifications_are_told_with_who_asked_and_how_far_they_went(cast, as_user):
    seal()
    prove(ground="每晚校验")
    prove(since_last=True, ground="命令行")
    page = as_user(cast.audit).get(PAGE).content.decode()
    assert "每晚校验" in page
    assert "命令行" in page
    assert "节之后" in page
    assert page.count("完好</span>") == 2


def test_verifying_is_asked_for_once(cast, as_user, django_capture_on_commit_callbacks):
    client = as_user(cast.audit)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{PAGE}ask/", {"kind": "whole"}).url == PAGE
    assert "正在进行" in client.post(f"{PAGE}ask/", {"kind": "new"}, follow=True).content.decode()
    job = DBTaskResult.objects.get(task_path=verifying.verify_now.module_path)
    assert job.args_kwargs["args"] == [cast.audit.pk, True]


@pytest.mark.parametrize("typed", ["5", "", "六", "-6", "1e3", "99999999999999999999"])
def test_what_the_law_forbids_is_refused_in_a_sentence(cast, as_user, typed):
    page = as_user(cast.audit).post(f"{PAGE}keep/", {"months": typed}, follow=True).content.decode()
    assert "6 到 600" in page
    assert keeping.months_of(cast.bureau) == 36


def test_the_months_are_set_and_journalled_once(cast, as_user):
    client = as_user(cast.audit)
    for _ in range(2):
        client.post(f"{PAGE}keep/", {"months": " 24 "})
    assert keeping.months_of(cast.bureau) == 24
    entry = Entry.objects.get(event=Event.SETTING_CHANGED, register="journal")
    assert (entry.by, entry.before, entry.after) == (cast.audit, '{"months":36}', '{"months":24}')
    assert "留存月数" in client.get("/admin/journal/").content.decode()


def test_seals_are_copied_and_printed_and_archives_listed(cast, as_user, settings):
    settings.SIGN_IN_RULES = {"password_days": 0, "totp_roles": ()}
    with time_machine.travel(timezone.now() + timedelta(days=330), tick=True):
        today = timezone.localdate()
        client = as_user(cast.audit)
        seal_day(today)
        assert "现在归档" not in client.get(PAGE).content.decode()
        keeping.change(cast.bureau, "6", Author(cast.audit))
        keeping.change(cast.other_bureau, "7", Author(cast.audit))
        page = client.get(PAGE).content.decode()
        assert "现在归档" in page
        assert "按最长的 7 个月" in page
        archive(keeping.due_before(today), Author(None, "测试"), today=today)
        held, sealed = Archive.objects.get(), DaySeal.objects.order_by("-day").first()
        page = client.get(PAGE).content.decode()
        assert f'data-copy="{held.file.sha256}"' in page
        assert f"第 {sealed.seq} 节 {sealed.hash}" in page
        sheet = client.get(f"/admin/journal/seals/?month={sealed.day:%Y-%m}").content.decode()
        assert (
            sheet.count(sealed.hash)
            == DaySeal.objects.filter(hash=sealed.hash, day__month=sealed.day.month).count()
        )
        assert "没有封印" in client.get("/admin/journal/seals/?month=1999-01").content.decode()
        assert client.get("/admin/journal/seals/?month='x").status_code == 200
        assert "以前的日志已归档" in client.get("/admin/journal/").content.decode()
