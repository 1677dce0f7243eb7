"""Everything that can be done to an import: the one door for pages and commands 导入的动作.

Who may do it is checked by the caller; each raises Refused with a sentence when it cannot be done.
"""

from django.db import transaction

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.intake import jobs
from taizhang.intake.applying import accept
from taizhang.intake.deciding import (
    Taken,
    choose,
    choose_another,
    clear_cell,
    fix_cell,
    include_sheet,
    keep_value,
    set_column,
    set_given,
    set_register,
    skip,
    take_suggestion,
    take_suggestions,
    undecide,
    untake,
)
from taizhang.intake.models import Batch
from taizhang.intake.receiving import receive, receive_paste
from taizhang.intake.undoing import undo
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write

__all__ = [
    "Taken", "accept", "choose", "choose_another", "clear_cell", "discard", "fix_cell", "include_sheet", "keep_value",
    "read_again", "read_with_hidden", "receive", "receive_paste", "set_column", "set_given", "set_register", "skip", "take_suggestion",
    "take_suggestions", "undecide", "undo", "untake",
]  # fmt: skip


def read_with_hidden(batch: Batch, *, later: bool = True) -> Batch:
    """Read a batch again with its hidden sheets. Refused once rows went in."""
    check_unread(batch)
    Batch.objects.filter(pk=batch.pk).update(with_hidden=True)
    return read_again(batch, later=later)


def read_again(batch: Batch, *, later: bool = True) -> Batch:
    """Read a batch anew, against the ledger as it now is; decisions made on the page are lost. Refused once rows went in."""
    from taizhang.intake.tasks import read_batch, read_later

    check_unread(batch)
    if jobs.begin(batch, (Batch.State.CHECKED, Batch.State.REFUSED), Batch.State.RECEIVED):
        if later:
            transaction.on_commit(lambda: read_later(batch.pk))
        else:
            read_batch.call(batch.pk)
    batch.refresh_from_db()
    return batch


def check_unread(batch: Batch) -> None:
    batch.refresh_from_db()
    if batch.accepted_at or batch.state not in (Batch.State.CHECKED, Batch.State.REFUSED):
        raise Refused("这一批已经导入或正在处理，不能重新读取。请另传一次文件。")
    if batch.same_as_id:
        raise Refused(batch.sentence)


def discard(batch: Batch, user: User | None) -> Batch:
    """Give up a batch of which nothing went in 放弃; its file and its place in the list stay."""
    batch.refresh_from_db()
    if batch.accepted_at:
        raise Refused("这一批已有行导入。要取消它，请整批撤销。")
    free = (Batch.State.RECEIVED, Batch.State.CHECKED, Batch.State.REFUSED)
    with transaction.atomic():
        if not jobs.begin(batch, free, Batch.State.DISCARDED):
            raise Refused("这一批正在处理，请等它完成。")
        author = Author(user, batch_id=batch.pk, bureau=batch.bureau)
        write(author, Note(Event.BATCH_DISCARDED, title=str(batch)))
    return batch
