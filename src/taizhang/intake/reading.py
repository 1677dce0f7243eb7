"""Reading a received workbook: open, find tables, recognise registers, type and compare every row 读表."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.core import references
from taizhang.core.decisions import Refused
from taizhang.core.tables.book import Book, open_book, open_paste
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.match import RECOGNISED, Match, match_as, recognise
from taizhang.core.tables.rows import TypedRow, type_rows
from taizhang.core.tables.spec import Layout
from taizhang.core.tables.table import RowKind, Table
from taizhang.files import store
from taizhang.intake import jobs
from taizhang.intake.comparing import Comparer, Seen
from taizhang.intake.models import Batch, HeaderMemory, Row, Sheet
from taizhang.intake.patience import patience
from taizhang.intake.places import reach_of
from taizhang.intake.progress import Beat
from taizhang.intake.resolving import Known
from taizhang.intake.staging import pack_cell, pack_columns, pack_problem
from taizhang.intake.tallies import kinds_of, recount
from taizhang.registers.declaration import Register, registers

State = Batch.State
CHUNK = 1000
BROKEN = "读取这个文件时出了意外，没有导入任何数据。请另存为新的 .xlsx 再传；仍不行请把文件交给系统管理员。"
logger = logging.getLogger(__name__)
Memory = dict[str, dict[str, str]]  # register -> header -> field


def read(batch_id: int) -> None:
    """Read a batch in state RECEIVED; another state, or another job at work, does nothing."""
    batch = Batch.objects.get(pk=batch_id)
    if not jobs.begin(batch, (State.RECEIVED,), State.READING):
        return
    claimed = jobs.claim(batch_id, State.READING)
    if claimed is None:
        return
    beat = Beat(batch_id)
    try:
        with jobs.few_collections():
            read_claimed(claimed, beat)
    except Refused as refused:
        jobs.finish(claimed, State.REFUSED, sentence=refused.sentence)
    except jobs.Lost:
        raise
    except Exception:  # told on the page, then raised for the queue and the log
        logger.exception("reading failed", extra={"batch": batch_id})
        jobs.finish(claimed, State.REFUSED, sentence=f"{BROKEN}{references.spoken()}")
        raise
    finally:
        beat.end()


def read_claimed(batch: Batch, beat: Beat) -> None:
    batch.sheets.all().delete()
    beat.say("打开文件")
    with patience(beat):
        book = opened(batch)
        hidden = [s.name for s in book.hidden_sheets]
        beat.say("找表头、对列")
        staged = staged_sheets(batch, book)
    if not staged:
        only = f"（只有隐藏的工作表：{'、'.join(hidden)}；需要时请选“也读隐藏的工作表”）" if hidden else ""
        raise Refused(f"工作簿里没有找到表{only}。请确认表格有一行列名，列名下面是数据。")
    known, seen = Known(reach_of(batch)), dict[str, Seen]()
    total, done = sum(t.data_rows for _, t, _ in staged), 0
    for sheet, table, match in organizations_first(staged):
        for count in read_rows(sheet, table, match, known, seen):
            done += count
            beat.say("检查", done, total)
        recount(sheet)
    jobs.finish(batch, State.CHECKED, hidden_sheets=hidden, sentence="")


def opened(batch: Batch) -> Book:
    """The workbook of a batch. Raises Unreadable, and Refused when the store has lost it."""
    try:
        data = store.read(batch.file)
    except store.Lost as error:
        raise Refused("存档里找不到这个文件了，请重新上传，并告知系统管理员检查备份。") from error
    if batch.pasted:
        return open_paste(data.decode("utf-8", "replace"))
    return open_book(data, batch.name)


Staged = tuple[Sheet, Table, Match]


def staged_sheets(batch: Batch, book: Book) -> list[Staged]:
    """Every table of the sheets to be read, taken for a register, kept as a Sheet."""
    layouts = [r.layout for r in registers().values() if not r.by_program]
    memory = remembered(batch)
    found: list[Staged] = []
    for page in book.read_sheets(hidden=batch.with_hidden):
        for table in find_tables(page, layouts):
            match = recognised(table, layouts, memory)
            found.append((staged_sheet(batch, len(found) + 1, table, match), table, match))
    return found


def remembered(batch: Batch) -> Memory:
    """What headers meant last time: this sender's word counts, else the bureau's other senders'."""
    memory: Memory = {}
    held = HeaderMemory.objects.filter(bureau=batch.bureau).order_by("pk")
    for mine in (False, True):
        for m in held.filter(sender=batch.sender) if mine else held.exclude(sender=batch.sender):
            memory.setdefault(m.register, {})[m.header] = m.field
    return memory


