"""The last step for every document but a workbook: site noise set aside, tables found in its lines."""

from dataclasses import replace

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.noise import set_aside
from taizhang.core.reading.documents.text_tables import find_text_tables


def finish(document: Document) -> Document:
    """The document with noise told as such and text tables cut into cells. Its text stays as it is."""
    blocks = set_aside(document.text, document.blocks)
    blocks, tables = find_text_tables(document.text, blocks)
    if blocks == document.blocks and not tables:
        return document
    return replace(document, blocks=blocks, tables=(*document.tables, *tables))
