"""What the schema refuses, in Chinese sentences that name the field by its title."""

from typing import Any

from django.http import HttpRequest

from taizhang.registers.declaration import Register, registers
from taizhang.web.api.schemas import FORMS

OWN = {
    "version": "版本",
    "values": "各项",
    "ground": "依据",
    "page": "页",
    "size": "每页条数",
    "before": "起点",
    "pk": "记录号",
}


def problems_of(request: HttpRequest, errors: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One sentence for each error, in order; several about one field become one."""
    register = asked_register(request.path)
    made: dict[str, str] = {}
    for error in errors:
        where = [str(part) for part in error["loc"] if part not in ("body", "query", "path", "values")]
        name = next((p for p in where if register and p in register.fields), where[-1] if where else "values")
        if str(error["loc"][-1]) == "values":
            name = "values"
        made.setdefault(name, sentence(register, name, error))
    return [{"field": name, "sentence": words} for name, words in made.items()]


def asked_register(path: str) -> Register | None:
    parts = path.strip("/").split("/")
    return next((r for n, r in registers().items() if n in parts), None)


def sentence(register: Register | None, name: str, error: dict[str, Any]) -> str:
    column = register.fields.get(name) if register else None
    title = column.title if column is not None else OWN.get(name, name)
    kind, told = error["type"], error.get("ctx", {})
    if kind == "missing":
        return f"缺少“{title}”。"
    if kind == "extra_forbidden":
        return f"没有“{name}”这一项；各项的名称见接口说明。"
    if kind == "string_too_long":
        return f"“{title}”最多 {told.get('max_length')} 个字。"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"“{title}”超出范围（{'不小于' if 'ge' in told else '不大于'} {told.get('ge', told.get('le'))}）。"
    if kind == "literal_error" and column is not None:
        return f"“{title}”只能是：{'、'.join(f'{o.value}（{o.label}）' for o in column.options)}。"
    form = (
        FORMS.get(column.kind, "文本")
        if column is not None
        else {"version": "整数", "values": "一个对象"}.get(name, "")
    )
    return f"“{title}”的写法不对" + (f"，应为{form}。" if form else "。")
