"""A workbook arrives: cheap checks first, then it is kept under the bureau's next batch number 收表."""

import io
import uuid
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.core.tables.unreadable import EMPTY, too_large
from taizhang.files.models import StoredFile
from taizhang.files.store import keep
from taizhang.intake.models import Batch
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.regions.models import Region

MEGABYTE = 1024 * 1024
PASTED = "粘贴的内容.tsv"
TRIES = 20
KEPT = (Batch.State.ACCEPTED, Batch.State.APPLYING, Batch.State.UNDOING)


def receive(
    content: bytes | BinaryIO,
    name: str,
    *,
    bureau: Bureau,
    user: User | None,
    sender: str = "",
    region: Region | None = None,
    token: str = "",
    with_hidden: bool = False,
    later: bool = True,
    pasted: bool = False,
) -> Batch:
    """Take a workbook in 收表. The same form token twice gives the same batch.

    Raises Refused when the file is empty or above the limit; nothing is kept then. Content that this
    bureau has imported already gives a batch in state REFUSED that says which one it is the same as;
    an undone batch's content may come again. `later` queues the reading.
    """
    token = token[:64] or uuid.uuid4().hex
    if there := Batch.objects.filter(bureau=bureau, token=token).first():
        return there
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    check_size(stream)
    file = keep(stream, "text/tab-separated-values" if pasted else "application/octet-stream")
    fresh = Batch(
        bureau=bureau, by=user, sender=sender.strip()[:60], region=region, file=file, name=clean_name(name),
        token=token, with_hidden=with_hidden, pasted=pasted,
    )  # fmt: skip
    for _ in range(TRIES):
        try:
            return enter(fresh, later=later)
        except IntegrityError:
            if there := Batch.objects.filter(bureau=bureau, token=token).first():
                return there
            fresh.pk = None
    raise Refused("同时收到的表格太多，没能排上号。请稍等几秒再传一次。")


def receive_paste(
    text: str,
    *,
    bureau: Bureau,
    user: User | None,
    sender: str = "",
    region: Region | None = None,
    token: str = "",
    later: bool = True,
) -> Batch:
    """Take in cells that were copied from a spreadsheet program and pasted 粘贴. As `receive`."""
    data = text.replace("\x00", "").encode("utf-8", "replace")
    return receive(
        data,
        PASTED,
        bureau=bureau,
        user=user,
        sender=sender,
        region=region,
        token=token,
        later=later,
        pasted=True,
    )


def check_size(stream: BinaryIO) -> None:
    """Refuse what is empty or too large, without reading it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > settings.UPLOAD_LIMIT_MB * MEGABYTE:
        raise too_large(size, settings.UPLOAD_LIMIT_MB * MEGABYTE)
    if size == 0:
        raise Refused(EMPTY)


def clean_name(name: str) -> str:
    """A file's name without folders and without characters that no file system holds."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if c.isprintable())[-200:] or "未命名"


@transaction.atomic
def enter(fresh: Batch, *, later: bool) -> Batch:
    """Give the batch its number and note it. Raises IntegrityError when another took number or token."""
    from taizhang.intake.tasks import read_later

    Bureau.objects.select_for_update().get(pk=fresh.bureau_id)  # numbers have no gaps: one at a time
    top = Batch.objects.filter(bureau_id=fresh.bureau_id).aggregate(top=Max("number"))["top"] or 0
    fresh.number = top + 1
    earlier = same_content(fresh.bureau_id, fresh.file)
    if earlier is not None:
        fresh.state, fresh.same_as = Batch.State.REFUSED, earlier
        fresh.sentence = (
            f"内容与批次 {earlier.number} 完全相同，未导入。需要重新导入时，请先撤销批次 {earlier.number}。"
        )
    else:
        fresh.state = Batch.State.RECEIVED
    fresh.save(force_insert=True)
    write(
        Author(fresh.by, fresh.sentence, batch_id=fresh.pk, bureau=fresh.bureau),
        Note(Event.BATCH_RECEIVED, title=str(fresh), after={"file": fresh.file.sha256, "name": fresh.name}),
    )
    if later and earlier is None:
        pk = fresh.pk
        transaction.on_commit(lambda: read_later(pk))
    return fresh


def same_content(bureau_id: int, file: StoredFile) -> Batch | None:
    """The batch by which this bureau has imported the same bytes, if that still stands."""
    return Batch.objects.filter(bureau_id=bureau_id, file=file, state__in=KEPT).order_by("pk").first()
