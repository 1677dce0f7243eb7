"""A record of every register with a value of its own in every personal field, so that any leak names its field."""

import itertools
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.core.personal.declared import PersonalKind
from taizhang.core.tables.spec import Kind
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record
from tests.cast import Cast, credit_code

PLAIN = {
    Kind.MONEY: Decimal("1.00"), Kind.INTEGER: 1, Kind.NUMBER: Decimal("1"), Kind.PERCENT: Decimal("0.5"), Kind.DATE: date(2026, 6, 3),
    Kind.YEAR: 2026, Kind.PERIOD: "2026", Kind.YES_NO: True, Kind.INDUSTRY: "C3453",
}  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
serial = itertools.count(1)


@dataclass
class Planted:
    """The records, and every clear value with where it was put."""

    records: list[tuple[Register, Record]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


def personal_value(kind: PersonalKind) -> str:
    """A plainly made-up value that stands nowhere else."""
    n = next(serial)
    return {
        PersonalKind.PHONE: f"1377{n:03d}4{n % 1000:03d}",
        PersonalKind.EMAIL: f"keeper{n:03d}@planted.example",
        PersonalKind.ID: f"33088119{70 + n % 30}0101{n:04d}",
        PersonalKind.BANK: f"62220212{n:04d}5566{n % 1000:03d}",
        PersonalKind.NAME: f"{SURNAMES[n % len(SURNAMES)]}植{chr(0x4E00 + 40 + n)}",
        PersonalKind.ADDRESS: f"植树巷{n}号",
    }[kind]


def values_for(register: Register, cast: Cast, planted: Planted) -> dict[str, Any]:
    """Something in every field; in covered personal fields a planted value."""
    values: dict[str, Any] = {}
    for name, column in register.fields.items():
        if column.covered:
            values[name] = personal_value(column.personal.kind)
            planted.values[values[name]] = f"{register.name}.{name}"
        elif column.kind == Kind.ORGANIZATION:
            values[name] = cast.firm_east
        elif column.kind == Kind.REGION:
            values[name] = cast.east
        elif column.kind == Kind.CREDIT_CODE:
            values[name] = credit_code(700 + next(serial))
        elif column.kind == Kind.CHOICE:
            values[name] = column.options[0].value
        elif column.kind in PLAIN:
            values[name] = PLAIN[column.kind]
        elif not column.is_relation:
            values[name] = f"{column.title}{next(serial)}"[: column.max_length or 90]
    return values


def plant(cast: Cast) -> Planted:
    """One record in every register that has personal data."""
    planted = Planted()
    author = Author(None, "测试", bureau=cast.bureau)
    for register in registers().values():
        if any(f.covered for f in register.fields.values()):
            values = values_for(register, cast, planted)
            planted.records.append(
                (register, add_record(register, values, bureau=cast.bureau, author=author, sources={}))
            )
    return planted
