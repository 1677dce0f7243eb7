"""Answers that are files: always saved, never shown by the browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_file(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file under a name that may hold quotes and Chinese; never opened inside our pages."""
    response = HttpResponse(content, content_type=media_type)
    safe = "".join("_" if c in '\\/:*?"<>|\r\n\t\x00' else c for c in name)
    response["Content-Disposition"] = content_disposition_header(True, safe) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
