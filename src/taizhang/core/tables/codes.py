"""Codes keep every digit: certificate numbers, phones, and the unified social credit code 统一社会信用代码."""

import re
from functools import lru_cache

from stdnum.cn import uscc

from .issue import Typed, error, is_scientific, lost_digits
from .sheet import Cell, shown

_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE[0xFF0D] = ord("-")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_ASCII = re.compile(r"^[0-9A-Za-z\s\u00a0\u3000]+$")
_SPACES = re.compile(r"[\s\u00a0\u3000]+")
_NUMBER_TEXT = re.compile(r"^\d{5,15}\.0$")  # 13800000001.0: a number's text, as programs export it
_LOOKALIKE = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}
_CODE = "统一社会信用代码"
_CHECK = "请对照营业执照核对后改正。"


def tidy(text: str) -> str:
    """A code without outer spaces, leading apostrophe, full-width digits; inner spaces of a plain code go too."""
    text = _INVISIBLE.sub("", text).translate(_WIDE).strip().lstrip("'‘’").strip()
    return _SPACES.sub("", text) if _ASCII.match(text) else text


def compact(text: str) -> str:
    """A code as compared: tidy, upper case, without separators."""
    return _SPACES.sub("", tidy(text)).replace("-", "").upper()


def parse_code(cell: Cell) -> Typed:
    """A code as text, 13800000001.0 without its .0. Numbers of more than 15 digits have lost some and are refused."""
    if is_scientific(cell):
        return lost_digits()
    if isinstance(cell, str):
        code = tidy(cell)
        return (code[:-2] if _NUMBER_TEXT.match(code) else code) or None, None
    return shown(cell), None


def parse_credit_code(cell: Cell) -> Typed:
    """A unified social credit code whose check digit holds, else never a value."""
    if is_scientific(cell):
        return lost_digits()
    return _credit_code(shown(cell))


@lru_cache(maxsize=4096)
def _credit_code(text: str) -> Typed:
    code = compact(text)
    if uscc.is_valid(code):
        return code, None
    return error("code.credit", *_why(code))


def _why(code: str) -> tuple[str, str, str]:
    """Message, fix and suggestion for a code that does not hold."""
    if len(code) == 15 and code.isdigit():
        return f"这是 15 位的旧注册号，不是 18 位{_CODE}。", "请填写营业执照上的 18 位代码。", ""
    if len(code) != 18:
        gap = f"少 {18 - len(code)} 位" if len(code) < 18 else f"多 {len(code) - 18} 位"
        return f"{_CODE}应为 18 位，这里是 {len(code)} 位，{gap}。", _CHECK, ""
    repaired = "".join(_LOOKALIKE.get(char, char) for char in code)
    wrong = [char for char in code if char in _LOOKALIKE]
    if repaired != code and uscc.is_valid(repaired):
        swaps = "、".join(f"{char} 应为 {_LOOKALIKE[char]}" for char in dict.fromkeys(wrong))
        return f"{_CODE}里不会出现字母 {'、'.join(dict.fromkeys(wrong))}，可能是 {swaps}。", _CHECK, repaired
    alien = [char for char in code if char not in "0123456789ABCDEFGHJKLMNPQRTUWXY"]
    if alien:
        return f"{_CODE}里不会出现“{'”“'.join(dict.fromkeys(alien))}”。", _CHECK, ""
    if not code[2:8].isdigit():
        swapped = code[:8].replace("L", "1") + code[8:]
        hint = swapped if uscc.is_valid(swapped) else ""
        return f"{_CODE}的第 3 至 8 位应是数字（行政区划代码）。", _CHECK, hint
    try:
        should = uscc.calc_check_digit(code[:17])
    except ValueError:
        return f"{_CODE}的格式不对。", _CHECK, ""
    if not code[:2].isdigit():
        return f"{_CODE}的开头“{code[:2]}”不符合规则。", _CHECK, ""
    return (
        f"{_CODE}的校验位不对：按前 17 位算末位应为 {should}，现为 {code[-1]}，说明有一位填错了。",
        _CHECK,
        "",
    )
