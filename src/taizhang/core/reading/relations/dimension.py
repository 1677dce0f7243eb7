"""Which figures may be added, divided or compared: the same quantity, whatever its scale 量纲."""

from functools import lru_cache

from taizhang.core.reading.figures.figure import Kind, Number
from taizhang.core.reading.lexicon import lexicon


@lru_cache(maxsize=2048)
def bare_unit(unit: str | None) -> str:
    """The unit without its scale: 万元 is 元, 万人 is 人."""
    if not unit:
        return ""
    bare = unit.removesuffix("人民币")
    for scale in ("万亿", "百万", "千万", "万", "亿", "千"):
        if bare.startswith(scale) and not bare.startswith(("千瓦", "千米", "千克", "千卡")):
            return bare[len(scale) :]
    return bare


@lru_cache(maxsize=2048)
def plain_unit(unit: str | None) -> str:
    """The bare unit under one name for what reports count alike: 户 and 家 are 个."""
    bare = bare_unit(unit)
    return _alike().get(bare, bare)


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    return {unit: group[0] for group in lexicon()["dimension"]["alike"] for unit in group}


def dimension(number: Number) -> tuple[str, str]:
    """Equal for figures that can be added. Money without a unit word (300万) is 元; a lost unit is its own."""
    return _dimension(number.kind, number.unit)


@lru_cache(maxsize=2048)
def _dimension(kind: Kind, unit: str | None) -> tuple[str, str]:
    plain = plain_unit(unit)
    if kind is Kind.MONEY:
        return "money", plain or "元"
    if kind is Kind.PERCENT:
        return "percent", "点" if unit and "百分点" in unit else ""
    return str(kind), plain
