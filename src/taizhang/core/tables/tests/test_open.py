"""Opening: the content decides; what cannot be read is refused in a sentence."""

import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from taizhang.core.decisions import Refused
from taizhang.core.tables.book import open_book, open_paste
from taizhang.core.tables.sheet import Flaw, FlawKind, Merge, column_index, letter, shown
from taizhang.core.tables.unreadable import Unreadable

from .builders import patched, rebuilt, saved, workbook

ROWS = [["企业名称", "营业收入"], ["甲公司", 1203.5], ["乙公司", 7]]
SHEET = "xl/worksheets/sheet1.xml"


def cells(data: bytes, name: str = "x.xlsx", at: int = 0):
    return [row for _, row in open_book(data, name).sheets[at].rows()]


def refusal(data: bytes, name: str = "x.xlsx", **options) -> str:
    with pytest.raises(Unreadable) as caught:
        open_book(data, name, **options)
    assert isinstance(caught.value, Refused)
    assert caught.value.sentence.endswith("。") and "请" in caught.value.sentence
    return caught.value.code


@pytest.mark.parametrize("name", ["x.xlsx", "x.xls", "x.csv", "没有扩展名"])
def test_the_content_decides_not_the_extension(name):
    assert cells(workbook(ROWS), name) == [["企业名称", "营业收入"], ["甲公司", 1203.5], ["乙公司", 7.0]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_the_encodings_of_chinese_offices(encoding, delimiter):
    text = "\r\n".join(
        delimiter.join(row) for row in [["企业名称", "地址"], ["甲公司", '"深圳, 南山; 1\t号"'], ["乙", ""]]
    )
    assert cells(text.encode(encoding), "x.csv") == [
        ["企业名称", "地址"],
        ["甲公司", "深圳, 南山; 1\t号"],
        ["乙", ""],
    ]


def test_a_csv_called_xls_is_read():
    assert cells("名称,数量\n甲,001\n".encode("gbk"), "导出.xls") == [["名称", "数量"], ["甲", "001"]]


def test_text_guards_of_exports_are_undone():
    assert cells('名称,代码\n\'=1+1,"=""00123"""\n'.encode(), "x.csv")[1] == ["=1+1", "00123"]


def test_a_web_page_called_xls_is_read_with_spans():
    page = (
        '<html><head><meta charset="gb2312"></head><body><table><tr><th rowspan=2>企业</th><th colspan="2">收入</th></tr>'
        "<tr><td>2024</td><td>2025</td></tr><tr><td>甲<br>公司</td><td>&nbsp;1</td><td>2</td></tr></table></body></html>"
    ).encode("gbk")
    sheet = open_book(page, "导出.xls").sheets[0]
    assert [row for _, row in sheet.rows()] == [
        ["企业", "收入", ""],
        ["", "2024", "2025"],
        ["甲\n公司", "1", "2"],
    ]
    assert sheet.merges == (Merge(1, 0, 2, 0), Merge(1, 1, 1, 2))


def test_pasted_cells_are_a_sheet():
    book = open_paste("企业名称\t营业收入\r\n甲公司\t12\r\n")
    assert [row for _, row in book.sheets[0].rows()] == [["企业名称", "营业收入"], ["甲公司", "12"]]


def test_nothing_pasted_is_refused():
    with pytest.raises(Unreadable):
        open_paste("  \n")


def test_dates_booleans_and_rich_text():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    day = book.add_format({"num_format": 'yyyy"年"m"月"'})
    page.write_datetime(0, 0, dt.datetime(2026, 6, 3), day)
    page.write_boolean(0, 1, True)
    page.write_rich_string(0, 2, "甲", book.add_format({"bold": True}), "公司")
    book.close()
    assert cells(buffer.getvalue()) == [[dt.date(2026, 6, 3), True, "甲公司"]]


def test_dates_of_the_1904_system():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = dt.date(2026, 6, 3)
    assert cells(saved(book)) == [[dt.date(2026, 6, 3)]]


def test_cells_keep_their_place_when_the_first_rows_and_columns_are_empty():
    book = openpyxl.Workbook()
    book.active["C5"] = "甲"
    sheet = open_book(saved(book), "x").sheets[0]
    assert list(sheet.rows())[4] == (5, ["", "", "甲"])
    assert sheet.last_row == 5
    assert sheet.window(5, 1, 3) == [(4, ["", "", ""]), (5, ["", "", "甲"])]


def test_hidden_sheets_are_listed_and_left_out_unless_asked():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden")):
        page = book.create_sheet(name)
        page.append(["c"])
        page.sheet_state = state
    read = open_book(saved(book), "x")
    assert [s.name for s in read.read_sheets()] == ["Sheet"]
    assert [s.name for s in read.hidden_sheets] == ["藏", "深藏"]
    assert len(read.read_sheets(hidden=True)) == 3


def test_errors_uncalculated_formulas_and_pictures_are_known():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["a", "=B1*2", "#REF!", '=_xlfn.DISPIMG("ID_1",1)', 5])
    flaws = open_book(saved(book), "x").sheets[0].flaws
    assert {at: flaw.kind for at, flaw in flaws.items()} == {
        (1, 1): FlawKind.NO_VALUE,
        (1, 2): FlawKind.ERROR,
        (1, 3): FlawKind.PICTURE,
    }
    assert cells(saved(book))[0][2] == Flaw(FlawKind.ERROR, "#REF!")


