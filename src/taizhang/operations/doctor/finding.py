"""What one look finds 体检结果."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave: the exit code of `taizhang doctor` is 1 with anything bad, else 0."""

    WELL = "well"
    ATTENTION = "attention"
    BAD = "bad"

    @property
    def label(self) -> str:
        return {"well": "正常", "attention": "请注意", "bad": "有问题"}[self.value]


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, what is there, how grave, and what to do about it."""

    title: str
    fact: str
    level: Level = Level.WELL
    remedy: str = ""


def found(title: str, fact: str, well: bool, remedy: str, otherwise: Level = Level.ATTENTION) -> Finding:
    """A finding that is well, or otherwise."""
    return Finding(title, fact) if well else Finding(title, fact, otherwise, remedy)


def bad(title: str, fact: str, well: bool, remedy: str) -> Finding:
    """A finding that is well, or bad."""
    return found(title, fact, well, remedy, Level.BAD)
