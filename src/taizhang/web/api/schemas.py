"""What goes in and out for each register, generated from its declared fields: titles, units, choices, examples."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, create_model

from taizhang.core.tables.spec import Kind
from taizhang.registers.declaration import Register

Yuan = Annotated[str, StringConstraints(pattern=r"^-?\d{1,16}(\.\d{1,2})?$")]
Decimals = Annotated[str, StringConstraints(pattern=r"^-?\d{1,14}(\.\d{1,6})?$")]
Code = Annotated[str, StringConstraints(pattern=r"^$|^[0-9A-Z]{18}$")]
Period = Annotated[
    str, StringConstraints(pattern=r"^$|^\d{4}$|^\d{4}(H[12]|Q[1-4]|M(0[1-9]|1[01])|-(0[1-9]|1[0-2]))$")
]
TYPES: dict[Kind, Any] = {
    Kind.CREDIT_CODE: Code,
    Kind.INTEGER: StrictInt | None,
    Kind.YEAR: Annotated[StrictInt, Field(ge=1900, le=2200)] | None,
    Kind.NUMBER: Decimals | None,
    Kind.PERCENT: Decimals | None,
    Kind.MONEY: Yuan | None,
    Kind.DATE: date | None,
    Kind.PERIOD: Period,
    Kind.YES_NO: StrictBool | None,
    Kind.REGION: str | None,
    Kind.ORGANIZATION: StrictInt | None,
}
# How a value of a kind is written, for people.
FORMS = {
    Kind.CREDIT_CODE: "18 位数字和大写字母",
    Kind.INTEGER: "整数",
    Kind.YEAR: "四位年份",
    Kind.NUMBER: "以文本写的数，如 \"12.5\"",
    Kind.PERCENT: "以文本写的小数，87.42% 写作 \"0.8742\"",
    Kind.MONEY: "以文本写的元，最多两位小数，如 \"1203500.00\"",
    Kind.DATE: "日期，如 \"2026-06-30\"",
    Kind.PERIOD: "期间，如 \"2025\"、\"2025H1\"、\"2025Q3\"、\"2025-06\"、\"2025M05\"（1至5月累计）",
    Kind.YES_NO: "true 或 false",
    Kind.REGION: "区划代码，如 \"330881001\"",
    Kind.ORGANIZATION: "单位台账里的记录号",
}  # fmt: skip
EXAMPLES: dict[Kind, Any] = {
    Kind.INTEGER: 12,
    Kind.YEAR: 2026,
    Kind.NUMBER: "12.5",
    Kind.PERCENT: "0.8742",
    Kind.MONEY: "1203500.00",
    Kind.DATE: "2026-06-30",
    Kind.PERIOD: "2026H1",
    Kind.YES_NO: True,
    Kind.REGION: "330881001",
    Kind.ORGANIZATION: 7,
}


class Strict(BaseModel):
    """What comes in: nothing that is not known."""

    model_config = ConfigDict(extra="forbid")


class Refusal(BaseModel):
    """A no, in one sentence for the person: what, why, what to do."""

    sentence: str = Field(title="说明", examples=["没有这条记录，或它不在您的权限内。"])


class Problem(BaseModel):
    """One field that does not fit."""

    field: str = Field(title="字段")
    sentence: str = Field(title="说明")


class Invalid(Refusal):
    """Values that do not fit, each named."""

    problems: list[Problem] = Field(title="问题")


class Waits(Refusal):
    """A change to a verified record that waits for staff; the record keeps its values."""

    proposal: int = Field(title="待核修改号")


class Change(BaseModel):
    """One line of a record's history."""

    id: int = Field(title="日志号")
    at: datetime = Field(title="时间")
    event: str = Field(title="事件", examples=["record.changed"])
    event_label: str = Field(title="事件名称", examples=["修改"])
    by: str = Field(title="经手人")
    ground: str = Field(title="依据")
    batch: int | None = Field(title="导入批次")
    before: dict[str, Any] = Field(title="之前")
    after: dict[str, Any] = Field(title="之后")


class History(BaseModel):
    """The newest changes first; ask on with `before` = the last id."""

    changes: list[Change] = Field(title="改动")
    more: bool = Field(title="还有更早的")


class Successor(BaseModel):
    """The organization that a merged one became part of."""

    id: int = Field(title="记录号")
    title: str = Field(title="名称")


class Ground(Strict):
    """On what ground an act is done."""

    ground: str = Field("", title="依据", max_length=300)


@dataclass(frozen=True)
class Shapes:
    """The schemas of one register."""

    record: type[BaseModel]
    page: type[BaseModel]
    adding: type[BaseModel]
    changing: type[BaseModel]
    conflict: type[BaseModel]


