"""The uploaded summary of R&D ledgers until the form is sent 待提交的汇总表.

It waits on the server as an arrived upload, first as read, then as taken into the form. Which number stands in which
cell is read off that file, never told by the browser. Sent with the form it is attached to the year; else it goes.
"""

import hashlib
import io
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.tables.rd_ledger import RdLedger, read_rd_ledger
from taizhang.files.actions import attach_file
from taizhang.files.active import check_inert
from taizhang.files.cells import file_cell
from taizhang.files.kinds import media_type
from taizhang.files.models import Upload
from taizhang.files.queries import attachments_of
from taizhang.files.uploads import arrived_for, begin_upload, drop, hand_on, opened, write_piece
from taizhang.journal.writing import Author
from taizhang.registers.record import Record
from taizhang.web.annual.whose import Whose

NAME = 80  # characters of a file name that a source tells
REMEMBERED = 600  # seconds


@dataclass(frozen=True)
class Paper:
    """A file that was taken into the form: its numbers in yuan, each with the source that it gives."""

    upload: Upload
    amounts: dict[str, Decimal]
    sources: dict[str, list[str]]


def read_paper(content: bytes, name: str, year: int) -> RdLedger:
    """What the file says. Refused when it is no such table, or none that the ledger keeps as an attachment."""
    found = read_rd_ledger(content, name, year)
    media_type(name, content)
    check_inert(name, content)
    return found


def place_of(whose: Whose, *, taken: bool = False) -> str:
    return f"{whose.place}:ledger" + (":taken" if taken else "")


def keep(by: User, whose: Whose, name: str, content: bytes) -> None:
    """Keep a file that was read well until the person takes it; an earlier one goes."""
    for earlier in arrived_for(by, place_of(whose)):
        drop(earlier)
    upload = begin_upload(by=by, place=place_of(whose), name=name, size=len(content))
    write_piece(upload, 0, io.BytesIO(content))


def take_over(by: User, whose: Whose) -> Paper | None:
    """The file that was read last goes with the form now; one taken before goes. None when there is none."""
    if not (waiting := arrived_for(by, place_of(whose))):
        return None
    for earlier in arrived_for(by, place_of(whose, taken=True)):
        drop(earlier)
    hand_on(waiting[-1], place_of(whose, taken=True))
    return taken(by, whose)


def taken(by: User, whose: Whose) -> Paper | None:
    """The file that goes with the form, as it says itself; None when there is none, or none that can be kept."""
    there = arrived_for(by, place_of(whose, taken=True))
    if not there:
        return None
    upload, key = there[-1], f"annual-paper:{there[-1].pk}:{whose.year}"
    if (told := cache.get(key)) is None:
        told = numbers_of(upload, whose.year)
        cache.set(key, told, REMEMBERED)
    return Paper(upload, *told) if told[0] else None


def numbers_of(upload: Upload, year: int) -> tuple[dict[str, Decimal], dict[str, list[str]]]:
    """Each number of the file and its cell; none where the file cannot be taken."""
    content = content_of(upload)
    try:
        found = read_paper(content, upload.name, year)
    except Refused:
        return {}, {}
    if found.wrong:
        return {}, {}
    sha256 = hashlib.sha256(content).hexdigest()
    cells = {item.field: file_cell(sha256, upload.name[:NAME], item.where) for item in found.items}
    return {item.field: item.amount for item in found.items}, cells


def content_of(upload: Upload) -> bytes:
    with opened(upload) as stream:
        return stream.read()


def attach(paper: Paper, record: Record, author: Author) -> None:
    """Attach the file to the year's record; one that is there already proves these values too."""
    content = content_of(paper.upload)
    there = attachments_of(record.register_name, record.pk).filter(
        file__sha256=hashlib.sha256(content).hexdigest(), ended_at=None
    )
    if not there.exists():
        attach_file(
            content, name=paper.upload.name, register=record.register_name, record_id=record.pk, title=record.title,
            bureau=record.bureau, author=author,
        )  # fmt: skip


def forget(by: User, whose: Whose) -> None:
    """The form was sent: nothing of the files is kept outside the ledger."""
    for is_taken in (False, True):
        for upload in arrived_for(by, place_of(whose, taken=is_taken)):
            drop(upload)
