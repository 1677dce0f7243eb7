"""The measures of an official paper 公文格式. Source: GB/T 9704-2012, in force from 2012-07-01.

A4; margins 37 above, 28 at the binding side; type area 版心 156 x 225 mm with 22 lines of 28 characters; the sizes of
type 字号 in points: 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5. Word counts in twips, 1/20 point.
"""

from decimal import ROUND_FLOOR, Decimal


def twips(mm: float | Decimal) -> int:
    """Millimetres in whole twips (25.4 mm are 1,440)."""
    return round(Decimal(str(mm)) * 1440 / Decimal("25.4"))


LINES, CHARACTERS = 22, 28
PAGE_WIDTH, PAGE_HEIGHT = twips(210), twips(297)
TOP, BOTTOM, LEFT, RIGHT = twips(37), twips(35), twips(28), twips(26)
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
WIDTH_MM, TALLEST_MM = 156.0, 200.0  # a picture is made to fit

TITLE, BODY, PAGE_NUMBER, TABLE, NOTE = 44, 32, 28, 24, 21  # half points: 二号 三号 四号 小四 五号
LINE = HEIGHT // LINES  # 579: 28.95 points
TITLE_LINE = 700  # 35 points
CHARACTER = Decimal(WIDTH) / CHARACTERS  # about 315.9: 15.79 points, closer than the type is wide
# What Word adds to each character of 三号 so that 28 fill the line, in 1/4096 point.
CHARACTER_SPACE = int(((CHARACTER / 20 - 16) * 4096).to_integral_value(ROUND_FLOOR))
# The same for the type itself, in whole twips: 28 characters stand in the line also where a program keeps to no grid.
# One less than would do: LibreOffice makes the line as wide as the cells of its grid, which it rounds down.
TIGHTER = int((CHARACTER - BODY * 10).to_integral_value(ROUND_FLOOR)) - 1
INDENT = 2 * (BODY * 10 + TIGHTER)
# The dash of the page number stands 7 mm below the type area: the middle of a line of 20 points.
FOOTER_LINE = 400
FOOTER = BOTTOM - twips(7) - FOOTER_LINE // 2

SONG_TITLE, HEI, KAI, FANG_SONG, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
# Taken by Word and WPS where a font is missing; none of them is shipped with us.
FALLBACKS = {SONG_TITLE: "方正小标宋_GBK", HEI: "SimHei", KAI: "楷体", FANG_SONG: "仿宋", SONG: "SimSun"}


def in_characters(text: str) -> Decimal:
    """How wide a text is, in characters: a half-width sign is half of one."""
    return sum((Decimal("0.5") if sign.isascii() else Decimal(1) for sign in text), Decimal(0))


def signature_indents(signature: str, date: str) -> tuple[Decimal, Decimal]:
    """How far name and date stay from the right edge, in characters, in a paper without seal.

    The name keeps 2 characters; the date begins 2 behind the name's beginning. Where that takes the date closer than
    2 to the edge, the date keeps 2 and the name moves left. Names longer than the line keep 0.
    """
    name, day = in_characters(signature), in_characters(date)
    if not date or not signature:
        return Decimal(2), Decimal(2)
    begin = min(26 - name, 24 - day)
    return max(Decimal(0), 28 - begin - name), max(Decimal(0), 28 - begin - 2 - day)
