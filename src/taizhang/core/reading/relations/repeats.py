"""The same amount told in several places 前后一致: 前文411家，此处412家."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.lexicon import words
from taizhang.core.reading.relations.arithmetic import SLACK, claim, unit_slip
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.dimension import bare_unit
from taizhang.core.reading.relations.growth import is_base
from taizhang.core.reading.relations.matching import likeness
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.sums import Parents, plain

NEAR = Decimal("0.05")  # two amounts farther apart than this are hardly meant to be one
SPECIFIC = 5  # characters that make a name one of something in particular
ALIKE = 0.6  # likeness of the names of a cell and of a figure of the text
LONG = 5  # characters of a figure that is not met again by chance
ONCE = 40  # mentions of one name compared with each other


def find_repeats(context: Context, parents: Parents) -> Iterator[Relation]:
    """Amounts of one name, unit and period in different sentences: alike, in another unit, or at odds."""
    for name, items in context.by_name.items():
        told: dict[tuple[object, ...], Item] = {}
        for item in items[:ONCE]:
            if not _comparable(context, item, parents):
                continue
            key = (item.dim, item.figure.period, item.figure.role)
            first = told.setdefault(key, item)
            if first is not item and first.sentence != item.sentence:
                relation = _compared(name, first, item)
                if relation is not None:
                    yield relation


def _comparable(context: Context, item: Item, parents: Parents) -> bool:
    figure = item.figure
    if not item.usable or figure.approx or figure.role is not Role.LEVEL or figure.kind is Kind.PERCENT:
        return False
    return item.level and item.index not in parents and not is_base(context, item, None)


def _compared(name: str, first: Item, item: Item) -> Relation | None:
    one, other = first.figure, item.figure
    relation = claim(Type.SUM, other, [one])
    if relation is None:
        return None
    if relation.holds:
        if one.unit == other.unit:
            relation.type = Type.REPEAT
        return relation
    if one.value == other.value and one.unit != other.unit and unit_slip(relation) and len(one.text) > LONG:
        return relation  # 70.49亿元 here, 70.49万元 there
    if one.unit != other.unit or abs(plain(one) - plain(other)) > NEAR * max(plain(one), plain(other)):
        return None
    stocks = _stocks(first, item)
    if not stocks or len(name) < SPECIFIC:
        return None
    relation.holds = False if stocks == 2 and one.period else None
    return relation


def _stocks(first: Item, item: Item) -> int:
    """How many of the two speak of what there is in all; 0 where one tells what was applied for or granted."""
    said = [_words(each) for each in (first, item)]
    if any(word in each for each in said for word in words("repeats", "flow")):
        return 0
    return sum(any(word in each for word in words("repeats", "stock")) for each in said)


def _words(item: Item) -> str:
    """The clause before a figure, with what is counted."""
    gap = item.gap[-24:]
    for mark in "，,。；;\n":
        gap = gap.rpartition(mark)[2]
    return gap + item.figure.of


def in_tables(context: Context, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A total of a table that the text tells too: the cell is the whole, the text's figure the one part."""
    cells = [figure for figure in figures if figure.cell is not None and figure.value is not None]
    by_value: dict[tuple[Decimal, str], list[Item]] = {}
    if not cells:
        return
    for item in context.items:
        if (
            item.usable
            and not item.figure.approx
            and item.figure.role is Role.LEVEL
            and len(item.figure.text) > 2
        ):
            by_value.setdefault((plain(item.figure), item.dim[0]), []).append(item)
    for cell in cells:
        if cell.role is not Role.LEVEL:
            continue
        for item in by_value.get((plain(cell), str(cell.kind)), ()):
            if likeness(cell.of, item.figure.of) < ALIKE or bare_unit(cell.unit) != bare_unit(
                item.figure.unit
            ):
                continue
            relation = claim(Type.SUM, cell, [item.figure])
            if relation is not None and abs(relation.expected - relation.stated) <= SLACK:
                yield relation
                break
