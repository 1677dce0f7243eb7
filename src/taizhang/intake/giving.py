"""Values that every row of a sheet has, given by a person: 整表取值."""

from taizhang.core.decisions import Refused, Severity
from taizhang.core.tables.match import ColumnMatch
from taizhang.core.tables.rows import TypedRow, parser_for, type_cell
from taizhang.core.tables.table import TableColumn
from taizhang.intake.models import Sheet
from taizhang.intake.places import reach_of
from taizhang.intake.rematching import follow_columns, table_of
from taizhang.intake.resolving import Known, Resolver
from taizhang.registers.declaration import CODE_SUFFIX, Register

LONGEST = 500


def give(sheet: Sheet, register: Register, name: str, text: str) -> None:
    """Note a value for every row on the sheet (not saved); "" drops it. Refused in words when it cannot be one."""
    text = " ".join(text.replace("\x00", "").split())
    column = next((c for c in register.layout.columns if c.name == name), None)
    if column is None:
        raise Refused(f"“{register.title}”里没有这个字段，请从列表里选。")
    if held := sheet.column_of(name):
        raise Refused(
            f"“{column.title}”已经对到 {held['letter']} 列。要整表取一个值，请先把那一列改为“不导入”。"
        )
    if len(text) > LONGEST:
        raise Refused(f"“{column.title}”最多 {LONGEST} 个字，请改短。")
    sheet.given = {**sheet.given, name: {"text": text, "from": "person"}}
    if text:
        check(sheet, register, name, text)
    follow_columns(sheet, register.layout)


def check(sheet: Sheet, register: Register, name: str, text: str) -> None:
    """Raises Refused with what is wrong and what to do, unless the text is a value that the ledger takes."""
    column = register.layout.column(name)
    nowhere = ColumnMatch(TableColumn(-1, ""), name, 1.0, "")
    value, issue = type_cell(column, text, parser_for(column, nowhere, table_of(sheet)))
    if issue is not None and issue.severity is Severity.ERROR:
        raise Refused(issue.message + issue.fix)
    if value is None:
        raise Refused(f"“{text}”不是一个值。要去掉“{column.title}”的整表取值，请留空。")
    if name.endswith(CODE_SUFFIX):
        return
    row = Resolver(Known(reach_of(sheet.batch)), register, sheet).resolve(
        TypedRow(0, {name: value}, {}, (), "")
    )
    if name not in row.values:
        raise Refused(
            next(
                (p.message.replace("，这一格不导入", "") + p.fix for p in row.problems),
                f"“{text}”不能用作“{column.title}”。",
            )
        )
