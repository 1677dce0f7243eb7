"""Registers over the interface: exact values both ways, the table of access, and every no in words."""

import json
from decimal import Decimal

import pytest
from tests.cast import credit_code

from taizhang.accounts.actions import end_token, make_token, switch_user
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import end_record
from taizhang.registers.around import BureauSetting, ProposedChange
from taizhang.registers.covering import opened
from taizhang.registers.declaration import registers
from taizhang.registers.search import index

BASE = "/api/v1/organizations"


class Program:
    """A program that speaks JSON with a user's token."""

    def __init__(self, client, user):
        self.client = client
        self.token = make_token(user=user, name="测试", author=Author(user))[1]

    def ask(self, method, path, body=None):
        answer = self.client.generic(
            method, path, json.dumps(body) if body is not None else "", "application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )  # fmt: skip
        return answer.status_code, answer.json()


@pytest.fixture
def program(client):
    return lambda user: Program(client, user)


def test_a_list_answers_the_question_of_the_screen(cast, program):
    index(registers()["organizations"], [cast.firm_east.pk, cast.firm_west.pk])
    status, page = program(cast.staff).ask("GET", f"{BASE}?q=hyjm")
    assert status == 200
    assert [r["title"] for r in page["items"]] == [cast.firm_east.title]
    assert (page["total"], page["page"], page["size"]) == (1, 1, 50)
    status, page = program(cast.staff).ask("GET", f"{BASE}?registered_capital_yuan=60000000..&size=1&page=2")
    assert (status, len(page["items"]), page["total"]) == (200, 1, 2)


def test_one_record_is_exact_and_masked(cast, program):
    status, record = program(cast.staff).ask("GET", f"{BASE}/{cast.firm_east.pk}")
    assert status == 200
    values = record["values"]
    assert values["registered_capital_yuan"] == "60000000.00"
    assert values["founded_on"] == "2018-05-18"
    assert values["region"] == cast.east.code
    assert values["above_scale_from"] is None
    assert values["phone"] == "138****1234"
    assert "联系人甲" not in json.dumps(record, ensure_ascii=False)
    assert record["names"] == {"region": "东城街道"}
    assert record["version"] == 1


def test_what_comes_out_goes_in_again_and_changes_nothing(cast, program):
    staff = program(cast.staff)
    _, record = staff.ask("GET", f"{BASE}/{cast.firm_east.pk}")
    entries = Entry.objects.filter(record_id=cast.firm_east.pk).count()
    status, again = staff.ask("PATCH", f"{BASE}/{record['id']}", {"version": 1, "values": record["values"]})
    assert (status, again) == (200, record)
    assert Entry.objects.filter(record_id=cast.firm_east.pk).count() == entries


def test_a_record_is_added_with_exact_money_and_its_entry(cast, program):
    values = {
        "name": "澜江测试有限公司", "credit_code": credit_code(50), "region": cast.east.code, "kind": "enterprise",
        "registered_capital_yuan": "9007199254740993.01", "founded_on": "2020-02-29", "above_scale_from": None,
        "phone": "13911112222",
    }  # fmt: skip
    status, record = program(cast.staff).ask("POST", BASE, {"values": values, "ground": "省平台同步"})
    assert status == 201
    assert record["state"] == "verified"
    shown = {k: record["values"][k] for k in values}
    assert shown == {**values, "phone": "139****2222"}
    held = registers()["organizations"].model.objects.get(pk=record["id"])
    assert held.registered_capital_yuan == Decimal("9007199254740993.01")
    assert opened(held.phone) == "13911112222"
    entry = Entry.objects.get(event=Event.RECORD_ADDED, record_id=held.pk)
    assert (entry.by, entry.ground) == (cast.staff, "省平台同步")


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"registered_capital_yuan": 0.1}, "registered_capital_yuan", "以文本写的元"),
        ({"registered_capital_yuan": "1.005"}, "registered_capital_yuan", "最多两位小数"),
        ({"registered_capital_yuan": "1e9"}, "registered_capital_yuan", "以文本写的元"),
        ({"founded_on": "2026-02-30"}, "founded_on", "日期"),
        ({"kind": "club"}, "kind", "只能是：enterprise（企业）"),
        ({"credit_code": "91330881MA9X00001A"}, "credit_code", "校验位"),
        ({"credit_code": "91"}, "credit_code", "18 位"),
        ({"region": "110000"}, "region", "没有区划代码 110000"),
        ({"nonsense": 1}, "nonsense", "没有“nonsense”"),
        ({"name": ""}, "name", "不能为空"),
        ({"name": "长" * 201}, "name", "最多 200 个字"),
        ({"phone": "138****9999"}, "phone", "遮盖符号"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(cast, program, values, field, words):
    body = {"version": 1, "values": values}
    status, answer = program(cast.staff).ask("PATCH", f"{BASE}/{cast.firm_east.pk}", body)
    assert status == 422
    assert [p["field"] for p in answer["problems"]] == [field]
    assert words in answer["sentence"]
    cast.firm_east.refresh_from_db()
    assert cast.firm_east.version == 1


def test_a_text_of_controls_is_written_as_what_can_be_seen_of_it(cast, program):
    """As on a page and in an import (core/tables/tests/test_cells.py)."""
    values = {"name": "澜江\x07\u202e测试\x9f公司", "region": cast.east.code, "credit_code": credit_code(71)}
    values["products"] = "一\r\n\x1b二"
    status, record = program(cast.staff).ask("POST", BASE, {"values": values})
    assert status == 201, record
    assert (record["title"], record["values"]["products"]) == ("澜江测试公司", "一\n二")


def test_a_missing_name_and_a_missing_version_are_named(cast, program):
    status, answer = program(cast.staff).ask("POST", BASE, {"values": {}})
    assert (status, answer["sentence"]) == (422, "缺少“单位名称”。")
    status, answer = program(cast.staff).ask("PATCH", f"{BASE}/{cast.firm_east.pk}", {"values": {}})
    assert (status, answer["sentence"]) == (422, "缺少“版本”。")


def test_a_body_that_is_no_json_is_refused_in_words(cast, program, client):
    token = program(cast.staff).token
    answer = client.post(BASE, "{", "application/json", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 422
    assert "不是 JSON" in answer.json()["sentence"]


def test_the_second_of_two_editors_gets_the_record_as_it_stands(cast, program):
    staff = program(cast.staff)
    path = f"{BASE}/{cast.firm_east.pk}"
    assert staff.ask("PATCH", path, {"version": 1, "values": {"products": "甲"}})[0] == 200
    status, answer = staff.ask("PATCH", path, {"version": 1, "values": {"products": "乙"}})
    assert status == 409
    assert answer["current"]["version"] == 2
    assert answer["current"]["values"]["products"] == "甲"
    assert "别人改过" in answer["sentence"]


def test_the_same_key_twice_is_refused(cast, program):
    values = {"name": "另一家", "credit_code": cast.firm_east.credit_code}
    status, answer = program(cast.staff).ask("POST", BASE, {"values": values})
    assert status == 409
    assert cast.firm_east.title in answer["sentence"]


def test_what_an_enterprise_changes_waits_for_staff(cast, program):
    firm = program(cast.enterprise)
    path = f"{BASE}/{cast.firm_east.pk}"
    status, answer = firm.ask(
        "PATCH", path, {"version": 1, "values": {"products": "减速器"}, "ground": "更正"}
    )
    assert status == 202
    assert ProposedChange.objects.get(pk=answer["proposal"]).values == {"products": "减速器"}
    cast.firm_east.refresh_from_db()
    assert cast.firm_east.products == ""


def test_verifying_asks_a_second_person_where_the_bureau_wants_one(cast, program):
    BureauSetting.objects.create(bureau=cast.bureau, register="organizations", second_person=True)
    staff, colleague = program(cast.staff), program(cast.colleague)
    _, record = staff.ask("POST", BASE, {"values": {"name": "待核企业", "region": cast.east.code}})
    assert record["state"] == "provisional"
    path = f"{BASE}/{record['id']}/verify"
    status, answer = staff.ask("POST", path)
    assert (status, "第二人" in answer["sentence"]) == (409, True)
    status, answer = colleague.ask("POST", path, {"ground": "看过执照"})
    assert (status, answer["state"]) == (200, "verified")


def test_history_tells_exact_values_newest_first_and_masks(cast, program):
    staff = program(cast.staff)
    body = {
        "version": 1,
        "values": {"registered_capital_yuan": "71000000.01", "phone": "13700001111"},
        "ground": "增资",
    }
    staff.ask("PATCH", f"{BASE}/{cast.firm_east.pk}", body)
    status, answer = staff.ask("GET", f"{BASE}/{cast.firm_east.pk}/history?size=1")
    assert (status, answer["more"]) == (200, True)
    change = answer["changes"][0]
    assert (change["event"], change["by"], change["ground"]) == ("record.changed", str(cast.staff), "增资")
    assert change["after"] == {"registered_capital_yuan": "71000000.01", "phone": "137****1111"}
    assert change["before"] == {"registered_capital_yuan": "60000000", "phone": "138****1234"}
    _, rest = staff.ask("GET", f"{BASE}/{cast.firm_east.pk}/history?before={change['id']}")
    assert [c["event"] for c in rest["changes"]] == ["record.added"]
    assert rest["changes"][0]["after"]["region"] == cast.east.code
    assert rest["more"] is False


def test_a_record_of_another_bureau_is_as_absent_as_one_that_is_not_there(cast, program):
    stranger = program(cast.stranger_staff)
    for path in (f"{BASE}/{cast.firm_east.pk}", f"{BASE}/99999999"):
        for method, tail, body in (
            ("GET", "", None),
            ("PATCH", "", {"version": 1, "values": {}}),
            ("POST", "/verify", {}),
            ("GET", "/history", None),
        ):
            status, answer = stranger.ask(method, path + tail, body)
            assert (status, answer) == (404, {"sentence": "没有这条记录，或它不在您的权限内。"})
    assert stranger.ask("GET", BASE)[1]["total"] == 1


def test_each_role_sees_its_own_rows_only(cast, program):
    seen = {}
    for who in ("staff", "leader", "finance", "liaison", "liaison_west", "enterprise", "enterprise_west"):
        seen[who] = {r["id"] for r in program(cast.users[who]).ask("GET", BASE)[1]["items"]}
    east, west = cast.firm_east.pk, cast.firm_west.pk
    assert seen == {
        "staff": {east, west}, "leader": {east, west}, "finance": {east, west},
        "liaison": {east}, "liaison_west": {west}, "enterprise": {east}, "enterprise_west": {west},
    }  # fmt: skip


@pytest.mark.parametrize("who", ["system", "security", "audit", "bank", "expert"])
def test_a_role_without_the_register_is_told_so(cast, program, who):
    status, answer = program(cast.users[who]).ask("GET", BASE)
    assert status == 403
    assert "单位" in answer["sentence"]


def test_nobody_writes_out_of_his_scope(cast, program):
    liaison = program(cast.liaison)
    values = {"name": "西城新企业", "region": cast.west.code}
    status, answer = liaison.ask("POST", BASE, {"values": values})
    assert (status, "范围" in answer["sentence"]) == (403, True)
    assert not registers()["organizations"].model.objects.filter(name="西城新企业").exists()
    status, record = liaison.ask("POST", BASE, {"values": {**values, "region": cast.east.code}})
    assert (status, record["state"]) == (201, "provisional")
    path = f"{BASE}/{record['id']}"
    status, _ = liaison.ask("PATCH", path, {"version": 1, "values": {"region": cast.west.code}})
    assert status == 403
    assert liaison.ask("GET", path)[1]["version"] == 1


def test_a_leader_may_read_and_not_write(cast, program):
    leader = program(cast.leader)
    status, answer = leader.ask(
        "PATCH", f"{BASE}/{cast.firm_east.pk}", {"version": 1, "values": {"products": "x"}}
    )
    assert (status, answer["sentence"][:6]) == (403, "局领导不能修")


def test_an_ended_token_and_a_switched_off_user_are_strangers(cast, program):
    staff = program(cast.staff)
    assert staff.ask("GET", BASE)[0] == 200
    token = cast.staff.tokens.get()
    assert token.used_at is not None
    end_token(token=token, author=Author(cast.staff))
    assert staff.ask("GET", BASE)[0] == 401
    colleague = program(cast.colleague)
    switch_user(user=cast.colleague, on=False, author=Author(cast.system))
    status, answer = colleague.ask("GET", BASE)
    assert (status, "接口令牌" in answer["sentence"]) == (401, True)


def test_a_page_of_ours_needs_the_csrf_token_to_write(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.staff)
    assert client.get(BASE).status_code == 200
    answer = client.post(BASE, "{}", "application/json")
    assert answer.status_code == 403
    assert "X-CSRFToken" in answer.json()["sentence"]


def test_without_anything_one_is_asked_to_sign_in(cast, client):
    answer = client.get(BASE)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_ended_records_are_left_out_unless_asked_for(cast, program):
    end_record(registers()["organizations"], cast.firm_west, author=Author(cast.staff, "注销"))
    staff = program(cast.staff)
    assert staff.ask("GET", BASE)[1]["total"] == 1
    assert [r["id"] for r in staff.ask("GET", f"{BASE}?state=ended")[1]["items"]] == [cast.firm_west.pk]


@pytest.mark.parametrize("query", ["size=201", "size=0", "page=0", "page=x"])
def test_a_page_out_of_range_is_refused(cast, program, query):
    status, answer = program(cast.staff).ask("GET", f"{BASE}?{query}")
    assert status == 422
    assert answer["problems"][0]["field"] in ("size", "page")


def test_an_unknown_register_is_not_there(cast, program, client):
    assert client.get("/api/v1/nonsense").status_code == 404


def test_the_number_of_queries_of_a_list_does_not_grow(cast, program):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    staff = program(cast.staff)
    counts = []
    staff.ask("GET", BASE)
    for size in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            staff.ask("GET", f"{BASE}?size={size}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_record_without_a_region_stands_where_its_organization_does(cast, program):
    need = {"values": {"name": "轴承寿命", "organization": cast.firm_east.pk}}
    status, record = program(cast.enterprise).ask("POST", "/api/v1/needs", need)
    assert (status, record["values"]["region"]) == (201, cast.east.code)
    assert program(cast.liaison).ask("GET", f"/api/v1/needs/{record['id']}")[0] == 200
