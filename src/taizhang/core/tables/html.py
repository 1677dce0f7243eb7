"""Read the .xls that many systems export: a web page with a table in it."""

from functools import partial
from html.parser import HTMLParser

from . import unreadable
from .sheet import Cell, Merge, Sheet
from .text import detect_encoding
from .unreadable import Unreadable

MAX_SPAN = 2_000
MAX_CELLS = 3_000_000


class _Tables(HTMLParser):
    """Collects the cells of all tables, one below the other, with spans as merged ranges."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Cell]] = []
        self.merges: list[Merge] = []
        self._busy: dict[tuple[int, int], bool] = {}
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table" and self.rows and self.rows[-1]:
            self.rows.append([])  # a blank row keeps two tables apart
        elif tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close()
            values = dict(attrs)
            self._span = (_span(values.get("rowspan")), _span(values.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _close(self) -> None:
        if self._text is None:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self._text).split("\n")).strip()
        self._text = None
        if not self.rows:
            self.rows.append([])
        row_no, row = len(self.rows), self.rows[-1]
        while self._busy.pop((row_no, len(row)), False):
            row.append("")
        column = len(row)
        down, across = self._span
        self._cells += down * across
        if self._cells > MAX_CELLS:
            raise Unreadable("file.bomb", unreadable.BOMB)
        row.append(text)
        row.extend([""] * (across - 1))
        if down > 1 or across > 1:
            self.merges.append(Merge(row_no, column, row_no + down - 1, column + across - 1))
            for below in range(row_no + 1, row_no + down):
                for beside in range(column, column + across):
                    self._busy[below, beside] = True


def _span(text: str | None) -> int:
    digits = (text or "1").strip()
    return max(1, min(MAX_SPAN, int(digits))) if digits.isdigit() else 1


def read_html(data: bytes, name: str) -> Sheet:
    """The tables of a web page as one sheet. Raises Unreadable when there is no cell in it."""
    parser = _Tables()
    parser.feed(data.decode(detect_encoding(data), "replace"))
    parser.close()
    rows = parser.rows
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Unreadable(
            "file.no_sheets", "这是网页文件，里面没有表格数据。请用 Excel 打开后另存为 .xlsx 再传。"
        )
    source = partial(lambda kept: ((number, list(row)) for number, row in enumerate(kept, start=1)), rows)
    width = max(len(row) for row in rows)
    merges = tuple(
        Merge(m.top, m.left, min(m.bottom, len(rows)), m.right) for m in parser.merges if m.top <= len(rows)
    )
    return Sheet(name, len(rows), width, source, merges=merges)
