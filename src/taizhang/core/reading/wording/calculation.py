"""The calculation of a claim, as a clerk would check it: 24 + 2 + 7 = 33，文中写 34，相差 1 项."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.reading.figures.figure import Figure, Role
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.wording.amounts import (
    amount,
    as_worded,
    decimals,
    gap,
    plain,
    rounded,
    rounded_up,
    terms,
)

MANY = 20  # addends; more are shortened
_COMPARED = (Type.PART, Type.REPEAT, Type.RANK, Type.WORDING)  # side by side, nothing to compute


@dataclass(frozen=True, slots=True)
class Calculation:
    """A claim recomputed, in pieces for a page and as one sentence for the rest."""

    steps: str  # 33 − 15 = 18，15 ÷ 18
    result: str  # 83.33%
    stated: str  # 83.33%
    gap: str  # 1 项; "" where the result is the stated figure to the last digit
    remark: str  # 按四舍五入可差 0.02
    sentence: str  # all of it


def calculation(relation: Relation) -> Calculation:
    """The calculation of a claim in words and numbers."""
    if relation.type in _COMPARED or _twice(relation):
        return _compared(relation)
    stated = relation.stated_figure
    unit = stated.unit
    places = _places(relation)
    outcome = rounded(relation.expected, places)
    same = outcome == relation.stated
    shown = 0 if relation.whole is None else decimals(stated)
    result = _signed(outcome, stated, unit, shown)
    told = as_worded(stated) if stated.approx else amount(relation.stated, unit, shown)
    steps = _steps(relation)
    difference = "" if same else gap(abs(relation.stated - outcome), stated)
    remark = ""
    sentence = f"{steps} = {result}"
    if relation.holds and not same:
        margin = plain(rounded_up(relation.tolerance, places + 1))
        remark = "文中是约数" if stated.approx else f"按四舍五入可差 {margin}"
        sentence += f"，文中 {told}，{remark}"
    elif relation.holds is None:
        sentence += f"，文中 {told}" + (f"，相差 {difference}" if difference else "")
    elif not relation.holds:
        sentence += f"，文中写 {told}，相差 {difference}"
    return Calculation(steps, result, told, difference, remark, sentence)


def _twice(relation: Relation) -> bool:
    return relation.type is Type.SUM and relation.whole is not None and len(relation.parts) == 1


def _places(relation: Relation) -> int:
    """Decimals of the result: as many as stated, or as many more as it takes to see the difference."""
    places = decimals(relation.stated_figure)
    if relation.type is Type.SUM:
        places = max([places, *(decimals(p) for p in relation.parts)]) if relation.whole is None else places
        exact = relation.expected.normalize().as_tuple().exponent
        if isinstance(exact, int) and -exact <= places + 2:
            return max(places, -exact)
    while relation.holds is False and rounded(relation.expected, places) == relation.stated and places < 8:
        places += 1
    return places


def _signed(outcome: Decimal, stated: Figure, unit: str | None, shown: int) -> str:
    if outcome >= 0 or stated.role not in (Role.GROWTH_RATE, Role.DECREASE):
        return amount(outcome, unit, shown)
    return ("增长 " if stated.role is Role.DECREASE else "下降 ") + amount(-outcome, unit, shown)


def _steps(relation: Relation) -> str:
    whole, parts = relation.whole, relation.parts
    if relation.type is Type.SUM:
        return _joined(terms(parts) if whole is not None else [p.text for p in parts], " + ")
    assert whole is not None
    if relation.type is Type.DIFFERENCE:
        return _joined(terms(parts), " − ")
    if relation.type is Type.PRODUCT:
        return _joined([p.text for p in parts], " × ")
    top, base = terms((parts[0], whole))
    if relation.type in (Type.SHARE, Type.RATE):
        return f"{top} ÷ {base}"
    return _growth(top, base, parts[0], whole, falls=parts[1].role is Role.DECREASE)


def _growth(top: str, now: str, top_figure: Figure, whole: Figure, *, falls: bool) -> str:
    if top_figure.role not in (Role.INCREASE, Role.DECREASE):
        return f"（{top} − {now}）÷ {top}" if falls else f"（{now} − {top}）÷ {top}"
    sign = "−" if top_figure.role is Role.INCREASE else "+"
    if top_figure.unit != whole.unit or top_figure.value is None or whole.value is None:
        return f"{top} ÷（{now} {sign} {top}）"
    before = (
        whole.value - top_figure.value if top_figure.role is Role.INCREASE else whole.value + top_figure.value
    )
    return f"{now} {sign} {top} = {plain(before)}，{top} ÷ {plain(before)}"


def _joined(members: Sequence[str], sign: str) -> str:
    if len(members) > MANY:
        return f"{sign.join(members[:6])}{sign}…{sign}{members[-1]}（共 {len(members)} 项）"
    return sign.join(members)


def _compared(relation: Relation) -> Calculation:
    """Two figures side by side: said twice, a rank among its peers, a word against a value."""
    here = relation.whole or relation.parts[0]
    other = relation.parts[0]
    told, result = as_worded(here), as_worded(other)
    if relation.type is Type.RANK:
        text = f"{other.text}，{'同类共' if relation.holds else '而同类只有'} {here.text}"
        return Calculation(text, told, result, "", "", text)
    if relation.type is Type.PART:
        text = f"{result} {'不大于' if relation.holds else '大于总数'} {told}"
        return Calculation(text, told, result, "", "", text)
    if relation.type is Type.WORDING:
        verb = "与" if relation.holds else "而"
        text = f"文中写“{told}”，{verb}实数 {result} {'相合' if relation.holds else '不合'}"
        return Calculation(text, result, told, "", "", text)
    earlier, later = (other, here) if other.start < here.start else (here, other)
    difference = (
        "" if relation.expected == relation.stated else gap(abs(relation.stated - relation.expected), here)
    )
    text = f"前文 {as_worded(earlier)}，后文 {as_worded(later)}"
    if relation.holds:
        text += "，一致"
    elif difference:
        text += f"，相差 {difference}"
    return Calculation(text, result, told, difference, "", text)
