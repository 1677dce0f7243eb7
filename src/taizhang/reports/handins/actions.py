"""Uploading a layout, tying its cells, filling it, handing it in 报送."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.periods import Period
from taizhang.core.standing import must_stand
from taizhang.files.actions import tidy_name
from taizhang.files.store import keep
from taizhang.indicators.checking import check_refs
from taizhang.indicators.figures import Figures
from taizhang.indicators.queries import indicators
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.regions.models import Region
from taizhang.reports.handins.filling import Filling, asked
from taizhang.reports.handins.heads import convertible, is_total, region_of
from taizhang.reports.handins.models import CellTie, HandIn, Layout
from taizhang.reports.handins.queries import content_of, ties_of, workbook_of
from taizhang.reports.handins.sheets import Page, filled, lacking, opened, place, written

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACE = "handins"  # what stands in the journal's place for a register


def add_layout(
    content: bytes,
    *,
    file_name: str,
    name: str,
    superior: str,
    every: str,
    due_days: int,
    bureau: Bureau,
    author: Author,
) -> Layout:
    """Keep a superior's workbook as a layout 上传表样. Refused when it is no .xlsx that can be filled."""
    file_name = tidy_name(file_name)
    opened(content, file_name)
    file = keep(content, XLSX)
    with transaction.atomic():
        if Layout.objects.filter(bureau=bureau, name=name, ended_at=None).exists():
            raise Refused(f"已有名叫“{name}”的报送表。请换个名字，或在那张表里更换表样。")
        layout = Layout.objects.create(
            bureau=bureau, name=name, superior=superior, every=every, due_days=due_days, file=file, file_name=file_name,
            by=author.user,
        )  # fmt: skip
        write(author, Note(Event.LAYOUT_ADDED, PLACE, layout.pk, name, None, told(layout)))
    return layout


def change_layout(
    layout: Layout, *, name: str, superior: str, every: str, due_days: int, author: Author,
    content: bytes | None = None, file_name: str = "", version: str | None = None,
) -> Layout:  # fmt: skip
    """Change a layout's data, or its workbook for a newer edition 更换表样; ties stay, `queries.troubles` names those lost.

    Raises Moved when it is no longer as the person saw it at `version`.
    """
    if content is not None:
        file_name = tidy_name(file_name)
        opened(content, file_name)
    file = keep(content, XLSX) if content is not None else None
    with transaction.atomic():
        held = Layout.objects.select_for_update().get(pk=layout.pk)
        must_stand(told(held), version)
        if Layout.objects.filter(bureau=held.bureau, name=name, ended_at=None).exclude(pk=held.pk).exists():
            raise Refused(f"已有名叫“{name}”的报送表。请换个名字。")
        before = told(held)
        held.name, held.superior, held.every, held.due_days = name, superior, every, due_days
        if file is not None:
            held.file, held.file_name = file, file_name
        held.save()
        write(author, Note(Event.LAYOUT_CHANGED, PLACE, held.pk, name, before, told(held)))
    return held


@transaction.atomic
def end_layout(layout: Layout, *, author: Author) -> None:
    """End a layout 停用: its hand-ins stay. Refused when it is ended already."""
    moved = Layout.objects.filter(pk=layout.pk, ended_at=None).update(ended_at=timezone.now())
    if not moved:
        raise Refused("这张报送表已经停用了。")
    write(author, Note(Event.LAYOUT_CHANGED, PLACE, layout.pk, layout.name, {"停用": False}, {"停用": True}))


def told(layout: Layout) -> dict[str, Any]:
    """A layout as the journal tells it."""
    return {
        "name": layout.name, "superior": layout.superior, "every": layout.every, "due_days": layout.due_days,
        "file": layout.file_name, "sha256": layout.file.sha256,
    }  # fmt: skip


