"""Plain text: every character kept, in every encoding of a Chinese office."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.core.reading.document import Place
from taizhang.core.reading.documents.opening import PASTED, Unreadable, open_document, open_text
from taizhang.core.reading.documents.tests.showing import shown, sound

REPORT = "区科技局2022年工作总结\r\n\r\n  一、申报项目40项，其中省级12项。\r\n增长19.57%\r\n"
common = st.text(
    st.sampled_from("全市申报项目共计家件万元亿增长的在和2345，。；：、（）%\n"), min_size=20, max_size=200
)


def test_lines_with_their_numbers_and_line_ends_kept():
    document = open_document(REPORT.encode(), "总结.txt")
    assert document.text == REPORT
    assert shown(document) == ["区科技局2022年工作总结", "  一、申报项目40项，其中省级12项。", "增长19.57%"]
    assert [block.place for block in document.blocks] == [Place(0, 1), Place(0, 3), Place(0, 4)]
    assert document.format == "txt"


def test_offsets_are_those_of_python_reading_the_file(tmp_path):
    for content in (REPORT, "\ufeff" + REPORT, "甲\r乙\n丙\r\n丁\x0c戊"):
        path = tmp_path / "a.txt"
        path.write_bytes(content.encode())
        with path.open(newline="", encoding="utf-8") as file:
            assert open_document(path.read_bytes(), "a.txt").text == file.read()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""), ("gbk", b""), ("gb18030", b""), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""), ("utf-16-be", b""),
    ],
)  # fmt: skip
def test_encodings(encoding, mark):
    assert open_document(mark + REPORT.encode(encoding), "a.txt").text == REPORT


@given(common, st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]))
@example("申报项目共计二十三家增长的在和全市申报项目", "utf-16-le")
def test_any_text_goes_round_in_any_encoding(text, encoding):
    text = "市科技局工作总结" + text
    document = open_document(text.encode(encoding), "a.txt")
    assert document.text == text
    assert sound(document)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"])).filter(str.strip))
def test_pasted_text_is_kept_character_for_character(text):
    try:
        document = open_text(text)
    except Unreadable as refused:
        assert refused.code == "blank"
        return
    assert document.text == text
    assert sound(document)


def test_a_utf8_file_cut_inside_a_character_keeps_the_rest():
    assert open_document("共40家企业".encode()[:-1], "a.txt").text == "共40家企"


def test_a_utf8_file_with_one_broken_byte_is_read():
    data = ("全市申报项目。" * 300).encode()
    assert open_document(data + b"\xff" + data, "a.txt").text.count("\ufffd") == 1


def test_pasted_text_has_a_name():
    document = open_text("共40家")
    assert (document.name, document.format, document.text) == (PASTED, "txt", "共40家")


def test_nothing_pasted_is_said():
    with pytest.raises(Unreadable, match="没有粘贴任何文字"):
        open_text(" \n ")


def test_tables_in_text_are_found():
    document = open_text("各区企业情况表\n区\t企业数\t金额\n甲区\t30\t12.5\n乙区\t20\t8\n合计\t50\t20.5\n")
    assert len(document.tables) == 1
    assert document.text[document.tables[0].cells[0].start :].startswith("区")
