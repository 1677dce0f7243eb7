"""What tables of the kinds that bureaus print claim: right ones are confirmed, planted errors are named, nothing else is red."""

import pytest

from taizhang.core.reading.document import Document
from taizhang.core.reading.relations.relation import Type
from taizhang.core.reading.tests.made_tables import (
    claims,
    relations_of,
    said,
    text_document,
    word_document,
    wrong,
)


def table(text: str) -> Document:
    """Columns parted by blanks in the test, by tabs in the document; «_» is an empty cell."""
    return text_document(
        "\n".join(
            "\t".join("" if c == "_" else c for c in line.split()) for line in text.strip().splitlines()
        )
    )


TOTAL_LAST = """
2023年各街道高新技术企业统计表（单位：家）
街道 高企 科小
东街 12 30
西街 8 22
南街 15 41
合计 35 93
"""


def test_a_total_row_at_the_bottom() -> None:
    assert claims(table(TOTAL_LAST)) == {"sum 35 = 12 8 15": True, "sum 93 = 30 22 41": True}


def test_an_error_in_one_column_is_named() -> None:
    document = table(TOTAL_LAST.replace("93", "92"))
    assert wrong(document) == ["sum 92 = 30 22 41"]
    found = next(relation for relation in relations_of(document) if relation.holds is False)
    assert found.stated_figure.cell == (0, 4, 2)
    assert found.expected == 93


def test_a_total_row_on_top() -> None:
    document = table("街道 高企 科小\n合计 35 93\n东街 12 30\n西街 8 22\n南街 15 40")
    assert claims(document) == {"sum 35 = 12 8 15": True, "sum 93 = 30 22 40": False}


def test_one_column_is_enough_when_the_row_calls_itself_the_total() -> None:
    assert wrong(table("街道 高企\n东街 12\n西街 8\n南街 15\n合计 36")) == ["sum 36 = 12 8 15"]


def test_a_total_column() -> None:
    document = table(
        "地区 合计 发明 实用新型 外观设计\n东区 60 10 30 20\n西区 45 5 30 10\n南区 33 3 20 10\n北区 9 2 4 4"
    )
    assert claims(document) == {
        "sum 60 = 10 30 20": True,
        "sum 45 = 5 30 10": True,
        "sum 33 = 3 20 10": True,
        "sum 9 = 2 4 4": False,
    }


def test_a_total_column_behind_its_parts() -> None:
    document = table("地区 发明 实用 外观 合计\n东区 10 30 20 60\n西区 5 30 10 45\n南区 3 20 10 32")
    assert wrong(document) == ["sum 32 = 3 20 10"]


def test_a_total_column_with_two_breakdowns() -> None:
    document = table(
        """
        地区 合计 发明 实用 外观 企业 高校 个人
        东区 60 10 30 20 40 15 5
        西区 45 5 30 10 30 10 5
        南区 33 3 20 10 20 10 3
        """
    )
    assert claims(document) == {
        "sum 60 = 10 30 20": True,
        "sum 45 = 5 30 10": True,
        "sum 33 = 3 20 10": True,
    }


def test_a_total_within_a_group_of_merged_heads() -> None:
    rows = [
        [("地区", 2, 1), ("专利申请（件）", 1, 3), ("专利授权（件）", 1, 3)],
        ["小计", "发明", "其他", "小计", "发明", "其他"],
        ["东区", "50", "20", "30", "25", "5", "20"],
        ["西区", "40", "15", "25", "21", "6", "14"],
        ["合计", "90", "35", "55", "46", "11", "34"],
    ]
    document = word_document(rows)
    assert wrong(document) == ["sum 21 = 6 14", "sum 46 = 11 34"]
    assert claims(document)["sum 50 = 20 30"] is True
    assert claims(document)["sum 90 = 50 40"] is True


