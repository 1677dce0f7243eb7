"""Templates of reports as data 报告模板: a file per kind of report beside this one.

name, title, months (of the period it is for), [[block]] in order of the text:
heading = 1..4, text            a heading; it vanishes when nothing below it has anything to say
say = [sentence, [a, b], ...]   a paragraph; of a list inside, the first that has something to say
prompt = "写明…"                general words that the writer is to complete: the paragraph stands in any case
loop = "statistics"             what other authorities told, each with the patterns of `say`; "targets", "results" likewise
plan = true                     from here on the text speaks of the period to come
chart = [...], name             a chart of the codes over the last periods
[[indicator]]                   a definition that only this template needs, as in the catalogue of indicators
"""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.indicators.indicator import Indicator, from_data
from taizhang.reports.sentences import Pieces, parse

FOLDER = Path(__file__).parent
# The words that a sentence may use: see drafting.words_of.
WORDS = frozenset(
    "bureau office place we all above year period within next next_year known again"
    " name value unit growth rank scope lead lead_value when".split()
)


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a loop or a chart; `say`: sentences, each with its alternatives."""

    heading: int = 0
    text: str = ""
    say: tuple[tuple[Pieces, ...], ...] = ()
    prompt: str = ""
    loop: str = ""
    plan: bool = False
    chart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """What a kind of report says: its blocks in order, for periods of `months` months, and indicators of its own."""

    code: str
    name: str
    title: str
    months: int
    blocks: tuple[Block, ...]
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def fits(self, period: Period) -> bool:
        """Whether the period has the length that the template is written for."""
        months = period.months
        return months is not None and months[1] - months[0] + 1 == self.months


@lru_cache(maxsize=1)
def templates() -> dict[str, Template]:
    """Every template by code, in the order of their files."""
    return {path.stem: read(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def template(code: str) -> Template:
    """The template of that code. Raises Refused, naming those there are."""
    found = templates().get(code)
    if found is None:
        raise Refused(
            f"没有“{code}”这个模板。现有的模板：{'、'.join(t.name for t in templates().values())}。"
        )
    return found


def template_for(period: Period) -> Template:
    """The template written for periods of this length; the yearly one for any other."""
    held = templates().values()
    return next((t for t in held if t.fits(period)), max(held, key=lambda t: t.months))


def read(code: str, text: str) -> Template:
    """A template from its text. Raises Refused in words."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"模板“{code}”的文件读不懂：{error}。请按自带模板的写法改正。") from None
    plan, blocks = False, []
    for entry in data.get("block", ()):
        plan = bool(entry.get("plan", plan))
        blocks.append(_block(entry, plan))
    return Template(
        code=code, name=str(data["name"]), title=str(data["title"]), months=int(data["months"]), blocks=tuple(blocks),
        indicators={i.code: i for i in map(from_data, data.get("indicator", ()))},
    )  # fmt: skip


def _block(entry: dict[str, Any], plan: bool) -> Block:
    return Block(
        heading=int(entry.get("heading", 0)), text=str(entry.get("text", "")), prompt=str(entry.get("prompt", "")),
        say=tuple(_sentence(s) for s in entry.get("say", ())), loop=str(entry.get("loop", "")), plan=plan,
        chart=tuple(entry.get("chart", ())),
    )  # fmt: skip


def _sentence(said: str | list[str]) -> tuple[Pieces, ...]:
    return tuple(parse(text, WORDS) for text in ([said] if isinstance(said, str) else said))
