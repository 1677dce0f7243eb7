"""Measures as a person knows them 字号、字体: 三号, 16 磅, 固定值 28 磅, and what kind of font a name means."""

from taizhang.core.reading.lexicon import words

# Points by the names of type sizes 字号.
_SIZES = {
    42.0: "初号", 36.0: "小初", 26.0: "一号", 24.0: "小一", 22.0: "二号", 18.0: "小二", 16.0: "三号", 15.0: "小三",
    14.0: "四号", 12.0: "小四", 10.5: "五号", 9.0: "小五", 7.5: "六号", 6.5: "小六",
}  # fmt: skip
MM = 1440 / 25.4  # twips in a millimetre
NOT_NAMED = "未指定（由软件决定）"


def size(points: float) -> str:
    """三号（16 磅）."""
    name = _SIZES.get(points)
    return f"{name}（{points:g} 磅）" if name else f"{points:g} 磅"


def is_font(font: str, kind: str) -> bool:
    """Whether a font's name means a kind of type: "imitation_song" for 仿宋_GB2312, FangSong, 方正仿宋_GBK."""
    return any(word in font.lower() for word in words("style", kind))


def line_pitch(properties: dict[str, object]) -> str:
    """The line spacing as Word's dialogue has it: 固定值 28 磅, 1.5 倍, 最小值 20 磅."""
    line, rule = properties.get("spacing.line"), properties.get("rule", "auto")
    if not isinstance(line, float) or line <= 0:
        return "单倍"
    if rule == "exact":
        return f"固定值 {round(line / 20, 1):g} 磅"
    if rule == "atLeast":
        return f"最小值 {round(line / 20, 1):g} 磅"
    return "单倍" if line == 240 else f"{round(line / 240, 2):g} 倍"


def millimetres(twips: float) -> str:
    """A length in twips: 37 mm, 25.4 mm."""
    return f"{round(twips / MM + 1e-9, 1):g} mm"
