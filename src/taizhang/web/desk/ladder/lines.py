"""One enterprise as a line of the ladder: where it is, what it lacks in words, by how much 一家企业一行."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from taizhang.policies.engine.answers import Answer, Verdict
from taizhang.policies.engine.sentences import named, titled
from taizhang.web.desk.ladder.groups import Group
from taizhang.web.desk.ladder.rungs import Certificate

Told = tuple[tuple[str, ...], str]
MOST = 3  # conditions that a line tells before it says how many more


@dataclass(frozen=True)
class Line:
    """`says` is the whole list of what matters for the list it stands in, `amount` the one number it is sorted by, `also` what is
    missing besides."""

    pk: int
    name: str
    place: str
    field: str
    says: tuple[str, ...]
    amount: str = ""
    also: str = ""

    @property
    def url(self) -> str:
        """What the enterprise may have, and what it lacks, on one page."""
        return reverse("benefits_of", args=[self.pk])

    @property
    def shown(self) -> tuple[str, ...]:
        return self.says[:MOST]

    @property
    def more(self) -> int:
        return len(self.says) - len(self.shown)


@dataclass(frozen=True)
class Heads:
    """What the two columns of a list that change with it are called."""

    says: str
    amount: str


HEADS = {
    "rise": Heads("依据", "判定"),
    "near": Heads("差什么", "差多少"),
    "far": Heads("差什么", "差几项"),
    "lack": Heads("缺什么", "缺几项"),
    "held": Heads("今天按规则再看一遍", "证书有效期至"),
    "fall": Heads("为什么可能掉出", "证书有效期至"),
    "applied": Heads("今天按规则再看一遍", "判定"),
    "turn": Heads("试算后怎么变", "试算后"),
    "other": Heads("为什么不适用", ""),
}

NOTHING = {
    "rise": (
        "没有可以升的企业",
        "没在册也没在办的企业里，今天没有一家各项条件都达到。看看“只差一项”里最接近的。",
    ),
    "near": ("没有只差一项的企业", "看看“缺数据”：补上数据以后，可能就有了。"),
    "far": ("没有差两项以上的企业", "其余企业在别的名单里。"),
    "lack": ("没有缺数据的企业", "每家企业的数据都够判断。"),
    "held": ("没有在册的企业", "证书登记到资质认定台账并核实以后，这里自动列出。"),
    "fall": (
        "没有可能掉出的企业",
        "这段时间里没有证书到期，上年研发占比也都够。可以把证书到期的范围放宽看看。",
    ),
    "applied": ("没有在办的申报", "今年的申报登记到资质认定台账并核实以后，这里自动列出。"),
    "turn": ("没有企业因此改变", "换一个幅度或参数再试。"),
    "other": ("没有不适用的企业", "这项政策对每家企业都适用。"),
}


def verdict_words(answer: Answer) -> str:
    """The answer in a few words."""
    if answer.applies is False:
        return "不适用"
    if answer.judged_only:
        return "待专家评价"
    if answer.verdict == Verdict.FAILS:
        return f"差 {len(answer.failing)} 项"
    return answer.verdict.label if answer.verdict == Verdict.MEETS else "缺数据"


def failing(answer: Answer) -> tuple[str, ...]:
    """What does not hold, each with its sentence."""
    return tuple(titled(f) for f in answer.failing)


def lacking(answer: Answer) -> tuple[str, ...]:
    """Each fact that is missing or in doubt."""
    return tuple(f.doubt.rstrip("。") if f.doubt else named(f) for f in answer.missing)


def also_lacking(answer: Answer) -> str:
    """What else is missing beside what fails, in one short line."""
    found = lacking(answer)
    more = f" 等 {len(found)} 项" if len(found) > MOST else ""
    return f"另缺{'、'.join(found[:MOST])}{more}" if found else ""


def grounds(answer: Answer) -> tuple[str, ...]:
    """Why an enterprise may rise: what experts still decide first, then the numbers that were compared."""
    open_ones = [titled(f) for f in answer.unclear]
    met = [f for f in answer.findings if f.verdict == Verdict.MEETS and f.threshold]
    met.sort(
        key=lambda f: not f.value.endswith("%")
    )  # shares of money and people say more than counts of days
    return (*open_ones, *(f"{f.title}：{f.value}，须{f.threshold}" for f in met))


def today(answer: Answer) -> tuple[str, ...]:
    """How a holder stands by today's rules and data."""
    if answer.judged_only or answer.verdict == Verdict.MEETS:
        return ("其余条件符合，待专家评价" if answer.judged_only else "今天仍符合",)
    return failing(answer) or (also_lacking(answer).removeprefix("另"),)


def ends(certificate: Certificate | None, on: date) -> str:
    """A certificate's last day with the days that are left."""
    if certificate is None or certificate.until is None:
        return "没有填有效期"
    left = (certificate.until - on).days
    return f"{certificate.until}，还有 {left} 天" if left >= 0 else f"{certificate.until}，已过 {-left} 天"


def turn(before: Answer, after: Answer) -> Told:
    """How an answer changes by what is tried: the conditions that turn, then both answers."""
    was = {f.id: f for f in before.findings}
    changed = [
        f"{titled(was[f.id])} → {f.sentence.rstrip('。')}"
        for f in after.findings
        if f.verdict != was[f.id].verdict
    ]
    return tuple(changed), f"{verdict_words(before)} → {verdict_words(after)}"


def says(show: str, answer: Answer | None, certificate: Certificate | None, on: date) -> Told:
    """(what the list tells of an enterprise, the number it is sorted by)."""
    if answer is None:
        return (), ends(certificate, on) if show in ("held", "fall") else ""
    first = answer.failing[0] if len(answer.failing) == 1 else None
    if show == "rise":
        return grounds(answer), verdict_words(answer)
    if show == "near":
        return failing(answer), (first.short_text or "有无之差") if first else verdict_words(answer)
    if show == "far":
        return failing(answer), f"{len(answer.failing)} 项"
    if show == "lack":
        return lacking(answer), f"{len(answer.missing)} 项"
    if show == "held":
        return today(answer), ends(certificate, on)
    if show == "applied":
        return today(answer), verdict_words(answer)
    return (verdict_words(answer),), ""


GROUP_OF = {group.name.lower(): group for group in Group}
