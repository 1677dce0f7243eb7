"""The files that a form sends: in the request itself, or arrived before it in pieces 收到的文件."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.http import HttpRequest

from taizhang.files.models import Upload
from taizhang.files.uploads import chosen, opened, take
from taizhang.web.author import person_of


@dataclass
class Sent:
    """One file that arrived, whichever way."""

    name: str
    size: int
    stream: BinaryIO
    upload: Upload | None = None

    def read(self) -> bytes:
        return self.stream.read()

    def forget(self) -> None:
        """It has been dealt with: nothing of it is kept outside the ledger."""
        self.stream.close()
        if self.upload is not None:
            take(self.upload)


def sent_files(request: HttpRequest, field: str = "files", mark: str = "uploads") -> Iterator[Sent]:
    """Each file of the request, then each upload that the form names; an upload taken already is passed over."""
    for file in request.FILES.getlist(field):
        yield Sent(file.name or "", file.size or 0, cast(BinaryIO, file.file))
    for upload in chosen(request.POST.getlist(mark), person_of(request)):
        yield Sent(upload.name, upload.size, opened(upload), upload)
