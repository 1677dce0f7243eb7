"""Which figure a cell wants, told from its heads 建议的指标: names of indicators, words of time, units, regions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taizhang.core.figures.rounding import SCALES
from taizhang.indicators.indicator import Indicator
from taizhang.regions.models import Region
from taizhang.reports.handins.models import CellTie
from taizhang.reports.handins.sheets import THEREOF, Heads

MOST = 6
Rule = CellTie.Rule
RULES = (
    (Rule.BEFORE, re.compile(r"上年同期|去年同期|同期数|上年(?!末|底)|去年(?!末|底)")),
    (Rule.START, re.compile(r"上年末|上年底|去年底|年初数|期初")),
    (Rule.TARGET, re.compile(r"目标|任务数|计划数|年度任务")),
    (Rule.SO_FAR, re.compile(r"累计|年初至今|[1１一]\s*[-—~至]\s*\d{0,2}本?月")),
)
GROWTH = re.compile(r"同比|增长|增速|增幅")
COMPLETION = re.compile(r"完成率|完成比例|完成进度|占目标|占任务")
WHOLE = re.compile(r"^(合计|总计|小计|全[省市县区]|本[省市县区级]|[全本]?市本级)")
UNIT = re.compile(r"[（(]\s*(?:单位[:：]\s*)?([^（()）]{1,5})\s*[)）]|单位[:：]\s*([^\s（()）]{1,5})")
COUNTED = frozenset("家 个 项 件 人 名 份 次 场 篇 笔 位 户 人次 家次 万元 亿元 元 % ‰ 亩 平方米".split())
CODE = re.compile(r"[A-Za-z]{0,4}[-_]?\d+")  # what a superior numbers his lines by: KJ001
SUFFIXES = ("办事处", "街道", "管委会", "镇", "乡", "市", "县", "区")


@dataclass(frozen=True)
class Suggestion:
    """What a cell probably wants; `unit` "" leaves the indicator's own."""

    expression: str
    name: str
    rule: str
    unit: str = ""


def suggested(heads: Heads, indicators: Mapping[str, Indicator]) -> list[Suggestion]:
    """The likeliest figures for a cell, best first; empty when its heads name no indicator."""
    rule, unit, words = rule_of(heads), unit_of(heads), " ".join((*heads.row, *heads.column))
    near, far = by_nearness(heads)
    likely = {i.code: likeness(near, i, unit) for i in indicators.values()}
    if not any(likely.values()):  # only what stands farther away names anything
        likely = {i.code: likeness(far, i, unit) for i in indicators.values()}
    scored = sorted(
        ((-likely[i.code], at, i) for at, i in enumerate(indicators.values()) if likely[i.code]),
        key=lambda found: found[:2],
    )
    made = []
    for _, _, indicator in scored[:MOST]:
        expression, name, own = indicator.code, indicator.name, unit
        if COMPLETION.search(words):
            expression, name, own, rule = f"completion({indicator.code})", f"{name}完成率", "%", Rule.THIS
        elif (
            GROWTH.search(words)
            and (unit == "%" or "%" in words or rule == Rule.THIS)
            and not indicator.formula
        ):
            expression, name, own, rule = f"growth({indicator.code})", f"{name}同比增速", "%", Rule.THIS
        made.append(Suggestion(expression, name, rule, own if fits(own, indicator, expression) else ""))
    return made


def by_nearness(heads: Heads) -> tuple[list[str], list[str]]:
    """(the words nearest to the cell, alone and with those around them; all words), without units and numbering.

    A row's group (创新主体培育) stands farther than its name; codes and units name nothing.
    """
    row = [plain(text) for text in heads.row if naming(text)]
    column = [plain(text) for text in heads.column if naming(text)]
    joined = ["".join(part) for part in (row, column) if len(part) > 1]  # 技术合同 over 登记数
    return [*row[-1:], *column, *joined], [*row, *column, *joined]


