"""Answers that are files: always saved, never shown by the browser."""

from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from taizhang.files.models import StoredFile
from taizhang.files.store import pieces

Answer = TypeVar("Answer", bound=HttpResponseBase)


def as_file(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file made just now."""
    return to_be_saved(HttpResponse(content, content_type=media_type), name)


def as_kept(file: StoredFile, name: str, media_type: str = "") -> StreamingHttpResponse:
    """A stored file, given out piece by piece; raises as `pieces` does, before anything is sent."""
    response = StreamingHttpResponse(pieces(file.sha256), content_type=media_type or file.media_type)
    response["Content-Length"] = str(file.size)
    return to_be_saved(response, name)


def to_be_saved(response: Answer, name: str) -> Answer:
    """Under a name that may hold quotes and Chinese; never opened inside our pages."""
    safe = "".join("_" if c in '\\/:*?"<>|\r\n\t\x00' else c for c in name)
    response["Content-Disposition"] = content_disposition_header(True, safe) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
