"""A number in its sentence, and the words that stand right before it."""

import re
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Number, Role
from taizhang.core.reading.figures.roles import Cue

_CLAUSE = re.compile(r"[^，,。；;：:、！!？?()（）\n…]{0,60}")  # read backwards: the words before a number
_SMALL_BRACKET = re.compile(r"[)）][A-Za-z&]{1,8}[(（]")  # read backwards
JOINT = re.compile(r"[ ]?(?:[、/]|和|与|及|以及|[:：∶])[ ]?")  # all that stands between two numbers of a list


@dataclass(slots=True)
class Spot:
    """A number in its sentence."""

    number: Number
    index: int
    last: int  # where the figure before ends
    low: int  # where its clause begins
    limit: int  # where the next number begins
    joint: bool  # only 、 or 和 stands between it and the figure before
    percent: bool
    cue: Cue | None = None
    based: bool = False  # 占规上企业268家的一半: of the figure right before it
    role: Role = Role.LEVEL

    @property
    def of_goal(self) -> bool:
        """完成年度目标180家的103.3%."""
        return self.based and self.cue is not None and self.cue.name == "goal"


def clause_start(text: str, rev: str, end: int, last: int) -> int:
    """Where the words begin that stand before `end` without a stop between; `rev` is the text backwards."""
    size = len(text)
    found = _CLAUSE.match(rev, size - end, size - last)
    start = size - found.end() if found else end
    if start <= last or text[start - 1] not in ")）":
        return start
    bracket = _SMALL_BRACKET.match(rev, size - start, size - last)
    if bracket:  # 研究与试验发展(R&D)经费
        found = _CLAUSE.match(rev, bracket.end(), size - last)
        return size - found.end() if found else start
    return start