SUBTOTALS = """
2023年科技计划立项汇总表
类别 项目 数量（项） 经费（万元）
重点研发 工业 10 500
_ 农业 6 240
_ 小计 16 740
自然基金 面上 20 200
_ 青年 15 75
_ 小计 35 275
合计 _ 51 1015
"""


def test_subtotals_stand_for_their_rows() -> None:
    assert claims(table(SUBTOTALS)) == {
        "sum 16 = 10 6": True,
        "sum 740 = 500 240": True,
        "sum 35 = 20 15": True,
        "sum 275 = 200 75": True,
        "sum 51 = 16 35": True,
        "sum 1015 = 740 275": True,
    }


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("小计 16", "小计 17", {"sum 17 = 10 6", "sum 51 = 17 35"}),
        ("面上 20 200", "面上 20 210", {"sum 275 = 210 75"}),
        ("51 1015", "51 1051", {"sum 1051 = 740 275"}),
    ],
)
def test_an_error_among_subtotals_is_named(old: str, new: str, named: set[str]) -> None:
    assert set(wrong(table(SUBTOTALS.replace(old, new)))) == named


def test_subtotals_before_their_rows() -> None:
    document = word_document(
        [
            ["分组", "类型", "授权量", "上年"],
            [("职务", 3, 1), "小计", "60", "50"],
            ["企业", "45", "38"],
            ["高校", "15", "12"],
            [("非职务", 3, 1), "小计", "20", "18"],
            ["市区", "12", "10"],
            ["县区", "8", "9"],
            [("合计", 1, 2), "80", "68"],
        ]
    )
    assert claims(document) == {
        "sum 60 = 45 15": True,
        "sum 50 = 38 12": True,
        "sum 20 = 12 8": True,
        "sum 18 = 10 9": False,
        "sum 80 = 60 20": True,
        "sum 68 = 50 18": True,
    }


def test_rows_of_which_are_not_added_twice() -> None:
    document = table(
        """
        指标 2022年 2021年
        企业 300 280
        其中：高企 120 100
        高校 40 38
        院所 10 9
        合计 350 327
        """
    )
    assert claims(document) == {"sum 350 = 300 40 10": True, "sum 327 = 280 38 9": True}


def test_of_which_before_the_first_of_all_parts() -> None:
    document = table("指标 2022年 2021年\n合计 100 90\n其中：发明 20 15\n实用新型 60 55\n外观设计 20 20")
    assert claims(document) == {"sum 100 = 20 60 20": True, "sum 90 = 15 55 20": True}


def test_an_incomplete_of_which_claims_nothing() -> None:
    assert (
        claims(table("指标 单位 2022年\n专利授权 件 100\n其中：发明 件 20\n实用新型 件 60\n高企 家 35")) == {}
    )


def test_numbered_levels() -> None:
    text = """
    项目 预算（万元） 支出（万元）
    一、基础研究 100 90
    （一）自然基金 60 55
    （二）实验室 40 35
    二、技术攻关 300 270
    （一）工业 100 95
    （二）农业 200 175
    总计 400 360
    """
    assert all(claims(table(text)).values())
    assert claims(table(text))["sum 300 = 100 200"] is True
    assert claims(table(text))["sum 400 = 100 300"] is True
    assert "sum 410 = 100 300" in wrong(table(text.replace("总计 400", "总计 410")))


def test_indented_parts() -> None:
    text = "项目\t2022年\t2021年\n企业\t60\t50\n  规上\t40\t35\n  规下\t20\t15\n高校\t30\t28\n  本科\t21\t20\n  专科\t9\t8\n合计\t90\t78"
    document = text_document(text)
    assert claims(document)["sum 90 = 60 30"] is True
    assert claims(document)["sum 60 = 40 20"] is True
    assert wrong(document) == []


def test_the_whole_city_may_be_a_total_only_when_the_figures_say_so() -> None:
    right = "地区 企业（家） 人均（万元）\n全市 100 12.5\n东区 50 15.1\n西区 30 11.0\n南区 20 9.2"
    assert claims(table(right)) == {"sum 100 = 50 30 20": True}
    assert wrong(table(right.replace("全市 100", "全市 130"))) == []


