"""What a person decides on the page, before a batch is accepted 对列、改值、认重复."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.intake import jobs
from taizhang.intake.giving import give
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.intake.rematching import follow_columns, matched_as
from taizhang.intake.retyping import AT_ONCE, judge_again, keep_rows, retype_sheet
from taizhang.intake.tallies import recount
from taizhang.registers.declaration import registers

LONGEST = 2000
BULK = 2000
BY_PERSON = "人工指定"


@dataclass(frozen=True)
class Taken:
    """How many cells took over a suggestion, and which rows; `untake` with these undoes it."""

    count: int
    rows: tuple[int, ...]


# Sheets and columns.


def set_register(sheet: Sheet, register_name: str) -> None:
    """Say which register a table belongs to ("" for none); its columns are matched anew. Refused once rows went in."""
    check_untouched(sheet)
    if register_name and register_name not in registers():
        raise Refused("没有这本台账，请从列表里选。")
    if register_name and registers()[register_name].by_program:
        raise Refused(registers()[register_name].by_program)
    sheet.register = register_name
    sheet.columns = matched_as(sheet, registers()[register_name].layout) if register_name else [
        {**c, "field": "", "confidence": 0, "reason": "", "doubtful": False} for c in sheet.columns
    ]  # fmt: skip
    sheet.included = bool(register_name)
    sheet.sentence = "" if register_name else "这张表不导入。"
    sheet.confidence = 1.0 if register_name else 0.0
    sheet.problems = [p for p in sheet.problems if not p["code"].startswith(("table.not", "match."))]
    sheet.given = {}
    if register_name:
        follow_columns(sheet, registers()[register_name].layout)
    save_sheet(sheet)


def set_column(sheet: Sheet, letter: str, field: str | None = None, unit: str | None = None) -> None:
    """Say what a column means ("" for 不导入) or in which unit it stands; the sheet is typed anew.

    A field that another column had is taken from it. Refused when the register has no such field.
    """
    check_untouched(sheet)
    register = registers().get(sheet.register)
    if register is None:
        raise Refused("请先选定这张表属于哪本台账，再对列。")
    names = {c.name for c in register.layout.columns}
    if field and field not in names:
        raise Refused(f"“{register.title}”里没有这个字段，请从列表里选。")
    columns = []
    for column in sheet.columns:
        column = dict(column)
        if column["letter"] == letter:
            if field is not None:
                column |= {
                    "field": field,
                    "confidence": 1.0 if field else 0.0,
                    "reason": BY_PERSON,
                    "doubtful": False,
                }
            if unit is not None:
                column |= {"unit": unit.strip()[:20], "doubtful": False}
        elif field and column["field"] == field:
            column |= {"field": "", "confidence": 0.0, "reason": "", "doubtful": False}
        columns.append(column)
    sheet.columns = columns
    follow_columns(sheet, register.layout)
    save_sheet(sheet)


def set_given(sheet: Sheet, field: str, text: str) -> None:
    """Give every row of a sheet a value for a field without a column ("" drops it) 整表取值; typed anew.

    Refused in words when the field has a column, or the text is no value of that field.
    """
    check_untouched(sheet)
    register = registers().get(sheet.register)
    if register is None:
        raise Refused("请先选定这张表属于哪本台账，再填整表取值。")
    give(sheet, register, field, text)
    save_sheet(sheet)


def include_sheet(sheet: Sheet, included: bool) -> None:
    """Import a table, or leave it out."""
    jobs.check_free(sheet.batch)
    if included and not sheet.register:
        raise Refused("请先选定这张表属于哪本台账。")
    sheet.included = included
    save_sheet(sheet)


def save_sheet(sheet: Sheet) -> None:
    """Keep a sheet's new reading and type its rows anew; a large one in a job."""
    if sheet.tally.get("data", 0) <= AT_ONCE:
        with transaction.atomic():
            sheet.save()
            retype_sheet(sheet)
        return
    batch = sheet.batch
    pk, outcome = sheet.pk, {**batch.outcome, "retyping": sheet.pk}
    with transaction.atomic():
        free = (Batch.State.CHECKED, Batch.State.ACCEPTED)
        if not jobs.begin(batch, free, Batch.State.READING, outcome=outcome):
            raise Refused("这一批正在处理，没有改。请等它完成，刷新页面后再改。")
        sheet.save()
        from taizhang.intake.tasks import retype_sheet as job

        transaction.on_commit(lambda: job.enqueue(pk))


