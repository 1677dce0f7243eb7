"""Export and import again changes nothing, for every register."""

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import credit_code

from taizhang.core.tables.spec import Kind
from taizhang.core.tables.write import write_csv, write_table
from taizhang.intake.tests.books import only_sheet, read, rows_of
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_records
from taizhang.registers.covering import opened
from taizhang.registers.declaration import registers
from taizhang.registers.export import exported

pytestmark = pytest.mark.django_db

PLAIN = {
    Kind.MONEY: Decimal("123456.78"), Kind.INTEGER: 41, Kind.NUMBER: Decimal("12.5"), Kind.PERCENT: Decimal("0.8742"),
    Kind.DATE: date(2026, 6, 3), Kind.YEAR: 2026, Kind.PERIOD: "2026H1", Kind.YES_NO: True, Kind.INDUSTRY: "C3453",
}  # fmt: skip


def rich(register, cast, n):
    """A row with a value in every field; every text its own."""
    values = {}
    for name, field in register.fields.items():
        if field.kind == Kind.ORGANIZATION:
            values[name] = cast.firm_east if n % 2 else cast.firm_west
        elif field.kind == Kind.REGION:
            values[name] = cast.east
        elif field.kind == Kind.CREDIT_CODE:
            values[name] = credit_code(500 + n)
        elif field.kind == Kind.CHOICE:
            values[name] = field.options[n % len(field.options)].value
        elif field.kind in PLAIN:
            values[name] = f"{2023 + n}H1" if field.kind == Kind.PERIOD else PLAIN[field.kind]
        elif field.kind == Kind.CODE:
            values[name] = f"00{n}7"
        elif field.is_relation:
            values[name] = None
        else:
            values[name] = f"{field.title}之{'甲乙丙丁'[n]}"[: field.max_length or 99]
    return values


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", sorted(n for n, r in registers().items() if not r.by_program))
def test_an_exported_register_comes_back_as_the_same(cast, name, kind):
    register = registers()[name]
    author = Author(None, "测试", bureau=cast.bureau)
    rows = [(rich(register, cast, n), {}) for n in range(3)]
    made = add_records(register, rows, bureau=cast.bureau, author=author)
    links = [n for n, f in register.fields.items() if f.is_relation]
    records = register.model._default_manager.filter(pk__in=[r.pk for r in made]).select_related(*links)
    columns = [c.name for c in register.layout.columns]
    values = exported(register, records.order_by("pk"), columns, opened)
    write = write_csv if kind == "csv" else lambda *a: write_table(*a, "")
    batch = read(write(register.layout, columns, values), cast.staff, name=f"导出.{kind}")
    assert only_sheet(batch).register == name, batch.sentence
    said = [(r.row, r.verdict, r.changes, r.problems) for r in rows_of(batch)]
    assert [(v, c) for _, v, c, _ in said] == [("same", {})] * 3, said
