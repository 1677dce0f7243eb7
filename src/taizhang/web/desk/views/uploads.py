"""Resumable uploads by the tus protocol 1.0 断点续传: create, ask how far, continue, give up.

The address of an upload is its person's alone: for anybody else it is not there.
"""

import binascii
from base64 import b64decode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.files.models import Upload
from taizhang.files.uploads import Behind, Busy, arrived, begin_upload, drop, write_piece
from taizhang.web.author import person_of

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"


@acts(Act.HOME)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Announce a file: its size, its name, the form that it is for."""
    person = person_of(request)
    answer = can(person, Act.ATTACH)
    if not answer and not can(person, Act.INTAKE):
        raise PermissionDenied(answer.sentence)
    told = metadata(request.headers.get("Upload-Metadata", ""))
    size = request.headers.get("Upload-Length", "")
    try:
        upload = begin_upload(
            by=person, place=told.get("place", ""), name=told.get("filename", ""),
            size=int(size) if size.isdecimal() and len(size) < 16 else 0,
        )  # fmt: skip
    except Refused as no:
        return said(no.sentence, 422)
    return tus(201, Location=reverse("upload", args=[upload.pk]))


@acts(Act.HOME)
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; the next piece; or that it is not wanted any more."""
    found = get_object_or_404(Upload, pk=pk, by=person_of(request), taken_at=None)
    if request.method == "DELETE":
        drop(found)
        return tus(204)
    if request.method == "HEAD":
        return tus(200, Upload_Offset=arrived(found), Upload_Length=found.size, Cache_Control="no-store")
    offset = request.headers.get("Upload-Offset", "")
    if request.content_type != PIECE or not offset.isdecimal():
        return said(f"续传的请求要用 {PIECE}，并写明 Upload-Offset。", 415)
    try:
        at = write_piece(found, int(offset), request)  # type: ignore[arg-type]
    except Behind as behind:
        return tus(409, Upload_Offset=behind.offset)
    except Busy:
        return said("这个文件正在另一个窗口里上传。", 423)
    except Refused as no:
        return said(no.sentence, 413)
    return tus(204, Upload_Offset=at)


def tus(status: int, **headers: object) -> HttpResponse:
    """An answer of the protocol; header names are written with `_` for `-`."""
    told = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, **told})


def said(sentence: str, status: int) -> HttpResponse:
    """No, in a sentence that the page shows beside the file."""
    told = {"Tus-Resumable": VERSION, "Content-Type": "text/plain; charset=utf-8"}
    return HttpResponse(sentence, status=status, headers=told)


def metadata(header: str) -> dict[str, str]:
    """`filename 5L2g…,place cmVj…` as the protocol writes it; what does not decode is left out."""
    found = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found
