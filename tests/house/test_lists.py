"""The number of queries of every list is the same for 1 row and for 3."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.core.tables.spec import Kind
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.constraints import broken
from taizhang.registers.declaration import Register, registers
from tests.cast import Cast, credit_code

VALUES = {
    Kind.INTEGER: 3, Kind.NUMBER: Decimal("1.5"), Kind.PERCENT: Decimal("0.5"), Kind.MONEY: Decimal("100"),
    Kind.DATE: date(2026, 6, 30), Kind.YES_NO: True, Kind.INDUSTRY: "C3453",
}  # fmt: skip


def fill(register: Register, cast: Cast, number: int) -> None:
    """One more row with a value in every field that can have one."""
    values = {}
    for name, column in register.fields.items():
        if name == "region":
            values[name] = cast.east
        elif column.is_relation:
            target = register.links.get(name)
            if target is None:
                continue
            values[name] = target._default_manager.filter(bureau=cast.bureau).first()
        elif column.kind == Kind.CHOICE:
            values[name] = column.options[0].value
        elif column.kind == Kind.YEAR:
            values[name] = 2020 + number
        elif column.kind == Kind.PERIOD:
            values[name] = str(2020 + number)
        elif column.kind == Kind.CREDIT_CODE:
            values[name] = credit_code(500 + number)
        else:
            values[name] = VALUES.get(
                column.kind, f"{number}号{name}"[: getattr(column, "max_length", None) or 40]
            )
    for name, _ in broken(register.model, values):
        values.pop(name, None)
    add_record(register, values, bureau=cast.bureau, author=Author(cast.staff))


def queries(client, address: str) -> int:
    cache.clear()
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", list(registers()))
def test_a_list_asks_as_often_for_three_rows_as_for_one(cast, client, name):
    register = registers()[name]
    client.force_login(cast.staff)
    fill(register, cast, 1)
    one = {a: queries(client, a) for a in (f"/registers/{name}/", f"/api/v1/{name}")}
    fill(register, cast, 2)
    fill(register, cast, 3)
    assert {a: queries(client, a) for a in one} == one
