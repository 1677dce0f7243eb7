"""Why a printed figure is not the ledger's 原因: the same thing on another day, in another period, unit or scope."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from taizhang.core.figures.definition import Basis, MeasureKind
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind
from taizhang.reports.reconcile.candidate import Candidate, Valued
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.printing import MONEY, agrees, decimals, shown
from taizhang.reports.reconcile.timing import during
from taizhang.reports.reconcile.values import Values

_UP = {
    "national": "national",
    "provincial": "national,provincial",
    "city": "national,provincial,city",
    "district": "national,provincial,city,district",
}
DAYS = (1, 5, 7, 10, 15, 20, 30)


def cause(valued: Valued, stated: Stated, values: Values) -> str:
    """The likely reason in words; "" when none is found."""
    if valued.value is None or stated.value is None:
        return ""
    if slip := _unit(stated, valued.value) or _digits(stated, valued.value):
        return slip
    for other, words in _others(valued.candidate):
        found = values.valued(other, stated)
        if found.agrees and found.value is not None and abs(found.value) >= 1:
            return words.format(said(stated, found.value))
    definition = valued.candidate.definition
    if definition is not None and definition.how.kind == MeasureKind.COUNT:
        waiting = values.figure(valued.candidate).provisional
        if waiting and agrees(stated, valued.value + waiting):
            return f"文中把未核实的 {waiting} 条也算上了"
    return ""


def _unit(stated: Stated, value: Decimal) -> str:
    """万元 for 亿元, a slip of the point: the ledger's value, printed in another unit."""
    money = (stated.unit or "") in MONEY
    for factor, words in (
        (10_000, "差 1 万倍，单位可能写错（万元与元、亿元与万元）"),
        (10, "差 10 倍，小数点或末位可能写错"),
        (100, "差 100 倍，单位或小数点可能写错"),
        (1000, "差 1000 倍，单位可能写错"),
    ):
        if value and money and (agrees(stated, value / factor) or agrees(stated, value * factor)):
            return words
    printed = stated.value or Decimal(0)
    if min(printed, value) >= 10 and value in (printed * 10, printed / 10):
        return "差 10 倍，末位可能多写或漏写"
    return ""


def _digits(stated: Stated, value: Decimal) -> str:
    """12 for 21: two neighbouring digits changed places."""
    printed = _plain(stated.value or Decimal(0))
    right = _plain(value)
    if len(printed) != len(right) or printed == right or len(printed.replace(".", "")) < 2:
        return ""
    wrong = [i for i, (a, b) in enumerate(zip(printed, right, strict=True)) if a != b]
    if len(wrong) == 2 and printed[wrong[0]] == right[wrong[1]] and printed[wrong[1]] == right[wrong[0]]:
        return "可能两位数字写反"
    return ""


def _others(candidate: Candidate) -> Iterator[tuple[Candidate, str]]:
    definition, period = candidate.definition, candidate.period
    if definition is None:
        yield from _other_operands(candidate)
        return
    if definition.how.kind == MeasureKind.LATEST:
        for rival in candidate.rivals:
            yield rival, f"与{rival.period.words}的数（{{}}）相同"
        return
    if definition.timing != Basis.ALWAYS:
        for days in DAYS:
            end = period.end - timedelta(days=days)
            start = period.start if period.start is None or period.start <= end else None
            yield (
                replace(candidate, period=Period(end, start)),
                f"与截至{end.month}月{end.day}日的数（{{}}）相同，可能是早些时候统计的",
            )
        month = period.end.replace(day=1) - timedelta(days=1)
        if month.year == period.end.year:
            start = period.start if period.start is None or period.start <= month else None
            yield (
                replace(candidate, period=Period(month, start)),
                f"与截至{month.month}月末的数（{{}}）相同，可能是早些时候统计的",
            )
        for other, words in (
            (period.year_before(), "与上年同期的数（{}）相同"),
            (period.whole_year(), "与全年的数（{}）相同"),
            (period.year_before().whole_year(), "与上年全年的数（{}）相同"),
        ):
            if other != period:
                yield replace(candidate, period=during(definition, other)), words
        if definition.basis == Basis.STOCK:
            yield (
                replace(candidate, definition=replace(definition, basis=Basis.FLOW, until="")),
                "与本期新增的数（{}）相同，可能把新增写成了总数",
            )
            yield (
                replace(candidate, definition=replace(definition, until="")),
                "与不扣除到期的累计数（{}）相同",
            )
        else:
            for until in _untils(definition.register):
                yield (
                    replace(candidate, definition=replace(definition, basis=Basis.STOCK, until=until)),
                    "与期末总数（{}）相同，可能把总数写成了新增",
                )
            yield (
                replace(candidate, definition=replace(definition, basis=Basis.STOCK)),
                "与历年累计的数（{}）相同",
            )
    yield from _scopes(candidate)
    if definition.how.kind == MeasureKind.DISTINCT:
        yield replace(candidate, definition=replace(definition, measure="count")), "与不去重的条数（{}）相同"
    elif definition.how.kind == MeasureKind.COUNT:
        manner = lexicon().registers.get(definition.register)
        if manner and manner.organizations:
            yield (
                replace(
                    candidate, definition=replace(definition, measure=f"distinct:{manner.organizations}")
                ),
                "与按单位去重的家数（{}）相同",
            )


def _untils(register: str) -> tuple[str, ...]:
    manner = lexicon().registers.get(register)
    return (manner.stock["until"],) if manner and manner.stock and manner.stock["until"] else ()


def _scopes(candidate: Candidate) -> Iterator[tuple[Candidate, str]]:
    """One level for it and those above, a level or a kind dropped."""
    definition = candidate.definition
    assert definition is not None
    where = dict(definition.where)
    level = where.get("level", "")
    if level:
        lowest = level.split(",")[-1]
        if level == _UP.get(lowest) and level != lowest:
            yield (
                replace(candidate, definition=definition.narrowed(("level", lowest))),
                "与只算一级的数（{}）相同，文中写的是“以上”",
            )
        elif lowest in _UP and level == lowest and level != _UP[lowest]:
            yield (
                replace(candidate, definition=definition.narrowed(("level", _UP[lowest]))),
                "与“以上”各级合计的数（{}）相同，文中只写了一级",
            )
        for other in ("national", "provincial", "city", "district"):
            if other != level:
                yield (
                    replace(candidate, definition=definition.narrowed(("level", other))),
                    "与另一级别的数（{}）相同，级别可能写错",
                )
    for name in sorted(candidate.own & set(where) - {"level"}):
        rest = tuple(c for c in definition.where if c[0] != name)
        yield (
            replace(candidate, definition=replace(definition, where=rest)),
            "与不分类别、级别的全部的数（{}）相同",
        )


def _other_operands(candidate: Candidate) -> Iterator[tuple[Candidate, str]]:
    """A rate from operands of another scope, or the change instead of the rate."""
    if len(candidate.operands) == 2 and candidate.make is not None:
        first, second = candidate.operands
        yield replace(candidate, operands=(second, first)), "与用本期作分母算出的（{}）相同，分子分母可能用反"


def said(stated: Stated, value: Decimal) -> str:
    """A value as the text would print it, with its unit: 152.07亿元, 第6."""
    if stated.kind is Kind.RANK:
        return f"第{value:.0f}"
    return f"{shown(value, decimals(stated)):f}{stated.unit or ''}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
