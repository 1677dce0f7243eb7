"""Elements found in their bytes, and an archive with parts replaced."""

import io
import re
import struct
import zipfile
from itertools import pairwise
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.core.reading.annotate.bytespans import byte_spans, character_offsets
from taizhang.core.reading.annotate.comments import with_relation, with_type
from taizhang.core.reading.annotate.package import with_parts

WORDS = st.text("科技&<>é\n ab\U0002000b\"'", max_size=8)
ELEMENTS = st.recursive(
    WORDS.map(escape),
    lambda inner: st.lists(st.tuples(st.sampled_from(["a", "b:c", "d"]), WORDS, inner), max_size=3).map(
        lambda all_: "".join(
            f'<{name} x="{escape(words, {chr(34): "&quot;"})}">{each}</{name}>' for name, words, each in all_
        )
    ),
    max_leaves=8,
)


@given(ELEMENTS, st.booleans(), st.booleans())
def test_every_element_is_found_where_it_stands(inner, mark, comment):
    text = f'<?xml version="1.0"?>{"<!-- <a> -->" if comment else ""}<r xmlns:b="urn:b"><e/>{inner}</r>'
    data = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    elements = list(ElementTree.fromstring(data).iter())
    spans = byte_spans(data, range(len(elements)))
    assert len(spans) == len(elements)
    for number, element in enumerate(elements):
        span = spans[number]
        wrapped = b'<r xmlns:b="urn:b">' + data[span.start : span.end] + b"</r>"
        (same,) = ElementTree.fromstring(wrapped) if number else (ElementTree.fromstring(data),)
        assert (same.tag, same.attrib) == (element.tag, element.attrib)
        assert "".join(same.itertext()) == "".join(element.itertext())


@given(WORDS)
def test_every_character_is_found_where_it_stands(words):
    data = f"<t>{escape(words)}</t>".encode()
    offsets = character_offsets(data, byte_spans(data, {0})[0])
    assert offsets is not None and len(offsets) == len(words) + 1
    pieces = [data[a:b].decode() for a, b in pairwise(offsets)]
    assert pieces == [escape(char) for char in words]


def test_a_comment_inside_is_left_alone():
    data = b"<t>8<!-- x -->9</t>"
    assert character_offsets(data, byte_spans(data, {0})[0]) is None


def archive(*names: str, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name, (2020, 5, 4, 3, 2, 0)), name.encode() * 50)
        made.comment = comment
    return buffer.getvalue()


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_replaced_with_itself_the_contents_are_the_same():
    data = archive("a", "文", "c", comment=b"note")
    assert with_parts(data, {}) == data
    assert contents(with_parts(data, {"文": b"new", "d": b"more"})) == contents(data) | {
        "文": b"new",
        "d": b"more",
    }


def test_bytes_before_the_archive_stay():
    data = b"#!stub\n" + archive("a", "b")
    out = with_parts(data, {"a": b"1"})
    assert out.startswith(b"#!stub\n") and contents(out)["a"] == b"1"


@pytest.mark.parametrize(
    "data", [b"", b"no archive", archive("a")[:-4], archive("a").replace(b"PK\x01\x02", b"PK\x09\x09")]
)
def test_what_is_no_plain_archive_is_refused_in_words(data):
    with pytest.raises(Refused):
        with_parts(data, {"a": b"1"})


def test_an_archive_of_the_large_form_is_refused_in_words():
    data = bytearray(archive("a"))
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 16, 0xFFFFFFFF)
    with pytest.raises(Refused):
        with_parts(bytes(data), {"a": b"1"})


@given(st.binary(max_size=300))
def test_no_bytes_bring_anything_but_a_sentence(data):
    try:
        with_parts(archive("a", "b") + data, {"a": b"1"})
    except Refused as refused:
        assert refused.sentence.endswith("。")


def test_entries_go_into_roots_of_every_form():
    for root in (
        b'<Types xmlns="urn:t"/>',
        b'<Types xmlns="urn:t"></Types>\n',
        b'<x:Types xmlns:x="urn:t"><x:a/></x:Types>',
    ):
        assert b"/word/comments.xml" in with_type(root, "word/comments.xml")
        ElementTree.fromstring(with_type(root, "word/comments.xml"))


def test_a_relation_takes_a_free_name():
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    once = with_relation(None, "comments.xml", space)
    twice = with_relation(once, "comments.xml", space)
    assert re.findall(rb'Id="(\w+)"', twice) == [b"rIdCheck1", b"rIdCheck2"]