def shapes(register: Register) -> Shapes:
    """Schemas named after the register: organizations -> OrganizationsRecord, OrganizationsPage …"""
    prefix = "".join(part.capitalize() for part in register.name.split("_"))
    values = create_model(
        f"{prefix}Values", __base__=Strict, __doc__=f"{register.title}的各项", **fields(register, new=True)
    )
    part = create_model(
        f"{prefix}Part", __base__=Strict, __doc__=f"{register.title}要改的各项", **fields(register, new=False)
    )
    held = create_model(
        f"{prefix}Held", __base__=BaseModel, __doc__=f"{register.title}的各项", **fields(register, new=None)
    )
    about: dict[str, Any] = {
        "id": (int, Field(title="记录号")),
        "title": (str, Field(title="名称")),
        "state": (
            Literal["provisional", "verified", "ended"],
            Field(title="核实", description="待核、已核、已终止"),
        ),
        "version": (int, Field(title="版本", description="修改时原样带回")),
        "created_at": (datetime, Field(title="登记时间")),
        "changed_at": (datetime, Field(title="改动时间")),
        "values": (held, Field(title="各项")),
        "names": (dict[str, str], Field(title="名称对照", description="区划、单位等关联项的名称")),
    }
    if register.model.kept_beside:
        told = "单位合并后，现在代表它的那一家；没有合并过为空"
        about["merged_into"] = (Successor | None, Field(None, title="已并入", description=told))
    record = create_model(
        f"{prefix}Record", __base__=BaseModel, __doc__=f"{register.title}的一条记录", **about
    )
    page = create_model(
        f"{prefix}Page", __base__=BaseModel, __doc__=f"{register.title}的一页",
        items=(list[record], Field(title="记录")), total=(int, Field(title="总条数")),  # type: ignore[valid-type]
        page=(int, Field(title="第几页")), size=(int, Field(title="每页条数")),
    )  # fmt: skip
    ground = (str, Field("", title="依据", max_length=300, description="写进日志"))
    adding = create_model(
        f"{prefix}New", __base__=Ground, values=(values, Field(title="各项")), ground=ground
    )
    version = (StrictInt, Field(title="版本", description="您看到的版本；已被别人改过时答 409"))
    changing = create_model(
        f"{prefix}Change",
        __base__=Ground,
        version=version,
        values=(part, Field(title="要改的各项")),
        ground=ground,
    )
    current: Any = (record | None, Field(None, title="现在的记录"))
    conflict = create_model(f"{prefix}Conflict", __base__=Refusal, current=current)
    return Shapes(record, page, adding, changing, conflict)


def fields(register: Register, *, new: bool | None) -> dict[str, Any]:
    """Field definitions of a register: for a new record, for a change (new=False), for what is held (None)."""
    made: dict[str, Any] = {}
    for name, column in register.fields.items():
        kind = type_of(column, writing=new is not None)
        told = {
            "title": column.title,
            "description": description(column),
            "examples": [example(column)],
            "json_schema_extra": {
                k: v for k, v in (("x-unit", unit(column)), ("x-masked", column.covered)) if v
            },
        }
        if (
            getattr(column, "max_length", None)
            and new is not None
            and column.kind not in (Kind.CHOICE, Kind.CREDIT_CODE)
        ):
            told["max_length"] = column.max_length
        if new is None or (new and column.required):
            made[name] = (kind, Field(**told))
        else:
            empty = None if column.null else column.get_default() or ""
            made[name] = (kind, Field(empty, **told))
    return made


def type_of(column: Any, *, writing: bool) -> Any:
    if column.kind == Kind.CHOICE:
        values = tuple(o.value for o in column.options)
        return Literal[(*values, "")] if writing and values else str
    if not writing and column.kind in (Kind.CREDIT_CODE, Kind.PERIOD):
        return str
    if column.is_relation and column.kind != Kind.REGION:
        return StrictInt | None
    return TYPES.get(column.kind, str)


def unit(column: Any) -> str:
    return "元" if column.kind == Kind.MONEY else str(column.unit)


def description(column: Any) -> str:
    parts = [FORMS.get(column.kind, "")]
    if column.kind == Kind.CHOICE:
        parts.append("、".join(f"{o.value} {o.label}" for o in column.options))
    if unit(column):
        parts.append(f"单位：{unit(column)}")
    if column.covered:
        parts.append("个人信息，读出时遮盖")
    parts.append(column.hint)
    return "；".join(p for p in parts if p)


def example(column: Any) -> Any:
    if column.kind == Kind.CHOICE and column.options:
        return column.options[0].value
    if column.kind in EXAMPLES:
        return EXAMPLES[column.kind]
    return column.example or ("91330881MA2DEXAMP1" if column.kind == Kind.CREDIT_CODE else column.title)
