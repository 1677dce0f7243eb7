"""ID, card, telephone and certificate numbers in a text, however they are parted; and what only looks like one."""

import re
from collections.abc import Iterator

from taizhang.core.personal.scanning.checks import (
    AREA_CODES,
    card_holds,
    credit_code_holds,
    id_holds,
    id_looks_right,
)  # fmt: skip
from taizhang.core.personal.scanning.kinds import Found, Hit

_GAP = r"[ \u200b\r\n._-]{0,3}"  # what people, line ends and cells put between digits
_SLIGHT = r"[ \u200b._-]{0,3}"
_NO_PART = r"(?<![0-9]\.)(?!(?<=[0-9],)[0-9]{3}(?![0-9]))"  # after a point, or three digits after a comma: inside a figure
_BEGIN = rf"(?<![0-9A-Za-z*]){_NO_PART}"
_END = r"(?![0-9A-Za-z*])(?!\.[0-9])"
_LONG = re.compile(
    rf"(?<![0-9A-Za-z*])[0-9](?:{_GAP}[0-9]|[Xx](?![A-Za-z])|{_GAP}[Xx](?![0-9A-Za-z])){{13,400}}(?![0-9*A-Za-z])"
)
_SINGLY = re.compile(
    r"(?<![0-9A-Za-z*])(?:\(?(?:\+|00)?86\)?[ \u200b._-]{0,3})?1\u200b?([ ._-])\u200b?[0-9]"
    r"(?:\u200b?\1\u200b?[0-9]){9}(?!\1[0-9][ ._-])(?![0-9A-Za-z*])"
)
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z*]){_NO_PART}(?<![A-Za-z0-9]-)(?:\(?(?:\+|00)?86\)?{_SLIGHT})?"
    r"(1(?:3[0-9]|4[0145-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9]))"
    rf"((?:{_SLIGHT}[0-9]){{8}})(?![0-9A-Za-z*])(?!\.[0-9])(?!-[0-9A-Za-z])"
)
_BROKEN = re.compile(
    r"(?<![0-9A-Za-z*])(1[3-9][0-9]{1,7})[ \u200b-]?\r?\n[ \u200b]*([0-9]{2,8})(?![0-9A-Za-z*.,])"
)
_THIN_MOBILE = re.compile(
    r"(?<![0-9A-Za-z*])1[3-9](?=[0-9]*\*{1,3}[0-9]*(?![0-9*]))[0-9*]{9}(?![0-9A-Za-z*])"
)
_THIN_ID = re.compile(
    r"(?<![0-9A-Za-z*])[1-8][0-9]{5}(?=[0-9]*\*{1,4}[0-9]*[Xx]?(?![0-9*]))[0-9*]{11}[0-9Xx*](?![0-9A-Za-z*])"
)
_LANDLINE = re.compile(
    rf"{_BEGIN}((?:\+86|0086|\(86\)|86-){_SLIGHT})?[(\[]?(010|02[0-9]|0[3-9][0-9]{{2}}|10|2[0-9]|[3-9][0-9]{{2}})[)\]]?"
    rf"([ \u200b.-]{{0,3}})([2-8][0-9]{{2,3}}[ \u200b-]?[0-9]{{4}})(?:[-转#]{{1,2}}[0-9]{{1,5}})?{_END}"
)
_SHORT = re.compile(rf"{_BEGIN}[2-8][0-9]{{2,3}}[ -]?[0-9]{{4}}(?:[-转][0-9]{{1,5}})?{_END}")
_ACCOUNT = re.compile(rf"{_BEGIN}[0-9](?:[ \u200b-]{{0,2}}[0-9]){{9,24}}(?![0-9A-Za-z*])")
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])[A-Z][A-Z]?[ ]?[0-9]{6,9}(?![0-9A-Za-z*])", re.IGNORECASE)
_OFFICER = re.compile(r"[军士文参政后装南北沈兰成济广海空武][官兵职]?字?第[ ]?[0-9]{5,8}号?")
_COUNTED = re.compile(
    r"[ ]*[万亿千百]?(?:元|吨|千瓦|平方|立方|公斤|kWh|户|人次|人|件|项|股|美元|%|次)", re.IGNORECASE
)

_IN_A_ROW = re.compile(r"[0-9]{3,} {1,3}[0-9]{3,} {1,3}\Z")  # a row of figures
_DAY = re.compile(r"[ \n](?:19|20)[0-9]{2}[-.][0-9]")

# Words before a number (the label of its column included) that say what it is.
SAYS_ID = re.compile(r"身份证|证件号|公民身份|身份号")
SAYS_PHONE = re.compile(r"电话|手机|传真|联系方式|座机|热线|Tel|Fax|Phone|Mobile", re.IGNORECASE)
SAYS_ACCOUNT = re.compile(r"卡号|账号|帐号|账户|帐户|Account", re.IGNORECASE)
SAYS_PASSPORT = re.compile(r"护照|通行证|回乡证|台胞证|Passport|居留|证件号", re.IGNORECASE)
SAYS_OTHER = re.compile(
    r"编号|代码|注册号|登记号|合同号|专利号|申请号|订单|流水|发票|批号|序列|标准号|ISBN|项目号|文号|条码|单号|凭证|信用码|授权号|证书号|批准号|序号|编码",
    re.IGNORECASE,
)
BEFORE = 14  # characters before a number in which its name stands


