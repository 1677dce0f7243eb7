"""What may have gone wrong: only causes that, recomputed, give exactly the figure in the text."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from taizhang.core.reading.figures.exactness import half_unit, scale
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.wording.amounts import amount, decimals, gap, number, plain, rounded, terms

MOST = 3
HUNDRED = Decimal(100)
TEN_THOUSAND = Decimal(10_000)


def causes(relation: Relation, others: Sequence[Figure] = ()) -> tuple[str, ...]:
    """Possible causes of a claim that does not hold, the likeliest first; `others` are the figures around it."""
    if relation.holds is not False or relation.type not in _HONEST:
        return ()
    find = _FINDERS.get(relation.type, _of_result)
    found = list(dict.fromkeys(find(relation, others)))[:MOST]
    return tuple(found) or (_HONEST[relation.type],)


def _of_sum(relation: Relation, _: Sequence[Figure]) -> Iterator[str]:
    if relation.whole is None:
        yield from ()
        return
    whole, parts = relation.whole, relation.parts
    if len(parts) == 1:
        yield from _of_result(relation, ())
        return
    base, missing = scale(whole.unit), relation.stated - relation.expected
    of_total = list(_of_result(relation, ()))
    yield from of_total
    for part in parts:
        if part.value is not None and part.value * scale(part.unit) == -missing * base:
            yield f"“{part.of or part.text}”{part.text}恰好是相差的数，可能不在总数之内"
    for part in parts if not of_total else ():
        yield from _of_part(
            part, missing * base / scale(part.unit), half_unit(whole) * base / scale(part.unit)
        )
    difference = gap(abs(missing), whole)
    if missing > 0:
        yield f"可能漏写一个分项（{difference}），也可能总数误写"
    else:
        yield f"可能有分项重复计算（多出 {difference}），也可能总数误写"


def _of_part(part: Figure, missing: Decimal, margin: Decimal) -> Iterator[str]:
    """What may have happened to one addend, if it alone is to blame; both amounts in its unit."""
    if part.value is None:
        return
    needed = part.value + missing
    if needed in _transposed(part.value):
        yield f"分项“{part.of or part.text}”可能两位数字写反：{plain(part.value)} 应为 {plain(needed)}"
    for factor, words in _slips(part.unit):
        if abs(part.value * factor - needed) <= margin:
            yield f"分项“{part.of or part.text}”的单位可能写错：{part.unit}应为{words}"


def _of_growth(relation: Relation, others: Sequence[Figure]) -> Iterator[str]:
    assert relation.whole is not None
    now, (top, stated) = _real(relation.whole), relation.parts
    given = _real(top)
    change = top.role in (Role.INCREASE, Role.DECREASE)
    base = (now - given if top.role is Role.INCREASE else now + given) if change else given
    risen = given if change else abs(now - given)
    unit = scale(stated.unit) if stated.kind is not Kind.PERCENT else Decimal(1)
    if now and reproduces(risen / now * HUNDRED, stated):
        yield f"可能用了本期作分母：{_short(risen)} ÷ {_short(now)} = {_percent(risen / now * HUNDRED, stated)}"
    if base and reproduces(now / base * HUNDRED, stated):
        yield f"可能把“是上年的 {_percent(now / base * HUNDRED, stated)}”写成了增减幅"
    if base and reproduces(now / base / unit, stated) and stated.kind is Kind.RATIO:
        yield f"可能把“是上年的 {plain(relation.stated)} 倍”写成了增长倍数"
    if stated.kind is Kind.PERCENT and top.kind is Kind.PERCENT and reproduces(risen, stated):
        yield f"两个百分数相差 {plain(risen)} 个百分点，不是增减 {plain(risen)}%"
    if relation.expected < 0:
        yield f"按这两个数算是{'增长' if stated.role is Role.DECREASE else '下降'}，与文中方向相反"
    for other in _alike(others, relation.whole, (relation.whole, top)):
        earlier = _real(other)
        if not change and earlier and reproduces(abs(now - earlier) / earlier * HUNDRED, stated):
            yield f"若与{_named(other)}相比，{_short(abs(now - earlier))} ÷ {_short(earlier)} 得 {_percent(relation.stated, stated)}"
    yield from _of_result(relation, others)


def _of_share(relation: Relation, others: Sequence[Figure]) -> Iterator[str]:
    assert relation.whole is not None
    whole, (part, stated) = _real(relation.whole), relation.parts
    top = _real(part)
    factor = relation.expected * whole / top if top else HUNDRED
    if top and reproduces(whole / top * factor, stated):
        yield f"可能分子分母写反：{terms((relation.whole, part))[0]} ÷ {number(part)} = {_percent(relation.stated, stated)}"
    if whole != top and reproduces(top / (whole - top) * factor, stated):
        yield f"可能用了其余部分作分母：{_short(top)} ÷ {_short(whole - top)} = {_percent(relation.stated, stated)}"
    if reproduces(factor - relation.expected, stated):
        yield f"这是其余部分的占比：100% − {_percent(relation.expected, stated)} = {_percent(relation.stated, stated)}"
    for other in _alike(others, relation.whole, (relation.whole, part)):
        base = _real(other)
        if base and reproduces(top / base * factor, stated):
            yield f"若以{_named(other)}为总数，{_short(top)} ÷ {_short(base)} 得 {_percent(relation.stated, stated)}"
    for other in _alike(others, part, (relation.whole, part)):
        if whole and reproduces(_real(other) / whole * factor, stated):
            yield f"若分子是{_named(other)}，{_short(_real(other))} ÷ {_short(whole)} 得 {_percent(relation.stated, stated)}"
    yield from _of_result(relation, others)


def _of_difference(relation: Relation, others: Sequence[Figure]) -> Iterator[str]:
    minuend, subtrahend = relation.parts
    if minuend.kind is Kind.PERCENT and subtrahend.value and minuend.value is not None:
        relative = (minuend.value - subtrahend.value) / subtrahend.value * HUNDRED
        if reproduces(abs(relative), relation.stated_figure):
            yield f"文中是相对增减 {amount(relation.stated, '%')}，两者相差 {plain(abs(relation.expected))} 个百分点"
    if relation.expected == -relation.stated:
        yield "两数相减的方向反了"
    yield from _of_result(relation, others)


def _of_result(relation: Relation, _: Sequence[Figure]) -> Iterator[str]:
    """What may have happened to the stated figure itself. Of two digits any number is one digit away: no clue."""
    figure, stated = relation.stated_figure, relation.stated
    wanted = rounded(relation.expected, decimals(figure))
    if wanted <= 0 or wanted == stated:
        return
    places = decimals(figure)
    says = f"{amount(stated, figure.unit, places)} 应为 {amount(wanted, figure.unit, places)}"
    if wanted in _transposed(stated):
        yield f"可能两位数字写反：{says}"
    elif abs(wanted - stated) == Decimal(1).scaleb(-places) and relation.type is not Type.SUM:
        exact = plain(rounded(relation.expected, places + 2))
        yield f"末位差 1，可能四舍五入有误：{exact} 应写 {amount(wanted, figure.unit, places)}"
    elif _one_digit(stated, wanted, places):
        yield f"可能误写一个数字：{says}"
    for factor, words in _slips(figure.unit):
        if figure.kind is not Kind.PERCENT and reproduces(relation.expected / factor, figure):
            yield f"单位可能写错：{figure.unit}应为{words}"
    if figure.kind is Kind.PERCENT or decimals(figure):
        for factor in (Decimal(10), HUNDRED):
            if reproduces(relation.expected / factor, figure) or reproduces(
                relation.expected * factor, figure
            ):
                yield f"小数点可能错位：{says}"


def reproduces(value: Decimal, figure: Figure) -> bool:
    """It is the figure as printed, to its last digit."""
    return figure.value is not None and rounded(value, decimals(figure)) == figure.value


def _real(figure: Figure) -> Decimal:
    return (figure.value or Decimal(0)) * scale(figure.unit)


def _alike(others: Sequence[Figure], like: Figure, but: Sequence[Figure]) -> list[Figure]:
    taken = {id(figure) for figure in but}
    same = [f for f in others if f.value is not None and id(f) not in taken and f.unit == like.unit]
    return [
        f
        for f in same
        if f.kind is like.kind and f.role in (Role.LEVEL, Role.TARGET) and f.value != like.value
    ]


def _named(figure: Figure) -> str:
    return f"“{figure.of}”{figure.text}" if figure.of else figure.text


def _short(value: Decimal) -> str:
    return plain(rounded(value, 4))


def _percent(value: Decimal, stated: Figure) -> str:
    return amount(rounded(value, decimals(stated)), stated.unit, decimals(stated))


def _transposed(value: Decimal) -> Iterator[Decimal]:
    """The number with two neighbouring digits swapped."""
    text = format(value, "f")
    for i, (a, b) in enumerate(pairwise(text)):
        if a != b and a.isdigit() and b.isdigit() and not (i == 0 and b == "0"):
            yield Decimal(text[:i] + b + a + text[i + 2 :])


def _one_digit(one: Decimal, other: Decimal, places: int) -> bool:
    a, b = (format(rounded(each, places), "f") for each in (one, other))
    return len(a) == len(b) >= 3 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _slips(unit: str | None) -> Iterator[tuple[Decimal, str]]:
    """万 taken for 亿 and the reverse, 元 for 万元 and the reverse: the factor and the right unit."""
    if not unit:
        return
    if unit.startswith("万") and not unit.startswith("万亿"):
        yield TEN_THOUSAND, "亿" + unit[1:]
        if len(unit) > 1:
            yield 1 / TEN_THOUSAND, unit[1:]
    elif unit.startswith("亿"):
        yield 1 / TEN_THOUSAND, "万" + unit[1:]
    elif scale(unit) == 1 and unit.endswith(("元", "亩", "吨", "人", "人次")):
        yield TEN_THOUSAND, "万" + unit


_Finder = Callable[[Relation, Sequence[Figure]], Iterator[str]]
_FINDERS: dict[Type, _Finder] = {
    Type.SUM: _of_sum,
    Type.GROWTH: _of_growth,
    Type.SHARE: _of_share,
    Type.RATE: _of_share,
    Type.DIFFERENCE: _of_difference,
}
_HONEST = {
    Type.SUM: "各项占比之和应为 100%，可能有一项误写，也可能没有列全",
    Type.DIFFERENCE: "三个数中有一个误写，或口径不同",
    Type.PRODUCT: "几个数中有一个误写，或口径不同",
    Type.SHARE: "占比、分项、总数有一个误写，或总数的口径不同",
    Type.RATE: "比率和两个数有一个误写，或口径不同",
    Type.GROWTH: "增减幅和两期的数有一个误写，或上年数经过修订、口径不同",
}
