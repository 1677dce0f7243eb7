"""One way of writing in one document 体例一致: thousands, units of money, years, percentages, decimals."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.style.rule import Hit

_COUNTED = any_of(words("style", "counted"))
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){1,4}(?![\d,])")
_UNGROUPED = re.compile(
    rf"(?<![\d.,A-Za-z\-/〔（(第])\d{{4,12}}(?:\.\d{{1,6}})?(?=[余多]?[万亿]?(?:{_COUNTED}))"
)
_MONEY = re.compile(r"(?<![\d.,])(?P<value>\d{1,12}(?:\.\d{1,6})?)(?P<unit>万元|亿元)")
_ZERO = re.compile("[○零OＯ]")
_HAN_YEAR = re.compile(
    r"(?<![一二三四五六七八九十百千第])(?:一九|二[〇○零OＯ])[一二三四五六七八九〇○零OＯ]{2}年"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_HAN_DATE = re.compile(
    r"(?<![历月一二三四五六七八九十“‘〇○零\d])(?:十[一二]?|[一二三四五六七八九])月(?:三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_DATE = re.compile(r"\d月\d{1,2}日")
# Exact counts with units of statistics; 个 and 项 are left out, for they stand in names (三十一个省, 十二项行动).
_HAN_COUNT = re.compile(
    r"(?<![第“‘一二三四五六七八九十百千万亿几数余近约超点之\d])"
    r"(?P<number>[一二三四五六七八九]?十[一二三四五六七八九]|[一二三四五六七八九]百(?:零[一二三四五六七八九]|[一二三四五六七八九]十[一二三四五六七八九]?))"
    r"(?P<unit>家|名|件|亩|吨|人次|万元|亿元)"
)
_COUNT = re.compile(r"\d(?P<unit>家|名|件|亩|吨|人次|万元|亿元)")
_ENOUGH = 3  # counts in digits of the same unit, before one in characters stands out
_HAN_PERCENT = re.compile(
    r"百分之(?!百|几|零点)[一二三四五六七八九十]{1,3}(?:点[一二三四五六七八九〇零]{1,3})?"
)
_PERCENT = re.compile(r"\d%")
_EXACT = re.compile(r"(?<![\d.])(?P<value>\d{1,9}\.\d{1,4})(?P<unit>亿元|万元)")
_VERB = re.compile(r"(?:达到|达|为|是|约|实现|完成)\Z")
_NAME = re.compile(r"[一-鿿]{7}")
_DIGITS = dict(zip("〇○零OＯ一二三四五六七八九", "00000123456789", strict=True))


def sameness_hits(text: str) -> Iterator[Hit]:
    """Where a document writes one thing in two ways."""
    yield from _thousands(text)
    yield from _years(text)
    yield from _percentages(text)
    yield from _counts(text)
    yield from _money(text)
    yield from _decimals(text)


def _thousands(text: str) -> Iterator[Hit]:
    grouped = list(_GROUPED.finditer(text))
    if not grouped:
        return
    plain = list(_UNGROUPED.finditer(text))
    if not plain:
        return
    few, way = (grouped, "不用逗号") if len(grouped) <= len(plain) else (plain, "用逗号分节")
    first = few[0]
    yield Hit(
        "N08", first.start(), first.end(), first[0], f"全文统一，多数数字{way}",
        message=f"千分位写法不一：{len(grouped)} 个数用逗号分节（如 {grouped[0][0]}），{len(plain)} 个不用（如 {plain[0][0]}），全文应统一",
        count=len(few), others=tuple(each.span() for each in few[1:300]),
    )  # fmt: skip


def _years(text: str) -> Iterator[Hit]:
    """二〇二四年 beside 2024年; and where all years are in characters, 二零二四年 for 二〇二四年."""
    mixed = bool(_YEAR.search(text))
    for found in _HAN_YEAR.finditer(text):
        if mixed:
            right = "".join(_DIGITS.get(char, char) for char in found[0])
            yield Hit("N15", found.start(), found.end(), found[0], right, right)
        elif (right := _ZERO.sub("〇", found[0])) != found[0]:
            yield Hit("N16", found.start(), found.end(), found[0], right, right)

    if _DATE.search(text):
        for found in _HAN_DATE.finditer(text):
            yield Hit("N28", found.start(), found.end(), found[0], "与全文一致，用阿拉伯数字")


def _counts(text: str) -> Iterator[Hit]:
    """二十三家 where the others are 23家. A rough number, a name and a rank keep their characters."""
    odd = list(_HAN_COUNT.finditer(text))
    if not odd:
        return
    usual = Counter(found["unit"] for found in _COUNT.finditer(text))
    han = Counter(found["unit"] for found in odd)
    for found in odd:
        if usual[found["unit"]] >= max(_ENOUGH, 2 * han[found["unit"]]):
            yield Hit("N27", found.start(), found.end(), found[0], "与全文一致，用阿拉伯数字")


def _percentages(text: str) -> Iterator[Hit]:
    if "百分之" in text and _PERCENT.search(text):
        for found in _HAN_PERCENT.finditer(text):
            yield Hit("N25", found.start(), found.end(), found[0], "与全文一致，用阿拉伯数字和 %")


def _money(text: str) -> Iterator[Hit]:
    """24770万元 where others are told in 亿元. A single sum may be kept beside its parts: a hint, told once."""
    large, hundred_millions = [], 0
    for found in _MONEY.finditer(text):
        if found["unit"] == "亿元":
            hundred_millions += 1
        elif len(found["value"].split(".")[0]) >= 5:
            large.append(found)
    if not large or not hundred_millions:
        return
    first = large[0]
    whole, _, rest = first["value"].partition(".")
    right = f"{whole[:-4]}.{whole[-4:]}{rest}".rstrip("0").rstrip(".") + "亿元"
    yield Hit(
        "N19", first.start(), first.end(), first[0], right,
        message=f"{hundred_millions} 处金额用亿元，又有 {len(large)} 处 1 亿元以上的金额用万元（如 {first[0]}，即 {right}），建议统一",
        count=len(large), others=tuple(each.span() for each in large[1:300]),
    )  # fmt: skip


def _decimals(text: str) -> Iterator[Hit]:
    """技术合同成交额8.64亿元 … 技术合同成交额8.6亿元: the seven characters before them and the unit tell them alike."""
    places: dict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for found in _EXACT.finditer(text):
        before = _VERB.sub("", text[max(0, found.start() - 9) : found.start()])[-7:]
        if _NAME.fullmatch(before):
            places[before, found["unit"]].append(found)
    for (name, _), members in places.items():
        lengths = Counter(len(each["value"].split(".")[1]) for each in members)
        if len(lengths) < 2:
            continue
        usual = lengths.most_common(1)[0][0]
        odd = next(each for each in members if len(each["value"].split(".")[1]) != usual)
        like = next(each for each in members if len(each["value"].split(".")[1]) == usual)
        said, other = odd["value"] + odd["unit"], like["value"] + like["unit"]
        yield Hit(
            "N20", odd.start("value"), odd.end("unit"), said, f"{usual} 位小数",
            message=f"“…{name}”一处写 {other}，一处写 {said}，小数位数不一",
        )  # fmt: skip