def test_a_first_row_that_is_the_sum_of_the_others_without_being_called_so() -> None:
    text = "行业 单位 增加值 增长(%)\n生产总值 亿元 609.91 5.2\n农业 亿元 65.83 4.6\n工业 亿元 294.27 8.2\n服务业 亿元 249.81 3.1"
    assert claims(table(text)) == {"sum 609.91 = 65.83 294.27 249.81": True}
    assert claims(table(text.replace("609.91", "611.91"))) == {}


@pytest.mark.parametrize("caption", ["部分街道企业情况表", "主要街道企业统计表", "各类企业情况表（有重复）"])
def test_an_incomplete_table_has_no_wrong_total(caption: str) -> None:
    assert wrong(text_document(f"{caption}\n" + "街道\t高企\n东街\t12\n西街\t8\n合计\t35")) == []


def test_a_note_that_rows_overlap_takes_the_verdict_away() -> None:
    document = word_document(
        [["类别", "数量"], ["高企", "12"], ["科小", "30"], ["合计", "35"], [("注：剔除重复企业", 1, 2)]]
    )
    assert claims(document) == {"sum 35 = 12 30": None}


def test_parts_that_are_not_stated_take_the_verdict_away() -> None:
    assert claims(table("街道 高企\n东街 12\n西街 -\n南街 15\n合计 30")) == {"sum 30 = 12 15": None}
    assert wrong(table("街道 高企\n东街 12\n西街 -\n南街 15\n合计 26")) == ["sum 26 = 12 15"]
    assert claims(table("街道 高企\n东街 12\n西街 xx\n南街 15\n合计 30")) == {}


def test_ranks_averages_and_rates_are_not_added_up() -> None:
    document = table(
        "地区 企业（家） 排名 人均产值（万元） 增长(%) 税收（万元/亩）\n东区 12 1 5 3.0 20\n西区 8 2 6 4.0 30\n合计 20 3 5.5 3.5 25"
    )
    assert claims(document) == {"sum 20 = 12 8": True}


def test_rounding_is_no_error() -> None:
    document = table(
        "地区 金额（亿元） 占比（%）\n东区 1.3 33.3\n西区 1.3 33.3\n南区 1.3 33.3\n合计 4.0 100.0"
    )
    assert wrong(document) == []


def test_different_units_are_not_added_up() -> None:
    assert claims(table("指标 单位 数量\n高企 家 12\n专利 件 30\n合计 项 42")) == {}


def test_amounts_in_units_of_another_scale_are() -> None:
    assert (
        claims(table("类别 单位 金额\n省级 亿元 1.2\n市级 万元 3000\n合计 亿元 1.5"))["sum 1.5 = 1.2 3000"]
        is True
    )


SHARES = """
领域 合同数（项） 成交额（万元） 占比（%）
电子信息 30 3000 60.0
先进制造 20 1500 30.0
生物医药 10 500 10.0
合计 60 5000 100.0
"""


def test_a_share_column() -> None:
    found = claims(table(SHARES))
    assert {key for key in found if key.startswith("share")} == {
        "share 5000 = 3000 60.0",
        "share 5000 = 1500 30.0",
        "share 5000 = 500 10.0",
    }
    assert found["sum 100.0 = 60.0 30.0 10.0"] is True
    assert set(found.values()) == {True}


def test_a_wrong_share_is_named_in_its_row_and_in_the_hundred() -> None:
    assert set(wrong(table(SHARES.replace("30.0\n", "32.0\n")))) == {
        "share 5000 = 1500 32.0",
        "sum 100.0 = 60.0 32.0 10.0",
    }


