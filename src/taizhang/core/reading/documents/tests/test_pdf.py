"""PDF: lines rejoined into paragraphs with their pages; what belongs to the pages is noise."""

import pytest

from taizhang.core.reading.documents.opening import Unreadable, open_document
from taizhang.core.reading.documents.pdf_lines import Line
from taizhang.core.reading.documents.pdf_margins import in_the_margins
from taizhang.core.reading.documents.tests.pdf_builder import PICTURE, column, pdf
from taizhang.core.reading.documents.tests.showing import shown, sound
from taizhang.core.reading.documents.unreadable import in_words

# Lines of 28 characters, as on a page of an official document; the first of a paragraph is indented by two.
FIRST = "\u3000\u3000今年以来全区申报各级各类科技计划项目四十项其中省级"
FULL = "重点项目一十二项市级一般项目二十八项各项工作有序推进完成了全年任务"[:28]
OTHER = "\u3000\u3000下一步将继续做好高新技术企业的培育和科技项目的申报工作"
LAST = "增长百分之二十五。"


def read(*pages: list[str], **more) -> list[str]:
    document = open_document(pdf([column(page) for page in pages]), "总结.pdf")
    assert sound(document)
    return shown(document)


def test_broken_lines_are_joined_without_a_space():
    assert read([FIRST, FULL, LAST, FIRST, LAST]) == [
        FIRST.strip("\u3000") + FULL + LAST,
        FIRST.strip("\u3000") + LAST,
    ]


def test_a_short_line_ends_its_paragraph_and_a_number_starts_one():
    full = FULL[:-1] + "。"
    lines = read(["一、工作", FIRST, full, "（一）项目", FIRST, LAST])
    assert lines == ["一、工作", FIRST.strip("\u3000") + full, "（一）项目", FIRST.strip("\u3000") + LAST]


def test_a_number_that_is_not_broken_leaves_its_line_short():
    short = FULL[:-4]  # the figure 1234567.89 did not fit any more
    assert read([FIRST, short, "1234567.89万元，" + LAST]) == [
        FIRST.strip("\u3000") + short + "1234567.89万元，" + LAST
    ]


def test_foreign_words_keep_their_space():
    assert read([FIRST, FULL[:-8] + "Research", "and" + FULL[:20]])[0].endswith("Research and" + FULL[:20])


def with_foot(
    lines: list[str], foot: str, head: str = "区科技局工作总结"
) -> list[tuple[float, float, float, str]]:
    return [(72, 800, 10, head), *column(lines), (280, 40, 12, foot)]


def test_heads_feet_and_page_numbers_are_noise_also_inside_a_paragraph():
    pages = ([FIRST, FULL, FULL], [FULL, LAST], [OTHER, LAST])
    data = pdf([with_foot(page, f"— {number} —") for number, page in enumerate(pages, 1)])
    document = open_document(data, "a.pdf")
    first, second = FIRST.strip("\u3000") + FULL * 3 + LAST, OTHER.strip("\u3000") + LAST
    head = "~ 区科技局工作总结"
    assert shown(document) == [first, head, "~ — 1 —", head, "~ — 2 —", second, head, "~ — 3 —"]
    assert [block.place.page for block in document.blocks] == [1, 1, 1, 2, 2, 3, 3, 3]


def line(text: str, page: int, bottom: float) -> Line:
    return Line(text, page, 72, 200, bottom, 12, bottom < 100)


def test_bare_numbers_are_page_numbers_only_when_they_count_along():
    pages = [[line("正文", n, 700), line(str(n + 3), n, 40)] for n in (1, 2, 3)]
    assert {each.text for each in in_the_margins(pages)} >= {"4", "5", "6"}
    assert not in_the_margins([[line("合计", 1, 700), line("88", 1, 60)]])


def test_columns_are_parted_by_tabs_and_found_as_a_table():
    rows = [
        (["区", "企业数", "金额"]),
        (["甲区", "30", "12.5"]),
        (["乙区", "20", "8.0"]),
        (["合计", "50", "20.5"]),
    ]
    printed = [
        (72 + 150 * at, 700 - 28 * number, 16, text)
        for number, row in enumerate(rows)
        for at, text in enumerate(row)
    ]
    document = open_document(pdf([printed]), "a.pdf")
    assert document.text.split("\n")[1] == "甲区\t30\t12.5"
    assert len(document.tables) == 1


def test_the_small_gap_between_hanzi_and_digits_is_no_space():
    printed = [(72, 700, 16, "申报项目"), (72 + 64 + 4, 700, 16, "40"), (72 + 64 + 4 + 32 + 4, 700, 16, "项")]
    assert shown(open_document(pdf([printed]), "a.pdf")) == ["申报项目40项"]


def test_a_larger_line_is_a_heading():
    data = pdf([[(150, 780, 22, "区科技局工作总结"), *column([FIRST, LAST])]])
    assert shown(open_document(data, "a.pdf"))[0] == "# 区科技局工作总结"


def test_scanned_pages_are_named():
    document = open_document(pdf([column([FIRST]), PICTURE, PICTURE, column([LAST]), PICTURE]), "a.pdf")
    assert document.remarks == ("第 2—3、5 页是图片（扫描件），没有文字，这些页没有读。",)
    assert len(document.blocks) == 2


def test_a_scanned_pdf_is_refused_with_its_pages_and_what_to_do():
    with pytest.raises(Unreadable, match=r"第 1—2 页都是图片.*OCR"):
        open_document(pdf([PICTURE, PICTURE]), "a.pdf")


def test_an_encrypted_pdf_is_refused():
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00> <00>]"
    with pytest.raises(Unreadable, match="打开密码"):
        open_document(pdf([column([FIRST])], locked), "a.pdf")


def test_an_empty_and_a_broken_pdf():
    with pytest.raises(Unreadable, match="没有读到任何文字"):
        open_document(pdf([b""]), "a.pdf")
    with pytest.raises(Unreadable, match="已损坏"):
        open_document(pdf([column([FIRST])])[:200], "a.pdf")


def test_page_numbers_in_words():
    assert in_words([1, 2, 3, 5, 8, 9]) == "1—3、5、8—9"
