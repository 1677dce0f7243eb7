"""The evidence workbook of a report 数字佐证表: a sheet for each figure, formulas and rows linked both ways.

It is written from what a freeze keeps; for a draft, from what a freeze would keep now.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils import timezone

from taizhang.core.tables.write import sheet_name, write_text
from taizhang.indicators.figure import Figure, Kind
from taizhang.reports.content import MARK
from taizhang.reports.evidence_sheet import CONTENTS, Look, Sheet, write_sheet
from taizhang.reports.keeping import Say, everything
from taizhang.reports.kept import figure_from
from taizhang.reports.models import Freeze, Report
from taizhang.reports.origins import Origins
from taizhang.reports.signed import load

HEADS = ("序号", "数字", "报告中写作", "单位", "来历", "期间", "行数", "待核", "核实", "所在部分")
WIDTHS = (6, 34, 14, 8, 8, 20, 8, 8, 14, 44)


def workbook(of: Report | Freeze, say: Say = lambda phase, done, total: None) -> bytes:
    """The workbook of a freeze, of a signed report (its newest freeze), or of a draft as it stands now."""
    freeze = of if isinstance(of, Freeze) else of.freezes.order_by("-number").first()
    if isinstance(of, Report) and not of.signed:
        freeze = None
    report = of.report if isinstance(of, Freeze) else of
    held = everything(report, say) if freeze is None else load(freeze)
    return written(Evidence(held, report, freeze), say)


@dataclass
class Evidence:
    """What the workbook shows: the kept figures as sheets, in the order of the report, then what formulas read."""

    held: dict[str, Any]
    report: Report
    freeze: Freeze | None
    sheets: list[Sheet] = field(default_factory=list)

    def __post_init__(self) -> None:
        kept, placed = self.held["figures"], places(self.held["report"])
        known: dict[str, Sheet] = {}
        printed = self.held["report"]["figures"]
        for key in (key for key in placed if key in kept):
            figure = figure_from(kept[key]["figure"])
            text = printed.get(key, {}).get("text", "") or figure.text
            name = kept[key]["name"] or figure.name
            sheet = Sheet(figure, name, key, printed=text, unit=kept[key]["unit"], places=placed[key])
            sheet.manual, sheet.verified = kept[key]["manual"], kept[key]["verified"]
            self.sheets.append(sheet)
            known.setdefault(identity(figure), sheet)
        for sheet in list(self.sheets):
            each = kept[sheet.key]
            self._fill(sheet, each["formulas"], iter(each["leaves"]), known)
        names: set[str] = set()
        for sheet in self.sheets:
            sheet.tab = _unused(sheet, names)

    def _fill(
        self, sheet: Sheet, told: list[Any], leaves: Iterator[dict[str, Any]], known: dict[str, Sheet]
    ) -> None:
        """Tie a sheet to its rows, or to the sheets of its operands, which are made where there are none yet."""
        figure, again = sheet.figure, sheet.filled
        sheet.filled = True
        if not figure.operands:
            leaf = next(leaves)
            sheet.leaf = sheet.leaf or leaf
            return
        sheet.formula = told[0]
        for operand, inner in zip(figure.operands, told[1], strict=True):
            below = known.get(identity(operand))
            if below is None:
                below = known[identity(operand)] = Sheet(operand, operand.name, unit=operand.unit)
                self.sheets.append(below)
            if not again:
                sheet.operands.append(below)
                below.used_by.append(sheet)
            self._fill(below, inner, leaves, known)

    @property
    def title(self) -> str:
        return f"{self.report.title} 数字佐证表"


def places(report: dict[str, Any]) -> dict[str, list[str]]:
    """The figures of a kept report in order, each with the headings under which it stands."""
    found: dict[str, list[str]] = {}
    heading = ""
    for paragraph in report["paragraphs"]:
        if paragraph["level"]:
            heading = paragraph["text"]
        cells = [cell for row in (paragraph["data"] or {}).get("rows", ()) for cell in row]
        for key in (key for text in (paragraph["body"], *cells) for key in MARK.findall(text)):
            where = found.setdefault(key, [])
            if heading and heading not in where:
                where.append(heading)
    return found


def identity(figure: Figure) -> str:
    """What makes two figures the same one: how it is reckoned, for when and where."""
    return repr(
        (figure.expression, figure.definition, figure.period, figure.region_id, figure.kind, figure.record_id)
    )


def _unused(sheet: Sheet, names: set[str]) -> str:
    """A name for the tab that no other has (the case of letters does not count in Excel)."""
    wanted = sheet_name(f"{sheet.key} {sheet.name}".strip().replace("'", "’"))
    name, at = wanted, 2
    while name.lower() in names | {CONTENTS}:
        name, at = f"{wanted[: 30 - len(str(at))]}~{at}", at + 1
    names.add(name.lower())
    return name


def written(evidence: Evidence, say: Say) -> bytes:
    """The workbook as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    made = evidence.freeze.at if evidence.freeze else timezone.now()
    book.set_properties({"title": evidence.title, "created": made.replace(tzinfo=None)})
    look = Look(book)
    first = book.add_worksheet(CONTENTS)
    pages = [(book.add_worksheet(sheet.tab), sheet) for sheet in evidence.sheets]
    write_contents(first, look, evidence, made)
    tables = evidence.held["rows"]
    rows = (row["sources"] for table in tables.values() for row in table["rows"].values())
    origins = Origins(evidence.report.bureau_id, rows)
    for at, (page, sheet) in enumerate(pages, 1):
        say("写佐证表", at, len(pages))
        write_sheet(page, look, sheet, tables, origins)
    book.close()
    return buffer.getvalue()


