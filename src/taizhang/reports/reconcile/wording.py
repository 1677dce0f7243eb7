"""What a definition counts, in words for a person 口径说明."""

from taizhang.core.figures.definition import Basis, Definition, MeasureKind
from taizhang.core.periods import Period
from taizhang.registers.conditions import column_of, said
from taizhang.registers.declaration import registers
from taizhang.reports.reconcile.candidate import Candidate

_MEASURES = {
    MeasureKind.SUM: "{}合计", MeasureKind.DISTINCT: "按{}去重计数", MeasureKind.MAX: "{}的最大值", MeasureKind.MEAN: "{}的平均值",
    MeasureKind.LATEST: "取{}",
}  # fmt: skip


def described(definition: Definition, period: Period) -> str:
    """科技计划项目，级别为市级，申报日期在2022年上半年，按项计数."""
    register = registers().get(definition.register)
    if register is None:
        return definition.register
    parts = [register.title]
    for name, text in definition.where:
        column = column_of(register, name)
        parts.append(f"{column.title if column else name}为{said(register, name, text)}")
    if definition.timing != Basis.ALWAYS:
        column = column_of(register, definition.on)
        title = column.title if column else definition.on
        when = (
            f"到{period.end.year}年{period.end.month}月{period.end.day}日"
            if definition.timing == Basis.STOCK
            else f"在{period.words}"
        )
        parts.append(f"{title}{when}" + ("仍有效" if definition.until else ""))
    how = definition.how
    if how.kind == MeasureKind.COUNT:
        parts.append("按条计数")
    else:
        column = column_of(register, how.field)
        parts.append(_MEASURES[how.kind].format(column.title if column else how.field))
    return "，".join(parts)


def named(candidate: Candidate) -> str:
    """What a candidate says, in words."""
    if candidate.words:
        return candidate.words
    if candidate.definition is not None:
        return described(candidate.definition, candidate.period)
    if candidate.operands:
        inner = [named(o) for o in candidate.operands]
        if len(inner) == 1:
            return f"{candidate.formula}：{inner[0]}"
        if candidate.formula in ("占比", "完成率", "超额率", "相差百分点"):
            return f"{candidate.formula}：“{inner[0]}”对“{inner[1]}”"
        return f"{inner[0]}，{candidate.formula}（对比{candidate.operands[1].period.words}）"
    return candidate.name or candidate.indicator
