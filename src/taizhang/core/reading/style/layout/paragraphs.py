"""Fonts, sizes, line spacing, indents and alignment of paragraphs 字体、字号、行距、缩进, faults alike told once."""

from collections import defaultdict
from collections.abc import Iterator

from taizhang.core.reading.style.layout.names import NOT_NAMED, is_font, line_pitch, size
from taizhang.core.reading.style.layout.parts import Measured, Part
from taizhang.core.reading.style.rule import Hit

_BODY_SIZE, _TITLE_SIZE = 16.0, 22.0
_PITCH = (27.9, 29.1)  # points
_INDENT = (1.8, 2.2)  # characters
_TOLD = 6  # measured values of one rule that are told apart; the rest are told together
_KEPT = 300
_LEVELS = {
    1: ("black", "黑体"),
    2: ("regular_script", "楷体"),
    3: ("imitation_song", "仿宋"),
    4: ("imitation_song", "仿宋"),
}
_ORDINALS = {1: "第一层“一、”", 2: "第二层“（一）”", 3: "第三层“1.”", 4: "第四层“（1）”"}

# rule, who has it, measured, wanted
Fault = tuple[str, str, str, str]


def paragraph_hits(measured: list[Measured], pitch: float) -> Iterator[Hit]:
    """Faults of all paragraphs, grouped by rule and measured value. `pitch`: of the lines grid in points, 0 without."""
    groups: dict[Fault, list[Measured]] = defaultdict(list)
    totals: dict[str, int] = defaultdict(int)
    for each in measured:
        totals[each.part] += 1
        for fault in _faults(each, pitch):
            groups[fault].append(each)
    by_rule: dict[str, list[tuple[Fault, list[Measured]]]] = defaultdict(list)
    for fault, members in groups.items():
        by_rule[fault[0] + fault[1]].append((fault, members))
    for faults in by_rule.values():
        faults.sort(key=lambda each: -len(each[1]))
        for fault, members in faults[:_TOLD]:
            yield _hit(fault, members, totals[Part.BODY])
        rest = [member for _, members in faults[_TOLD:] for member in members]
        if rest:
            code, name, _, wanted = faults[0][0]
            yield _hit((code, name, "其他各种写法", wanted), rest, 0)


def _hit(fault: Fault, members: list[Measured], body: int) -> Hit:
    code, name, measured, wanted = fault
    number = len(members)
    if number == 1:
        count = (
            f"{name}“{members[0].text.strip()[:12]}…”"
            if len(members[0].text) > 12
            else f"{name}“{members[0].text.strip()}”"
        )
    else:
        count = (
            f"全文 {number} 段{name}"
            if name == "正文" and number == body
            else f"{number} {'段' if name == '正文' else '处'}{name}"
        )
    return Hit(
        code, members[0].start, members[0].end, measured, wanted,
        message=f"{count}{_VERB[code]}{_apart(measured)}，应为{_apart(wanted)}",
        count=number, others=tuple((each.start, each.end) for each in members[1 : _KEPT + 1]),
    )  # fmt: skip


def _apart(words: str) -> str:
    """A digit stands apart from the character before it, as everywhere in our own sentences."""
    return f" {words}" if words[:1].isdigit() else words


_VERB = {
    "L05": "字体为", "L06": "字号为", "L07": "行距为", "L08": "首行缩进为", "L09": "对齐方式为", "L10": "字体为", "L11": "字号为",
    "L12": "对齐方式为", "L13": "字体为", "L14": "字号为", "L15": "夹有",
}  # fmt: skip


def _faults(each: Measured, pitch: float) -> Iterator[Fault]:
    if each.part is Part.TITLE:
        yield from _title(each)
    elif each.part is Part.HEADING:
        yield from _heading(each)
    elif each.part is Part.BODY:
        yield from _body(each, pitch)


