"""Accepting a batch: what was checked goes into the ledger, in one transaction, once 确认导入."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.core import references
from taizhang.core.decisions import Refused
from taizhang.intake import jobs
from taizhang.intake.models import Batch, HeaderMemory, Row, Sheet
from taizhang.intake.newcomers import Newcomers, Ready, parts
from taizhang.intake.progress import Beat
from taizhang.intake.retyping import recheck_waiting
from taizhang.intake.tallies import recount
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.actions import Change, add_records, change_records
from taizhang.registers.contents import plain
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record

State, Verdict = Batch.State, Row.Verdict
READY = (Verdict.NEW, Verdict.CHANGED)
CHUNK = 1000
logger = logging.getLogger(__name__)


def ground_of(batch: Batch) -> str:
    """What the journal gives as the ground of everything a batch writes."""
    return f"导入批次 {batch.number} {batch.name}"


def accept(batch: Batch, user: User | None, *, later: bool = True) -> Batch:
    """Accept what can go in 确认导入; rows that cannot stay in the batch and may be accepted later.

    Two clicks start one job. Raises Refused when there is nothing to write or the batch is not ready.
    """
    batch.refresh_from_db()
    if batch.state == State.APPLYING:
        return batch
    if batch.state not in (State.CHECKED, State.ACCEPTED):
        raise Refused(f"批次 {batch.number} 现在是“{State(batch.state).label}”，不能导入。")
    if not ready_rows(batch).exists():
        if batch.accepted_at:
            return batch  # pressed again because no answer came: all of it is in
        raise Refused("没有可以导入的行。请先处理“不能导入”和“疑似重复”的行，或选定台账。")
    for sheet in included(batch):
        if user and grant_of(user, Act.ACCEPT, sheet.register) is None:
            raise Refused(
                f"您不能导入“{registers()[sheet.register].title}”。请取消这张表，或请局里的科室经办导入。"
            )
    if jobs.begin(batch, (State.CHECKED, State.ACCEPTED), State.APPLYING, acting=user):
        if later:
            from taizhang.intake.tasks import apply_batch

            pk = batch.pk
            transaction.on_commit(lambda: apply_batch.enqueue(pk))
        else:
            apply(batch.pk)
    batch.refresh_from_db()
    return batch


def ready_rows(batch: Batch) -> Any:
    """The rows that an acceptance would write."""
    return Row.objects.filter(sheet__batch=batch, sheet__included=True, verdict__in=READY, applied=False)


def included(batch: Batch) -> list[Sheet]:
    """The sheets that go in, organizations first: the others point to them."""
    sheets = [s for s in batch.sheets.filter(included=True).order_by("number") if s.register in registers()]
    return sorted(sheets, key=lambda s: (s.register != "organizations", s.number))


def apply(batch_id: int) -> None:
    """Write a batch in state APPLYING; another state, or another job at work, does nothing."""
    batch = jobs.claim(batch_id, State.APPLYING)
    if batch is None:
        return
    beat = Beat(batch_id)
    try:
        with jobs.few_collections():
            Applier(batch, beat).run()
    except jobs.Lost:
        logger.warning("a job had lost its batch", extra={"batch": batch_id})
    except Refused as refused:
        jobs.finish(batch, jobs.resting(batch), sentence=f"没有导入：{refused.sentence}")
    except Exception:  # told on the page, then raised for the queue and the log
        logger.exception("applying failed", extra={"batch": batch_id})
        jobs.finish(
            batch,
            jobs.resting(batch),
            sentence=f"导入时出了意外，什么也没有写入。请再试一次；仍不行请告知系统管理员{references.spoken()}。",
        )
        raise
    finally:
        beat.end()


def tidy(batch: Batch) -> int:
    """After the writing: rows that waited for others are looked at again, counts brought up to date; how many are left."""
    recheck_waiting(batch)
    for sheet in batch.sheets.all():
        recount(sheet)
    return sum(s.tally.get("left", 0) for s in included(batch))


class Applier:
    """Writes the ready rows of one batch."""

    def __init__(self, batch: Batch, beat: Beat) -> None:
        self.batch, self.beat = batch, beat
        self.user = batch.acting
        self.author = Author(self.user, ground_of(batch), batch_id=batch.pk, bureau=batch.bureau)
        self.newcomers = Newcomers(batch, self.author)
        self.counts = dict.fromkeys(("added", "changed", "proposed", "stubs", "review"), 0)
        self.done, self.total = 0, 0

    def run(self) -> None:
        """Everything in one transaction, the batch's own state included."""
        self.total = ready_rows(self.batch).count()
        with transaction.atomic():
            for sheet in included(self.batch):
                self.write_sheet(sheet)
                remember(self.batch, sheet)
            self.beat.say("写入日志", self.done, self.total)
            self.counts["stubs"] = self.newcomers.made
            counted = {n: self.batch.outcome.get(n, 0) + c for n, c in self.counts.items()}
            write(self.author, Note(Event.BATCH_ACCEPTED, title=str(self.batch), after=self.counts))
            self.beat.say("核对其余的行")
            left = tidy(self.batch)
            jobs.finish(
                self.batch,
                State.ACCEPTED,
                accepted_at=timezone.now(),
                outcome={**counted, "left": left},
                sentence=self.sentence(),
            )
            self.beat.say("提交")

    def sentence(self) -> str:
        """What the person reads when something waits for somebody."""
        said = []
        if self.counts["proposed"]:
            said.append(f"{self.counts['proposed']} 条修改待科室核实。")
        if self.counts["review"]:
            said.append(f"{self.counts['review']} 行在检查之后台账有了变化，没有写入，请再看一遍。")
        return "".join(said)

    def write_sheet(self, sheet: Sheet) -> None:
        register = registers()[sheet.register]
        for rows in ready_chunks(sheet):
            self.newcomers.link(register, rows, sheet)
            written = self.add(register, [r for r in rows if r.verdict == Verdict.NEW], sheet)
            written += self.change(register, [r for r in rows if r.verdict == Verdict.CHANGED], sheet)
            for part in parts(written):
                Row.objects.filter(pk__in=part).update(applied=True)
            self.done += len(rows)
            self.beat.say("写入台账", self.done, self.total)

    def source(self, sheet: Sheet, row: Ready) -> list[int]:
        return [self.batch.pk, sheet.number, row.row]

    def values(self, register: Register, row: Ready, names: Iterable[str]) -> dict[str, Any]:
        """A staged row's plain values as the ledger's actions take them."""
        values: dict[str, Any] = {}
        for name in names:
            value, field = row.values.get(name), register.fields.get(name)
            if field is None or value is None:
                continue
            if field.is_relation:
                values[name] = self.newcomers.known[value] if isinstance(value, str) else value
            else:
                values[name] = field.to_python(value)
        return values

    def add(self, register: Register, rows: Sequence[Ready], sheet: Sheet) -> list[int]:
        """Add the new rows, except those whose record has come into the ledger since the check."""
        made = [(row, self.values(register, row, row.values)) for row in rows]
        keys = {row.pk: register.key_of(values)[0] for row, values in made}
        there = existing(register, self.batch.bureau_id, [k for k in keys.values() if k])
        for row, _ in made:
            if found := there.get(keys[row.pk]):
                offered = [{"id": found[0], "title": found[1], "why": "检查之后已登记"}]
                self.review(row, "检查之后，台账里已有了这一条。", offered)
        fresh = [(row, values) for row, values in made if keys[row.pk] not in there]
        if not fresh:
            return []
        rows_in = [(values, {"*": self.source(sheet, row)}) for row, values in fresh]
        self.counts["added"] += len(
            add_records(register, rows_in, bureau=self.batch.bureau, author=self.author)
        )
        return [row.pk for row, _ in fresh]

    def change(self, register: Register, rows: Sequence[Ready], sheet: Sheet) -> list[int]:
        """Change records, except where a value that would be changed is no longer what was checked."""
        held = {r.pk: r for r in fetched(register, [row.record_id for row in rows if row.record_id])}
        changes, written = [], []
        for row in rows:
            record = held.get(row.record_id or 0)
            names = [n for n in row.changes if n not in row.kept]
            if record is None or self.moved_on(register, row, record, names):
                self.review(row, "检查之后，台账里的这一条已经变了。", [])
                continue
            written.append(row.pk)
            if names:
                values = self.values(register, row, names)
                changes.append(Change(record, values, {"*": self.source(sheet, row)}))
        if changes:
            changed, proposed = change_records(register, changes, author=self.author)
            self.counts["changed"] += len(changed)
            self.counts["proposed"] += len(proposed)
        return written

    def moved_on(self, register: Register, row: Ready, record: Record, names: Sequence[str]) -> bool:
        """Whether somebody changed one of these values between check and acceptance."""
        if record.version == row.version:
            return False
        return any(plain(getattr(record, register.fields[n].attname)) != row.changes[n][0] for n in names)

    def review(self, row: Ready, message: str, candidates: list[dict[str, Any]]) -> None:
        """Leave a row for a person: never overwrite what somebody else wrote."""
        problem = {
            "row": row.row, "column": "", "header": "", "value": "", "severity": "look", "code": "ledger.moved_on",
            "message": message, "fix": "请看新的差别后再确认。", "suggestion": "",
        }  # fmt: skip
        Row.objects.filter(pk=row.pk).update(
            verdict=Verdict.DUPLICATE, problems=[problem], candidates=candidates
        )
        self.counts["review"] += 1


