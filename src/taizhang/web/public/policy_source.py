"""The note on where a policy was read 出处说明 (source.md): headings, paragraphs, lists and tables of plain text."""

import re
from dataclasses import dataclass

MARKUP = re.compile(r"\*\*|`")


@dataclass(frozen=True)
class Block:
    """One piece: `kind` is head, text, list or table; a table's first row is its head."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(text: str) -> list[Block]:
    """The pieces of a note, without its title; marks of emphasis are dropped."""
    found: list[Block] = []
    for piece in re.split(r"\n\s*\n", MARKUP.sub("", text).strip()):
        lines = piece.splitlines()
        if lines and lines[0].startswith("#"):
            title = lines.pop(0)
            if title.startswith("##"):
                found.append(Block("head", title.lstrip("# ")))
        if lines:
            found.append(_block(lines))
    return found


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("|"):
        rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
        return Block("table", rows=tuple(row for row in rows if not set("".join(row)) <= set("-: ")))
    if lines[0].startswith("- "):
        items: list[str] = []
        for line in lines:
            if line.startswith("- "):
                items.append(line[2:].strip())
            else:
                items[-1] += line.strip()
        return Block("list", items=tuple(items))
    return Block("text", "".join(line.strip() for line in lines))
