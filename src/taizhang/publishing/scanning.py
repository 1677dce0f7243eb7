"""The scan of each file as a job 附件检查: begun when it is added, again when the rules have changed or a worker died."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from taizhang.core import references
from taizhang.core.decisions import Refused
from taizhang.core.personal.scanning.edition import edition
from taizhang.core.personal.scanning.files import Converters, scan_file
from taizhang.files import store
from taizhang.intake import progress, queue
from taizhang.office import to_docx, to_xlsx
from taizhang.publishing.models import Publication, PublicationFile

Scan = PublicationFile.Scan
OFFICE = Converters(partial(to_docx, seconds=60), partial(to_xlsx, seconds=60))
STALE = timedelta(minutes=3)  # a job that says nothing for so long is dead
BROKE = "检查中途出错。请移除后重新添加；还不行时请告诉系统管理员{reference}。"


@task()
def scan_publication_file(pk: int) -> None:
    """Scan a file of a publication; may run twice without harm."""
    work(pk)


def scan_later(held: PublicationFile) -> None:
    """Queue the scan once the transaction is through."""
    transaction.on_commit(partial(scan_publication_file.enqueue, held.pk))


def work(pk: int) -> None:
    """Scan one file that waits, telling how far it is; what was found is kept with it."""
    mine, now = PublicationFile.objects.filter(pk=pk), timezone.now()
    free = mine.filter(Q(scan=Scan.WAITING) | Q(scan=Scan.WORKING, beat_at__lt=now - STALE))
    if not free.update(scan=Scan.WORKING, beat_at=now, sentence=""):
        return
    held = mine.select_related("file").get()
    beat = progress.Beat(job(pk))
    beat.say("正在打开")
    try:
        told = scan_file(
            store.read(held.file), held.name, using=OFFICE, say=partial(beat.say, "正在检查")
        )  # fmt: skip
    except Refused as no:  # of the store: lost, spoiled, no key
        mine.update(scan=Scan.FAILED, sentence=no.sentence[:300])
    except Exception:  # told on the page, then raised for the queue and the log
        mine.update(scan=Scan.FAILED, sentence=BROKE.format(reference=references.spoken())[:300])
        raise
    else:
        mine.update(scan=Scan.DONE, found=told.as_data(), scanned_with=edition())
    finally:
        beat.end()


def scan_again(held: PublicationFile) -> None:
    """Scan a file once more, here and now."""
    PublicationFile.objects.filter(pk=held.pk).update(scan=Scan.WAITING)
    work(held.pk)


def job(pk: int) -> str:
    """Under which word the job says how far it is."""
    return f"publication-file-{pk}"


def progress_of(held: PublicationFile) -> progress.Progress:
    """How far the scan of a file is; empty before it began and after it ended."""
    return progress.read(job(held.pk))


def recover() -> int:
    """Begin again what died, and what was scanned by other rules than today's; called every minute. Returns how many."""
    now, given = timezone.now(), 0
    for held in in_use().filter(scan=Scan.DONE).exclude(scanned_with=edition()):
        PublicationFile.objects.filter(pk=held.pk, scan=Scan.DONE).update(scan=Scan.WAITING, beat_at=now)
        scan_publication_file.enqueue(held.pk)
        given += 1
    for held in in_use().filter(scan__in=(Scan.WAITING, Scan.WORKING)):
        if now - last_sign(held) >= STALE and not queue.waits(scan_publication_file, held.pk):
            scan_publication_file.enqueue(held.pk)
            given += 1
    return given


def last_sign(held: PublicationFile) -> datetime:
    """When the job, or who asked for it, was last heard of."""
    said = [at for at in (held.beat_at, progress_of(held).beat_at) if at]
    return max(said, default=held.publication.changed_at)


def in_use() -> QuerySet[PublicationFile]:
    """The files of publications that are, or may come, before the public."""
    ended = Publication.State.WITHDRAWN
    return PublicationFile.objects.filter(removed_at=None).exclude(publication__state=ended).select_related("publication")  # fmt: skip
