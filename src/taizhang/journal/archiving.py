"""Moving a stretch of the journal into a kept file, and back 日志归档: the one lawful way in which entries leave a table.

What is to go is written to a file, the file read back and recomputed place by place; only then do the rows go, in one
transaction with the entry that says so. registers/archiving.py is the act; nothing else calls `take_out`.
"""

import gzip
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.files import store
from taizhang.files.models import StoredFile
from taizhang.journal import archives, exporting
from taizhang.journal.chain import START, checkpoint
from taizhang.journal.events import Event
from taizhang.journal.guard import Lift, lifted
from taizhang.journal.models import Archive, Entry, Link
from taizhang.journal.writing import Author, Note, write

PLACES = 20_000  # of one file: what one transaction moves while other writers wait, some seconds
CHUNK = 500
MEDIA = "application/gzip"
T = TypeVar("T")


def chunks(found: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """What there is, some hundred at a time."""
    rest = iter(found)
    return iter(lambda: list(islice(rest, size)), [])


@dataclass(frozen=True)
class Stretch:
    """Places from the chain's start in the database on, all of entries older than `until`."""

    first: int
    last: int
    previous: str
    hash: str
    until: datetime

    @property
    def words(self) -> str:
        return f"第 {self.first}—{self.last} 节"


def last_place(until: datetime) -> int:
    """The last place that may go: all up to it are older. The chain's end always stays, for the next link hangs on it."""
    places = Link.objects.order_by("seq").values_list("seq", flat=True)
    young, end = places.filter(entry__at__gte=until).first(), places.last() or 1
    return min(young or end, end) - 1


def stretch(until: datetime, upto: int, size: int = PLACES) -> Stretch | None:
    """The next places that go, up to `last_place`; None when there are none."""
    start = checkpoint()
    last = min(upto, start.seq + size)
    if last <= start.seq:
        return None
    held = Link.objects.get(seq=last)
    return Stretch(start.seq + 1, last, start.hash, held.hash, until)


def kept(found: Stretch) -> StoredFile:
    """The stretch as a kept file, read back and recomputed. Refused when it does not hold.

    The same stretch makes the same bytes, so what a broken-off try left is used again.
    """
    with tempfile.TemporaryFile() as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            for line in exporting.lines(found.first - 1, found.last, found.previous):
                packed.write(line.encode())
        file.seek(0)
        stored = store.keep(file, MEDIA)
    if broken := archives.spoilt(archive_of(found, stored), found.previous, {}):
        raise Refused(f"没有归档，什么也没有移走：{broken.sentence}。请先运行 taizhang verify。")
    return stored


def archive_of(found: Stretch, file: StoredFile, by_name: str = "") -> Archive:
    return Archive(
        first=found.first, last=found.last, hash=found.hash, until=found.until, file=file, at=timezone.now(), by_name=by_name,
    )  # fmt: skip


def take_out(found: Stretch, file: StoredFile, author: Author) -> Archive:
    """Take the rows of a stretch, kept in `file`, out of the tables, in the caller's transaction."""
    archive = archive_of(found, file, str(author.user) if author.user else "系统")
    if checkpoint().seq != found.first - 1:
        raise Refused("同时有另一次归档在进行，这一次没有做。")
    archive.save(force_insert=True)
    told = {"first": found.first, "last": found.last, "head": found.hash, "file": file.sha256}
    write(author, Note(Event.JOURNAL_ARCHIVED, title=found.words, after=told | {"until": str(found.until)}))
    delete(found)
    return archive


def delete(found: Stretch) -> None:
    """The rows go: exactly those of the stretch, or none."""
    links = Link.objects.filter(seq__gte=found.first, seq__lte=found.last)
    ids = list(links.values_list("entry_id", flat=True))
    with lifted(Lift.ARCHIVING):
        gone = links._raw_delete(links.db)
        entries = 0
        for some in chunks(ids):
            those = Entry.objects.filter(pk__in=some)
            entries += those._raw_delete(those.db)
    if not gone == entries == found.last - found.first + 1:
        raise Refused(f"没有归档，什么也没有移走：{found.words}的条目不齐。请先运行 taizhang verify。")


@transaction.atomic
def put_back(author: Author) -> Archive:
    """Bring the newest archive's entries back into the tables 调回存档, as they were. Refused when there is none or it is spoilt."""
    archive = Archive.objects.select_related("file").order_by("-first").first()
    if archive is None:
        raise Refused("没有日志存档可以调回。")
    before = Archive.objects.filter(last=archive.first - 1).first()
    if broken := archives.spoilt(archive, before.hash if before else START, {}):
        raise Refused(f"没有调回：{broken.sentence}。")
    for some in chunks(read_back(archive)):
        Entry.objects.bulk_create([entry for _, entry in some])
        Link.objects.bulk_create([link for link, _ in some])
    told = {"first": archive.first, "last": archive.last, "file": archive.file.sha256}
    write(author, Note(Event.ARCHIVE_PUT_BACK, title=f"第 {archive.first}—{archive.last} 节", before=told))
    Archive.objects.filter(pk=archive.pk).delete()  # the row; who asked still reads what it was
    return archive


def read_back(archive: Archive) -> Iterator[tuple[Link, Entry]]:
    for told in archives.places(archive.file.sha256):
        entry = archives.entry(told["columns"])
        yield Link(seq=told["place"], entry_id=entry.pk, hash=told["hash"]), entry
