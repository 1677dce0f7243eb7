"""The way in for a manuscript 交稿: a file or pasted text, held in memory only, refused in words above the limit."""

import base64
import binascii
from typing import Any

from django import forms
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from taizhang.core.decisions import Refused
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.opening import PASTED
from taizhang.web.public.check_work import Manuscript

MB = 1024 * 1024
LIMIT_MB = 10
KINDS = (".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".txt", ".xlsx")
AROUND = MB // 2  # the other fields of the form, and the borders between them
DRAINED = (
    64 * MB
)  # of what is too large so much is read and thrown away, so that the browser hears the answer
NOTHING = "请先选一个文件，或把正文粘贴到框里。"


class InMemory(MemoryFileUploadHandler):
    """Keeps every uploaded file in memory, whatever the house's settings: nothing reaches the disk."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *more: Any, **named: Any
    ) -> None:
        self.activated = True


def received(request: HttpRequest, *, kept: bool = False) -> bool:
    """Prepare a request for reading its body in memory; False, and the body thrown away, when it is above the limit.

    `kept`: the page hands a file back in a field, which takes a third more room. Call before anything looks at POST.
    """
    limit = LIMIT_MB * MB * (4 / 3 if kept else 1) + AROUND
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > limit:
        left = min(length, DRAINED)
        while left > 0 and (got := request.read(min(left, MB))):
            left -= len(got)
        return False
    request.upload_handlers = [InMemory(request)]
    return True


class CheckForm(forms.Form):
    """A file, or pasted text."""

    file = forms.FileField(required=False, allow_empty_file=True, max_length=255)
    text = forms.CharField(required=False, strip=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and file.size > LIMIT_MB * MB:
            raise forms.ValidationError(too_large(file.size))
        return file

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("text", "").strip():
            raise forms.ValidationError(NOTHING)
        return given

    def manuscript(self) -> Manuscript:
        """What was handed in; a file goes before pasted text."""
        file = self.cleaned_data.get("file")
        if file:
            return Manuscript(file.name, file.read())
        text = self.cleaned_data["text"].replace("\r\n", "\n")  # browsers end lines so
        return Manuscript(PASTED, text.encode(), pasted=True)


def too_large(size: int) -> str:
    """The sentence for a file above the limit."""
    return unreadable.too_large(size, LIMIT_MB * MB).sentence


def kept(manuscript: Manuscript) -> str:
    """The manuscript as the result page keeps it, since the server keeps nothing."""
    return base64.b64encode(manuscript.data).decode()


def handed_back(request: HttpRequest) -> Manuscript:
    """The manuscript as the result page hands it back for a download. Raises Refused."""
    try:
        data = base64.b64decode(request.POST.get("kept", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("页面里的稿件没有传完整。请回到上一页，重新交一次稿件。") from error
    return Manuscript(request.POST.get("name", "")[:255], data, pasted="pasted" in request.POST)
