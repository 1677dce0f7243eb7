"""What a cell probably wants, told from its heads."""

import pytest

from taizhang.indicators.catalogue import built_in
from taizhang.reports.handins.heads import convertible, plain, region_of, rule_of, suggested, unit_of
from taizhang.reports.handins.models import CellTie
from taizhang.reports.handins.sheets import Heads

Rule = CellTie.Rule


@pytest.mark.parametrize(
    ("row", "column", "expression", "rule", "unit"),
    [
        (("高新技术企业总数", "家"), ("本期",), "hte_count", Rule.THIS, "家"),
        (("技术合同成交额", "亿元"), ("去年同期",), "tc_value_out", Rule.BEFORE, "亿元"),
        (("技术合同成交额",), ("同比增长（%）",), "growth(tc_value_out)", Rule.THIS, "%"),
        (("高新技术企业总数",), ("完成率（%）",), "completion(hte_count)", Rule.THIS, "%"),
        (("1.高新技术企业总数（家）",), ("年度目标",), "hte_count", Rule.TARGET, "家"),
        (("东城街道",), ("技术合同", "登记数（份）"), "tc_count", Rule.THIS, "份"),
        (
            ("1", "创新主体培育", "有效期内高新技术企业，其中：当年新认定", "家", "KJ002"),
            ("完成情况", "1—6月累计", "本期"),
            "hte_recognised",
            Rule.SO_FAR,
            "家",
        ),
        (
            ("平台与人才", "技术合同成交额，其中：吸纳技术合同成交额", "万元"),
            ("上年同期",),
            "tc_value_in",
            Rule.BEFORE,
            "万元",
        ),
        (("技术合同成交额",), ("1-6月累计（万元）",), "tc_value_out", Rule.SO_FAR, "万元"),
    ],
)
def test_the_first_suggestion_is_the_figure_a_clerk_would_choose(row, column, expression, rule, unit):
    first = suggested(Heads(row, column), built_in())[0]
    assert (first.expression, first.rule, first.unit) == (expression, rule, unit)


def test_heads_that_name_nothing_suggest_nothing():
    assert suggested(Heads(("食堂用餐",), ("甲",)), built_in()) == []


@pytest.mark.parametrize(
    ("text", "left"), [("1.高企数（家）", "高企数"), (" 三、 科技 项目", "科技项目"), ("R&D投入", "R&D投入")]
)
def test_numbering_units_and_spaces_are_no_part_of_a_name(text, left):
    assert plain(text) == left


def test_the_nearest_head_decides_on_period_and_unit():
    heads = Heads(("高企", "家"), ("目标", "上年末（户）"))
    assert (rule_of(heads), unit_of(heads)) == (Rule.START, "户")


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        ("万元", "亿元", True),
        ("家", "户", True),
        ("%", "个百分点", True),
        ("家", "万元", False),
        ("亩", "万元", False),
        ("%", "家", False),
    ],
)
def test_only_units_of_one_kind_convert(one, other, yes):
    assert convertible(one, other) is yes


@pytest.mark.django_db
def test_a_row_names_its_region_with_or_without_its_kind(cast):
    inside = [cast.east, cast.west]
    assert region_of(Heads(("1", "东城"), ()), inside) == cast.east
    assert region_of(Heads(("西城街道",), ()), inside) == cast.west
    assert region_of(Heads(("合计",), ()), inside) is None
    assert region_of(Heads(("北城街道",), ()), inside) is None
