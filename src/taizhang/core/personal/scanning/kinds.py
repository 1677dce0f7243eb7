"""What the scanner looks for, and what a person does about each 查什么、查到怎么办."""

import re
from dataclasses import dataclass
from enum import StrEnum

LABELS = {
    "id": "身份证号", "card": "银行卡号（账号）", "mobile": "手机号", "landline": "固定电话", "email": "电子邮箱",
    "passport": "护照等证件号", "officer": "军官证号", "address": "地址",
}  # fmt: skip


class Found(StrEnum):
    """A kind of personal data that stands in a text."""

    ID = "id"
    CARD = "card"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    PASSPORT = "passport"
    OFFICER = "officer"
    ADDRESS = "address"

    @property
    def label(self) -> str:
        return LABELS[self.value]

    @property
    def releasable(self) -> bool:
        """Whether a second person may let it through: an office's telephone, a firm's address. Never who one is or how to pay him."""
        return self in (Found.MOBILE, Found.LANDLINE, Found.EMAIL, Found.ADDRESS)

    @property
    def advice(self) -> str:
        if not self.releasable:
            return "删掉，或遮盖中间各位。这一类不能放行。"
        if self is Found.ADDRESS:
            return "个人住址删到街道、村一级；确是单位或活动的地址，由第二人写明理由放行。"
        return "个人的删掉或遮盖；确是本局公开的办公联系方式，由第二人写明理由放行。"


@dataclass(frozen=True, slots=True)
class Hit:
    """One find in a text: text[start:end]. `thin` is a value of which too little is covered."""

    start: int
    end: int
    kind: Found
    thin: bool = False


def covered(value: str, kind: Found) -> str:
    """A found value as it may be published: enough hidden that it leads to nobody, its separators kept."""
    if kind is Found.EMAIL:
        name, _, rest = value.partition("@" if "@" in value else "＠")
        return f"{name[:1]}***@{rest.strip()}"
    if kind is Found.ADDRESS:
        return covered_address(value)
    places = [n for n, c in enumerate(value) if c.isalnum()]
    if not places:
        return "***"
    front, back = (3, 4) if kind is Found.MOBILE and len(places) >= 11 else SHOWN[kind]
    if value.startswith(("+86", "0086")) and kind is Found.MOBILE:
        front += 2 if value.startswith("+") else 4
    hidden = set(places[front : len(places) - back])
    return "".join("*" if n in hidden else c for n, c in enumerate(value))


# Characters left at the front and at the end.
SHOWN = {
    Found.ID: (4, 2), Found.CARD: (4, 4), Found.MOBILE: (3, 2), Found.LANDLINE: (4, 2),
    Found.PASSPORT: (1, 2), Found.OFFICER: (1, 1), Found.EMAIL: (1, 0), Found.ADDRESS: (0, 0),
}  # fmt: skip
_DETAIL = re.compile(
    r"[0-9０-９A-Za-z一二三四五六七八九十百-]+(?:号|弄|栋|幢|座|单元|室|组|楼|层)|\d+(?:-\d+)+"
)


def covered_address(value: str) -> str:
    """An address down to its road or village: 文三路***."""
    found = _DETAIL.search(value)
    return value[: found.start()] + "***" if found and found.start() else value[:3] + "***"