def test_a_row_of_only_uncalculated_formulas_still_counts():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["=A1", "=B1"])
    sheet = open_book(saved(book), "x").sheets[0]
    assert sheet.last_row == 2
    assert [type(cell) for cell in list(sheet.rows())[1][1]] == [Flaw, Flaw]


def test_percent_formatted_columns_are_known():
    book = openpyxl.Workbook()
    for row, format_ in enumerate(["0.00%", "0%"], start=1):
        book.active.cell(row, 1, 0.5).number_format = format_
        book.active.cell(row, 2, 0.5).number_format = "0.00"
        book.active.cell(row, 3, 0.5).number_format = format_ if row == 1 else "0.0"
    sheet = open_book(saved(book), "x").sheets[0]
    assert (sheet.percents, sheet.mixed_percents) == ({0}, {2})


def test_a_prefixed_namespace_is_read():
    data = workbook(ROWS)
    prefixed = rebuilt(
        data,
        {
            SHEET: lambda xml: (
                xml.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
            )
        },
    )
    assert open_book(prefixed, "x").sheets[0].last_row == 3


def test_a_name_with_an_apostrophe_or_a_tag_is_only_a_name():
    assert open_book(b"a,b\n1,2\n", "O'Brien<script>.csv").sheets[0].name == "O'Brien<script>"


# -- refused -----------------------------------------------------------------------------------


def test_encrypted_workbooks_are_refused():
    buffer = io.BytesIO()
    office = OOXMLFile(io.BytesIO(workbook(ROWS)))
    office.encrypt("secret", buffer)
    assert refusal(buffer.getvalue()) == "file.encrypted"


def test_xls_with_a_password_is_refused():
    records = struct.pack("<HHHH", 0x0809, 4, 0x0600, 0x0005) + struct.pack("<HHHHH", 0x2F, 6, 1, 2, 3)
    assert refusal(records) == "file.encrypted"


@pytest.mark.parametrize("keep", [10, 100, 2000, -30])
def test_truncated_workbooks_are_refused(keep):
    assert refusal(workbook(ROWS)[:keep]) == "file.damaged"


