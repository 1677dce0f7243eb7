"""Web pages: text by blocks, data tables with their cells, and what belongs to the site rather than the report as NOISE.

Menus, footers and lists of links are told by their element, by the names that sites give their boxes, and by the share
of linked text; see docs/decisions/0007. Nothing is dropped but scripts and styles: noise is read, never searched.
"""

import re

from lxml import etree

from taizhang.core.reading.document import BlockKind, Document, Place
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.assembly import Assembly
from taizhang.core.reading.documents.encoding import decode
from taizhang.core.reading.documents.html_boxes import boxes_of_the_site
from taizhang.core.reading.documents.html_page import Page
from taizhang.core.reading.documents.limits import MAX_MARKUP, MAX_TAGS

_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_CHINESE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
}
_NESTED = "Excessive depth"
_SITE = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]*$")  # … - 区政府网站
_SHORTEST = 8


def read_html(data: bytes, name: str) -> Document:
    """A web page. Raises Unreadable in words."""
    return of_markup(decoded(data), name)


def of_markup(markup: str, name: str) -> Document:
    """A web page that is already text."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    if len(markup) > MAX_MARKUP:
        raise unreadable.too_long(MAX_MARKUP)
    if markup.count("<") > MAX_TAGS:
        raise unreadable.too_many_lines(MAX_TAGS)
    markup = markup.removeprefix("\ufeff").replace("\0", "")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable.damaged() from error
    if any(_NESTED in entry.message for entry in parser.error_log):
        raise unreadable.nested()
    if root is None:
        raise unreadable.blank()
    body = root.find("body")
    body = body if body is not None else root
    out = Assembly()
    _title(root, body, out)
    Page(out, boxes_of_the_site(body)).read(body)
    return out.document(name, "html")


def _title(root: Element, body: Element, out: Assembly) -> None:
    """The page's title first, where the body does not say it: it may be the only place with the report's year."""
    named = root.xpath("//meta[translate(@name,'ARTICLE','article')='articletitle']/@content")
    title = " ".join((named[0] if named else root.findtext(".//title") or "").split())
    if not named and len(bare := _SITE.sub("", title)) >= _SHORTEST:
        title = bare
    if title and "".join(title.split()) not in "".join("".join(body.itertext()).split()):
        out.add(title, BlockKind.HEADING, Place(part="网页标题"))


def decoded(data: bytes) -> str:
    """The text of a page: by mark, by the charset that it names when that fits, else as any text file."""
    if data[:3] == b"\xef\xbb\xbf" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(data)
    if named := _CHARSET.search(data[:8192]):
        charset = named[1].decode("ascii").lower()
        try:
            return data.decode(_CHINESE.get(charset, charset))
        except (LookupError, UnicodeError):
            pass
    return decode(data)
