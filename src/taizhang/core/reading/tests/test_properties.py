"""What must hold for any text, the whole reader at work: spellings, sentences between, scale, paragraphs."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.figures.exactness import scale
from taizhang.core.reading.reading import Reading, read
from taizhang.core.reading.relations.relation import LABELLED

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
NUMERALS = "零一二三四五六七八九"

# Each line stands for itself: no claim reaches into the next.
LINES = (
    "全年登记技术合同215项，其中技术开发98项、技术服务87项、技术转让19项、技术咨询11项。",
    "有效期内高新技术企业412家，比上年增加56家，增长15.7%。",
    "科技专项资金预算3000万元，全年支出2847.6万元，执行率94.9%，结余152.4万元。",
    "新增孵化面积1.2万余平方米，服务企业近200家次。",
    "受理奖励申报67项，按领域分，农业4项，工业16项，医疗卫生46项。",  # 66
    "规上工业企业268家，其中设有研发机构的134家，占50%。",
    "技术合同成交额由上年的4.2亿元增加到6.3亿元，增长42.5%。",  # 50%
    "发放科普资料1万余份，举办讲座12场，参加人员840人次。",
)
WITHOUT_FIGURES = (
    "各项工作得到上级部门肯定。",
    "坚持问题导向，持续优化服务机制，推动创新要素向企业集聚。",
    "有关单位密切配合、协同推进。",
    "下阶段将继续抓好落实。",
)


def reading_of(text: str) -> Reading:
    return read(open_text(text))


def said(reading: Reading) -> list[tuple[str, Decimal | None, str, str, str]]:
    """The figures without their places."""
    return [(f.text, f.value, str(f.unit), str(f.kind), str(f.role)) for f in reading.figures]


def claims(reading: Reading) -> list[tuple[str, tuple[str, ...], bool | None]]:
    """The claims without the places of their figures."""
    return sorted((str(r.type), tuple(f.text for f in r.figures), r.holds) for r in reading.relations)


def verdicts_of(text: str) -> list[tuple[str, bool | None]]:
    """The verdicts on the claims that labelled texts know."""
    return [(str(r.type), r.holds) for r in reading_of(text).relations if r.type in LABELLED]


def in_chinese(number: int) -> str:
    """1 to 9999 as it is read aloud."""
    out, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if gap and out else "") + NUMERALS[digit] + name
            gap = False
        else:
            gap = True
    if number == 2:
        return "两"  # 两家: nobody writes 二家
    return out.removeprefix("一") if 10 <= number < 20 else out


# ---------------------------------------------------------------- spellings


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 9999), st.sampled_from(("家", "项", "人次", "亩")))
@example(1000, "家")
@example(2022, "项")
@example(10, "人次")
def test_a_count_reads_the_same_however_it_is_spelt(number: int, unit: str) -> None:
    spellings = {str(number), f"{number:,}", str(number).translate(FULL_WIDTH), in_chinese(number)}
    read_as = {
        spelling: [
            (f.value, f.unit, f.kind, f.role, f.of)
            for f in reading_of(f"全区共有登记对象{spelling}{unit}。").figures
        ]
        for spelling in spellings
    }
    expected = read_as[str(number)]
    assert [value for value, *_ in expected] == [number]
    assert all(read == expected for read in read_as.values()), read_as


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9999))
def test_an_amount_is_the_same_in_each_unit_of_money(hundreds: int) -> None:
    yuan = Decimal(hundreds) * 1_000_000
    spellings = (f"{yuan / 10_000:f}万元", f"{yuan / 100_000_000:f}亿元", f"{yuan:f}元", f"{yuan:,f}元")
    for spelling in spellings:
        (figure,) = reading_of(f"科技专项资金共{spelling}。").figures
        assert figure.value is not None
        assert figure.value * scale(figure.unit) == yuan, spelling


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 99))
def test_a_percentage_is_the_same_in_figures_and_words(number: int) -> None:
    spellings = (
        f"{number}%",
        f"{number}％",
        f"百分之{in_chinese(number).replace('两', '二')}",
        f"百分之{number}",
    )
    read_as = {
        s: [(f.value, f.kind, f.role) for f in reading_of(f"全年成交额同比增长{s}。").figures]
        for s in spellings
    }
    expected = [(Decimal(number), "percent", "growth_rate")]
    assert all(read == expected for read in read_as.values()), read_as


# ---------------------------------------------------------------- sentences around


@settings(max_examples=40, deadline=None)
@given(
    st.permutations(LINES),
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from(WITHOUT_FIGURES)), max_size=6),
)
def test_a_sentence_without_figures_changes_no_finding(
    order: list[str], extra: list[tuple[int, str]]
) -> None:
    plain = reading_of("\n".join(order))
    longer = list(order)
    for at, sentence in sorted(extra, reverse=True):
        longer.insert(at, sentence)
    more = reading_of("\n".join(longer))
    assert said(more) == said(plain)
    assert claims(more) == claims(plain)


@settings(max_examples=40, deadline=None)
@given(st.permutations(LINES), st.lists(st.booleans(), min_size=7, max_size=7))
def test_paragraphs_do_not_matter_to_claims_inside_a_sentence(order: list[str], breaks: list[bool]) -> None:
    joined = order[0]
    for line, apart in zip(order[1:], breaks, strict=True):
        joined += ("\n" if apart else "") + line
    alone = sorted(claim for line in order for claim in claims(reading_of(line)))
    assert claims(reading_of(joined)) == alone


@pytest.mark.parametrize("line", LINES)
def test_the_sentences_of_these_tests_are_understood(line: str) -> None:
    """Else the properties would hold of nothing."""
    wrong = {LINES[4]: 1, LINES[6]: 1}
    assert len(reading_of(line).wrong) == wrong.get(line, 0)
    assert bool(reading_of(line).relations) == (line not in (LINES[3], LINES[7]))


# ---------------------------------------------------------------- scale


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(2, 60), min_size=2, max_size=6), st.sampled_from((-1, 0, 0, 1)), st.integers(2, 90)
)
def test_scaling_parts_and_whole_keeps_the_verdict(parts: list[int], off: int, factor: int) -> None:
    names = ("甲类", "乙类", "丙类", "丁类", "戊类", "己类")

    def verdicts(times: int) -> list[tuple[str, bool | None]]:
        listed = "、".join(f"{name}{part * times}项" for name, part in zip(names, parts, strict=False))
        text = f"全年立项科技项目{(sum(parts) + off) * times}项，其中{listed}。"
        return verdicts_of(text)

    once = verdicts(1)
    assert once == verdicts(factor)
    if off == 0:
        assert once == [("sum", True)]
    else:  # a list may be thought incomplete, but never right
        assert ("sum", True) not in once


@settings(max_examples=40, deadline=None)
@given(st.integers(40, 400), st.integers(1, 19), st.integers(2, 40), st.sampled_from(("", "1.1", "1.6")))
def test_scaling_part_and_base_keeps_a_share(base: int, part: int, factor: int, off: str) -> None:
    percent = (Decimal(part) / base * 100 * Decimal(off or 1)).quantize(Decimal("0.01"))

    def verdicts(times: int) -> list[tuple[str, bool | None]]:
        text = f"规上企业{base * times}家，其中有研发活动的{part * times}家，占{percent}%。"
        return verdicts_of(text)

    assert verdicts(1) == verdicts(factor) == [("share", not off)]
