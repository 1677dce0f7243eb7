"""The grammar of figures 数字文法: one pass over a text finds every number that states something."""

import re
from decimal import Decimal

from taizhang.core.reading.figures import context, joined
from taizhang.core.reading.figures import not_figures as reject
from taizhang.core.reading.figures.figure import Kind, Number
from taizhang.core.reading.figures.not_figures import Verdict
from taizhang.core.reading.figures.numerals import (
    AFTER_POINT,
    ARABIC,
    CHINESE,
    DIGIT,
    Printed,
    arabic,
    chinese,
    printed,
)
from taizhang.core.reading.figures.units import Found, tail_at
from taizhang.core.reading.lexicon import lexicon, words
from taizhang.core.reading.monotony import monotonous

_CN = f"[{CHINESE}]"
_MASK = "[xXｘＸ×✕*＊_＿○]"
_ANY = "[0-9０-９xXｘＸ×✕*＊_＿○]"
_PART = rf"{DIGIT}{{1,3}}+(?:[.．]{DIGIT}{{1,3}}+)?+"
_TRIGGER = re.compile(rf"[0-9０-９xXｘＸ×✕*＊_＿○第《“\"Nn几数%％ \u3000{CHINESE}]")
_NO_YEAR = lexicon()["units"]["not_before"]["年"]  # 年级, 年均: no unit at all
# Everything that may begin at a trigger, the most particular first. The number of the group that closes last tells which it was.
_MAIN = re.compile(
    rf"(?P<aside>{reject.SET_ASIDE})"
    rf"|(?P<year>(?:19|20)[0-9]{{2}}年(?!{_NO_YEAR}|[(（人/／多余]))"
    rf"|第[ ]?(?P<ordinal>{DIGIT}{{1,6}}|{_CN}{{1,6}}|{_MASK}{{1,4}})[ ]?(?P<place>位(?!居|列|于|置|数)|名(?!单|牌|额|称|师))?"
    rf"|(?P<parts>{_PART}(?:[ ]?[:：∶][ ]?{_PART}){{2,9}}+(?![0-9:：]))"
    rf"|(?P<masked>(?!{DIGIT}{{1,4}}{_MASK}{DIGIT}){DIGIT}{{0,4}}{_MASK}{{1,12}}+{_ANY}{{0,12}}+(?:[.．,，]{_ANY}{{1,12}}+)?+(?![A-Za-z0-9]))"
    rf"|(?P<base>[一二三四五六七八九十百千万]{{1,3}})分之(?P<of_base>{_CN}{{1,8}}(?:{AFTER_POINT})?|{ARABIC})"
    rf"|(?P<over>{DIGIT}{{1,2}})[/／](?P<under>{DIGIT}{{1,2}})(?![0-9/／.年月页])"
    rf"|(?P<arabic>{ARABIC})"
    rf"|(?P<vague>[几数][十百千万亿]{{1,3}})"
    rf"|(?P<half>一半)"
    rf"|(?P<chinese>{_CN}++(?:{AFTER_POINT})?)"
    rf"|(?P<lost>[%％]|[ \u3000]++)"
    rf"|(?P<skipped>[xXｘＸ×✕*＊_＿○]++|N++|n++)"
)
_TO_MASK = re.compile(rf"[-－–—~～至到]{_MASK}{{1,8}}(?![A-Za-z0-9])")
_TO_PLACE = re.compile(rf"[ ]?[-－–—~～至到][ ]?第?({DIGIT}{{1,4}}|{_CN}{{1,5}})(?P<place>位|名)?")
# 1.2家企业 at the head of a line is clause 1 and two firms.
_NUMBERED = re.compile(r"[1-9][0-9]?[.．](?=[0-9])")
_GAP = re.compile(r"[ \xa0]")
_JOINS = frozenset("、和与及 ")
_LIST = re.compile(r"[ ]?[、和与及][ ]?")
_OF_IT = re.compile(rf"{DIGIT}{{1,4}}(?:[.．]{DIGIT}{{1,4}})?[%％]")
_EACH = re.compile(ARABIC)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PLACED = ("排", "位居", "位列", "名列", "排名", "排在", "排到", "稳居", "列居")
_OF_A_ROW = frozenset("批产次期届个轮类位名")
_BASES = {"百": "%", "千": "‰", "万": "‱"}
# Things that come whole, so that 1.2 of them at the head of a line is a clause number.
_WHOLE = frozenset("家个项名位户所座篇份条场期")
_FOUR_PLACES = Decimal("0.0001")


