"""What figures do in their sentences."""

import pytest

from taizhang.core.reading.figures.tests.plain_reports import roles


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("技术合同成交额12.6亿元，同比增长8.4%。", ["level", "growth_rate"]),
        ("技术合同成交额12.6亿元，同比下降8.4%。", ["level", "decrease"]),
        ("出口额3.1亿元，较上年同期回落2.2%。", ["level", "decrease"]),
        (
            "农业产值7.2亿元（+5.1%），渔业产值1.3亿元（-0.8%）。",
            ["level", "growth_rate", "level", "decrease"],
        ),
        ("规上工业企业87家，比上年净增9家。", ["level", "increase"]),
        ("规上工业企业87家，比上年减少9家。", ["level", "decrease"]),
        ("全年新增省级研发平台14家。", ["increase"]),
        ("研发投入强度2.4%，提高0.3个百分点。", ["share", "increase"]),
        ("研发投入强度2.4%，比上年下降0.3个百分点。", ["share", "decrease"]),
        ("工业增加值增长9.1%，快于全市2.3个百分点。", ["growth_rate", "increase"]),
        ("工业增加值增长9.1%，低于全省1.2个百分点。", ["growth_rate", "decrease"]),
        ("申报项目40项，立项22项，立项率55%。", ["level", "level", "completion_rate"]),
        ("已支付资金620万元，完成年度预算的77.5%。", ["level", "completion_rate"]),
        ("登记额8.2亿元，完成年度目标10亿元的82%。", ["level", "target", "completion_rate"]),
        ("一产、二产、三产分别增长3.1%、7.9%和6.4%。", ["growth_rate"] * 3),
        ("专利授权量居全省第五位。", ["rank"]),
        ("高新技术企业由上年的61家增加到76家。", ["level", "level"]),
        ("民营企业占比由41.2%提高到43.9%。", ["share", "share"]),
        ("孵化面积是上年的2.5倍，投资增长1.2倍。", ["level", "growth_rate"]),
    ],
)
def test_the_nearest_word_tells_the_role(sentence: str, expected: list[str]) -> None:
    assert roles(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "力争高新技术企业达到300家。",
        "确保登记额不低于20亿元。",
        "该项目计划投资4500万元。",
        "公司拟投资2000万元。",
        "预计全年可完成播种36万亩。",
    ],
)
def test_a_plan_is_a_target(sentence: str) -> None:
    assert roles(sentence) == ["target"]


@pytest.mark.parametrize(
    "sentence",
    [
        "星火计划项目6项。",
        "国家计划8303项。",
        "争取上级资金900万元。",
        "区财政安排科技资金2.4亿元。",
        "年产设计能力4000吨。",
    ],
)
def test_what_only_sounds_like_a_plan_is_a_level(sentence: str) -> None:
    assert roles(sentence) == ["level"]


def test_a_forecast_of_a_span_that_is_over_is_a_level() -> None:
    text = "某县2021年工作总结\n前三季度，预计总产值33亿元。年内预计可种36万亩。"
    assert roles(text) == ["level", "target"]


def test_a_plan_section_makes_targets() -> None:
    text = "某区科技局2023年工作总结\n一、工作完成情况\n培育企业20家。\n二、下一步工作打算\n培育企业30家，研发投入增长10%以上。"
    assert roles(text) == ["level", "target", "target"]


def test_a_document_of_plans_makes_targets_and_one_that_also_looks_back_does_not() -> None:
    assert roles("某区科技局2024年工作要点\n培育企业30家。") == ["target"]
    assert roles("某区2023年科技工作情况和2024年计划\n培育企业30家。") == ["level"]


def test_goals_and_plans_in_a_heading_below_are_not_the_reports_plans() -> None:
    assert roles("某区2023年工作总结\n一、工作情况\n（一）实施人才计划。引进博士12名。") == ["level"]


def test_a_later_year_makes_targets() -> None:
    assert roles("某市2023年工作总结\n到2025年，企业总数达到500家。") == ["target"]


def test_thresholds_are_limits() -> None:
    assert roles("总投资500万元以上的项目20个。") == ["limit", "level"]
    assert roles("不良率控制在1%以内。") == ["limit"]
    assert roles("不良率为0.8%，低于1.5%的控制线。") == ["share", "limit"]


def test_the_parts_of_a_budget_are_targets_too() -> None:
    text = "年初预算4800万元，包括平台建设1800万元、人才引育1250万元、成果转化1750万元。已拨付900万元。"
    assert roles(text) == ["target"] * 4 + ["level"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("比上年多支320万元", "increase"), ("比上年多投入320万元", "increase"), ("较去年多出320万元", "increase"),
        ("比上年少支320万元", "decrease"), ("比上年少了320万元", "decrease"), ("较年初压减320万元", "decrease"),
        ("比上年扩大1.1亿元", "increase"), ("同比缩减1.1亿元", "decrease"), ("同比减收1.1亿元", "decrease"),
        ("逆势上扬6.5%", "growth_rate"), ("同比微升0.8%", "growth_rate"), ("环比攀升3%", "growth_rate"),
        ("同比抬升2%", "growth_rate"), ("同比微降1.2%", "decrease"), ("持续走低3.5%", "decrease"), ("环比下滑2%", "decrease"),
        ("至少完成12项", "level"), ("最多安排12项", "level"),
    ],
)  # fmt: skip
def test_words_of_change(words: str, expected: str) -> None:
    assert roles(f"科技支出{words}。") == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增中心11家，含省级4家、市级7家。", ["increase"] * 3),
        ("新增基地900亩，按种类分为：果树600亩，茶树300亩。", ["increase"] * 3),
        ("新引进人才47人，其中博士29人、硕士18人。", ["increase", "level", "level"]),
        ("新发展茶园900亩，构成是：绿茶600亩，白茶300亩。", ["increase", "level", "level"]),
        ("今年新增的6家省级中心运行良好。", ["level"]),
    ],
)
def test_the_parts_of_what_is_new(sentence: str, expected: list[str]) -> None:
    assert roles(sentence) == expected


def test_rates_of_what_was_to_be_done() -> None:
    assert roles("巩固率98.5%，毛入学率95.2%，入园率92%，支付率45%。") == ["completion_rate"] * 4
    assert roles("空置率降到一成以内。") == ["share"]
    assert roles("空置率控制在一成以内。") == ["limit"]
    assert roles("其余三类合计不到两成。") == ["share"]
