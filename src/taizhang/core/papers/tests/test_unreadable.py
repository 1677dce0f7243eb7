"""Files that are no paper: each with a sentence."""

import io
import zipfile

import pytest

from taizhang.core.papers.read import read_docx
from taizhang.core.papers.tests.cases import PAPER, edited
from taizhang.core.papers.write import write_docx
from taizhang.core.reading.documents.limits import MAX_PART
from taizhang.core.reading.documents.tests import builders
from taizhang.core.reading.documents.unreadable import Unreadable

SENT = write_docx(PAPER)
ENCRYPTED = bytearray(SENT)
ENCRYPTED[6] |= 1
ENCRYPTED[SENT.index(b"PK\x01\x02") + 8] |= 1


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(MAX_PART // 1_000_000 + 2):
            part.write(b" " * 1_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\0" * 100, "blank"),
        ("净增15家".encode(), "not_docx"),
        (b"{\\rtf1 abc}", "not_docx"),
        (workbook(), "not_docx"),
        (b"\x89PNG\r\n\x1a\n....", "other_kind"),
        (SENT[: len(SENT) // 2], "damaged"),
        (bytes(ENCRYPTED), "encrypted"),
        (bomb(), "bomb"),
        (edited(SENT, lambda xml: xml[: len(xml) // 2]), "damaged"),
        (edited(SENT, lambda xml: xml.replace("<w:document", "<!DOCTYPE x><w:document", 1)), "doctype"),
        (builders.docx(builders.paragraph("")), "blank"),
        (builders.docx("<w:tbl><w:tr><w:tc>" * 40 + "</w:tc></w:tr></w:tbl>" * 40), "nested"),
    ],
)
def test_what_cannot_be_read_says_so(data, code):
    with pytest.raises(Unreadable) as refused:
        read_docx(data)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")
