"""The last step for every document but a workbook: site noise set aside, tables found in its lines."""

from collections.abc import Sequence
from dataclasses import replace

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.noise import set_aside
from taizhang.core.reading.documents.text_tables import find_text_tables
from taizhang.core.reading.monotony import monotonous


def finish(document: Document) -> Document:
    """The document with noise told as such and text tables cut into cells. Its text stays as it is."""
    blocks = set_aside(document.text, document.blocks)
    blocks, tables = find_text_tables(document.text, blocks)
    runs = monotonous(document.text)
    if blocks == document.blocks and not tables and not runs:
        return document
    return replace(
        document,
        blocks=blocks,
        tables=(*document.tables, *tables),
        remarks=(*document.remarks, *([_left_out(runs)] if runs else [])),
    )


def _left_out(runs: Sequence[tuple[int, int]]) -> str:
    characters = sum(end - start for start, end in runs)
    return f"有 {len(runs)} 处是同样几个字符反复，或者只有数字没有文字（共 {characters:,} 字），不像稿件里的话，没有核查。"