def check_untouched(sheet: Sheet) -> None:
    """A sheet of which rows have gone in keeps its reading."""
    jobs.check_free(sheet.batch)
    if sheet.rows.filter(applied=True).exists():
        raise Refused("这张表已有行导入，不能再改对列。请先撤销这一批，改好后再导入。")


# Cells.


def fix_cell(row: Row, letter: str, text: str) -> Row:
    """Type something else into a cell; the row is typed and compared anew. "" empties the cell."""
    check_open(row)
    position(row, letter)
    row.edits = {**row.edits, letter: text.replace("\x00", "")[:LONGEST]}
    return judged(row)


def clear_cell(row: Row, letter: str) -> Row:
    """Back to what the file says in that cell."""
    check_open(row)
    row.edits = {at: text for at, text in row.edits.items() if at != letter}
    return judged(row)


def take_suggestion(row: Row, letter: str) -> Row:
    """Take over what is suggested for a cell. Refused when nothing is."""
    for problem in row.problems:
        if problem["column"] == letter and problem["suggestion"]:
            return fix_cell(row, letter, problem["suggestion"])
    raise Refused("这一格没有建议值，请直接填写。")


def take_suggestions(sheet: Sheet, code: str, header: str) -> Taken:
    """Take over every suggestion for the same problem under the same header."""
    jobs.check_free(sheet.batch)
    taken: list[Row] = []
    for row in sheet.rows.filter(applied=False).exclude(problems=[]).order_by("row"):
        found = [p for p in row.problems if p["code"] == code and p["header"] == header and p["suggestion"]]
        if found:
            row.sheet = sheet
            row.edits = {**row.edits, **{p["column"]: p["suggestion"] for p in found}}
            taken.append(row)
    judge_all(sheet, taken)
    return Taken(len(taken), tuple(r.row for r in taken))


def untake(sheet: Sheet, header: str, rows: Iterable[int]) -> int:
    """Undo of `take_suggestions`: these rows' cells under that header as the file has them."""
    jobs.check_free(sheet.batch)
    letters = {c["letter"] for c in sheet.columns if c["header"] == header}
    changed = []
    for row in sheet.rows.filter(applied=False, row__in=list(rows)).order_by("row"):
        row.sheet = sheet
        row.edits = {at: text for at, text in row.edits.items() if at not in letters}
        changed.append(row)
    judge_all(sheet, changed)
    return len(changed)


# Which record a row is.


def choose(row: Row, record_id: int) -> Row:
    """The row is this record 就是这一条. Refused unless it was offered."""
    check_open(row)
    if record_id not in {c["id"] for c in row.candidates} and record_id != row.record_id:
        raise Refused("这条记录不在候选里，请刷新页面再选。")
    row.choice, row.record_id = Row.Choice.RECORD, record_id
    return judged(row)


def choose_another(row: Row) -> Row:
    """The row is none of the records offered, but another one 是另一条."""
    check_open(row)
    row.choice, row.record_id = Row.Choice.ANOTHER, None
    return judged(row)


def skip(row: Row) -> Row:
    """Leave a row out 跳过."""
    check_open(row)
    row.choice = Row.Choice.SKIP
    return judged(row)


def undecide(row: Row) -> Row:
    """Take back what was decided about a row (skip, which record)."""
    check_open(row)
    row.choice, row.record_id = Row.Choice.NONE, None
    return judged(row)


def keep_value(row: Row, field: str, keep: bool = True) -> Row:
    """Keep the ledger's value of a field that the row would change, or let it change after all."""
    check_open(row)
    if field not in row.changes:
        raise Refused("这一格与台账没有差别。")
    row.kept = sorted({*row.kept, field} if keep else {*row.kept} - {field})
    keep_rows([row], ["kept"])
    return row


def check_open(row: Row) -> None:
    jobs.check_free(row.sheet.batch)
    if row.applied:
        raise Refused("这一行已经导入。要改它，请打开台账里的记录。")


def position(row: Row, letter: str) -> int:
    try:
        return row.sheet.position(letter)
    except KeyError as error:
        raise Refused(f"这张表没有 {letter} 列。") from error


def judged(row: Row) -> Row:
    judge_all(row.sheet, [row])
    return row


def judge_all(sheet: Sheet, rows: list[Row]) -> None:
    """Judge rows anew and count again, in one transaction."""
    with transaction.atomic():
        for start in range(0, len(rows), BULK):
            judge_again(sheet, rows[start : start + BULK])
        recount(sheet)
