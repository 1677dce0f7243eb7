"""What the bureau holds on a firm and on a person, and that nobody gets what is another's."""

import io

import openpyxl
from tests.outsider import outside

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers

PHONE = "13911112222"
OTHER = "13933334444"


@outside()
def a_person(cast, name="王一", phone=PHONE, firm=None):
    return add_record(
        registers()["people"], {"name": name, "phone": phone, "organization": firm or cast.firm_east},
        bureau=cast.bureau, author=Author(None, "测试", bureau=cast.bureau), sources={},
    )  # fmt: skip


def texts(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row if c)


def test_a_firm_sees_its_own_records_who_looked_and_nothing_of_another(cast, client):
    client.force_login(cast.staff)
    client.post(f"/registers/organizations/{cast.firm_east.pk}/reveal/", {"reason": "电话核实年报"})
    client.force_login(cast.enterprise)
    page = client.get("/my/data/").content.decode()
    assert cast.firm_east.title in page and "电话核实年报" in page
    assert cast.firm_west.title not in page
    told = texts(client.get("/my/data.xlsx").content)
    assert cast.firm_east.credit_code in told and "电话核实年报" in told
    assert "13800001234" not in told and cast.firm_west.title not in told
    assert Entry.objects.get(event=Event.HOLDINGS_TAKEN).record_id == cast.firm_east.pk


def test_everybody_sees_what_is_kept_about_his_account_and_only_firms_a_firm(cast, client):
    for who in (cast.staff, cast.leader, cast.liaison, cast.bank, cast.system, cast.audit):
        client.force_login(who)
        page = client.get("/my/data/").content.decode()
        assert who.username in page and cast.firm_east.title not in page
        assert client.get("/my/data.xlsx").status_code == 404


def test_a_person_is_found_by_his_number_over_registers_and_the_answer_is_in_the_journal(cast, client):
    mine, other = a_person(cast), a_person(cast, "王一", OTHER, cast.firm_west)
    client.force_login(cast.staff)
    asked = {"name": "王一", "number": "139 1111 2222", "reason": "本人到窗口申请"}
    page = client.post("/personal/answer/", asked).content.decode()
    assert "139****2222" in page and PHONE not in page
    assert "另有 1 条记录写到同名的人" in page and OTHER[-4:] not in page
    told = texts(client.post("/personal/answer/", {**asked, "file": "1"}).content)
    assert PHONE in told and OTHER not in told and "个人信息保护法" in told
    assert Entry.objects.filter(event=Event.HOLDINGS_TOLD, register="people", record_id=mine.pk).count() == 1
    assert not Entry.objects.filter(event=Event.HOLDINGS_TOLD, record_id=other.pk).exists()
    assert not [e for e in Entry.objects.all() if PHONE in f"{e.before}{e.after}{e.title}{e.ground}"]


def test_a_name_alone_or_no_ground_gets_a_sentence_and_no_answer(cast, client):
    a_person(cast)
    client.force_login(cast.staff)
    for asked in (
        {"name": "王一", "reason": "x"},
        {"name": "王一", "number": PHONE},
        {"number": PHONE, "reason": "x"},
    ):
        answer = client.post("/personal/answer/", asked)
        assert answer.status_code == 422 and "请" in answer.content.decode()
    assert not Entry.objects.filter(event=Event.HOLDINGS_TOLD).exists()


def test_only_who_may_have_personal_data_shown_answers_persons(cast, client):
    a_person(cast)
    for who in (cast.leader, cast.liaison, cast.enterprise, cast.system, cast.bank):
        client.force_login(who)
        assert client.get("/personal/answer/").status_code == 403
    client.force_login(cast.stranger_staff)
    page = client.post("/personal/answer/", {"name": "王一", "number": PHONE, "reason": "x"}).content.decode()
    assert "没有记录含有这个号码" in page and "王一</td>" not in page


def test_a_firm_is_told_of_exports_that_can_hold_it_and_not_of_what_others_take_for_themselves(cast, client):
    for who in (cast.staff, cast.liaison, cast.enterprise, cast.enterprise_west, cast.liaison_west):
        client.force_login(who)
        assert client.get("/registers/organizations/export.csv").status_code == 200
    client.force_login(cast.enterprise)
    page = client.get("/my/data/").content.decode()
    taken = page[page.index("可能含有贵单位的导出") :]
    assert all(who.name in taken for who in (cast.staff, cast.liaison, cast.enterprise))
    assert not any(who.name in taken for who in (cast.enterprise_west, cast.liaison_west))
