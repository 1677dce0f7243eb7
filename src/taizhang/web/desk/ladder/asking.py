"""What the ladder is asked for: all of it stands in the address, so that it can be sent to a colleague 网址即条件."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from taizhang.core.whole import whole
from taizhang.web.desk.ladder.rungs import DEFAULT, RUNGS, Rung

WITHIN = (
    "",
    "90",
    "180",
    "365",
)  # days ahead in which a certificate's end is looked for; "": by the end of the year
FURTHEST = 30  # per cent by which the slider moves R&D up or down
LONGEST = 60
INDUSTRY = re.compile(r"[A-T][0-9]{0,4}\Z")
TRIED = ("rd", "by", "to")


@dataclass(frozen=True)
class Asking:
    """One address: rung, list, filters, page, and what is tried (`rd` per cent of R&D, `by` a parameter, `to` its value)."""

    rung: str = DEFAULT
    show: str = ""
    street: int = 0
    field: str = ""
    industry: str = ""
    within: str = ""
    rd: int = 0
    by: str = ""
    to: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asking":
        """From the parameters of an address; what makes no sense is left out."""
        text = {f.name: str(query.get(f.name, "")).replace("\x00", "").strip()[:LONGEST] for f in fields(cls)}
        return cls(
            rung=text["rung"] if text["rung"] in RUNGS else DEFAULT, show=text["show"], street=whole(text["street"]) or 0,
            field=text["field"], industry=code(text["industry"].upper()), within=text["within"] if text["within"] in WITHIN else "",
            rd=per_cent(text["rd"]), by=text["by"], to=text["to"], page=max(1, whole(text["page"]) or 1),
        )  # fmt: skip

    def query(self, **changed: Any) -> str:
        """The parameters behind the question mark with some of them changed; another list begins on its first page."""
        asked = replace(self, **({"page": 1} | changed))
        told = {f.name: getattr(asked, f.name) for f in fields(asked)}
        return urlencode({name: value for name, value in told.items() if value != DEFAULTS[name]})

    @property
    def kept(self) -> list[tuple[str, Any]]:
        """What a form that tries something else keeps: the other parameters that are set."""
        told = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in (*TRIED, "page")}
        return [(name, value) for name, value in told.items() if value != DEFAULTS[name]]

    @property
    def of(self) -> Rung:
        return RUNGS[self.rung]

    @property
    def narrowed(self) -> bool:
        """Whether only some of the enterprises are asked for."""
        return bool(self.street or self.field or self.industry)

    @property
    def tried(self) -> bool:
        """Whether something is tried out."""
        return bool(self.rd or (self.by and self.to))


DEFAULTS = {f.name: f.default for f in fields(Asking)}


def code(text: str) -> str:
    """The beginning of an industry's code; "" for what is none, which a condition of the register could take for more (*)."""
    return text if INDUSTRY.match(text) else ""


def per_cent(text: str) -> int:
    """A whole number of per cent within the slider's reach; 0 for anything else."""
    sign, digits = (-1, text[1:]) if text[:1] in ("-", "−") else (1, text.removeprefix("+"))
    return max(-FURTHEST, min(FURTHEST, sign * (whole(digits) or 0)))
