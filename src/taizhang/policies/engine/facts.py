"""The facts that rules may ask for 事实: each declared once with its unit, its title and what is plausible.

`facts.yaml` of this package holds those that packs share; a pack brings its own in a `facts.yaml` beside its policy.
Numbers are kept by the engine in 元, 人, 件, 平方米; a share as a fraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.policies.engine.answers import FactValue
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.reading import read_amount, read_day, read_yaml, read_yes_no

SHARED = Path(__file__).parent.parent / "facts.yaml"


class FactKind(StrEnum):
    MONEY = "money"  # 元, exact to 分
    COUNT = "count"  # a whole number
    NUMBER = "number"  # exact to four decimals
    DAY = "day"
    YES_NO = "yes_no"
    WORD = "word"


SCALE = {FactKind.MONEY: 100, FactKind.COUNT: 1, FactKind.NUMBER: 10_000}


@dataclass(frozen=True)
class FactSpec:
    """One fact. A yearly one has a value for each calendar year; `not_above` names the fact it cannot reasonably exceed."""

    name: str
    title: str
    kind: FactKind
    unit: str = ""
    yearly: bool = False
    words: tuple[tuple[str, str], ...] = ()
    negative: bool = False
    not_above: str = ""
    says: str = ""
    asks: str = ""

    @property
    def numeric(self) -> bool:
        return self.kind in SCALE

    def read(self, text: str) -> FactValue:
        """A value as a person writes it in a case or a form. Raises ValueError in words."""
        text = str(text).strip()
        if text in ("", "—", "不知道", "缺"):
            return None
        if self.kind == FactKind.DAY:
            return read_day(text)
        if self.kind == FactKind.YES_NO:
            return read_yes_no(text)
        if self.kind == FactKind.WORD:
            if not self.words:
                return text
            for code, label in self.words:
                if text in (code, label):
                    return code
            raise ValueError(
                f"{self.title}没有“{text}”这一种。可以写：{'、'.join(label for _, label in self.words)}"
            )
        value, unit = read_amount(text)
        if unit and self.unit and unit != self.unit:
            raise ValueError(f"{self.title}以{self.unit}计，写的是“{text}”。请核对单位")
        if self.kind == FactKind.MONEY and not unit and value:
            raise ValueError(
                f"{self.title}没有写单位：“{text}”是元还是万元？请写成“{text} 万元”或“{text} 元”"
            )
        if self.kind == FactKind.COUNT and value.denominator != 1:
            raise ValueError(f"{self.title}是整数，写的是“{text}”")
        return value

    def label(self, code: str) -> str:
        return dict(self.words).get(code, code)


def read_facts(path: Path) -> dict[str, FactSpec]:
    """The facts declared in a file. Raises PackProblem naming the fact and what is wrong."""
    made = {}
    for name, told in read_yaml(path.read_text("utf-8"), path.name).items():
        made[name] = _spec(name, told, path.name)
    return made


def _spec(name: str, told: Any, file: str) -> FactSpec:
    if not isinstance(told, dict) or "title" not in told or "kind" not in told:
        raise PackProblem(f"{file}：{name} 要有 title（中文名）和 kind（{'、'.join(FactKind)}）。")
    unknown = set(told) - {
        "title",
        "kind",
        "unit",
        "yearly",
        "words",
        "negative",
        "not_above",
        "says",
        "asks",
    }
    if unknown:
        raise PackProblem(
            f"{file}：{name} 里的“{'、'.join(sorted(unknown))}”不认识。请看 docs/policies.md 的写法。"
        )
    if told["kind"] not in set(FactKind):
        raise PackProblem(f"{file}：{name} 的 kind“{told['kind']}”不认识。可以写：{'、'.join(FactKind)}。")
    kind = FactKind(told["kind"])
    unit = told.get("unit", "元" if kind == FactKind.MONEY else "")
    return FactSpec(
        name, told["title"], kind, unit, told.get("yearly", "no") in ("yes", "是", "true"),
        tuple((told.get("words") or {}).items()), told.get("negative", "no") in ("yes", "是", "true"),
        told.get("not_above", ""), told.get("says", ""), told.get("asks", ""),
    )  # fmt: skip


@cache
def shared_facts() -> Mapping[str, FactSpec]:
    """The facts that every pack may use."""
    return read_facts(SHARED)


def nearest(name: str, known: Mapping[str, Any]) -> str:
    """What a misspelt name may have meant, as the end of a sentence."""
    close = get_close_matches(name, known, n=3, cutoff=0.6)
    return f"，是不是想写 {'、'.join(close)}" if close else ""


def below_zero(spec: FactSpec, value: FactValue) -> bool:
    """Whether a value is negative where none can be. The column-wise form asks the same of arrays."""
    return isinstance(value, Fraction) and value < 0 and not spec.negative


def above(value: FactValue, limit: FactValue) -> bool:
    """Whether a value exceeds what it is part of, where that is known and not zero."""
    return isinstance(value, Fraction) and isinstance(limit, Fraction) and 0 < limit < value
