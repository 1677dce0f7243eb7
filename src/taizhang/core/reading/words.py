"""What was found, in words: one Finding for every claim, one Loose for every figure that no claim ties to anything."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Figure, Role
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.wording.calculation import Calculation, calculation
from taizhang.core.reading.wording.causes import causes
from taizhang.core.reading.wording.places import Places
from taizhang.core.reading.wording.unchecked import if_last_year, reason

SUBJECT = 24  # characters of what is counted
AROUND = 20  # figures on each side among which a cause is looked for
_NAMES = {
    Type.SUM: "加总",
    Type.DIFFERENCE: "相减",
    Type.PRODUCT: "相乘",
    Type.SHARE: "占比",
    Type.RATE: "比率",
    Type.GROWTH: "增幅",
    Type.PART: "其中",
    Type.REPEAT: "前后",
    Type.RANK: "位次",
    Type.WORDING: "措辞",
}
_VERDICTS = {True: "相符", False: "不符", None: "存疑"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim in words."""

    relation: Relation
    name: str  # 加总不符
    subject: str  # 市级科技计划项目
    calculation: Calculation
    causes: tuple[str, ...]  # only of a wrong one
    why: str  # only of an unsure one: why it is unsure
    place: str  # 第四节 · 第 24 段
    elsewhere: str  # the other place of what is told twice; "" of all else

    @property
    def title(self) -> str:
        """加总不符：市级科技计划项目"""
        return f"{self.name}：{self.subject}"


@dataclass(frozen=True, slots=True)
class Loose:
    """One figure that could not be checked, and why."""

    figure: Figure
    reason: str  # 文中没有上年数
    would_be: str  # 若上年为 240 件，331 ÷ 240 − 1 = 37.9%，成立; often ""
    section: str  # 第五节; "" before the first heading
    place: str


class Words:
    """A reading in words. Made once; findings in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.places = Places(reading.document)
        self._starts = [figure.start for figure in reading.figures]

    def findings(self, relations: Sequence[Relation]) -> list[Finding]:
        """Claims in words: `words.findings(reading.wrong)`."""
        return [self.finding(relation) for relation in relations]

    def finding(self, relation: Relation) -> Finding:
        """One claim in words."""
        stated = relation.stated_figure
        return Finding(
            relation=relation,
            name=_name(relation),
            subject=_subject(relation),
            calculation=calculation(relation),
            causes=causes(relation, self._around(stated)) if relation.holds is False else (),
            why=_why(relation) if relation.holds is None else "",
            place=self.places.words(stated),
            elsewhere=self.places.words(relation.parts[0]) if _twice(relation) else "",
        )

    def loose(self) -> list[Loose]:
        """Every figure that no claim of the text ties to anything 无从核对."""
        figures, numbers = self.reading.figures, {f.id: i for i, f in enumerate(self.reading.figures)}
        return [
            Loose(
                each,
                reason(each),
                if_last_year(figures, numbers[each.id]),
                self.places.section(each.start),
                self.places.words(each),
            )
            for each in self.reading.unchecked
        ]

    def _around(self, figure: Figure) -> list[Figure]:
        """The figures of its paragraph, at most so many before and after it."""
        block = self.reading.document.block_at(figure.start)
        at = bisect_left(self._starts, figure.start)
        near = self.reading.figures[max(0, at - AROUND) : at + AROUND]
        return [each for each in near if block.start <= each.start < block.end]


def _twice(relation: Relation) -> bool:
    return relation.type is Type.REPEAT or (relation.type is Type.SUM and len(relation.parts) == 1)


def _name(relation: Relation) -> str:
    verdict = _VERDICTS[relation.holds]
    if relation.type is Type.SUM and relation.whole is None:
        return "占比合计" + verdict
    if _twice(relation):
        return {True: "前后一致", False: "前后不一致", None: "前后存疑"}[relation.holds]
    if relation.type is Type.GROWTH and relation.parts[-1].role is Role.DECREASE:
        return "降幅" + verdict
    if relation.type is Type.RATE and relation.parts[-1].role is Role.COMPLETION_RATE:
        return "完成率" + verdict
    return _NAMES[relation.type] + verdict


def _why(relation: Relation) -> str:
    """Why a claim that does not come out is not called wrong."""
    if _twice(relation):
        return "两处说的可能不是同一个数（口径、时点、范围）"
    if relation.type is Type.PART:
        return "“其中”后面的数可能不是它的一部分"
    if relation.stated_figure.cell is not None:
        return "表里的行列不一定都归这个合计，也可能有交叉"
    if relation.type is Type.SUM:
        return "列出的可能不是全部，也可能有交叉"
    return "相比的两个数可能不是文中所指的那两个，或口径不同"


def _subject(relation: Relation) -> str:
    if relation.type is Type.SUM and relation.whole is None:
        return f"{len(relation.parts)} 项"
    stated = relation.stated_figure
    words = " ".join((stated.of or stated.text).split())
    return words if len(words) <= SUBJECT else words[:SUBJECT] + "…"
