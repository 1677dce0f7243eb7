"""A table of a paper: as wide as the type area, columns by what they hold, widths in w:tblGrid (else WPS shows none)."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from taizhang.core.papers import layout, styles
from taizhang.core.papers.markup import paragraph, run
from taizhang.core.papers.paper import Figure, Run, Table

Cell = Run | tuple[Run, ...]
_NARROWEST, _WIDEST = Decimal(4), Decimal(24)  # characters that a column asks for
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table(table: Table, written: Callable[[Iterable[Run]], str]) -> str:
    """The caption above, the table, and a gap that keeps two tables from growing together."""
    caption = paragraph(styles.TABLE_CAPTION, run(table.caption)) if table.caption else ""
    columns = max([len(table.head), *(len(row) for row in table.rows)])
    if not columns:
        return caption
    widths = _widths([table.head, *table.rows], columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(table.head, widths, styles.TABLE_HEAD, "<w:tblHeader/>", written) if table.head else ""
    rows = "".join(_row(row, widths, styles.TABLE, "", written) for row in table.rows)
    return (
        f'{caption}<w:tbl><w:tblPr><w:tblW w:w="{layout.WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>{paragraph(styles.GAP, '')}"
    )


def runs(cell: Cell) -> tuple[Run, ...]:
    """What a cell holds, as runs."""
    return cell if isinstance(cell, tuple) else (cell,)


def _row(
    row: tuple[Cell, ...], widths: list[int], style: str, properties: str, written: Callable[[Iterable[Run]], str]
) -> str:  # fmt: skip
    cells = [*row, *("" for _ in range(len(widths) - len(row)))]
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, written(runs(cell)))}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    height = '<w:trHeight w:val="400" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{properties}</w:trPr>{inner}</w:tr>"


def _widths(rows: list[tuple[Cell, ...]], columns: int) -> list[int]:
    """In twips, together the type area: each column in proportion to its longest line."""
    wanted = [_NARROWEST] * columns
    for row in rows:
        for at, cell in enumerate(row):
            text = "".join(each.text if isinstance(each, Figure) else each for each in runs(cell))
            longest = max((layout.in_characters(line) + 1 for line in text.splitlines()), default=_NARROWEST)
            wanted[at] = max(wanted[at], min(longest, _WIDEST))
    whole = sum(wanted, Decimal(0))
    ends = [int(sum(wanted[: at + 1], Decimal(0)) / whole * layout.WIDTH) for at in range(columns)]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
