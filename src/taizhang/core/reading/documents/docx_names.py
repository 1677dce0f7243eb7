"""The element names of WordprocessingML that are read."""

from typing import Any

Element = Any  # lxml brings no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

PARAGRAPH, TABLE, ROW, CELL, RUN, TEXT = W + "p", W + "tbl", W + "tr", W + "tc", W + "r", W + "t"
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = W + "pPr", W + "rPr"
STYLE, NUMBERING, OUTLINE, VAL = W + "pStyle", W + "numPr", W + "outlineLvl", W + "val"
BOX = W + "txbxContent"
OBJECT = W + "object"
CONTROL, CONTROL_CONTENT = W + "sdt", W + "sdtContent"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"

# Elements without a text of their own, whose children are read as if they were not there.
WRAPPERS = frozenset(
    W + name
    for name in "ins moveTo hyperlink smartTag customXml sdt sdtContent fldSimple bdo dir ruby rubyBase".split()
) | frozenset(
    M + name
    for name in "oMathPara oMath r e num den sup sub f sSup sSub sSubSup d rad deg nary func fName".split()
)


def first(parent: Element, name: str) -> Element | None:
    """The first child of that name. Several times as fast as `find`, and called for every run and cell."""
    for child in parent.iterchildren(name):
        return child
    return None


def switched_on(element: Element | None) -> bool:
    """Whether a property such as w:vanish holds: there, and not turned off."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")
