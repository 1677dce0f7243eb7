"""The cast 人物: the same people and firms in every test, each named after their situation."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from stdnum.cn import uscc

from taizhang.accounts.models import Bureau, Role, User
from taizhang.journal.writing import Author
from taizhang.regions.models import Level, Region
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers
from taizhang.registers.record import Record
from tests.outsider import outside

PASSWORD = "ink-on-paper-2026"


def credit_code(serial: int, area: str = "330881") -> str:
    """A plainly made-up unified social credit code whose check digit holds."""
    body = f"91{area}MA9X{serial:05d}"
    return body + str(uscc.calc_check_digit(body))


def region(code: str, name: str, level: Level, parent: Region | None = None) -> Region:
    path = (parent.path if parent else "") + f"{code}/"
    return Region.objects.get_or_create(
        code=code, defaults={"name": name, "level": level, "parent": parent, "path": path}
    )[0]


@dataclass
class Cast:
    """Bureau 甲 with two streets, a firm in each, one user per role; bureau 乙 with one clerk and one firm."""

    bureau: Bureau
    other_bureau: Bureau
    east: Region
    west: Region
    firm_east: Record
    firm_west: Record
    firm_elsewhere: Record
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(name) from None


def organization(bureau: Bureau, where: Region, name: str, serial: int, **values: Any) -> Record:
    """A complete enterprise, verified."""
    values = {
        "name": name, "credit_code": credit_code(serial), "region": where, "kind": "enterprise",
        "founded_on": date(2018, 5, 18), "registered_capital_yuan": Decimal("60000000"),
        "contact": "联系人甲", "phone": "13800001234", **values,
    }  # fmt: skip
    return add_record(
        registers()["organizations"],
        values,
        bureau=bureau,
        author=Author(None, "测试", bureau=bureau),
        sources={},
    )


@outside()
def assemble() -> Cast:
    """Put the cast into an empty database."""
    province = region("330000", "浙江省", Level.PROVINCE)
    city = region("330800", "衢州市", Level.CITY, province)
    district = region("330881", "江山市", Level.DISTRICT, city)
    east = region("330881001", "东城街道", Level.STREET, district)
    west = region("330881002", "西城街道", Level.STREET, district)
    away = region("330802", "柯城区", Level.DISTRICT, city)
    bureau = Bureau.objects.create(slug="jia", name="甲区科学技术局", region=district)
    other = Bureau.objects.create(slug="yi", name="乙区科学技术局", region=away)
    cast = Cast(
        bureau=bureau,
        other_bureau=other,
        east=east,
        west=west,
        firm_east=organization(bureau, east, "澜江恒远精密传动科技股份有限公司", 1),
        firm_west=organization(bureau, west, "澜江拓微电子技术有限公司", 2),
        firm_elsewhere=organization(other, away, "乙区云栈数联信息有限公司", 3),
    )
    people: dict[str, dict[str, Any]] = {
        role.value: {"role": role, "name": f"{role.label}甲"}
        for role in Role
        if role not in (Role.LIAISON, Role.ENTERPRISE, Role.BANK)
    } | {
        "liaison": {"role": Role.LIAISON, "region": east},
        "liaison_west": {"role": Role.LIAISON, "region": west},
        "enterprise": {"role": Role.ENTERPRISE, "organization": cast.firm_east},
        "enterprise_west": {"role": Role.ENTERPRISE, "organization": cast.firm_west},
        "bank": {"role": Role.BANK, "bank": "示例银行"},
        "colleague": {"role": Role.STAFF},
        "stranger_staff": {"role": Role.STAFF, "bureau": other},
    }
    password = make_password(PASSWORD)
    made = [
        User(username=who, password=password, **{"name": who, "bureau": bureau, **what})
        for who, what in people.items()
    ]
    cast.users = {user.username: user for user in User.objects.bulk_create(made)}
    return cast


def user(username: str, role: Role, bureau: Bureau, **more: Any) -> User:
    """A user who signs in with PASSWORD; a second call with the same name changes it."""
    if role == Role.LIAISON:
        more.setdefault("region", bureau.region)
    if role == Role.ENTERPRISE and "organization" not in more:
        more["organization"] = (
            registers()["organizations"].model._default_manager.filter(bureau=bureau).first()
        )
    found = User.objects.filter(username=username).first() or User(username=username)
    for name, value in {"role": role, "bureau": bureau, "name": username, **more}.items():
        setattr(found, name, value)
    found.set_password(PASSWORD)
    found.save()
    return found
