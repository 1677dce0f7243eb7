"""The dictionary of personal fields 个人信息字段表, read from the declarations; nothing of it is written twice."""

from dataclasses import dataclass

from taizhang.access.roles import TABLE, Act
from taizhang.core.personal.declared import Personal
from taizhang.registers.declaration import Register, registers

NOTICE_VERSION = "2026-11-22"  # the day from which the notice to persons reads as it does


@dataclass(frozen=True)
class Line:
    """One personal field of one register."""

    register: Register
    name: str
    title: str
    personal: Personal
    seen_by: str  # who sees it masked
    shown_to: str  # who may have it shown, with a reason

    @property
    def kept(self) -> str:
        return (
            "加密保存，默认遮盖"
            if self.personal.sealed
            else "默认遮盖"
            if self.personal.covered
            else "公开显示"
        )


def lines() -> list[Line]:
    """Every declared personal field, in the order of registers and fields."""
    return [
        Line(
            r,
            n,
            f.title,
            f.personal,
            holders(Act.VIEW, r.name),
            holders(Act.REVEAL, r.name) if f.covered else "",
        )
        for r in registers().values()
        for n, f in r.fields.items()
        if f.personal is not None
    ]


def holders(act: Act, register: str) -> str:
    """The roles that may do something with a register."""
    may = [role for role, acts in TABLE.items() if act in acts]
    return "、".join(
        r.label for r in may if not TABLE[r][act].registers or register in TABLE[r][act].registers
    )


def markdown() -> str:
    """The table as docs/personal-data.md has it; a test holds both together."""
    head = "| 台账 | 字段 | 种类 | 目的 | 依据 | 记录终止后保存 | 保存方式 |\n|---|---|---|---|---|---|---|\n"
    rows = (
        f"| {x.register.title} | {x.title} | {x.personal.kind.label} | {x.personal.purpose} | {x.personal.ground}"
        f" | {x.personal.keep_years} 年 | {x.kept}{'：' + x.personal.shown if x.personal.shown else ''} |\n"
        for x in lines()
    )
    return head + "".join(rows)
