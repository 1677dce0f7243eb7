"""What the public reads of the ledger: no record with personal data in a text, whoever wrote it and whichever way he asks."""

import pytest
from django.core.management import call_command
from tests.outsider import outside

from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers import screening
from taizhang.registers.actions import Change, add_record, change_records, end_record
from taizhang.registers.around import Screening
from taizhang.registers.declaration import registers
from taizhang.registers.search import index

PHONE = "13911112222"
EVENTS = registers()["events"]


def event(cast, **values):
    told = {"name": "科技活动周启动仪式", "summary": "发放资料。", **values}
    return add_record(EVENTS, told, bureau=cast.bureau, author=Author(cast.staff))


def seen(client, record) -> bool:
    """Whether a stranger sees a record: on its page, in the list, in a search, each the same answer."""
    client.logout()
    index(EVENTS, [record.pk])
    page = client.get(f"/registers/events/{record.pk}/").status_code == 200
    listed = record.title in client.get("/registers/events/").content.decode()
    found = record.title in client.get("/search/?q=科技活动周").content.decode()
    assert page == listed == found
    return page


def test_a_clean_record_is_public_and_one_with_a_phone_in_a_text_is_not(cast, client):
    assert seen(client, event(cast))
    held = event(cast, name="科技活动周讲座", summary=f"报名找张三 {PHONE}")
    assert not seen(client, held)
    client.force_login(cast.staff)
    page = client.get(f"/registers/events/{held.pk}/").content.decode()
    assert "公众看不到这一条" in page and "“活动情况”里有手机号" in page
    page = client.get("/publishing/").content.decode()
    assert "科技活动周讲座" in page and "“活动情况”里有手机号" in page and PHONE not in page


def test_mended_it_is_public_and_made_worse_it_is_not(cast, client):
    record = event(cast, summary=f"电话 {PHONE}")
    change_records(EVENTS, [Change(record, {"summary": "电话见公告"})], author=Author(cast.staff))
    assert seen(client, record)
    change_records(EVENTS, [Change(record, {"note": f"也可打 {PHONE}"})], author=Author(cast.staff))
    assert not seen(client, record)


def test_the_place_of_an_event_is_no_home_address(cast, client):
    assert seen(client, event(cast, place="江山市中山路88号3楼会议室"))
    assert not seen(client, event(cast, name="科技活动周走访", summary="到张三家，中山路88号3幢2单元501室"))


def test_a_second_person_lets_an_office_number_through_for_these_values_alone(cast, client):
    record = event(cast, summary="咨询电话：0571-87654321")
    with pytest.raises(Refused, match="第二人"):
        screening.let_through(EVENTS, record, reason="办公电话", author=Author(cast.staff))
    with pytest.raises(Refused, match="理由"):
        screening.let_through(EVENTS, record, reason=" ", author=Author(cast.colleague))
    client.force_login(cast.colleague)
    told = {"reason": "本局公开的办公电话"}
    client.post(f"/registers/events/{record.pk}/let-through/", told)
    assert Entry.objects.get(event=Event.RECORD_LET_THROUGH).record_id == record.pk
    assert seen(client, record)
    change_records(EVENTS, [Change(record, {"participants": 30})], author=Author(cast.staff))
    assert seen(client, record)
    longer = {"summary": f"咨询电话：0571-87654321，{PHONE}"}
    change_records(EVENTS, [Change(record, longer)], author=Author(cast.staff))
    assert not seen(client, record)


def test_an_id_number_is_never_let_through(cast):
    from stdnum.cn import ric

    body = "33010619900307241"
    record = event(cast, note=f"张三 {body}{ric.calc_check_digit(body + '0')}")
    with pytest.raises(Refused, match="不能放行"):
        screening.let_through(EVENTS, record, reason="想放行", author=Author(cast.colleague))


def test_what_was_never_scanned_is_not_public_until_the_beat_has_scanned_it(cast, client):
    record = event(cast)
    with outside():
        Screening.objects.all().delete()
    assert not seen(client, record)
    assert screening.screen_rest() == 1 and screening.screen_rest() == 0
    assert seen(client, record)


def test_other_rules_scan_everything_anew(cast):
    event(cast)
    with outside():
        Screening.objects.update(rules="other rules")
    assert screening.screen_rest() == 1


def test_a_renamed_firm_is_scanned_again_where_its_name_is_shown(cast, client):
    platforms, firms = registers()["platforms"], registers()["organizations"]
    values = {"name": "工程中心", "organization": cast.firm_east}
    made = add_record(platforms, values, bureau=cast.bureau, author=Author(cast.staff))
    assert client.get(f"/registers/platforms/{made.pk}/").status_code == 200
    change = Change(cast.firm_east, {"name": f"张三的公司{PHONE}"})
    change_records(firms, [change], author=Author(cast.staff))
    assert client.get(f"/registers/platforms/{made.pk}/").status_code == 404
    screening.screen_rest()
    assert client.get(f"/registers/platforms/{made.pk}/").status_code == 404


def test_the_command_tells_what_is_held_back_and_no_value(cast, capsys):
    event(cast, summary=f"电话 {PHONE}")
    ended = event(cast, name="另一场", summary=f"电话 {PHONE}")
    end_record(EVENTS, ended, author=Author(cast.staff, "重复"))
    merged = event(cast, name="第三场", summary=f"电话 {PHONE}")
    with outside():  # as a merge ends records, past this room
        type(merged).objects.filter(pk=merged.pk).update(state="ended", version=2)
    call_command("scan_public")
    told = capsys.readouterr().out
    assert "检查了 1 条记录，1 条有" in told and "“活动情况”里有手机号" in told and PHONE not in told


def test_registers_that_are_not_open_are_not_scanned(cast):
    assert not Screening.objects.exists()  # the cast's firms: a register that no stranger opens
