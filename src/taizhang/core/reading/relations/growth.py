"""Growth and change 增减: present level, last year's level or the change, and the stated rate or difference."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim, unit_slip
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.relation import Relation, Type

_LAST_YEAR = re.compile(rf"(?:{any_of(words('growth', 'last_year'))})[^，,。；;]{{0,14}}$")
_SAID_LAST = re.compile(r"(?:上年|去年|上期)(?:同期|全年|末|底)?[，,]?[^，,。；;由从增]{0,16}$")
_SAID_YEAR = re.compile(r"(?:19|20)\d\d年(?:同期|全年|末|底)?[，,]?[^，,。；;由从增]{0,16}$")
_NOW = re.compile(r"今年|本年|本期|当年|目前")
_DATED = re.compile(r"(?:19|20)\d\d年(?:同期|末|底)?[^，,。；;\d]{0,6}$")
_FROM = re.compile(r"(?:由|从)[^，,。；;]{0,16}$")
_TO = re.compile(rf"(?:{any_of(words('growth', 'to'))})")
_COMPARED = re.compile(
    r"(?:(?<![同环占之])比(?![重例率])|较|高于|低于|多于|少于)[^，,。；;比较增减升降涨多少长扩缩]{0,20}[（(]?$"
)
_WITH = re.compile(r"(?:与|同|和|跟)[^，,。；;与同和跟]{0,18}$")
_REACHED = re.compile(r"[，,][^，,。；;]{0,8}(?:达到?|总数|至|为)$")
_MAY_COMPARE = re.compile(
    "[比较于由从与同和跟" + "".join({word[0] for word in words("growth", "last_year")}) + "]"
)
_CHAINED = re.compile(r"环比|比(?:一|二|三|上|前)(?:个)?(?:季度|月|旬)|比上期")
_OTHERWISE = re.compile(
    any_of(words("growth", "otherwise"))
)  # 两年平均, 可比价: not the quotient of the two figures
_REAL = re.compile(any_of(words("growth", "real")))
_CHANGES = (Role.INCREASE, Role.DECREASE)
LEAST, MOST = Decimal("0.3"), Decimal("3")  # expected/stated
REACH = 9  # figures: how far a rate stands from what it is of


@dataclass(slots=True)
class Told:
    """What a sentence tells around a rate or a change."""

    present: Item | None = None
    base: Item | None = None  # the year before
    change: Item | None = None


def find_growth(context: Context) -> Iterator[Relation]:
    """Growth rates and stated changes whose base stands in the text."""
    for item in context.items:
        if not item.usable:
            continue
        if _is_rate(item):
            relation = _rate(context, item)
        elif item.figure.role in _CHANGES and item.figure.kind not in (Kind.PERCENT, Kind.RATIO, Kind.RANK):
            relation = _change(context, item)
        else:
            continue
        if relation is not None and (relation.holds or not (_rough(relation) or _otherwise(context, item))):
            yield relation


def _is_rate(item: Item) -> bool:
    figure = item.figure
    if figure.kind is Kind.PERCENT:
        return item.dim[1] == "" and figure.role in (Role.GROWTH_RATE, Role.DECREASE)
    return figure.kind is Kind.RATIO and figure.unit == "倍" and figure.role is Role.GROWTH_RATE


def _rough(relation: Relation) -> bool:
    """近, 多, 以上: a difference may be the wording's, not an error."""
    return any(figure.approx for figure in relation.figures)


def _otherwise(context: Context, rate: Item) -> bool:
    """A rate that is not the quotient of the printed figures: GDP grows at constant prices, 两年平均 over two years."""
    if not _is_rate(rate):
        return False
    around_it = rate.gap[-24:] + context.after(rate, 12)
    return bool(_OTHERWISE.search(around_it)) or bool(_REAL.search(rate.figure.of + rate.gap[-40:]))


def _rate(context: Context, rate: Item) -> Relation | None:
    told = around(context, rate)
    present, base, change = told.present, told.base, told.change
    ways: list[tuple[Type, Item, Item]] = []
    if present is not None and base is not None:
        ways.append((Type.GROWTH, present, base))
    if present is not None and change is not None:
        ways.append((Type.GROWTH, present, change))
    if base is not None and change is not None and present is None:
        ways.append((Type.RATE, base, change))
    claims = [claim(type_, whole.figure, (part.figure, rate.figure)) for type_, whole, part in ways]
    if (sure := _surest(claims)) is not None:
        return sure
    if present is not None and _CHAINED.search(rate.gap[-24:]):
        return _chained(context, present, rate)
    return None


