"""What a share or a rate says of itself: whether it is one, what its base is called, what its words allow."""

import re
from functools import lru_cache

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, lexicon, words
from taizhang.core.reading.relations.context import Item
from taizhang.core.reading.relations.relation import Type

_NAME = re.compile(
    r"(?:在(?P<within>[^，,。；;（()）\d]{1,20}?)中所?占"
    r"|(?:占|相当于|超过)(?:到|了)?(?P<name>[^，,。；;（()）\d]{1,20}?)(?:的?(?:比重|比例|份额))?)"
    r"(?:分别|依次)?(?:约?为|达到?|的|是)?$"
)
_WHOLES = re.compile(any_of(words("shares", "wholes")))
_GENERAL = frozenset(words("shares", "wholes"))
_SAYING = re.compile(any_of(words("shares", "saying")))
_OTHER = re.compile(rf"(?:{any_of(words('shares', 'other'))})[^，,。；;]{{0,12}}$")
_AIM = re.compile(r"(?:目标|任务|计划|预算)(?!收入|支出)[^，,。；;]{0,6}$")
_AIM_SPOKEN = re.compile(r"(?:目标|任务|计划|预算)(?!收入|支出)[^，,。；;]{0,14}$")
_OF_AIM = re.compile(
    r"(?:为|占|完成|达到?|是|相当于)了?(?:年初|年度|全年|本年|当年|调整|预期|既定|上级|下达|确定|省|市|区|县|出口|进口|年|的)*"
    r"(?:预算|目标|任务|计划|指标)(?:任务|数|值|总额)?的?约?$"
)
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
    aimed = base.figure.role is Role.TARGET or is_aimed_at(base) or measures_aim(item)
    aimed = aimed and part.figure.role is not Role.TARGET
    return Type.RATE if figure.role is not Role.SHARE or aimed or beyond else Type.SHARE


def is_aimed_at(base: Item) -> bool:
    """年度任务580家: a figure called a target, whatever its role."""
    return bool(_AIM.search(base.gap[-16:]))


def may_be_aimed_at(base: Item) -> bool:
    """年初预算安排科技专项资金8600万元: an aim is spoken of in its clause."""
    return base.figure.role is Role.TARGET or bool(_AIM_SPOKEN.search(base.gap[-24:]))


def measures_aim(item: Item) -> bool:
    """为预算的55.3%, 完成全年任务的103.5%: its base is a target and nothing else."""
    return bool(_OF_AIM.search(item.gap[-20:]))


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


def is_general(name: str) -> bool:
    """总数, 全市: names that mean another whole in the next paragraph."""
    return name in _GENERAL


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """The name of a base without the words that say only which whole is meant: 全部营业收入 is 营业收入."""
    for word in words("shares", "trimmed"):
        name = name.replace(word, "")
    for first, *others in lexicon()["shares"]["aliases"]:
        for other in others:
            name = name.replace(other, first)
    return name


def is_region(name: str) -> bool:
    """占全市的: of the whole city's, which need not stand in the text."""
    return name[:1] == "全" and len(name) <= 3


def is_the_whole(name: str) -> bool:
    """占总数的, 占全市的: the whole that the parts were told of."""
    return not name or bool(_WHOLES.search(name))
