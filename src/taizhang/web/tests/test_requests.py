"""Requests to correct or delete: made on the holdings page or at the window, a task with a due date, answered in words."""

from datetime import timedelta

from django.utils import timezone
from tests.outsider import outside

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.personal.models import Request
from taizhang.personal.requests import DAYS

WHAT = "联系人已离职，请删除其电话"


def asked(client, cast, what=WHAT):
    client.force_login(cast.enterprise)
    return client.post("/my/data/request/", {"kind": "erase", "what": what}, follow=True).content.decode()


def test_a_firm_asks_staff_have_a_task_with_a_due_date_and_the_firm_reads_the_answer(cast, client):
    page = asked(client, cast)
    one = Request.objects.get()
    assert one.due_on == timezone.localdate() + timedelta(days=DAYS)
    assert WHAT in page and f"{one.due_on:%Y-%m-%d} 前答复" in page
    client.force_login(cast.staff)
    home = client.get("/").content.decode()
    assert f"申请删除：{WHAT}" in home and f"/personal/requests/#request-{one.pk}" in home
    told = {"decision": "done", "words": "已删除该联系人的电话。"}
    client.post(f"/personal/requests/{one.pk}/", told)
    assert WHAT not in client.get("/").content.decode()
    client.force_login(cast.enterprise)
    page = client.get("/my/data/").content.decode()
    assert "已删除该联系人的电话。" in page and "已办理" in page
    events = (Event.REQUEST_MADE, Event.REQUEST_ANSWERED)
    entries = Entry.objects.filter(event__in=events, record_id=one.pk).order_by("id")
    assert [e.event for e in entries] == list(events)
    assert not [e for e in entries if str(cast.firm_east) in f"{e.title}{e.after}"]


def test_numbers_have_no_place_in_a_request_or_an_answer(cast, client):
    assert "不要写号码" in asked(client, cast, "把电话改成 13911112222")
    assert not Request.objects.exists()
    asked(client, cast)
    one = Request.objects.get()
    client.force_login(cast.staff)
    client.post(f"/personal/requests/{one.pk}/", {"decision": "done", "words": "改成了 13911112222"})
    client.post(f"/personal/requests/{one.pk}/", {"decision": "declined", "words": " "})
    one.refresh_from_db()
    assert one.state == "open"


def test_what_comes_to_the_window_is_written_down_and_what_was_typed_is_not_lost(cast, client):
    client.force_login(cast.staff)
    told = {"applicant": "张三", "kind": "correct", "what": " "}
    page = client.post("/personal/requests/", told)
    assert page.status_code == 422 and 'value="张三"' in page.content.decode()
    client.post("/personal/requests/", {**told, "what": "职称写错了"})
    one = Request.objects.get()
    assert (one.applicant, one.kind, one.by) == ("张三", "correct", cast.staff)
    assert "张三" not in Entry.objects.get(event=Event.REQUEST_MADE).title


def test_one_that_is_late_says_so(cast, client):
    asked(client, cast)
    with outside():
        Request.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    client.force_login(cast.staff)
    assert "已过期" in client.get("/personal/requests/").content.decode()


def test_an_answer_stands_and_another_bureau_sees_nothing(cast, client):
    asked(client, cast)
    one = Request.objects.get()
    client.force_login(cast.stranger_staff)
    assert WHAT not in client.get("/personal/requests/").content.decode()
    assert client.post(f"/personal/requests/{one.pk}/", {"words": "好"}).status_code == 404
    for role in (cast.enterprise, cast.leader, cast.finance, cast.liaison):
        client.force_login(role)
        assert client.get("/personal/requests/").status_code == 403
    client.force_login(cast.staff)
    client.post(f"/personal/requests/{one.pk}/", {"decision": "declined", "words": "法定保存期未满。"})
    again = client.post(f"/personal/requests/{one.pk}/", {"decision": "done", "words": "好"}, follow=True)
    one.refresh_from_db()
    assert "已经答复过了" in again.content.decode() and (one.state, one.answer) == (
        "declined",
        "法定保存期未满。",
    )