def numbers(text: str, label: str) -> Iterator[Hit]:
    """Every number that is personal data in a plain text (see spelling.py); `label` is the head of its column."""
    long = list(_long(text, label))
    yield from long
    yield from _mobiles(text, label)
    yield from _landlines(text, label)
    yield from (a for a in _accounts(text, label) if all(a.end <= k.start or k.end <= a.start for k in long))
    for found in _PASSPORT.finditer(text):
        if _said(SAYS_PASSPORT, text, found.start(), label):
            yield Hit(*found.span(), Found.PASSPORT)
    for found in _OFFICER.finditer(text):
        yield Hit(*found.span(), Found.OFFICER)
    for pattern, kind in ((_THIN_MOBILE, Found.MOBILE), (_THIN_ID, Found.ID)):
        for found in pattern.finditer(text):
            if sum(c == "*" for c in found.group()) < (4 if kind is Found.MOBILE else 5):
                yield Hit(*found.span(), kind, thin=True)


def _said(what: re.Pattern[str], text: str, start: int, label: str) -> bool:
    """Whether the words just before, or the head of the column, say so; the nearest clause only."""
    before = re.split(r"[，。；;！？\n]", text[max(0, start - BEFORE) : start])[-1]
    return bool(what.search(before) or what.search(label))


def _long(text: str, label: str) -> Iterator[Hit]:
    """Runs of 14 digits and more: ID numbers and cards by their check digits, wherever in the run they stand."""
    for run in _LONG.finditer(text):
        groups = [(run.start() + m.start(), m.group()) for m in re.finditer(r"[0-9Xx]+", run.group())]
        past = 0  # groups that belong to a find already
        for first in range(len(groups)):
            if first >= past:
                for last, digits in _windows(groups, first):
                    start = groups[first][0]
                    kind = _long_kind(digits, text, start, label)
                    if kind and text[max(0, start - 2) : start] != "0.":
                        yield Hit(start, groups[last][0] + len(groups[last][1]), kind)
                        past = last + 1
                        break


def _windows(groups: list[tuple[int, str]], first: int) -> Iterator[tuple[int, str]]:
    """(last group, digits): neighbouring groups that together have as many digits as an ID or a card, longest first."""
    digits, made = "", []
    for last in range(first, len(groups)):
        digits += groups[last][1]
        if len(digits) > 19:
            break
        if len(digits) >= 15:
            made.append((last, digits))
    return reversed(made)


def _long_kind(digits: str, text: str, start: int, label: str) -> Found | None:
    number = digits.isdigit()
    other = _said(SAYS_OTHER, text, start, label) and not _said(SAYS_ID, text, start, label)
    if len(digits) == 18 and id_looks_right(digits) and digits[:17].isdigit():
        if id_holds(digits) and not (other and credit_code_holds(digits)):
            return Found.ID
        if _said(SAYS_ID, text, start, label):
            return Found.ID  # one digit mistyped: still somebody's
    if not number:
        return None
    account = _said(SAYS_ACCOUNT, text, start, label)
    if len(digits) == 15 and id_looks_right(digits) and not other and not account:
        return Found.ID
    if 16 <= len(digits) <= 19 and card_holds(digits) and not other:
        return Found.CARD
    return None


def _mobiles(text: str, label: str) -> Iterator[Hit]:
    for found in _MOBILE.finditer(text):
        digits = "".join(c for c in found.group(2) if c.isdigit())
        parts = [p for p in re.split(r"[^0-9]+", found.group(1) + found.group(2)) if p]
        if len(digits) != 8 or not _parted_like_a_phone(parts):
            continue
        said = _said(SAYS_PHONE, text, found.start(), label)
        if len(parts) > 1 and not said and _IN_A_ROW.search(text[max(0, found.start() - 14) : found.start()]):
            continue
        if not said and (_COUNTED.match(text, found.end()) or _said(SAYS_OTHER, text, found.start(), label)):
            continue
        yield Hit(*found.span(), Found.MOBILE)
    for found in _SINGLY.finditer(text):
        if _MOBILE.fullmatch("".join(c for c in found.group() if c.isdigit())[-11:]):
            yield Hit(*found.span(), Found.MOBILE)
    for found in _BROKEN.finditer(text):
        if len(found[1]) + len(found[2]) == 11:
            yield Hit(*found.span(), Found.MOBILE)


def _parted_like_a_phone(parts: list[str]) -> bool:
    """138 1234 5678, 1381234 5678, 1 3 8 …: groups that people make, and not a row of a table."""
    sizes = [len(p) for p in parts]
    return len(sizes) <= 4 or all(s <= 2 for s in sizes)


def _landlines(text: str, label: str) -> Iterator[Hit]:
    for found in _LANDLINE.finditer(text):
        area, local = found[2], found[4]
        if not area.startswith("0"):
            if not found[1]:
                continue
            area = "0" + area
        said = _said(SAYS_PHONE, text, found.start(), label)
        sure = area in AREA_CODES and (found[3] or found.group()[0] in "([+" or said)
        plain = area in AREA_CODES and not found[3] and not _said(SAYS_OTHER, text, found.start(), label)
        if len(local) >= 7 and (sure or plain) and not _COUNTED.match(text, found.end()):
            yield Hit(*found.span(), Found.LANDLINE)
    for found in _SHORT.finditer(text):
        if _said(SAYS_PHONE, text, found.start(), label) and not _COUNTED.match(text, found.end()):
            yield Hit(*found.span(), Found.LANDLINE)


def _accounts(text: str, label: str) -> Iterator[Hit]:
    """What is called an account is one, whatever its check digit."""
    for found in _ACCOUNT.finditer(text):
        if _said(SAYS_ACCOUNT, text, found.start(), label) and not _COUNTED.match(text, found.end()):
            cut = _DAY.search(found.group())
            yield Hit(found.start(), found.start() + cut.start() if cut else found.end(), Found.CARD)
