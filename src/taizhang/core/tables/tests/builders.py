"""Registers and workbooks for the tests, with no surprises."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
from stdnum.cn import uscc

from taizhang.core.tables.book import open_book
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.match import Match, recognise
from taizhang.core.tables.rows import TypedRow, type_rows
from taizhang.core.tables.sheet import Sheet
from taizhang.core.tables.spec import Choice, Column, Kind, Layout
from taizhang.core.tables.table import Table

CREDIT = "914403007109286" + "0" * 2
CREDIT = CREDIT + uscc.calc_check_digit(CREDIT)

ORGANIZATIONS = Layout(
    "organizations",
    "单位",
    (
        Column(
            "name", "企业名称", Kind.ORGANIZATION, ("单位名称", "企业全称"), required=True, example="甲公司"
        ),
        Column("credit_code", "统一社会信用代码", Kind.CREDIT_CODE, ("信用代码", "社会信用代码")),
        Column("region", "所属街道", Kind.REGION, ("街道", "属地")),
        Column("revenue_yuan", "营业收入", Kind.MONEY, ("营收", "主营业务收入"), unit="元"),
        Column("research_yuan", "研发费用", Kind.MONEY, ("研发投入",), unit="元"),
        Column("staff", "从业人员", Kind.INTEGER, ("职工人数", "员工数"), unit="人"),
        Column("founded", "成立日期", Kind.DATE, ("成立时间",)),
        Column("high_tech", "是否高企", Kind.YES_NO),
        Column("share", "研发占比", Kind.PERCENT),
        Column("phone", "联系电话", Kind.CODE),
        Column("area", "用地面积", Kind.NUMBER, unit="亩"),
        Column("note", "备注", Kind.LONG),
    ),
    keys=(("credit_code",), ("name", "region")),
    also=("企业名单", "企业表"),
)
PROJECTS = Layout(
    "projects",
    "科技项目",
    (
        Column("number", "项目编号", Kind.CODE, ("立项编号",), required=True),
        Column("title", "项目名称", Kind.TEXT, required=True),
        Column("organization", "承担单位", Kind.ORGANIZATION, ("牵头单位", "企业名称")),
        Column(
            "level", "项目级别", Kind.CHOICE, choices=(Choice("n", "国家级", ("国家",)), Choice("p", "省级"))
        ),
        Column("grant_yuan", "资助金额", Kind.MONEY, ("财政资金",), unit="元"),
        Column("year", "立项年度", Kind.YEAR, ("立项年份",)),
    ),
    keys=(("number",),),
    also=("项目",),
)
PATENTS = Layout(
    "patents",
    "专利",
    (
        Column("number", "专利号", Kind.CODE, required=True),
        Column("title", "专利名称"),
        Column("owner", "专利权人", Kind.ORGANIZATION),
        Column("granted", "授权日期", Kind.DATE),
    ),
    keys=(("number",),),
)
ALL = (ORGANIZATIONS, PROJECTS, PATENTS)


def workbook(
    *sheets: Sequence[Sequence[object]], merges: Sequence[str] = (), names: Sequence[str] = ()
) -> bytes:
    """An .xlsx with these rows; `merges` are for the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets):
        page = book.create_sheet(names[at] if at < len(names) else f"表{at + 1}")
        for row in rows:
            page.append(list(row))
    for area in merges:
        book.worksheets[0].merge_cells(area)
    return saved(book)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def patched(data: bytes, entry: str, old: bytes, new: bytes) -> bytes:
    """The archive with one entry's bytes replaced."""
    return rebuilt(data, {entry: lambda content: content.replace(old, new)})


def rebuilt(data: bytes, changes: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, changes[name](content) if name in changes else content)
    return buffer.getvalue()


def sheet_of(rows: Sequence[Sequence[object]], merges: Sequence[str] = (), name: str = "表1") -> Sheet:
    return open_book(workbook(rows, merges=merges, names=(name,)), "x.xlsx").sheets[0]


def tables_of(rows: Sequence[Sequence[object]], merges: Sequence[str] = (), name: str = "表1") -> list[Table]:
    return find_tables(sheet_of(rows, merges, name), ALL)


def read(rows: Sequence[Sequence[object]], merges: Sequence[str] = ()) -> tuple[Table, Match, list[TypedRow]]:
    """The first table of the rows, recognised and typed."""
    table = tables_of(rows, merges)[0]
    match = recognise(table, ALL)
    assert match.layout is not None
    return table, match, list(type_rows(table, match, match.layout))
