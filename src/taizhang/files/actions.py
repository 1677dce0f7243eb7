"""Attaching files to records, and ending them 附件."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.files.active import check_inert
from taizhang.files.kinds import media_type
from taizhang.files.models import Attachment
from taizhang.files.store import keep
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write

MB = 1024 * 1024


def attach_file(
    content: bytes, *, name: str, register: str, record_id: int, title: str, bureau: Bureau, author: Author
) -> Attachment:
    """Attach a file to a record 添加附件. The same bytes are kept once.

    Raises Refused when the kind is not taken, the content is another, it is too large, or it is there already.
    """
    assert author.user is not None
    name = tidy_name(name)
    if len(content) > settings.UPLOAD_LIMIT_MB * MB:
        raise Refused(
            f"附件最大 {settings.UPLOAD_LIMIT_MB} MB，这个有 {len(content) / MB:.1f} MB。请压缩或拆分后再添加。"
        )
    kind = media_type(name, content)
    check_inert(name, content)
    file = keep(content, kind)
    made = Attachment(
        bureau=bureau, register=register, record_id=record_id, file=file, name=name, by=author.user
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            after = {"name": name, "sha256": file.sha256, "size": file.size}
            write(author, Note(Event.FILE_ATTACHED, register, record_id, title, None, after))
    except IntegrityError as error:
        there = Attachment.objects.filter(register=register, record_id=record_id, file=file, ended_at=None)
        same = there.first()
        raise Refused(
            f"这条记录已有内容完全相同的附件“{same.name if same else name}”，没有重复添加。"
        ) from error
    return made


@transaction.atomic
def end_attachment(attachment: Attachment, *, title: str, author: Author) -> None:
    """End an attachment 停用附件: it stays kept, marked as no longer in use. Refused when ended already."""
    moved = Attachment.objects.filter(pk=attachment.pk, ended_at=None).update(ended_at=timezone.now())
    if not moved:
        raise Refused("这个附件已经停用了。")
    before = {"name": attachment.name, "sha256": attachment.file.sha256}
    write(author, Note(Event.FILE_ENDED, attachment.register, attachment.record_id, title, before, None))


def tidy_name(name: str) -> str:
    """A file name without folders and signs that no system takes; its extension survives the cut."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if c.isprintable()).strip() or "附件"
    stem, dot, extension = name.rpartition(".")
    return f"{stem[: 199 - len(extension)]}.{extension[:20]}" if dot else name[:200]
