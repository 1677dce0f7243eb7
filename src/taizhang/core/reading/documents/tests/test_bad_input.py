"""Whatever the bytes are: a document, or a sentence in words. Never anything else."""

import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from taizhang.core.reading.documents import limits
from taizhang.core.reading.documents.opening import Unreadable, open_document
from taizhang.core.reading.documents.tests.builders import docx, paragraph, part, run, table
from taizhang.core.reading.documents.tests.pdf_builder import column, pdf
from taizhang.core.reading.documents.tests.showing import sound

REPORT = docx(paragraph("申报项目40项。"), table(["区", "数"], ["甲", "3"]))

BODY = REPORT.index(b"word/document.xml") + 30  # inside the packed body


def refused(data: bytes, name: str = "总结.docx") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_document(data, name)
    assert caught.value.sentence.endswith("。") and "请" in caught.value.sentence
    return caught.value


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def encrypted_docx() -> bytes:
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(REPORT)).encrypt("secret", buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b" \r\n\0", "a.txt", "blank"),
        (docx(paragraph()), "a.docx", "blank"),
        (REPORT[: len(REPORT) // 2], "a.docx", "damaged"),
        (REPORT.replace(REPORT[BODY : BODY + 40], b"\xff" * 40), "a.docx", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "总结.docx", "other_kind"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "总结.pdf", "other_kind"),
        (b"MZ" + bytes(100), "a.txt", "other_kind"),
        (archive(a__txt=b"1"), "a.zip", "other_kind"),
        (archive(ppt__slide=b"1"), "a.pptx", "other_kind"),
        (archive(word__document=b"1"), "a.docx", "damaged"),
        (archive(**{"word__document.xml": b"no xml"}), "a.docx", "damaged"),
        (archive(**{"word__document.xml": b"<a><b></a>"}), "a.docx", "damaged"),
        (archive(**{"word__document.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "a.docx", "doctype"),
        (archive(**{"word__document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16")}), "a.docx", "doctype"),
        (archive(**{"word__document.xml": b"<a>" + b" " * (limits.MAX_PART + 1)}), "a.docx", "bomb"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "damaged"),
        (bytes(range(256)) * 40, "总结.txt", "unknown"),
        (b"\xf8\x20" * 500, "总结.txt", "encoding"),
        (b"{\\rtf1 40}", "a.rtf", "wants_converting"),
        (b"%PDF-1.7\n" + bytes(range(256)), "a.pdf", "damaged"),
    ],
)  # fmt: skip
def test_each_ends_in_a_sentence(data, name, code):
    assert refused(data, name).code == code


def test_an_encrypted_docx_is_named():
    assert refused(encrypted_docx()).code == "encrypted"


def test_too_large_a_file_is_not_even_looked_at():
    assert refused(b"PK\x03\x04" + bytes(limits.MAX_BYTES)).code == "too_large"


def test_too_long_a_text_is_refused():
    assert refused(b"1" * (limits.MAX_TEXT + 1), "a.txt").code == "too_long"
    assert refused(b"1\n" * (limits.MAX_BLOCKS + 1), "a.txt").code == "too_long"


def test_one_very_long_line_is_read():
    text = "全市申报40项，" * 200_000
    document = open_document(text.encode(), "a.txt")
    assert len(document.blocks) == 1 and document.text == text


@pytest.mark.parametrize("deep", [200, 5_000])
def test_tables_in_tables(deep):
    assert (
        refused(docx("<w:tbl><w:tr><w:tc>" * deep + paragraph("5") + "</w:tc></w:tr></w:tbl>" * deep)).code
        == "nested"
    )


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
)
@pytest.mark.parametrize("deep", [50, 450, 900])
def test_anything_in_itself_is_read_or_refused(opening, closing, deep):
    try:
        assert open_document(docx(opening * deep + paragraph("5家") + closing * deep), "a.docx").text == "5家"
    except Unreadable as error:
        assert error.code == "nested"


def test_a_span_beyond_all_use_is_cut():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>' + paragraph("1") + "</w:tc>"
    document = open_document(docx(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>"), "a.docx")
    assert document.tables[0].cells[0].columns == limits.MAX_SPAN


def test_many_runs_are_read():
    document = open_document(docx(paragraph(*[run("五家")] * 20_000)), "a.docx")
    assert document.text == "五家" * 20_000


@settings(max_examples=150)
@given(st.binary(max_size=3_000), st.sampled_from(["a.docx", "a.txt", "a.pdf", "a.html", "a"]))
def test_random_bytes(data, name):
    try:
        assert sound(open_document(data, name))
    except Unreadable as error:
        assert error.sentence.endswith("。")


STARTS = [
    REPORT,
    pdf([column(["申报项目四十项", "其中省级五项"])]),
    "<html><body><table><tr><td>甲<td>3</table>".encode(),
]


@settings(max_examples=150)
@given(
    st.sampled_from(STARTS),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=6),
    st.integers(0, 5_000),
)
def test_real_files_with_bytes_changed_and_cut_off(start, changes, cut):
    data = bytearray(start)
    for at, value in changes:
        data[at % len(data)] = value
    try:
        assert sound(
            open_document(
                bytes(data[: max(1, len(data) - cut % len(data))] if cut % 3 == 0 else data), "a.docx"
            )
        )
    except Unreadable as error:
        assert error.sentence.endswith("。")


ELEMENTS = st.sampled_from("p r tbl tr tc sdt sdtContent ins t br txbxContent pict pPr numPr fldChar".split())


@settings(max_examples=100)
@given(st.lists(ELEMENTS, max_size=12))
def test_elements_in_places_where_they_do_not_belong(names):
    opened = (
        "".join(f"<w:{name}>" for name in names) + "5家" + "".join(f"</w:{name}>" for name in reversed(names))
    )
    data = archive(
        **{"word__document.xml": part("document", f"<w:body>{opened}{paragraph('6家')}</w:body>").encode()}
    )
    assert sound(open_document(data, "a.docx"))


def test_a_docx_loads_no_other_reader():
    code = (
        "import sys; from taizhang.core.reading.documents.opening import open_document;"
        "open_document(sys.stdin.buffer.read(), 'a.docx');"
        "print([name for name in ('pypdfium2', 'python_calamine', 'openpyxl', 'django', 'email') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], input=REPORT, capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"