def tie_cell(
    layout: Layout, *, sheet: str, cell: str, expression: str, rule: str, unit: str, decimals: int | None,
    region: Region | None, over_formula: bool, author: Author, version: str | None = None,
) -> CellTie:  # fmt: skip
    """Tie a cell to a figure 关联. `unit` "" and `decimals` None: the indicator's own.

    Refused when the cell is not there or holds a formula (unless `over_formula`), the expression cannot be understood,
    its unit cannot be told in the one wanted, or a target is asked of a formula. Raises Moved
    when the cell is no longer tied as the person saw it at `version`.
    """
    require_open(layout)
    cell = cell.upper()
    workbook = workbook_of(layout)
    if sentence := lacking(workbook, sheet, cell):
        raise Refused(sentence)
    page = Page(workbook[sheet])
    content = written(workbook[sheet][cell])
    if content.startswith("=") and not over_formula:
        raise Refused(f"{cell} 是公式 {content[:40]}，填数会盖掉它。要盖掉请勾选“盖掉公式”，否则请换一格。")
    own, places = printed_as(layout.bureau, expression, rule)
    unit = unit or own
    if not convertible(own, unit):
        raise Refused(f"这个指标的单位是“{own or '无'}”，不能换算成“{unit}”。请改单位，或换一个指标。")
    values = {
        "expression": expression, "rule": rule, "region": region, "unit": unit, "over_formula": over_formula, "by": author.user,
        "decimals": places if decimals is None else decimals, "heads": page.heads(*place(cell)).text,
    }  # fmt: skip
    return kept(layout, sheet, cell, values, author, version)


def printed_as(bureau: Bureau, expression: str, rule: str) -> tuple[str, int]:
    """(unit, decimals) of an expression. Raises Refused when it cannot be understood or names what is not there."""
    node = formula.parse(expression)
    known = indicators(bureau)
    check_refs(node, known)
    if rule == CellTie.Rule.TARGET and not (isinstance(node, formula.Ref) and not node.shift):
        raise Refused("目标只能取一个指标的目标，不能取算式的。请选一个指标，或把“取哪一期”改成本期。")
    wanted, period = asked(expression, rule, Period.parse("2000"))
    figure = Figures(bureau, catalogue=known).figure(wanted, period)
    return figure.unit, figure.decimals


@transaction.atomic
def kept(
    layout: Layout, sheet: str, cell: str, values: dict[str, Any], author: Author, version: str | None
) -> CellTie:
    """Keep what a cell is tied to, with the journal row of before and after."""
    Layout.objects.select_for_update().get(pk=layout.pk)
    before = layout.ties.filter(sheet=sheet, cell=cell).first()
    must_stand(told_tie(before), version)
    tie, _ = CellTie.objects.update_or_create(layout=layout, sheet=sheet, cell=cell, defaults=values)
    title = f"{layout.name} {tie}"
    was = {"expression": before.expression, "rule": before.rule, "unit": before.unit} if before else None
    now = {"expression": tie.expression, "rule": tie.rule, "unit": tie.unit, "region": tie.region_id}
    write(author, Note(Event.CELL_TIED, PLACE, layout.pk, title, was, now))
    return tie


def told_tie(tie: CellTie | None) -> dict[str, Any] | None:
    """What a cell is tied to; None for one that is not."""
    if tie is None:
        return None
    return {
        "expression": tie.expression, "rule": tie.rule, "unit": tie.unit, "decimals": tie.decimals, "region": tie.region_id,
        "over_formula": tie.over_formula,
    }  # fmt: skip


@transaction.atomic
def untie_cell(tie: CellTie, *, author: Author) -> None:
    """Untie a cell 解除关联; what was handed in keeps its numbers."""
    was = {"expression": tie.expression, "rule": tie.rule, "unit": tie.unit}
    write(
        author,
        Note(Event.CELL_TIED, PLACE, tie.layout_id, f"{tie.layout.name} {tie}", was, {"expression": ""}),
    )
    tie.delete()


