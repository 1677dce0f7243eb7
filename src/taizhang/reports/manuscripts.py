"""Texts handed in to be held against the ledger 对账稿件: received, worked on in the background, decided sentence by sentence."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from taizhang.accounts.models import Bureau
from taizhang.core import references
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.opening import open_document, open_text
from taizhang.core.standing import must_stand
from taizhang.files import store
from taizhang.files.kinds import media_type
from taizhang.intake import queue
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.office import to_docx
from taizhang.reports.models import Manuscript, Report, SentenceDecision
from taizhang.reports.reconcile.extent import held_in

State = Manuscript.State
STALE = timedelta(minutes=3)  # a job that says nothing for so long is dead
EVERY = 10  # figures between two signs of life


def receive(
    content: bytes, *, name: str, period: Period, bureau: Bureau, author: Author, report: Report | None = None, pasted: bool = False
) -> Manuscript:  # fmt: skip
    """Keep a text and queue its reconciling 交来稿件. Raises Refused when it cannot be read."""
    if not content.strip():
        raise Refused("没有收到内容。请选择一个文件，或把正文粘贴到框里。")
    opened(content, name, pasted)  # refused here, in words, rather than later
    held_in(bureau, period)
    file = store.keep(content, "text/plain" if pasted else media_type(name, content))
    made = Manuscript.objects.create(
        bureau=bureau, report=report, name=name[:200], period=period.text, file=file, pasted=pasted, by=author.user,
        beat_at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(partial(reconcile_manuscript.enqueue, made.pk))
    return made


def opened(content: bytes, name: str, pasted: bool) -> Document:
    """The text of a file, or of what was pasted. Raises Unreadable in words."""
    if pasted:
        return open_text(content.decode(errors="replace"), name)
    return open_document(content, name, convert=partial(to_docx, seconds=60))


@task()
def reconcile_manuscript(manuscript_id: int) -> None:
    """Reconcile a text that was received; may run twice without harm."""
    work(manuscript_id)


def work(manuscript_id: int) -> None:
    """Read, tie and judge every figure, telling how far it is; what was found is kept with the manuscript."""
    stale = timezone.now() - STALE
    mine = Manuscript.objects.filter(pk=manuscript_id)
    free = mine.filter(state=State.WAITING) | mine.filter(state=State.WORKING, beat_at__lt=stale)
    if not free.update(state=State.WORKING, beat_at=timezone.now(), done=0, total=0, sentence=""):
        return
    manuscript = mine.select_related("bureau__region", "file").get()
    try:
        result = reconciled(manuscript, partial(_beat, mine))
    except Refused as refusal:
        mine.update(state=State.FAILED, sentence=refusal.sentence)
        return
    except Exception:  # told on the page, then raised for the queue and the log
        mine.update(
            state=State.FAILED,
            sentence=f"核对中途出错，没有核成。请再试一次；还不行时把稿件交给系统管理员{references.spoken()}。",
        )
        raise
    mine.update(state=State.DONE, result=result, beat_at=timezone.now())


def _beat(mine: Any, done: int, total: int) -> None:
    if done % EVERY == 0 or done == total:
        mine.update(done=done, total=total, beat_at=timezone.now())


def recover() -> int:
    """Begin the texts of dead jobs again; called every minute. What waits in the queue is left there. Returns how many."""
    silent = Manuscript.objects.filter(
        state__in=(State.WAITING, State.WORKING), beat_at__lt=timezone.now() - STALE
    )
    lost = [pk for pk in silent.values_list("pk", flat=True) if not queue.waits(reconcile_manuscript, pk)]
    for pk in lost:
        reconcile_manuscript.enqueue(pk)
    return len(lost)


def reconciled(manuscript: Manuscript, progress: Callable[[int, int], None]) -> dict[str, Any]:
    """What the page and the next upload need of a reconciled text, as plain values."""
    from taizhang.reports.deciding import labels
    from taizhang.reports.reconcile.run import reconcile

    document = opened(store.read(manuscript.file), manuscript.name, manuscript.pasted)
    period = Period.parse(manuscript.period)
    done = reconcile(document, bureau=manuscript.bureau, period=period, say=progress)
    return {"figures": labels(done, kept_decisions(manuscript.bureau)), "remarks": list(document.remarks)}


def kept_decisions(bureau: Bureau) -> dict[str, SentenceDecision]:
    """What people decided for sentences of earlier texts, by the fingerprint of the sentence and the figure in it."""
    return {d.fingerprint: d for d in SentenceDecision.objects.filter(bureau=bureau)}


@transaction.atomic
def again(manuscript: Manuscript) -> None:
    """Reconcile once more: the ledger or the decisions have changed."""
    moved = Manuscript.objects.filter(pk=manuscript.pk, state__in=(State.DONE, State.FAILED)).update(
        state=State.WAITING, done=0, total=0, beat_at=timezone.now()
    )
    if not moved:
        raise Refused("这份稿件正在核对，请等它核完再点。")
    transaction.on_commit(partial(reconcile_manuscript.enqueue, manuscript.pk))


@transaction.atomic
def decide(
    manuscript: Manuscript, fingerprint: str, *, verdict: str, reason: str, author: Author, choice: dict[str, Any] | None = None,
    version: str | None = None,
) -> SentenceDecision:  # fmt: skip
    """Keep what a person decided about one figure 核对决定; it holds for every later text with the same sentence.

    `verdict` is "agrees" (keep the text's number, with a reason), "ignored" (not a figure of the ledger) or "choice"
    (`choice` says which of the candidates is meant). Raises Refused without a reason where one is due,
    Moved when somebody else decided meanwhile.
    """
    if verdict not in ("agrees", "ignored", "choice"):
        raise Refused("没有这种决定。请选保留、不是台账数，或选定口径。")
    if verdict == "agrees" and not reason.strip():
        raise Refused("保留文中的数要写理由，例如“截至6月25日的数”。")
    found = (manuscript.result or {}).get("figures", [])
    if fingerprint not in {f.get("print") for f in found}:
        raise Refused("这一处数字不在这份稿件里，可能稿件已经重新核对过。请刷新页面。")
    Bureau.objects.select_for_update().get(pk=manuscript.bureau_id)
    held = SentenceDecision.objects.filter(bureau=manuscript.bureau, fingerprint=fingerprint).first()
    must_stand(told(held), version)
    decision, _ = SentenceDecision.objects.update_or_create(
        bureau=manuscript.bureau, fingerprint=fingerprint,
        defaults={"verdict": verdict, "choice": choice, "reason": reason.strip()[:300], "by": author.user},
    )  # fmt: skip
    note = {"verdict": verdict, "reason": decision.reason, "choice": choice}
    write(author, Note(Event.SENTENCE_DECIDED, "manuscripts", manuscript.pk, manuscript.name, after=note))
    return decision


def told(decision: SentenceDecision | None) -> dict[str, Any] | None:
    """A decision as it stands; None where nobody decided."""
    return None if decision is None else {n: getattr(decision, n) for n in ("verdict", "choice", "reason")}


def annotated(manuscript: Manuscript) -> bytes:
    """The Word that was handed in, with what the ledger says as comments at its figures. Raises Refused for other files."""
    from taizhang.reports.reconcile.annotated import annotated as with_comments
    from taizhang.reports.reconcile.run import reconcile

    data = store.read(manuscript.file)
    document = opened(data, manuscript.name, manuscript.pasted)
    if document.format != "docx":
        raise Refused("批注只能写进 .docx。请用 Word 或 WPS 打开原稿，另存为 .docx 再交来。")
    done = reconcile(document, bureau=manuscript.bureau, period=Period.parse(manuscript.period))
    return with_comments(data, done)
