"""What can be tried out on the ladder 试算: R&D of every enterprise up or down, and one number of the policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from taizhang.policies.engine.parameters import Band, Value
from taizhang.policies.engine.reading import UNITS, read_amount
from taizhang.policies.engine.rules import Rules
from taizhang.policies.engine.words import said
from taizhang.web.desk.ladder.asking import Asking

WRITTEN = {"元": "万元"}  # the unit that a person types where the engine keeps another
EDGE_WORDS = {"up_to": "不超过", "below": "低于", "at_least": "不低于", "more_than": "高于"}


@dataclass(frozen=True)
class Knob:
    """One number of the policy that may be tried with another value: its key, its title, what it is now."""

    key: str
    title: str
    now: Fraction
    unit: str

    @property
    def typed_in(self) -> str:
        return WRITTEN.get(self.unit, self.unit)

    @property
    def text(self) -> str:
        return said(self.now, self.unit)

    @property
    def plain(self) -> str:
        """The present value as it is typed, without its unit: 5, 60, 2000."""
        return f"{float(self.now / UNITS[self.typed_in][0] if self.typed_in else self.now):.10g}"

    def read(self, typed: str) -> Fraction:
        """A value as a person types it, with or without its unit. Raises ValueError in words."""
        value, unit = read_amount(typed)
        if not unit and self.typed_in:
            value, unit = read_amount(f"{typed} {self.typed_in}")
        if unit != self.unit:
            raise ValueError(f"“{self.title}”以{self.typed_in or '数'}计，写的是“{typed}”")
        if value < 0:
            raise ValueError(f"“{self.title}”不能是负数，写的是“{typed}”")
        if self.unit == "%" and value > 1 >= self.now:
            raise ValueError(f"“{self.title}”是比例，不能超过 100%，写的是“{typed}”")
        return value


@dataclass(frozen=True)
class Trial:
    """What is tried: R&D times `rd`, parameters that are changed; in words. `wrong` says why a value was not taken."""

    rd: Fraction = Fraction(1)
    changed: tuple[tuple[str, Fraction], ...] = ()
    words: tuple[str, ...] = ()
    wrong: str = ""

    def __bool__(self) -> bool:
        return self.rd != 1 or bool(self.changed)


def knobs(rules: Rules) -> list[Knob]:
    """The numbers that the conditions of a pack use on its day, each once, bands line by line.

    Of points only the score that is asked for: the others are the table that experts score by.
    """
    found: dict[str, Knob] = {}
    for built in rules.conditions:
        asked = built.made.threshold.data if built.made.points is not None else None
        for name, value in built.used.items():
            title = rules.pack.parameters[name].title
            if value.bands and not points(value):
                found.update({k.key: k for k in of_bands(name, title, value)})
            elif value.amount is not None and (value.unit != "分" or value.amount == asked):
                found[name] = Knob(name, title, value.amount, value.unit)
    return list(found.values())


def points(value: Value) -> bool:
    """Whether its bands give points, which are the table of the text and nothing to try."""
    return any(band.unit == "分" for band in value.bands)


def of_bands(name: str, title: str, value: Value) -> Iterator[Knob]:
    for at, band in enumerate(value.bands):
        yield Knob(
            f"{name}.{at}",
            f"{title.split('，', maxsplit=1)[0]}（{edge(band, value.limit_unit)}）",
            band.low,
            band.unit,
        )


def edge(band: Band, unit: str) -> str:
    return f"{EDGE_WORDS[band.edge]} {said(band.limit, unit)}" if band.edge else "其余"


def trial(asking: Asking, known: list[Knob]) -> Trial:
    """What an address tries; what cannot be read is told, the rest is tried."""
    words, changed, wrong = [], [], ""
    if asking.rd:
        words.append(f"研发费用{'增加' if asking.rd > 0 else '减少'} {abs(asking.rd)}%")
    knob = next((k for k in known if k.key == asking.by), None)
    if knob is not None and asking.to:
        try:
            value = knob.read(asking.to)
            if value != knob.now:
                changed.append((knob.key, value))
                words.append(f"{knob.title} {knob.text} 改为 {said(value, knob.unit)}")
        except ValueError as error:
            wrong = f"{error}。没有改这一项。"
    return Trial(Fraction(100 + asking.rd, 100), tuple(changed), tuple(words), wrong)
