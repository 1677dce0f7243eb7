"""Slips of the kinds that people make, planted one to a report."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from bench.reading.generator.draft import Claim, Draft, Fig, holds, rounded
from taizhang.core.reading.figures.exactness import scale
from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.relations.relation import Type

RATES = (Type.SHARE, Type.RATE, Type.GROWTH)


def plant(draft: Draft, chance: Random) -> Claim | None:
    """Makes one claim of the report wrong; None where none could be."""
    for name, slip in chance.sample(SLIPS, len(SLIPS)):
        for claim in chance.sample(draft.claims, len(draft.claims)):
            if slip(draft, claim, chance) and not holds(claim):
                claim.planted = name
                return claim
    return None


def _change(fig: Fig, digits: str, claim: Claim) -> bool:
    """Prints other digits, and takes them back where the claim would still hold or the number lose its form."""
    before = fig.digits
    if digits == before or digits.startswith("0") != before.startswith("0"):
        return False
    fig.say(digits)
    if fig.value and not holds(claim):
        return True
    fig.say(before)
    return False


def _victim(claim: Claim, chance: Random) -> Fig | None:
    figs = [
        f
        for f in [*claim.parts, claim.whole]
        if f is not None and f.digits[:1].isdigit() and f.digits.isascii()
    ]
    return chance.choice(figs) if figs else None


def digit_off_by_one(draft: Draft, claim: Claim, chance: Random) -> bool:
    """数字差一."""
    fig = _victim(claim, chance)
    if fig is None:
        return False
    at = chance.choice([i for i, c in enumerate(fig.digits) if c.isdigit()])
    digit = int(fig.digits[at]) + chance.choice((-1, 1))
    return 0 <= digit <= 9 and _change(fig, f"{fig.digits[:at]}{digit}{fig.digits[at + 1 :]}", claim)


def transposed(draft: Draft, claim: Claim, chance: Random) -> bool:
    """相邻数字颠倒."""
    fig = _victim(claim, chance)
    if fig is None:
        return False
    pairs = [i for i in range(len(fig.digits) - 1) if fig.digits[i : i + 2].isdigit()]
    if not pairs:
        return False
    at = chance.choice(pairs)
    return _change(fig, fig.digits[:at] + fig.digits[at + 1] + fig.digits[at] + fig.digits[at + 2 :], claim)


def wrong_denominator(draft: Draft, claim: Claim, chance: Random) -> bool:
    """基数用错: growth over this year instead of last, a share over the rest instead of the whole."""
    if claim.type not in (Type.SHARE, Type.GROWTH) or claim.whole is None:
        return False
    top, result = claim.parts
    if top.value is None or claim.whole.value is None or result.unit != "%" or result.before:
        return False
    a, w = top.value * scale(top.unit), claim.whole.value * scale(claim.whole.unit)
    if claim.type is Type.GROWTH and top.role not in (Role.INCREASE, Role.DECREASE):
        a = abs(w - a)
    wrong = a / w if claim.type is Type.GROWTH else (a / (w - a) if w > a else None)
    if wrong is None or wrong <= 0:
        return False
    return _change(result, f"{rounded(wrong * 100, result.decimals):f}", claim)


def missing_part(draft: Draft, claim: Claim, chance: Random) -> bool:
    """漏列一项: one part of a list is left out of the text."""
    if claim.type is not Type.SUM or len(claim.parts) < 3:
        return False
    grouped = {p.said: p.group for p in draft.pieces if isinstance(p.said, Fig) and p.group}
    inner = [part for part in claim.parts[1:-1] if part in grouped]
    if not inner:
        return False
    out = chance.choice(inner)
    gone = {p.said for p in draft.pieces if p.group == grouped[out] and isinstance(p.said, Fig)}
    draft.pieces = [p for p in draft.pieces if p.group != grouped[out]]
    for other in draft.claims:
        if other.type is Type.SUM and other.whole not in gone and len(other.parts) > 1:
            other.parts = [part for part in other.parts if part not in gone]
    draft.claims = [c for c in draft.claims if not gone & {*c.parts, c.whole}]
    return True


def unit_slip(draft: Draft, claim: Claim, chance: Random) -> bool:
    """单位写错: 万元 for 亿元 and the other way."""
    swaps = {"万元": "亿元", "亿元": "万元", "万亩": "亩", "万吨": "吨"}
    figs = [f for f in [*claim.parts, claim.whole] if f is not None and f.unit in swaps and not f.cell]
    if not figs:
        return False
    fig = chance.choice(figs)
    before = fig.unit
    fig.unit = swaps[fig.unit or ""]
    if not holds(claim):
        return True
    fig.unit = before
    return False


def rounding_slip(draft: Draft, claim: Claim, chance: Random) -> bool:
    """舍入有误: the last digit of a rate cut off or pushed up."""
    if claim.type not in RATES:
        return False
    result = claim.parts[-1]
    if result.value is None or not result.digits.isascii():
        return False
    step = Decimal(1).scaleb(-result.decimals) * chance.choice((-1, 1))
    changed = result.value + step
    return changed > 0 and _change(result, f"{changed:f}", claim)


SLIPS: list[tuple[str, Callable[[Draft, Claim, Random], bool]]] = [
    ("数字差一", digit_off_by_one),
    ("数字颠倒", transposed),
    ("基数用错", wrong_denominator),
    ("漏列一项", missing_part),
    ("单位写错", unit_slip),
    ("舍入有误", rounding_slip),
]
