"""Workbooks like the official R&D ledger summaries 研发支出辅助账汇总表, made cell by cell."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

ITEMS_2021 = ("人员人工费用", "直接投入费用", "折旧费用", "无形资产摊销", "新产品设计费等")
Row = Mapping[str, Any]
FIVE = ("personnel", "direct", "depreciation", "intangible", "design")


def row(name: str, *five: float, other: float = 0, home: float = 0, abroad: float = 0) -> dict[str, Any]:
    return {
        "name": name,
        **dict(zip(FIVE, five, strict=True)),
        "other": other,
        "home": home,
        "abroad": abroad,
    }


def form_2021(
    rows: Sequence[Row],
    *,
    year: str = "2025",
    unit: str = "元",
    total: Mapping[str, float] | None = None,
    five_off: float = 0,
    scale: float = 1,
) -> bytes:
    """The form of 2021: a head of three rows with merged cells, a row that numbers the columns, 小计 and 合计 at the end."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        page = book.add_worksheet("汇总表")
        page.merge_range(0, 0, 0, 15, "研发支出辅助账汇总表（2021版）")
        page.merge_range(
            1, 0, 1, 15, f"纳税人名称：示例公司　　所属年度：{year}年　　金额单位：{unit}（列至角分）"
        )
        for column, title in enumerate(
            ("项目编号", "项目名称", "完成情况", "支出类型", "允许加计扣除金额合计")
        ):
            page.merge_range(2, column, 3, column, title)
        for column, title in enumerate(ITEMS_2021, 5):
            page.merge_range(2, column, 3, column, title)
        page.merge_range(2, 10, 3, 10, "前五项小计")
        page.merge_range(2, 11, 2, 12, "其他相关费用及限额")
        page.merge_range(2, 13, 2, 16, "委托研发费用及限额")
        heads = ("其他相关费用合计", "经限额调整后的其他相关费用", "委托境内机构或个人进行研发活动所发生的费用",
                 "允许加计扣除的委托境内机构或个人进行研发活动所发生的费用", "委托境外机构进行研发活动所发生的费用",
                 "经限额调整后的委托境外机构进行研发活动所发生的费用")  # fmt: skip
        for column, title in enumerate(heads, 11):
            page.write(3, column, title)
        for column in range(17):
            page.write(4, column, column + 1)
        for n, told in enumerate(rows, 5):
            line(page, n, told, f"RD{n - 4:02d}", five_off, scale)
        end = 5 + len(rows)
        both = {k: sum(r[k] for r in rows) for k in (*FIVE, "other", "home", "abroad")} | dict(total or {})
        page.write(end, 0, "资本化金额小计")
        page.write(end + 1, 0, "费用化金额小计")
        line(page, end + 1, both, "费用化金额小计", five_off, scale)
        line(page, end + 2, both, "金额合计", five_off, scale)
        page.write(end + 3, 0, "法定代表人（签章）：")
    return data.getvalue()


def line(page: Any, n: int, told: Row, label: str, off: float, scale: float) -> None:
    five = sum(told[name] for name in FIVE)
    page.write(n, 0, label)
    page.write(n, 1, told.get("name", ""))
    page.write(n, 4, (five + told["other"] + told["home"] * 0.8 + told["abroad"] * 0.8) * scale)
    for column, name in enumerate(FIVE, 5):
        value = told[name]
        page.write(n, column, value * scale if isinstance(value, int | float) else value)
    page.write(n, 10, (five + off) * scale)
    for column, value in enumerate(
        (
            told["other"],
            told["other"],
            told["home"],
            told["home"] * 0.8,
            told["abroad"],
            told["abroad"] * 0.8,
        ),
        11,
    ):
        page.write(n, column, value * scale)


def form_2015(rows: Sequence[Row]) -> bytes:
    """The form of 2015: all that was commissioned in one column, of that abroad in the next."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.add_worksheet("填表说明").write(0, 0, "本表按研发项目汇总填列")
        page = book.add_worksheet("“研发支出”辅助账汇总表")
        page.write(0, 0, "“研发支出”辅助账汇总表")
        page.write(1, 0, "金额单位：元")
        heads = ("项目编号", "项目名称", "完成情况", "支出类型", "人员人工费用", "直接投入费用", "折旧费用", "无形资产摊销",
                 "新产品设计费、新工艺规程制定费、新药研制的临床试验费、勘探开发技术的现场试验费", "其他相关费用",
                 "委托外部机构或个人进行研发活动所发生的费用", "其中：委托境外进行研发活动所发生的费用")  # fmt: skip
        for column, title in enumerate(heads):
            page.write(2, column, title)
        total: dict[str, float] = {}
        for n, told in enumerate(rows, 3):
            page.write(n, 0, f"2015-{n}")
            page.write(n, 1, told["name"])
            values = [*(told[k] for k in FIVE), told["other"], told["home"] + told["abroad"], told["abroad"]]
            for column, value in enumerate(values, 4):
                page.write_string(n, column, f"{value:,.2f}")  # as WPS leaves it: numbers kept as text
                total[column] = total.get(column, 0) + value  # type: ignore[index, call-overload]
        page.write(3 + len(rows), 0, "合计")
        for column, value in total.items():
            page.write(3 + len(rows), int(column), value)
    return data.getvalue()


def plain(cells: Sequence[Sequence[Any]]) -> bytes:
    """Any cells."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        page = book.add_worksheet("表")
        for n, told in enumerate(cells):
            page.write_row(n, 0, told)
    return data.getvalue()
