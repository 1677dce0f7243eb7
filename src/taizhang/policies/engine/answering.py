"""`answer`: what a pack says of one enterprise on a day, every condition with its value, threshold, gap, source and article."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from taizhang.policies.engine.answers import Answer, Finding, Held, Outcome, Step, Verdict
from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.given import Given, PlainParameters
from taizhang.policies.engine.known import Key, Known
from taizhang.policies.engine.nodes import Node, Number
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.rules import Built, Rules, rules_on
from taizhang.policies.engine.sentences import judge
from taizhang.policies.engine.trail import facts_behind
from taizhang.policies.engine.words import said
from taizhang.policies.engine.working import working


def answer(
    pack: Pack, held: Mapping[Key, Held], on: date, changed: Mapping[str, Fraction] | None = None
) -> Answer:
    """Judge one enterprise by the rules of that day. `changed` overrides parameters for a what-if.

    Raises PackProblem where the policy had no rules on that day.
    """
    return answer_by(Rules(pack, on, changed) if changed else rules_on(pack, on), held)


def answer_by(
    rules: Rules, held: Mapping[Key, Held], *, workings: bool = True, notices: bool = True
) -> Answer:
    """The same by rules that are built already, for many enterprises one by one; without `workings` no outcomes, no steps."""
    pack, on = rules.pack, rules.on
    if not rules.conditions and not rules.of_kind("amount"):
        raise PackProblem(f"“{pack.title}”在 {on} 还没有生效的条件。")
    exact = Exact(Known(pack.facts, held))
    findings = tuple(_finding(b, exact) for b in rules.conditions)
    watched = tuple(_finding(b, exact) for b in rules.of_kind("notice")) if notices else ()
    meant = tuple(_finding(b, exact) for b in rules.of_kind("applies"))
    applies = [exact.truth(b.made.truth) for b in rules.of_kind("applies")]
    kinds = ("points", "value", "amount") if workings else ()
    outcomes = [_outcome(b, exact) for kind in kinds for b in rules.of_kind(kind)]
    steps: list[Step] = []
    for rule in rules.names.values() if workings else ():
        if rule.kind == "advice" and any(f.verdict != Verdict.MEETS for f in findings):
            steps += rule.function(Given(rules, exact, findings), PlainParameters(rules))
    doubts = dict.fromkeys(
        exact.known.doubt(key) for key in held if key[0] in pack.facts and exact.known.doubt(key)
    )
    return Answer(
        pack=pack.name, title=pack.title, version=pack.version, on=on,
        applies=False if False in applies else None if None in applies else True,
        verdict=_together(findings), findings=findings, outcomes=tuple(outcomes), notices=watched,
        steps=tuple(steps), doubts=tuple(doubts), meant=meant,
    )  # fmt: skip


def _together(findings: tuple[Finding, ...]) -> Verdict:
    verdicts = {f.verdict for f in findings}
    for worst in (Verdict.FAILS, Verdict.CANNOT_TELL):
        if worst in verdicts:
            return worst
    return Verdict.MEETS


def _finding(built: Built, exact: Exact) -> Finding:
    rule = built.rule
    return judge(
        built.made,
        exact,
        id=rule.id,
        title=rule.title,
        article=rule.article,
        status=built.status,
        link=built.link,
    )


def _outcome(built: Built, exact: Exact) -> Outcome:
    rule, made = built.rule, built.made
    nodes: tuple[Node, ...] = (made.lo, made.hi) if isinstance(made, Points) else (made,)
    low, high = exact.of(nodes[0]), exact.of(nodes[-1])
    unit = rule.unit or nodes[0].unit
    text = said(low, unit) if low == high else f"{said(low)}—{said(high, unit)}"
    return Outcome(
        id=rule.id, title=rule.title, kind=rule.kind, unit=unit, low=low, high=high, text=text,
        how=working(exact, nodes[0]) if isinstance(nodes[0], Number) and rule.kind != "points" and low is not None else "",
        article=rule.article, facts=tuple(exact.known.seen(k) for k in facts_behind(exact, *nodes)), status=built.status,
    )  # fmt: skip
