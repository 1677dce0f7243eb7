"""Values of records as JSON and back: exact, and the same in both directions."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from stdnum.cn import uscc

from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.tables.spec import Kind
from taizhang.regions.models import Region
from taizhang.registers.contents import plain
from taizhang.registers.covering import covered
from taizhang.registers.declaration import Register
from taizhang.registers.fields import RegionLink
from taizhang.registers.record import Record
from taizhang.registers.successors import successor_of

if TYPE_CHECKING:
    Values = dict[str, Any]


@dataclass(frozen=True)
class Unfit(Exception):
    """Values that do not fit: field -> sentence."""

    problems: dict[str, str]


def record_out(register: Register, record: Record) -> "Values":
    """A record as the interface gives it; personal data masked, links by number (regions by code) with their names."""
    values, names = {}, {}
    for name, column in register.fields.items():
        if column.is_relation:
            target = getattr(record, name)
            values[name] = target_out(column, target)
            if target is not None:
                names[name] = str(target)
        else:
            values[name] = value_out(column, getattr(record, name))
    beside = {"merged_into": merged_into(record)} if register.model.kept_beside else {}
    return beside | {
        "id": record.pk, "title": record.title, "state": record.state, "version": record.version,
        "created_at": record.created_at, "changed_at": record.changed_at, "values": values, "names": names,
    }  # fmt: skip


def merged_into(record: Record) -> "Values | None":
    """The organization that stands for a merged one today, by number and name; None for one that was not merged."""
    into = successor_of(record)  # type: ignore[arg-type]
    return {"id": into.pk, "title": into.title} if into else None


def target_out(column: Any, target: Any) -> Any:
    if target is None:
        return None
    return target.code if isinstance(column, RegionLink) else target.pk


def value_out(column: Any, value: Any) -> Any:
    """A plain value: money always with two decimals, other decimals without closing zeros."""
    if value is None:
        return None
    if column.covered and value:
        return covered(value)
    if column.kind == Kind.MONEY:
        return f"{Decimal(value):.2f}"
    return plain(value) if isinstance(value, Decimal) else value


def values_in(register: Register, given: "Values", user: User, standing: Record | None = None) -> "Values":
    """Values of a request as the actions take them. Raises Unfit with a sentence for each that does not fit.

    A masked value that comes back as it was shown means: leave it.
    """
    taken: Values = {}
    problems: dict[str, str] = {}
    for name, value in given.items():
        column = register.fields[name]
        if column.covered and isinstance(value, str) and "*" in value:
            if standing is None or value != covered(getattr(standing, name)):
                problems[name] = f"“{column.title}”带有遮盖符号 *，请填完整的内容，或不要带这一项。"
            continue
        try:
            taken[name] = value_in(register, column, value, user)
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise Unfit(problems)
    return taken


def value_in(register: Register, column: Any, value: Any, user: User) -> Any:
    if column.required and (value is None or value == ""):
        raise ValueError(f"“{column.title}”不能为空。")
    if value is None or value == "":
        return None if column.null else ""
    if column.kind == Kind.CREDIT_CODE and not uscc.is_valid(value):
        raise ValueError(f"“{column.title}”{value} 的校验位不对，请核对营业执照。")
    if column.kind in (Kind.MONEY, Kind.NUMBER, Kind.PERCENT):
        return Decimal(value)
    if isinstance(column, RegionLink):
        return region_in(column, value, user)
    if column.is_relation:
        target = register.links.get(column.name)
        found = visible_to(user, target, Act.VIEW).filter(pk=value).first() if target else None
        if found is None:
            raise ValueError(f"“{column.title}”：没有 {value} 号记录，或它不在您的权限内。")
        return found
    return value


def region_in(column: Any, code: str, user: User) -> Region:
    """A region of the user's bureau by its code. ValueError when it lies elsewhere."""
    assert user.bureau is not None
    region = Region.objects.filter(code=code, path__startswith=user.bureau.region.path).first()
    if region is None:
        raise ValueError(f"“{column.title}”：{user.bureau.region}范围内没有区划代码 {code}。")
    return region
