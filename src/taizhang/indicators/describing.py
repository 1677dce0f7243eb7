"""A definition and a formula in words 口径说明: what is counted, by which conditions, made into what, by which date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Basis, Definition, Measure, MeasureKind
from taizhang.core.figures.formula import Call, Node, Number, Ref
from taizhang.indicators.figure import Figure
from taizhang.indicators.indicator import Indicator
from taizhang.registers.conditions import column_of, said
from taizhang.registers.declaration import Register, registers

SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True)
class Line:
    """One thing that a definition says, e.g. 条件 · 级别：省级."""

    title: str
    text: str


def lines(definition: Definition) -> list[Line]:
    """The definition in lines: register, conditions, measure, date. Says so of what is no longer there."""
    register = registers().get(definition.register)
    if register is None:
        return [Line("台账", f"{definition.register}（已经没有这个台账）")]
    found = [Line("台账", register.title)]
    for name, text in definition.where:
        column = column_of(register, name)
        found.append(Line("条件", f"{column.title if column else name}：{said(register, name, text)}"))
    found.append(Line("算法", measure_words(register, definition.how)))
    found.append(Line("日期", timing_words(register, definition)))
    return found


def meaning(indicator: Indicator, catalogue: Mapping[str, Indicator]) -> str:
    """What an indicator is, in the one sentence that its definition or formula makes."""
    if indicator.definition is not None:
        return sentence(indicator.definition)
    return formula_sentence(indicator.node, catalogue) if indicator.node is not None else ""


def sentence(definition: Definition) -> str:
    """The definition as one sentence, for who has not written one."""
    register = registers().get(definition.register)
    if register is None:
        return f"台账“{definition.register}”已经没有了。"
    which = [line.text for line in lines(definition) if line.title == "条件"]
    if definition.timing != Basis.ALWAYS:
        which.append(timing_words(register, definition))
    return f"“{register.title}”台账里{'，'.join(which) or '全部'}的记录，{measure_words(register, definition.how)}。"


def formula_sentence(node: Node, catalogue: Mapping[str, Indicator]) -> str:
    """A formula as one sentence: 等于 高企数 ÷ 规上工业企业数."""
    return f"等于 {formula_words(node, catalogue)}。"


def measure_words(register: Register, how: Measure) -> str:
    """What is made of the rows: “合同额”求和."""
    title = _title(register, how.field)
    return {
        MeasureKind.COUNT: "数行数",
        MeasureKind.SUM: f"“{title}”求和",
        MeasureKind.DISTINCT: f"按“{title}”去重计数",
        MeasureKind.LATEST: f"取最新一条的“{title}”",
        MeasureKind.MAX: f"取“{title}”的最大值",
        MeasureKind.MEAN: f"“{title}”的平均值",
    }[how.kind]


def timing_words(register: Register, definition: Definition) -> str:
    """Which rows a period counts: “登记日期”在期内."""
    on, until = _title(register, definition.on), _title(register, definition.until)
    if definition.timing == Basis.ALWAYS:
        return "不分期间"
    if definition.timing == Basis.FLOW:
        return f"“{on}”在期内"
    return f"期末有效（“{on}”不晚于期末" + (f"，“{until}”未到或未填）" if until else "）")


def _title(register: Register, name: str) -> str:
    column = column_of(register, name) if name else None
    return column.title if column else f"{name}（已没有这个字段）" if name else ""


@dataclass(frozen=True)
class Piece:
    """A part of a formula as it is written out: an operand, or a sign or number between operands."""

    text: str
    ref: Ref | None = None


def pieces(node: Node, catalogue: Mapping[str, Indicator]) -> list[Piece]:
    """A formula written out with its operands: growth(a) is a ÷ a a year before − 1, in per cent."""
    return list(_pieces(node, catalogue))


def formula_words(node: Node, catalogue: Mapping[str, Indicator]) -> str:
    """A formula with the Chinese names of its indicators."""
    return " ".join(p.text for p in pieces(node, catalogue))


def _pieces(node: Node, catalogue: Mapping[str, Indicator], inner: bool = False) -> Iterator[Piece]:
    if isinstance(node, Number):
        yield Piece(f"{node.value:f}")
    elif isinstance(node, Ref):
        yield Piece(name_of(node, catalogue), node)
    else:
        written = list(_written(node, catalogue))
        loose = node.name in ("+", "-", "growth", "change", "net", "points")
        yield from ([Piece("("), *written, Piece(")")] if inner and loose else written)


def _written(node: Call, catalogue: Mapping[str, Indicator]) -> Iterator[Piece]:
    sign = {"growth": "÷", "share": "÷", "completion": "÷", "per": "÷"}.get(node.name) or SIGNS.get(
        node.name, "−"
    )
    yield from _pieces(node.parts[0], catalogue, inner=sign in "×÷")
    yield Piece(sign)
    divisor = sign == "÷" and isinstance(node.parts[1], Call)
    after = _pieces(node.parts[1], catalogue, inner=sign != "+" and not divisor)
    yield from [Piece("("), *after, Piece(")")] if divisor else after
    if node.name == "growth":
        yield Piece("− 1")
    elif node.name == "per":
        yield Piece("×")
        yield from _pieces(node.parts[2], catalogue, inner=True)


def name_of(ref: Ref, catalogue: Mapping[str, Indicator]) -> str:
    """What an operand is called, with its narrowing and how it is looked at: 申报项目数［级别：市级］（上年同期）."""
    indicator = catalogue.get(ref.code)
    name = indicator.name if indicator else ref.code
    definition, narrow = indicator.definition if indicator else None, ref.narrow
    if definition is not None and (told := told_name(definition, narrow)):
        name, narrow = told, tuple((n, t) for n, t in narrow if n != "indicator")
    if narrow:
        register = registers().get(definition.register) if definition else None
        name = f"{name}［{'，'.join(_narrow_words(register, n, t) for n, t in narrow)}］"
    return f"{name}（{formula.SHIFTS[ref.shift]}）" if ref.shift else name


# A field of others' rows, behind the name that they gave.
TOLD_AS = {"growth": "增速", "rank": "位次", "target": "目标", "result": "完成值"}


def told_name(definition: Definition, narrow: tuple[tuple[str, str], ...]) -> str:
    """What others' figure is called when it is narrowed to one of theirs: by the name that they gave it; else ""."""
    name = dict(narrow).get("indicator", "").removeprefix("=")
    if not name or "|" in name:
        return ""
    word = TOLD_AS.get(definition.how.field, "")
    return name if word and name.endswith(word) else name + word


def _narrow_words(register: Register | None, name: str, text: str) -> str:
    if register is None:
        return f"{name}：{text}"
    return f"{_title(register, name)}：{said(register, name, text)}"


def validity(indicator: Indicator) -> str:
    """Between which days a version is used: 自 2024-01-01 起适用."""
    first = f"自 {indicator.valid_from} 起" if indicator.valid_from else ""
    last = f"到 {indicator.valid_until} 为止" if indicator.valid_until else ""
    return f"{first}{last}适用"


def versions_apart(operands: Mapping[Ref, Figure]) -> str:
    """The sentence for a formula that compares versions of one indicator; "" where all are of one."""
    found: dict[str, dict[int, Figure]] = {}
    for ref, figure in operands.items():
        if ref.shift not in ("target", "rank"):
            found.setdefault(ref.code, {}).setdefault(figure.version, figure)
    return "".join(
        f"注意：{'，'.join(f'{f.period.words}按第 {number} 版口径' for number, f in versions.items())}，前后口径不同。"
        for versions in found.values()
        if len(versions) > 1
    )
