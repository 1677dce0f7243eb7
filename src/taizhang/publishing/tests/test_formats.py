"""Files as office programs really write them: a telephone in every corner of .doc, .rtf, .pdf, .xls is found or said to be unread."""

import io
import subprocess
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from taizhang.core.personal.scanning.files import NO_CORNERS, Converters, scan_file
from taizhang.core.personal.scanning.finding import Scan
from taizhang.office import office
from taizhang.publishing.scanning import OFFICE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = f'{W} xmlns:v="urn:schemas-microsoft-com:vml"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PHONES = {
    "body": "13911110001",
    "box": "13911110002",
    "header": "13911110003",
    "footnote": "13911110004",
    "comment": "13911110005",
    "cell": "13911110006",
}


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paper() -> bytes:
    """A Word paper with a telephone in its body, a table, a text box, header, footnote and comment."""
    boxed = f"<w:txbxContent><w:p>{run('框里 ' + PHONES['box'])}</w:p></w:txbxContent>"
    shape = f'<v:shape style="width:200pt;height:40pt"><v:textbox>{boxed}</v:textbox></v:shape>'
    box = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    row = f"<w:tr><w:tc><w:tcPr/><w:p>{run(PHONES['cell'])}</w:p></w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>"
    head = '<w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr>'
    body = f"<w:p>{run('联系')}{note}{run('电话 ' + PHONES['body'])}</w:p><w:p>{box}</w:p>{table}<w:p/>{head}"
    below = f"<w:p>{run('脚注 ' + PHONES['footnote'])}</w:p>"
    said = f"<w:p>{run('批注 ' + PHONES['comment'])}</w:p>"
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(
            ("header", "header1.xml"), ("footnotes", "footnotes.xml"), ("comments", "comments.xml")
        ),
        "word/document.xml": f'<w:document {V} xmlns:r="{KIND}"><w:body>{body}</w:body></w:document>',
        "word/header1.xml": f"<w:hdr {W}><w:p>{run('页眉 ' + PHONES['header'])}</w:p></w:hdr>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{below}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="甲">{said}</w:comment></w:comments>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def types() -> str:
    words = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {
        "document.xml": "document.main",
        "header1.xml": "header",
        "footnotes.xml": "footnotes",
        "comments.xml": "comments",
    }
    told = "".join(
        f'<Override PartName="/word/{n}" ContentType="{words}.{k}+xml"/>' for n, k in named.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{told}</Types>'


def relations(*told: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="r{n}" Type="{KIND}/{kind}" Target="{to}"/>'
        for n, (kind, to) in enumerate(told, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def book() -> bytes:
    """A workbook with a telephone in a hidden column, a comment and a footer."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["单位", "联系电话"])
    sheet.append(["甲公司", int(PHONES["cell"])])
    sheet.column_dimensions["B"].hidden = True
    sheet["A2"].comment = Comment(f"找 {PHONES['comment']}", "甲")
    sheet.oddFooter.center.text = f"电话 {PHONES['header']}"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def as_format(tmp_path_factory):
    """A file as LibreOffice writes it in another format."""
    program = office()
    if program is None:
        pytest.skip("LibreOffice is not installed: .doc, .rtf, .pdf and .xls are not made")
    made: dict[tuple[str, str], bytes] = {}

    def converted(name: str, data: bytes, extension: str) -> bytes:
        if (name, extension) not in made:
            folder = tmp_path_factory.mktemp("formats")
            (folder / name).write_bytes(data)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            subprocess.run(
                [program, profile, "--headless", "--convert-to", extension, "--outdir", folder, folder / name],
                check=True, capture_output=True, timeout=180,
            )  # fmt: skip
            made[name, extension] = next(folder.glob(f"*.{extension}")).read_bytes()
        return made[name, extension]

    return converted


def found(scan: Scan) -> set[str]:
    """Which of the telephones a scan tells, by their last two digits."""
    ends = {value[-2:]: name for name, value in PHONES.items()}
    return {
        name
        for f in scan.findings
        for end, name in ends.items()
        if f"139****00{end}" in f.excerpt or f"******{end}" in f.excerpt
    }


def test_a_word_paper_as_it_is():
    assert found(scan_file(paper(), "公示.docx")) == set(PHONES)


@pytest.mark.parametrize(("extension", "lost"), [("doc", set()), ("rtf", {"box"})])
def test_a_paper_in_an_old_format_is_read_in_every_corner(as_format, extension, lost):
    """Of this text box LibreOffice writes nothing into an .rtf: `lost` is not in the file."""
    data = as_format("公示.docx", paper(), extension)
    assert found(scan_file(data, f"公示.{extension}", using=OFFICE)) == set(PHONES) - lost


def test_a_pdf_tells_what_its_pages_show(as_format):
    data = as_format("公示.docx", paper(), "pdf")
    assert found(scan_file(data, "公示.pdf")) >= set(PHONES) - {"comment"}  # a printed page has no comments


def test_an_old_workbook_is_read_with_its_hidden_column_comment_and_footer(as_format):
    data = as_format("名单.xlsx", book(), "xls")
    scan = scan_file(data, "名单.xls", using=OFFICE)
    assert found(scan) == {"cell", "comment", "header"} and scan.unread == []
    assert any("（隐藏的列）" in f.place for f in scan.findings)


def test_without_a_converter_an_old_workbook_says_what_was_not_read(as_format):
    scan = scan_file(as_format("名单.xlsx", book(), "xls"), "名单.xls", using=Converters())
    assert found(scan) == {"cell"} and scan.unread == [NO_CORNERS]


def test_the_cache_of_a_pivot_table_is_read():
    out = io.BytesIO(book())
    with zipfile.ZipFile(out, "a") as archive:
        items = f'<s v="张三 {PHONES["body"]}"/><n v="{PHONES["box"]}"/>'
        archive.writestr(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            f'<d><cacheFields><cacheField name="电话"><sharedItems>{items}</sharedItems></cacheField></cacheFields></d>',
        )
        archive.writestr(
            "xl/pivotCache/pivotCacheRecords1.xml",
            f'<pivotCacheRecords><r><s v="{PHONES["footnote"]}"/></r></pivotCacheRecords>',
        )
    scan = scan_file(out.getvalue(), "汇总.xlsx")
    assert {"body", "box", "footnote"} <= found(scan)
    assert "数据透视表缓存" in {f.place for f in scan.findings}


@pytest.mark.parametrize(
    ("name", "start"), [("盖章页.png", b"\x89PNG\r\n\x1a\n"), ("盖章页.jpg", b"\xff\xd8\xff\xe0")]
)
def test_a_picture_is_said_to_be_unread_alone_and_inside_a_paper(name, start):
    assert "机器读不了" in scan_file(start + b"123", name).unread[0]
    out = io.BytesIO(paper())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(f"word/media/{name}", start)
    assert "1 张图片" in scan_file(out.getvalue(), "公示.docx").unread[-1]
