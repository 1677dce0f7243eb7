"""The page number 页码: that there is one, its type, its dashes, its side."""

import re
from collections.abc import Iterator

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import BOX, PARAGRAPH, RUN, W, switched_on
from taizhang.core.reading.documents.docx_text import pieces
from taizhang.core.reading.style.layout.names import is_font, size
from taizhang.core.reading.style.layout.properties import Cascade, Properties
from taizhang.core.reading.style.rule import Hit

_WHERE = "页脚"
_SIZE = 14.0
_LONG = 1200  # characters: more than fit on one page of 22 lines of 28
_DASHES = re.compile(r"[—－–―-]\s*\d*\s*[—－–―-]")
_FIELD = re.compile(r"\bPAGE\b")


def page_number_hits(
    root: Element, footers: list[Element], settings: Element | None, cascade: Cascade, length: int
) -> Iterator[Hit]:
    """What is odd about the page number; nothing where a short paper has none."""
    numbered = [
        (footer, paragraph)
        for footer in footers
        for paragraph in footer.iter(PARAGRAPH)
        if _has_field(paragraph)
    ]
    if not numbered:
        if length > _LONG:
            yield _hit("L17", "没有页码", "版心下边缘之下编页码", "没有找到页码")
        return
    told: set[str] = set()
    sides = settings is not None and switched_on(settings.find(W + "evenAndOddHeaders"))
    dashed = any(each.get(W + "fmt") == "numberInDash" for each in root.iter(W + "pgNumType"))
    for _, paragraph in numbered:
        for hit in _one(paragraph, cascade, sides=sides, dashed=dashed):
            if hit.code not in told:
                told.add(hit.code)
                yield hit


def _has_field(paragraph: Element) -> bool:
    """Whether a PAGE field begins in this very paragraph, not in a text box anchored in it."""
    for each in paragraph.iter(W + "instrText", W + "fldSimple"):
        said = each.text if each.tag == W + "instrText" else each.get(W + "instr")
        if _FIELD.search(said or "") and next(each.iterancestors(PARAGRAPH), None) is paragraph:
            return True
    return False


def _one(paragraph: Element, cascade: Cascade, *, sides: bool, dashed: bool) -> Iterator[Hit]:
    form, under = cascade.paragraph(paragraph)
    run = _field_run(paragraph, cascade, under)
    points, latin = run["size"], run.get("latin", "")
    wrong = []
    if abs(points - _SIZE) > 0.3:
        wrong.append(size(points))
    if latin and not is_font(latin, "song"):
        wrong.append(latin)
    if wrong:
        measured = "、".join(wrong)
        yield _hit("L18", measured, "四号（14 磅）宋体", f"页码为{measured}，应为四号（14 磅）半角宋体")
    text = "".join(piece for piece, _ in pieces(paragraph)).strip()
    if not dashed and not _DASHES.search(text):
        shown = re.sub(r"\d+", "1", text) or "1"
        yield _hit("L19", shown, "— 1 —", f"页码写作“{shown}”，应为“— 1 —”（左右各一条一字线）")
    boxed = next(paragraph.iterancestors(BOX), None) is not None
    if boxed or form.get("frame") in ("outside", "inside", "right", "left"):
        return
    align = form.get("align", "left")
    if align == "center":
        yield _hit("L20", "居中", "单页居右、双页居左", "页码居中，应单页居右空一字，双页居左空一字")
    elif not sides and align in ("left", "right", "both", "start", "end"):
        side = "右" if align in ("right", "end") else "左"
        yield _hit(
            "L20",
            f"单双页都居{side}",
            "单页居右、双页居左",
            f"页码单双页都居{side}，应单页居右空一字，双页居左空一字（设“奇偶页不同”）",
        )


def _field_run(paragraph: Element, cascade: Cascade, under: Properties) -> Properties:
    for run in paragraph.iter(RUN):
        if any(_FIELD.search(each.text or "") for each in run.iterchildren(W + "instrText")):
            return cascade.run(run, under)
    for field in paragraph.iter(W + "fldSimple"):
        for run in field.iterchildren(RUN):
            return cascade.run(run, under)
    return under


def _hit(code: str, measured: str, wanted: str, message: str) -> Hit:
    return Hit(code, 0, 0, measured, wanted, message=message, where=_WHERE)
