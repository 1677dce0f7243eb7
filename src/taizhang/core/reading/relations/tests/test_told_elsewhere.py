"""Claims whose figures stand apart: told twice, in a table and in the text, without a word between them."""

import pytest

from .telling import claims


def test_the_same_amount_in_the_same_words_is_a_repeat() -> None:
    text = "2024年工作总结\n年末全区有效高新技术企业达412家。\n截至年末，全区有效高新技术企业达412家。"
    assert claims(text, "repeat") == [("repeat", "412家", ("412家",), True)]


def test_two_values_of_one_stock_at_one_time_are_at_odds() -> None:
    text = "2024年工作总结\n年末全区有效高新技术企业达411家。\n截至年末，全区有效高新技术企业达412家。"
    assert claims(text) == [("sum", "412家", ("411家",), False)]


def test_two_values_that_may_be_of_one_thing_are_asked_about() -> None:
    text = "2024年工作总结\n全市现有高新技术企业411家。\n全市高新技术企业412家，分布不均。"
    assert [told[3] for told in claims(text, "sum")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "2024年工作总结\n组织申报高新技术企业120家。\n认定高新技术企业118家。",
        "2024年工作总结\n年末有效发明专利1200件。\n全年授权发明专利1180件。",
        "2024年工作总结\n甲镇培育高新技术企业12家。\n乙镇培育高新技术企业13家。",
    ],
)
def test_what_was_applied_for_and_what_was_granted_may_differ(text: str) -> None:
    assert [told for told in claims(text) if told[3] is False] == []


def test_parts_told_without_a_word_confirm_a_whole_to_the_last_digit() -> None:
    text = "全区生产总值1403.24亿元。\n二、分区情况\n甲区863.48亿元、乙区351.27亿元、丙区188.49亿元。"
    assert claims(text, "sum") == [("sum", "1403.24亿元", ("863.48亿元", "351.27亿元", "188.49亿元"), True)]


def test_figures_that_happen_to_differ_a_little_claim_nothing() -> None:
    text = "全区生产总值1403.24亿元。\n二、分区情况\n甲区863.48亿元、乙区351.27亿元、丙区189.49亿元。"
    assert claims(text, "sum") == []


def test_a_total_of_a_table_that_the_text_tells() -> None:
    text = (
        "2023年末全区在孵企业560家。\n"
        "载体类别\t数量(家)\t在孵企业(家)\n综合孵化器\t6\t314\n专业孵化器\t9\t246\n合计\t15\t560\n"
    )
    told = claims(text, "sum")
    assert ("sum", "560", ("314", "246"), True) in told
    assert ("sum", "560", ("560家",), True) in told


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("全区高新技术企业超400家（398家）。", False),
        ("全区高新技术企业超400家（412家）。", True),
        ("全区高新技术企业近400家（398家）。", True),
        ("全区高新技术企业近400家（402家）。", False),
        ("高新技术企业总数超400家，达到398家。", False),
    ],
)
def test_words_against_the_value_beside_them(text: str, holds: bool) -> None:
    assert [told[3] for told in claims(text, "wording")] == [holds]


def test_percentage_points_against_the_overall_rate_told_before() -> None:
    text = (
        "进出口总值20.1万亿元，同比增长2.1%。民营企业进出口10.59万亿元，增长8.9%，增速比总体高6.8个百分点。"
    )
    assert claims(text, "difference") == [("difference", "6.8个百分点", ("8.9%", "2.1%"), True)]


def test_points_against_a_rate_that_is_not_told_claim_nothing() -> None:
    assert (
        claims("工业增加值增速6.8%，高于全市0.9个百分点；总产值96.35亿元，同比增长7.2%。", "difference") == []
    )


def test_a_contribution_to_growth_is_no_share() -> None:
    text = "生产总值403.24亿元。分产业看，一产37.70亿元，二产186.42亿元，三产179.12亿元。三次产业对增长的贡献率分别为0.7%、69.5%、29.8%。"
    assert [told for told in claims(text) if told[3] is False] == []
