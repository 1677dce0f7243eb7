"""Files that would run by themselves are not taken, and the person reads what to do instead."""

import io
import zipfile

import openpyxl
import pytest

from taizhang.core.decisions import Refused
from taizhang.files.active import check_inert, running

SCAN = b"%PDF-1.7\n1 0 obj\n<</Length 12>>stream\n\x8f/JS\x9a\xd1/JS-\nendstream\nendobj\n"  # the bytes of a picture


def pdf(more: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<</Type /Catalog " + more + b">>\nendobj\n"


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return made.getvalue()


def workbook() -> bytes:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


@pytest.mark.parametrize(("content", "says"), [
    (archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "宏"),
    (archive("word/document.xml", "word/VBAPROJECT.BIN"), "宏"),
    (archive("合同/合同.pdf", "合同/安装.EXE"), "安装.EXE"),
    (archive("a.docx", "打开我.pdf.lnk"), "打开我.pdf.lnk"),
    (pdf(b"/OpenAction <</S /JavaScript /JS (app.alert(1))>>"), "脚本"),
    (pdf(b"/OpenAction <</S /Rendition /JS 12 0 R>>"), "脚本"),
    (pdf(b"/OpenAction <</S /Launch /F (cmd.exe)>>"), "脚本"),
])  # fmt: skip
def test_what_would_run_is_refused_with_what_to_do(content, says):
    with pytest.raises(Refused) as no:
        check_inert("附件", content)
    assert says in no.value.sentence
    assert no.value.sentence.count("请") == 1


@pytest.mark.parametrize("content", [
    workbook(), archive("合同.pdf", "照片/1.jpg", "说明.txt"), pdf(b"/Lang (zh-CN)"), SCAN, "一段文字".encode(), b"PK\x03\x04 broken",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"",
])  # fmt: skip
def test_what_lies_still_is_taken(content):
    assert running(content) == ""
