"""What is held on a person or a firm, line by line: for the page, and as a workbook to take away."""

import io
from collections.abc import Iterator
from typing import NamedTuple

import xlsxwriter

from taizhang.core.tables.write import write_text
from taizhang.personal import vault
from taizhang.registers.covering import look_ahead_records
from taizhang.registers.holdings import Holding
from taizhang.web.desk.facts import sources_of
from taizhang.web.values import cell_of

HEADS = (
    "台账",
    "记录",
    "核实",
    "项目",
    "内容",
    "来源",
    "登记时间",
    "改动时间",
    "目的",
    "依据",
    "记录终止后保存",
)
WIDTHS = (14, 30, 8, 18, 36, 22, 17, 17, 28, 30, 12)


class Line(NamedTuple):
    """One value of one record, where it came from, and why it is kept."""

    register: str
    record: str
    state: str
    title: str
    text: str
    source: str
    created: str
    changed: str
    purpose: str
    ground: str
    kept: str


def lines(holdings: list[Holding], *, revealed: bool) -> Iterator[Line]:
    """Every value of the records; personal ones in clear only where the answer goes to the person himself."""
    for held in holdings:
        with vault.reading():
            look_ahead_records(held.register, held.records)
            for record in held.records:
                sources = sources_of(record, held.register.fields)
                for name, column in held.register.fields.items():
                    cell = cell_of(held.register, record, name, revealed=revealed)
                    if cell.none:
                        continue
                    source = sources.get(name)
                    told = column.personal
                    yield Line(
                        held.register.title, record.title, record.get_state_display(), column.title, cell.text,
                        source.text if source else "", f"{record.created_at:%Y-%m-%d %H:%M}", f"{record.changed_at:%Y-%m-%d %H:%M}",
                        told.purpose if told else "", told.ground if told else "", f"{told.keep_years} 年" if told else "",
                    )  # fmt: skip


def workbook(title: str, found: Iterator[Line], notes: list[tuple[str, ...]]) -> bytes:
    """The lines as an .xlsx, and beside them who looked and what was taken out."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    plain, head = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    sheet = book.add_worksheet("本局掌握的信息")
    write_text(sheet, 0, 0, title, head)
    for at, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        write_text(sheet, 1, at, name, head)
        sheet.set_column(at, at, width)
    for row, line in enumerate(found, 2):
        for at, text in enumerate(line):
            write_text(sheet, row, at, text, plain)
    sheet.freeze_panes(2, 0)
    other = book.add_worksheet("查看与导出")
    other.set_column(0, 3, 26)
    for row, note in enumerate([("时间", "事情", "经手人", "原因或范围"), *notes]):
        for at, text in enumerate(note):
            write_text(other, row, at, text, plain if row else head)
    book.close()
    return out.getvalue()
