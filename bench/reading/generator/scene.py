"""What a made-up report is about: its year, its place, what was said already; figures made to measure."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from bench.reading.generator.draft import Draft, Fig, Piece, chinese, rounded
from bench.reading.generator.vocabulary import SPLITS, Topic
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.relations.relation import Type

HUNDRED = Decimal(100)


@dataclass
class Scene:
    """The report being made, and the chance that makes it."""

    draft: Draft
    chance: Random
    year: int
    place: str
    half_year: bool = False
    commas: bool = False  # 1,234家
    fine: bool = False  # figures behind the printed ones have more digits: sums differ by rounding
    told: dict[str, tuple[Decimal, Fig]] = field(default_factory=dict)  # said in the lead, to be said again
    groups: int = 0

    @property
    def now(self) -> str:
        return f"{self.year}-H1" if self.half_year else str(self.year)

    @property
    def before(self) -> str:
        return f"{self.year - 1}-H1" if self.half_year else str(self.year - 1)

    def one_of(self, *choices: str) -> str:
        return self.chance.choice(choices)

    # ------------------------------------------------------------ amounts

    def amount(self, topic: Topic, low: float = 0, high: float = 0) -> Decimal:
        """A value for a topic, as exactly as it is known (finer than printed where the report is of that sort)."""
        decimals = topic.decimals + (2 if self.fine and topic.decimals else 0)
        value = self.chance.uniform(low or topic.low, high or topic.high)
        return max(rounded(Decimal(value), decimals), Decimal(1).scaleb(-topic.decimals) * 6)

    def split(self, whole: Decimal, count: int) -> list[Decimal] | None:
        """Parts of a whole, none of them nothing; None where it is too small."""
        step = Decimal(1).scaleb(int(whole.as_tuple().exponent))
        units = int(whole / step)
        if units < count * 2:
            return None
        weights = [self.chance.uniform(0.15, 1) for _ in range(count)]
        parts = [max(1, int(units * w / sum(weights))) for w in weights]
        parts[0] += units - sum(parts)
        return [p * step for p in parts] if min(parts) > 0 else None

    # ------------------------------------------------------------ figures

    def level(
        self, topic: Topic, value: Decimal, of: str = "", period: str | None = "", role: Role = Role.LEVEL
    ) -> Fig:
        """So many of a topic, printed in its unit."""
        fig = Fig(
            value,
            topic.unit,
            topic.kind,
            role,
            of or topic.name,
            self.now if period == "" else period,
            topic.decimals,
        )
        return self.dress(fig)

    def dress(self, fig: Fig) -> Fig:
        """Another spelling now and then: 1,234 or 十二."""
        assert fig.value is not None
        if self.commas and fig.value >= 1000:
            fig.digits = f"{fig.value:,}"
        elif (
            fig.kind is Kind.COUNT
            and not fig.decimals
            and 2 < fig.value < 100
            and self.chance.random() < 0.02
        ):
            fig.digits = chinese(int(fig.value))
        return fig

    def percent(self, value: Decimal, role: Role, of: str, decimals: int | None = None) -> Fig:
        """A percentage, rounded half up."""
        digits = self.chance.choice((1, 1, 1, 2, 2, 0)) if decimals is None else decimals
        if value < 10 and digits == 0:
            digits = 1
        return Fig(value, "%", Kind.PERCENT, role, of, self.now, digits)

    def plain(
        self, value: int, unit: str, of: str, role: Role = Role.LEVEL, approx: str | None = None
    ) -> Fig:
        """A count that stands by itself."""
        return Fig(Decimal(value), unit, Kind.COUNT, role, of, self.now, 0, approx)

    # ------------------------------------------------------------ lists

    def names(self, split: str, count: int) -> list[str]:
        return self.chance.sample(SPLITS[split][1], count)

    def group(self) -> int:
        self.groups += 1
        return self.groups

    def listing(self, names: list[str], figs: list[Fig], more: list[Fig] | None = None) -> list[Piece]:
        """国家级3项、省级14项 …, each part a group of its own that a slip can leave out; `more` stands with each."""
        between = self.chance.choice(
            ("{n}{f}", "{n}{f}", "{n}{f}", "{n}有{f}", "{n}共{f}", "{n}为{f}", "{n}的{f}")
        )
        with_more = self.chance.choice(("，占{m}", "（{m}）", "，占比{m}", "（占{m}）", "，比重为{m}"))
        joiner = self.chance.choice("；，" if more and "，" in with_more else "、，；、")
        if joiner == "，" and more and "，" in with_more:
            joiner = "；"
        out: list[Piece] = []
        for number, (name, fig) in enumerate(zip(names, figs, strict=True)):
            group = self.group()
            template = between + (with_more if more else "")
            text = (joiner if number else "") + template.replace("{n}", name)
            for bit in _bits(text):
                said: str | Fig = bit
                if bit == "{f}":
                    said = fig
                elif bit == "{m}" and more:
                    said = more[number]
                out.append(Piece(said, group))
        return out

    def told_again(self, topic: Topic) -> tuple[Decimal, Fig | None]:
        """The value of a topic: that of the lead where it was told there, else a new one."""
        if topic.name in self.told:
            return self.told[topic.name]
        return self.amount(topic), None

    def whole(self, topic: Topic) -> tuple[Decimal, Fig]:
        """The level of a topic now, tied to the lead where that told it."""
        value, earlier = self.told_again(topic)
        fig = self.level(topic, value)
        if earlier is not None:
            self.draft.claim(Type.SUM, earlier, [fig])
        return value, fig


def _bits(text: str) -> list[str]:
    return [bit for bit in re.split(r"(\{f\}|\{m\})", text) if bit]


def rounded_to(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals))
