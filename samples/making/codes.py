"""Codes that look right and belong to nobody: credit codes, patent numbers, exact splits of a sum."""

from decimal import Decimal
from random import Random

from stdnum.cn import uscc

_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# 登记管理部门 and 机构类别, the first two characters of a 统一社会信用代码.
_AUTHORITY = {
    "企业": "91",
    "合作社": "93",
    "高校": "12",
    "科研院所": "12",
    "医院": "12",
    "机关": "11",
    "其他": "12",
}


def credit_code(kind: str, region: str, serial: int) -> str:
    """A 统一社会信用代码 with right check digits whose body says YAN (样): no authority gives such a serial."""
    body = f"YAN{serial:05d}"
    total = sum(_ALPHABET.index(c) * w for c, w in zip(body, _ORGANIZATION_WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    number = f"{_AUTHORITY[kind]}{region}{body}{'X' if check == 10 else check}"
    return uscc.validate(number + uscc.calc_check_digit(number))


def wrong_check_digit(code: str) -> str:
    """The same credit code with its last character changed."""
    return code[:-1] + ("1" if code[-1] == "0" else "0")


def patent_number(kind: str, year: int, serial: int) -> str:
    """A Chinese application number (年份 + 种类 + 流水号 + 校验位) from the unused end of the year's serials.

    Before 2003-10-01 numbers had eight digits; the samples need none of those.
    """
    digit = {"发明专利": 1, "实用新型": 2, "外观设计": 3}[kind]
    body = f"{year}{digit}{9_900_000 + serial:07d}"
    total = sum(int(c) * w for c, w in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    return f"{body}.{'X' if total == 10 else total}"


def split(rng: Random, total: str | int | Decimal, count: int, step: str | int = 1) -> list[Decimal]:
    """`count` uneven positive amounts, each a multiple of `step`, that add up to `total` exactly."""
    each = Decimal(step)
    units = Decimal(total) / each
    if units != int(units) or units < count:
        raise ValueError(f"{total} does not split into {count} multiples of {step}")
    spare = int(units) - count
    weights = [rng.randint(10, 100) for _ in range(count)]
    shares = [1 + spare * w // sum(weights) for w in weights]
    for position in range(int(units) - sum(shares)):
        shares[position % count] += 1
    return [share * each for share in shares]
