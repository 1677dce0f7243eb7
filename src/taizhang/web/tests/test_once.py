"""What is sent twice is done once: double click, retry, second tab, a program that lost the answer."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from taizhang.accounts.actions import make_token
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers import sending
from taizhang.registers.around import ProposedChange, Sending
from taizhang.registers.needs.models import Need


def proposal(client, cast, once: str, contact: str = "联系人乙"):
    form = {"name": cast.firm_east.title, "contact": contact, "version": cast.firm_east.version, "once": once}
    return client.post(f"/registers/organizations/{cast.firm_east.pk}/edit/", form)


def test_every_form_of_a_page_carries_a_mark_of_its_own(cast, client):
    client.force_login(cast.staff)
    page = client.get("/registers/needs/new/").content.decode()
    marks = [part[:32] for part in page.split('name="once" value="')[1:]]
    assert len(marks) == page.count('name="csrfmiddlewaretoken"') == len(set(marks)) > 1


def test_a_double_click_proposes_once_and_says_so(cast, client):
    client.force_login(cast.enterprise)
    mark = uuid.uuid4().hex
    first, second = proposal(client, cast, mark), proposal(client, cast, mark)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert ProposedChange.objects.count() == 1
    assert "没有重复办理" in client.get(second["Location"]).content.decode()


def test_another_content_or_another_form_is_another_sending(cast, client):
    client.force_login(cast.enterprise)
    mark = uuid.uuid4().hex
    proposal(client, cast, mark)
    proposal(client, cast, mark, "联系人丙")
    proposal(client, cast, uuid.uuid4().hex, "联系人丁")
    assert ProposedChange.objects.count() == 3


def test_a_mark_is_one_persons(cast, client):
    mark = uuid.uuid4().hex
    for user in (cast.staff, cast.colleague):
        client.force_login(user)
        client.post(f"/registers/organizations/{cast.firm_east.pk}/end/", {"ground": "已注销", "once": mark})
    assert Sending.objects.count() == 2


def test_a_form_sent_back_may_be_sent_again(cast, client):
    client.force_login(cast.staff)
    mark = uuid.uuid4().hex
    assert client.post("/registers/needs/new/", {"name": "", "once": mark}).status_code == 422
    assert not Sending.objects.exists()


def test_whoever_comes_second_waits_for_the_first(db):
    mark = sending.mark_of("a")
    assert sending.begin(mark, "x") is None
    assert sending.begin(mark, "x").status == 0
    assert sending.wait_for(mark, 0.05) is None
    sending.finish(mark, status=302, location="/there/")
    assert sending.wait_for(mark, 0.05).location == "/there/"


def test_the_mark_of_one_who_died_is_free_after_a_minute(db):
    mark = sending.mark_of("a")
    sending.begin(mark, "x")
    Sending.objects.update(at=timezone.now() - sending.DEAD - timedelta(seconds=1))
    assert sending.begin(mark, "x") is None
    assert sending.begin(mark, "x") is not None


def test_after_two_days_a_mark_goes(db):
    sending.begin(sending.mark_of("a"), "x")
    assert sending.sweep(timezone.now()) == 0
    assert sending.sweep(timezone.now() + sending.KEPT + timedelta(minutes=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_record(cast):
    """Eight windows of one person, one mark, a record that nothing but the mark could tell twice."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory locks whole tables; the browser journeys click twice on a file")
    mark, answers = uuid.uuid4().hex, []
    clients = [Client() for _ in range(8)]
    for client in clients:
        client.force_login(cast.staff)
    ready = threading.Barrier(8)

    def send(client: Client) -> None:
        ready.wait()
        answers.append(client.post("/registers/needs/new/", {"name": "高温密封材料", "once": mark}))
        connection.close()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in answers} == {302}
    assert len({a["Location"] for a in answers}) == 1
    assert Need.objects.filter(name="高温密封材料").count() == 1


@pytest.fixture
def program(cast):
    token = make_token(user=cast.staff, name="报送", author=Author(cast.staff))[1]
    return lambda key, body, path="needs": Client().post(
        f"/api/v1/{path}", body, content_type="application/json",
        headers={"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})},
    )  # fmt: skip


def test_a_call_repeated_with_its_key_gives_the_first_answer_again(program):
    body = '{"values": {"name": "高温密封材料"}}'
    first, second = program("k1", body), program("k1", body)
    assert (first.status_code, second.status_code) == (201, 201), first.content.decode()
    assert second.json() == first.json()
    assert (first.get("Idempotent-Replayed"), second["Idempotent-Replayed"]) == (None, "true")
    assert Need.objects.count() == 1
    assert Entry.objects.filter(event="record.added", register="needs").count() == 1
    program("k2", body)
    program("", body)
    assert Need.objects.count() == 3


def test_a_key_stands_for_one_content(program):
    program("k1", '{"values": {"name": "甲"}}')
    other = program("k1", '{"values": {"name": "乙"}}')
    assert other.status_code == 422
    assert "换一个" in other.json()["sentence"]
    assert Need.objects.count() == 1


def test_a_call_that_was_refused_may_be_sent_again_with_its_key(program):
    assert program("k1", '{"values": {}}').status_code == 422
    assert program("k1", '{"values": {"name": "甲"}}').status_code == 201
