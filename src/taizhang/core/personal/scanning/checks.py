"""Whether a number can be what it looks like: check digits, dates, area codes, first digits of cards.

ID numbers: GB 11643-1999; credit codes: GB 32100-2015; cards: ISO/IEC 7812-1 (Luhn).
"""

import datetime as dt

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def id_looks_right(code: str) -> bool:
    """Province and birthday of an 18 or 15 digit ID number make sense; the check digit is another question."""
    if code[:2] not in _PROVINCES:
        return False
    year, rest = (code[6:10], code[10:14]) if len(code) == 18 else ("19" + code[6:8], code[8:12])
    try:
        born = dt.date(int(year), int(rest[:2]), int(rest[2:]))
    except ValueError:
        return False
    return 1880 <= born.year <= 2100


def id_holds(code: str) -> bool:
    """Province, birthday and check digit of an 18 digit ID number."""
    if not id_looks_right(code):
        return False
    total = sum(int(c) * w for c, w in zip(code[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == code[17].upper()


def credit_code_holds(code: str) -> bool:
    """The check digit of a unified social credit code 统一社会信用代码."""
    code = code.upper()
    if len(code) != 18 or any(c not in _SIGNS for c in code):
        return False
    total = sum(_SIGNS.index(c) * 3**n % 31 for n, c in enumerate(code[:17]))
    return _SIGNS[-total % 31] == code[17]


def luhn_holds(digits: str) -> bool:
    total = 0
    for n, char in enumerate(reversed(digits)):
        value = int(char) * (1 + n % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card_holds(digits: str) -> bool:
    """First digits, length and check digit of a bank card: 62 UnionPay 16 to 19, 4 and 5 and 35 sixteen."""
    size, two = len(digits), digits[:2]
    begins = (two == "62" and 16 <= size <= 19) or (
        size == 16 and (digits[0] == "4" or two in ("51", "52", "53", "54", "55", "35"))
    )
    return begins and luhn_holds(digits)


def _area_codes() -> frozenset[str]:
    spans = (
        "310-319 335 349-359 370-379 391-398 411-419 421 427 429 431-439 451-459 464 467-470 471-479 482 483 510-519 "
        "523 527 530-539 543 546 550-566 570-580 591-599 631-635 660 662 663 668 691 692 701 710-719 722 724 728 730 731 "
        "734-739 743-746 750-760 762 763 766 768-779 790-799 812 813 816-818 825-827 830-839 851-859 870-879 881-883 886-888 "
        "891-898 901-903 906 908 909 911-919 930-939 941 943 951-955 970-977 979 990-999"
    )
    found = {"010"} | {f"02{n}" for n in "0123456789"}
    for span in spans.split():
        first, _, last = span.partition("-")
        found |= {f"0{n}" for n in range(int(first), int(last or first) + 1)}
    return frozenset(found)


AREA_CODES = _area_codes()
