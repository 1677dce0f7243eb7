"""Paper, margins, type area and grid 纸张、页边距、版心、文档网格."""

from collections.abc import Iterator

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import W
from taizhang.core.reading.style.layout.names import MM, millimetres
from taizhang.core.reading.style.layout.properties import number
from taizhang.core.reading.style.rule import Hit

_WHERE = "页面设置"
_PAPER = (210.0, 297.0)
_TOP, _LEFT, _WIDTH, _HEIGHT = 37.0, 28.0, 156.0, 225.0
_TOLERANCE = 1.0  # mm, as the standard has it for the margins
_ROUNDING = 0.06  # a dialogue that shows one decimal of a centimetre
_LINES, _CHARACTERS = 22, 28


def page_hits(root: Element, type_size: float) -> Iterator[Hit]:
    """The page of each section; sections alike are told once. Landscape pages keep only the size of their paper.

    `type_size`: points of the default style, from which a grid of characters counts.
    """
    seen: dict[tuple[str, str], int] = {}
    hits: dict[tuple[str, str], Hit] = {}
    for section in root.iter(W + "sectPr"):
        for hit in _section(section, type_size):
            key = hit.code, hit.measured
            seen[key] = seen.get(key, 0) + 1
            hits.setdefault(key, hit)
    yield from hits.values()


def _section(section: Element, type_size: float) -> Iterator[Hit]:
    width, height = (
        _measure(section, "pgSz", name, usual) for name, usual in (("w", 12240.0), ("h", 15840.0))
    )
    if not (_near(min(width, height), _PAPER[0]) and _near(max(width, height), _PAPER[1])):
        measured = f"{millimetres(width)}×{millimetres(height)}"
        yield _hit("L01", measured, "A4，210 mm×297 mm", f"纸张为 {measured}，应为 A4（210 mm×297 mm）")
    if width > height or section.find(W + "pgMar") is None:
        return
    top, bottom, left, right, gutter = (
        _measure(section, "pgMar", name, 0.0) for name in ("top", "bottom", "left", "right", "gutter")
    )
    left += gutter
    if not _near(abs(top), _TOP):
        yield _margin("L02", "天头（上边距）", abs(top), _TOP)
    if not _near(left, _LEFT):
        yield _margin("L03", "订口（左边距）", left, _LEFT)
    area = width - left - right, height - abs(top) - abs(bottom)
    if not (_near(area[0], _WIDTH) and _near(area[1], _HEIGHT)):
        measured = f"{millimetres(area[0])}×{millimetres(area[1])}"
        yield _hit(
            "L04", measured, "156 mm×225 mm",
            f"版心（宽×高）为 {measured}，应为 156 mm×225 mm（下边距 35 mm、右边距 26 mm）",
        )  # fmt: skip
    yield from _grid(section, area, type_size)


def _grid(section: Element, area: tuple[float, float], type_size: float) -> Iterator[Hit]:
    """How many characters a line holds: 28 of 16 points need a grid, for the type area alone holds 27.6."""
    grid = section.find(W + "docGrid")
    kind = grid.get(W + "type", "") if grid is not None else ""
    if kind not in ("linesAndChars", "snapToChars"):
        return  # lines are judged by their pitch; without a grid Word fits 27 or 28
    extra = (number(grid.get(W + "charSpace")) or 0.0) / 4096
    pitch = number(grid.get(W + "linePitch")) or 0.0
    characters = int(area[0] / 20 / (type_size + extra) + _ROUNDING) if type_size + extra > 1 else 0
    lines = int(area[1] / pitch + _ROUNDING) if pitch > 20 else 0
    if (characters, lines) != (_CHARACTERS, _LINES):
        measured = f"{lines} 行×{characters} 字"
        yield _hit(
            "L16",
            measured,
            "22 行×28 字",
            f"文档网格为每面约 {lines} 行、每行约 {characters} 字，应为 22 行、28 字",
        )


def _margin(code: str, name: str, twips: float, wanted: float) -> Hit:
    measured = millimetres(twips)
    return _hit(code, measured, f"{wanted:g} mm±1 mm", f"{name}为 {measured}，应为 {wanted:g} mm（±1 mm）")


def _hit(code: str, measured: str, wanted: str, message: str) -> Hit:
    return Hit(code, 0, 0, measured, wanted, message=message, where=_WHERE)


def _measure(section: Element, tag: str, name: str, usual: float) -> float:
    found = section.find(W + tag)
    value = number(found.get(W + name)) if found is not None else None
    return usual if value is None else value


def _near(twips: float, wanted: float) -> bool:
    return abs(twips / MM - wanted) <= _TOLERANCE + _ROUNDING