def test_shares_of_the_number_and_not_of_the_amount_beside_it() -> None:
    document = table(
        "领域 数量（项） 占比（%） 金额（万元） 占比（%）\n"
        "电子 30 50.0 100 10.0\n制造 20 33.3 300 30.0\n医药 10 16.7 600 60.0\n合计 60 100 1000 100"
    )
    assert {key for key, holds in claims(document).items() if key.startswith("share") and holds} == {
        "share 60 = 30 50.0",
        "share 60 = 20 33.3",
        "share 60 = 10 16.7",
        "share 1000 = 100 10.0",
        "share 1000 = 300 30.0",
        "share 1000 = 600 60.0",
    }
    assert wrong(document) == []


def test_shares_without_a_total_should_be_a_hundred() -> None:
    hundred = [
        r for r in relations_of(table("来源 比重（%）\n企业 78.5\n高校 12.5\n院所 9.0")) if r.whole is None
    ]
    assert [(said(r), r.type, r.holds) for r in hundred] == [("sum 100 = 78.5 12.5 9.0", Type.SUM, True)]
    assert claims(table("来源 比重（%）\n企业 78.5\n高校 12.5\n院所 7.0")) == {
        "sum 100 = 78.5 12.5 7.0": None
    }
    assert claims(table("来源 比重（%）\n企业 48.5\n高校 12.5\n院所 7.0")) == {}


def test_shares_of_something_outside_the_table_claim_nothing() -> None:
    assert wrong(table("地区 产值（亿元） 占GDP比重（%）\n东区 30 5.1\n西区 20 6.2\n合计 50 5.5")) == []


GROWTH = """
指标 2023年 2022年 增长（%）
高企（家） 120 100 20.0
专利（件） 330 300 10.0
合同（项） 90 100 -10.0
"""


def test_a_growth_column_with_falls() -> None:
    assert claims(table(GROWTH)) == {
        "growth 120 = 100 20.0": True,
        "growth 330 = 300 10.0": True,
        "growth 90 = 100 10.0": True,
    }


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("20.0", "25.0", "growth 120 = 100 25.0"),
        ("-10.0", "10.0", "growth 90 = 100 10.0"),
        ("330", "320", "growth 320 = 300 10.0"),
    ],
)
def test_a_wrong_rate_is_named(old: str, new: str, named: str) -> None:
    assert wrong(table(GROWTH.replace(old, new))) == [named]


def test_growth_at_comparable_prices_is_never_wrong() -> None:
    document = table(
        "指标 2022年 2021年 增长（%）\n增加值（亿元） 110 100 8.0\n高企（家） 120 100 20.0\n科小（家） 55 50 10.0"
    )
    assert wrong(document) == []


def test_growth_of_a_column_named_same_period() -> None:
    document = table(
        "指标 单位 上半年 上年同期 同比增长(%)\n高企 家 120 100 20.0\n合同额 亿元 25.5 20.4 25.0\n专利 件 210 200 6.0"
    )
    assert wrong(document) == ["growth 210 = 200 6.0"]


def test_transposed_growth() -> None:
    document = table(
        "项目 高企（家） 专利（件） 合同额（亿元）\n本年 120 330 9.5\n上年 100 300 10.0\n增长（%） 20.0 11.0 -5.0"
    )
    assert wrong(document) == ["growth 330 = 300 11.0"]


def test_a_difference_column() -> None:
    document = table(
        "指标 2023年 2022年 增减\n高企（家） 120 100 20\n科小（家） 90 100 -10\n平台（个） 33 30 2"
    )
    assert claims(document) == {
        "difference 20 = 120 100": True,
        "difference 10 = 100 90": True,
        "difference 2 = 33 30": False,
    }


def test_points_between_percentages() -> None:
    document = table(
        "指标 2023年 2022年 增减（百分点）\n强度（%） 2.51 2.40 0.11\n覆盖率（%） 60.0 65.0 -5.0\n合格率（%） 98.0 97.0 1.0"
    )
    assert set(claims(document).values()) == {True}
    assert "difference 5.0 = 65.0 60.0" in claims(document)


