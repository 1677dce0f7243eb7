"""What a style check is 文面检查: a rule with its source, and a finding with its place."""

from dataclasses import dataclass
from enum import StrEnum

from taizhang.core.reading.document import Place

_NOWHERE = Place()  # the page, a footer: no place in the text


class Group(StrEnum):
    """The three families of rules, switchable as a whole."""

    NUMBERS = "numbers"  # 数字和标点
    HEADINGS = "headings"  # 层次序数
    LAYOUT = "layout"  # 版式


class Weight(StrEnum):
    """How much a finding asks of the writer. None of them says that a figure is wrong."""

    ADVICE = "建议"  # a written rule says otherwise
    HINT = "提示"  # worth a look; usage differs


class Standing(StrEnum):
    """Whether the clause named was seen, at least in a published retelling of the standard."""

    CHECKED = "checked"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: code, Chinese name, and the standard and clause it rests on, or 行业惯例."""

    code: str
    name: str
    group: Group
    source: str
    standing: Standing = Standing.CHECKED
    weight: Weight = Weight.ADVICE
    together: bool = False  # one finding for all places of a document

    @property
    def cited(self) -> str:
        """The source as it is shown: a clause that was not seen is said to be so."""
        unseen = self.standing is Standing.UNVERIFIED and self.source.startswith("GB/T")
        return f"{self.source}（条款号待核）" if unseen else self.source


@dataclass(frozen=True, slots=True)
class StyleFinding:
    """A rule not kept at a place: text[start:end]. Where start == end, it is the page or the file as a whole."""

    rule: Rule
    start: int
    end: int
    message: str  # the sentence for a person
    measured: str  # what the document has
    wanted: str  # what the rule asks for
    fix: str = ""  # the words to put for text[start:end], where they are certain
    where: str = ""  # the place in words: 第二节 · 第 5 段, 页面设置, 页脚
    place: Place = _NOWHERE
    count: int = 1  # how often in the document
    others: tuple[tuple[int, int], ...] = ()  # the further places, the first few hundred


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding in the making: what a single rule saw at one place."""

    code: str
    start: int
    end: int
    measured: str
    wanted: str
    fix: str = ""
    message: str = ""  # "" takes the usual sentence
    where: str = ""  # "" takes the place of the text
    count: int = 1
    others: tuple[tuple[int, int], ...] = ()
