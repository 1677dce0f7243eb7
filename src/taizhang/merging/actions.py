"""Asking for a merge, judging that two are not the same, and taking that back 合并单位.

A merge is written in one transaction; when much hangs on the organizations a job does it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.merging import pointing
from taizhang.merging.comparing import MOST
from taizhang.merging.models import Merge, NotSame
from taizhang.merging.open_matters import open_matters
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

OWN = pointing.OWN
AT_ONCE = 500  # so many linked rows are moved while the person waits; more are a job's


@dataclass(frozen=True)
class Wish:
    """What a person chose on the merge page. `versions`: of each organization as he saw it."""

    kept: int
    ids: Sequence[int]
    versions: Mapping[int, int]
    fields: Mapping[str, int] = field(default_factory=dict)  # field -> the organization whose value is taken
    stays: Mapping[str, int] = field(default_factory=dict)  # collision -> the record that stays
    token: str = ""

    @property
    def gone(self) -> list[int]:
        return [pk for pk in self.ids if pk != self.kept]


@transaction.atomic
def ask_merge(wish: Wish, *, bureau: Bureau, author: Author, later: bool | None = None) -> Merge:
    """Merge organizations into one 合并单位. Raises Refused while something is open, or when one was changed meanwhile.

    The same form sent twice is one merge. `later`: by a job (None: when much is to be moved).
    """
    Bureau.objects.select_for_update().get(pk=bureau.pk)  # one asks at a time
    if there := Merge.objects.filter(bureau=bureau, token=wish.token).first():
        return there
    firms = checked(wish, bureau)
    merge = Merge(
        bureau=bureau, kept_id=wish.kept, kept_name=firms[wish.kept].title, token=wish.token[:64],
        gone=[[pk, firms[pk].title] for pk in wish.gone], by=author.user, ground=author.ground[:300],
        plan={
            "versions": {str(pk): wish.versions[pk] for pk in wish.ids},
            "fields": dict(wish.fields), "stays": dict(wish.stays), "address": author.address,
        },
    )  # fmt: skip
    try:
        with transaction.atomic():
            merge.save()
    except IntegrityError:
        return Merge.objects.get(bureau=bureau, token=wish.token)
    told = {"kept": wish.kept, "gone": wish.gone, "fields": dict(wish.fields), "stays": dict(wish.stays)}
    write(author, Note(Event.MERGE_ASKED, "merges", merge.pk, str(merge), None, told))
    if later is None:
        later = sum(count.count for count in pointing.counts(wish.gone)) > AT_ONCE
    start(merge.pk, later=later)
    merge.refresh_from_db()
    return merge


def asked_before(bureau: Bureau, token: str) -> Merge | None:
    """The merge that this very form asked for already: a double click, a form sent again after a break."""
    return Merge.objects.filter(bureau=bureau, token=token[:64]).first() if token else None


def start(merge_id: int, *, later: bool) -> None:
    """Begin the work of a merge, or of its undoing: by the worker, or here, where a no undoes the asking as well."""
    from taizhang.merging import jobs

    if later:
        transaction.on_commit(partial(jobs.work_on_merge.enqueue, merge_id))
    else:
        jobs.work(merge_id, inside=True)


def checked(wish: Wish, bureau: Bureau, but: int = 0) -> dict[int, Organization]:
    """The organizations of a wish, locked as they stand. Raises Refused with what is in the way."""
    if wish.kept not in wish.ids or not 2 <= len(set(wish.ids)) <= MOST:
        raise Refused(f"请选 2 到 {MOST} 家单位，并选定保留哪一家。")
    found = Organization._default_manager.select_for_update().filter(bureau=bureau, pk__in=wish.ids)
    firms = {firm.pk: firm for firm in found.order_by("pk")}
    if len(firms) != len(set(wish.ids)):
        raise Refused("选中的单位里有的已不在本局台账里。请回到清单重新选。")
    for firm in firms.values():
        if firm.merged_into_id:
            raise Refused(f"“{firm.title}”刚刚已被并入别的单位，不能再合并一次。请回到清单看看。")
        if firm.version != wish.versions.get(firm.pk):
            raise Refused(
                f"“{firm.title}”在您打开之后被别人改过，还没有合并。请看过它现在的内容，再合并一次；您选的已尽量保留。"
            )
    if firms[wish.kept].state == State.ENDED:
        raise Refused(f"“{firms[wish.kept].title}”已终止，不能保留它。请改选另一家保留，或先恢复这条记录。")
    if matters := open_matters(bureau.pk, wish.ids, but):
        more = f"（另有 {len(matters) - 1} 件）" if len(matters) > 1 else ""
        raise Refused(f"现在不能合并：{matters[0].sentence}{more}")
    return firms


def wish_of(merge: Merge) -> Wish:
    """What the person chose, read back from the merge."""
    plan: Callable[[str], dict[str, Any]] = merge.chosen
    return Wish(
        merge.kept_id, merge.all_ids, {int(pk): v for pk, v in plan("versions").items()}, plan("fields"),
        plan("stays"), merge.token,
    )  # fmt: skip


@transaction.atomic
def dismiss_pair(one: Organization, other: Organization, *, author: Author) -> NotSame:
    """Remember that two organizations are not the same 不是同一家: the pair is not shown again."""
    low, high = sorted((one, other), key=lambda firm: firm.pk)
    if low.pk == high.pk or low.bureau_id != high.bureau_id:
        raise Refused("请选本局台账里两家不同的单位。")
    made, fresh = NotSame.objects.get_or_create(
        bureau_id=low.bureau_id, low=low.pk, high=high.pk, defaults={"by": author.user}
    )
    if fresh:
        after = {"other": high.pk, "other_name": high.title}
        write(author, Note(Event.PAIR_DISMISSED, OWN, low.pk, low.title, None, after))
    return made


@transaction.atomic
def reconsider_pair(pair: NotSame, *, author: Author) -> None:
    """Take back that two are not the same: the pair may be shown again."""
    names = dict(
        Organization._default_manager.filter(pk__in=(pair.low, pair.high)).values_list("pk", "title")
    )
    if NotSame.objects.filter(pk=pair.pk).delete()[0]:
        before = {"other": pair.high, "other_name": names.get(pair.high, "")}
        write(author, Note(Event.PAIR_RECONSIDERED, OWN, pair.low, names.get(pair.low, ""), before, None))


def author_of(merge: Merge, user: User | None, ground: str) -> Author:
    """Who writes what a merge, or its undoing, changes."""
    return Author(user, ground[:300], address=merge.chosen("address") or "", bureau=merge.bureau)  # type: ignore[arg-type]
