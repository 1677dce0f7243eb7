"""A record of every register for each side: east, west, and a bureau elsewhere; each with words that stand nowhere else."""

from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.accounts.models import Bureau
from taizhang.core.tables.spec import Kind
from taizhang.journal.writing import Author
from taizhang.regions.models import Region
from taizhang.registers.actions import add_record
from taizhang.registers.constraints import broken
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record
from tests.cast import Cast, credit_code
from tests.house.walk.expected import Thing

SIDES = ("east", "west", "elsewhere")
BANKS = {"east": "示例银行", "west": "另一家银行", "elsewhere": "乙区银行"}
PLAIN = {
    Kind.INTEGER: 3, Kind.NUMBER: Decimal("1.5"), Kind.PERCENT: Decimal("0.5"), Kind.MONEY: Decimal(100),
    Kind.DATE: date(2026, 6, 30), Kind.YES_NO: True, Kind.INDUSTRY: "C3453", Kind.YEAR: 2026, Kind.PERIOD: "2026",
}  # fmt: skip
MARK = {"east": "东阁", "west": "西阁", "elsewhere": "乙阁"}


def marked(side: str, register: Register, name: str, size: int) -> str:
    """A word that only this field of this record holds: 西阁needs7name."""
    place = list(registers()).index(register.name)
    return f"{MARK[side]}{place}q{name.replace('_', '')}"[: size or 40]


def values_of(
    register: Register, side: str, *, bureau: Bureau, region: Region, firm: Record, neighbour: Record
) -> dict[str, Any]:
    """A value for every field that can have one; where two firms are named, the other is the neighbour."""
    values: dict[str, Any] = {}
    for name, column in register.fields.items():
        if name == "region":
            values[name] = region
        elif name == register.model.bank_column:
            values[name] = BANKS[side]
        elif name in register.organization_fields:
            values[name] = firm if name == register.organization_fields[0] else neighbour
        elif column.is_relation:
            target = register.links.get(name)
            made = (
                target._default_manager.filter(bureau=bureau, region=region).order_by("-id").first()
                if target
                else None
            )
            values[name] = made
        elif column.kind == Kind.CHOICE:
            values[name] = column.options[0].value
        elif column.kind == Kind.CREDIT_CODE:
            values[name] = credit_code(800 + SIDES.index(side))
        else:
            values[name] = PLAIN.get(column.kind) or marked(
                side, register, name, getattr(column, "max_length", None) or 40
            )
    for name, _ in broken(register.model, values):
        values.pop(name, None)
    return {n: v for n, v in values.items() if v is not None}


def records(cast: Cast) -> dict[tuple[str, str], Record]:
    """(register, side) -> a verified record; of organizations the firms of the cast."""
    where = {
        "east": (cast.bureau, cast.east, cast.firm_east), "west": (cast.bureau, cast.west, cast.firm_west),
        "elsewhere": (cast.other_bureau, cast.other_bureau.region, cast.firm_elsewhere),
    }  # fmt: skip
    neighbours = {"east": cast.firm_west, "west": cast.firm_east}
    made: dict[tuple[str, str], Record] = {}
    for register in registers().values():
        for side, (bureau, region, firm) in where.items():
            if register.name == "organizations":
                made[register.name, side] = firm
                continue
            values = values_of(
                register, side, bureau=bureau, region=region, firm=firm, neighbour=neighbours.get(side, firm)
            )
            author = Author(None, "走查", bureau=bureau)
            made[register.name, side] = add_record(register, values, bureau=bureau, author=author)
    return made


def thing_of(record: Record, label: str, **values: Any) -> Thing:
    """A record as the table of access sees it."""
    links = record.organization_links
    bank = getattr(record, record.bank_column) if record.bank_column else ""
    shown = type(record)._default_manager.filter(type(record).cleared, pk=record.pk, state="verified")
    return Thing(
        label, {"name": record.register_name, "pk": record.pk, **values}, register=record.register_name,
        bureau=record.bureau_id, path=record.region.path if record.region else "", bank=bank,
        firms=frozenset(pk for link in links if (pk := getattr(record, link))), open=shown.exists(),
    )  # fmt: skip
