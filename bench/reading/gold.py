"""Labelled texts: NN-name.txt beside NN-name.gold.json, and their labels as the reader's own values."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.figures.figure import Figure, Kind, Role

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared" / "reports" / "dev"
OWN = HERE / "texts"


@dataclass(frozen=True)
class Labelled:
    """One text with its labels."""

    path: Path
    text: str
    figures: list[dict[str, Any]]
    relations: list[dict[str, Any]]

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def document(self) -> Document:
        """The text as the reader opens it. The labels count in the file's own characters, so both must agree."""
        document = open_document(self.text.encode(), self.path.name)
        if document.text != self.text:
            raise ValueError(
                f"{self.path.name}: the text as read is not the file's text; offsets would not fit"
            )
        return document

    def as_figures(self) -> tuple[Figure, ...]:
        """The labels as the reader's figures: what the finder of relations would get from a perfect reader."""
        cells = {
            (cell.start, cell.end): (number, cell.row, cell.column)
            for number, table in enumerate(self.document.tables)
            for cell in table.cells
        }
        return tuple(_figure(label, self.text, cells) for label in self.figures)


def default_folder() -> Path:
    """The shared texts where they are there, else our own."""
    return SHARED if SHARED.is_dir() else OWN


def load(folder: Path) -> list[Labelled]:
    """Every labelled text of a folder, by name."""
    found = []
    for labels in sorted(folder.glob("*.gold.json")):
        path = labels.with_name(labels.name.replace(".gold.json", ".txt"))
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        gold = json.loads(labels.read_text(encoding="utf-8"))
        found.append(Labelled(path, text, gold["figures"], gold["relations"]))
    return found


def _figure(label: dict[str, Any], text: str, cells: dict[tuple[int, int], tuple[int, int, int]]) -> Figure:
    note = label.get("note", "")
    start, end = label["start"], label["end"]
    inside = next((place for (a, b), place in cells.items() if a <= start and end <= b), None)
    return Figure(
        start=start,
        end=end,
        text=label["text"],
        value=_decimal(label["value"]),
        unit=label["unit"],
        kind=Kind(label["kind"]),
        approx=label["approx"],
        masked=label["masked"],
        upper=_upper(label["text"]) if note.startswith("区间") else None,
        optional=label.get("optional", False),
        limit=label["role"] == "limit",
        id=label["id"],
        role=Role(label["role"]),
        of=label["of"] or "",
        of_start=_nearest(text, label["of"] or "", start),
        period=label["period"],
        cell=inside,
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _upper(printed: str) -> Decimal | None:
    numbers = re.findall(r"\d+(?:\.\d+)?", printed)
    return Decimal(numbers[-1]) if len(numbers) > 1 else None


def _nearest(text: str, words: str, offset: int) -> int:
    """Where the words stand: last before the figure, else first behind it; -1 where nowhere."""
    if not words:
        return -1
    before = text.rfind(words, 0, offset)
    return before if before >= 0 else text.find(words, offset)
