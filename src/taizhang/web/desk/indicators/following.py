"""What follows from a change of what is counted: unit, decimals and sentence, and the 口径 that is to be looked at 随改."""

from collections.abc import Iterable

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.indicators import units
from taizhang.indicators.indicator import Indicator
from taizhang.web.desk.indicators.reading import Typed

STALE = "数的东西改了，口径还是原来那句：“{}”请改写口径；清空就按条件自动写。这句话仍然对，就勾选“口径不用改”再保存。"


def bare(typed: Typed) -> Definition | None:
    """Register and measure as typed, without conditions and dates; None for a formula or while something is not chosen."""
    v = typed.values
    kind, name = v["measure"] or "count", v["measure_field"]
    if v["way"] == "formula" or not v["register"] or (kind != MeasureKind.COUNT and not name):
        return None
    return Definition(v["register"], kind if kind == MeasureKind.COUNT else f"{kind}:{name}")


def unit_choices(typed: Typed) -> tuple[str, ...]:
    if typed.values["way"] == "formula":
        return (*units.RATES, *units.PLAIN, *units.MONEY)
    try:
        return units.choices(bare(typed))
    except Refused:
        return units.PLAIN


def follow(typed: Typed, known: Iterable[Indicator]) -> str:
    """Put the usual unit where the one typed cannot be any more, in the sentence too; what was done, in words, or ""."""
    definition, v = bare(typed), typed.values
    try:
        asked = Indicator("asked", "", definition, unit=v["unit"], decimals=int(v["decimals"] or 0))
        if definition is None or (v["unit"] and not units.misfit(asked)):
            return ""
        unit, decimals = units.usual(definition, known)
    except (Refused, ValueError):  # not yet something that can be counted: the preview says what is lacking
        return ""
    was = v["unit"]
    v["unit"], v["decimals"] = unit, str(decimals)
    if not was:
        return ""
    v["phrase"] = v["phrase"].replace(f"{{}}{was}", f"{{}}{unit}")
    return f"算法改了，单位随着由“{was}”改成“{unit or '无'}”。"


def stale(made: Indicator, found: Indicator) -> bool:
    """Whether what is counted was changed while the sentence that says it was not."""
    same = (made.definition, made.node) == (found.definition, found.node)
    return not same and made.meaning == found.meaning
