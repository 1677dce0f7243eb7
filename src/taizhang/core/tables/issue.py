"""What a parser says about one cell: the value, and what is wrong with it if anything."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from taizhang.core.decisions import Severity

from .sheet import Cell, Flaw, FlawKind

_SCIENTIFIC = re.compile(r"^[+-]?\d(?:[.．]\d+)?[EeＥ][+＋]?\d{1,3}$")


@dataclass(frozen=True)
class Issue:
    """A problem before it has a place: rule, what and why, what to do, a value one click may take over."""

    severity: Severity
    code: str
    message: str
    fix: str
    suggestion: str = ""


Typed = tuple[object | None, Issue | None]
Parser = Callable[[Cell], Typed]


def error(code: str, message: str, fix: str, suggestion: str = "") -> Typed:
    """No value: the row stays out until somebody decides."""
    return None, Issue(Severity.ERROR, code, message, fix, suggestion)


def look(value: object | None, code: str, message: str, fix: str, suggestion: str = "") -> Typed:
    """A value that may go in, with something a person should see."""
    return value, Issue(Severity.LOOK, code, message, fix, suggestion)


def from_flaw(flaw: Flaw) -> Typed:
    """Cells that never hold a value: errors, uncalculated formulas, pictures."""
    if flaw.kind is FlawKind.ERROR:
        return error(
            "cell.error",
            f"单元格是错误值 {flaw.text}，公式没有算出结果。",
            "请在原表里修好公式，或直接填写数值。",
        )
    if flaw.kind is FlawKind.PICTURE:
        return picture()
    return error(
        "formula.no_value",
        "单元格里是公式，但文件里没有保存计算结果。",
        "请用 Excel 或 WPS 打开后保存一次再传，或“选择性粘贴—数值”。",
    )


def picture() -> Typed:
    """A WPS picture in a cell."""
    return error(
        "cell.picture",
        "单元格里是嵌入的图片（DISPIMG），不是文字，读不出内容。",
        "请在这一格填写文字；图片作为附件另外上传。",
    )


def is_scientific(cell: Cell) -> bool:
    """Whether a long number has been turned into scientific notation or has lost digits."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return abs(cell) >= 1e15
    return isinstance(cell, str) and bool(_SCIENTIFIC.match(cell.strip()))


def lost_digits() -> Typed:
    """A code that Excel has turned into a number of 15 significant digits."""
    return error(
        "code.scientific",
        "Excel 把长数字变成了科学计数，15 位以后的数字已经丢失，无法还原。",
        "请把这一列设为“文本”格式后重新填写完整号码。",
    )
