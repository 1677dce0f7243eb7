"""The question of a list, as OpenAPI describes its parameters: the same as on the screen."""

from typing import Any

from taizhang.core.tables.spec import Kind
from taizhang.registers.declaration import Register
from taizhang.registers.record import State

RANGES = (Kind.INTEGER, Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.YEAR)


def parameters(register: Register) -> list[dict[str, Any]]:
    """Every parameter that `Question.from_query` reads for this register, beside page and size."""
    made = [
        parameter("q", "名称的一部分、代码、拼音或拼音首字母"),
        parameter("state", "核实状态；不给则不含已终止的", enum=list(State.values)),
        parameter("order", "排序字段，前加 - 为降序", example=register.order),
        parameter("batch", "只要某个导入批次登记或修改的", type="integer"),
    ]
    made += [
        parameter(name, f"{column.title}：{hint(column)}")
        for name, column in register.fields.items()
        if not column.covered
    ]
    return made


def parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    schema = {"type": "string", **schema}
    return {"in": "query", "name": name, "required": False, "description": description, "schema": schema}


def hint(column: Any) -> str:
    """How one condition is written."""
    if column.kind == Kind.CHOICE:
        return "其中之一，或用逗号分隔的几个：" + ",".join(o.value for o in column.options)
    if column.kind == Kind.DATE:
        return "2026、2026-06、2026-06-30，或起..止，一端可空"
    if column.kind in RANGES:
        unit = "元" if column.kind == Kind.MONEY else column.unit
        return "数值，或起..止，一端可空" + (f"，单位{unit}" if unit else "")
    if column.kind == Kind.REGION:
        return "区划的内部号，含其下级"
    if column.is_relation:
        return "记录号，或名称的一部分"
    return "包含的文字；- 表示空"
