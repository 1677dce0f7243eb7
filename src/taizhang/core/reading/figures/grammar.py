"""The grammar of figures 数字文法: one pass over a text finds every number that states something."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from taizhang.core.reading.figures import not_figures as reject
from taizhang.core.reading.figures.figure import Kind, Number
from taizhang.core.reading.figures.numerals import CHINESE, LONGEST, SCALES, arabic, chinese, chinese_range
from taizhang.core.reading.figures.units import Found, tail_at
from taizhang.core.reading.lexicon import any_of, lexicon, words

_D = "[0-9０-９]"
_CN = f"[{CHINESE}]"
_MASK = "[xXｘＸ×✕*＊_＿○]"
_ARABIC = rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}}){{1,6}}(?!{_D})|{_D}++)(?:[.．]{_D}++)?"
_TRIGGER = re.compile(rf"[0-9０-９xXｘＸ×✕*＊_＿○第《“Nn几数{CHINESE}]")
# Everything that may begin at a trigger, the most particular first.
_MAIN = re.compile(
    rf"(?P<aside>{reject.SET_ASIDE.pattern})"
    rf"|第[ ]?(?P<ordinal>{_D}{{1,6}}|{_CN}{{1,6}}|{_MASK}{{1,4}})[ ]?(?P<place>位|名(?!单|牌|额|称|师))?"
    rf"|(?P<parts>{_D}{{1,3}}(?:[.．]{_D}{{1,3}})?(?:[ ]?[:：∶][ ]?{_D}{{1,3}}(?:[.．]{_D}{{1,3}})?){{2,9}}(?![0-9:：]))"
    rf"|(?P<masked>{_D}{{0,4}}{_MASK}{{1,12}}(?:[.．,，]?(?:{_MASK}|{_D}){{1,12}})?(?![A-Za-z0-9]))"
    rf"|(?P<base>[一二三四五六七八九十百千万]{{1,3}})分之(?P<of_base>(?:{_CN}{{1,8}}(?:点[零〇一二三四五六七八九]{{1,6}})?|{_ARABIC}))"
    rf"|(?P<over>{_D}{{1,2}})[/／](?P<under>{_D}{{1,2}})(?![0-9/／.年月页])"
    rf"|(?P<arabic>{_ARABIC})"
    rf"|(?P<vague>[几数][十百千万亿]{{1,3}})"
    rf"|(?P<half>一半)"
    rf"|(?P<chinese>{_CN}++(?:点[零〇一二三四五六七八九]{{1,6}}(?![十百千]))?)"
)
_NUMBER = re.compile(
    rf"(?P<arabic>{_ARABIC})|(?P<chinese>{_CN}{{1,12}}(?:点[零〇一二三四五六七八九]{{1,6}})?)"
)
_TO = re.compile(r"[ ]?(?:-|－|–|—{1,2}|―|~|～|〜|∼|至|到)[ ]?(?=[0-9０-９一二三四五六七八九十两百])")
_FROM = re.compile(r"[由从自](?:[^，。；、\n]{0,12})$")
_LIST = re.compile(r"[ ]?[、和与及][ ]?")
_LOST_SPACE = re.compile(r"[ \u3000]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BASES = {"百": "%", "千": "‰", "万": "‱"}
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LIMIT_NEXT = re.compile(r"的|(?:企业|项目|设备|仪器|工业|大户|农户|单位|规模|产品|人员|专家|人口|工业企业)")
_ATTAINED = re.compile(
    r"(?:新增|增长|达到?|实现|完成|建成|培育|引进|突破|提高到?|保持在?|增加|新建|不低于|不少于|超过?|下降|推广|发展)[了在到]?$"
)


class _Printed(NamedTuple):
    """Digits read, before their unit."""

    value: Decimal
    end: int
    scale: str  # 万 or 亿 that Chinese digits ended in
    arabic: bool
    bare_scale: bool  # 百, 千万: a multiplier without a digit before it
    upper: Decimal | None = None


def scan(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Every figure 数字 of text[start:end] in order; the spans do not overlap and text[number.start:number.end] is its text."""
    return _Scan(text, start, len(text) if end is None else min(end, len(text))).run()