def _surest(claims: Sequence[Relation | None]) -> Relation | None:
    """The claim that holds; else the first that is near enough to be meant."""
    told = [relation for relation in claims if relation is not None]
    return next(
        (each for each in told if each.holds), next((each for each in told if _near_enough(each)), None)
    )


def _near_enough(relation: Relation) -> bool:
    """Farther off than this, another figure is meant than the one found."""
    if relation.stated == 0 or relation.expected == 0:
        return False
    return LEAST <= relation.expected / relation.stated <= MOST or unit_slip(relation)


def _chained(context: Context, present: Item, rate: Item) -> Relation | None:
    """环比: against the figure of its kind told just before, said only where it agrees."""
    for other in reversed(context.items[max(0, present.index - 4) : present.index]):
        if other.dim == present.dim and other.usable:
            relation = claim(Type.GROWTH, present.figure, (other.figure, rate.figure))
            return relation if relation is not None and relation.holds else None
    return None


def _change(context: Context, change: Item) -> Relation | None:
    """A stated change between a present level and last year's."""
    told = around(context, change)
    if told.base is None:
        return None
    if (
        told.present is not None
        and (sure := _surest([_changed(change, told.present, told.base)])) is not None
    ):
        return sure
    if (behind := _behind(context, change)) is not None:
        return _surest([_changed(change, behind, told.base)])
    return _change_before(context, change, told.base)


def _behind(context: Context, change: Item) -> Item | None:
    """较上年末的400家净增25家，达到430家: the present level stands right behind the change."""
    for item in context.items[change.index + 1 : change.index + 2]:
        if (
            item.dim == change.dim
            and item.sentence == change.sentence
            and _level(item)
            and _REACHED.search(item.gap)
        ):
            return item
    return None


def _changed(change: Item, present: Item, base: Item) -> Relation | None:
    rising = change.figure.role is Role.INCREASE
    pair = (present.figure, base.figure) if rising else (base.figure, present.figure)
    return claim(Type.DIFFERENCE, change.figure, pair)


def _change_before(context: Context, change: Item, base: Item) -> Relation | None:
    """The present level was told some sentences ago: 与上年预算7215万元相比，减少372.5万元. Only where it agrees."""
    alike = context.by_dimension[base.dim]
    for present in reversed(alike[max(0, base.place - 8) : base.place]):
        if base.sentence - present.sentence > 3 or not _level(present):
            continue
        relation = _changed(change, present, base)
        if relation is not None and relation.holds:
            return relation
    return None


def around(context: Context, item: Item) -> Told:
    """Present level, last year's level and change that a rate or change is told of, in its sentence."""
    told = Told()
    is_change = item.figure.role in _CHANGES and item.figure.kind is not Kind.PERCENT
    near = _near(context, item)
    levels = [other for other in near if _level(other) and (not is_change or other.dim == item.dim)]
    present = _present(context, item, levels)
    if present is not None:
        levels = [other for other in levels if other.dim == present.dim]
    told.base = _base(context, item, present, levels) or _base_before(context, present)
    if not is_change:
        told.change = _told_change(item, present, near)
    named = present is not None and (
        _same(present, item)
        or (told.change is not None and (_same(present, told.change) or told.change.index == item.index - 1))
    )
    chained = present is not None and _CHAINED.search(item.gap[-24:]) is not None
    told.present = present if named or told.base is not None or chained else None
    return told


def _near(context: Context, item: Item) -> list[Item]:
    """The figures of its sentence, those before it first, the nearest first; then the two right after it."""
    items = context.items
    found: list[Item] = []
    for index in range(item.index - 1, max(-1, item.index - REACH), -1):
        if items[index].sentence != item.sentence:
            break
        found.append(items[index])
    for index in range(item.index + 1, min(len(items), item.index + 3)):
        if items[index].sentence == item.sentence:
            found.append(items[index])
    return found


