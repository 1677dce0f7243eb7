"""A question or remark beside a figure of a report 疑问."""

from django.db import transaction

from taizhang.core.standing import must_stand
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports.actions import opened
from taizhang.reports.models import Token
from taizhang.reports.tying import standing


@transaction.atomic
def note_token(*, token: Token, note: str, author: Author, version: str | None = None) -> Token:
    """Write what is doubted about a figure; "" takes it away. The figure itself stays as it is. Raises Moved, Refused."""
    report = opened(token.report)
    token.refresh_from_db()
    must_stand(standing(token), version)
    before, token.note = token.note, note.strip()[:300]
    if token.note != before:
        token.save(update_fields=["note"])
        told = {"key": token.key, "name": token.name}
        write(
            author,
            Note(
                Event.REPORT_CHANGED,
                "reports",
                report.pk,
                report.title,
                {**told, "note": before},
                {**told, "note": token.note},
            ),
        )
    return token
