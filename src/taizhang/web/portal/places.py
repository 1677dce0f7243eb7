"""Where a value can be corrected 更正到哪里: the field of the record that holds it, as a person writes it and as the register keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.access.scopes import covers
from taizhang.accounts.models import User
from taizhang.decisions.origins import OF_ORGANIZATION, OF_YEAR
from taizhang.policies.engine.facts import FactKind, FactSpec
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State
from taizhang.web.values import with_unit

EXAMPLES = {
    FactKind.MONEY: "1910 万元",
    FactKind.COUNT: "3",
    FactKind.NUMBER: "41.5",
    FactKind.DAY: "2018-05-18",
}
HINTS = {
    FactKind.MONEY: "请带单位，例如 1910 万元 或 19100000 元。",
    FactKind.COUNT: "整数。",
    FactKind.NUMBER: "全年月平均可以有小数，例如 41.5。",
    FactKind.DAY: "年-月-日，例如 2018-05-18。",
}


@dataclass(frozen=True)
class Place:
    """A field of a record; no record yet where a whole year is missing."""

    register: Register
    field: str
    record: Record | None
    year: int | None

    @property
    def shown(self) -> str:
        """The value as the record has it now."""
        return with_unit(self.register, self.record, self.field) if self.record else "—"

    @property
    def version(self) -> str:
        return str(self.record.version) if self.record else "0"


def place_of(user: User, firm: Record, name: str, year: int | None) -> Place | None:
    """The place of a fact, if the person may write there; None where another register holds it, or nobody but staff writes."""
    if name in OF_YEAR and name != "data_explained" and year:
        register, field = registers()["annual_returns"], OF_YEAR[name]
        rows = AnnualReturn._default_manager.filter(
            bureau=firm.bureau, organization=firm.pk, period=str(year)
        )
        record: Record | None = rows.exclude(state=State.ENDED).select_related("bureau").first()
    elif name in OF_ORGANIZATION or name == "tech_field":
        register, field, record = (
            registers()["organizations"],
            OF_ORGANIZATION.get(name, "technical_field"),
            firm,
        )
    else:
        return None
    if record is None:
        return Place(register, field, None, year) if grant_of(user, Act.ADD, register.name) else None
    return Place(register, field, record, year) if covers(user, Act.CHANGE, record) else None


def words_of(spec: FactSpec, place: Place) -> tuple[tuple[str, str], ...]:
    """The choices of a value that is one of several words."""
    return spec.words if spec.kind == FactKind.WORD else ()


def kept(spec: FactSpec, place: Place, text: str) -> Any:
    """What a person typed, as the register keeps it. Raises ValueError in words."""
    value = spec.read(text)
    if value is None:
        raise ValueError(f"请填{spec.title}应为多少。")
    if spec.name == "tech_field":
        return spec.label(str(value))
    if isinstance(value, Fraction):
        if value < 0 and not spec.negative:
            raise ValueError(f"{spec.title}不会是负数，写的是“{text}”。请核对。")
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return int(exact) if spec.kind == FactKind.COUNT else exact
    return value


def given(place: Place, firm: Record, value: Any) -> Mapping[str, Any]:
    """The values of a record that is made for a missing year."""
    return {"organization": firm, "period": str(place.year), "region": firm.region, place.field: value}
