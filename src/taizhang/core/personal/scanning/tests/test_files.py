"""Every corner of a file that is to be published."""

import io
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from taizhang.core.personal.scanning.files import scan_file
from taizhang.core.personal.scanning.finding import Scan

PHONES = [f"1391234{n:04}" for n in range(20)]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def workbook() -> bytes:
    """Phones in every corner of a workbook that a person looking at it does not see."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["单位", "联系电话"])
    sheet.append(["甲公司", int(PHONES[0])])
    sheet.append(["乙公司", PHONES[1]])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["A2"].comment = Comment(f"找 {PHONES[2]}", "某人")
    sheet.oddFooter.center.text = f"电话 {PHONES[3]}"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["C3"] = PHONES[4]
    book.defined_names["联系"] = DefinedName("联系", attr_text=f'"{PHONES[5]}"')
    book.properties.creator = PHONES[6]
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def paper(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')  # fmt: skip  # noqa: E501
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def places(scan: Scan) -> list[str]:
    return [f.place for f in scan.findings]


def test_a_phone_in_every_corner_of_a_workbook_is_found_with_its_place() -> None:
    told = places(scan_file(workbook(), "公示.xlsx"))
    assert "工作表“Sheet” B2（隐藏的列）" in told and "工作表“底稿”（隐藏的工作表） C3" in told
    assert any("批注" in p for p in told) and "文件属性" in told and "定义的名称" in told
    assert any("页眉页脚" in p for p in told)
    assert len(told) == 7


def test_no_finding_holds_a_value() -> None:
    scan = scan_file(workbook(), "公示.xlsx")
    assert not [f for f in scan.findings for p in PHONES if p in f.excerpt or p in f.place]


def test_an_archive_is_opened_and_names_the_file_inside() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("附件/名单.xlsx", workbook())
        archive.writestr("扫描件.png", b"\x89PNG\r\n\x1a\n")
    scan = scan_file(out.getvalue(), "附件.zip")
    assert places(scan)[0] == "压缩包里的“附件/名单.xlsx”：工作表“Sheet” B2（隐藏的列）"
    assert len(scan.unread) == 1 and "扫描件.png" in scan.unread[0]


def test_runs_of_a_paragraph_are_one_text_and_deleted_text_counts() -> None:
    deleted = f"<w:del><w:r><w:delText>{PHONES[8]}</w:delText></w:r></w:del>"
    body = f"<w:p>{run('电话 1391')}{run('234')}{run('0007')}</w:p><w:p>{run('正文')}{deleted}</w:p>"
    told = places(scan_file(paper(body), "公示.docx"))
    assert "第 1 段" in told[0] and len(told) == 2 and "修订" in told[1]


def test_comments_and_properties_of_a_paper() -> None:
    made = paper(
        f"<w:p>{run('公示')}</w:p>",
        word__comments=f'<w:comments xmlns:w="{W}"><w:comment><w:p>{run(PHONES[9])}</w:p></w:comment></w:comments>',
        docProps__core=f"<core><creator>{PHONES[10]}</creator></core>",
    )
    assert sorted(places(scan_file(made, "公示.docx"))) == ["批注", "文件属性"]


def test_a_number_box_by_box_in_a_table() -> None:
    cells = "".join(f"<w:tc><w:p>{run(c)}</w:p></w:tc>" for c in PHONES[11])
    body = f"<w:p>{run('登记表')}</w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert any("分格填写" in p for p in places(scan_file(paper(body), "表.docx")))


def test_text_and_csv_and_web_pages() -> None:
    assert places(scan_file(f"公示\n联系 {PHONES[12]}\n".encode("gb18030"), "公示.txt"))
    assert places(scan_file(f"单位,电话\n甲,{PHONES[13]}\n".encode(), "名单.csv")) == ["工作表“名单” B2"]
    assert places(scan_file(f"<html><body><p>{PHONES[14]}</p></body></html>".encode(), "a.html"))


def test_a_layout_file_in_the_national_format() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
        archive.writestr(
            "Doc_0/Pages/Page_0/Content.xml",
            f"<Page><TextObject><TextCode>{PHONES[15]}</TextCode></TextObject></Page>",
        )
    assert places(scan_file(out.getvalue(), "公示.ofd")) == ["版面文字"]


def test_a_name_of_a_file_is_read_too() -> None:
    assert "文件名" in places(scan_file("公示正文".encode(), f"张三{PHONES[16]}.txt"))


def test_what_cannot_be_read_is_said_and_never_raises() -> None:
    for data, name in (
        (b"\x89PNG\r\n\x1a\n123", "图.png"),
        (b"PK\x03\x04broken", "坏.docx"),
        (b"%PDF-1.4 broken", "坏.pdf"),
        (b"", "空.txt"),
    ):
        scan = scan_file(data, name)
        assert scan.unread and "机器读不了" in scan.unread[0], name
