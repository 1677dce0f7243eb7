"""Where a policy stands for an enterprise on its page 分栏: every policy in force stands in exactly one section."""

from enum import StrEnum
from fractions import Fraction

from taizhang.policies.engine.answers import Answer, Finding, Verdict

FAR = Fraction(1000)  # a gap that nobody can put a number to stands behind those that have one


class Section(StrEnum):
    """The sections in the order of the page; their counts add up to all policies in force."""

    DIRECT = "direct"
    NEARLY = "nearly"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"
    ASIDE = "aside"

    @property
    def label(self) -> str:
        return {
            "direct": "可申报",
            "nearly": "只差一项",
            "not_yet": "暂不符合",
            "unknown": "缺数据",
            "aside": "不适用",
        }[self.value]


def section_of(answer: Answer) -> Section:
    """Nothing fails and nothing is missing: direct, also where experts still have to score. One thing fails and
    all else is known: nearly. What is missing never makes a no: it makes 缺数据."""
    if answer.applies is False:
        return Section.ASIDE
    waiting = lacking(answer)
    if answer.failing:
        return Section.NOT_YET if waiting or len(answer.failing) > 1 else Section.NEARLY
    return Section.UNKNOWN if waiting or answer.applies is None else Section.DIRECT


def lacking(answer: Answer) -> list[Finding]:
    """The conditions that stay open for want of data; those that experts decide are not among them."""
    return [f for f in answer.findings if f.verdict == Verdict.CANNOT_TELL and not f.judged]


def distance(answer: Answer) -> Fraction:
    """How far the failing conditions are from being met, as shares of what is asked, added up."""
    return sum((f.shortage if f.shortage is not None else FAR for f in answer.failing), Fraction(0))