def naming(text: str) -> bool:
    """Whether words name something: no unit of counting, no number of a line."""
    return text.strip() not in COUNTED and not CODE.fullmatch(text.strip())


def likeness(texts: Iterable[str], indicator: Indicator, unit: str = "") -> int:
    """How well heads name an indicator: the length of the longest name among them, doubled when it is a whole head.

    The same unit counts two more; a name that only begins like a head counts when the units agree as well.
    """
    best = 0
    same = bool(unit) and unit == indicator.unit
    for name in map(plain, indicator.names):
        for text in texts:
            whole, _, part = text.partition(THEREOF)
            if part and parted(name, whole, part):
                best = max(best, 3 * len(name))
            elif name == text:
                best = max(best, 2 * len(name))
            elif len(name) >= 2 and name in text:
                best = max(best, len(name))
            elif len(text) >= 4 and text in name:
                best = max(best, len(text) - 1)
            elif same and len(text) >= 4 and name[:2] == text[:2]:
                best = max(best, 2)
    return best + 2 * same if best else 0


def parted(name: str, whole: str, part: str) -> bool:
    """Whether a name says a part of a whole: 新认定高新技术企业 of 有效期内高新技术企业，其中：当年新认定."""
    return name in part or any(name[:at] in part and name[at:] in whole for at in range(2, len(name) - 1))


def plain(text: str) -> str:
    """A head without its unit, brackets, spaces and numbering: 1.高新技术企业数（家） -> 高新技术企业数."""
    text = re.sub(r"[（(][^（()）]*[)）]", "", text)
    text = re.sub(r"^[\s\d一二三四五六七八九十]+[.、．\s]", "", text)
    return re.sub(r"\s+", "", text)


def rule_of(heads: Heads) -> str:
    """Which period the heads ask for (本期, 上年同期, 1—6月累计), the nearest to the cell first."""
    for text in (*reversed(heads.column), *reversed(heads.row)):
        for rule, words in RULES:
            if words.search(text):
                return rule
    return Rule.THIS


def unit_of(heads: Heads) -> str:
    """The unit that the heads name, the nearest first."""
    for text in (*reversed(heads.column), *reversed(heads.row)):
        if text.strip() in COUNTED:
            return text.strip()
        for found in UNIT.finditer(text):
            unit = (found[1] or found[2]).strip()
            if unit in COUNTED or unit in SCALES:
                return unit
    return ""


KINDS_OF_UNITS = (
    frozenset({"元", "千元", "万元", "百万元", "亿元"}),
    frozenset({"平方米", "㎡", "万平方米", "公顷", "亩", "万亩"}),
    frozenset({"%", "‰"}),
    frozenset({"%", "个百分点"}),
)


def convertible(one: str, other: str) -> bool:
    """Whether a number in one unit can be told in the other; 家, 份 and 项 are only words for a count."""
    counts = one not in SCALES and other not in SCALES and "个百分点" not in (one, other)
    return one == other or counts or any({one, other} <= kind for kind in KINDS_OF_UNITS)


def fits(unit: str, indicator: Indicator, expression: str) -> bool:
    own = indicator.unit if expression == indicator.code else "%"
    return bool(unit) and convertible(own, unit)


def region_of(heads: Heads, regions: Iterable[Region]) -> Region | None:
    """The region that a row names, by its name or the name without 街道, 镇 …; None for totals and all else."""
    known = list(regions)
    for text in heads.row:
        text = plain(text)
        if WHOLE.match(text):
            return None
        for region in known:
            if text and text in (region.name, short(region.name)):
                return region
    return None


def is_total(heads: Heads) -> bool:
    return any(WHOLE.match(plain(text)) for text in heads.row)


def short(name: str) -> str:
    """东城街道 -> 东城; names of two characters stay whole."""
    suffix = next((s for s in SUFFIXES if name.endswith(s) and len(name) - len(s) >= 2), "")
    return name.removesuffix(suffix)
