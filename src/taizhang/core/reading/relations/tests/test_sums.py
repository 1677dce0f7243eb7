"""Sums of parts: which lists are one, what belongs to them, and when a difference is an error."""

import pytest

from .telling import claims

RIGHT = [
    ("全年立项科技计划项目54项，其中国家级2项、省级11项、市级41项。", "54项", ("2项", "11项", "41项")),
    ("申请专利331件（其中发明65件、实用新型156件、外观设计110件）。", "331件", ("65件", "156件", "110件")),
    ("入库企业132家，按行业分：工业类55家，农业类48家，服务业类29家。", "132家", ("55家", "48家", "29家")),
    ("安排资金2.4亿元，包括产业引导1.5亿元、人才引育6000万元、平台补助3000万元。", "2.4亿元", ("1.5亿元", "6000万元", "3000万元")),
    ("争取上级资金3775万元：国家680万元、省1925万元、市1170万元。", "3775万元", ("680万元", "1925万元", "1170万元")),
    ("资金池5000万元，由财政、银行、担保机构分别出资2500万元、1500万元、1000万元。", "5000万元", ("2500万元", "1500万元", "1000万元")),
    ("兑现补助1860万元，分为租房补贴520万元、购房补贴860万元和生活补贴480万元。", "1860万元", ("520万元", "860万元", "480万元")),
    ("电子信息168.2亿元，装备制造97.5亿元，生物医药61.4亿元，合计327.1亿元。", "327.1亿元", ("168.2亿元", "97.5亿元", "61.4亿元")),
    ("研修班第一期46人、第二期52人、第三期47人，共145人。", "145人", ("46人", "52人", "47人")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whole", "parts"), RIGHT)
def test_parts_that_add_up_confirm_their_whole(text: str, whole: str, parts: tuple[str, ...]) -> None:
    assert claims(text, "sum") == [("sum", whole, parts, True)]


WRONG = [
    ("全年立项科技计划项目55项，其中国家级2项、省级11项、市级41项。", "55项"),
    ("申请专利332件（其中发明65件、实用新型156件、外观设计110件）。", "332件"),
    ("入库企业134家，按行业分：工业类55家，农业类48家，服务业类29家。", "134家"),
    ("争取上级资金4315万元：国家680万元、省1925万元、市1170万元。", "4315万元"),
    ("上市企业9家：沪深交易所5家、北交所3家、境外2家。", "9家"),
    ("统计企业312户，盈利221户、持平18户、亏损63户。", "312户"),
]


@pytest.mark.parametrize(("text", "whole"), WRONG)
def test_a_whole_laid_open_that_its_parts_do_not_give_is_wrong(text: str, whole: str) -> None:
    assert [(told[1], told[3]) for told in claims(text, "sum")] == [(whole, False)]


SILENT = [
    "支持重点企业89家，包括电子信息32家、新材料28家、生物医药20家等。",
    "税收112亿元，几个主要税种是增值税29.03亿元、营业税21.88亿元、企业所得税16.13亿元。",
    "引进人才47人，其中博士29人、正高职称12人。",
    "营业收入1931.3亿元，占比90.9%，其中新材料1439.6亿元、生物医药182.5亿元、电子信息41.4亿元。",
    "走访企业40家，收集需求25项，解决问题12个。",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_list_that_is_not_the_whole_claims_no_sum(text: str) -> None:
    assert claims(text, "sum") == []


def test_a_second_division_is_of_the_same_whole() -> None:
    text = (
        "考评项目132个，按行业分：工业类55项，农业类77项；按承担主体分：企业承担的80项，事业单位承担的52项。"
    )
    assert [(told[1], told[3]) for told in claims(text, "sum")] == [("132个", True), ("132个", True)]


def test_parts_in_lines_of_their_own_and_their_nested_parts() -> None:
    text = "登记合同合计57项：\n——技术开发20项；\n——技术转让30项；\n其中专利权转让18项、技术秘密转让12项；\n——技术服务7项。"
    assert sorted(claims(text, "sum"), key=str) == [
        ("sum", "30项", ("18项", "12项"), True),
        ("sum", "57项", ("20项", "30项", "7项"), True),
    ]


def test_nested_brackets_belong_to_their_own_part() -> None:
    text = "获批项目54项：国家级2项、省级11项（重点研发4项、自然基金7项）、市级41项。"
    assert sorted(claims(text, "sum"), key=str) == [
        ("sum", "11项", ("4项", "7项"), True),
        ("sum", "54项", ("2项", "11项", "41项"), True),
    ]


def test_a_masked_part_leaves_nothing_to_say() -> None:
    assert claims("立项54项，其中国家级x项、省级11项、市级41项。", "sum") == []


def test_a_part_of_a_longer_list_is_no_larger_than_its_whole() -> None:
    assert claims("组织40家企业参评，其中39家已公示。", "part") == [("part", "40家", ("39家",), True)]
