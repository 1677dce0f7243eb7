"""What the scan read, in a form that a test can show: 40余家 = 40 家 余."""

from taizhang.core.reading.figures.figure import Number
from taizhang.core.reading.figures.grammar import scan


def firm(text: str) -> list[Number]:
    """The figures of a text that are not borderline."""
    return [number for number in scan(text) if not number.optional]


def spans(text: str) -> list[str]:
    """Their texts."""
    return [number.text for number in firm(text)]


def borderline(text: str) -> list[str]:
    """The texts of the borderline ones."""
    return [number.text for number in scan(text) if number.optional]


def one(text: str) -> Number:
    """The only figure of a text, borderline or not."""
    (number,) = scan(text)
    return number


def told(number: Number) -> tuple[str, str | None, str | None, str]:
    """Value, unit, approximation, kind."""
    value = "-" if number.value is None else f"{number.value.normalize():f}"
    return value, number.unit, number.approx, number.kind.value
