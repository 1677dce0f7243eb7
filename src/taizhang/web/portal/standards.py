"""The numbers of a policy that hold on a day 用到的标准, in words, each with its article."""

from dataclasses import dataclass
from datetime import date

from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import Band, Value
from taizhang.policies.engine.words import said
from taizhang.web.portal.card import MARKS, WHY

EDGES = {
    "up_to": "不超过 {}",
    "below": "低于 {}",
    "at_least": "{} 以上（含）",
    "more_than": "高于 {}",
    "": "其余",
}


@dataclass(frozen=True)
class Standard:
    """One number: what it is called, its value, where it stands, since when."""

    title: str
    text: str
    article: str
    since: date
    mark: str
    why: str


def standards(pack: Pack, on: date) -> list[Standard]:
    """Every parameter of the pack that has a value on the day."""
    made = []
    for parameter in pack.parameters.values():
        value = parameter.on(on)
        if value is not None:
            made.append(
                Standard(
                    parameter.title, value_said(value), value.article, value.since, MARKS.get(value.status, ""), WHY.get(value.status, "")
                )
            )  # fmt: skip
    return made


def value_said(value: Value) -> str:
    """A value as it is read: a number with its unit, yes or no, words, or one line a band."""
    if value.bands:
        return "；".join(_band(band, value.limit_unit) for band in value.bands)
    if value.words:
        return "、".join(value.words)
    if value.day is not None:
        return value.day.isoformat()
    return said(value.flag) if value.flag is not None else said(value.amount, value.unit)


def _band(band: Band, unit: str) -> str:
    given = (
        said(band.low, band.unit)
        if band.low == band.high
        else f"{said(band.low)}—{said(band.high, band.unit)}"
    )
    return f"{EDGES[band.edge].format(said(band.limit, unit))}：{given}"
