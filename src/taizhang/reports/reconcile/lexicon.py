"""The lexicon 词表: the words of lexicon.toml, read once."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Manner:
    """How one register is counted: its units, its days by stage, its default sums."""

    name: str
    nouns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()  # units that count its rows
    organizations: str = ""  # the link counted by 家
    first: str = ""  # "organizations": 家 means firms, not rows
    distinct: dict[str, str] = field(default_factory=dict)  # unit -> field counted once
    places: tuple[str, ...] = ()  # nouns that a count of places is told by
    by: str = ""  # the field of progress
    order: tuple[str, ...] = ()  # its values from first to last
    progress: dict[str, str] = field(default_factory=dict)  # stage -> value
    dates: dict[str, str] = field(default_factory=dict)  # stage -> day
    money: dict[str, str] = field(default_factory=dict)  # stage ("" any) -> sum meant by 资金
    default: tuple[str, ...] = ()  # stages meant where the text names none
    stock: dict[str, Any] | None = None
    stock_first: bool = False  # without a word for it, a stock is meant
    partner: str = ""  # the link to whom the firms work with
    sums: bool = True  # whether its numbers add up
    years: str = ""  # a year field beside the days

    def reached(self, stage: str) -> tuple[str, ...]:
        """The values of `by` of what has come as far as a stage, or farther; () where it keeps none."""
        value = self.progress.get(stage, "")
        if not value:
            return ()
        return self.order[self.order.index(value) :] if value in self.order else (value,)


@dataclass(frozen=True)
class Lexicon:
    words: dict[str, tuple[str, ...]]
    units: dict[str, frozenset[str]]
    stages: dict[str, tuple[str, ...]]
    registers: dict[str, Manner]
    also: dict[str, tuple[str, ...]]  # register.field or register.field.value -> more words
    same: dict[str, str]  # a name -> the one it is compared as
    grades: dict[int, tuple[str, ...]]  # a place won -> the grades that say so
    alike: tuple[tuple[str, ...], ...]  # names of one thing that others tell of
    limits: dict[str, float]  # how sure a tie must be
    families: dict[str, tuple["Family", ...]]  # register.field -> words for several of its choices


@dataclass(frozen=True)
class Family:
    """A word that stands for several choices of a field; `loose`: not everybody means them by it."""

    word: str
    condition: str
    loose: bool


@cache
def lexicon() -> Lexicon:
    data = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    return Lexicon(
        words={k: tuple(sorted(v, key=len, reverse=True)) for k, v in data["words"].items()},
        units={k: frozenset(v) for k, v in data["units"].items()},
        stages={k: tuple(sorted(v, key=len, reverse=True)) for k, v in data["stages"].items()},
        also={k: tuple(v) for k, v in data["also"].items()},
        same=data["same"],
        alike=tuple(tuple(names) for names in data["alike"].values()),
        limits=data["limits"],
        families=_families(data["families"]),
        grades={int(k): tuple(v) for k, v in data["grades"].items()},
        registers={name: _manner(name, told) for name, told in data["registers"].items()},
    )


def _families(told: dict[str, str]) -> dict[str, tuple[Family, ...]]:
    made: dict[str, list[Family]] = {}
    for name, condition in told.items():
        field_name, _, word = name.rpartition(".")
        made.setdefault(field_name, []).append(Family(word.removesuffix("?"), condition, word.endswith("?")))
    return {name: tuple(families) for name, families in made.items()}


def _manner(name: str, told: dict[str, Any]) -> Manner:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return Manner(name, **values)
