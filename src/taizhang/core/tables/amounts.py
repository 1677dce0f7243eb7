"""Numbers as people write them: 3.2亿, 1,203.5万元, （12.5）, 约300, 87.42%. Exact, with Decimal."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from .headers import as_unit, same_unit
from .issue import Parser, Typed, error, look
from .lexicon import FOREIGN_UNITS, MONEY_UNITS, ROUGH_WORDS, SCALES
from .sheet import Cell, shown
from .spec import Column

FEN = Decimal("0.01")
_PART = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,3}))?([^\d.+-]*)", re.IGNORECASE)
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?=\D|$)|^\d{1,4}(?:,\d{4})+(?=\D|$)")
_REMARK = re.compile(r"^(.*?\d[^()]*?)\((?!\d+(?:\.\d+)?\)$)[^()]*\)$")
_DEFAULT = "请只填数字，单位写在表头里。"


@dataclass(frozen=True)
class Amount:
    """A number read from text: value as written, its unit ("" when none), whether it is a rough one."""

    value: Decimal
    unit: str = ""
    rough: bool = False
    remark: bool = False  # words in brackets followed it


def from_float(number: float) -> Decimal:
    """The number Excel shows: 15 significant digits, so 0.1+0.2 is 0.3."""
    return Decimal(f"{number:.15g}")


def read_amount(text: str) -> Amount | None:
    """Read a number with its unit. None when it is not one."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lstrip("'").lower()
    plain = plain.strip("¥￥")
    remark = bool(found := _REMARK.match(plain))
    if found:
        plain = found.group(1)
    rough = False
    for word in ROUGH_WORDS:
        if word in plain:
            rough, plain = True, plain.replace(word, "")
    negative = False
    if plain.startswith("(") and (close := plain.find(")")) > 0:
        negative, plain = True, plain[1:close] + plain[close + 1 :]
    if plain[:1] in "+-−" and plain:
        negative, plain = negative != (plain[0] != "+"), plain[1:]
    plain = plain.removeprefix("人民币").strip("¥￥")
    if "," in plain:
        if not _GROUPED.match(plain):
            return None
        plain = plain.replace(",", "")
    read = _sum_parts(plain)
    if read is None:
        return None
    value, unit = read
    return Amount(-value if negative else value, unit, rough, remark)


def _sum_parts(plain: str) -> tuple[Decimal, str] | None:
    """1203.5万元 is (1203.5, 万元); 1亿2000万 is (120000000, 元) in one sum."""
    parts = _PART.findall(plain)
    if not parts or "".join(a + (f"e{e}" if e else "") + u for a, e, u in parts) != plain:
        return None
    try:
        if len(parts) == 1:
            number, power, unit = parts[0]
            return Decimal(number).scaleb(int(power or 0)), unit
        if any(power or unit not in MONEY_UNITS for _, power, unit in parts[:-1]):
            return None
        total = Decimal(0)
        for number, _, unit in parts:
            total += Decimal(number) * (MONEY_UNITS[unit] if unit else Decimal(1))
    except (InvalidOperation, KeyError):
        return None
    return total, "元"


def money_parser(unit: str) -> Parser:
    """Money in yuan to the fen; `unit` is the column's (万元 …), "" means yuan."""
    factor = MONEY_UNITS.get(unit)
    foreign = unit if factor is None and unit else ""

    def parse(cell: Cell) -> Typed:
        if isinstance(cell, str):
            return _money_text(cell, factor, foreign)
        if isinstance(cell, bool) or not isinstance(cell, float | int):
            return _not_number(cell, "金额")
        if foreign:
            return _foreign(foreign)
        return to_fen(from_float(cell) * (factor or 1)), None

    return parse


def to_fen(yuan: Decimal) -> Decimal:
    """Rounded half up to the fen, only where there is more than that."""
    exponent = yuan.as_tuple().exponent
    return yuan.quantize(FEN, ROUND_HALF_UP) if isinstance(exponent, int) and exponent < -2 else yuan


def _money_text(text: str, factor: Decimal | None, foreign: str) -> Typed:
    amount = read_amount(text)
    if amount is None:
        return _not_number(text, "金额")
    if any(sign in amount.unit for sign in FOREIGN_UNITS):
        return _foreign(amount.unit)
    own = MONEY_UNITS.get(amount.unit) if amount.unit else None
    if amount.unit and own is None:
        return _not_number(text, "金额")
    if own is None and foreign:
        return _foreign(foreign)
    yuan = to_fen(amount.value * (own or factor or 1))
    return _judged(yuan, amount, text, f"{yuan.normalize():f}元")


