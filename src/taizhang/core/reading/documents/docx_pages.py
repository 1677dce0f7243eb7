"""Page numbers of a docx: where Word last broke its pages, as long as that can be trusted.

Word leaves w:lastRenderedPageBreak at each page it began. Other programs keep the marks and move the text, so they are
believed only when Word itself counted as many pages (docProps/app.xml) as the marks make.
"""

import zipfile
from bisect import bisect_right

from lxml import etree

from taizhang.core.reading.documents.archive import Element, parse_xml, read_part
from taizhang.core.reading.documents.docx_names import PARAGRAPH, TEXT, W

_BREAK = W + "lastRenderedPageBreak"
_PROPERTIES = "docProps/app.xml"


class Pages:
    """The page on which each paragraph of the body begins."""

    def __init__(self, root: Element, stated: int) -> None:
        self._ends: list[int] = []  # for each page but the last: the last paragraph that begins on it
        if stated > 0:
            self._read(root)
        self._known = stated > 0 and len(self._ends) + 1 == stated

    def _read(self, root: Element) -> None:
        number, begun = 0, False
        for element in root.iter(PARAGRAPH, TEXT, _BREAK):
            if element.tag == PARAGRAPH:
                number, begun = number + 1, False
            elif element.tag == TEXT:
                begun = True
            else:
                self._ends.append(number if begun else number - 1)

    def of(self, paragraph: int) -> int:
        """The page on which a paragraph (by its ordinal) begins, from 1; 0 where nothing is known."""
        return bisect_right(self._ends, paragraph - 1) + 1 if self._known else 0


def stated_pages(archive: zipfile.ZipFile) -> int:
    """How many pages Word counted when it saved the document; 0 when another program saved it."""
    if _PROPERTIES not in archive.namelist():
        return 0
    root = parse_xml(read_part(archive, _PROPERTIES))
    values = {etree.QName(child).localname: child.text or "" for child in root}
    pages = values.get("Pages", "")
    return (
        int(pages)
        if "Microsoft" in values.get("Application", "") and pages.isdecimal() and len(pages) < 6
        else 0
    )
