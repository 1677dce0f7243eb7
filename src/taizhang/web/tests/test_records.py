"""A record's page: what it shows to whom, and what is done on it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import change_record
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import registers
from taizhang.registers.proving import prove
from taizhang.registers.record import State


def url(record, name="record", **query):
    address = reverse(name, args=[record.register_name, record.pk])
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def test_the_page_shows_values_sources_and_what_other_registers_hold(cast, as_user, add):
    add("ip", name="一种减速器", organization=cast.firm_east)
    page = as_user(cast.staff).get(url(cast.firm_east)).content.decode()
    for text in (cast.firm_east.credit_code, "6,000.00 万元", "2018-05-18", "一种减速器", "改动"):
        assert text in page


@pytest.mark.parametrize(
    "who",
    ["stranger_staff", "liaison_west", "enterprise_west", "bank", "expert", "system", "audit", "public"],
)
def test_who_may_not_see_a_record_gets_the_same_page_as_for_none(cast, as_user, who):
    client = as_user(cast.users[who])
    client.defaults["HTTP_X_REQUEST_ID"] = "the-same-one"  # it stands on the page
    missing = reverse("record", args=["organizations", 999999])
    for name in ("record", "record_history", "record_reveal", "record_edit"):
        answer = client.get(url(cast.firm_east, name))
        assert answer.status_code in (403, 404)
    hidden, none = client.get(url(cast.firm_east)), client.get(missing)
    assert hidden.status_code == none.status_code
    if hidden.status_code == 404:
        pages = (
            re.sub(r' data-left="\d+"', "", answer.content.decode()) for answer in (hidden, none)
        )  # seconds of the session
        told, plain = (page.split("<main")[1] for page in pages)
        assert told == plain


def test_an_open_record_shows_a_stranger_its_values_alone(cast, client, add):
    event = add("events", name="高企政策培训", region=cast.east)
    page = client.get(url(event)).content.decode()
    assert "高企政策培训" in page
    for hidden in ("改动", "附件", "表单", "提出修改", "待决定"):
        assert hidden not in page
    assert client.get(url(event, "record_history")).status_code == 302


def test_linked_rows_keep_within_the_scope(cast, as_user, add):
    add("loans", organization=cast.firm_east, bank="示例银行")
    assert "科技信贷" not in [
        x.register.title for x in as_user(cast.liaison).get(url(cast.firm_east)).context["linked"]
    ]
    assert "科技信贷" in [
        x.register.title for x in as_user(cast.staff).get(url(cast.firm_east)).context["linked"]
    ]


def test_personal_data_is_shown_for_ten_minutes_once_a_reason_is_given(cast, as_user):
    client = as_user(cast.staff)
    assert "13800001234" not in client.get(url(cast.firm_east)).content.decode()
    assert (
        "请写一句原因" in client.post(url(cast.firm_east, "record_reveal"), {"reason": " "}).content.decode()
    )
    client.post(url(cast.firm_east, "record_reveal"), {"reason": "电话核实年报"})
    assert "13800001234" in client.get(url(cast.firm_east)).content.decode()
    entry = Entry.objects.get(event=Event.RECORD_REVEALED)
    assert (entry.by, entry.record_id, entry.ground) == (cast.staff, cast.firm_east.pk, "电话核实年报")
    session = client.session
    session["revealed"] = dict.fromkeys(session["revealed"], 1)
    session.save()
    assert "13800001234" not in client.get(url(cast.firm_east)).content.decode()


def test_history_masks_personal_data_and_says_old_and_new(cast, as_user):
    register = registers()["organizations"]
    change_record(
        register,
        cast.firm_east,
        {"phone": "13912345678", "address": "新路 1 号"},
        version=1,
        author=Author(cast.staff),
    )
    page = as_user(cast.staff).get(url(cast.firm_east, tab="history")).content.decode()
    assert "13912345678" not in page and "139****5678" in page and "新路 1 号" in page


def test_a_long_history_costs_no_more_and_is_paged(cast, as_user):
    register, record = registers()["organizations"], cast.firm_east
    client = as_user(cast.staff)
    client.get(url(record))
    with CaptureQueriesContext(connection) as few:
        client.get(url(record))
    for n in range(30):
        record.refresh_from_db()
        change_record(
            register, record, {"address": f"第 {n} 号"}, version=record.version, author=Author(cast.staff)
        )
    with CaptureQueriesContext(connection) as many:
        page = client.get(url(record))
    assert len(many) <= len(few)
    assert len(page.context["history"]) == 20
    older = client.get(
        url(record, "record_history", before=page.context["older"]), headers={"HX-Request": "true"}
    )
    assert "<html" not in older.content.decode() and "第 0 号" in older.content.decode()


def test_the_list_it_was_opened_from_gives_the_next_and_the_way_back(cast, as_user):
    response = as_user(cast.staff).get(url(cast.firm_east, **{"in": "kind%3Denterprise", "at": 0}))
    assert f"/registers/organizations/{cast.firm_west.pk}/" in response.context["neighbours"]["next"]
    assert response.context["neighbours"]["previous"] == ""
    assert f"{reverse('register', args=['organizations'])}?kind=enterprise" in response.content.decode()


def test_a_record_is_verified_ended_with_a_ground_and_resumed(cast, as_user, add):
    ip = add("ip", by=cast.liaison, name="专利", organization=cast.firm_east, region=cast.east)
    client = as_user(cast.staff)
    client.post(url(ip, "record_verify"))
    ip.refresh_from_db()
    assert ip.state == State.VERIFIED
    assert client.post(url(ip, "record_end"), {"ground": ""}).status_code == 409
    client.post(url(ip, "record_end"), {"ground": "已失效"})
    ip.refresh_from_db()
    assert ip.state == State.ENDED
    client.post(url(ip, "record_resume"))
    ip.refresh_from_db()
    assert ip.state == State.PROVISIONAL


def test_a_proposed_change_is_taken_over_or_declined_with_a_reply(cast, as_user):
    client = as_user(cast.enterprise)
    sent = {
        "name": cast.firm_east.name,
        "registered_capital_yuan": "8000",
        "region": cast.east.pk,
        "version": "1",
    }
    client.post(url(cast.firm_east, "record_edit"), sent)
    proposal = ProposedChange.objects.get()
    assert proposal.values == {"registered_capital_yuan": "80000000"}
    page = as_user(cast.staff).get(url(cast.firm_east)).content.decode()
    assert "6,000.00 万元" in page and "8,000.00 万元" in page
    decide = reverse("decide", args=[proposal.pk])
    assert as_user(cast.enterprise).post(decide, {"decision": "accept"}).status_code == 403
    assert as_user(cast.stranger_staff).post(decide, {"decision": "accept"}).status_code == 404
    assert as_user(cast.staff).post(decide, {"decision": "decline"}).status_code == 409
    as_user(cast.staff).post(decide, {"decision": "accept"})
    cast.firm_east.refresh_from_db()
    assert cast.firm_east.registered_capital_yuan == 80_000_000


def test_the_same_change_proposed_by_two_is_taken_over_once_and_decided_twice(cast, as_user):
    for who in (cast.enterprise, cast.liaison):
        sent = {
            "name": cast.firm_east.name, "credit_code": cast.firm_east.credit_code, "kind": "enterprise",
            "registered_capital_yuan": "8000", "region": cast.east.pk, "version": "1",
        }  # fmt: skip
        as_user(who).post(url(cast.firm_east, "record_edit"), sent)
    first, second = ProposedChange.objects.order_by("pk")
    for proposal in (first, second):
        assert (
            as_user(cast.staff)
            .post(reverse("decide", args=[proposal.pk]), {"decision": "accept"})
            .status_code
            == 302
        )
        proposal.refresh_from_db()
        assert proposal.state == ProposedChange.State.ACCEPTED
    cast.firm_east.refresh_from_db()
    assert (cast.firm_east.registered_capital_yuan, cast.firm_east.version) == (80_000_000, 2)
    assert prove(record=False).holds


def test_a_key_that_is_taken_is_named_by_what_was_filled_in(cast, as_user, add):
    add("needs", by=cast.staff, name="轴承寿命", organization=cast.firm_east, region=cast.east)
    answer = as_user(cast.enterprise).post(
        reverse("record_new", args=["needs"]), {"name": "轴承寿命", "region": cast.east.pk}
    )
    assert "已有需求名称、提出单位相同的记录" in answer.content.decode()


def test_a_name_of_what_one_may_not_open_is_no_link(cast, as_user, add):
    named = {"organization": cast.firm_east, "partner": cast.firm_west, "region": cast.east}
    found = add("cooperations", by=cast.staff, subject="联合攻关", **named)
    for who, opens in ((cast.enterprise, False), (cast.liaison, False), (cast.staff, True)):
        page = as_user(who).get(url(found)).content.decode()
        assert cast.firm_west.name in page and url(cast.firm_east) in page
        assert (f'<a href="{url(cast.firm_west)}"' in page) is opens
