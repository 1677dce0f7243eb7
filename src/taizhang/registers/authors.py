"""Who wrote a record last 最后经手人."""

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record


def last_author_id(register: Register, record: Record) -> int | None:
    """Who wrote the record's values last (verifying and looking do not count)."""
    writing = (Event.RECORD_ADDED, Event.RECORD_CHANGED)
    entries = Entry.objects.filter(register=register.name, record_id=record.pk, event__in=writing)
    return entries.order_by("-id").values_list("by_id", flat=True).first()