def fill_down(tie: CellTie, *, author: Author) -> int:
    """Tie the cells below like this one, each with the region that its row names 按镇街往下填. How many were tied.

    Rows that name no region, and cells with a formula, are left alone; a total row takes the whole bureau.
    Refused when no row below names a region of the bureau.
    """
    layout = tie.layout
    require_open(layout)
    page = Page(workbook_of(layout)[tie.sheet])
    inside = list(
        Region.objects.filter(path__startswith=layout.bureau.region.path).exclude(pk=layout.bureau.region_id)
    )
    first, column = place(tie.cell)
    found: dict[int, Region | None] = {}
    for row in range(first, page.rows + 1):
        heads = page.heads(row, column)
        region = region_of(heads, inside)
        cell = page.sheet.cell(row, column)
        formula_there = written(cell).startswith("=") and row != first
        if (region or is_total(heads)) and not formula_there and not lacking_here(page, cell.coordinate):
            found[row] = region
    if not any(found.values()):
        raise Refused(f"{tie.cell} 往下各行没有写着本局的镇街名，不能往下填。请逐格关联，或核对镇街名称。")
    with transaction.atomic():
        for row, region in found.items():
            at = page.sheet.cell(row, column).coordinate
            values = {
                "expression": tie.expression, "rule": tie.rule, "unit": tie.unit, "decimals": tie.decimals, "by": author.user,
                "region": region, "over_formula": tie.over_formula and at == tie.cell, "heads": page.heads(row, column).text,
            }  # fmt: skip
            CellTie.objects.update_or_create(layout=layout, sheet=tie.sheet, cell=at, defaults=values)
        after = {"expression": tie.expression, "cells": len(found)}
        write(author, Note(Event.CELL_TIED, PLACE, layout.pk, f"{layout.name} {tie} 往下", None, after))
    return len(found)


def lacking_here(page: Page, cell: str) -> bool:
    return type(page.sheet[cell]).__name__ == "MergedCell"


def fill(layout: Layout, *, period: Period, author: Author) -> HandIn:
    """Fill a layout for a period 填表. The newest filling that is not handed in is made anew; else the next number.

    Refused when no cell is tied, or the workbook cannot be read any more.
    """
    require_open(layout)
    ties = ties_of(layout)
    if not ties:
        raise Refused("这张表还没有关联任何单元格，没有可填的。请先在表样里点选要填的格子。")
    content = content_of(layout)
    filling = Filling(layout.bureau, ties, period, opened(content, layout.file_name))
    file = keep(filled(content, layout.file_name, filling.numbers), XLSX)
    name = f"{layout.file_name.rpartition('.')[0] or layout.name}（{period.words}）.xlsx"
    with transaction.atomic():
        Layout.objects.select_for_update().get(pk=layout.pk)
        newest = layout.handins.filter(period=period.text).order_by("-number").first()
        number = 1 if newest is None else newest.number + bool(newest.handed_on)
        values = {"values": filling.data(), "file": file, "file_name": name, "by": author.user}
        handin, _ = HandIn.objects.update_or_create(
            layout=layout, period=period.text, number=number, defaults=values
        )
        after = {"period": period.text, "number": number, "sha256": file.sha256, "cells": len(filling.cells)}
        write(author, Note(Event.HANDIN_FILLED, PLACE, layout.pk, str(handin), None, after))
    return handin


@transaction.atomic
def hand_in(handin: HandIn, *, on: date, author: Author) -> None:
    """Mark a filling as handed in 已报出; it does not change any more. Refused when it is already, or for a day to come."""
    if on > timezone.localdate():
        raise Refused(f"报出日期 {on} 还没有到。请填实际报出的那一天。")
    moved = HandIn.objects.filter(pk=handin.pk, handed_on=None).update(handed_on=on, handed_by=author.user)
    if not moved:
        raise Refused("这一次已经记为报出了。数字变了请重新填表，会另存为更正报送。")
    after = {"period": handin.period, "number": handin.number, "on": str(on), "sha256": handin.file.sha256}
    write(author, Note(Event.HANDED_IN, PLACE, handin.layout_id, str(handin), None, after))


def require_open(layout: Layout) -> None:
    """Refused for a table that was ended."""
    if layout.ended_at is not None:
        raise Refused(f"报送表“{layout.name}”已停用。需要时请重新上传表样。")
