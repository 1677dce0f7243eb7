"""What is unfinished about an organization; while something is, no merge begins 未了结的事."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from taizhang.intake.models import Batch, Row
from taizhang.merging.models import Merge
from taizhang.registers.around import Draft, ProposedChange
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.successors import links_to_organizations
from taizhang.reports.models import Bundle

OWN = "organizations"
FRESH = timedelta(days=7)  # a draft that nobody touched for so long holds nobody up; it stays where it is
WAITING = (Batch.State.RECEIVED, Batch.State.READING, Batch.State.CHECKED)
WRITING = (Batch.State.APPLYING, Batch.State.UNDOING)


@dataclass(frozen=True)
class Open:
    """Something unfinished, in a sentence that says where to finish it; `place` names the page."""

    sentence: str
    place: str = ""  # batch, record, merge
    at: int = 0


def open_matters(bureau_id: int, ids: Collection[int], but: int = 0) -> list[Open]:
    """Everything unfinished about these organizations; `but`: the merge that asks."""
    names = dict(Organization._default_manager.filter(pk__in=ids).values_list("pk", "title"))
    looks = (batches(bureau_id, ids), proposals(bureau_id, ids, names), drafts(ids, names))
    found = [one for look in looks for one in look]
    return [*found, *merges(bureau_id, ids, but), *bundles(bureau_id)]


def batches(bureau_id: int, ids: Collection[int]) -> Iterator[Open]:
    """Imports that wait for a decision or are being written, with rows that name one of them."""
    own = Batch.objects.filter(bureau_id=bureau_id)
    for batch in own.filter(state__in=WRITING).order_by("number"):
        yield Open(
            f"批次 {batch.number} {batch.get_state_display()}，请等它结束再合并。", "batch", batch.number
        )
    for batch in own.filter(state__in=WAITING).order_by("number"):
        if naming_row(batch, ids):
            yield Open(
                f"批次 {batch.number}“{batch.name}”里有待确认的行用到它。请先在那一批里确认导入或放弃。",
                "batch", batch.number,
            )  # fmt: skip


def naming_row(batch: Batch, ids: Collection[int]) -> bool:
    """Whether a row of the batch that is not in the ledger yet means one of these organizations."""
    wanted = set(ids)
    links = {name: links_to_organizations(register) for name, register in registers().items()}
    rows = Row.objects.filter(sheet__batch=batch, sheet__included=True, applied=False)
    told = rows.exclude(verdict=Row.Verdict.SKIPPED).values_list(
        "sheet__register", "values", "record_id", "candidates"
    )
    for register, values, record_id, candidates in told.iterator(chunk_size=2000):
        if register == OWN and (record_id in wanted or wanted & {c["id"] for c in candidates}):
            return True
        if wanted & {v for n in links.get(register, ()) if isinstance(v := values.get(n), int)}:
            return True
    return False


def proposals(bureau_id: int, ids: Collection[int], names: dict[int, str]) -> Iterator[Open]:
    """Proposed changes that nobody decided, of the organizations themselves or naming one of them."""
    waiting = ProposedChange.objects.filter(bureau_id=bureau_id, state=ProposedChange.State.OPEN)
    for proposal in waiting.select_related("by").order_by("pk"):
        register = registers().get(proposal.register)
        own = proposal.register == OWN and proposal.record_id in ids
        links = links_to_organizations(register) if register else ()
        if own or set(ids) & {v for n in links if isinstance(v := proposal.values.get(n), int)}:
            what = names.get(proposal.record_id, proposal.title) if own else proposal.title
            sentence = f"{proposal.by}对“{what}”提出的修改还没有决定。请先采纳或不采纳。"
            yield Open(sentence, f"record:{proposal.register}", proposal.record_id)


def drafts(ids: Collection[int], names: dict[int, str]) -> Iterator[Open]:
    """Changes to one of them that somebody typed in the last days and did not send."""
    places = {f"edit:{OWN}:{pk}": pk for pk in ids}
    fresh = Draft.objects.filter(place__in=places, saved_at__gte=timezone.now() - FRESH)
    for draft in fresh.select_related("by").order_by("pk"):
        pk = places[draft.place]
        said = f"{draft.by}正在修改“{names.get(pk, pk)}”，有一份没有提交的草稿。请他提交或丢弃草稿后再合并。"
        yield Open(said, f"record:{OWN}", pk)


def merges(bureau_id: int, ids: Collection[int], but: int) -> Iterator[Open]:
    """Another merge that is at work on one of them."""
    state = Merge.State
    busy = (state.WAITING, state.WORKING, state.LEAVING, state.UNDOING)
    for merge in Merge.objects.filter(bureau_id=bureau_id, state__in=busy).exclude(pk=but).order_by("pk"):
        if set(ids) & set(merge.all_ids):
            yield Open(f"“{merge}”{merge.get_state_display()}，请等它结束。", "merge", merge.pk)


def bundles(bureau_id: int) -> Iterator[Open]:
    """Evidence that is being put together from the ledger as it stands."""
    state = Bundle.State
    for bundle in Bundle.objects.filter(bureau_id=bureau_id, state__in=(state.WAITING, state.WORKING)):
        what = bundle.report.title if bundle.report else bundle.assessment
        yield Open(f"正在为“{what}”生成证明材料，请等它生成完（通常不到一分钟）再合并。")
