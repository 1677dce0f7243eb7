"""Finding an indicator by what a person types: a part of a name, pinyin initials, a code 找指标."""

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.pinyin import initials
from taizhang.indicators.indicator import Indicator


def matching(text: str, known: dict[str, Indicator]) -> list[Indicator]:
    """Whole names first, then names that begin so, then those that hold it, then pinyin and codes."""
    lower = text.lower()
    ranked = []
    for at, indicator in enumerate(known.values()):
        names = indicator.names
        rank = (
            0 if text in names
            else 1 if any(n.startswith(text) for n in names)
            else 2 if any(text in n for n in names)
            else 3 if lower.isascii() and any(lower in initials(n) for n in names)
            else 4 if lower in indicator.code
            else None
        )  # fmt: skip
        if rank is not None:
            ranked.append((rank, at, indicator))
    return [indicator for _, _, indicator in sorted(ranked, key=lambda r: r[:2])]


def named(expression: str, known: dict[str, Indicator]) -> str:
    """What a person reads for an expression: an indicator's name, 高企数同比增速; else the formula itself."""
    try:
        node = formula.parse(expression)
    except Refused:
        return expression
    refs = list(formula.refs(node))
    if not refs or any(ref.code not in known for ref in refs):
        return expression
    if expression == refs[0].code:
        return known[expression].name
    if isinstance(node, formula.Call) and node.name in formula.WORDS and len(node.parts) <= 2:
        first = node.parts[0]
        if isinstance(first, formula.Ref) and len({ref.code for ref in refs}) == 1:
            return f"{known[first.code].name}{formula.WORDS[node.name]}"
    return expression


def meant(typed: str, picked: str, known: dict[str, Indicator]) -> str:
    """The expression of a field in which one types and picks: what was picked, unless something else was typed after.

    What was typed is an indicator's name, or a code or formula for the action to judge; "" when there is neither.
    """
    typed, picked = typed.strip(), picked.strip()
    if picked and (not typed or typed in (picked, named(picked, known))):
        return picked
    return next((code for code, indicator in known.items() if typed and typed in indicator.names), typed)
