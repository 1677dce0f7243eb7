"""Shares, completion, growth, differences, products: what is told of what, and the verdict."""

import pytest

from .telling import claims

ONE = [
    ("高新技术企业186家，占规上工业企业268家的69.4%。", ("share", "268家", ("186家", "69.4%"), True)),
    ("计划投入经费24770万元，实际到位21655万元，资金到位率为87.42%。", ("rate", "24770万元", ("21655万元", "87.42%"), True)),
    ("评价入库615家，完成年度任务580家的106.0%。", ("rate", "580家", ("615家", "106.0%"), True)),
    ("申报项目78项，获批立项45项，立项率57.7%。", ("rate", "78项", ("45项", "57.7%"), True)),
    ("申报项目78项，获批立项45项，立项率67.7%。", ("rate", "78项", ("45项", "67.7%"), False)),
    ("专利申请55件，比上年增加9件，增长19.57%。", ("growth", "55件", ("9件", "19.57%"), True)),
    ("专利申请55件，比上年增加9件，增长16.36%。", ("growth", "55件", ("9件", "16.36%"), False)),
    ("技术合同成交额6.3亿元，同比增长50%（上年为4.2亿元）。", ("growth", "6.3亿元", ("4.2亿元", "50%"), True)),
    ("技术合同成交额6.3亿元，同比增长32.5%（上年为4.2亿元）。", ("growth", "6.3亿元", ("4.2亿元", "32.5%"), False)),
    ("专利授权1024件，同比下降6.9%，上年同期1100件。", ("growth", "1024件", ("1100件", "6.9%"), True)),
    ("到位资金由21.40亿元增加到26.75亿元，增长25.0%。", ("growth", "26.75亿元", ("21.40亿元", "25.0%"), True)),
    ("每万人发明专利38.5件，是全市平均水平（15.4件）的2.5倍。", ("rate", "15.4件", ("38.5件", "2.5倍"), True)),
    ("高新技术企业437家，较年初的412家净增25家。", ("difference", "25家", ("437家", "412家"), True)),
    ("高新技术企业437家，较年初的412家净增35家。", ("difference", "35家", ("437家", "412家"), False)),
    ("投入强度3.02%，比上年的2.87%提高0.15个百分点。", ("difference", "0.15个百分点", ("3.02%", "2.87%"), True)),
    ("投入强度3.02%，比上年的2.87%提高0.25个百分点。", ("difference", "0.25个百分点", ("3.02%", "2.87%"), False)),
    ("举办培训84期，平均每期75人，受训6300人次。", ("product", "6300人次", ("84期", "75人"), True)),
    ("科创贷发放312笔，金额9.36亿元，平均每笔330万元。", ("product", "9.36亿元", ("312笔", "330万元"), False)),
    ("成交额在全省13个市中排第4位。", ("rank", "13个", ("第4位",), True)),
    ("成交额在全省13个市中排第15位。", ("rank", "13个", ("第15位",), False)),
    ("全市13个县区中，我区排名第15位。", ("rank", "13个", ("第15位",), False)),
    ("专利授权量居全市9个县（市、区）第3位。", ("rank", "9个", ("第3位",), True)),
    ("培训12期，平均每期30人，共培训350人次。", ("product", "350人次", ("12期", "30人"), False)),
    ("支持12家企业，每家5万元，共60万元。", ("product", "60万元", ("12家", "5万元"), True)),
    ("较上年末的400家净增25家，达到430家。", ("difference", "25家", ("430家", "400家"), False)),
    ("较上年末的400家净增25家，达到425家。", ("difference", "25家", ("425家", "400家"), True)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), ONE, ids=[text for text, _ in ONE])
def test_one_claim(text: str, told: tuple[str, str, tuple[str, ...], bool]) -> None:
    assert told in claims(text)
    assert [each for each in claims(text) if each[3] is False] == [told] * (told[3] is False)


def test_what_is_left_over() -> None:
    text = "专项预算3000万元，全年支出2847.6万元，执行率94.9%，结余{}万元。"
    assert ("difference", "152.4万元", ("3000万元", "2847.6万元"), True) in claims(text.format("152.4"))
    assert ("difference", "162.4万元", ("3000万元", "2847.6万元"), False) in claims(text.format("162.4"))


def test_shares_told_in_a_row_belong_to_the_parts_in_their_order() -> None:
    text = "项目132个，按行业分：工业类55项，农业类48项，其他29项，分别占总数的41.67%、36.36%和21.97%。"
    assert claims(text, "share") == [
        ("share", "132个", ("55项", "41.67%"), True),
        ("share", "132个", ("48项", "36.36%"), True),
        ("share", "132个", ("29项", "21.97%"), True),
    ]
    assert ("sum", None, ("41.67%", "36.36%", "21.97%"), True) in claims(text)


def test_a_composition_against_its_amounts() -> None:
    text = "地区生产总值1403.24亿元。其中一产37.70亿元，二产786.42亿元，三产579.12亿元。三次产业之比为2.7:56.0:41.3。"
    told = claims(text)
    assert ("share", "1403.24亿元", ("786.42亿元", "56.0"), True) in told
    assert ("sum", None, ("2.7", "56.0", "41.3"), True) in told


UNSAID = [
    "工业增加值19.95亿元，上年同期17.4亿元，按可比价计算增长11.8%。",  # constant prices
    "全年收入18.64亿元，上年同期17.52亿元，两年平均增长5.1%。",
    "营业收入2124.3亿元，同比下降8.8%。",  # no base
    "企业亏损面由上年同期的14.3%降至12.9%；规上工业总产值412.6亿元，利润58.9亿元。",
]


@pytest.mark.parametrize("text", UNSAID)
def test_a_rate_without_its_base_is_never_called_wrong(text: str) -> None:
    assert [told for told in claims(text) if told[3] is False] == []


def test_rounding_alone_is_no_error() -> None:
    assert [
        told[3]
        for told in claims("计划38万亩，其中水稻30万亩、玉米7.05万亩、豆类0.32万亩、薯类0.7万亩。", "sum")
    ] == [True]


def test_the_same_amount_in_another_unit() -> None:
    text = "全年技术合同成交额累计达1.25亿元。\n另据登记，全年技术合同成交额累计达12500万元。"
    assert ("sum", "12500万元", ("1.25亿元",), True) in claims(text)
