"""A requirement judged for one enterprise, and the sentence that says how it came out 逐条判断."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from taizhang.policies.engine.answers import Finding, Seen, Verdict
from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.facts import FactKind, FactSpec
from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.requirements import SAYS, Requirement
from taizhang.policies.engine.trail import facts_behind
from taizhang.policies.engine.words import said, said_apart

WHOLE = Fraction(1)  # the shortage of something that is there or not


@dataclass(frozen=True)
class Judged:
    """What one requirement came to, before it gets its title and article."""

    sentence: str
    value: str = ""
    threshold: str = ""
    short: Fraction | None = None
    unit: str = ""
    shortage: Fraction | None = None
    parts: tuple[Finding, ...] = ()


def judge(
    asked: Requirement, exact: Exact, *, id: str, title: str, article: str, status: str = "", link: str = ""
) -> Finding:
    """The finding on a requirement."""
    truth = exact.truth(asked.truth)
    verdict = Verdict.CANNOT_TELL if truth is None else Verdict.MEETS if truth else Verdict.FAILS
    facts = tuple(exact.known.seen(key) for key in facts_behind(exact, *_shown(asked)))
    waits = tuple(f for f in facts if f.missing) if verdict == Verdict.CANNOT_TELL else ()
    made = HOW[asked.how](asked, exact, verdict, facts, (status, link, article))
    judged = verdict == Verdict.CANNOT_TELL and not waits
    sentence = asked.says if asked.says and verdict == Verdict.FAILS else made.sentence
    if waits:
        sentence = lacking(waits, exact.known.specs)
    return Finding(
        id=id, title=title, article=article, verdict=verdict, sentence=sentence, value=made.value, threshold=made.threshold,
        short=made.short, unit=made.unit, short_text=said(made.short, made.unit) if made.short is not None and made.short > 0 else "",
        shortage=made.shortage if verdict != Verdict.MEETS else Fraction(0), judged=judged, facts=facts, parts=made.parts,
        status=status, link=link,
    )  # fmt: skip


def lacking(waits: tuple[Seen, ...], specs: Mapping[str, FactSpec]) -> str:
    """Which facts are missing, unanswered or in doubt, and that nothing is decided by it."""
    unsaid = [f.title for f in waits if not f.doubt and specs[f.name].kind == FactKind.YES_NO]
    absent = [named(f) for f in waits if not f.doubt and specs[f.name].kind != FactKind.YES_NO]
    open_ones = [
        f"{word}{'、'.join(names)}" for word, names in (("缺", absent), ("没有说明：", unsaid)) if names
    ]
    parts = [f"{'；'.join(open_ones)}，还不能判断"] if open_ones else []
    return "；".join(parts + [f.doubt.rstrip("。") for f in waits if f.doubt]) + "。"


def named(fact: Seen) -> str:
    return f"{fact.title}（{fact.year} 年）" if fact.year else fact.title


def _shown(asked: Requirement) -> list[Node | None]:
    """The expressions whose facts a reader wants to see: what was compared, not only what settled it."""
    if asked.how in ("all", "any", "pick"):
        return [asked.truth]
    points = [asked.points.lo, asked.points.hi] if asked.points else []
    return [asked.value, asked.of, asked.threshold, asked.flag, asked.word, *points]


def _compare(asked: Requirement, exact: Exact, verdict: Verdict, facts: object, marks: object) -> Judged:
    assert asked.value is not None and asked.threshold is not None
    value, bound, of = exact.number(asked.value), exact.number(asked.threshold), None
    short = exact.number(asked.short) if asked.short is not None else None
    unit = asked.value.unit
    if asked.of is not None:
        of = exact.number(asked.of)
        if of is not None and of <= 0:
            return Judged("期内合计为零，比例无从计算，不符合。", "—", said(bound, "%"), shortage=WHOLE)
    if value is None or bound is None or (asked.of is not None and of is None):
        return Judged("", said(value, unit), said(bound, asked.threshold.unit or unit))
    whole = of if of is not None else WHOLE
    shown = value / whole
    shown_unit = "%" if of is not None else unit
    text, limit = said_apart(shown, bound, shown_unit)
    working = (
        f"（{said(value, unit)} ÷ {said(of, asked.of.unit)}）"
        if asked.of is not None and of is not None
        else ""
    )
    gap = short if short is not None else Fraction(0)
    against = abs(bound * whole)
    sentence = f"{text}{working}，须{SAYS[asked.sign]} {limit}，{_apart(verdict, gap, unit, asked.sign)}。"
    return Judged(sentence, text, limit, gap, unit, min(gap / against, WHOLE * 100) if against else WHOLE)


def _apart(verdict: Verdict, gap: Fraction, unit: str, sign: str) -> str:
    over = sign in ("<=", "<")
    if verdict == Verdict.MEETS:
        if not gap:
            return "正好达到"
        return f"{'低' if over else '高出'} {said(-gap, unit)}" if unit else "达到"
    if not gap:
        return "正好在线上，须再多一点" if not over else "正好在线上，须再低一点"
    return f"{'超出' if over else '还差'} {said(gap, unit)}"


def _points(asked: Requirement, exact: Exact, verdict: Verdict, facts: object, marks: object) -> Judged:
    assert asked.points is not None and asked.threshold is not None
    low, high, bound = (
        exact.number(asked.points.lo),
        exact.number(asked.points.hi),
        exact.number(asked.threshold),
    )
    limit = said(bound, "分")
    if low is None or high is None or bound is None:
        return Judged("", "—", limit)
    text = said(low, "分") if low == high else f"{said(low)}—{said(high, '分')}"
    short = exact.number(asked.short) if asked.short is not None else None
    gap = max(short or Fraction(0), Fraction(0))
    end = {
        Verdict.MEETS: "达到" if low == high else "按最低也达到",
        Verdict.FAILS: f"还差 {said(gap, '分')}" if low == high else "按最高也达不到",
        Verdict.CANNOT_TELL: f"由专家评定；按最低分还差 {said(gap, '分')}",
    }[verdict]
    return Judged(
        f"{text}，须{SAYS[asked.sign]} {limit}，{end}。",
        text,
        limit,
        gap,
        "分",
        gap / bound if bound else WHOLE,
    )


def _flag(
    asked: Requirement, exact: Exact, verdict: Verdict, facts: tuple[Seen, ...], marks: object
) -> Judged:
    if asked.flag is not None and asked.flag.op != "fact":  # worked out of values: say them
        values = "，".join(f"{named(f)} {f.text}" for f in facts)
        return Judged(f"{values}，{'达到' if verdict == Verdict.MEETS else '没有达到'}。", shortage=WHOLE)
    what = "、".join(f.title for f in facts) or asked.title
    if asked.wanted:
        sentence = f"{what}：是。" if verdict == Verdict.MEETS else f"{what}：否，须为是。"
    else:
        sentence = f"没有{what}。" if verdict == Verdict.MEETS else f"有“{what}”，不符合。"
    return Judged(sentence, shortage=WHOLE)


def _word(
    asked: Requirement, exact: Exact, verdict: Verdict, facts: tuple[Seen, ...], marks: object
) -> Judged:
    spec = exact.known.specs[facts[0].name] if facts else None
    wanted = "、".join(spec.label(w) if spec else w for w in asked.words)
    text = facts[0].text if facts else "—"
    end = "" if verdict == Verdict.MEETS else f"，须为{wanted}"
    return Judged(f"{facts[0].title if facts else asked.title}：{text}{end}。", text, wanted, shortage=WHOLE)


def _parts(asked: Requirement, exact: Exact, marks: tuple[str, str, str]) -> tuple[Finding, ...]:
    status, link, article = marks
    return tuple(
        judge(p, exact, id=str(i), title=p.title, article=p.article or article, status=status, link=link)
        for i, p in enumerate(asked.parts)
    )


def _all(
    asked: Requirement, exact: Exact, verdict: Verdict, facts: object, marks: tuple[str, str, str]
) -> Judged:
    parts = _parts(asked, exact, marks)
    wrong = [p for p in parts if p.verdict == Verdict.FAILS]
    open_ones = [p for p in parts if p.verdict == Verdict.CANNOT_TELL]
    chosen = wrong or open_ones
    sentence = "；".join(titled(p) for p in chosen) + "。" if chosen else "各项都达到。"
    short = wrong[0] if len(wrong) == 1 else None
    shortage = max((p.shortage for p in chosen if p.shortage is not None), default=None)
    if verdict == Verdict.MEETS and len(parts) == 1:
        sentence = parts[0].sentence
    return Judged(
        sentence, short.value if short else "", short.threshold if short else "", short.short if short else None,
        short.unit if short else "", shortage, parts,
    )  # fmt: skip


def _any(
    asked: Requirement, exact: Exact, verdict: Verdict, facts: object, marks: tuple[str, str, str]
) -> Judged:
    parts = _parts(asked, exact, marks)
    met = [p for p in parts if p.verdict == Verdict.MEETS]
    if met:
        return Judged(f"满足其中一项：{titled(met[0])}。", met[0].value, met[0].threshold, parts=parts)
    ranked = sorted(parts, key=lambda p: p.shortage if p.shortage is not None else WHOLE * 1000)
    nearest = ranked[0]
    open_ones = [p for p in parts if p.verdict == Verdict.CANNOT_TELL]
    if open_ones:
        sentence = "；".join(titled(p) for p in open_ones) + "。"
    else:
        sentence = f"{len(parts)} 项中一项都没有达到，最接近的是{titled(nearest)}。"
    return Judged(
        sentence, nearest.value, nearest.threshold, nearest.short, nearest.unit, nearest.shortage, parts
    )


def _pick(
    asked: Requirement, exact: Exact, verdict: Verdict, facts: tuple[Seen, ...], marks: tuple[str, str, str]
) -> Judged:
    assert asked.chooser is not None
    chosen = exact.truth(asked.chooser)
    if chosen is None:
        return Judged(lacking(tuple(f for f in facts if f.missing), exact.known.specs))
    part = _parts(asked, exact, marks)[0 if chosen else 1]
    return Judged(
        part.sentence, part.value, part.threshold, part.short, part.unit, part.shortage, part.parts or (part,)
    )


def titled(part: Finding) -> str:
    """A part's title and sentence without its full stop."""
    body = part.sentence.rstrip("。")
    return f"{part.title} {body}" if part.title and part.title not in body else body


HOW = {
    "compare": _compare,
    "points": _points,
    "flag": _flag,
    "word": _word,
    "all": _all,
    "any": _any,
    "pick": _pick,
}
