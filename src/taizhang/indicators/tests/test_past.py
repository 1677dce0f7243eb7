"""Figures as of an earlier day: what was corrected, added, ended or renamed since is told back."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import organization
from tests.outsider import outside

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators import past
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.figures import Figures
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import change_record, end_record, verify_records
from taizhang.registers.declaration import registers

SUM = Definition("technology_contracts", "sum:amount_yuan", on="registered_on")
FIRMS = Definition("technology_contracts", "distinct:seller", on="registered_on")
DAY = date(2026, 3, 1)


@pytest.fixture
def dated():
    """What was journalled so far happened on the day given."""

    def moved(day):
        at = timezone.make_aware(datetime(day.year, day.month, day.day, 9, 0))
        newest = Entry.objects.order_by("-id").first()
        with outside():
            Entry.objects.filter(at__gt=at).update(at=at)
        return newest

    return moved


@pytest.fixture
def contract(add, cast):
    def made(number, amount, **more):
        values = {"name": f"合同{number}", "contract_no": f"N{number}", "seller": cast.firm_east, "region": cast.east,
                  "amount_yuan": Decimal(amount), "registered_on": date(2022, 3, number)}  # fmt: skip
        return add("technology_contracts", **{**values, **more})

    return made


def test_a_later_correction_is_not_in_the_figure_of_then(cast, contract, dated, figured):
    first = contract(1, "1000000")
    contract(2, "2000000")
    dated(DAY)
    register = registers()["technology_contracts"]
    author = Author(cast.staff, "更正")
    change_record(register, first, {"amount_yuan": Decimal("1500000")}, version=first.version, author=author)
    then = figured(SUM, as_of=DAY)
    assert (then.value, figured(SUM).value) == (300, 350)
    held = past.rows_then(SUM, cast.bureau, then.period, None, DAY)
    assert past.changes(SUM, held, cast.bureau, then.period, None) == (0, 0, 1)
    assert figured(SUM, as_of=timezone.localdate()).value == 350


def test_what_was_added_ended_moved_or_verified_since(cast, contract, dated, figured):
    register, author = registers()["technology_contracts"], Author(cast.staff, "后来")
    contract(1, "1000000")
    ended = contract(2, "2000000")
    moved = contract(3, "4000000")
    waiting = contract(4, "8000000", by=cast.enterprise)
    dated(DAY)
    contract(5, "16000000")
    end_record(register, ended, author=Author(cast.staff, "重复登记"))
    change_record(register, moved, {"registered_on": date(2023, 1, 1)}, version=moved.version, author=author)
    verify_records(register, [waiting], author=author)
    then, now = figured(SUM, as_of=DAY), figured(SUM)
    assert (then.value, then.count, then.provisional) == (700, 3, 1)
    assert (now.value, now.count, now.provisional) == (2500, 3, 0)
    held = [r for r in past.rows_then(SUM, cast.bureau, now.period, None, DAY) if r["state"] == "verified"]
    assert past.changes(SUM, held, cast.bureau, now.period, None) == (2, 2, 0)


def test_before_anything_was_registered_there_is_no_figure(cast, contract, dated, figured):
    contract(1, "1000000")
    dated(DAY)
    count = Definition("technology_contracts", on="registered_on")
    before = figured(count, as_of=DAY - timedelta(days=1))
    assert before.value is None and before.why == "到 2026-02-28，“技术合同”台账里还没有登记过记录。"
    assert figured(count, as_of=DAY).value == 1


def test_a_region_a_linked_record_and_firms_of_one_name_are_told_back_alike(cast, contract, dated, figured):
    twin = organization(cast.bureau, cast.west, cast.firm_east.title, 55)
    contract(1, "1000000")
    contract(2, "2000000", seller=twin, region=cast.west)
    contract(3, "4000000", seller=twin, region=cast.west)
    dated(DAY)
    register = registers()["technology_contracts"]
    for record in register.model.objects.all():
        change_record(
            register, record, {"note": "看过"}, version=record.version, author=Author(cast.staff, "核对")
        )
    period = Period.parse("2022-H1")
    asked = [
        FIRMS, SUM, SUM.narrowed(("region", str(cast.west.pk))), SUM.narrowed(("region", f"!{cast.west.pk}")),
        SUM.narrowed(("seller", str(twin.pk))), SUM.narrowed(("region", str(cast.bureau.region_id))),
        SUM.narrowed(("seller.kind", "enterprise")),
    ]  # fmt: skip
    now = [figured(d, period.text).value for d in asked]
    assert [figured(d, period.text, as_of=DAY).value for d in asked] == now
    assert now[0] == 2
    assert figured(SUM, region=cast.west, as_of=DAY).value == figured(SUM, region=cast.west).value == 600


def test_what_nobody_touched_since_is_asked_for_together(cast, contract, dated):
    contract(1, "1000000")
    dated(DAY)
    contract(2, "2000000")
    period, desk = Period.parse("2022-H1"), Figures(cast.bureau, as_of=DAY)
    patents = [i.definition for i in built_in().values() if i.definition and i.definition.register == "ip"]
    with CaptureQueriesContext(connection) as one:
        (contracts, _) = desk.figures([SUM, patents[0]], period)
    with CaptureQueriesContext(connection) as many:
        desk.figures(patents, period)
    assert contracts.value == 100
    assert len(patents) > 10 and len(many) <= len(one)
