"""E-mail addresses and postal addresses in a text."""

import re
from collections.abc import Iterator

from taizhang.core.personal.scanning.kinds import Found, Hit

_EMAIL = re.compile(
    r"(?<![0-9A-Za-z._%+*-])[0-9A-Za-z][0-9A-Za-z._%+-]{0,63}[ \u200b]?(?:@|\(at\)|\[at\]|#@)[ \u200b]?"
    r"(?:[0-9A-Za-z-]{1,63}[ ]?\.[ ]?){1,4}[A-Za-z]{2,10}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_N = r"[0-9A-Za-z一二三四五六七八九十百甲乙丙丁]{1,6}(?:-[0-9]{1,5}){0,3}"
_PLACE = r"[\u4e00-\u9fff]"
_HOUSE = rf"{_N}[ ]?(?:号|弄)(?:院)?"
_INSIDE = rf"(?:[ ,]?{_PLACE}{{0,10}}?{_N}[ ]?(?:号楼|号|栋|幢|座|单元|室|房|楼|层))"
_ROAD = re.compile(
    rf"(?:{_PLACE}{{2,12}}?(?:省|市|自治区|区|县|镇|乡|街道)[ ]?)*{_PLACE}{{1,8}}?(?:路|街|大道|巷|胡同|道|弄)[ ]?(?:[东西南北中]段)?"
    rf"{_HOUSE}{_INSIDE}{{0,4}}"
)
_VILLAGE = re.compile(
    rf"(?:{_PLACE}{{2,12}}?(?:省|市|自治区|区|县|镇|乡|街道)[ ]?)*{_PLACE}{{1,8}}?(?:村|社区|屯|寨|嘎查)[ ]?"
    rf"(?:{_PLACE}{{0,6}}?{_N}[ ]?(?:组|社|队|号|户)(?:{_N}[ ]?(?:号|户))?)"
)
_FLAT = re.compile(
    rf"{_PLACE}{{2,14}}?(?:小区|花园|家园|公寓|苑|新村|里|城|府|院|湾|庭|郡|邸)[ ]?{_PLACE}{{0,4}}{_N}[ ]?(?:栋|幢|座|号楼|单元|号)"
    rf"{_INSIDE}{{1,4}}"
)
# What ends like an address and is none.
_NO_ADDRESS = re.compile(
    r"国道|省道|县道|高速|第[0-9一二三四五六七八九十]+号$|铁路[0-9]+号线|号线|号文|专线|号令|号公告|赛道|渠道|频道"
)
_AFTER = re.compile(r"线|文件|公告|令|通知|批复|议案|提案|文|机组|泵|样机|产品|项目|工程")


def words(text: str) -> Iterator[Hit]:
    """E-mail addresses, and postal addresses down to a house or a group of a village."""
    for found in _EMAIL.finditer(text):
        yield Hit(*found.span(), Found.EMAIL)
    for pattern in (_ROAD, _VILLAGE, _FLAT):
        for found in pattern.finditer(text):
            if not _NO_ADDRESS.search(found.group()) and not _AFTER.match(text, found.end()):
                yield Hit(*found.span(), Found.ADDRESS)
