"""Every indicator that can be divided, by the regions below a bureau, for a period and the same one of the years before 分区划总表."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from taizhang.accounts.models import Bureau
from taizhang.core.figures.rounding import rounded
from taizhang.core.periods import Period
from taizhang.core.tables.write import Styles, sheet_name, write_text
from taizhang.indicators.by_region import ADDED_UP, below
from taizhang.indicators.checking import MOST_DECIMALS
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures, prepare
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.many import Many
from taizhang.indicators.queries import indicators
from taizhang.regions.models import Region

YEARS = 3
HEAD = ("领域", "指标", "单位", "全部")
WIDTHS = (18, 36, 8, 13)
TOP = 3  # rows above the first line
NOTE = "只计已核实的记录；按区划代码排列，不排名次。各区划之和与全部之差，是没有写明区划的记录。"


@dataclass(frozen=True)
class Line:
    """An indicator with its figure of the whole bureau, and of each region in order."""

    indicator: Indicator
    whole: Figure
    parts: tuple[Figure, ...]


@dataclass(frozen=True)
class Page:
    """One period."""

    period: Period
    regions: list[Region]
    lines: list[Line]


def pages(bureau: Bureau, period: Period) -> list[Page]:
    """The period and the same one of the years before; what has no value in any of them is left out."""
    catalogue, regions, ledger = indicators(bureau), below(bureau), Many(bureau)
    desks = [Figures(bureau, region=r, catalogue=catalogue, ledger=ledger) for r in (None, *regions)]
    divided = [i for i in catalogue.values() if divides(i)]
    periods = [period]
    while len(periods) < YEARS:
        periods.append(periods[-1].year_before())
    prepare((desk, i.code, at) for desk in desks for i in divided for at in periods)
    codes = [i.code for i in divided]
    held = {}
    for at in periods:
        figures = zip(*(desk.figures(codes, at) for desk in desks), strict=True)
        held[at] = [Line(i, whole, tuple(parts)) for i, (whole, *parts) in zip(divided, figures, strict=True)]
    said = {line.indicator.code for lines in held.values() for line in lines if line.whole.value}
    return [
        Page(at, regions, [line for line in lines if line.indicator.code in said])
        for at, lines in held.items()
    ]


def divides(indicator: Indicator) -> bool:
    """Whether an indicator says something of a part of the bureau: what others told of the whole does not."""
    return indicator.definition is None or indicator.definition.how.kind in ADDED_UP


def workbook(bureau: Bureau, period: Period) -> bytes:
    """The table as .xlsx, a sheet for each period; numbers rounded as the indicator is printed, — where there is none."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    look = Look(book)
    for page in pages(bureau, period):
        write_page(book.add_worksheet(sheet_name(page.period.words)), look, page, bureau)
    book.close()
    return buffer.getvalue()


class Look(Styles):
    """The cell formats of the table."""

    def __init__(self, book: Any) -> None:
        super().__init__(book)
        cell = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "align": "right"}
        self.heading = book.add_format({"bold": True, "font_size": 14})
        self.note = book.add_format({"font_color": "#666666"})
        self.dash = book.add_format(cell)
        self.numbers = [
            book.add_format(cell | {"num_format": "#,##0" + (f".{'0' * n}" if n else "")})
            for n in range(MOST_DECIMALS + 1)
        ]


def write_page(sheet: Any, look: Look, page: Page, bureau: Bureau) -> None:
    """One period: a line for each indicator, a column for each region."""
    write_text(sheet, 0, 0, f"{bureau.name} {page.period.words}各项指标分区划", look.heading)
    write_text(sheet, 1, 0, NOTE, look.note)
    for at, title in enumerate([*HEAD, *(region.name for region in page.regions)]):
        write_text(sheet, TOP - 1, at, title, look.header)
    for row, line in enumerate(page.lines, TOP):
        for at, text in enumerate((line.indicator.area, line.whole.name, line.whole.unit)):
            write_text(sheet, row, at, text, look.text)
        for at, figure in enumerate((line.whole, *line.parts), len(HEAD) - 1):
            if figure.value is None:
                write_text(sheet, row, at, "—", look.dash)
            else:
                number = float(rounded(figure.value, figure.decimals))
                sheet.write_number(row, at, number, look.numbers[min(figure.decimals, MOST_DECIMALS)])
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_column(len(HEAD), len(HEAD) + len(page.regions), WIDTHS[-1])
    sheet.freeze_panes(TOP, len(HEAD))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP - 1)
