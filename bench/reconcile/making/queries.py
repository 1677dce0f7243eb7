"""What a figure counts, written down: queries in the manner of samples/figures.csv, and numbers as printed."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Query = dict[str, Any]  # {"register", "filter", "measure"}, or {"measure": "growth", "of": [query, query]}

RANKS = "零一二三四五六七八九十"
_NUMBER = re.compile(r"[\d,]*\.?\d+")


def q(register: str, filter: str = "", measure: str = "count") -> Query:
    """A query in the manner of samples/figures.csv."""
    return {"register": register, "filter": filter, "measure": measure}


def share(part: Query, whole: Query) -> Query:
    """part / whole in %."""
    return {"measure": "share", "of": [part, whole]}


def growth(now: Query, before: Query) -> Query:
    """(now - before) / before in %."""
    return {"measure": "growth", "of": [now, before]}


def ratio(first: Query, second: Query) -> Query:
    """first / second, as 倍."""
    return {"measure": "ratio", "of": [first, second]}


def minus(first: Query, second: Query) -> Query:
    """first - second."""
    return {"measure": "minus", "of": [first, second]}


def plus(first: Query, second: Query) -> Query:
    """first + second."""
    return {"measure": "plus", "of": [first, second]}


def number_of(printed: str) -> float | int:
    """The value of a printed number with its unit: 1.26亿元, 第三, 两家, 二十六家, 40余家."""
    found = _NUMBER.search(printed)
    if not found:
        written = re.sub(f"[^{RANKS}两]", "", printed).replace("两", "二")
        tens, ten, ones = written.rpartition("十")
        return (RANKS.index(tens or "一") * 10 if ten else 0) + (RANKS.index(ones) if ones else 0)
    value = Decimal(found[0].replace(",", ""))
    return int(value) if value == int(value) else float(value)


def rounded(value: Decimal, digits: int) -> str:
    """Rounded half up; ends with no useless zeros."""
    text = f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