COMPLETION = """
指标 年度目标 实际完成 完成率（%）
新增高企（家） 40 22 55.0
合同额（亿元） 20 9 45.0
发明专利（件） 300 160 53.3
"""


def test_a_completion_column() -> None:
    assert claims(table(COMPLETION)) == {
        "rate 40 = 22 55.0": True,
        "rate 20 = 9 45.0": True,
        "rate 300 = 160 53.3": True,
    }
    assert wrong(table(COMPLETION.replace("53.3", "56.3"))) == ["rate 300 = 160 56.3"]


def test_budget_and_expenditure_with_a_total() -> None:
    text = "科目 预算数（万元） 执行数（万元） 执行率\n基础研究 200 150 75%\n成果转化 300 270 90%\n合计 500 420 84%"
    assert set(claims(table(text)).values()) == {True}
    assert wrong(table(text.replace("84%", "88%"))) == ["rate 500 = 420 88%"]


def test_a_table_with_nothing_to_check() -> None:
    assert (
        claims(
            table("企业 成立年份 营收（亿元） 排名\n甲公司 2001 5.5 1\n乙公司 2012 3.3 2\n丙公司 2015 2.2 3")
        )
        == {}
    )


def test_a_list_of_projects_with_a_total() -> None:
    text = "序号 编号 项目名称 金额（万元）\n1 A01 电机 50\n2 A02 育种 30\n合计 _ _ 90"
    assert wrong(table(text)) == ["sum 90 = 50 30"]


def test_each_half_of_a_table_side_by_side() -> None:
    document = table(
        "收入 金额 支出 金额\n财政拨款 100 基本支出 70\n其他收入 20 项目支出 60\n合计 120 合计 120"
    )
    assert claims(document) == {"sum 120 = 100 20": True, "sum 120 = 70 60": False}


def test_years_as_rows() -> None:
    document = table(
        "年份 合计 发明 实用 外观\n2020年 100 20 50 30\n2021年 120 30 60 30\n2022年 150 40 70 41"
    )
    assert wrong(document) == ["sum 150 = 40 70 41"]


def test_shares_of_another_column_in_the_same_row() -> None:
    text = "地区 授权量（件） 发明（件） 发明占比（%）\n东区 200 50 25.0\n西区 100 30 30.0\n南区 50 20 40.0\n合计 350 100 28.6"
    found = claims(table(text))
    assert {key for key, holds in found.items() if key.startswith("share") and holds} == {
        "share 200 = 50 25.0",
        "share 100 = 30 30.0",
        "share 50 = 20 40.0",
        "share 350 = 100 28.6",
    }
    assert wrong(table(text.replace("30.0", "33.0"))) == ["share 100 = 30 33.0"]


def test_an_intensity_is_checked_against_its_two_columns() -> None:
    text = "年份 R&D经费（亿元） 生产总值（亿元） 投入强度（%）\n2020年 5.0 200.0 2.50\n2021年 6.0 220.0 2.73\n2022年 7.0 250.0 2.80"
    assert set(claims(table(text)).values()) == {True}
    assert len(claims(table(text))) == 3


@pytest.mark.parametrize("row", ["平台（个） 30 8 5 33", "平台（个） 30 8 5 33\n企业（家） 90 20 10 100"])
def test_what_came_and_what_went_is_no_difference_of_the_two_ends(row: str) -> None:
    assert wrong(table(f"项目 年初数 增加 减少 年末数\n{row}")) == []


def test_shares_of_something_else_need_not_be_a_hundred() -> None:
    text = "地区 企业（家） 高企（家） 占比（%）\n东区 200 50 25.0\n西区 100 31 31.0\n合计 300 81 _"
    assert wrong(table(text)) == []


def test_a_few_rows_that_fit_by_chance_claim_nothing() -> None:
    assert (
        claims(
            table(
                "企业 员工（人） 专利（件） 研发占比（%）\n甲 100 25 25.0\n乙 80 7 6.1\n丙 60 9 4.4\n丁 50 2 3.3"
            )
        )
        == {}
    )
