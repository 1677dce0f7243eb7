"""Numbers of a paragraph that are mere text: typed, and tied to nothing 未关联的数字."""

import re
from dataclasses import dataclass

from taizhang.reports.content import MARK

# A number that someone typed; what is no figure (years, days, clauses 一是, 8.15 of a date) is left to the person.
NOT_BEFORE = tuple("年月日号届期·—–~-")
NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")


@dataclass(frozen=True)
class Typed:
    """A number that stands as text at body[start:end], with a few words around it."""

    start: int
    end: int
    text: str
    before: str
    after: str


def typed_numbers(body: str) -> list[Typed]:
    """The numbers of a body outside its figures, years, days, numbers of issues and names in quotes left out."""
    taken = [(m.start(), m.end()) for m in MARK.finditer(body)]
    found = []
    for m in NUMBER.finditer(body):
        ahead = body[: m.start()]
        named = ahead.count("“") > ahead.count("”")  # “省115产业创新团队” is a name
        if (
            named
            or any(a < m.end() and m.start() < b for a, b in taken)
            or body[m.end() : m.end() + 1] in NOT_BEFORE
        ):
            continue
        before, after = MARK.sub("…", ahead)[-14:], MARK.sub("…", body[m.end() :])[:6]
        found.append(Typed(m.start(), m.end(), m[0], before, after))
    return found
