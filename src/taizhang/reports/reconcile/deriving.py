"""Figures derived from others 派生: growth, change, share, completion, points; their operands are candidates themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from taizhang.core.figures.definition import Basis, Definition, MeasureKind
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.reports.reconcile.candidate import Candidate, Made
from taizhang.reports.reconcile.printing import unit_of
from taizhang.reports.reconcile.sayings import Saying
from taizhang.reports.reconcile.timing import during

_START = ("年初", "上年末", "去年底", "上年底", "去年末", "净增", "年底")
_MORE = ("增长", "增加", "提高", "提升", "增")  # 增长1.5倍 is not 1.5倍 of it


def _growth(v: tuple[Decimal, ...]) -> Decimal | None:
    return (v[0] - v[1]) / v[1] * 100 if v[1] > 0 else None


def _fall(v: tuple[Decimal, ...]) -> Decimal | None:
    return (v[1] - v[0]) / v[1] * 100 if v[1] > 0 else None


def _times(v: tuple[Decimal, ...]) -> Decimal | None:
    return (v[0] - v[1]) / v[1] if v[1] > 0 else None


def _multiple(v: tuple[Decimal, ...]) -> Decimal | None:
    return v[0] / v[1] if v[1] > 0 else None


def _doublings(v: tuple[Decimal, ...]) -> Decimal | None:
    """翻一番 is twice as many, 翻两番 four times."""
    return (v[0] / v[1]).ln() / Decimal(2).ln() if v[0] > 0 and v[1] > 0 else None


def _change(v: tuple[Decimal, ...]) -> Decimal | None:
    return v[0] - v[1]


def _less(v: tuple[Decimal, ...]) -> Decimal | None:
    return v[1] - v[0]


def _share(v: tuple[Decimal, ...]) -> Decimal | None:
    return v[0] / v[1] * 100 if v[1] else None


def earlier(candidate: Candidate, period: Period) -> Candidate:
    """The same thing in another period."""
    definition = candidate.definition
    if definition is None:
        return replace(candidate, period=period)
    return replace(candidate, period=during(definition, period), indicator=candidate.indicator)


def same_kind(saying: Saying, definition: Definition) -> bool:
    """Whether a change in the printed unit can be a change of this: money of money, a number of a number."""
    how = definition.how
    if how.kind in (MeasureKind.COUNT, MeasureKind.DISTINCT):
        return saying.stated.kind not in (Kind.MONEY, Kind.AREA)
    return (saying.stated.kind is Kind.MONEY) == how.field.endswith("_yuan")


def compared(saying: Saying, bases: Iterable[Candidate]) -> list[Candidate]:
    """Growth or change of each base against the year before (or the end of the last year)."""
    stated = saying.stated
    percent = stated.kind is Kind.PERCENT
    start = any(w in saying.near for w in _START)
    make: Made
    if percent:
        make, name, word = (
            (_fall, "growth", "同比降幅") if stated.role is Role.DECREASE else (_growth, "growth", "同比增速")
        )
    elif stated.kind is Kind.RATIO and unit_of(stated) == "番":
        make, name, word = _doublings, "", "为上年同期翻了几番"
    elif stated.kind is Kind.RATIO:
        again = any(w in saying.near for w in _MORE)
        make, name, word = (
            (_times, "growth", "同比增长倍数") if again else (_multiple, "", "为上年同期的倍数")
        )
    else:
        make, name, word = (
            (_less, "change", "比上年减少")
            if stated.role is Role.DECREASE
            else (_change, "change", "比上年增加")
        )
    made = []
    for base in bases:
        definition = base.definition
        if definition is None or definition.measure.startswith("latest:"):
            continue
        if definition.timing == Basis.ALWAYS:
            continue  # told by no day, it is the same in every year
        before = earlier(base, base.period.year_before())
        if not percent and stated.kind is not Kind.RATIO and not same_kind(saying, definition):
            continue  # 协议金额8460万元，较上年增加6项: not the money
        options = [(before, 0.0, name, word)]
        if definition.timing == Basis.STOCK:
            options.append(
                (
                    earlier(base, base.period.last_year_end()),
                    0.1 if start else -0.1,
                    "net",
                    word.replace("同比", "比上年末").replace("比上年增", "比上年末增"),
                )
            )
        for other, more, function, words in options:
            formula = f"{function}({base.indicator})" if base.indicator and function else ""
            made.append(
                replace(
                    base, score=base.score + more, words="", operands=(base, other), make=make, formula=words, indicator=formula,
                    unit="%" if percent else base.unit, definition=None,
                )
            )  # fmt: skip
    return made


def shared(parts: Iterable[Candidate], wholes: Iterable[Candidate], formula: str = "占比") -> list[Candidate]:
    """Each part in per cent of each whole; 超额率: by how much it is more."""
    wholes, over = list(wholes), formula == "超额率"
    made = []
    for part in parts:
        for whole in wholes:
            if (
                part.definition == whole.definition
                and part.period == whole.period
                and part.definition is not None
            ):
                continue
            expression = (
                f"share({part.indicator}, {whole.indicator})"
                if part.indicator and whole.indicator and not over
                else ""
            )
            made.append(
                Candidate(
                    (part.score + whole.score) / 2,
                    min(part.cover, whole.cover),
                    "",
                    part.period,
                    None,
                    expression,
                    (part, whole),
                    _growth if over else _share,
                    formula,
                    "%",
                    sure=part.sure and whole.sure,
                )
            )
    return made


def joined(parts: Sequence[Candidate]) -> Candidate:
    """Several taken together: 两地合计."""
    return Candidate(
        min(p.score for p in parts), min(p.cover for p in parts), "", parts[0].period, None, "", tuple(parts),
        _sum, "合计", parts[0].unit, sure=all(p.sure for p in parts),
    )  # fmt: skip


def _sum(v: tuple[Decimal, ...]) -> Decimal | None:
    return sum(v, Decimal(0))


def share_before(share: Candidate) -> Candidate:
    """The same share of the year before."""
    before = share.period.year_before()
    operands = tuple(earlier(o, o.period.year_before()) for o in share.operands)
    return replace(share, period=before, operands=operands, words="", indicator="")


def apart(upper: Candidate, lower: Candidate, *, below: bool = False) -> Candidate:
    """The points between two rates; `below`: how far the first lies under the second."""
    return Candidate(
        (upper.score + lower.score) / 2,
        min(upper.cover, lower.cover),
        "",
        upper.period,
        None,
        "",
        (upper, lower),
        _less if below else _change,
        "相差百分点",
        "个百分点",
        sure=upper.sure and lower.sure,
    )
