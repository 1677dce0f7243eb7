"""Accepting: once, whole, never over what somebody else wrote; who may not verify only reports."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.intake import actions, jobs, progress, queries, tasks
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import firm, firms, imported, ledger_digest, only_sheet, read, rows_of
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import Change, change_records
from taizhang.registers.around import BureauSetting, ProposedChange
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db

EAST = "澜江恒远精密传动科技股份有限公司"
NEW = "江山市新谷机械有限公司"


def changed_meanwhile(cast, **values):
    record = Organization.objects.get(pk=cast.firm_east.pk)
    author = Author(cast.colleague, "来电更正")
    change_records(
        registers()["organizations"], [Change(record, values, {n: ["form"] for n in values})], author=author
    )


def test_two_jobs_apply_a_batch_once(cast):
    batch = read(firms(firm(11, NEW)), cast.staff)
    assert jobs.begin(batch, (Batch.State.CHECKED,), Batch.State.APPLYING)
    tasks.apply_batch.call(batch.pk)
    tasks.apply_batch.call(batch.pk)
    assert Organization.objects.filter(name=NEW).count() == 1
    assert Entry.objects.filter(batch_id=batch.pk, event="batch.accepted").count() == 1


def test_a_job_whose_batch_was_taken_over_writes_nothing(cast, monkeypatch):
    batch = read(firms(firm(11, NEW)), cast.staff)
    before = ledger_digest()
    from taizhang.intake import applying

    write_sheet = applying.Applier.write_sheet

    def taken_over(self, sheet):
        write_sheet(self, sheet)
        Batch.objects.filter(pk=batch.pk).update(claim="another")

    monkeypatch.setattr(applying.Applier, "write_sheet", taken_over)
    actions.accept(batch, cast.staff, later=False)
    assert ledger_digest() == before


def test_a_dead_job_gives_its_batch_back(cast):
    batch = read(firms(firm(11, NEW)), cast.staff)
    long_ago = timezone.now() - timedelta(hours=1)
    Batch.objects.filter(pk=batch.pk).update(
        state=Batch.State.APPLYING, claim="dead", beat_at=long_ago, received_at=long_ago
    )
    assert tasks.recover() == 1
    batch.refresh_from_db()
    assert (batch.state, batch.claim) == (Batch.State.CHECKED, "")
    actions.accept(batch, cast.staff, later=False)
    assert batch.state == Batch.State.ACCEPTED


def test_a_job_that_still_says_something_is_left_alone(cast):
    batch = read(firms(firm(11, NEW)), cast.staff)
    long_ago = timezone.now() - timedelta(hours=1)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.APPLYING, claim="busy", beat_at=long_ago)
    progress.Beat(batch.pk).say("写入台账", 1, 2)
    assert tasks.recover() == 0
    assert queries.progress(batch).percent == 50


def test_a_failure_in_the_middle_writes_nothing_and_says_so(cast, monkeypatch):
    batch = read(firms(firm(11, NEW), firm(1, EAST, contact="联系人丙")), cast.staff)
    before = ledger_digest()
    monkeypatch.setattr("taizhang.intake.applying.change_records", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.accept(batch, cast.staff, later=False)
    batch.refresh_from_db()
    assert (batch.state, ledger_digest()) == (Batch.State.CHECKED, before)
    assert "什么也没有写入" in batch.sentence


def test_what_somebody_changed_after_the_check_is_not_written_over(cast):
    batch = read(firms(firm(1, EAST, contact="联系人丙")), cast.staff)
    changed_meanwhile(cast, contact="联系人丁")
    actions.accept(batch, cast.staff, later=False)
    assert Organization.objects.get(pk=cast.firm_east.pk).contact == "联系人丁"
    row = rows_of(batch)[0]
    assert (row.applied, row.verdict, row.changes["contact"]) == (False, "changed", ["联系人丁", "联系人丙"])
    assert "台账有了变化" in batch.sentence
    actions.accept(batch, cast.staff, later=False)
    assert Organization.objects.get(pk=cast.firm_east.pk).contact == "联系人丙"


def test_another_field_changed_meanwhile_is_no_reason_to_wait(cast):
    batch = read(firms(firm(1, EAST, contact="联系人丙")), cast.staff)
    changed_meanwhile(cast, address="新地址1号")
    actions.accept(batch, cast.staff, later=False)
    held = Organization.objects.get(pk=cast.firm_east.pk)
    assert (held.contact, held.address) == ("联系人丙", "新地址1号")


def test_the_rest_goes_in_later(cast):
    batch = imported(firms(firm(11, NEW), firm(12, "江山市老谷机械有限公司", capital="三万左右")), cast.staff)
    assert (batch.outcome["added"], batch.outcome["left"]) == (1, 1)
    actions.fix_cell(rows_of(batch)[1], "D", "3")
    actions.accept(batch, cast.staff, later=False)
    assert (batch.outcome["added"], batch.outcome["left"]) == (2, 0)
    assert queries.tally(batch).applied == 2


def test_a_row_that_waited_for_its_double_becomes_a_change_after_the_first_went_in(cast):
    batch = imported(firms(firm(11, NEW), firm(11, NEW, contact="联系人丙")), cast.staff)
    row = rows_of(batch)[1]
    assert (row.verdict, row.changes) == ("changed", {"contact": ["联系人乙", "联系人丙"]})


def test_what_a_liaison_sends_waits_for_staff_and_is_taken_back_whole(cast):
    before = ledger_digest()
    batch = imported(
        firms(firm(11, NEW), firm(1, EAST, contact="联系人丙", phone="13800001234")), cast.liaison
    )
    assert batch.outcome | {"left": 0} == {
        "added": 1,
        "changed": 0,
        "proposed": 1,
        "stubs": 0,
        "review": 0,
        "left": 0,
    }
    assert "1 条修改待科室核实" in batch.sentence
    assert Organization.objects.get(name=NEW).state == "provisional"
    assert ProposedChange.objects.get().values == {"contact": "联系人丙"}
    actions.undo(batch, cast.liaison, later=False)
    assert ledger_digest() == before


def test_with_a_second_person_asked_for_staff_do_not_verify_by_importing(cast):
    BureauSetting.objects.create(bureau=cast.bureau, register="organizations", second_person=True)
    imported(firms(firm(11, NEW)), cast.staff)
    assert Organization.objects.get(name=NEW).state == "provisional"


def test_a_liaison_cannot_import_what_is_not_his(cast):
    from taizhang.intake.tests.books import book

    head = ["企业名称", "贷款银行", "合同编号", "放款金额（万元）", "放款日期"]
    content = book({"贷款": [["科技贷款台账"], head, [EAST, "示例银行", "D1", 10, "2026-01-01"]]})
    sheet = only_sheet(read(content, cast.liaison))
    assert (sheet.register, sheet.included) == ("loans", False)
    assert "您不能导入" in sheet.sentence
