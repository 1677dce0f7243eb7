"""Rows of the registers for the tests of decisions: one line each, verified unless said otherwise."""

from datetime import date
from decimal import Decimal

from tests.outsider import outside

from taizhang.decisions.models import StatedFact
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_records
from taizhang.registers.declaration import registers

ON = date(2026, 11, 22)


def add(cast, register, *, verified=True, sources=None, **values):
    """One record of the cast's bureau."""
    [record] = add_records(
        registers()[register], [(values, sources or {"*": ["form"]})], bureau=cast.bureau,
        author=Author(None, "测试", bureau=cast.bureau), verified=verified,
    )  # fmt: skip
    return record


def year(cast, firm, period, *, verified=True, **yuan):
    """A return of a year; amounts in yuan as they are given."""
    values = {n: Decimal(str(v)) if n.endswith(("_yuan", "_average")) else v for n, v in yuan.items()}
    return add(cast, "annual_returns", verified=verified, organization=firm, period=period, **values)


def right(cast, firm, number, kind, **values):
    given = {"granted_on": date(2024, 5, 6), "status": "granted", "acquired": "own", **values}
    return add(cast, "ip", organization=firm, number=number, name=f"发明{number}", kind=kind, **given)


def certificate(cast, firm, number, issued, until, **values):
    return add(
        cast, "recognitions", organization=firm, kind="high_tech_enterprise", certificate_no=number, recognised_on=issued,
        expires_on=until, result="recognised", **values,
    )  # fmt: skip


def stated(cast, firm, name, value, in_year=None, by=None):
    with outside():
        return StatedFact.objects.create(
            bureau=cast.bureau, organization=firm, name=name, year=in_year, value=value, by=by
        )
