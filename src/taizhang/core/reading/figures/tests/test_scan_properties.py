"""What holds for every text: a figure reads the same in all its spellings; nothing else moves it."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taizhang.core.reading.figures.grammar import scan
from taizhang.core.reading.figures.numerals import arabic, chinese

WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
UNITS = st.sampled_from(
    [
        "家",
        "件",
        "项",
        "人次",
        "万元",
        "亿元",
        "%",
        "个百分点",
        "亩",
        "万亩",
        "吨",
        "台",
        "户",
        "个月",
        "公里",
    ]
)
LEADS = st.sampled_from(
    ["新增企业", "全区共有", "金额为", "完成了", "下降", "较上年增加", "（其中：", "\n受理"]
)
PLAIN = st.sampled_from(
    ["各项工作有序推进。", "下一步，继续抓好落实。", "为全区发展提供支撑。", "市、区联动，成效明显。"]
)


def spoken(number: int) -> str:
    """An integer in Chinese, written the way it is said (independent of the reader)."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        return spoken(head) + "万" + (("零" if rest < 1000 else "") + spoken(rest) if rest else "")
    words, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if zero and words else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return words


@given(st.integers(1, 99_999_999))
def test_chinese_numerals(number: int) -> None:
    assert chinese(spoken(number)) == number


@given(st.decimals(0, 10**9, places=2))
def test_arabic_numerals(number: Decimal) -> None:
    assert arabic(f"{number:,.2f}") == number == arabic(f"{number:,.2f}".translate(WIDE))


@given(LEADS, st.decimals(Decimal("0.01"), 10**7, places=2), UNITS)
def test_spellings_of_an_amount(lead: str, number: Decimal, unit: str) -> None:
    plain, commas = f"{number:.2f}", f"{number:,.2f}"
    spellings = [
        plain + unit,
        commas + unit,
        f"{plain} {unit}",
        plain.translate(WIDE) + unit,
        commas.translate(WIDE) + unit,
    ]
    for spelling in spellings:
        (found,) = scan(f"{lead}{spelling}，")
        assert (found.text, found.value, found.unit) == (spelling, number, unit)


@given(st.integers(3, 9_999), st.sampled_from(["家", "件", "项", "人次", "万元", "亩", "吨", "户"]))
def test_a_count_in_words_reads_like_the_digits(number: int, unit: str) -> None:
    words = spoken(number).removeprefix("一") if 10 <= number < 20 else spoken(number)
    (in_words,) = scan(f"累计完成{words}{unit}，")
    (in_digits,) = scan(f"累计完成{number}{unit}，")
    assert (in_words.value, in_words.unit, in_words.kind) == (in_digits.value, in_digits.unit, in_digits.kind)


@given(
    st.lists(st.tuples(LEADS, st.integers(3, 99_999), UNITS), min_size=1, max_size=6),
    PLAIN,
    st.integers(0, 6),
)
def test_a_sentence_without_figures_only_shifts(
    parts: list[tuple[str, int, str]], sentence: str, place: int
) -> None:
    sentences = [f"{lead}{number}{unit}。" for lead, number, unit in parts]
    at = len("".join(sentences[:place]))
    before = "".join(sentences)
    after = before[:at] + sentence + before[at:]
    was = [
        (n.start + (len(sentence) if n.start >= at else 0), n.text, n.value, n.unit, n.kind, n.approx)
        for n in scan(before)
    ]
    assert was == [(n.start, n.text, n.value, n.unit, n.kind, n.approx) for n in scan(after)]


ALPHABET = (
    "0123456789１２．，,.-—~～:：/%％‰xX*×_第倒数前一二三四五六七八九十百千万亿几两半余多近约超点分之年月日"
    "家项件个人元亩吨成倍番《》“”（）()[] \xa0\u3000\n+至到和、，。企业增长A"
)


@settings(max_examples=400)
@given(st.text(ALPHABET, max_size=60) | st.text(max_size=40))
def test_any_text(text: str) -> None:
    last = 0
    for number in scan(text):
        assert last <= number.start < number.end <= len(text)
        assert number.text == text[number.start : number.end]
        assert (number.value is None) <= (number.masked or number.optional)
        assert number.upper is None or (number.value is not None and number.value < number.upper)
        last = number.end


@given(st.text(ALPHABET, max_size=40), st.text(ALPHABET, max_size=20), st.text(ALPHABET, max_size=20))
def test_a_window_is_read_alone(text: str, before: str, after: str) -> None:
    assume("\n" not in text)
    found = scan(before + text + after, len(before), len(before) + len(text))
    assert all(len(before) <= n.start and n.end <= len(before) + len(text) for n in found)
