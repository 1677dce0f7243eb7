"""What is found in a text, what is let stand, and how a find is covered."""

import pytest
from bench.personal.__main__ import score
from bench.personal.corpus import corpus

from taizhang.core.personal.scanning.kinds import Found
from taizhang.core.personal.scanning.scan import cover, excerpt, scan_text

ID = "330106199003072418"  # made up; its last digit is set below


def with_check_digit(body: str) -> str:
    from stdnum.cn import ric

    return body + str(ric.calc_check_digit(body + "0"))


ID = with_check_digit("33010619900307241")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"身份证{ID}。", "id", ID),
        (f"身份证 {ID[:6]} {ID[6:14]} {ID[14:]}", "id", f"{ID[:6]} {ID[6:14]} {ID[14:]}"),
        ("2026 13812345678", "mobile", "13812345678"),
        ("1.张三 １３８-１２３４-５６７８", "mobile", "１３８-１２３４-５６７８"),
        ("138\u200b12345678", "mobile", "138\u200b12345678"),
        ("1381234\n5678", "mobile", "1381234\n5678"),
        ("手机一三八一二三四五六七八", "mobile", "一三八一二三四五六七八"),
        ("只遮了一位 1381234*678", "mobile", "1381234*678"),
        ("（0571）87654321", "landline", "（0571）87654321"),
        ("传真 87654321", "landline", "87654321"),
        ("账号：120202120900123", "card", "120202120900123"),
        ("zhang.san＠163.com", "email", "zhang.san＠163.com"),
        ("现住柳树村3组12号", "address", "柳树村3组12号"),
        ("护照号 E12345678", "passport", "E12345678"),
    ],
)
def test_personal_data_is_found_however_it_is_spelt(text: str, kind: str, value: str) -> None:
    hits = scan_text(text)
    assert [h.kind for h in hits] == [kind]
    assert value in text[hits[0].start : hits[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "138****1234", "身份证 3301************17", "营业收入13812345678元", "浙科发〔2026〕12号", "专利号 ZL202310123456.7",
        "项目编号：2024YFB13812345678", "占比 0.13812345678", "320国道沿线、地铁5号线", "统一社会信用代码 91330106MA27XJ1234",
        "13,812,345,678.00 元", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stands(text: str) -> None:
    assert scan_text(text) == []


def test_the_head_of_a_column_says_what_stands_below() -> None:
    assert not scan_text("87654321", label="金额")
    assert [h.kind for h in scan_text("87654321", label="联系电话")] == [Found.LANDLINE]
    assert [h.kind for h in scan_text("E12345678", label="护照号")] == [Found.PASSPORT]


def test_a_covered_text_holds_nothing_more_and_keeps_the_rest() -> None:
    text = f"张三，{ID}，138 1234 5678，文三路478号，a.b@163.com，卡号 6222021234567890128。"
    made = cover(text, scan_text(text))
    assert scan_text(made) == []
    assert made.startswith("张三，3301") and made.endswith("。") and "文三路***" in made


def test_an_excerpt_never_holds_the_value_of_another_find() -> None:
    text = f"张三 13812345678 {ID}"
    hits = scan_text(text)
    for hit in hits:
        told = excerpt(text, hit, hits)
        assert "13812345678" not in told and ID not in told


@pytest.mark.parametrize("seed", [1, 20261122])
def test_precision_and_recall_of_the_corpus(seed: int) -> None:
    """The bench's figure, on a smaller corpus: a change that finds less, or cries more, fails here."""
    cases = list(corpus(seed, 60))
    right, missed, wrong, odd = score(cases)
    assert sum(right.values()) / (sum(right.values()) + sum(missed.values())) >= 0.99, odd
    assert sum(right.values()) / (sum(right.values()) + sum(wrong.values())) >= 0.99, odd
    assert not missed["id"] and not missed["card"], odd


def test_long_runs_of_digits_take_no_long_time() -> None:
    import time

    begun = time.process_time()
    scan_text("1 3 8 " * 20_000 + "9" * 50_000 + "中山" * 20_000 + "a." * 20_000)
    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    "between", ["，", ",", "、", "；", ";", "/", " / ", "\n", "，电话", "。", "|", "和", "\t"]
)
def test_numbers_side_by_side_are_each_found(between: str) -> None:
    values = ["13812345678", "0571-87654321", "13912345678", ID]
    hits = scan_text(between.join(values))
    assert [h.kind.value for h in hits] == ["mobile", "landline", "mobile", "id"]
    text = between.join(values)
    assert not [v for v in values if v in cover(text, hits)]


@pytest.mark.parametrize(
    "text", ["合计1,381,234,567元", "1,138.12", "13,812,345,678", "2,138,202.41万元，同比增长1,139"]
)
def test_the_groups_of_a_figure_are_no_telephone(text: str) -> None:
    assert scan_text(text) == []
