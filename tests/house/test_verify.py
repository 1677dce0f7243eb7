"""`taizhang verify` passes after a journey and names the row after one byte changed by SQL."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import call_command

from taizhang.files.store import keep, path_of
from taizhang.journal.chain import seal
from taizhang.journal.events import Event
from taizhang.journal.models import Entry, Link
from taizhang.journal.writing import Author
from taizhang.registers import proof
from taizhang.registers.actions import (
    add_records,
    change_record,
    end_record,
    resume_record,
    verify_records,
    withdraw_records,
)
from taizhang.registers.declaration import registers
from tests.cast import credit_code
from tests.outsider import sql


def verify() -> tuple[int, dict]:
    """(exit code, what --json said)."""
    out = io.StringIO()
    try:
        call_command("verify", "--json", stdout=out)
    except SystemExit as end:
        return int(end.code), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


@pytest.fixture
def journey(cast):
    """Additions, changes, a verification, an end and a return, an undone addition; all sealed."""
    organizations = registers()["organizations"]
    staff = Author(cast.staff, "测试")
    firm = cast.firm_east
    change_record(
        organizations, firm, {"registered_capital_yuan": Decimal("71000000.01")}, version=1, author=staff
    )
    firm.refresh_from_db()
    change_record(
        organizations,
        firm,
        {"phone": "", "address": "东城街道 '1' <b>号</b>"},
        version=firm.version,
        author=staff,
    )
    end_record(organizations, cast.firm_west, author=staff)
    resume_record(organizations, cast.firm_west, author=staff)
    cast.firm_west.refresh_from_db()
    verify_records(organizations, [cast.firm_west], author=staff)
    more = [
        ({"name": f"批次企业{i}", "credit_code": credit_code(100 + i)}, {"*": ["batch", 1, 0, i]})
        for i in range(5)
    ]
    brought = add_records(organizations, more, bureau=cast.bureau, author=staff)
    withdraw_records(organizations, brought[:2], author=staff)
    seal()
    firm.refresh_from_db()
    return cast


def test_a_whole_journey_verifies_and_leaves_its_outcome_in_the_journal(journey):
    code, told = verify()
    assert code == 0
    assert told["holds"] is True
    assert told["waiting"] == 0
    assert told["records"] == {"records": 6, "wrong": 0, "broken": []}
    entry = Entry.objects.filter(event=Event.LEDGER_PROVED).get()
    assert json.loads(entry.after)["holds"] is True
    seal()
    assert verify()[0] == 0


def test_what_is_not_sealed_yet_is_counted_and_sealed_once_found_whole(journey):
    change_record(
        registers()["organizations"], journey.firm_east, {"products": "减速器"},
        version=journey.firm_east.version, author=Author(journey.staff),
    )  # fmt: skip
    before = Link.objects.count()
    code, told = verify()
    assert (code, told["waiting"]) == (0, 1)
    assert Link.objects.count() == before + 2  # the change, and the entry of the proof
    assert verify()[1]["waiting"] == 0


def test_one_byte_of_the_journal_is_found(journey):
    entry = Entry.objects.filter(record_id=journey.firm_east.pk, event=Event.RECORD_CHANGED).first()
    sql(
        "UPDATE journal_entry SET after = %s WHERE id = %s",
        entry.after.replace("71000000.01", "71000000.02"),
        entry.pk,
    )
    code, told = verify()
    assert code == 1
    assert told["chain"]["entry_id"] == entry.pk
    assert journey.firm_east.title in told["chain"]["sentence"]


def test_one_byte_of_a_waiting_journal_entry_is_found(journey):
    change_record(
        registers()["organizations"], journey.firm_east, {"products": "减速器"},
        version=journey.firm_east.version, author=Author(journey.staff),
    )  # fmt: skip
    entry = Entry.objects.order_by("-id").first()
    sql(
        "UPDATE journal_entry SET after = %s WHERE id = %s", entry.after.replace("减速器", "加速器"), entry.pk
    )
    code, told = verify()
    assert (code, told["chain"]) == (1, None)
    assert told["records"]["broken"][0]["record_id"] == journey.firm_east.pk
    assert told["records"]["broken"][0]["fields"] == ["products"]


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("name", "澜江恒远精密传动科技股份有限公丝", "单位名称"),
        ("registered_capital_yuan", 7100000002, "71000000.02"),
        ("founded_on", "2018-05-19", "2018-05-19"),
        ("state", "ended", "核实状态"),
        ("phone", "1", "个人信息"),
        ("title", "别的名称", "别的名称"),
        ("region_id", None, "所属区划"),
        ("sources", '{"name": ["form"]}', "来源"),
    ],
)
def test_one_byte_of_a_record_is_found_and_the_field_named(journey, column, value, shown):
    sql(f"UPDATE registers_organization SET {column} = %s WHERE id = %s", value, journey.firm_east.pk)
    code, told = verify()
    assert code == 1
    assert told["chain"] is None
    assert told["records"]["wrong"] == 1
    broken = told["records"]["broken"][0]
    assert (broken["register"], broken["record_id"]) == ("organizations", journey.firm_east.pk)
    assert shown in broken["sentence"]
    assert broken["fields"] == [column.removesuffix("_id")]


def test_a_deleted_journal_row_is_found_twice(journey):
    """The chain has a hole, and the record no longer follows from what is left."""
    entry = Entry.objects.filter(record_id=journey.firm_west.pk).order_by("-id").first()
    seq = Link.objects.get(entry=entry).seq
    sql("DELETE FROM journal_link WHERE entry_id = %s", entry.pk)
    sql("DELETE FROM journal_entry WHERE id = %s", entry.pk)
    code, told = verify()
    assert code == 1
    assert told["chain"]["seq"] == seq
    assert told["records"]["broken"][0]["record_id"] == journey.firm_west.pk


def test_a_deleted_record_is_found(journey):
    firm = journey.firm_elsewhere
    sql("DELETE FROM registers_organization WHERE id = %s", firm.pk)
    code, told = verify()
    assert code == 1
    assert told["records"]["broken"][0]["record_id"] == firm.pk
    assert f"“{firm.title}”不在了" in told["records"]["broken"][0]["sentence"]


def test_a_record_put_in_by_sql_is_found(journey):
    columns = [
        f.column for f in type(journey.firm_east)._meta.fields if f.column not in ("id", "key", "credit_code")
    ]
    names = ", ".join(columns)
    sql(
        f"INSERT INTO registers_organization ({names}, key, credit_code)"
        f" SELECT {names}, 'x', 'x' FROM registers_organization WHERE id = %s",
        journey.firm_east.pk,
    )
    code, told = verify()
    assert code == 1
    assert "没有任何日志条目" in told["records"]["broken"][0]["sentence"]


def test_a_swapped_link_is_found(journey):
    first, second = Link.objects.get(seq=2), Link.objects.get(seq=3)
    spare = Entry.objects.create(at=Entry.objects.first().at, event=Event.SIGNED_IN)
    for place, entry in ((2, spare.pk), (3, first.entry_id), (2, second.entry_id)):
        sql("UPDATE journal_link SET entry_id = %s WHERE seq = %s", entry, place)
    code, told = verify()
    assert code == 1
    assert told["chain"]["seq"] == 2


def test_many_records_are_read_in_chunks(journey, monkeypatch):
    monkeypatch.setattr(proof, "CHUNK", 2)
    code, told = verify()
    assert (code, told["records"]["records"]) == (0, 6)
    sql("UPDATE registers_organization SET address = 'x'")
    assert verify()[1]["records"]["wrong"] == 6


def test_plain_words_say_the_same(journey):
    sql("UPDATE registers_organization SET address = 'x' WHERE id = %s", journey.firm_east.pk)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", stdout=out)
    assert "记录不符：6 条中有 1 条" in out.getvalue()
    assert "“注册地址”日志为 东城街道 '1' <b>号</b>，现为 x" in out.getvalue()


def test_a_changed_original_file_is_found(cast, capsys):
    """Every value knows its cell: so the workbook itself must be the one that came."""
    stored = keep(b"the workbook as it came", "text/plain")
    call_command("verify")
    path_of(stored.sha256).write_bytes(b"the workbook as it camf")
    with pytest.raises(SystemExit):
        call_command("verify")
    assert stored.sha256[:12] in capsys.readouterr().out


def test_since_last_proves_what_is_new_and_the_records_it_speaks_of(journey, capsys):
    verify()
    change_record(
        registers()["organizations"], journey.firm_east, {"products": "减速器"},
        version=journey.firm_east.version, author=Author(journey.staff),
    )  # fmt: skip
    seal()
    call_command("verify", "--since-last")
    said = capsys.readouterr().out
    assert "这次只校验其后的" in said
    assert "记录完好：1 条" in said
    assert "原始文件" not in said
    entry = Entry.objects.filter(record_id=journey.firm_east.pk).order_by("-id").first()
    sql(
        "UPDATE journal_entry SET after = %s WHERE id = %s", entry.after.replace("减速器", "加速器"), entry.pk
    )
    verify()  # finds it, and leaves no mark behind which one could go on
    with pytest.raises(SystemExit):
        call_command("verify", "--since-last")


def test_a_forged_mark_does_not_hide_what_lies_before_it_from_the_whole_proof(journey):
    verify()
    sql("UPDATE registers_organization SET address = 'x' WHERE id = %s", journey.firm_east.pk)
    call_command("verify", "--since-last")
    assert verify()[0] == 1