def number_parser(column: Column, unit: str, *, whole: bool) -> Parser:
    """A number in the column's own unit, a whole one where `whole`; `unit` is the header's."""
    factor = unit_factor(unit, column.unit)
    name = "整数" if whole else "数字"

    def finish(value: Decimal) -> Typed:
        if not whole:
            return value, None
        if value != value.to_integral_value():
            return error("number.not_whole", f"这里应是整数，“{value:f}”带小数。", "请核对后填整数。")
        return int(value), None

    def parse(cell: Cell) -> Typed:
        if factor is None:
            return error(
                "unit.differs", f"表头的单位是“{unit}”，台账里是“{column.unit}”，不能自动换算。",
                f"请换算成{column.unit}后再传，并改正表头里的单位。",
            )  # fmt: skip
        if isinstance(cell, str):
            amount = read_amount(cell)
            own = unit_factor(amount.unit, column.unit) if amount else None
            if amount is None or own is None:
                return _not_number(cell, name)
            value, issue = finish(amount.value * (own if amount.unit else factor))
            if issue:
                return value, issue
            return _judged(value, amount, cell, str(value))
        if isinstance(cell, bool) or not isinstance(cell, float | int):
            return _not_number(cell, name)
        return finish(from_float(cell) * factor)

    return parse


def unit_factor(unit: str, wanted: str) -> Decimal | None:
    """How many `wanted` one `unit` is: 万件 → 件 is 10000. None when they do not convert."""
    if not unit or same_unit(unit, wanted):
        return Decimal(1)
    if unit in MONEY_UNITS and wanted in MONEY_UNITS and not (unit in SCALES and wanted not in MONEY_UNITS):
        return MONEY_UNITS[unit] / MONEY_UNITS[wanted]
    if unit in SCALES:
        return SCALES[unit]
    if unit[:1] in SCALES and (not wanted or same_unit(unit[1:], wanted)):
        return SCALES[unit[0]]
    if wanted[:1] in SCALES and same_unit(unit, wanted[1:]):
        return 1 / SCALES[wanted[0]]
    if not wanted and (as_unit(unit) or not unit):
        return Decimal(1)
    if (unit, wanted) == ("公顷", "亩"):
        return Decimal(15)
    counts = {
        "人",
        "名",
        "位",
        "家",
        "户",
        "个",
        "件",
        "项",
        "台",
        "套",
        "台套",
        "篇",
        "次",
        "所",
        "条",
        "种",
        "人次",
        "场",
    }
    return Decimal(1) if unit in counts and wanted in counts else None


def _judged(value: object, amount: Amount, text: str, suggestion: str) -> Typed:
    if amount.remark:
        return error(
            "number.remark",
            f"数字后面带了说明：“{text.strip()}”。",
            "请只留数字，说明写到备注列。",
            suggestion,
        )
    if amount.rough:
        return look(
            value, "number.rough", f"“{text.strip()}”是约数，按 {suggestion} 记。", "如有准确数请改成准确数。"
        )
    return value, None


def _foreign(unit: str) -> Typed:
    return error("money.foreign", f"金额是外币（{unit}），台账只记人民币。", "请按当日汇率折成人民币后填写。")


def _not_number(cell: Cell, name: str) -> Typed:
    return error("number.unreadable", f"“{shown(cell)}”不是{name}，读不出来。", _DEFAULT)


def percent_parser(*, points: bool, formatted: bool, mixed: bool) -> Parser:
    """A fraction: 87.42 % is 0.8742. `points`: plain numbers are percent points; `formatted`: Excel shows a %."""

    def plain(value: Decimal) -> Typed:
        if points:
            return value / 100, None
        if formatted and not mixed:
            return value, None
        if abs(value) > 1:
            return look(
                value / 100, "percent.no_sign", f"没有写百分号，把 {value.normalize():f} 当作 {value.normalize():f}%。",
                "请确认；最好在表头写上（%）。",
            )  # fmt: skip
        return value, None

    def parse(cell: Cell) -> Typed:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return plain(from_float(cell))
        amount = read_amount(cell) if isinstance(cell, str) else None
        if amount is None or amount.unit not in ("", "%", "‰", "个百分点", "百分点"):
            return _not_number(cell, "百分比")
        if amount.unit:
            value: object = amount.value / (1000 if amount.unit == "‰" else 100)
            return _judged(value, amount, str(cell), f"{amount.value}{amount.unit}")
        value, issue = plain(amount.value)
        return (value, issue) if issue else _judged(value, amount, str(cell), str(amount.value))

    return parse
