"""The same figures from the workbooks' cells: read with the product's own reader, for its own registers.

Rows that the reader flags are kept with the refused cell empty, as an import keeps them; a row that stands twice
in a table counts once. Nothing is written and no database is needed.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from samples.making import figures
from samples.making.book import Row
from samples.making.figures import Figure

Layouts = dict[str, Any]  # register name -> taizhang.core.tables.spec.Layout


def register_layouts() -> Layouts:
    """The layouts of all registers of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.settings")
    import django

    django.setup()
    from taizhang.registers.declaration import registers

    return {name: register.layout for name, register in registers().items()}


def read_rows(path: Path, layouts: Layouts) -> Iterator[tuple[str, Row]]:
    """(register, row) of every table of a workbook's visible sheets; money in 万元 and without _yuan in its name."""
    from taizhang.core.tables.book import open_book
    from taizhang.core.tables.find import find_tables
    from taizhang.core.tables.match import recognise
    from taizhang.core.tables.rows import type_rows

    for sheet in open_book(path.read_bytes(), path.name).read_sheets():
        for table in find_tables(sheet, layouts.values()):
            match = recognise(table, list(layouts.values()))
            if match.layout is None:
                raise ValueError(f"{path.name}, {sheet.name}: no register recognised for {table.title}")
            seen: set[str] = set()
            for typed in type_rows(table, match, match.layout):
                if repr(typed.values) not in seen:
                    seen.add(repr(typed.values))
                    yield match.layout.name, _as_sample(typed.values)


def _as_sample(values: dict[str, Any]) -> Row:
    return {
        name.removesuffix("_yuan"): value / 10000 if name.endswith("_yuan") and value is not None else value
        for name, value in values.items()
    }


def in_stored_values(figure: Figure, layouts: Layouts) -> Figure:
    """The figure with the words of its conditions as the register stores them: stage=立项 is stage=approved."""
    return replace(
        figure, filter=";".join(_stored(c, layouts[figure.register]) for c in figure.filter.split(";") if c)
    )


def _stored(condition: str, layout: Any) -> str:
    name, sign, words = condition.partition("=")
    column = next((c for c in layout.columns if c.name == name.removesuffix("!")), None)
    if not sign or column is None or not column.choices:
        return condition
    known = {word: choice.value for choice in column.choices for word in (choice.label, *choice.also)}
    return name + sign + "|".join(known.get(word, word) for word in words.split("|"))


def disagreements(listed: list[Figure], here: Path) -> list[str]:
    """Every figure that the cells of the workbooks do not bear out, as a sentence."""
    layouts = register_layouts()
    rows: dict[str, dict[str, list[Row]]] = {}
    for folder in dict.fromkeys(f.bureau for f in listed):
        for path in sorted(p for p in (here / folder).iterdir() if p.suffix != ".json"):
            for register, row in read_rows(path, layouts):
                rows.setdefault(folder, {}).setdefault(register, []).append(row)
    known: dict[str, Decimal] = {}
    stored = [in_stored_values(f, layouts) if f.filter else f for f in listed]
    return [said for f in stored if (said := figures.disagreement(f, rows[f.bureau], known))]
