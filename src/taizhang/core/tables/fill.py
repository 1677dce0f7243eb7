"""Numbers written into the cells of an .xlsx and nothing else: styles, formulas, pictures, charts stay as they came 填数.

The workbook's parts are copied byte for byte; of the sheets only the cells named change. Formulas lose the result that
was kept with them, so that whoever opens the file computes it from the new numbers.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from taizhang.core.tables.xlsx_scan import sheet_entries

Numbers = Mapping[tuple[str, str], Decimal | None]
CHAIN = "xl/calcChain.xml"  # the order of computing: names cells with formulas, made anew by Excel where it is missing
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def fill(data: bytes, numbers: Numbers) -> bytes:
    """The workbook with (sheet, cell) -> number written as it is; None empties the cell. A formula there gives way.

    KeyError for a sheet that is not there; the numbers are those that the cell holds (0.125 where it shows 12.5%).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: entry for name, _, entry in sheet_entries(archive)}
        parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    chosen: dict[str, dict[str, Decimal | None]] = {entry: {} for entry in entries.values()}
    for (sheet, cell), number in numbers.items():
        chosen[entries[sheet]][cell] = number
    freed = False
    for entry, cells in chosen.items():
        parts[entry], lost = _sheet(parts[entry], cells)
        freed = freed or lost
    parts["xl/workbook.xml"] = _computed_on_opening(parts["xl/workbook.xml"])
    if freed and parts.pop(CHAIN, None) is not None:
        for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            parts[name] = _without(parts[name], "calcChain.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _sheet(xml: bytes, cells: Mapping[str, Decimal | None]) -> tuple[bytes, bool]:
    """The sheet with its cells filled and the kept results of formulas dropped; whether a formula gave way."""
    root = etree.fromstring(xml, PARSER)
    space = f"{{{etree.QName(root).namespace}}}"
    data = root.find(f"{space}sheetData")
    known = {cell.get("r"): cell for cell in data.iter(f"{space}c")}
    had_formula = False
    for place, number in cells.items():
        cell = known[place] if place in known else _new_cell(data, space, place)
        formula = cell.find(f"{space}f")
        if formula is not None:
            had_formula = True
            _give_on(formula, place, known, space)
        for part in list(cell):
            cell.remove(part)
        cell.attrib.pop("t", None)
        if number is not None:
            etree.SubElement(cell, f"{space}v").text = f"{number:f}"
    for cell in data.iter(f"{space}c"):
        result = cell.find(f"{space}v")
        if cell.find(f"{space}f") is not None and result is not None:
            cell.remove(result)
            cell.attrib.pop("t", None)
    return _written(root), had_formula


def _give_on(
    formula: "etree._Element", place: str, known: Mapping[str, "etree._Element"], space: str
) -> None:
    """A formula that others share is written out in each of them before it goes."""
    number = formula.get("si")
    if formula.get("t") != "shared" or not formula.text:
        return
    shared = Translator(f"={formula.text}", origin=place)
    for other, cell in known.items():
        part = cell.find(f"{space}f")
        if part is not None and part is not formula and part.get("si") == number and not part.text:
            part.text = shared.translate_formula(other)[1:]
            for name in ("t", "si"):
                part.attrib.pop(name, None)


def _new_cell(data: "etree._Element", space: str, place: str) -> "etree._Element":
    """A cell that the sheet did not write down, put where its row and column want it, in the style of its row."""
    letters, number = coordinate_from_string(place)
    row = next((r for r in data if int(r.get("r", 0)) >= number), None)
    if row is None or int(row.get("r")) != number:
        made = etree.Element(f"{space}row", r=str(number))
        if row is None:
            data.append(made)
        else:
            row.addprevious(made)
        row = made
    row.attrib.pop("spans", None)  # a hint only, and no longer true
    at = column_index_from_string(letters)
    after = next((c for c in row if column_index_from_string(re.sub(r"\d", "", c.get("r"))) > at), None)
    cell = etree.Element(f"{space}c", r=place)
    if row.get("customFormat") and row.get("s"):
        cell.set("s", row.get("s"))
    if after is None:
        row.append(cell)
    else:
        after.addprevious(cell)
    return cell


def _computed_on_opening(xml: bytes) -> bytes:
    """The workbook's own part, asking whoever opens it to compute all formulas."""
    root = etree.fromstring(xml, PARSER)
    space = f"{{{etree.QName(root).namespace}}}"
    asked = root.find(f"{space}calcPr")
    if asked is None:
        asked = etree.Element(f"{space}calcPr")
        before = ("definedNames", "externalReferences", "functionGroups", "sheets")
        last = next(part for name in before if (part := root.find(f"{space}{name}")) is not None)
        last.addnext(asked)
    asked.set("fullCalcOnLoad", "1")
    return _written(root)


def _without(xml: bytes, name: str) -> bytes:
    """A list of parts without the one so named."""
    root = etree.fromstring(xml, PARSER)
    for part in list(root):
        if (part.get("PartName") or part.get("Target") or "").endswith(name):
            root.remove(part)
    return _written(root)


def _written(root: "etree._Element") -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
