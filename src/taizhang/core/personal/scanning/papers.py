"""Documents with text: paragraphs and cells with their places, numbers broken over lines and boxes."""

from collections.abc import Iterator
from itertools import pairwise

from taizhang.core.personal.scanning.finding import Finding, Say, Scan, quiet
from taizhang.core.personal.scanning.scan import excerpt, scan_text
from taizhang.core.reading.document import Block, BlockKind, Document, Place, Table


def scan_document(document: Document, say: Say = quiet) -> Scan:
    """Every find of a document in reading order."""
    scan = Scan(unread=list(document.remarks))
    heads = {key: head for table in document.tables for key, head in heads_of(document, table)}
    for number, block in enumerate(document.blocks, 1):
        say(number, len(document.blocks))
        text = document.text[block.start : block.end]
        scan.text(text, said(block.place), label=heads.get(block.start, ""), start=block.start)
    for first, second in broken(document):
        across(document, first, second, scan)
    for table in document.tables:
        boxes(document, table, scan)
    return scan


def said(place: Place) -> str:
    """A place in words: 第 2 页，第 5 段；表 1 第 3 行第 2 列."""
    words = [place.part] if place.part else []
    words += [f"第 {place.page} 页"] if place.page else []
    if place.table:
        words.append(f"表 {place.table} 第 {place.row} 行第 {place.column} 列")
    elif place.paragraph:
        words.append(f"第 {place.paragraph} 段")
    elif place.row:
        words.append(f"第 {place.row} 行")
    return "，".join(words) or "正文"


def heads_of(document: Document, table: Table) -> Iterator[tuple[int, str]]:
    """(start of a cell, the head of its column): the first row of the table, and the cell to its left."""
    rows: dict[int, list[tuple[int, str, int]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append((cell.column, document.text[cell.start : cell.end], cell.start))
    head = {column: text for column, text, _ in rows.get(min(rows, default=0), ())}
    for row in rows.values():
        left = ""
        for column, text, start in row:
            label = head.get(column, "")
            yield start, f"{label[:20]} {left[:20]}"
            left = text if not any(c.isdigit() for c in text) else ""


def broken(document: Document) -> Iterator[tuple[Block, Block]]:
    """Neighbouring paragraphs of which one ends and the next begins with a digit."""
    plain = [b for b in document.blocks if b.kind != BlockKind.CELL and b.end > b.start]
    for first, second in pairwise(plain):
        if document.text[first.end - 1].isdigit() and document.text[second.start].isalnum():
            yield first, second


def across(document: Document, first: Block, second: Block, scan: Scan) -> None:
    """A number that begins at the end of one line and goes on in the next."""
    tail, head = document.text[first.start : first.end][-30:], document.text[second.start : second.end][:30]
    text = f"{tail}\n{head}"
    hits = scan_text(text)
    for hit in hits:
        if hit.start < len(tail) < hit.end - 1:
            scan.add(Finding(hit.kind, f"{said(first.place)}末（跨行）", excerpt(text, hit, hits), hit.thin))


def boxes(document: Document, table: Table, scan: Scan) -> None:
    """A number written box by box, or cut over neighbouring cells."""
    rows: dict[int, list[tuple[str, int]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append((document.text[cell.start : cell.end].strip(), cell.start))
    for row in rows.values():
        for text, start in box_runs(row):
            if hits := scan_text(text):
                place = said(document.block_at(start).place)
                for hit in hits:
                    at = (start, start + 1)  # its first box
                    told = excerpt(text, hit, hits)
                    scan.add(Finding(hit.kind, f"{place}起（分格填写）", told, hit.thin, at))


def box_runs(row: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Runs of at least eleven cells with one or two digits each, as one text."""
    run: list[tuple[str, int]] = []
    for text, start in [*row, ("", 0)]:
        if 0 < len(text) <= 2 and (text.isdigit() or text in "Xx"):
            run.append((text, start))
            continue
        if len(run) >= 9:
            yield "".join(t for t, _ in run), run[0][1]
        run = []
