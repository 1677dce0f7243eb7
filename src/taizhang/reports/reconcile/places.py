"""Places and levels in words 级别: whose projects are meant by 省级以上, 本市级, 衢州市, 国家科技部."""

import re
from dataclasses import dataclass

from taizhang.regions.models import Level, Region

LEVELS = ("national", "provincial", "city", "district")
_TAIL = re.compile(
    r"(省|市|区|县|旗|盟|自治旗|自治县|自治区|自治州|壮族自治区|回族自治区|维吾尔自治区|特别行政区)$"
)
_WORDS = {
    "national": r"国家级|国家部委|部级|国家|中央|科技部|国务院",
    "provincial": r"省部级|省级|省厅|省科技厅|自治区级|[xX×]{2}省|(?<![全我本各])(?:省(?!市)|自治区)",
    "city": r"地市级|设区市级|盟市级|盟级|州级|市级|市科技局|[xX×]{2}市|(?<![全我本各])市(?=[^级场值民政委长面])",
    "district": r"旗县区级|旗县级|旗级|区县级|县区级|区级|县级|本级|县市区级|镇级",
}
_AND_UP = re.compile(
    r"(国家|省部|省|自治区|盟市|盟|市|州|旗县|旗|区|县|县区|区县)级?(?:\(含\))?(?:及其?|含)?以上"
)
_TOGETHER = re.compile(r"((?:国家|省|自治区|市|区|县|州|盟|旗){2,}|国家省部?)[两三各]?级")  # 省、市两级
_JOINED = re.compile(
    r"((?:国家|省|自治区|市|区|县|州|盟|旗){2,})(?=科技|项目|计划|平台|专项|奖)"
)  # 省、市项目
_ONE = (
    "区县",
    "县区",
    "市区",
    "县市区",
    "市县",
    "旗县",
    "旗县区",
    "盟市",
    "自治区",
)  # one level by two names
_LETTERS = {
    "国家": "national",
    "省": "provincial",
    "市": "city",
    "自治区": "provincial",
    "州": "city",
    "盟": "city",
    "区": "district",
    "县": "district",
    "旗": "district",
}
_OWN_LEVEL = re.compile(r"(?:本|我|全)[省市区县旗盟](?=级)")


@dataclass(frozen=True)
class LevelSaid:
    """Levels meant, and the characters that say so."""

    levels: tuple[str, ...]
    covered: frozenset[int]


@dataclass(frozen=True)
class Places:
    """The bureau's region and those above it, as texts call them."""

    names: tuple[tuple[str, str], ...]  # name (long and short) -> level
    own: str  # the bureau's own level

    @classmethod
    def of(cls, region: Region) -> "Places":
        names: list[tuple[str, str]] = []
        at: Region | None = region
        while at is not None:
            level = {Level.PROVINCE: "provincial", Level.CITY: "city", Level.DISTRICT: "district"}.get(
                Level(at.level), ""
            )
            short = _TAIL.sub("", at.name)
            names += [(name, level) for name in {at.name, short} if len(name) >= 2]
            at = at.parent
        own = {Level.PROVINCE: "provincial", Level.CITY: "city"}.get(Level(region.level), "district")
        return cls(tuple(sorted(names, key=lambda n: -len(n[0]))), own)

    def stripped(self, name: str) -> str:
        """A name without the place or level before it: 衢州市科技进步奖, 省级星火计划 -> 科技进步奖, 星火计划."""
        for place, _ in self.names:
            if name.startswith(place) and len(name) - len(place) >= 3:
                name = name[len(place) :]
                break
        shorter = re.sub(
            r"^(?:国家级|自治区级|省级|市级|区级|县级|旗级|国家|全国|全省|自治区|省|[市区县](?=[^场]))",
            "",
            name,
        )
        return shorter if len(shorter) >= 3 else name

    def levels(self, text: str) -> LevelSaid | None:
        """The levels that a stretch of plain text names, the last one where it names several."""
        up = list(_AND_UP.finditer(text))
        if up:
            last = up[-1]
            lowest = {"国": 0, "省": 1, "自": 1, "市": 2, "州": 2, "盟": 2, "区": 3, "县": 3, "旗": 3}[
                last[1][0]
            ]
            return LevelSaid(LEVELS[: lowest + 1], frozenset(range(*last.span())))
        joint = [m for m in _TOGETHER.finditer(text) if m[1] not in _ONE or m[0][-2] in "两三各"]
        if joint := joint or [m for m in _JOINED.finditer(text) if m[1] not in _ONE]:
            whole = joint[-1]
            said = {_LETTERS[word] for word in re.findall("国家|自治区|[省市州盟区县旗]", whole[1])}
            return LevelSaid(tuple(sorted(said, key=LEVELS.index)), frozenset(range(*whole.span())))
        if (at := text.rfind("上级")) >= 0 and self.own != "national":
            return LevelSaid(LEVELS[: LEVELS.index(self.own)], frozenset((at, at + 1)))
        found: list[tuple[int, int, str]] = []
        for match in _OWN_LEVEL.finditer(text):
            end = match.end() + 1
            found.append((match.start(), end, self.own))
        for place, level in self.names:
            for match in re.finditer(re.escape(place) + r"(?:[省市区县旗盟])?级?", text):
                found.append((*match.span(), level))
        for level, pattern in _WORDS.items():
            for match in re.finditer(pattern, text):
                if not any(s <= match.start() < e for s, e, _ in found):
                    found.append((*match.span(), level))
        if not found:
            return None
        start, end, level = max(found, key=lambda f: (text[f[1] - 1] == "级", f[1], f[1] - f[0]))
        together = [f for f in found if f[1] == start and f[0] < start]  # 国家、省级
        levels = sorted({level, *(f[2] for f in together if f[1] - f[0] <= 2)}, key=LEVELS.index)
        return LevelSaid(tuple(levels), frozenset(range(start, end)))
