"""What the title or the sheet's name says for every row: 2025年企业研发情况, 2024年高新技术企业名单."""

import re
from collections.abc import Iterable
from functools import lru_cache

from .headers import fold, read_header
from .numerals import plain_date
from .periods import read_period
from .spec import Column, Kind, Layout
from .table import Table, TableColumn

_OTHERS = frozenset({"其他", "其它"})
_YEAR = r"(?<![\d〔\[.])(?:19|20)\d\d(?![\d家项个件人名户条万亿元号届]|[./-]\d)"
_TO = "[-—–~至到]"
_PART = (
    rf"前?\d{{1,2}}个?月(?:份)?(?:{_TO}\d{{1,2}}月)?|\d{{1,2}}{_TO}\d{{1,2}}月"
    rf"|[前第]?[一二三四1-4](?:{_TO}[二三四2-4])?个?季度|[上下]半年|[hq][1-4]|m\d\d"
)
_PERIOD = re.compile(rf"({_YEAR})(年度?)?({_PART})?")
# When the list was made, not what it is about: 截至2025年6月, 2025年6月30日, 2025年以来, 〔2025〕12号.
_MADE = re.compile(
    r"截[至止]到?\D{0,4}\d{4}年?(?:[./-]?\d{1,2}月?(?:[./-]?\d{1,2}[日号]?)?)?[底末]?"
    r"|\d{4}(?:年\d{1,2}月\d{1,2}[日号]|([./-])\d{1,2}\1\d{1,2})"
    r"|(?:19|20)\d\d年?(?:以来|至今|以前|之前|以后|之后|前后|起)"
)
_SEVERAL_YEARS = re.compile(rf"(?:19|20)\d\d年?度?(?:{_TO}|[、,和及/])(?:19|20)\d\d")
# a place, not a level: 国家级高新区, 广西壮族自治区
_PLACE = re.compile(
    r"(?:国家级?|省级|市级)?(?:高新技术产业开发区|高新技术开发区|高新区|经济技术开发区|经开区|开发区)|自治[区州县](?!级)"
)
_AT_LEAST = ("以上", "及以上", "以下", "及以下")
_JOINING = "国省市区县部和与及、/"


def title_values(table: Table, layout: Layout, columns: Iterable[tuple[TableColumn, str]]) -> dict[str, str]:
    """Field -> value as written for the ledger, of fields that no column was matched to.

    `columns` are the table's columns with the fields they were matched to. Only a year or period that the
    layout requires or has in a key, and a choice in a key that alone is named, are taken from the title.
    """
    fields = [(column, field) for column, field in columns if field]
    matched = {field for _, field in fields}
    in_keys = {name for key in layout.keys for name in key}
    found: dict[str, str] = {}
    for column in layout.columns:
        if column.name in matched or not (column.required or column.name in in_keys):
            continue
        value = ""
        if column.kind in (Kind.PERIOD, Kind.YEAR):
            value = _dated(table, column, [header for header, _ in fields])
        elif column.kind is Kind.CHOICE and column.name in in_keys:
            value = _choice(table, column)
        if value:
            found[column.name] = value
    return found


def title_year(table: Table) -> int:
    """The year that the title, else the sheet's name, speaks of; 0 when none or several."""
    return int(_period(table)[:4] or 0)


def _dated(table: Table, column: Column, headers: Iterable[TableColumn]) -> str:
    period = _period(table)
    years = {year for header in headers if (year := read_header(header.header).year)}
    if years and period and years != {int(period[:4])}:
        return ""  # 2025年企业情况 with 2024年营业收入: of which year the rows are, a person must say
    return period[:4] if column.kind is Kind.YEAR else period


def _period(table: Table) -> str:
    """The one period that the title names, else the sheet's name."""
    for text in (table.title, table.sheet.name):
        if periods := _periods(text):
            return periods[0] if len(periods) == 1 else ""
    return ""


@lru_cache(maxsize=2_000)
def _periods(text: str) -> tuple[str, ...]:
    """The periods in a text, each once; a span of years counts as two."""
    plain = plain_date(text)
    if _SEVERAL_YEARS.search(plain):
        return ("", "")
    if whole := read_period(plain):
        return (whole,)
    found: dict[str, None] = {}
    for year, sign, part in _PERIOD.findall(_MADE.sub("", plain)):
        found[read_period(year + (sign or "年") + part) or year] = None
    if len(found) == 2:  # 2024年上半年 in 2024年…: the narrower one
        short, long = sorted(found, key=len)
        if len(short) == 4 and long.startswith(short):
            return (long,)
    return tuple(found)


def _choice(table: Table, column: Column) -> str:
    """The stored value of the one choice that title and sheet name call by name; "" when none or several."""
    words = _words(column)
    named: set[str] = set()
    for text in (table.title, table.sheet.name):
        rest = _PLACE.sub("\n", fold(text))
        for word, value in words:
            while (at := rest.find(word)) >= 0:
                before, after = rest[:at], rest[at + len(word) :]
                rest = before + "\n" + after
                if before.endswith(("非", "各")):
                    continue
                named.add(value)
                shared = word[1:] == "级" and before[-1:] in _JOINING.replace(word[0], "") and before != ""
                if shared or after.startswith(_AT_LEAST):
                    named.add("")  # 省市级, 省级以上: more than one
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=200)
def _words(column: Column) -> tuple[tuple[str, str], ...]:
    """What choices are called and their values, the longest first. 其他 is never named in a title."""
    words = {
        fold(word): choice.value
        for choice in column.choices
        if choice.label not in _OTHERS
        for word in (choice.label, *choice.also)
        if len(fold(word)) > 1
    }
    return tuple(sorted(words.items(), key=lambda item: -len(item[0])))