def ready_chunks(sheet: Sheet) -> Iterator[list[Ready]]:
    """The rows of a sheet that can go in, a bounded number at a time, only with what is written."""
    last = 0
    ready = sheet.rows.filter(verdict__in=READY, applied=False).order_by("row")
    while chunk := [Ready(*held) for held in ready.filter(row__gt=last).values_list(*Ready._fields)[:CHUNK]]:
        yield chunk
        last = chunk[-1].row


def existing(register: Register, bureau_id: int, keys: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Which of these keys the ledger has by now: key -> (id, title)."""
    found: dict[str, tuple[int, str]] = {}
    for part in parts(keys):
        rows = register.model._default_manager.filter(bureau_id=bureau_id, key__in=part)
        found.update((key, (pk, title)) for key, pk, title in rows.values_list("key", "pk", "title"))
    return found


def fetched(register: Register, ids: Sequence[int]) -> list[Record]:
    return [r for part in parts(ids) for r in register.model._default_manager.filter(pk__in=part)]


def remember(batch: Batch, sheet: Sheet) -> None:
    """Keep what this sender's headers meant; a header that a person left out is left out next time.

    A doubtful guess that nobody confirmed is not kept: next time it is doubtful again.
    """
    meant: dict[str, str] = {}
    for column in sheet.columns:
        header, by_person = column["header"], column["reason"] == "人工指定"
        sure = by_person or (column["field"] and not column["doubtful"])
        if header and sure and not meant.get(header):
            meant[header] = column["field"]
    held = HeaderMemory.objects.filter(bureau=batch.bureau, sender=batch.sender, register=sheet.register)
    known = dict(held.values_list("header", "field"))
    fresh = [
        HeaderMemory(bureau=batch.bureau, sender=batch.sender, register=sheet.register, header=h, field=f)
        for h, f in meant.items()
        if known.get(h) != f
    ]
    HeaderMemory.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["bureau", "sender", "register", "header"],
        update_fields=["field"],
    )