def test_a_workbook_with_flipped_bytes_is_refused():
    data = bytearray(workbook([[f"名称{i}", i] for i in range(500)]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo(SHEET).header_offset
    data[start + 200 : start + 260] = b"\x00" * 60
    assert refusal(bytes(data)) == "file.damaged"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = patched(workbook(ROWS), SHEET, b"</sheetData>", b" " * 40_000_000 + b"</sheetData>")
    assert refusal(bomb) == "file.bomb"


def test_an_archive_that_lies_about_its_size_is_refused():
    data = bytearray(patched(workbook(ROWS), SHEET, b"</sheetData>", b" " * 40_000_000 + b"</sheetData>"))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = 0
        while (at := data.find(signature, at)) >= 0:
            if struct.unpack_from("<I", data, at + offset)[0] > 1_000_000:
                struct.pack_into("<I", data, at + offset, 900)
            at += 4
    assert refusal(bytes(data)) == "file.damaged"


def test_entities_are_refused():
    bomb = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><worksheet'
    assert refusal(patched(workbook(ROWS), SHEET, b"<worksheet", bomb)) == "file.doctype"


def test_a_file_over_the_limit_is_refused():
    assert refusal(workbook(ROWS), max_bytes=1000) == "file.too_large"


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00" * 100])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == "file.empty"


def test_a_workbook_with_only_a_picture_is_refused():
    data = workbook([[]])
    assert (
        refusal(patched(data, SHEET, b"</sheetData>", b'</sheetData><drawing r:id="rId1"/>'))
        == "file.pictures"
    )


def test_a_blank_workbook_is_refused():
    assert refusal(workbook([[]], [[]])) == "file.blank"


def test_a_workbook_without_sheets_is_refused():
    data = rebuilt(
        workbook(ROWS), {"xl/workbook.xml": lambda xml: xml.split(b"<sheets>")[0] + b"</workbook>"}
    )
    assert refusal(data) == "file.no_sheets"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a", "RAR"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_other_documents_are_refused_by_name(data, words):
    with pytest.raises(Unreadable, match=words):
        open_book(data, "x.xlsx")


def test_an_archive_of_workbooks_says_to_unpack_it():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xlsx", workbook(ROWS))
    assert refusal(buffer.getvalue(), "x.zip") == "file.archive"


def test_noise_is_refused():
    assert refusal(bytes(range(256)) * 20) in ("file.unknown", "file.encoding")


def test_old_xml_spreadsheets_are_refused_in_words():
    xml = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    assert refusal(xml, "x.xls") == "file.old_xml"


# -- far-flung cells -----------------------------------------------------------------------------


def test_a_stray_cell_far_below_is_read_without_the_empty_area():
    rows = [["企业名称", "备注"], ["甲公司", "x"]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active["T1000000"] = "z"
    sheet = open_book(saved(book), "x").sheets[0]
    assert sheet.last_row == 1_000_000 and sheet.width == 20
    assert next(iter(sheet.rows()))[1][:2] == ["企业名称", "备注"]


def test_far_flung_cells_keep_their_types():
    book = openpyxl.Workbook()
    page = book.active
    page.append(
        ["企业 & 名称", dt.date(2026, 6, 3), True, 1.5, "=1+1", "#REF!", dt.datetime(2026, 6, 3, 8, 30)]
    )
    page["T900000"] = "末"
    sheet = open_book(saved(book), "x").sheets[0]
    shown_row = ["企业 & 名称", "2026-06-03", "TRUE", "1.5", "=1+1", "#REF!", "2026-06-03 08:30"]
    assert sheet.window(1, 0, 1) == [(1, shown_row), (2, [])]
    assert sum(1 for _ in sheet.rows()) == 900_000


def test_hundreds_of_thousands_of_empty_formatted_rows_cost_nothing():
    empty = "".join(
        f'<row r="{r}"><c r="A{r}" s="0"/><c r="B{r}" s="0"/></row>' for r in range(4, 300_000)
    ).encode()
    data = patched(workbook(ROWS), SHEET, b"</sheetData>", empty + b"</sheetData>")
    sheet = open_book(data, "x").sheets[0]
    assert (sheet.last_row, sheet.width, len(list(sheet.rows()))) == (3, 2, 3)


def test_cells_scattered_over_thousands_of_columns_are_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1000000"] = "z"
    assert refusal(saved(book)) == "sheet.spread"


def test_letters_and_columns_are_inverse():
    assert [letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_index(letter(i)) == i for i in range(2000))


def test_cells_are_shown_as_a_person_sees_them():
    values = [1203.5, 41.0, True, dt.datetime(2026, 6, 3), 9.14403007109286e17, "甲", 0.1 + 0.2]
    assert [shown(v) for v in values] == ["1203.5", "41", "TRUE", "2026-06-03", "9.14403E+17", "甲", "0.3"]


# -- ods -----------------------------------------------------------------------------------------

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(rows: str, manifest: str = "<manifest/>") -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", '<?xml version="1.0" encoding="UTF-8"?>' + content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


TEXT_CELL = '<table:table-cell office:value-type="string"{}><text:p>甲公司</text:p></table:table-cell>'
NUMBER_CELL = '<table:table-cell office:value-type="float" office:value="1203.5"><text:p>1203.5</text:p></table:table-cell>'


def test_an_ods_is_read_and_its_empty_repeats_cost_nothing():
    cells = '<table:table-cell table:number-columns-repeated="1024"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{cells}</table:table-row>'
    data = ods(f"<table:table-row>{TEXT_CELL.format('')}{NUMBER_CELL}</table:table-row>{empty}")
    sheet = open_book(data, "x.ods").sheets[0]
    assert next(iter(sheet.rows()))[1][:2] == ["甲公司", 1203.5]
    assert sheet.last_row < 10


def test_an_ods_that_repeats_content_into_millions_is_refused():
    cell = TEXT_CELL.format(' table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert refusal(ods(row)) == "file.bomb"


def test_an_encrypted_ods_is_refused():
    assert refusal(ods("<table:table-row/>", "<manifest:encryption-data/>")) == "file.encrypted"


def test_a_line_of_a_million_columns_is_no_table():
    with pytest.raises(Unreadable, match="超过 16384 列"):
        open_book(b"a," * 1_000_000, "a.csv")
    assert open_book("企业名称,".encode() * 16_000 + b"x\n", "a.csv").sheets[0].width == 16_001