def recognised(table: Table, layouts: list[Layout], memory: Mapping[str, Mapping[str, str]]) -> Match:
    """What a table is taken for; a register's remembered headers count only for that register."""
    best = recognise(table, layouts)
    for layout in layouts:
        if layout.name not in memory or not table.header_rows:
            continue
        other = match_as(table, layout, memory[layout.name])
        same = best.layout is not None and best.layout.name == layout.name
        if other.confidence >= RECOGNISED and (same or other.confidence > best.confidence):
            runner_up = best.runner_up if same else (best.layout.name if best.layout else "")
            best = replace(other, runner_up=runner_up, runner_up_confidence=best.runner_up_confidence)
    return best


def staged_sheet(batch: Batch, number: int, table: Table, match: Match) -> Sheet:
    """A table as it is kept: included unless it is no register's, or one the person may not import."""
    register = registers().get(match.layout.name) if match.layout else None
    problems = [*table.problems, *match.problems]
    sentence = ""
    if register is None:
        sentence = next((p.message + p.fix for p in match.problems), "认不出这张表属于哪本台账，请选定台账。")
    elif batch.by and grant_of(batch.by, Act.INTAKE, register.name) is None:
        sentence = f"您不能导入“{register.title}”，这张表没有读入。请由局里的科室经办导入。"
    return Sheet.objects.create(
        batch=batch, number=number, sheet=table.sheet.name[:120], table_index=table.index, title=table.title[:200],
        header_rows=list(table.header_rows), register=register.name if register else "",
        confidence=match.confidence, runner_up=match.runner_up, columns=pack_columns(table, match),
        given={name: {"text": text, "from": "title"} for name, text in match.from_title.items()},
        included=not sentence, sentence=sentence, problems=[pack_problem(p) for p in problems],
        tally=kinds_of(table),
    )  # fmt: skip


def organizations_first(staged: list[Staged]) -> list[Staged]:
    """Sheets in the order of reading: other registers point to organizations."""
    return sorted(staged, key=lambda s: (s[0].register != "organizations", s[0].number))


def read_rows(sheet: Sheet, table: Table, match: Match, known: Known, seen: dict[str, Seen]) -> Iterator[int]:
    """Stage the data rows of a table, chunk by chunk; yields how many were done."""
    register = registers().get(sheet.register)
    both = paired(table, match, register)
    comparer = Comparer(known, register, sheet, seen) if register and sheet.included else None
    while chunk := list(islice(both, CHUNK)):
        rows = [
            Row(sheet=sheet, row=number, cells=cells, verdict=Row.Verdict.SKIPPED)
            for number, cells, _ in chunk
        ]
        if comparer:
            comparer.compare(rows, [typed for _, _, typed in chunk if typed])
        Row.objects.bulk_create(rows, batch_size=500)
        yield len(rows)


def paired(
    table: Table, match: Match, register: Register | None
) -> Iterator[tuple[int, list[object], TypedRow | None]]:
    """Each data row's number and cells as they stand, with the row typed when the register is known."""
    typed = type_rows(table, match, register.layout) if register and match.layout else None
    for row in table.rows():
        if row.kind is RowKind.DATA:
            yield row.number, [pack_cell(c) for c in row.cells], next(typed) if typed else None
