"""Archives that lie: bombs, nests, paths out of the folder, overlapping entries, wrong sums, false sizes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial

TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SOUND = "全区高新技术企业412家，其中电子信息类103家，占25.0%。".encode()
TABLE = (
    "<row r='1'><c r='A1' t='inlineStr'><is><t>企业名称</t></is></c><c r='B1' t='inlineStr'><is><t>统一社会信用代码</t></is></c></row>"
    "<row r='2'><c r='A2' t='inlineStr'><is><t>某某科技有限公司</t></is></c></row>"
).encode()


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_parts(
    body: bytes = b"<w:p><w:r><w:t>" + SOUND + b"</w:t></w:r></w:p>", head: bytes = b""
) -> dict[str, bytes]:
    document = (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + head
        + b"<w:document "
        + W
        + b"><w:body>"
        + body
        + b"</w:body></w:document>"
    )
    link = b'<Relationship Id="r1" Type="' + OFFICE + b'officeDocument" Target="word/document.xml"/>'
    return {"[Content_Types].xml": TYPES, "_rels/.rels": RELS % link, "word/document.xml": document}


def xlsx_parts(
    rows: bytes = TABLE, head: bytes = b"", before: bytes = b"", after: bytes = b""
) -> dict[str, bytes]:
    sheet = (
        b'<?xml version="1.0" encoding="UTF-8"?>' + head + b"<worksheet " + S + b" " + R + b">" + before
        + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"
    )  # fmt: skip
    link = b'<Relationship Id="r1" Type="' + OFFICE + b'%s" Target="%s"/>'
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS % (link % (b"officeDocument", b"xl/workbook.xml")),
        "xl/workbook.xml": b"<workbook "
        + S
        + b" "
        + R
        + b'><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELS % (link % (b"worksheet", b"worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }


def main_part(kind: str) -> str:
    return "word/document.xml" if kind == "docx" else "xl/worksheets/sheet1.xml"


def parts_of(kind: str) -> dict[str, bytes]:
    return docx_parts() if kind == "docx" else xlsx_parts()


def archives() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """(name, what makes it); each lie told of a docx and of an xlsx."""
    for kind in ("docx", "xlsx"):
        for lie, made in LIES.items():
            yield f"{lie}.{kind}", partial(made, kind)


def _bomb(kind: str) -> bytes:
    parts = parts_of(kind)
    whole = parts[main_part(kind)]
    at = whole.rfind(b"</w:body>" if kind == "docx" else b"</worksheet>")
    return packed({**parts, main_part(kind): whole[:at] + b" " * 300_000_000 + whole[at:]})


def _many_bombs(kind: str) -> bytes:
    more = {
        f"{main_part(kind).split('/')[0]}/more{n}.xml": b"<a>" + b"0" * 40_000_000 + b"</a>" for n in range(8)
    }
    return packed({**parts_of(kind), **more})


def _nested(kind: str) -> bytes:
    inner = packed({"a.bin": bytes(10_000_000)})
    for _ in range(8):
        inner = packed({f"{n}.zip": inner for n in range(10)})
    return packed({**parts_of(kind), f"word/embeddings/inner.{kind}": inner})


def _paths(kind: str) -> bytes:
    names = (
        "../../../../tmp/tz-evil",
        "/etc/tz-evil",
        "..\\..\\tz-evil",
        "C:\\tz-evil",
        "word/\x01evil",
        "a" * 60_000,
        "con",
    )
    return packed({**parts_of(kind), **dict.fromkeys(names, b"evil")})


def _link(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts_of(kind).items():
            entry = zipfile.ZipInfo(name)
            if name == main_part(kind):
                entry.external_attr, content = 0o120777 << 16, b"/etc/passwd"
            archive.writestr(entry, content)
    return out.getvalue()


def _entries(count: int, kind: str) -> bytes:
    return packed({**parts_of(kind), **{f"x/{n}": b"" for n in range(count)}}, zipfile.ZIP_STORED)


def _twice(kind: str) -> bytes:
    """The main part twice: which one counts?"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts_of(kind).items():
            archive.writestr(name, content)
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(main_part(kind), b"<other/>")
    return out.getvalue()


def _overlapping(kind: str) -> bytes:
    """Every entry of the directory points at the same bytes."""
    data = bytearray(packed(parts_of(kind)))
    directory = struct.unpack("<I", data[-6:-2])[0]
    at = directory
    while data[at : at + 4] == b"PK\x01\x02":
        data[at + 42 : at + 46] = struct.pack("<I", 0)
        at += 46 + sum(struct.unpack("<HHH", data[at + 28 : at + 34]))
    return bytes(data)


def _directory(kind: str, offset: int, value: bytes) -> bytes:
    """The directory's entries changed at an offset: sum, sizes, flags, method."""
    data = bytearray(packed(parts_of(kind)))
    at = struct.unpack("<I", data[-6:-2])[0]
    while data[at : at + 4] == b"PK\x01\x02":
        data[at + offset : at + offset + len(value)] = value
        at += 46 + sum(struct.unpack("<HHH", data[at + 28 : at + 34]))
    return bytes(data)


def _zip64(kind: str) -> bytes:
    """An extra field that claims sizes of exabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts_of(kind).items():
            entry = zipfile.ZipInfo(name)
            entry.extra = struct.pack("<HHQQQ", 1, 24, 2**62, 2**62, 0)
            archive.writestr(entry, content)
    data = bytearray(out.getvalue())
    at = struct.unpack("<I", data[-6:-2])[0]
    while data[at : at + 4] == b"PK\x01\x02":
        data[at + 20 : at + 28] = b"\xff" * 8
        at += 46 + sum(struct.unpack("<HHH", data[at + 28 : at + 34]))
    return bytes(data)


def _short_stream(kind: str) -> bytes:
    """A deflate stream that unpacks to far more than the sizes say."""
    data = packed({**parts_of(kind), main_part(kind): b" " * 100_000_000})
    crc = struct.pack("<I", zlib.crc32(b""))
    return data.replace(struct.pack("<I", 100_000_000), struct.pack("<I", 10)).replace(crc, crc)


LIES = {
    "bomb": _bomb,
    "many-bombs": _many_bombs,
    "nested": _nested,
    "paths": _paths,
    "link": _link,
    "5000-entries": lambda kind: _entries(5_000, kind),
    "30000-entries": lambda kind: _entries(30_000, kind),
    "twice": _twice,
    "overlapping": _overlapping,
    "wrong-sum": lambda kind: _directory(kind, 16, b"\x00\x00\x00\x01"),
    "encrypted": lambda kind: _directory(kind, 8, b"\x01\x00"),
    "unknown-method": lambda kind: _directory(kind, 10, b"\x63\x00"),
    "false-size": lambda kind: _directory(kind, 24, b"\xf0\xff\xff\x7f"),
    "negative-offset": lambda kind: _directory(kind, 42, b"\xff\xff\xff\xf0"),
    "zip64": _zip64,
    "short-stream": _short_stream,
    "only-directory": lambda kind: packed(parts_of(kind))[-200:],
    "half": lambda kind: packed(parts_of(kind))[: len(packed(parts_of(kind))) // 2],
    "no-parts": lambda kind: packed({}),
    "comment": lambda kind: packed(parts_of(kind))[:-2] + b"\xff\xff" + b"x" * 65_535,
    "before-it": lambda kind: b"MZ" + bytes(5_000) + packed(parts_of(kind)),
    "missing-main": lambda kind: packed({k: v for k, v in parts_of(kind).items() if k != main_part(kind)}),
}