class _Scan:
    """One pass: where it stands, what it has found, and the bare numbers that may share the unit of the next figure."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.low = start
        self.end = end
        self.found: list[Number] = []
        self.waiting: list[Number] = []  # 12、15 of «12、15和18家»
        self.free = start  # nothing before this may become part of a figure again

    def run(self) -> list[Number]:
        """Go from trigger to trigger; each reader says where to go on."""
        text, end, position = self.text, self.end, self.low
        search, match = _TRIGGER.search, _MAIN.match
        while True:
            trigger = search(text, position, end)
            if trigger is None:
                break
            at = trigger.start()
            found = match(text, at, end)
            position = max(at + 1, self._read(found, at)) if found is not None else at + 1
            if found is not None and found.lastgroup == "aside":
                self.free = position
        return self._with_lost()

    def _left(self, at: int) -> str:
        left = self.text[max(self.low, at - reject.WINDOW) : at]
        line = left.rfind("\n")
        return left[line + 1 :] if line >= 0 else left

    def _read(self, found: re.Match[str], at: int) -> int:
        group = found.lastgroup
        if group == "arabic" or group == "chinese":
            return self._number(found, at)
        if group == "aside":
            return found.end()
        if group == "masked":
            return self._masked(found, at)
        if group == "ordinal" or group == "place":
            return self._rank(found, at)
        if group == "of_base":
            return self._fraction(found, at)
        if group == "parts":
            return self._parts(found, at)
        if group == "under":
            return self._over(found, at)
        if group == "half":
            left = self._left(at)
            return self._add(
                Number(at, found.end(), "", Decimal("0.5"), None, Kind.RATIO, optional=True), left
            )
        return self._vague(found, at)

    # ---- numbers with a unit

    def _number(self, found: re.Match[str], at: int) -> int:
        text, end = self.text, self.end
        printed = _printed(found)
        left = self._left(at)
        if printed is None:
            return found.end()
        tail = tail_at(text, printed.end, end, printed.scale)
        upper, lower_tail, first_end = printed.upper, tail, printed.end if tail is None else tail.end
        value = printed.value
        join = _TO.match(text, first_end, end)
        if join is not None and upper is None:
            ranged = self._range(join, printed, tail, left)
            if ranged is not None:
                value, upper, lower_tail = ranged
                tail = lower_tail
            elif tail is None:
                second = _NUMBER.match(text, join.end(), end)
                return second.end() if second is not None else join.end()
        if tail is None:
            return self._bare(found, at, printed, left)
        if not printed.arabic and reject.is_name(text, at, end):
            return found.end()
        if (
            left
            and printed.arabic
            and (left[-1].isascii() or left[-1] in "＆")
            and reject.in_identifier(left)
        ):
            return found.end()
        verdict = self._verdict(found, at, printed, tail, left)
        if verdict == "no":
            return tail.end if printed.arabic and tail.unit is not None else found.end()
        number = Number(at, tail.end, "", value, tail.text, self._kind(tail, left), tail.approx, upper=upper)
        if printed.bare_scale and number.approx is None and left[-1:] in ("上", "过"):
            number.approx = "以上" if left[-1] == "上" else "超"
        number.optional = verdict == "maybe" or (tail.unit is not None and tail.unit.optional)
        if left.endswith("前") and tail.unit is not None and tail.unit.name in ("名", "位", "%"):
            number.optional = True
            if tail.unit.name != "%":
                number = replace(number, start=at - 1, kind=Kind.RANK, approx="以内")
        elif tail.unit is not None and tail.unit.name == "强":
            number.kind = Kind.RANK
        return self._add(number, left)

    def _range(
        self, join: re.Match[str], first: _Printed, tail: Found | None, left: str
    ) -> tuple[Decimal, Decimal, Found] | None:
        """3—5家, 10%至15%, 5万-10万元: lower and upper end in the unit of the second."""
        second_found = _NUMBER.match(self.text, join.end(), self.end)
        second = _printed(second_found) if second_found is not None else None
        if second is None or second.upper is not None:
            return None
        second_tail = tail_at(self.text, second.end, self.end, second.scale)
        if second_tail is None or second_tail.unit is None and tail is None and "年" in left[-1:]:
            return None
        if second_tail.text == "年" and (second.value > 1900 or first.value > 1900):
            return None
        lower, upper = first.value, second.value
        if tail is not None and tail.text != second_tail.text:
            if tail.unit is not None or not second_tail.text.startswith(("万", "亿")):
                return None
            lower = lower * SCALES[tail.scale] / SCALES[second_tail.scale]
        if tail is not None and tail.unit is not None and join[0].strip() in "至到" and _FROM.search(left):
            return None
        if lower > upper and tail is None and second_tail.scale:
            lower = lower / SCALES[second_tail.scale]
        return (lower, upper, second_tail) if lower < upper else None

    def _verdict(self, found: re.Match[str], at: int, printed: _Printed, tail: Found, left: str) -> str:
        text, end, unit = self.text, self.end, tail.unit
        if unit is None:
            after = text[tail.end : tail.end + 1]
            return (
                "no" if after in ("级", "年", "象", "众", "里", "科", "达") and not printed.arabic else "yes"
            )
        if not printed.arabic:
            if unit.arabic_only:
                return "no"
            if printed.bare_scale:
                return self._bare_scale(printed, tail, left)
        after = text[tail.end : tail.end + 1]
        if after == "级" and unit.kind is Kind.MONEY:
            return "maybe" if printed.arabic else "no"
        if unit.kind is Kind.AGE_OR_DURATION:
            return self._duration(found, printed, tail, left)
        if unit.name in ("页", "次", "人", "条", "分", "字", "人次", "个", "篇") and reject.is_noise(left):
            return "no"
        if unit.name == "页" and (not left or left[-1] in "第共数计全/／：:（( "):
            return "no"
        if unit.name == "篇" and left.endswith(
            ("模板", "汇编", "范文", "精选", "通用", "合集", "总结", "集锦", "汇总", "大全", "作文")
        ):
            return "no"
        if unit.name == "分" and left[-1:] in ("时", "点", ":", "："):
            return "no"
        if unit.name == "条" and after in ("”", "〞", "》"):
            return "no"
        if unit.name == "期" and left.endswith(("第", "二期", "一期")):
            return "no"
        if not printed.arabic and not tail.scale and tail.approx is None:
            digits = found[0]
            if digits == "一":
                return reject.speaks_of_one(text, at, tail.end, end, left, unit)
            if digits == "二" and unit.kind is Kind.COUNT:
                return "no"  # two of a thing are 两家; 二期, 二级, 二次 are ordinals
            if len(digits) == 1 and digits != "十":
                return reject.speaks_of_few(text, tail.end, end, left, unit)
        return "yes"

    def _duration(self, found: re.Match[str], printed: _Printed, tail: Found, left: str) -> str:
        unit = tail.unit
        assert unit is not None
        digits = found[0]
        if unit.name == "年":
            if tail.approx is not None and tail.text == "年" and self.text.startswith("来", tail.end):
                return "no"
            return reject.years(self.text, tail.end, self.end, left, digits, printed.arabic)
        if digits == "一" and unit.name != "倍":
            return "no"
        if left.endswith(("前", "近", "这", "头", "后", "下", "上", "未来", "过去")) and unit.name in (
            "个月",
            "天",
            "周",
            "个季度",
        ):
            return "no"
        if "连续" in left[-3:] or (not printed.arabic and len(digits) == 1):
            return "maybe"
        return "yes"

    def _bare_scale(self, printed: _Printed, tail: Found, left: str) -> str:
        """百家, 千万元, 万余元: a number only after 近, 上, 超 or with 余, 多; else 百家企业 is a name."""
        counted = (
            tail.approx is not None or _approx_left(left) is not None or left.endswith(("上", "过", "数"))
        )
        if not counted or left.endswith(
            ("成百上", "以上", "线上", "网上", "通过", "经过", "路上", "地上", "会上")
        ):
            return "no"
        return "maybe" if tail.scale or printed.scale else "yes"

    def _kind(self, tail: Found, left: str) -> Kind:
        if tail.unit is not None:
            kind = tail.unit.kind
            return Kind.OTHER if "/" in tail.text or "／" in tail.text else kind
        return _meant(left)

    # ---- numbers of another form

    def _masked(self, found: re.Match[str], at: int) -> int:
        left = self._left(at)
        if left and (left[-1].isascii() and left[-1].isalpha()):
            return found.end()
        tail = tail_at(self.text, found.end(), self.end)
        if tail is None or (tail.unit is not None and not tail.unit.maskable):
            return found.end()
        if found[0] == "_" and self.text[found.end() : found.end() + 1] == " ":
            return found.end()
        number = Number(at, tail.end, "", None, tail.text, self._kind(tail, left), tail.approx, masked=True)
        number.optional = tail.unit is not None and tail.unit.optional
        return self._add(number, left)

    def _rank(self, found: re.Match[str], at: int) -> int:
        text, end = self.text, self.end
        ordinal, place = found["ordinal"], found["place"]
        masked = re.match(_MASK, ordinal) is not None
        value = (
            None
            if masked
            else (arabic(ordinal) if ordinal[0] in "0123456789０１２３４５６７８９" else chinese(ordinal))
        )
        if value is None and not masked:
            return found.end("ordinal")
        last = at + len(found[0].rstrip())
        start = at
        approx = None
        if text[max(self.low, at - 2) : at] == "倒数":
            start, approx = at - 2, "倒数"
        left = self._left(start)
        if not place:
            if masked or not (approx or self._is_place(last, left)):
                return found.end("ordinal")
        elif (
            text.startswith(("摆在", "放在", "作为"), max(0, start - 2)) or text[last : last + 1] in "书优师"
        ):
            return found.end("ordinal")
        elif place == "位" and text.startswith(("于", "置", "数"), last):
            return found.end("ordinal")
        return self._add(Number(start, last, "", value, place, Kind.RANK, approx, masked=masked), left)

    def _is_place(self, last: int, left: str) -> bool:
        """第二 without 位: a pause after it, and before it in the clause a word like 排, 居, 全省."""
        after = self.text[last : last + 1]
        if after and after not in reject.PAUSE and after not in " 、和与及的且并（(\t":
            return False
        if self.found and self.found[-1].kind is Kind.RANK and last - self.found[-1].end < 6:
            return True
        return _rank_words().search(re.split("[。；\n，,;]", left)[-1]) is not None

    def _fraction(self, found: re.Match[str], at: int) -> int:
        base, of_base = found["base"], found["of_base"]
        top = arabic(of_base) if of_base[0] in "0123456789０１２３４５６７８９" else chinese(of_base)
        if top is None:
            return found.end()
        last = found.end()
        approx = None
        if self.text[last : last + 1] in ("多", "余"):
            approx = self.text[last]
            last += 1
        left = self._left(at)
        if base in _BASES:
            return self._add(Number(at, last, "", top, _BASES[base], Kind.PERCENT, approx), left)
        bottom = chinese(base)
        if not bottom:
            return last
        value = round(top / bottom, 4)
        return self._add(Number(at, last, "", value, None, Kind.RATIO, approx, optional=True), left)

    def _over(self, found: re.Match[str], at: int) -> int:
        """3/4 between words is a ratio; 12/30 of a page counter or a date is none."""
        top, bottom = int(found["over"]), int(found["under"])
        left = self._left(at)
        if not (0 < top < bottom <= 10 and left and _CJK.match(left[-1])):
            return found.end("over")
        value = round(Decimal(top) / Decimal(bottom), 4)
        return self._add(Number(at, found.end(), "", value, None, Kind.RATIO, optional=True), left)

    def _parts(self, found: re.Match[str], at: int) -> int:
        """2.7:54.8:42.5 of 三次产业之比: each is a share when together they make about a hundred."""
        spans = [each.span() for each in re.finditer(_ARABIC, found[0])]
        values = [arabic(found[0][a:b]) for a, b in spans]
        if not 95 <= sum(values) <= 105:
            return found.end()
        for (a, b), value in zip(spans, values, strict=True):
            self._add(Number(at + a, at + b, "", value, None, Kind.PERCENT), "")
        return found.end()

    def _vague(self, found: re.Match[str], at: int) -> int:
        """几十家, 数百人: so many, but no value."""
        left = self._left(at)
        tail = tail_at(self.text, found.end(), self.end)
        if found[0][0] == "数" and left[-1:] in tuple("人总件家户次指参系分基个字函多少倍度点级册台套项倒"):
            return at + 1
        if tail is None or tail.unit is None or tail.unit.kind is Kind.AGE_OR_DURATION:
            return found.end()
        digits = found[0].rstrip("万亿")
        scale = found[0][len(digits) :] if len(digits) > 1 else ""
        return self._add(
            Number(at, tail.end, "", None, scale + tail.text, tail.unit.kind, tail.approx, optional=True),
            left,
        )

    # ---- numbers without a unit

    def _bare(self, found: re.Match[str], at: int, printed: _Printed, left: str) -> int:
        text, end, last = self.text, self.end, printed.end
        if not printed.arabic or last - at > LONGEST:
            return found.end()
        before = left[-1:]
        if before and before.isascii() and (before.isalpha() or before in "-/.&#@_="):
            return found.end()
        number = Number(
            at, last, found[0], printed.value, None, _meant(left) if _meant_any(left) else Kind.COUNT
        )
        if self.waiting and _LIST.fullmatch(text, self.waiting[-1].end, at):
            self.waiting.append(number)
        else:
            self.waiting = (
                [number]
                if before and (_CJK.match(before) or before == " ") and found[0][0] not in "0０"
                else []
            )
        if reject.is_noise(left) or (_YEAR.match(found[0]) and before not in "约达"):
            return last
        clause = reject.clause(left)
        stated = _stated().search(clause)
        after = text[last : last + 1]
        if stated and (not after or after in "，。；、,;)）\n\r "):
            if text.startswith((" ", "\t"), last) and last + 1 < end and not _CJK.match(text, last + 1):
                return last
            self.waiting = []
            return self._add(number, left)
        if (
            before
            and _CJK.match(before)
            and len(found[0]) < 6
            and "." not in found[0]
            and _noun().match(text, last, end)
        ):
            if len(found[0]) > 1 and not text.startswith(("计划", "工程", "行动"), last):
                number.kind = Kind.COUNT
                self.waiting = []
                return self._add(number, left)
        return last

    # ---- putting together

    def _add(self, number: Number, left: str) -> int:
        text = self.text
        if number.start < self.free:
            return number.end
        self.free = number.end
        if number.approx is None:
            number.approx = _approx_left(left)
        right = _right().match(text, number.end, self.end)
        if right is not None:
            if number.approx is None:
                number.approx = _right_words()[right[1]]
            if number.kind is not Kind.RANK and _LIMIT_NEXT.match(text, right.end(), self.end):
                money = number.kind is not Kind.COUNT or text.startswith("的", right.end())
                number.limit = money and not _ATTAINED.search(left)
        number.text = text[number.start : number.end]
        if self.waiting:
            if _LIST.fullmatch(text, self.waiting[-1].end, number.start) and number.unit is not None:
                for each in self.waiting:
                    each.kind = number.kind
                    self.found.append(each)
            self.waiting = []
        self.found.append(number)
        return number.end

    def _with_lost(self) -> list[Number]:
        """The figures, with what lost numbers left behind (共计 万元) put among them."""
        lost = []
        taken = {number.end for number in self.found}
        for found in _lost().finditer(self.text, self.low, self.end):
            start, last = found.span(1)
            if last in taken:
                continue
            kind = (
                Kind.MONEY
                if "元" in found[1]
                else (
                    tail.unit.kind
                    if (tail := tail_at(self.text, start, self.end)) and tail.unit
                    else Kind.COUNT
                )
            )
            approx = found[1][0] if found[1][0] in "余多" else None
            lost.append(
                Number(
                    start,
                    last,
                    found[1],
                    None,
                    found[1].lstrip("余多"),
                    kind,
                    approx,
                    masked=True,
                    optional=True,
                )
            )
        if not lost:
            return self.found
        merged = sorted(self.found + lost, key=lambda number: number.start)
        kept: list[Number] = []
        for number in merged:
            if kept and number.start < kept[-1].end:
                continue
            kept.append(number)
        return kept


def _printed(found: re.Match[str] | None) -> _Printed | None:
    """The digits of a match of _MAIN or _NUMBER as a value; None when they are none (七五, 二〇二二, 万)."""
    if found is None:
        return None
    if found["arabic"]:
        digits = found["arabic"]
        if len(digits) > LONGEST:
            return None
        return _Printed(arabic(digits), found.start() + len(digits), "", True, False)
    digits = found["chinese"]
    if len(digits) > LONGEST:
        return None
    start = found.start()
    core = digits.rstrip("万亿")
    scale = digits[len(core) :]
    if core in ("", "百", "千"):
        if scale and scale not in SCALES:
            return None
        value = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000)}[core]
        return _Printed(value, start + len(digits), scale, False, True)
    if scale and "亿" in core or "万" in core:
        whole = chinese(digits)
        if whole is None:
            return None
        return _Printed(whole / SCALES.get(scale, Decimal(1)), start + len(digits), scale, False, False)
    if scale and scale not in SCALES:
        return None
    ends = chinese_range(core)
    if ends is not None:
        return _Printed(ends[0], start + len(digits), scale, False, False, ends[1])
    if len(core) > 1 and (core[0] in "零〇百千" or not (set(core) & set("十百千点"))):
        return None
    value = chinese(core)
    if value is None or core[0] in "零〇":
        return None
    return _Printed(value, start + len(digits), scale, False, False)


@cache
def _left_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {word: means for means, them in lexicon()["scan"]["left"].items() for word in them}
    apart = any_of(words("scan", "left_not"))
    return re.compile(rf"(?:({apart})|({any_of(table)}))(?:[了有为到共]|达到?)?[ ]?$"), table


def _approx_left(left: str) -> str | None:
    """近 约 超 … just before a number, as the word of the labels."""
    pattern, table = _left_words()
    found = pattern.search(left[-8:])
    return table[found[2]] if found is not None and found[2] else None


@cache
def _right_words() -> dict[str, str]:
    return {word: means for means, them in lexicon()["scan"]["right"].items() for word in them}


@cache
def _right() -> re.Pattern[str]:
    return re.compile(rf"[ ]?({any_of(_right_words())})")


@cache
def _lost() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(words('scan', 'lost_after'))})[ \u3000]{{1,4}}({any_of(words('scan', 'lost_units'))})"
    )


@cache
def _rank_words() -> re.Pattern[str]:
    return re.compile(any_of(words("scan", "rank_after")))


@cache
def _stated() -> re.Pattern[str]:
    return re.compile(
        r"(?:面积|产量|数量|人数|总数|总量|占比|比重|企业|项目|产值|收入|金额|成交额|专利|强度|得分|指数|增速)(?:的|总数|数)?(?:约|约为|约达|达到?|为|共|共计|近|超过?)[ ]?$"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(any_of(words("scan", "bare_nouns")))


@cache
def _money() -> re.Pattern[str]:
    return re.compile(any_of(words("scan", "money")))


@cache
def _area() -> re.Pattern[str]:
    return re.compile(any_of(words("scan", "area")))


@cache
def _share() -> re.Pattern[str]:
    return re.compile(any_of(words("scan", "share")))


def _meant_any(left: str) -> bool:
    return bool(_money().search(left) or _area().search(left) or _share().search(left))


def _meant(left: str) -> Kind:
    """The kind of a number without a unit of its own, from the words before it; the nearest decides."""
    best, kind = -1, Kind.COUNT
    for pattern, means in ((_money(), Kind.MONEY), (_area(), Kind.AREA), (_share(), Kind.PERCENT)):
        for found in pattern.finditer(left):
            if found.end() > best:
                best, kind = found.end(), means
    return kind