def scan(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Every figure 数字 of text[start:end] in order; spans do not overlap, and text[number.start:number.end] is its text."""
    end = len(text) if end is None else min(end, len(text))
    found: list[Number] = []
    for low, high in monotonous(text, start, end):
        found += _Scan(text, start, low).run()
        start = high
    return found + _Scan(text, start, end).run()


class _Scan:
    """One pass: what it has found, and the bare numbers that may share the unit of the next figure."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.low = start
        self.end = end
        self.found: list[Number] = []
        self.waiting: list[Number] = []  # 12、15 of «12、15和18家»
        self.free = start  # nothing before this may become part of a figure again
        self.readers = {
            "arabic": self._number,
            "chinese": self._number,
            "masked": self._masked,
            "ordinal": self._rank,
            "place": self._rank,
            "of_base": self._fraction,
            "parts": self._parts,
            "under": self._over,
            "half": self._half,
            "vague": self._vague,
            "lost": self._lost,
            "year": self._skipped,  # for speed alone: judged as a number it would not count either
            "skipped": self._skipped,
        }

    def run(self) -> list[Number]:
        """Go from trigger to trigger; each reader says where to go on."""
        text, end, position = self.text, self.end, self.low
        search, match, readers = _TRIGGER.search, _MAIN.match, self.readers
        while (trigger := search(text, position, end)) is not None:
            at = trigger.start()
            found = match(text, at, end)
            if found is None:
                position = at + 1
            elif found.lastgroup == "aside":
                self.free = position = found.end()
            elif (position := readers[found.lastgroup or ""](found, at)) <= at:
                position = at + 1
        return self.found

    # ---- a number and its unit

    def _number(self, found: re.Match[str], at: int) -> int:
        text, end = self.text, self.end
        number = printed(found)
        if number is None:
            return found.end()
        left = context.left_of(text, at, self.low)
        tail = tail_at(text, number.end, end, number.scale)
        if (
            tail is not None
            and tail.text in _WHOLE
            and _NUMBERED.match(found[0])
            and left.strip()[-1:] in ("", "。", "；")
        ):
            return at + found[0].replace("．", ".").index(".") + 1
        value, upper = number.value, number.upper
        if tail is not None and tail.unit is None and number.arabic:
            value, tail = joined.and_more(text, end, value, tail)
        after = number.end if tail is None else tail.end
        join = joined.TO.match(text, after, end) if text[after : after + 1] in joined.MAY_JOIN else None
        if join is not None and upper is None:
            ranged = joined.range_of(text, join, end, number, tail, left)
            if ranged is not None:
                value, upper, tail = ranged
            elif tail is None:
                second = joined.NUMBER.match(text, join.end(), end)
                return second.end() if second is not None else join.end()
        if tail is None:
            if (
                left.endswith("前")
                and text[number.end : number.end + 1] in context.ENDS
                and context.is_place(left)
            ):
                place = Number(at - 1, number.end, "", number.value, None, Kind.RANK, "以内", optional=True)
                return self._add(place, left)  # 位居全市前三
            if number.arabic and (gap := _GAP.search(found[0])) is not None:
                return at + gap.start()  # 1 098 without a unit: two numbers
            return self._bare(found[0], at, number, left)
        if number.arabic and left and left[-1].isascii() and reject.in_identifier(left):
            return found.end()
        verdict = reject.judge(text, at, end, found[0], number, tail, left)
        if verdict is Verdict.NO:
            lost = context.lost_at(text, at, self.low, end) if number.bare_scale else None
            if lost is not None:
                return self._add(lost, "")
            return tail.end if number.arabic and tail.unit is not None else found.end()
        unit = tail.unit
        if tail.scale:
            tail, times = joined.folded(tail)
            if times != 1:
                value, upper = value * times, None if upper is None else upper * times
        figure = Number(at, tail.end, "", value, tail.text, _kind(tail, left), tail.approx, upper=upper)
        figure.optional = verdict is Verdict.MAYBE or (unit is not None and unit.optional)
        if figure.optional and found[0] == "一" and self._in_row(figure):
            figure.optional = False  # 示范方三个、示范片一个
        if upper is not None and unit is not None and unit.name in ("岁", "周岁"):
            figure.optional = True  # 0-17岁: a class, not a statement
        if number.bare_scale and figure.approx is None and left[-1:] in ("上", "过"):
            figure.approx = "以上" if left[-1] == "上" else "超"
        if unit is not None and unit.name == "强":
            figure.kind = Kind.RANK
        elif unit is not None and left.endswith("前") and unit.name in ("名", "位", "%"):
            figure.optional = True  # 前三名, 前10%
            if unit.name != "%":
                figure.start, figure.kind, figure.approx = at - 1, Kind.RANK, "以内"
        return self._add(figure, left)

    def _in_row(self, figure: Number) -> bool:
        if not self.found:
            return False
        before = self.found[-1]
        return (
            before.unit == figure.unit and not before.optional and figure.start - before.end <= context.WINDOW
        )

    # ---- numbers of another form

    def _masked(self, found: re.Match[str], at: int) -> int:
        """xx家, 20xx万元. A mask inside a name (xx市, x理工大学) has no unit after it."""
        left = context.left_of(self.text, at, self.low)
        if left and left[-1].isascii() and left[-1].isalnum():
            return found.end()  # MAX, or 3×5米
        tail = tail_at(self.text, found.end(), self.end)
        if tail is None and (join := _TO_MASK.match(self.text, found.end(), self.end)) is not None:
            tail = tail_at(self.text, join.end(), self.end)  # x至x个
        if (
            tail is None
            or (tail.unit is not None and not tail.unit.maskable)
            or (tail.text == "所" and left[-1:] == "院")
        ):
            return found.end()
        figure = Number(at, tail.end, "", None, tail.text, _kind(tail, left), tail.approx, masked=True)
        figure.optional = tail.unit is not None and tail.unit.optional
        return self._add(figure, left)

    def _rank(self, found: re.Match[str], at: int) -> int:
        """第二位, 倒数第七, 全省第3. 第二批 and 第一产业 are none."""
        text = self.text
        ordinal, place = found["ordinal"], found["place"]
        masked = ordinal[0] in _MASK
        value = None if masked else _plain_value(ordinal)
        if value is None and not masked:
            return found.end("ordinal")
        last = at + len(found[0].rstrip())
        if not place and (join := _TO_PLACE.match(text, last, self.end)) is not None:
            upper = _plain_value(join[1])
            if not join["place"] or upper is None or value is None:
                return join.end()
            figure = Number(at, join.end(), "", value, join["place"], Kind.RANK, upper=upper)
            return self._add(figure, context.left_of(text, at, self.low))
        from_the_end = text.endswith("倒数", self.low, at)
        start = at - 2 if from_the_end else at
        left = context.left_of(text, start, self.low)
        after = text[last : last + 1]
        if not place:
            if masked or not (from_the_end or self._is_place(last, after, left)):
                return found.end("ordinal")
        elif left.endswith(("摆在", "放在", "作为")) or (after and after in "书优师于置数"):
            return found.end("ordinal")
        approx = "倒数" if from_the_end else None
        return self._add(Number(start, last, "", value, place, Kind.RANK, approx, masked=masked), left)

    def _is_place(self, last: int, after: str, left: str) -> bool:
        if left.endswith(_PLACED) and after not in _OF_A_ROW:
            return True  # 排第一没有悬念
        if after and after not in context.PAUSE and after not in " 、和与及的且并（(\t":
            return False
        if self.found and self.found[-1].kind is Kind.RANK and last - self.found[-1].end < 6:
            return True  # 第一、第二和第五
        return context.is_place(left)

    def _fraction(self, found: re.Match[str], at: int) -> int:
        """百分之八点五, 千分之三, 三分之一."""
        base, top = found["base"], _plain_value(found["of_base"])
        if top is None:
            return found.end()
        last, approx = found.end(), None
        if self.text[last : last + 1] in ("多", "余"):
            approx, last = self.text[last], last + 1
        left = context.left_of(self.text, at, self.low)
        if base in _BASES:
            return self._add(Number(at, last, "", top, _BASES[base], Kind.PERCENT, approx), left)
        bottom = chinese(base)
        if not bottom:
            return last
        value = (top / bottom).quantize(_FOUR_PLACES)
        return self._add(Number(at, last, "", value, None, Kind.RATIO, approx, optional=True), left)

    def _over(self, found: re.Match[str], at: int) -> int:
        """3/4 between words is a ratio; 12/30 of a page counter or a date is none."""
        top, bottom = int(found["over"]), int(found["under"])
        left = context.left_of(self.text, at, self.low)
        if not (0 < top < bottom <= 10 and left and context.is_hanzi(left[-1])):
            return found.end("over")
        value = (Decimal(top) / Decimal(bottom)).quantize(_FOUR_PLACES)
        return self._add(Number(at, found.end(), "", value, None, Kind.RATIO, optional=True), left)

    def _half(self, found: re.Match[str], at: int) -> int:
        left = context.left_of(self.text, at, self.low)
        return self._add(Number(at, found.end(), "", Decimal("0.5"), None, Kind.RATIO, optional=True), left)

    def _parts(self, found: re.Match[str], at: int) -> int:
        """2.7:54.8:42.5 of 三次产业之比: each is a share when together they make about a hundred."""
        spans = [each.span() for each in _EACH.finditer(found[0])]
        values = [arabic(found[0][a:b]) for a, b in spans]
        if 95 <= sum(values) <= 105:
            for (a, b), value in zip(spans, values, strict=True):
                self._add(Number(at + a, at + b, "", value, None, Kind.PERCENT), "")
        return found.end()

    def _vague(self, found: re.Match[str], at: int) -> int:
        """几十家, 数百人: so many, but no value."""
        left = context.left_of(self.text, at, self.low)
        if found[0][0] == "数" and left[-1:] in tuple("人总件家户次指参系分基个字函多少倍度点级册台套项倒"):
            return at + 1  # 人数百余人
        digits = found[0].rstrip("万亿")
        scale = found[0][len(digits) :]
        tail = tail_at(self.text, found.end(), self.end, scale if len(digits) > 1 else "")
        if tail is None or tail.unit is None or tail.unit.kind is Kind.AGE_OR_DURATION:
            return found.end()
        return self._add(
            Number(at, tail.end, "", None, tail.text, tail.unit.kind, tail.approx, optional=True), left
        )

    def _lost(self, found: re.Match[str], at: int) -> int:
        """同比增长%, 共有 家: the number was lost."""
        lost = context.lost_at(self.text, found.end() if found[0][0] in " \u3000" else at, self.low, self.end)
        return found.end() if lost is None else self._add(lost, "")

    def _skipped(self, found: re.Match[str], at: int) -> int:
        return found.end()

    # ---- numbers without a unit

    def _bare(self, digits: str, at: int, number: Printed, left: str) -> int:
        """21587 with its ㎡ lost, 107签约意向: figures only where the words around say so."""
        text, last, before = self.text, number.end, left[-1:]
        if not number.arabic or (
            (before.isascii() and (before.isalpha() or before in "-/.&#@_=")) and before
        ):
            return last
        figure = Number(at, last, digits, number.value, None, Kind.COUNT)
        after = text[last : last + 1]
        if self.waiting and _LIST.fullmatch(text, self.waiting[-1].end, at):
            self.waiting.append(figure)
        else:
            first = before == " " or context.is_hanzi(before)
            self.waiting = [figure] if after in _JOINS and first and digits[0] not in "0０" else []
        if after and (after in context.ENDS or context.approx_after(text, last, self.end)):
            stated = context.is_stated(left)
        elif context.is_hanzi(after):
            stated = len(digits) < 6 and digits.isdecimal() and context.noun_follows(text, last, self.end)
            stated = stated and len(digits) > 1 and context.is_hanzi(before)
        else:
            stated = not after and context.is_stated(left)
        if after == "的" and _OF_IT.match(text, last + 1, self.end):
            stated = left.endswith(("数", "额", "量", "标", "务", "划", "值"))  # 占计划数32.26的100.22%
        if (
            not stated
            or digits in words("scan", "bare_names")
            or reject.is_noise(left)
            or (_YEAR.match(digits) and before not in ("约", "达"))
        ):
            return last
        if not context.noun_follows(text, last, self.end):
            figure.kind = context.kind_meant(left)
        return self._add(figure, left)

    # ---- putting together

    def _add(self, figure: Number, left: str) -> int:
        text = self.text
        if figure.start < self.free:
            return figure.end
        self.free = figure.end
        if (
            figure.approx == "多"
            and text[figure.end - 1] == "多"
            and text[figure.end : figure.end + 1].isdigit()
        ):
            figure.end, figure.approx = figure.end - 1, None  # 比320万元多15万元
        if figure.approx is None:
            figure.approx = context.approx_before(left)
        right = context.approx_after(text, figure.end, self.end)
        if right is not None:
            figure.approx = figure.approx or right[0]
            if figure.kind is not Kind.RANK:
                figure.limit = context.is_threshold(text, right[1], self.end, left, figure.kind)
        if figure.approx == "不足" and figure.kind not in (Kind.COUNT, Kind.MONEY):
            rated = left.rstrip("不足到满还仅")[-1:] in ("率", "面", "度")
            figure.limit = rated or figure.kind is not Kind.PERCENT  # 覆盖面不足六成
        figure.text = text[figure.start : figure.end]
        if self.waiting:
            if figure.unit is not None and _LIST.fullmatch(text, self.waiting[-1].end, figure.start):
                for each in self.waiting:
                    each.kind = figure.kind
                self.found += self.waiting
            self.waiting = []
        self.found.append(figure)
        return figure.end


def _kind(tail: Found, left: str) -> Kind:
    """The kind of the unit (元/亩 is money); a bare 万 or 亿 is told by the words before it."""
    if tail.unit is None:
        return context.kind_meant(left)
    return tail.unit.kind


def _plain_value(digits: str) -> Decimal | None:
    return arabic(digits) if digits[0].isdecimal() else chinese(digits)
