"""What a share or a rate says of itself: whether it is one, what its base is called, what its words allow."""

import re

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.context import Item
from taizhang.core.reading.relations.relation import Type

_NAME = re.compile(
    r"(?:在(?P<within>[^，,。；;（()）\d]{1,20}?)中所?占"
    r"|(?:占|相当于|超过)(?:到|了)?(?P<name>[^，,。；;（()）\d]{1,20}?)(?:的?(?:比重|比例|份额))?)"
    r"(?:分别|依次)?(?:约?为|达到?|的|是)?$"
)
_WHOLES = re.compile(any_of(words("shares", "wholes")))
_SAYING = re.compile(any_of(words("shares", "saying")))
_OTHER = re.compile(rf"(?:{any_of(words('shares', 'other'))})[^，,。；;]{{0,12}}$")
_AIM = re.compile(r"(?:目标|任务|计划|预算)[^，,。；;]{0,6}$")
_RATE = re.compile(r"(?:率|进度|比例)(?:为|达|达到|是|仅|只有)?$")
_CONTRIBUTION = re.compile(r"贡献|拉动")
_NO_NAMES = frozenset({"", "比", "其", "比重", "的"})
_JOINING = frozenset("、 和 ， 及 （ ( , 与".split())


def is_quotient(item: Item) -> bool:
    """A share, a completion rate, or a multiple 倍 of another figure."""
    figure = item.figure
    if not item.usable:
        return False
    if figure.kind is Kind.PERCENT:
        said = figure.role in (Role.SHARE, Role.COMPLETION_RATE)
        return said and item.dim[1] == "" and figure.unit is not None
    return figure.kind is Kind.RATIO and figure.unit == "倍" and figure.role is not Role.GROWTH_RATE


def type_of(item: Item, part: Item, base: Item) -> Type:
    """A share of a whole, or a rate: of a target (not of a budget's own parts), beyond the whole, or called so."""
    figure = item.figure
    beyond = figure.kind is Kind.PERCENT and figure.value is not None and figure.value > 100
    aimed = (base.figure.role is Role.TARGET or is_aimed_at(base)) and part.figure.role is not Role.TARGET
    return Type.RATE if figure.role is not Role.SHARE or aimed or beyond else Type.SHARE


def is_aimed_at(base: Item) -> bool:
    """年度任务580家: a figure called a target, whatever its role."""
    return bool(_AIM.search(base.gap[-16:]))


def is_contribution(item: Item) -> bool:
    """A contribution to growth 贡献率: no share of the amounts that stand beside it."""
    return bool(_CONTRIBUTION.search(item.gap[-24:]))


def is_of_another_time(item: Item) -> bool:
    """由上年同期的14.3%: of last year, so of figures that do not stand here."""
    return bool(_OTHER.search(item.gap[-20:]))


def is_named_rate(item: Item) -> bool:
    """立项率57.7%: the rate of what was told just before against the figure before that."""
    return bool(_RATE.search(item.gap[-12:]))


def says_so(item: Item) -> bool:
    """The words before it speak of a share or a rate; in a list or in brackets they need not be repeated."""
    return bool(_SAYING.search(item.gap[-16:])) or item.gap.strip() in _JOINING


def is_fine(item: Item) -> bool:
    """Told to so many digits that no other pair of figures is likely to give it."""
    return sum(char.isdigit() for char in item.figure.text) >= 3 or "." in item.figure.text


def base_name(item: Item) -> str:
    """What the base is called before the share: 占营业收入的 is 营业收入; "" where it has no name of its own."""
    found = _NAME.search(item.gap[-32:])
    name = (found["name"] or found["within"] or "") if found else ""
    return "" if name in _NO_NAMES else name


def is_the_whole(name: str) -> bool:
    """占总数的, 占全市的: the whole that the parts were told of."""
    return not name or bool(_WHOLES.search(name))
