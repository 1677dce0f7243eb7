"""What was typed outlives the session, without JavaScript too."""

import time_machine
from django.test import Client
from tests.cast import PASSWORD

from taizhang.registers.around import Draft


def test_what_is_sent_after_the_end_waits_as_a_draft(cast):
    with time_machine.travel("2026-03-02 09:00:00+08:00", tick=False) as clock:
        client = Client()
        client.force_login(cast.staff)
        clock.shift(31 * 60)
        waits(client, cast)


def waits(client, cast):
    page = "/registers/organizations/new/"
    answer = client.post(page, {"name": "写了很久的名称"}, HTTP_REFERER=f"http://testserver{page}")
    assert answer.url == f"/sign-in/?next={page}"
    assert "已存为草稿" in client.get(answer.url).content.decode()
    assert Draft.objects.get(by=cast.staff, place="new:organizations").values["name"] == "写了很久的名称"
    client.post("/sign-in/", {"username": "staff", "password": PASSWORD})
    assert "写了很久的名称" in client.get(page).content.decode()


def test_without_a_csrf_token_no_draft_is_made_for_anybody(cast):
    client = Client(enforce_csrf_checks=True)
    with time_machine.travel("2026-03-02 09:00:00+08:00", tick=False) as clock:
        client.force_login(cast.staff)
        clock.shift(31 * 60)
        assert client.post("/registers/organizations/new/", {"name": "x"}).status_code == 403
    assert not Draft.objects.exists()
