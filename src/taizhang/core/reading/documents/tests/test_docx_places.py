"""From offsets back to the runs of the original: exactly the characters of the text, wherever they stand."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.docx_names import TEXT
from taizhang.core.reading.documents.docx_places import paragraphs, runs, within
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.documents.tests.builders import docx, paragraph, run, table, text_box
from taizhang.core.reading.documents.tests.test_docx import LIST, in_list

words = st.text(st.characters(categories=["Lo", "Nd", "Po"], max_codepoint=0x9FFF), min_size=1, max_size=8)


def found(data: bytes, document: Document, start: int, end: int) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    place = document.block_at(start).place
    spans = runs(paragraphs(root)[place.paragraph - 1], *within(document, start, end))
    return "".join(
        span.element.text[span.start : span.end] if span.element.tag == TEXT else "\n" for span in spans
    )


def test_every_place_of_a_mixed_document():
    body = (
        paragraph("标题", properties=in_list(0)),
        paragraph("申报", run("40", "<w:b/>"), "项", text_box(paragraph("框内3家")), run("，立项10项")),
        paragraph("", "<w:r><w:br/></w:r>", "甲5家", "<w:r><w:br/></w:r>", "乙6家", "<w:r><w:br/></w:r>"),
        table(["区", "数"], ["甲", "12"]),
    )
    data = docx(*body, numbering=LIST)
    document = open_document(data, "a.docx")
    for wanted in ("标题", "申报", "40", "40项", "立项10项", "框内3家", "甲5家", "乙6家", "家\n乙", "12"):
        start = document.text.index(wanted)
        assert found(data, document, start, start + len(wanted)) == wanted


def test_an_automatic_number_stands_in_no_run():
    data = docx(paragraph("标题", properties=in_list(0)), numbering=LIST)
    document = open_document(data, "a.docx")
    assert document.text == "一、标题"
    assert found(data, document, 0, 2) == ""


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=5), st.data())
def test_any_span_of_a_paragraph_is_found_again(texts, data):
    file = docx(*[paragraph(*map(run, text)) for text in texts])
    document = open_document(file, "a.docx")
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    assert found(file, document, start, end) == document.text[start:end]
