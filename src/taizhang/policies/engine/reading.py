"""Reading what people write in a pack's files: YAML with places, amounts with units, days. All text stays text until asked."""

import re
import unicodedata
from collections.abc import Hashable
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import yaml

from taizhang.policies.engine.problems import PackProblem

# What a unit is worth in the unit that the engine works in, and that unit.
UNITS: dict[str, tuple[Fraction, str]] = {
    "元": (Fraction(1), "元"), "万元": (Fraction(10_000), "元"), "亿元": (Fraction(100_000_000), "元"),
    "%": (Fraction(1, 100), "%"), "百分点": (Fraction(1, 100), "%"),
    "人": (Fraction(1), "人"), "件": (Fraction(1), "件"), "项": (Fraction(1), "项"), "家": (Fraction(1), "家"),
    "次": (Fraction(1), "次"), "个": (Fraction(1), "个"), "名": (Fraction(1), "名"), "场": (Fraction(1), "场"),
    "分": (Fraction(1), "分"), "天": (Fraction(1), "天"), "个月": (Fraction(1), "个月"), "年": (Fraction(1), "年"),
    "平方米": (Fraction(1), "平方米"), "亩": (Fraction(1), "亩"), "倍": (Fraction(1), "倍"), "张": (Fraction(1), "张"),
}  # fmt: skip
AMOUNT = re.compile(r"^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.\d+)?(?:/\d+)?)\s*([^\s\d,，.]\S*)?$")
YES, NO = ("是", "有", "yes", "true"), ("否", "无", "没有", "no", "false")


class Lines(yaml.BaseLoader):
    """YAML whose every value stays text (no 1.0 that was 1.00, no date that was a number) and whose doubled keys are told."""


def _mapping(loader: Lines, node: yaml.MappingNode) -> dict[Hashable, Any]:
    made: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in made:
            raise PackProblem(
                f"第 {key_node.start_mark.line + 1} 行：“{key}”写了两遍，后一遍会盖住前一遍。请删去一处或改名。"
            )
        made[key] = loader.construct_object(value_node, deep=True)
    return {**made.pop("<<", {}), **made}  # `<<: *other` takes over what another mapping says


Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(text: str, name: str) -> Any:
    """The content of a file, as nested dictionaries, lists and text. Raises PackProblem with the line."""
    try:
        return yaml.load(text, Loader=Lines) or {}
    except PackProblem as problem:
        raise PackProblem(f"{name} {problem.sentence}") from problem
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackProblem(
            f"{name} 第 {line} 行读不懂（{error.problem}）。请检查缩进（用空格）和冒号后面的空格。"
        ) from error


def read_amount(text: str) -> tuple[Fraction, str]:
    """A number with its unit, in the unit the engine works in: "5,000 万元" is (50000000, "元"). Raises ValueError in words."""
    match = AMOUNT.match(unicodedata.normalize("NFKC", text).strip())
    if not match:
        raise ValueError(f"“{text[:40]}”不是数。请写成 5000 万元、5 %、70 分 这样")
    digits, unit = match[1], match[2] or ""
    try:
        value = (
            Fraction(digits.replace(",", "")) if "/" in digits else Fraction(Decimal(digits.replace(",", "")))
        )
    except (InvalidOperation, ValueError, ZeroDivisionError) as error:
        raise ValueError(f"“{text}”不是数") from error
    if not unit:
        return value, ""
    if unit not in UNITS:
        raise ValueError(f"“{text}”的单位“{unit}”没见过。能用的单位：{' '.join(UNITS)}")
    times, base = UNITS[unit]
    return value * times, base


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"“{text}”不是日期。请写成 2026-06-30 这样") from error


def read_yes_no(text: str) -> bool:
    plain = text.strip().lower()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise ValueError(f"“{text}”应写“是”或“否”")
