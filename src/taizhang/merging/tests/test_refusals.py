"""While something is open against one of them, no merge begins; the sentence names what and where to close it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.files.models import StoredFile
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.merging.actions import Wish, ask_merge
from taizhang.merging.models import Merge
from taizhang.merging.tests import ledger
from taizhang.merging.undoing import ask_undo
from taizhang.registers.actions import Change, change_records, decide_proposal
from taizhang.registers.around import BureauSetting, Draft
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State
from taizhang.reports.models import Bundle

ORGANIZATIONS = registers()["organizations"]
pytestmark = pytest.mark.django_db


def merge(cast, *firms, **more):
    return ask_merge(ledger.wish(*firms, **more), bureau=cast.bureau, author=ledger.author(cast), later=False)


def refused(cast, *firms, because: str):
    with pytest.raises(Refused, match=because):
        merge(cast, *firms)
    assert Merge.objects.count() == 0


def test_a_proposed_change_that_nobody_decided(cast):
    gone = ledger.duplicate(cast)
    change = Change(cast.firm_east, {"products": "齿轮"})
    _, (proposal,) = change_records(ORGANIZATIONS, [change], author=ledger.author(cast, "enterprise"))
    refused(cast, cast.firm_east, gone, because="提出的修改还没有决定。请先采纳或不采纳")
    decide_proposal(proposal, ORGANIZATIONS, accept=False, reply="不是", author=ledger.author(cast))
    assert merge(cast, cast.firm_east, gone).state == Merge.State.DONE


def test_an_unsent_draft_but_not_one_forgotten_long_ago(cast):
    gone = ledger.duplicate(cast)
    draft = Draft.objects.create(by=cast.enterprise, place=f"edit:organizations:{cast.firm_east.pk}")
    refused(cast, cast.firm_east, gone, because="有一份没有提交的草稿。请他提交或丢弃草稿")
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - timedelta(days=8))
    assert merge(cast, cast.firm_east, gone).state == Merge.State.DONE
    assert Draft.objects.filter(pk=draft.pk).exists()


def batch_naming(cast, firm, state=Batch.State.CHECKED) -> Batch:
    file = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/csv")
    batch = Batch.objects.create(
        bureau=cast.bureau, number=7, file=file, name="街道表.xlsx", state=state, token="t"
    )
    sheet = Sheet.objects.create(batch=batch, number=1, sheet="表", register="ip")
    Row.objects.create(sheet=sheet, row=2, verdict=Row.Verdict.NEW, values={"organization": firm.pk})
    return batch


def test_an_import_that_waits_with_rows_naming_it(cast):
    gone = ledger.duplicate(cast)
    batch = batch_naming(cast, gone)
    refused(cast, cast.firm_east, gone, because="批次 7“街道表.xlsx”里有待确认的行用到它")
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.DISCARDED)
    assert merge(cast, cast.firm_east, gone).state == Merge.State.DONE


def test_an_import_that_waits_with_other_rows_is_in_nobodys_way(cast):
    gone = ledger.duplicate(cast)
    batch_naming(cast, cast.firm_west)
    assert merge(cast, cast.firm_east, gone).state == Merge.State.DONE


def test_an_import_being_written_and_evidence_being_made(cast):
    gone = ledger.duplicate(cast)
    batch = batch_naming(cast, cast.firm_west, Batch.State.APPLYING)
    refused(cast, cast.firm_east, gone, because="批次 7 正在导入，请等它结束")
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.ACCEPTED)
    Bundle.objects.create(bureau=cast.bureau, kind=Bundle.Kind.PAPERS, assessment="年度考核", year=2025)
    refused(cast, cast.firm_east, gone, because="正在为“年度考核”生成证明材料")


def test_another_merge_at_work_on_one_of_them(cast):
    gone, third = ledger.duplicate(cast), ledger.duplicate(cast, name="恒远传动")
    wish = ledger.wish(cast.firm_east, third)
    first = ask_merge(wish, bureau=cast.bureau, author=ledger.author(cast, "colleague"), later=True)
    assert first.state == Merge.State.WAITING
    with pytest.raises(Refused, match="排队中，请等它结束"):
        merge(cast, cast.firm_east, gone)


def test_an_ended_one_is_not_kept_nor_one_alone_nor_another_bureaus(cast):
    gone = ledger.duplicate(cast)
    Organization._default_manager.filter(pk=gone.pk).update(state=State.ENDED)
    refused(cast, gone, cast.firm_east, because="已终止，不能保留它")
    refused(cast, cast.firm_east, because="请选 2 到 5 家单位")
    refused(cast, cast.firm_east, cast.firm_elsewhere, because="不在本局台账里")
    none = Wish(0, [cast.firm_east.pk, gone.pk], {})
    with pytest.raises(Refused, match="选定保留哪一家"):
        ask_merge(none, bureau=cast.bureau, author=ledger.author(cast))


def test_where_a_second_person_verifies_the_verified_one_is_kept(cast):
    waiting = ledger.duplicate(cast)
    Organization._default_manager.filter(pk=waiting.pk).update(state=State.PROVISIONAL)
    BureauSetting.objects.create(bureau=cast.bureau, register="organizations", second_person=True)
    refused(cast, waiting, cast.firm_west, because="请改为保留已核的那一家")
    assert merge(cast, cast.firm_west, waiting).state == Merge.State.DONE


def test_undoing_is_refused_when_it_is_too_late(cast, settings):
    done = merge(cast, cast.firm_east, ledger.duplicate(cast))
    Merge.objects.filter(pk=done.pk).update(done_at=timezone.now() - timedelta(days=settings.UNDO_DAYS + 1))
    with pytest.raises(Refused, match="不能整个撤销"):
        ask_undo(done, author=ledger.author(cast), later=False)
