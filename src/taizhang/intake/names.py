"""When two names of organizations may mean the same one: normal form, core of a name, near misses 名称比对.

Pure: no Django. A name in two spellings (spaces, width, brackets) is the same name; a near miss is
only ever offered to a person.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from taizhang.core.pinyin import syllables

Home = tuple[str, ...]  # bare names of places, the nearest first
ALIKE = 66.0  # below it two cores are not even sounded out
NEAR = 88.0  # likeness of the cores, 0 … 100, from which two names are a near miss
_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|\(普通合伙\)|\(有限合伙\)|集团|公司)$"
)
_PLACE = re.compile(r"^[一-鿿]{2,7}?(?:特别行政区|自治区|自治州|省|市|自治县)")
_DISTRICT = re.compile(r"^[一-鿿]{1,3}[区县]")
_PLACE_SIGN = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|省|市|县|区)$"
)
_BRACKETED = re.compile(r"\(([^()]{2,8})\)")
_NO_PLACES = frozenset(
    {
        "集团",
        "控股",
        "中国",
        "股份",
        "普通合伙",
        "有限合伙",
        "特殊普通合伙",
        "个人独资",
        "个体工商户",
        "有限公司",
    }
)
_COMMON = re.compile(
    r"(?:科技|技术|股份|新材料|材料|生物|电子|机械|设备|智能|信息|环保|食品|医药|能源|化工|实业|发展|工程|服务|咨询|文化|农业|贸易|制造|工业|集团)+$"
)
_PROVINCES = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东",
    "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆",
)  # fmt: skip
# Names that differ in one of these are different on purpose: 第一医院, 第二医院; 东城, 西城; A 座.
_ORDINAL = re.compile(r"[0-9a-z一二三四五六七八九十百零〇甲乙丙丁戊东南西北上下中新老]")


@lru_cache(maxsize=10_000)
def normal_name(name: str) -> str:
    """A name as compared: one width, no spaces, one kind of bracket, one case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).lower().replace("[", "(").replace("]", ")")


@lru_cache(maxsize=20_000)
def taken_apart(normal: str, home: Home = ()) -> tuple[str, frozenset[str]]:
    """(core, places) of a normal name: what is left without legal form and places, and the places it carries.

    `home` are the places that the bureau lies in, which stand before names without 省, 市, 县.
    """
    places = {bare_place(b) for b in _BRACKETED.findall(normal) if b not in _NO_PLACES}
    core = _FORMS.sub("", _BRACKETED.sub("", normal))
    for _ in range(2):
        found = _PLACE.match(core)
        if found is None or not _tells(core[found.end() :]):
            break
        places.add(bare_place(found[0]))
        core = core[found.end() :]
    district = _DISTRICT.match(core) if core != normal else None
    if district and len(core) - district.end() >= 3:
        places.add(bare_place(district[0]))
        core = core[district.end() :]
    for place in home:
        if core.startswith(place) and _tells(core[len(place) :]):
            places.add(place)
            core = core[len(place) :]
    for place in _PROVINCES:
        if core.startswith(place) and len(core) - len(place) >= 3:
            places.add(place)
            core = core[len(place) :]
            break
    return core or normal, frozenset(places)


def core_name(normal: str, home: Home = ()) -> str:
    """What is left of a normal name without legal form, places in front and bracketed place."""
    return taken_apart(normal, home)[0]


def bare_place(name: str) -> str:
    """A place as names carry it: 江山市 -> 江山."""
    bare = _PLACE_SIGN.sub("", name)
    return bare if len(bare) >= 2 else name


def _tells(rest: str) -> bool:
    """Whether what is left after a place still tells one firm from another."""
    return len(rest) >= 3 or (len(rest) == 2 and bool(_COMMON.sub("", rest)))


_KINDS = (
    ("university", ("大学", "学院", "职业技术学院", "高等专科学校")),
    ("hospital", ("医院", "卫生院")),
    ("institute", ("研究院", "研究所", "科学院", "农科院", "研究中心")),
    ("cooperative", ("合作社", "合作联社")),
    ("association", ("协会", "学会", "商会", "联合会")),
    ("government", ("人民政府", "管理委员会", "管委会", "科学技术局", "科技局", "街道办事处", "委员会")),
)


def kind_of_name(name: str) -> str:
    """What kind of organization a name says by its end; "enterprise" where it says nothing."""
    normal = normal_name(name)
    return next((kind for kind, ends in _KINDS if normal.endswith(ends)), "enterprise")


def block_keys(core: str) -> tuple[str, str]:
    """Two keys of a core name; names one letter apart share at least one of them.

    Words that half of all firms end in (科技, 电子 …) are left out: what is looked for is one letter in
    the name proper, or any letter once the beginning agrees.
    """
    proper = _COMMON.sub("", core)
    proper = proper if len(proper) >= 2 else core
    half = max(2, min(4, len(proper) // 2))
    return "<" + proper[:half], ">" + proper[-half:]


def near_names(normal: str, others: Sequence[str], home: Home = ()) -> list[str]:
    """Those of `others` that are likely the same organization as this name, written differently."""
    if not others:
        return []
    core = core_name(normal, home)
    cores = [core_name(other, home) for other in others]
    alike = process.extract(core, cores, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=8)
    return [others[at] for _, _, at in alike if others[at] != normal and is_near(normal, others[at], home)]


def is_near(one: str, other: str, home: Home = ()) -> bool:
    """Whether two different normal names are likely the same organization written differently.

    Where both carry places and share none, they are two: 上海农科院, 浙江省农科院.
    """
    (a, here), (b, there) = taken_apart(one, home), taken_apart(other, home)
    if here and there and here.isdisjoint(there):
        return False
    if a == b:
        return True
    if abs(len(a) - len(b)) > 2 or _numbered(a, b):
        return False
    ratio = fuzz.ratio(a, b)
    if ratio >= NEAR:
        return True
    return ratio >= ALIKE and len(a) == len(b) and syllables(a) == syllables(b)


def _numbered(a: str, b: str) -> bool:
    """Whether the letters in which two names differ number or place them."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return bool(_ORDINAL.search(a) or _ORDINAL.search(b))