def _level(other: Item) -> bool:
    figure = other.figure
    if not other.usable or figure.kind in (Kind.PERCENT, Kind.RANK, Kind.RATIO):
        return False
    return figure.role in (Role.LEVEL, Role.TARGET)


def _present(context: Context, item: Item, levels: list[Item]) -> Item | None:
    """The level that has grown: of the same name if any, else the nearest before it; never last year's.

    A statement ends with ；: where a level stands behind the last one, none before it is meant.
    """
    before = [
        o for o in levels if o.index < item.index and o.depth <= item.depth and not is_base(context, o, None)
    ]  # fmt: skip
    here = [o for o in before if not re.search("[；;]", context.between(o, item))]
    real = [o for o in here or before if o.figure.role is Role.LEVEL] or here or before
    named = [o for o in real if o.figure.of and o.figure.of == item.figure.of] or real
    later = [o for o in named if named and named[0].dim == o.dim and _year_before(named[0], o)]
    return next(iter(later or named), None)


def _base(context: Context, item: Item, present: Item | None, levels: list[Item]) -> Item | None:
    """Last year's level: between present and rate, right after the rate, or just before the present level."""
    for other in levels:
        if other is present or not is_base(context, other, present):
            continue
        if other.index > item.index and not _answers(context, item, other):
            continue
        return other
    return None


def _base_before(context: Context, present: Item | None) -> Item | None:
    """Last year's level in the sentence before: 去年，在研项目66项。今年在研项目95项，净增29项."""
    if present is None:
        return None
    for other in reversed(context.items[max(0, present.index - 4) : present.index]):
        if other.dim != present.dim or other.figure.of != present.figure.of or not _level(other):
            continue
        said = context.text[max(0, other.figure.start - 30) : other.figure.start].rpartition("。")[2]
        last = _SAID_LAST.search(said) or (_SAID_YEAR.search(said) and _NOW.search(present.gap[-30:]))
        if present.sentence - other.sentence == 1 and last and not _FROM.search(other.gap[-24:]):
            return other
    return None


def _answers(context: Context, item: Item, base: Item) -> bool:
    """A base behind the rate belongs to it, not to the next statement: （上年同期17.52亿元）, ，上年同期1100件."""
    between = context.between(item, base)
    return base.index == item.index + 1 and len(between) <= 16 and not re.search(r"[；;。]", between)


def _told_change(item: Item, present: Item | None, near: list[Item]) -> Item | None:
    for other in near:
        if other.figure.role not in _CHANGES or other.figure.kind is Kind.PERCENT or not other.usable:
            continue
        if present is not None and (other.dim != present.dim or other.index < present.index):
            continue
        if abs(other.index - item.index) <= 3 and _same(other, item):
            return other
    return None


def is_base(context: Context, item: Item, present: Item | None) -> bool:
    """Last year's level: 上年为4.2亿元, 由上年61家增加至76家, 2013年是17.3459万吨, 较年初的301家."""
    gap = item.gap[-30:]
    if not _MAY_COMPARE.search(gap):
        return present is not None and _told_of_before(item, present)
    if _COMPARED.search(gap[-24:]):
        return item.figure.role not in _CHANGES or item.figure.kind is Kind.PERCENT
    if _LAST_YEAR.search(gap):
        return item.figure.role not in _CHANGES
    if _WITH.search(item.gap[-24:]) and context.after(item, 4).startswith(("相比", "比较", "比")):
        return True
    if _FROM.search(item.gap[-24:]) and _TO.search(context.after(item, 16)):
        return True
    return present is not None and _told_of_before(item, present)


def _told_of_before(item: Item, present: Item) -> bool:
    """2013年是17.3459万吨: its own words or its name, and an earlier period."""
    if not _year_before(item, present):
        return False
    return bool(_DATED.search(item.gap[-16:])) or item.figure.of == present.figure.of


def _year_before(item: Item, present: Item) -> bool:
    """Its period is that of the present level in an earlier year."""
    then, now = item.figure.period or "", present.figure.period or ""
    return then[:4].isdigit() and now[:4].isdigit() and then[:4] < now[:4] and then[4:] == now[4:]


def _same(one: Item, other: Item) -> bool:
    """Both are about one thing."""
    return one.figure.of == other.figure.of or not one.figure.of or not other.figure.of
