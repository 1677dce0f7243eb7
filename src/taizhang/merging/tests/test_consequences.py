"""What follows from a merge elsewhere: figures, later imports, work done between merge and undo, many records."""

from decimal import Decimal

import pytest
from tests.cast import credit_code

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.rows import rows
from taizhang.intake.directory import Directory
from taizhang.merging import jobs
from taizhang.merging.actions import ask_merge
from taizhang.merging.models import Merge
from taizhang.merging.tests import ledger
from taizhang.merging.undo_plan import planned
from taizhang.merging.undoing import ask_undo
from taizhang.registers.actions import Change, change_records
from taizhang.registers.declaration import registers
from taizhang.registers.proof import prove_records

pytestmark = pytest.mark.django_db


def merge_of(cast, *firms, later=False, **more):
    return ask_merge(ledger.wish(*firms, **more), bureau=cast.bureau, author=ledger.author(cast), later=later)


def undo(cast, merge, **more):
    return ask_undo(merge, author=ledger.author(cast), later=False, **more)


def fresh(record):
    return type(record)._default_manager.get(pk=record.pk)


def figures(cast) -> tuple[int, int, Decimal]:
    """(organizations, organizations with a patent, patents' and returns' sums) as figures count them."""
    period = Period.parse("2025")
    firms = rows(Definition("organizations"), bureau=cast.bureau, period=period)
    owners = rows(Definition("ip"), bureau=cast.bureau, period=period).values("organization").distinct()
    returns = rows(Definition("annual_returns"), bureau=cast.bureau, period=period)
    return firms.count(), owners.count(), sum((r.revenue_yuan for r in returns), Decimal(0))  # type: ignore[attr-defined]


def test_one_firm_less_is_counted_and_sums_stay(cast):
    gone = ledger.duplicate(cast)
    for n, firm in enumerate((cast.firm_east, gone, cast.firm_west)):
        ledger.patent(cast, firm, n)
        ledger.annual_return(cast, firm, period=str(2020 + n), revenue="100.01")
    before = figures(cast)
    merge = merge_of(cast, cast.firm_east, gone)
    assert figures(cast) == (before[0] - 1, before[1] - 1, before[2])
    undo(cast, merge)
    assert figures(cast) == before


def test_later_lists_that_name_the_merged_one_find_the_one_kept(cast):
    gone = ledger.duplicate(cast, credit_code=credit_code(80))
    merge = merge_of(cast, cast.firm_east, gone)
    directory = Directory(cast.bureau)
    assert [f.id for f in directory.named(ledger.DUPLICATE)] == [cast.firm_east.pk]
    assert directory.by_code[credit_code(80)].id == cast.firm_east.pk
    assert directory.given_up == {ledger.DUPLICATE, credit_code(80)}
    undo(cast, merge)
    assert [f.id for f in Directory(cast.bureau).named(ledger.DUPLICATE)] == [gone.pk]


def test_work_done_since_is_listed_and_goes_back_with_it_or_stays(cast):
    gone = ledger.duplicate(cast)
    mine, theirs, left = (ledger.patent(cast, gone, n) for n in range(3))
    merge = merge_of(cast, cast.firm_east, gone)
    ip = registers()["ip"]
    for record in (mine, theirs):
        change_records(
            ip, [Change(fresh(record), {"name": "改过的名称"})], author=ledger.author(cast, "colleague")
        )
    change_records(ip, [Change(fresh(left), {"organization": cast.firm_west})], author=ledger.author(cast))
    new = ledger.patent(cast, cast.firm_east, 9)
    plan = planned(merge)
    assert [(e.record.pk, "修改过" in e.reason) for e in plan.edited] == [(mine.pk, True), (theirs.pk, True)]
    assert [(k.title, k.reason) for k in plan.kept] == [(fresh(left).title, "合并之后已改到别的单位")]
    assert (plan.returning, plan.joined) == ({"ip": 2}, 1)
    undo(cast, merge, staying=[f"ip:{theirs.pk}"])
    held = {r.pk: (fresh(r).organization_id, fresh(r).name) for r in (mine, theirs)}
    assert held == {mine.pk: (gone.pk, "改过的名称"), theirs.pk: (cast.firm_east.pk, "改过的名称")}
    assert (fresh(left).organization_id, fresh(new).organization_id) == (cast.firm_west.pk, cast.firm_east.pk)
    assert prove_records().wrong == 0


def test_a_value_changed_since_stays_and_is_listed(cast):
    gone = ledger.duplicate(cast)
    merge = merge_of(cast, cast.firm_east, gone, fields={"address": gone.pk})
    organizations = registers()["organizations"]
    change_records(
        organizations, [Change(fresh(cast.firm_east), {"address": "新址"})], author=ledger.author(cast)
    )
    assert [(k.what, k.reason) for k in planned(merge).kept] == [("注册地址", "合并之后又改过，保留现在的值")]
    undo(cast, merge)
    assert fresh(cast.firm_east).address == "新址"
    assert prove_records().wrong == 0


def test_a_job_that_died_is_given_back_and_nothing_was_written(cast, django_capture_on_commit_callbacks):
    from datetime import timedelta

    from django.utils import timezone

    gone = ledger.duplicate(cast)
    merge = merge_of(cast, cast.firm_east, gone, later=True)
    assert jobs.claim(merge.pk) is not None
    assert jobs.claim(merge.pk) is None  # a second worker finds nothing to do
    long_ago = timezone.now() - timedelta(minutes=5)
    Merge.objects.filter(pk=merge.pk).update(beat_at=long_ago, at=long_ago)
    assert jobs.recover() == 1
    merge.refresh_from_db()
    assert (merge.state, merge.sentence) == (Merge.State.FAILED, jobs.DIED)
    assert fresh(gone).merged_into_id is None
    again = merge_of(cast, cast.firm_east, gone, later=True, token="again")
    jobs.work(again.pk)
    jobs.work(again.pk)
    assert Merge.objects.get(pk=again.pk).state == Merge.State.DONE
