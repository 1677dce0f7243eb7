"""Journal entries in words: which field was what and became what."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from taizhang.accounts.models import Role
from taizhang.accounts.rules import RULES
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.regions.models import Region
from taizhang.registers.contents import restored
from taizhang.registers.covering import covered, look_ahead
from taizhang.registers.declaration import Register, registers
from taizhang.registers.fields import RegionLink
from taizhang.registers.record import State
from taizhang.web.values import unit_of, written

OTHER = {
    "state": "核实", "username": "帐号", "name": "名称", "role": "角色", "section": "科室", "region": "联络的镇街园区",
    "organization": "代表的单位", "bank": "银行", "is_active": "启用", "second_person": "第二人核实",
    "holds": "完好", "sealed": "已封存", "head": "链头", "waiting": "待封存", "records": "记录", "sentence": "结果",
}  # fmt: skip
OTHER |= {rule.name: rule.label for rule in RULES} | {"left": "剩余", "count": "几处"}
OTHER |= {"months": "留存月数", "first": "从第几节", "last": "到第几节", "file": "文件", "until": "早于"}
OTHER |= {
    "sha256": "摘要", "added": "新增", "changed": "修改", "proposed": "待核的修改", "review": "待看", "stubs": "新登记单位",
    "period": "期间", "template": "模板", "method": "方式", "path": "地址", "expression": "指标或算式", "definition": "口径",
    "value": "数", "unit": "单位", "decimals": "小数位", "form": "写法", "rule": "取哪一期", "note": "疑问", "key": "数字",
    "reason": "理由",
    "title": "标题", "addressee": "主送", "signature": "落款", "dated": "成文日期", "as_of": "截至哪天的台账", "superior": "报给",
    "every": "多久报一次", "due_days": "期末后几天内报", "kind": "种类", "characters": "字数", "covered": "遮盖几处", "source": "来源",
    "place": "位置", "figures": "指标", "provider": "统一身份认证", "subject": "编号", "verdict": "决定", "choice": "选定的口径",
    "paragraph": "段", "body": "正文", "level": "级别", "cells": "几格", "target": "目标", "version": "版本",
    "merged_into": "并入", "number": "第几号",
}  # fmt: skip
OURS = {"journal": "日志", "users": "用户", "tokens": "接口令牌", "sign_in": "登录与安全", "reports": "报告", "indicators": "指标",
        "handins": "报送表", "publications": "公示", "manuscripts": "稿件", "leader": "领导一屏"}  # fmt: skip
UNTOLD = ("sources", "bureau")
LONGEST, SHORT = 80, 16  # characters of a value; of a digest
DIGEST = re.compile(r"[0-9a-f]{40,}")


@dataclass(frozen=True)
class Difference:
    """One field before and after."""

    title: str
    old: str
    new: str


@dataclass
class Told:
    """An entry as the journal page shows it."""

    entry: Entry
    register: str
    differences: list[Difference] = field(default_factory=list)


def tell(entries: Iterable[Entry]) -> list[Told]:
    """Entries in words; what links point to is fetched once for all of them."""
    known = registers()
    read = [(e, known.get(e.register), values_of(e.before), values_of(e.after)) for e in entries]
    names = linked_names(read)
    for of in {register for _, register, *_ in read if register}:
        look_ahead(of, (side for _, register, *sides in read if register is of for side in sides))
    made = []
    for entry, register, before, after in read:
        told = Told(
            entry,
            register.title if register else OURS.get(entry.register, ""),
        )
        whole = (
            {} if entry.event == Event.RECORD_CARRIED else {**before, **after}
        )  # all of it, and nothing changed
        for name in whole:
            if name in UNTOLD:
                continue
            title = title_of(register, name) if (name, entry.register) != ("name", "users") else "姓名"
            old, new = (said(register, name, side.get(name), names) for side in (before, after))
            told.differences.append(Difference(title, old if before else "", new))
        made.append(told)
    return made


def values_of(text: str) -> dict[str, Any]:
    """The values of one side; {} when it is no longer readable (then `verify` says so)."""
    try:
        held = json.loads(text) if text else {}
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def linked_names(
    read: list[tuple[Entry, Register | None, dict[str, Any], dict[str, Any]]],
) -> dict[tuple[Any, int], str]:
    """(model, id) -> name for everything that the entries point to."""
    wanted: dict[Any, set[int]] = {}
    for _, register, *sides in read:
        for name, value in (pair for side in sides for pair in side.items()):
            column = register.fields.get(name) if register else None
            if column is not None and column.is_relation and isinstance(value, int):
                wanted.setdefault(column.related_model, set()).add(value)
    names = {}
    for model, ids in wanted.items():
        shown = "name" if model is Region else "title"
        names.update(
            {(model, pk): title for pk, title in model.objects.filter(pk__in=ids).values_list("pk", shown)}
        )
    return names


def title_of(register: Register | None, name: str) -> str:
    column = register.fields.get(name) if register else None
    if column is None:
        return OTHER.get(name, name)
    unit = unit_of(column)
    return f"{column.title}（{unit}）" if unit else str(column.title)


def said(register: Register | None, name: str, value: Any, names: dict[tuple[Any, int], str]) -> str:
    """One value as people read it; personal data stays covered."""
    column = register.fields.get(name) if register else None
    if value is None or value == "":
        return "—"
    if column is None:
        return plain_words(name, value)
    if column.covered:
        return covered(value)
    if isinstance(column, RegionLink) or column.is_relation:
        return names.get((column.related_model, value), f"{value} 号")
    assert register is not None
    try:
        return written(column, restored(register, name, value)).text
    except (ValueError, ArithmeticError, TypeError):
        return str(value)


def plain_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "role" and value in Role.values:
        return Role(value).label
    if name == "state" and value in State.values:
        return State(value).label
    if isinstance(value, list):
        return "、".join(Role(v).label if v in Role.values else str(v) for v in value) or "—"
    words = str(value)
    most = SHORT if DIGEST.fullmatch(words) else LONGEST
    return words if len(words) <= most else words[:most] + "…"


def proof_told(entry: Entry | None) -> dict[str, Any]:
    """What the last proof said: at, holds, sentence."""
    if entry is None:
        return {}
    return {"at": entry.at, **values_of(entry.after)}
