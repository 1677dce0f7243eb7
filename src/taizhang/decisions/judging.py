"""Judging one enterprise by a pack, on a day, with every condition in words 判定一家企业."""

from datetime import date
from fractions import Fraction

from taizhang.decisions.facts import facts_of
from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Answer, Held, Verdict
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.pack import Pack
from taizhang.registers.organizations.models import Organization


def judge(
    organization: Organization,
    pack: Pack,
    on: date,
    *,
    facts: dict[Key, Held] | None = None,
    changed: dict[str, Fraction] | None = None,
) -> Answer:
    """What a pack says of an enterprise by the rules of that day and what the ledger holds now.

    `facts` saves reading them again for another pack; `changed` overrides parameters for a what-if. Raises PackProblem where
    the policy had no rules on that day.
    """
    return answer(pack, facts_of(organization, on) if facts is None else facts, on, changed)


def kind_of(answer: Answer) -> str:
    """The stored word for an answer (`models.ANSWERS`)."""
    if answer.applies is False:
        return "not_meant"
    if answer.verdict == Verdict.CANNOT_TELL:
        return "judged" if answer.judged_only else "missing"
    return answer.verdict.value


def lacking(answer: Answer) -> int:
    """How many conditions lack data (those that only experts decide aside)."""
    return sum(not f.judged for f in answer.unclear)


def short_of(answer: Answer) -> str:
    """What is missing, in one text: each condition that fails, then the data that is not there."""
    if answer.applies is False:
        return ""
    said = [f"{f.title}：{f.sentence}" for f in answer.failing]
    wanted = dict.fromkeys(f"{s.title}{f'（{s.year} 年）' if s.year else ''}" for s in answer.missing)
    if wanted:
        said.append(f"缺：{'、'.join(wanted)}")
    return "；".join(s.rstrip("。；") for s in said)
