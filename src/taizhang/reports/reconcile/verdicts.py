"""Verdicts 结论: the candidates' values against what is printed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind
from taizhang.reports.reconcile.candidate import Candidate, Valued
from taizhang.reports.reconcile.causes import cause, said
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.printing import decimals, shown, unit_of
from taizhang.reports.reconcile.values import Values

_LIMITS = lexicon().limits
NEAR, WIDE = _LIMITS["near"], _LIMITS["wide"]
CLEAR, PLAIN, FULL, HIGH = _LIMITS["clear"], _LIMITS["plain"], _LIMITS["full"], _LIMITS["high"]
COVERED, SMALL, WELL = _LIMITS["covered"], _LIMITS["small"], _LIMITS["well"]
EMPTY, LEAST, CLOSER, LONE = _LIMITS["empty"], _LIMITS["least"], _LIMITS["closer"], _LIMITS["lone"]


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    AMBIGUOUS = "ambiguous"
    NOT_IN_LEDGER = "not_in_ledger"
    INCONSISTENT = "inconsistent"
    IGNORED = "ignored"  # people said that it is no figure of the ledger
    OFFERED = "offered"  # a masked figure gets its value from the ledger

    @property
    def label(self) -> str:
        return {
            "agrees": "相符",
            "differs": "不符",
            "ambiguous": "可能有几种",
            "not_in_ledger": "台账没有",
            "inconsistent": "文中自相矛盾",
            "ignored": "不核",
            "offered": "可填入",
        }[self.value]


@dataclass(frozen=True)
class Judged:
    """A verdict with what it rests on."""

    verdict: Verdict
    chosen: Valued | None = None
    others: tuple[Valued, ...] = field(default=())
    reason: str = ""


def judge(stated: Stated, candidates: Sequence[Candidate], values: Values) -> Judged:
    """The verdict on one figure from its candidates, the best first."""
    valued = sorted(
        (_weighed(values.valued(c, stated)) for c in candidates), key=lambda v: -v.candidate.score
    )
    known = [
        v
        for v in valued
        if v.value is not None and v.candidate.score >= LEAST and (v.count or not v.candidate.around)
    ]
    if stated.masked or stated.value is None:
        return _offered(known)
    if not known:
        return Judged(Verdict.NOT_IN_LEDGER, None, tuple(valued[:3]), _missing(stated, valued))
    best = known[0]
    top = best.candidate.score
    plainest = max(v.candidate.score - v.candidate.lent for v in known)
    telling = _telling(stated)
    for each in known:
        bare = each.candidate.score - each.candidate.lent
        meant = each.candidate.score >= top - (WIDE if telling else NEAR) or bare >= plainest - NEAR
        if (
            each.agrees
            and meant
            and each.candidate.cover >= (COVERED if telling else SMALL)
            and (_exact(stated) or not any(_said_closer(v, each) for v in known))
        ):
            each = _proven(each, known)
            return Judged(Verdict.AGREES, each, tuple(v for v in known[:4] if v is not each))
    return _unlike(stated, known, values)


def _said_closer(rival: Valued, found: Valued) -> bool:
    """Whether a rival is the same rows under one condition more, and accounts for words of the figure that are else left over."""
    closer, wider = rival.candidate, found.candidate
    if closer.definition is None or wider.definition is None or rival.agrees or not rival.count:
        return False
    if closer.definition.register != wider.definition.register:
        return False
    return (
        set(wider.definition.where) < set(closer.definition.where)
        and closer.cover >= wider.cover + CLOSER
        and closer.score >= wider.score
    )


def _weighed(valued: Valued) -> Valued:
    """What has no rows is hardly what a text counts: it weighs less."""
    if valued.count or valued.value is None:
        return valued
    return replace(valued, candidate=replace(valued.candidate, score=valued.candidate.score - EMPTY))


def _proven(found: Valued, known: list[Valued]) -> Valued:
    """Rows prove more than a number told by others: of two that agree the counted one, where it is as near."""
    if found.candidate.definition is None or not found.candidate.definition.measure.startswith("latest:"):
        return found
    counted = (
        v
        for v in known
        if v.agrees
        and v.candidate.definition is not None
        and not v.candidate.definition.measure.startswith("latest:")
        and v.candidate.cover >= found.candidate.cover
        and v.candidate.score >= found.candidate.score - NEAR
    )
    return next(counted, found)


def _offered(known: list[Valued]) -> Judged:
    if not known:
        return Judged(Verdict.OFFERED, None, (), "文中没有写数，台账里也没有找到")
    known = sorted(known, key=lambda v: (round(v.candidate.doubt - v.candidate.score, 2), v.candidate.around))
    return Judged(Verdict.OFFERED, known[0], tuple(known[1:4]))


def _telling(stated: Stated) -> bool:
    """A value that hardly agrees by chance."""
    assert stated.value is not None
    return _exact(stated) or (stated.value >= 20 and stated.approx is None)


def _exact(stated: Stated) -> bool:
    """A value with so many digits that it agrees by no chance, whatever of its name is left over."""
    assert stated.value is not None
    digits = len(stated.value.normalize().as_tuple().digits)
    return digits >= 3 or (decimals(stated) > 0 and digits >= 2)


def _unlike(stated: Stated, known: list[Valued], values: Values) -> Judged:
    """Nothing agrees: a difference only where one candidate is clearly meant."""
    best = known[0]
    near = [
        v
        for v in known
        if v.candidate.score >= best.candidate.score - NEAR
        and v.candidate.cover >= best.candidate.cover - 0.1
    ][:8]
    if best.candidate.cover < WELL or not best.count:
        return Judged(Verdict.NOT_IN_LEDGER, None, tuple(near), _missing(stated, known))
    for each in near[:4]:
        why = cause(each, stated, values) if each.count else ""
        if why:
            return Judged(Verdict.DIFFERS, each, tuple(v for v in near if v is not each), why)
    rivals = [v for v in known if v is not best and v.value != best.value]
    lead = min((best.candidate.score - v.candidate.score for v in rivals), default=1.0)
    clear = (
        lead >= CLEAR
        if best.candidate.sure
        else lead >= PLAIN and best.candidate.cover >= FULL and best.candidate.score >= HIGH
    ) or (len({v.value for v in near}) == 1 and best.candidate.score >= LONE)
    other = any(
        v.agrees and v.candidate.cover >= COVERED and v.candidate.score >= best.candidate.score - WIDE
        for v in known
    )
    if clear and best.count and not other and not _narrow(stated, best, values):
        return Judged(Verdict.DIFFERS, best, tuple(near[1:]), _difference(stated, best))
    if len({v.value for v in near}) > 1:
        several = "、".join(dict.fromkeys(said(stated, v.value) for v in near[:4] if v.value is not None))
        return Judged(
            Verdict.AMBIGUOUS,
            best,
            tuple(near[1:]),
            f"台账里有几种算法都说得通，结果是 {several}，都不等于文中的数",
        )
    return Judged(Verdict.AMBIGUOUS, best, tuple(near[1:]), _difference(stated, best))


def _narrow(stated: Stated, best: Valued, values: Values) -> bool:
    """Whether the text's number is that of the same rows without one condition: then the tie may be too narrow."""
    definition = best.candidate.definition
    if definition is None:
        return False
    for name, _ in definition.where:
        rest = replace(definition, where=tuple(c for c in definition.where if c[0] != name))
        if values.valued(replace(best.candidate, definition=rest), stated).agrees:
            return True
    return False


def _difference(stated: Stated, valued: Valued) -> str:
    assert stated.value is not None and valued.value is not None
    apart = stated.value - valued.value
    places = max(decimals(stated), 0)
    amount = shown(abs(apart), places)
    if stated.kind is Kind.RANK:
        return f"文中比台账{'靠后' if apart > 0 else '靠前'} {amount:f} 位"
    unit = "个百分点" if stated.kind is Kind.PERCENT else stated.unit or ""
    return f"文中比台账{'多' if apart > 0 else '少'} {amount:f}{unit}"


def _missing(stated: Stated, known: Sequence[Valued]) -> str:
    unit = unit_of(stated)
    of = " ".join((stated.of or stated.text).split())[:24]
    if unit in lexicon().units["unknown"]:
        return f"台账没有以“{unit}”计的数，没有记录“{of}”"
    return f"台账没有记录“{of}”"


def difference(stated: Stated, value: Decimal | None) -> Decimal | None:
    return None if value is None or stated.value is None else stated.value - value
