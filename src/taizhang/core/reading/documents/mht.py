"""Saved web pages (.mht, also what Word calls "single file web page"): the page inside is read as HTML."""

import email
import email.policy
from email.message import EmailMessage

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.html import decoded, of_markup


def read_mht(data: bytes, name: str) -> Document:
    """The first page of the archive. Raises Unreadable in words."""
    try:
        message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return of_markup(decoded(content), name)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise unreadable.damaged() from error
    raise unreadable.blank()