def _title(each: Measured) -> Iterator[Fault]:
    face = each.face
    if face is not None:
        if not is_font(face.font, "small_title_song"):
            yield "L10", "标题", face.font or NOT_NAMED, "小标宋体"
        if abs(face.size - _TITLE_SIZE) > 0.3:
            yield "L11", "标题", size(face.size), size(_TITLE_SIZE)
    if each.format.get("align") != "center":
        yield "L12", "标题", _alignment(each), "居中"


def _heading(each: Measured) -> Iterator[Fault]:
    face = each.face
    if face is None:
        return
    kind, wanted = _LEVELS[each.level]
    if not is_font(face.font, kind):
        yield "L13", f"{_ORDINALS[each.level]}标题", face.font or NOT_NAMED, wanted
    if abs(face.size - _BODY_SIZE) > 0.3:
        yield "L14", "层次标题", size(face.size), size(_BODY_SIZE)


def _body(each: Measured, pitch: float) -> Iterator[Fault]:
    face = each.face
    if face is not None:
        song, right = is_font(face.font, "imitation_song"), abs(face.size - _BODY_SIZE) <= 0.3
        if not song:
            yield "L05", "正文", face.font or NOT_NAMED, "仿宋"
        if not right:
            yield "L06", "正文", size(face.size), size(_BODY_SIZE)
        if song and right:
            yield from _mixed(each)
    if not _pitch_fits(each, pitch):
        yield "L07", "正文", line_pitch(each.format), "固定值 28～29 磅"
    indent = _indent(each)
    if indent is not None and not _INDENT[0] <= indent <= _INDENT[1]:
        yield "L08", "正文", f"{round(indent, 1):g} 字", "2 字"
    if each.format.get("align") in ("center", "right", "end") and len(each.text) > 40:
        yield "L09", "正文", _alignment(each), "两端对齐"


def _mixed(each: Measured) -> Iterator[Fault]:
    """Runs of another type in a paragraph that is right as a whole. Black and regular script mark lead-ins: kept."""
    for face in each.faces:
        sized = abs(face.size - _BODY_SIZE) <= 0.3
        known = any(is_font(face.font, kind) for kind in ("imitation_song", "black", "regular_script"))
        if not (sized and known):
            yield "L15", "正文", f"{face.font or NOT_NAMED} {size(face.size)}", "全段 3 号仿宋"
            return


def _pitch_fits(each: Measured, pitch: float) -> bool:
    line, rule = each.format.get("spacing.line"), each.format.get("rule", "auto")
    if rule == "exact":
        return line is not None and _PITCH[0] <= line / 20 <= _PITCH[1]
    # single spacing on a grid of lines: the grid gives the pitch
    single = rule == "auto" and (line is None or line == 240)
    return single and each.format.get("grid", True) and _PITCH[0] <= pitch <= _PITCH[1]


def _indent(each: Measured) -> float | None:
    """The first line's indent in characters; None where the paragraph hangs or stands in from the left."""
    form, face = each.format, each.face
    if (
        form.get("ind.hanging")
        or form.get("ind.hangingChars")
        or form.get("ind.left", 0) > 200
        or form.get("ind.leftChars")
    ):
        return None
    points = (face.size if face is not None else 0) or _BODY_SIZE
    spaces = each.text[: len(each.text) - len(each.text.lstrip(" \t\u3000\xa0"))]
    typed = sum(1.0 if char == "\u3000" else 2.0 if char == "\t" else 0.5 for char in spaces)
    chars = form.get("ind.firstLineChars")
    if chars:
        return float(chars) / 100 + typed
    return float(form.get("ind.firstLine", 0.0)) / 20 / points + typed


def _alignment(each: Measured) -> str:
    names = {
        "center": "居中",
        "right": "右对齐",
        "end": "右对齐",
        "both": "两端对齐",
        "distribute": "分散对齐",
    }
    return names.get(str(each.format.get("align", "left")), "左对齐")
