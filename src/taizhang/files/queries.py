"""Reading attachments; who may read one is the record's question."""

from django.db.models import QuerySet

from taizhang.files.models import Attachment


def attachments_of(register: str, record_id: int) -> QuerySet[Attachment]:
    """The attachments of a record, those in use first, newest first."""
    found = Attachment.objects.filter(register=register, record_id=record_id)
    return found.select_related("file", "by").order_by("ended_at", "-id")
