"""A list that a page worked out (not the rows of a register) as a workbook, with its line in the journal 导出名单."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.core.tables.write import Styles, sheet_name, write_text
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Contents, Note, write
from taizhang.registers.export import LIMIT

TOP = 3  # rows above the first line


@dataclass(frozen=True)
class Head:
    """A column: its title and its width in characters."""

    title: str
    width: int


def export_list(
    *, title: str, note: str, heads: Sequence[Head], rows: Sequence[Sequence[str]], register: str, asked: Contents,
    author: Author,
) -> bytes:  # fmt: skip
    """The list as .xlsx, every cell as text, and a line in the journal saying who took how many and which.

    `register` is the one whose records the lines are about. Raises Refused above the limit.
    """
    if len(rows) > LIMIT:
        raise Refused(f"一次最多导出 {LIMIT:,} 行，这里有 {len(rows):,} 行。请先按镇街、领域等条件缩小范围。")
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    look, sheet = Styles(book), book.add_worksheet(sheet_name(title))
    heading = book.add_format({"bold": True, "font_size": 14})
    write_text(sheet, 0, 0, title, heading)
    write_text(sheet, 1, 0, note, book.add_format({"font_color": "#666666"}))
    for at, head in enumerate(heads):
        write_text(sheet, TOP - 1, at, head.title, look.header)
        sheet.set_column(at, at, head.width)
    for row, cells in enumerate(rows, TOP):
        for at, text in enumerate(cells):
            write_text(sheet, row, at, text, look.text)
    sheet.freeze_panes(TOP, 1)
    book.close()
    with transaction.atomic():  # only now: working the list out keeps no writer waiting
        write(
            author,
            Note(
                Event.ROWS_EXPORTED,
                register,
                title=f"{title} {len(rows):,} 行",
                after={"rows": len(rows), **asked},
            ),
        )
    return buffer.getvalue()
