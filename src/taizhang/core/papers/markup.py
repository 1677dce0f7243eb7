"""Text as WordprocessingML: escaped, with its tabs and line ends, every run hinting that it is Chinese."""

import re
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile("\r\n?")
_PARTS = re.compile("([\n\t])")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def clean(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return _NOT_XML.sub("", _ENDS.sub("\n", text))


def attribute(text: str) -> str:
    """A value in its quotes."""
    return quoteattr(clean(text))


def inner(text: str) -> str:
    """A text for the inside of an element."""
    return escape(clean(text))


def run(text: str, properties: str = "") -> str:
    """A w:r with a text; `properties` is what follows the fonts in its w:rPr."""
    parts = (
        _SIGNS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _PARTS.split(clean(text)) if part
    )  # fmt: skip
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{properties}</w:rPr>{"".join(parts)}</w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A w:p; `properties` follow the style in its w:pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
