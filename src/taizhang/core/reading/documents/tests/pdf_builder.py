"""A small PDF for the tests, with text in a Chinese font that is not embedded; PDFium knows its characters."""

from collections.abc import Sequence

A4 = (595, 842)
Printed = tuple[float, float, float, str]  # x, y, size, text
PICTURE = b"q 400 0 0 500 100 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def pdf(pages: Sequence[Sequence[Printed] | bytes], extra: str = "") -> bytes:
    """A PDF of pages; a page is its printed lines, or the raw content of a page. `extra`: more of the trailer."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for number, page in enumerate(pages):
        content = page if isinstance(page, bytes) else b"\n".join(_shown(*line) for line in page)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % (*A4, 7 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects, extra)


def _shown(x: float, y: float, size: float, text: str) -> bytes:
    return b"BT /F %g Tf %g %g Td <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())


def _file(objects: Sequence[bytes], extra: str) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, inner in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        extra.encode(),
        start,
    )


def column(lines: Sequence[str], *, size: float = 16, top: float = 750, left: float = 72) -> list[Printed]:
    """Lines one below the other; one that begins with two ideographic spaces is indented by two characters."""
    printed: list[Printed] = []
    for number, line in enumerate(lines):
        bare = line.lstrip("\u3000")
        printed.append((left + size * (len(line) - len(bare)), top - 28 * number, size, bare))
    return printed