def write_contents(page: Any, look: Look, evidence: Evidence, made: datetime) -> None:
    """The first sheet: what was signed or drawn and when, then every figure with a link to its sheet."""
    for at, width in enumerate(WIDTHS):
        page.set_column(at, at, width)
    write_text(page, 0, 0, evidence.title, look.heading)
    for at, line in enumerate(said(evidence, made), 1):
        write_text(page, at, 0, line, look.plain)
    top = 7
    for at, head in enumerate(HEADS):
        write_text(page, top, at, head, look.header)
    for at, sheet in enumerate(evidence.sheets, 1):
        figure, verified = sheet.figure, sheet.verified or {}
        page.write_number(top + at, 0, at, look.whole)
        page.write_url(top + at, 1, f"internal:{sheet.ref}!A1", look.link, sheet.name[:250])
        where = "；".join(sheet.places) or "算式用到：" + "、".join(s.name for s in sheet.used_by)
        cells = (
            sheet.printed or figure.text, sheet.unit, figure.kind.label, figure.period.words, figure.count,
            figure.all_provisional, verified.get("by", ""), where,
        )  # fmt: skip
        for column, cell in enumerate(cells, 2):
            if not isinstance(cell, int):
                write_text(page, top + at, column, cell, look.text)
            elif figure.kind != Kind.MANUAL and not figure.operands:
                page.write_number(top + at, column, cell, look.whole)
    page.freeze_panes(top + 1, 2)
    page.autofilter(top, 0, top + len(evidence.sheets), len(HEADS) - 1)


def said(evidence: Evidence, made: datetime) -> list[str]:
    """What holds for the whole workbook, line by line."""
    report, journal, freeze = evidence.report, evidence.held["journal"], evidence.freeze
    day = report.as_of
    lines = [f"科技局：{report.bureau.name}", f"台账：{f'截至 {day} 的台账' if day else '取数当时的台账'}"]
    when = f"{timezone.localtime(made):%Y-%m-%d %H:%M}"
    if freeze is None:
        return [*lines, f"草稿，取数时间：{when}。签发后数字才定下来。"]
    lines.append(f"签发：{freeze.manifest['signed_by']}，{when}")
    lines.append(f"签发存证摘要（SHA-256）：{freeze.digest}")
    return [*lines, f"{timezone.localdate(freeze.at)} 日志链：第 {journal['seq']} 节，{journal['hash']}"]
