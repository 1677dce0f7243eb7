"""Small documents for the tests, written by hand so that every element of the format can be put in."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application><Pages>{}</Pages></Properties>"
)
_PLACES = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}


def run(text: str, properties: str = "") -> str:
    """A w:r with one w:t."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A w:p of runs; plain words become one run."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A w:tc; plain words become one paragraph."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str]) -> str:
    """A w:tbl; plain words become cells."""
    inner = "".join(
        f"<w:tr>{''.join(each if each.startswith('<w:tc') else cell(each) for each in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: the drawing, and its VML double."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def docx(*body: str, main: str = "word/document.xml", pages: int = 0, **parts: str) -> bytes:
    """A .docx; `parts`: the inner XML of styles, numbering, footnotes, endnotes, header, footer.

    `pages`: what Word says that it counted.
    """
    buffer = io.BytesIO()
    folder, _, file = main.rpartition("/")
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(main))
        archive.writestr("_rels/.rels", _relations({"officeDocument": main}))
        archive.writestr(main, part("document", f"<w:body>{''.join(body)}</w:body>"))
        archive.writestr(f"{folder}/_rels/{file}.rels", _relations({kind: _PLACES[kind] for kind in parts}))
        if pages:
            archive.writestr("docProps/app.xml", _APP.format(pages))
        for kind, inner in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            archive.writestr(f"{folder}/{_PLACES[kind]}", part(root, inner))
    return buffer.getvalue()


def part(root: str, inner: str) -> str:
    """A part with the usual namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def _content_types(main: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = f'<Override PartName="/{main}" ContentType="{kind}.document.main+xml"/>'
    for name, file in _PLACES.items():
        overrides += f'<Override PartName="/word/{file}" ContentType="{kind}.{name}+xml"/>'
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{_KIND}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
