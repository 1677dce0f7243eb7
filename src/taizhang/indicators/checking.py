"""What must hold of an indicator before it is kept 口径检查: its register, fields, conditions and formula, each refusal in words."""

from collections.abc import Mapping

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.condition import NotACondition, parse_all
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.tables.spec import Kind
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.rows import register_of_definition
from taizhang.indicators.units import check_unit
from taizhang.registers.conditions import column_of, title_of
from taizhang.registers.declaration import Register

SUMMABLE = (Kind.MONEY, Kind.INTEGER, Kind.NUMBER, Kind.PERCENT)
TIMED = (Kind.DATE, Kind.YEAR, Kind.PERIOD)
MOST_DECIMALS = 6


def check(indicator: Indicator, catalogue: Mapping[str, Indicator]) -> None:
    """Raises Refused, with what is wrong and what to do. `catalogue`: the indicators beside it, by code."""
    if not indicator.name.strip() or indicator.name == indicator.code:
        raise Refused("指标还没有名称。请填写报告里怎样称呼它，例如“有效期内高新技术企业数”。")
    for other in catalogue.values():
        if other.code != indicator.code and other.name == indicator.name:
            raise Refused(f"已有名叫“{indicator.name}”的指标（{other.code}）。请换个名称，或改那一个的口径。")
    if indicator.phrase and indicator.phrase.count("{}") != 1:
        raise Refused("句式里要有且只有一个 {}，数字填在那里，例如“新认定高新技术企业{}家”。")
    if not 0 <= indicator.decimals <= MOST_DECIMALS:
        raise Refused(f"小数位数要在 0 到 {MOST_DECIMALS} 之间。")
    if indicator.valid_from and indicator.valid_until and indicator.valid_from > indicator.valid_until:
        raise Refused("口径的失效日早于生效日。请把两个日期对调。")
    if indicator.definition is not None:
        check_definition(indicator.definition)
    else:
        check_formula(indicator, catalogue)
    check_unit(indicator)


def check_definition(definition: Definition) -> None:
    """Register, fields, conditions, measure and dates of a definition fit each other."""
    how = definition.how
    register = register_of_definition(definition)
    for name, text in definition.where:
        check_condition(register, name, text)
    if (
        how.kind not in (MeasureKind.COUNT, MeasureKind.DISTINCT)
        and kind_of(register, how.field) not in SUMMABLE
    ):
        title = title_of(register, how.field)
        raise Refused(f"“{title}”不是数字，不能求和、取最大或取最新。请改选数字字段，或改为计数。")
    for name in (definition.on, definition.until):
        if name and kind_of(register, name) not in TIMED:
            raise Refused(
                f"“{title_of(register, name)}”不是日期、年份或期间，不能用来定期间。请改选日期字段。"
            )
    if definition.until and not definition.on:
        raise Refused("选了失效日期，还要选生效日期。请补选按哪个日期算起。")


def check_condition(register: Register, name: str, text: str) -> None:
    """A condition's text is one that its field can meet."""
    column = column_of(register, name)
    assert column is not None  # rows.register_of_definition saw to it
    try:
        asked = parse_all(column.kind, text)
    except NotACondition:
        raise Refused(f"条件“{column.title}：{text}”看不懂。请写成这个字段能有的值。") from None
    if column.kind == Kind.CHOICE:
        known = {option.value for option in column.field.options}
        for value in (v for one in asked for v in one.values):
            if value not in known:
                labels = "、".join(option.label for option in column.field.options)
                raise Refused(f"“{column.title}”没有“{value}”这个选项。能选的有：{labels}。")


def check_formula(indicator: Indicator, catalogue: Mapping[str, Indicator]) -> None:
    """Every code of a formula is there, and no way leads back to the indicator itself."""
    node = indicator.node
    assert node is not None
    if next(formula.refs(node), None) is None:
        raise Refused("算式里没有指标。请至少写一个指标代码，例如 share(hte_count, gsi_count)。")
    for ref in formula.refs(node):
        if ref.code != indicator.code:
            check_code(ref, catalogue)
    path = circle(indicator, catalogue)
    if path:
        names = " → ".join(indicator.name if c == indicator.code else catalogue[c].name for c in path)
        raise Refused(f"算式互相引用，绕成了圈：{names}。请改掉其中一个算式。")
    check_refs(node, catalogue)


def check_refs(node: formula.Node, catalogue: Mapping[str, Indicator]) -> None:
    """Every code of a formula is there, and what stands in its brackets are fields of what it counts and values that they have."""
    for ref in formula.refs(node):
        check_code(ref, catalogue)
        for definition in counted(ref.code, catalogue) if ref.narrow else ():
            register = register_of_definition(definition)
            for name, text in ref.narrow:
                if column_of(register, name) is None:
                    raise Refused(
                        f"“{catalogue[ref.code].name}”数的是“{register.title}”台账，那里没有“{name}”这个字段，"
                        f"方括号里的条件用不上。请改成台账里有的字段，例如 {example(register)}。"
                    )
                check_condition(register, name, text)


def check_code(ref: formula.Ref, catalogue: Mapping[str, Indicator]) -> None:
    """Raises Refused for a code that the catalogue does not have."""
    if ref.code not in catalogue:
        raise Refused(f"没有代码是“{ref.code}”的指标，可能已改名或停用。请从指标清单里查对代码后改正。")


def counted(code: str, catalogue: Mapping[str, Indicator]) -> list[Definition]:
    """What an indicator counts in the end, through all formulas; codes that are not there are left out."""
    found, waiting, seen = [], [code], set()
    while waiting:
        one = catalogue.get(waiting.pop())
        if one is None or one.code in seen:
            continue
        seen.add(one.code)
        if one.definition is not None:
            found.append(one.definition)
        elif one.node is not None:
            waiting += [ref.code for ref in formula.refs(one.node)]
    return found


def example(register: Register) -> str:
    """A condition that the register could meet: level=city."""
    for name, field in register.fields.items():
        if field.kind == Kind.CHOICE and field.options:
            return f"{name}={field.options[0].value}"
    return f"{next(iter(register.fields))}=*"


def circle(indicator: Indicator, catalogue: Mapping[str, Indicator]) -> list[str]:
    """The codes of a way from the indicator back to itself, [] when there is none."""
    start = indicator.code

    def way(code: str, seen: frozenset[str]) -> list[str]:
        found = indicator if code == start else catalogue.get(code)
        node = found.node if found else None
        for ref in formula.refs(node) if node is not None else ():
            if ref.code == start:
                return [code, start]
            if ref.code not in seen and (on := way(ref.code, seen | {ref.code})):
                return [code, *on]
        return []

    return way(start, frozenset())


def users_of(code: str, catalogue: Mapping[str, Indicator]) -> list[Indicator]:
    """The derived indicators that read an indicator, directly or through others, in the order of the catalogue."""
    reading: set[str] = {code}
    more = True
    while more:
        found = {
            i.code for i in catalogue.values() if i.node is not None and any(r.code in reading for r in formula.refs(i.node))
        }  # fmt: skip
        more = not found <= reading
        reading |= found
    return [i for i in catalogue.values() if i.code in reading - {code}]


def kind_of(register: Register, name: str) -> Kind | None:
    """The kind of a register's field; None where it has no such field."""
    column = column_of(register, name)
    return column.kind if column else None
