"""A report in the making: pieces of text, figures that can still change, claims between them; at the end the labels."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.arithmetic import SLACK, recompute
from taizhang.core.reading.relations.relation import Type

SLOT = re.compile(r"\{(\w+)\}")
HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
CHINESE = "零一二三四五六七八九"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """四舍五入 to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else CHINESE[tens] + "十")
    return head + (CHINESE[ones] if ones or not tens else "")


@dataclass(eq=False)
class Fig:
    """A stated figure. `digits` is what is printed of the number, `value` what it says."""

    value: Decimal | None
    unit: str | None
    kind: Kind
    role: Role
    of: str
    period: str | None
    decimals: int = 0
    approx: str | None = None  # 余 and 多 are printed inside, the others by the sentence
    digits: str = ""
    before: str = ""  # 第, 百分之
    cell: bool = False  # in a table: the unit stands in the head of the column
    optional: bool = False

    def __post_init__(self) -> None:
        if not self.digits and self.value is not None:
            self.digits = f"{rounded(self.value, self.decimals):f}"
            self.value = rounded(self.value, self.decimals)

    @property
    def text(self) -> str:
        inside = self.approx if self.approx in ("余", "多") else ""
        unit = "" if self.cell or self.before == "百分之" else self.unit or ""
        if inside and unit[:1] in ("万", "亿") and len(unit) > 1:  # 1.2万余亩
            return f"{self.before}{self.digits}{unit[0]}{inside}{unit[1:]}"
        return f"{self.before}{self.digits}{inside}{unit}"

    def say(self, digits: str) -> None:
        """Print other digits: the value follows."""
        self.digits = digits
        self.value = Decimal(digits.replace(",", ""))

    @property
    def masked(self) -> bool:
        return self.value is None


@dataclass(eq=False)
class Claim:
    """What the text says of its own figures; `slip` turns it wrong in a way of its own (missing part …)."""

    type: Type
    whole: Fig | None
    parts: list[Fig]
    planted: str = ""


@dataclass
class Piece:
    """A string or a figure; pieces of one group can be left out together (a part of a list)."""

    said: str | Fig
    group: int = 0


Said = str | Fig | Piece | Sequence["str | Fig | Piece"]


@dataclass
class Draft:
    """The text so far."""

    half_width: bool = False
    pieces: list[Piece] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    spans: dict[Fig, tuple[int, int]] = field(default_factory=dict)  # where each figure came to stand

    def write(self, template: str, **slots: Said) -> None:
        """A sentence with slots."""
        for number, bit in enumerate(SLOT.split(template)):
            self.add(bit if number % 2 == 0 else slots[bit])

    def add(self, said: Said) -> None:
        if isinstance(said, (str, Fig)):
            if said != "":
                self.pieces.append(Piece(said))
        elif isinstance(said, Piece):
            self.pieces.append(said)
        else:
            for each in said:
                self.add(each)

    def claim(self, type_: Type, whole: Fig | None, parts: Iterable[Fig]) -> Claim:
        self.claims.append(Claim(type_, whole, list(parts)))
        return self.claims[-1]

    def finish(self) -> tuple[str, dict[str, Any]]:
        """The text and its labels."""
        text, labels, made = "", [], {}
        for piece in self.pieces:
            if isinstance(piece.said, str):
                text += piece.said.translate(HALF_WIDTH) if self.half_width else piece.said
                continue
            fig = piece.said
            figure = as_figure(fig, len(text), f"f{len(made) + 1}")
            text += figure.text
            made[fig] = figure
            self.spans[fig] = (figure.start, figure.end)
            labels.append(_label(figure))
        # The labelled texts leave an amount said twice alike unlabelled; one said twice differently is an error.
        twice = {c for c in self.claims if len(c.parts) == 1 and holds(c)}
        relations = [_relation(claim, made) for claim in self.claims if claim not in twice]
        for label in labels:
            if self.half_width:
                label["of"] = label["of"].translate(HALF_WIDTH)
            if label["of"] not in text:
                raise AssertionError(f"{label['of']} is not in the text")
        origin = {"kind": "composed", "source": "none (made by chance)"}
        return text, {"origin": origin, "figures": labels, "relations": relations}


def holds(claim: Claim) -> bool:
    """Does it add up as printed?"""
    made = {fig: as_figure(fig, 0, "") for fig in [*claim.parts, *([claim.whole] if claim.whole else [])]}
    expected, stated, tolerance = _recomputed(claim, made)
    return abs(expected - stated) <= tolerance + SLACK


def as_figure(fig: Fig, start: int, name: str) -> Figure:
    return Figure(
        start=start,
        end=start + len(fig.text),
        text=fig.text,
        value=fig.value,
        unit=fig.unit,
        kind=fig.kind,
        approx=fig.approx,
        masked=fig.masked,
        optional=fig.optional,
        id=name,
        role=fig.role,
        of=fig.of,
        period=fig.period,
    )


def _recomputed(claim: Claim, made: dict[Fig, Figure]) -> tuple[Decimal, Decimal, Decimal]:
    whole = made[claim.whole] if claim.whole else None
    return recompute(claim.type, whole, [made[p] for p in claim.parts])


def _label(figure: Figure) -> dict[str, Any]:
    label = {
        "id": figure.id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": None if figure.value is None else float(figure.value),
        "approx": figure.approx,
        "masked": figure.masked,
        "unit": figure.unit,
        "kind": str(figure.kind),
        "role": str(figure.role),
        "of": figure.of,
        "period": figure.period,
    }
    return label | ({"optional": True} if figure.optional else {})


def _relation(claim: Claim, made: dict[Fig, Figure]) -> dict[str, Any]:
    expected, stated, tolerance = _recomputed(claim, made)
    return {
        "type": str(claim.type),
        "whole": made[claim.whole].id if claim.whole else None,
        "parts": [made[p].id for p in claim.parts],
        "holds": abs(expected - stated) <= tolerance + SLACK,
        "expected": round(float(expected), 4),
        "stated": float(stated),
        "tolerance": round(float(tolerance), 4),
        "note": f"有意设置的错误：{claim.planted}" if claim.planted else "",
    }
