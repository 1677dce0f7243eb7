"""The file that goes out: its measures by GB/T 9704, and what editors need of it."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from lxml import etree

from taizhang.core.papers import layout
from taizhang.core.papers.paper import Heading, Paper, Paragraph, Picture, Table
from taizhang.core.papers.tests.cases import DOCUMENT, HIGH_TECH, PAPER, control, figure, png
from taizhang.core.papers.write import write_docx


def parts(paper: Paper) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(write_docx(paper))) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def style(parts: dict[str, str], name: str) -> str:
    styles = re.findall("<w:style .*?</w:style>", parts["word/styles.xml"])
    return next(found for found in styles if f'<w:name w:val="{name}"/>' in found)


def test_the_page_has_22_lines_of_28_characters():
    section = re.search("<w:sectPr>.*</w:sectPr>", parts(PAPER)[DOCUMENT])[0]
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in section
    assert 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"' in section  # 37, 26, 35, 28 mm
    assert '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/>' in section
    assert 22 * layout.LINE <= layout.HEIGHT < 23 * layout.LINE
    for pitch in (320 + layout.CHARACTER_SPACE * 20 / 4096, 320 + layout.TIGHTER):  # twips: 三号 is 320 wide
        assert 28 * pitch <= layout.WIDTH < 29 * pitch


@pytest.mark.parametrize(
    ("name", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", 44),
        ("heading 1", "黑体", 32),
        ("heading 2", "楷体_GB2312", 32),
        ("heading 3", "仿宋_GB2312", 32),
        ("heading 4", "仿宋_GB2312", 32),
        ("公文正文", "仿宋_GB2312", 32),
        ("公文页码单", "宋体", 28),
    ],
)
def test_fonts_are_named_three_times_and_sized(name, font, half_points):
    found = style(parts(PAPER), name)
    assert f'w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"' in found
    assert f'<w:sz w:val="{half_points}"/>' in found


def test_no_part_asks_for_a_theme_font_and_every_part_is_sound():
    for name, text in parts(PAPER).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(text.encode())
            assert "theme" not in text.lower()


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    found = parts(PAPER)
    assert "<w:evenAndOddHeaders/>" in found["word/settings.xml"]
    odd, even = found["word/footer1.xml"], found["word/footer2.xml"]
    for footer in (odd, even):
        assert re.sub("<[^>]*>", "", footer).strip() == "—  PAGE 1 —"
    assert ("tzOdd" in odd, "tzEven" in even) == (True, True)
    assert (
        '<w:jc w:val="right"/>' in style(found, "公文页码单"),
        '<w:jc w:val="left"/>' in style(found, "公文页码双"),
    ) == (
        True,
        True,
    )
    document = found[DOCUMENT]
    assert re.findall('w:footerReference w:type="([a-z]+)"', document) == ["default", "even"]


def test_a_figure_is_a_control_with_tag_title_and_link():
    found = parts(PAPER)
    written = control(found[DOCUMENT], "k12")
    assert '<w:alias w:val="有效期内高新技术企业数"/>' in written
    relation = re.search('<w:hyperlink r:id="([^"]+)"', written)[1]
    assert f'Id="{relation}"' in found["word/_rels/document.xml.rels"]
    assert (
        'Target="http://ledger.local/reports/7/?f=k12" TargetMode="External"'
        in found["word/_rels/document.xml.rels"]
    )
    assert '<w:u w:val="none"/>' in written


def test_a_figure_in_two_places_has_two_controls_that_can_be_told_apart():
    tags = re.findall('<w:tag w:val="([^"]+)"', parts(PAPER)[DOCUMENT])
    assert tags == ["tz:f:k12", "tz:f:k13", "tz:f:m1", "tz:f:r1", "tz:f:k12#2", "tz:f:k13#2"]
    names = re.findall('<w:bookmarkStart [^>]*w:name="([^"]+)"', parts(PAPER)[DOCUMENT])
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) <= 40


def test_a_table_says_how_wide_its_columns_are():
    document = parts(PAPER)[DOCUMENT]
    widths = [int(width) for width in re.findall('<w:gridCol w:w="([0-9]+)"', document)]
    assert sum(widths) == layout.WIDTH
    assert len(widths) == 2


def test_a_picture_is_made_to_fit_the_page():
    paper = Paper("题", (Picture(png(100, 100), 500.0), Picture(png(1, 10), 100.0)))
    sizes = re.findall('wp:extent cx="([0-9]+)" cy="([0-9]+)"', parts(paper)[DOCUMENT])
    assert [(int(wide) / 36_000, int(high) / 36_000) for wide, high in sizes] == [(156, 156), (20, 200)]


@pytest.mark.parametrize(
    ("signature", "date", "indents"),
    [
        ("江山市科学技术局办公室", "2022年7月5日", (2, 5)),
        ("江山市科学技术局", "2022年7月15日", (Decimal("2.5"), 2)),
        ("科技局", "2022年12月31日", (8, 2)),
        ("科技局", "", (2, 2)),
    ],
)
def test_the_date_begins_two_characters_behind_the_name_in_a_paper_without_seal(signature, date, indents):
    assert layout.signature_indents(signature, date) == indents


@pytest.mark.parametrize(
    "paper",
    [
        Paper("题", (Paragraph(("甲",), "p1"), Paragraph(("乙",), "p1"))),
        Paper("题", (Paragraph((figure("", "1"),)),)),
        Paper("题", (Paragraph((figure("k#2", "1"),)),)),
        Paper("题", (Paragraph(("甲",), "段落一"),)),
        Paper("题", (Paragraph(("甲",), "p" * 40),)),
        Paper("题", (Heading(5, ("甲",)),)),
        Paper("题", (Picture(b"none", 100.0),)),
    ],
)
def test_what_no_docx_can_hold_is_refused(paper):
    with pytest.raises(ValueError, match=r"id|level|picture"):
        write_docx(paper)


def test_signs_that_xml_cannot_hold_are_left_out_and_long_titles_cut():
    long = figure("k1", "1\x00", "指" * 80)
    document = parts(Paper("题\x0b", (Paragraph(("甲\x02乙", long)), Table((), ()))))[DOCUMENT]
    assert re.sub("<[^>]*>", "", document).strip() == "题甲乙1"
    assert f'<w:alias w:val="{"指" * 64}"/>' in document


def test_the_same_paper_gives_the_same_bytes():
    assert write_docx(PAPER) == write_docx(PAPER)
    assert write_docx(PAPER) != write_docx(Paper("题", (Paragraph((HIGH_TECH,)),)))
