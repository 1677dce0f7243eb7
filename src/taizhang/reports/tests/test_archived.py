"""What reports and figures ask of earlier days, once the journal of then was archived."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.figures import Figures
from taizhang.indicators.past import rows_then
from taizhang.journal import archives
from taizhang.journal.chain import seal, seal_day
from taizhang.journal.events import Event
from taizhang.journal.models import Link
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.actions import change_record
from taizhang.registers.archiving import archive
from taizhang.registers.declaration import registers
from taizhang.reports.freezing import on_chain
from taizhang.reports.keeping import digests_then

BEGIN = timezone.localtime().replace(hour=9, minute=0)
FIRMS = Definition("organizations", "count")


def day(number: int) -> date:
    return (BEGIN + timedelta(days=number)).date()


def at(number: int):
    return time_machine.travel(BEGIN + timedelta(days=number), tick=True)


@pytest.fixture
def changed(cast):
    """A firm of today, changed on day 200; it is day 330."""
    organizations = registers()["organizations"]
    with at(200):
        cast.firm_east.refresh_from_db()
        values = {"registered_capital_yuan": Decimal(9)}
        change_record(
            organizations,
            cast.firm_east,
            values,
            version=cast.firm_east.version,
            author=Author(cast.staff, "x"),
        )
    with at(330):
        seal_day(timezone.localdate())
        yield cast


def test_the_digest_of_a_record_on_a_day_behind_the_archive_is_what_it_was(changed):
    organizations, pks = registers()["organizations"], [changed.firm_east.pk, changed.firm_west.pk]
    before = {n: digests_then(organizations, pks, day(n)) for n in (150, 250)}
    assert before[150] != before[250]
    assert all(len(held) == 2 for held in before.values())
    archive(day(110), Author(None, "测试"), today=timezone.localdate())
    assert {n: digests_then(organizations, pks, day(n)) for n in (150, 250)} == before


def test_the_ledger_is_told_back_as_far_as_the_journal_is_at_hand_and_refused_before(changed):
    whole = Period.parse(str(day(0).year))
    before = rows_then(FIRMS, changed.bureau, whole, None, day(150))
    archive(day(110), Author(None, "测试"), today=timezone.localdate())
    assert rows_then(FIRMS, changed.bureau, whole, None, day(150)) == before
    assert rows_then(FIRMS, changed.bureau, whole, None, day(109)) == before, (
        "the last day before it is the border"
    )
    with pytest.raises(Refused, match="已经归档"):
        rows_then(FIRMS, changed.bureau, whole, None, day(108))
    figure = Figures(changed.bureau, as_of=day(50)).figure(FIRMS, whole)
    assert figure.value is None
    assert "已经归档" in figure.why


def test_a_signed_reports_place_is_found_in_the_archive(cast):
    with transaction.atomic():
        write(Author(cast.leader), Note(Event.REPORT_SIGNED, "reports", 7, "报告", digest="a" * 64))
    seal()
    place = Link.objects.order_by("-seq").first()
    with at(330):
        with transaction.atomic():
            write(Author(cast.leader), Note(Event.SIGNED_IN))
        archive(day(110), Author(None, "测试"), today=timezone.localdate())
    assert not Link.objects.filter(seq=place.seq).exists()
    assert on_chain(place.seq, place.hash)
    assert not on_chain(place.seq, "0" * 64)
    assert archives.holds("reports", 7, Event.REPORT_SIGNED, "a" * 64)
    assert not archives.holds("reports", 8, Event.REPORT_SIGNED, "a" * 64)
