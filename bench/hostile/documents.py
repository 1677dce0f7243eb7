"""Documents that are odd inside: XML tricks in docx, xlsx and ofd; sheets, pdf, ole, text and pictures out of bounds."""

import zlib
from collections.abc import Iterator

from bench.hostile.archives import (
    OFFICE,
    RELS,
    SOUND,
    TABLE,
    docx_parts,
    main_part,
    packed,
    parts_of,
    xlsx_parts,
)

LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10)
) + b"]>"  # fmt: skip
OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:9/evil">]>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    b'<!DOCTYPE x [<!ENTITY x "' + b"y" * 5_000_000 + b'">]>',
)


def documents() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of all of them."""
    yield from xml()
    yield from words()
    yield from sheets()
    yield from pdfs()
    yield from others()


def xml() -> Iterator[tuple[str, bytes]]:
    """XML that grows, asks outside, or is none, in the main part of a docx, an xlsx and an ofd."""
    heads = {"laughs": LAUGHS, **{f"outside-{n}": head for n, head in enumerate(OUTSIDE)}}
    for name, head in heads.items():
        mention = b"<w:p><w:r><w:t>&j;&x;</w:t></w:r></w:p>"
        yield f"{name}.docx", packed(docx_parts(mention, head))
        yield (
            f"{name}.xlsx",
            packed(xlsx_parts(b"<row r='1'><c r='A1' t='inlineStr'><is><t>&j;&x;</t></is></c></row>", head)),
        )
        yield f"{name}.ofd", packed({"OFD.xml": head + b"<OFD>&j;&x;</OFD>"})
    for kind in ("docx", "xlsx"):
        main = parts_of(kind)[main_part(kind)]
        tricks = {
            "utf-16": main.replace(b"UTF-8", b"UTF-16").decode().encode("utf-16"),
            "utf-16-laughs": (LAUGHS + main.partition(b"?>")[2]).decode().encode("utf-16"),
            "utf-7": main.replace(b"UTF-8", b"UTF-7"),
            "utf-32": main.decode().encode("utf-32"),
            "unknown-encoding": main.replace(b"UTF-8", b"tz-none"),
            "gb18030-declared": main.replace(b"UTF-8", b"gb18030"),
            "invalid-utf-8": main.replace(b"<w:t>", b"<w:t>\xff\xfe\xc0\x80").replace(
                b"<t>", b"<t>\xff\xfe\xc0\x80"
            ),
            "nul": main.replace(b"<w:t>", b"<w:t>\x00").replace(b"<t>", b"<t>\x00"),
            "no-xml": b"\x89PNG" + bytes(1000),
            "empty": b"",
            "cut": main[: len(main) // 2],
            "deep": main.replace(SOUND, b"</w:t>" + b"<w:x>" * 100_000).replace(
                b"<row", b"<row>" * 100_000 + b"<row", 1
            ),
            "huge-attribute": main.replace(b"<w:body>", b'<w:body a="' + b"x" * 20_000_000 + b'">').replace(
                b"<sheetData>", b'<sheetData a="' + b"x" * 20_000_000 + b'">'
            ),
            "many-attributes": main.replace(
                b"<w:body>", b"<w:body " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b">"
            ).replace(
                b"<sheetData>", b"<sheetData " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b">"
            ),
            "instruction": main.replace(b"?>", b'?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>', 1),
        }
        for name, content in tricks.items():
            yield f"{name}.{kind}", packed({**parts_of(kind), main_part(kind): content})


def words() -> Iterator[tuple[str, bytes]]:
    """Odd docx."""
    run = b"<w:r><w:t>" + SOUND + b"</w:t></w:r>"
    field = b'<w:p><w:fldSimple w:instr=" DDEAUTO cmd &quot;/c calc&quot; ">' + run + b"</w:fldSimple></w:p>"
    bodies = {
        "dde": field,
        "include": field.replace(b"DDEAUTO cmd", b"INCLUDETEXT http://127.0.0.1:9/x"),
        "tables-deep": b"<w:tbl><w:tr><w:tc>" * 300 + b"<w:p>" + run + b"</w:p>" + b"</w:tc></w:tr></w:tbl>" * 300,
        "span": b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p>' + run + b"</w:p></w:tc></w:tr></w:tbl>",
        "span-negative": b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-5"/></w:tcPr><w:p>' + run + b"</w:p></w:tc></w:tr></w:tbl>",
        "merged-all": b"<w:tbl>" + b'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>' * 20_000 + b"</w:tbl>",
        "paragraphs": b"<w:p/>" * 600_000,
        "one-long-line": b"<w:p><w:r><w:t>" + "其中1家，".encode() * 30_000 + b"</w:t></w:r></w:p>",
        "script": b"<w:p><w:r><w:t>&lt;script&gt;window.tzevil=1&lt;/script&gt;412</w:t></w:r></w:p><w:p>" + run + b"</w:p>",
        "controls": "<w:p><w:r><w:t>\u202e\u200b\ufeff\U000e0041企业412家</w:t></w:r></w:p>".encode(),
        "image": b'<w:p><w:r><w:drawing><a:blip r:embed="r999999"/></w:drawing></w:r></w:p>',
    }  # fmt: skip
    for name, body in bodies.items():
        yield f"{name}.docx", packed(docx_parts(body))
    outside = RELS % (
        b'<Relationship Id="r1" Type="'
        + OFFICE
        + b'attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
    )
    yield "template-outside.docx", packed({**docx_parts(), "word/_rels/document.xml.rels": outside})
    climbing = RELS % (
        b'<Relationship Id="r1" Type="' + OFFICE + b'footnotes" Target="../../../../etc/passwd"/>'
    )
    yield "footnotes-outside.docx", packed({**docx_parts(), "word/_rels/document.xml.rels": climbing})
    itself = RELS % (b'<Relationship Id="r1" Type="' + OFFICE + b'header" Target="document.xml"/>')
    yield "header-is-itself.docx", packed({**docx_parts(), "word/_rels/document.xml.rels": itself})
    styles = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + b"".join(
        b'<w:style w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>' % (n, (n + 1) % 50) for n in range(50)
    ) + b"</w:styles>"  # fmt: skip
    yield (
        "styles-in-a-circle.docx",
        packed(
            {
                **docx_parts(b'<w:p><w:pPr><w:pStyle w:val="s1"/></w:pPr>' + run + b"</w:p>"),
                "word/styles.xml": styles,
            }
        ),
    )
    yield (
        "macro.docx",
        packed({**docx_parts(), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)}),
    )


def sheets() -> Iterator[tuple[str, bytes]]:
    """Odd xlsx."""
    cell = b"<c r='%s' t='inlineStr'><is><t>x</t></is></c>"
    wide = b"<row r='1'>" + b"".join(cell % (letters(n) + b"1") for n in range(16_384)) + b"</row>"
    rows = {
        "16384-columns": wide,
        "last-cell": TABLE + b"<row r='1048576'>" + cell % b"XFD1048576" + b"</row>",
        "beyond-last": TABLE + b"<row r='99999999999'>" + cell % b"ZZZZZ99999999999" + b"</row>",
        "row-zero": b"<row r='0'>" + cell % b"A0" + b"</row>" + TABLE,
        "row-negative": b"<row r='-1'>" + cell % b"A-1" + b"</row>" + TABLE,
        "rows-backwards": b"".join(b"<row r='%d'>%s</row>" % (n, cell % b"A%d" % n) for n in range(2000, 0, -1)),
        "same-row": b"".join(b"<row r='1'>" + cell % b"A1" + b"</row>" for n in range(20_000)),
        "million-rows": b"".join(b"<row r='%d'/>" % n for n in range(1, 1_048_577)),
        "string-out-of-range": TABLE + b"<row r='3'><c r='A3' t='s'><v>4294967295</v></c></row>",
        "string-negative": TABLE + b"<row r='3'><c r='A3' t='s'><v>-1</v></c></row>",
        "circular": TABLE + b"<row r='3'><c r='A3'><f>B3</f></c><c r='B3'><f>A3</f></c></row>",
        "formula-long": TABLE + b"<row r='3'><c r='A3'><f>" + b"SUM(" * 8_000 + b"1" + b")" * 8_000 + b"</f></c></row>",
        "dde": TABLE + b"<row r='3'><c r='A3'><f>cmd|'/c calc'!A0</f><v>1</v></c></row>",
        "webservice": TABLE + b"<row r='3'><c r='A3'><f>WEBSERVICE(\"http://127.0.0.1:9/\")</f><v>1</v></c></row>",
        "number-huge": TABLE + b"<row r='3'><c r='A3'><v>1e400</v></c><c r='B3'><v>" + b"9" * 100_000 + b"</v></c></row>",
        "number-nan": TABLE + b"<row r='3'><c r='A3'><v>NaN</v></c><c r='B3'><v>-inf</v></c></row>",
        "date-beyond": TABLE + b"<row r='3'><c r='A3' t='d'><v>99999-99-99T99:99:99</v></c></row>",
        "unknown-type": TABLE + b"<row r='3'><c r='A3' t='tz'><v>1</v></c></row>",
        "boolean": TABLE + b"<row r='3'><c r='A3' t='b'><v>x</v></c></row>",
        "cell-50mb": TABLE + b"<row r='3'><c r='A3' t='inlineStr'><is><t>" + b"x" * 50_000_000 + b"</t></is></c></row>",
        "style-out-of-range": TABLE + b"<row r='3'><c r='A3' s='4294967295'><v>1</v></c></row>",
        "script": TABLE.replace("某某科技有限公司".encode(), b"&lt;img src=x onerror=window.tzevil=1&gt;"),
        "controls": TABLE.replace("某某".encode(), "\u202e\u200b\ufeff".encode()),
        "escapes": TABLE.replace("某某".encode(), b"_x0000__x000D__xD800_"),
    }  # fmt: skip
    for name, content in rows.items():
        yield f"{name}.xlsx", packed(xlsx_parts(content))
    merges = (
        b"<mergeCells>"
        + b"".join(b'<mergeCell ref="%s"/>' % ref for ref in (b"A1:XFD1048576", b"B2:A1", b"A1:A1", b"tz"))
        + b"</mergeCells>"
    )
    yield "merged-everything.xlsx", packed(xlsx_parts(after=merges))
    yield (
        "merged-often.xlsx",
        packed(xlsx_parts(after=b"<mergeCells>" + b'<mergeCell ref="A1:Z99"/>' * 100_000 + b"</mergeCells>")),
    )
    yield "dimension-lies.xlsx", packed(xlsx_parts(before=b'<dimension ref="A1:XFD1048576"/>'))
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'
    yield "strings-lie.xlsx", packed({**xlsx_parts(), "xl/sharedStrings.xml": strings})
    book = xlsx_parts()["xl/workbook.xml"]
    yield (
        "sheet-named-script.xlsx",
        packed(
            {
                **xlsx_parts(),
                "xl/workbook.xml": book.replace(
                    b'name="A"', b'name="&lt;script&gt;window.tzevil=1&lt;/script&gt;"'
                ),
            }
        ),
    )
    yield (
        "300-sheets.xlsx",
        packed(
            {
                **xlsx_parts(),
                "xl/workbook.xml": book.replace(
                    b"</sheets>",
                    b"".join(b'<sheet name="s%d" sheetId="%d" r:id="r1"/>' % (n, n) for n in range(2, 302))
                    + b"</sheets>",
                ),
            }
        ),
    )
    yield (
        "sheet-outside.xlsx",
        packed(
            {
                **xlsx_parts(),
                "xl/_rels/workbook.xml.rels": RELS
                % (
                    b'<Relationship Id="r1" Type="' + OFFICE + b'worksheet" Target="../../../../etc/passwd"/>'
                ),
            }
        ),
    )
    yield (
        "link-outside.xlsx",
        packed({**xlsx_parts(), "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    )
    yield (
        "macro.xlsx",
        packed({**xlsx_parts(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)}),
    )


def letters(column: int) -> bytes:
    """0 -> A, 16383 -> XFD."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found.encode()


def pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    """A pdf of numbered objects; its table of places is left out, as damaged ones do."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n" + trailer + b"\n%%EOF"


def pdfs() -> Iterator[tuple[str, bytes]]:
    """Odd pdf."""
    root, page = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 600 800]>>",
    )
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    text = b"BT /F1 12 Tf (412) Tj ET"
    bomb = zlib.compress(b"0 " * 100_000_000, 9)
    yield (
        "javascript.pdf",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
            pages,
            page,
            stream(text),
        ),
    )
    yield (
        "launch.pdf",
        pdf(b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>>>", pages, page, stream(text)),
    )
    yield "pages-in-a-circle.pdf", pdf(root, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99>>")
    yield "page-its-own-parent.pdf", pdf(root, b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")
    yield (
        "million-pages.pdf",
        pdf(root, b"<</Type/Pages/Kids[" + b"3 0 R " * 300_000 + b"]/Count 300000>>", page, stream(text)),
    )
    yield "count-lies.pdf", pdf(root, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", page, stream(text))
    yield "stream-bomb.pdf", pdf(root, pages, page, stream(bomb, b"/Filter/FlateDecode"))
    yield "filters-100.pdf", pdf(root, pages, page, stream(text, b"/Filter[" + b"/FlateDecode" * 100 + b"]"))
    yield "deep-arrays.pdf", pdf(root, b"[" * 200_000 + b"]" * 200_000, page)
    yield "huge-page.pdf", pdf(root, pages, page.replace(b"600 800", b"1e30 -1e30"), stream(text))
    yield "huge-number.pdf", pdf(root, b"<</Type/Pages/Kids[3 0 R]/Count " + b"9" * 100_000 + b">>", page)
    yield "length-lies.pdf", pdf(root, pages, page, stream(text, b"/Length 999999999"))
    yield (
        "encrypted.pdf",
        pdf(
            root,
            pages,
            page,
            stream(text),
            trailer=b"<</Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/O(x)/U(x)/P -1>>>>",
        ),
    )
    yield (
        "table-loops.pdf",
        pdf(root, pages, page, stream(text), trailer=b"<</Root 1 0 R/Prev 9>>") + b"\nstartxref\n9\n%%EOF",
    )
    yield "only-head.pdf", b"%PDF-1.7\n"
    yield "zeros.pdf", b"%PDF-1.7\n" + bytes(2_000_000)
    yield (
        "form-in-a-circle.pdf",
        pdf(
            root,
            pages,
            page[:-2] + b"/Resources<</XObject<</X 4 0 R>>>>>>",
            stream(b"/X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 4 0 R>>>>"),
        ),
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    length = b"" if b"/Length" in more else b"/Length %d" % len(content)
    return b"<<" + length + more + b">>stream\n" + content + b"\nendstream"


def others() -> Iterator[tuple[str, bytes]]:
    """Old binary files, text, web pages, pictures."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for kind in ("xls", "doc"):
        yield f"garbage.{kind}", ole + bytes((n * 37 + 11) % 256 for n in range(60_000))
        yield f"only-head.{kind}", ole
        yield (
            f"sectors-in-a-circle.{kind}",
            ole
            + bytes(16)
            + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
            + bytes(10)
            + b"\x01\x00\x00\x00" * 5
            + b"\x00\x00\x00\x00" * 200
            + bytes(4096),
        )
        yield (
            f"sector-size-huge.{kind}",
            ole + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\xff\xff\xff\xff" + bytes(5000),
        )
        yield f"text-named-so.{kind}", SOUND * 100
    yield "bare-biff.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(2000)
    yield "biff-length-lies.xls", b"\x09\x08\xff\xff" + bytes(2000)
    yield "nuls.csv", "企业名称,代码\n甲\x00乙,1\n".encode() * 1000
    yield "only-nuls.csv", bytes(1_000_000)
    yield "one-line-20mb.csv", b"a," * 10_000_000
    yield "quote-never-closed.csv", '企业名称,代码\n"'.encode() + b"x\n" * 2_000_000
    yield "million-lines.csv", "企业名称,代码\n".encode() + b"\n" * 1_000_000
    yield "delimiters.csv", b",;|\t" * 200_000
    yield (
        "mixed-encodings.csv",
        "企业名称,代码\n甲,1\n".encode()
        + "乙,2\n".encode("gb18030")
        + "丙,3\n".encode("utf-16")
        + b"\xff\xfe\x80\n",
    )
    yield "utf-16-cut.csv", "企业名称,代码\n甲,1\n".encode("utf-16")[:-1]
    yield "surrogates.csv", "企业名称\n".encode() + b"\xed\xa0\x80\xed\xbf\xbf\n" * 100
    yield "bom-only.csv", b"\xef\xbb\xbf"
    yield "formulas.csv", "企业名称,说明\n=cmd|' /C calc'!A0,@SUM(1+1)\n+1,-1\n".encode()
    yield "rtl.txt", "\u202e家214业企术技新高区全".encode()
    yield "digits.txt", b"1" * 2_000_000
    yield "brackets.txt", "（".encode() * 500_000
    yield "numbers.txt", "其中1家、2家、3家，占1%、2%。".encode() * 20_000
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000 + SOUND
    yield (
        "table-span.html",
        b"<table><tr><td colspan=999999999 rowspan=999999999>" + SOUND + b"</td></tr></table>" * 50,
    )
    yield "entities.html", LAUGHS + b"<html><body>&j;" + SOUND
    yield (
        "script.html",
        b"<html><body><script>while(1){}</script><iframe src=http://127.0.0.1:9/></iframe>" + SOUND,
    )
    yield (
        "not-a-picture.png",
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(100),
    )
    yield "huge-picture.jpg", b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(200)
    yield "program.docx", b"MZ" + bytes(5000)
    yield "rar.xlsx", b"Rar!\x1a\x07\x01\x00" + bytes(5000)
    yield "nothing.docx", b""
    yield "svg.txt", b'<svg xmlns="http://www.w3.org/2000/svg" onload="window.tzevil=1"/>'
