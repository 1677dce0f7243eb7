"""Read a header cell: the name without decoration, the unit, the year."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import COUNT_UNITS, FOREIGN_UNITS, MONEY_UNITS, PERCENT_UNITS, SAME_UNITS, SCALES

_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(\[【〔<《{]([^()\[\]【】〔〕<>《》{}]*)[)\]】〕>》}]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年度|年|/|\.|-)?(?!\d)")
_RELATIVE_YEAR = re.compile(r"(?:上一年度|上年度|本年度|上年|本年|去年|今年|当年|近一年)(?:末|底)?")
_LISTED = re.compile(r"[,，、;；:：]")
_NOISE = re.compile(r"[*★☆※#:：。·、,，\"'“”‘’]+|必填|选填")
_UNIT_NOTE = re.compile(
    r"(?<![填申所上报属管持担办])(?:计量|金额|货币)?单位\s*[:：]?\s*(?:为)?\s*(?:人民币)?\s*([^\s()（）]{1,12})"
)


@dataclass(frozen=True)
class Header:
    """What a header cell says. `name` is bare (no unit, year, marks); `plain` only loses spaces and width."""

    plain: str
    name: str
    unit: str = ""
    year: int = 0


def fold(text: str) -> str:
    """Half-width, no spaces, lower case: how headers are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower().replace("\u200b", "")


@lru_cache(maxsize=20_000)
def read_header(text: str) -> Header:
    """Take a header apart: 2025年营业收入（万元） is 营业收入 in 万元 of 2025."""
    plain = fold(text)
    name, unit = plain, ""
    for inside in _BRACKETS.findall(plain):
        unit = _bracketed_unit(inside) or unit  # the last one: 投资额（人均）（万元）
    name = _BRACKETS.sub("", name)
    if "/" in name:
        parts = [part for part in name.split("/") if part]
        if len(parts) > 1 and (found := as_unit(parts[-1])):
            unit = unit or found
            name = "/".join(parts[:-1])
    year = 0
    if found_year := _YEAR.search(name):
        year = int(found_year.group(1))
        name = _YEAR.sub("", name)
    name = _RELATIVE_YEAR.sub("", name)
    name = _NOISE.sub("", name).strip("/-_—.")
    if not unit:
        name, unit = _trailing_unit(name)
    return Header(plain, name or plain, unit, year)


def _trailing_unit(name: str) -> tuple[str, str]:
    for unit in ("万元", "亿元", "千元", "%"):
        rest = name.removesuffix(unit)
        if rest != name and len(rest) > 1 and not rest[-1].isdigit():  # 超过500万元 is no unit
            return rest.rstrip("/-_"), unit
    return name, ""


def _bracketed_unit(inside: str) -> str:
    """The unit among what stands in brackets: 万元, 获批,万元, 单位:万元. Two different ones are none."""
    if unit := as_unit(inside):
        return unit
    parts = [part for part in _LISTED.split(inside) if part]
    if len(parts) == 1:
        return _trailing_unit(parts[0])[1]
    units = {unit for part in parts if (unit := as_unit(part) or _trailing_unit(part)[1])}
    return units.pop() if len(units) == 1 else ""


@lru_cache(maxsize=5_000)
def as_unit(text: str) -> str:
    """The unit that `text` names (folded), or "" when it is none: 单位:万元 is 万元, 个 is 个."""
    text = fold(text)
    text = re.sub(r"^(?:计量|金额|货币)?单位[:为]?", "", text).lstrip(":")
    text = text.replace("人民币", "")  # 人民币万元, 万元人民币
    if text in MONEY_UNITS or text in PERCENT_UNITS or text in COUNT_UNITS:
        return text
    if text in FOREIGN_UNITS or any(text == scale + unit for scale in SCALES for unit in FOREIGN_UNITS):
        return text
    for scale in SCALES:
        if text.startswith(scale) and text[len(scale) :] in COUNT_UNITS:
            return text
    return ""


def unit_note(text: str) -> str:
    """The unit a note above a table gives: 单位：万元 → 万元; a bracketed （万元） in a title too. "" when none."""
    plain = unicodedata.normalize("NFKC", text)
    for found in _UNIT_NOTE.findall(plain):
        units = [unit for part in re.split(r"[、,，;；/和]", found) if (unit := as_unit(part))]
        if units:
            return next((unit for unit in units if unit in MONEY_UNITS), units[0])  # 单位：家、万元
    for inside in _BRACKETS.findall(plain):
        if (unit := _bracketed_unit(inside)) and unit in MONEY_UNITS:
            return unit
    return ""


def same_unit(one: str, other: str) -> bool:
    """Whether two unit names mean the same: ㎡ and 平方米."""
    return SAME_UNITS.get(one, one) == SAME_UNITS.get(other, other)
