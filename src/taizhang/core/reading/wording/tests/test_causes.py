"""Possible causes: each one, recomputed, gives the figure in the text; what explains nothing is not said."""

from taizhang.core.reading.figures.figure import Figure, Role
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Type
from taizhang.core.reading.wording.causes import causes
from taizhang.core.reading.wording.tests.figures import fig

RISE, FALL, SHARE = Role.GROWTH_RATE, Role.DECREASE, Role.SHARE


def of(type_: Type, whole: Figure | None, *parts: Figure, others: tuple[Figure, ...] = ()) -> tuple[str, ...]:
    relation = claim(type_, whole, parts)
    assert relation is not None
    return causes(relation, others)


def test_what_holds_has_no_cause():
    assert of(Type.SUM, fig("5项"), fig("2项"), fig("3项")) == ()


def test_a_total_that_is_too_large_may_lack_a_part():
    assert of(Type.SUM, fig("89项"), fig("24项"), fig("64项")) == (
        "可能漏写一个分项（1 项），也可能总数误写",
    )


def test_a_total_that_is_too_small():
    found = of(Type.SUM, fig("57项"), fig("4项"), fig("19项"), fig("35项"))
    assert found == ("可能有分项重复计算（多出 1 项），也可能总数误写",)


def test_a_part_that_the_total_leaves_out():
    found = of(Type.SUM, fig("43项"), fig("24项"), fig("19项", of="软课题"), fig("7项", of="其他"))
    assert found[0] == "“其他”7项恰好是相差的数，可能不在总数之内"


def test_two_digits_swapped_in_the_total():
    found = of(Type.SUM, fig("142400万元"), fig("100000万元"), fig("44200万元"))
    assert found[0] == "可能两位数字写反：142400万元 应为 144200万元"


def test_two_digits_swapped_in_a_part():
    found = of(Type.SUM, fig("81项"), fig("15项", of="软课题"), fig("30项"))
    assert found[0] == "分项“软课题”可能两位数字写反：15 应为 51"


def test_one_digit_of_the_total():
    assert of(Type.SUM, fig("312户"), fig("221户"), fig("81户"))[0] == "可能误写一个数字：312 户 应为 302 户"


def test_a_part_in_the_wrong_unit():
    found = of(Type.SUM, fig("2.4亿元"), fig("1.5亿元"), fig("0.9万元", of="补助"))
    assert "分项“补助”的单位可能写错：万元应为亿元" in found


def test_a_total_in_the_wrong_unit():
    assert of(Type.SUM, fig("2.4万元"), fig("1.5亿元"), fig("0.9亿元"))[0] == "单位可能写错：万元应为亿元"


def test_growth_divided_by_this_year():
    assert of(Type.GROWTH, fig("412家"), fig("356家"), fig("13.6%", RISE)) == (
        "可能用了本期作分母：56 ÷ 412 = 13.6%",
    )
    assert of(Type.GROWTH, fig("33项"), fig("15项", Role.INCREASE), fig("45.45%", RISE)) == (
        "可能用了本期作分母：15 ÷ 33 = 45.45%",
    )


def test_a_level_given_as_growth():
    assert of(Type.GROWTH, fig("412家"), fig("356家"), fig("115.7%", RISE)) == (
        "可能把“是上年的 115.7%”写成了增减幅",
    )


def test_growth_in_the_other_direction():
    assert (
        of(Type.GROWTH, fig("90件"), fig("120件"), fig("7%", RISE))[0] == "按这两个数算是下降，与文中方向相反"
    )


def test_percentage_points_are_no_percent():
    found = of(Type.GROWTH, fig("44%"), fig("40%"), fig("4%", RISE))
    assert "两个百分数相差 4 个百分点，不是增减 4%" in found


def test_growth_against_another_figure_of_the_paragraph():
    other = fig("400家", of="年初")
    found = of(Type.GROWTH, fig("412家"), fig("356家"), fig("3.0%", RISE), others=(other,))
    assert found[0] == "若与“年初”400家相比，12 ÷ 400 得 3.0%"


def test_a_share_turned_upside_down():
    assert (
        of(Type.SHARE, fig("50家"), fig("20家"), fig("250.0%", SHARE))[0]
        == "可能分子分母写反：50 ÷ 20 = 250.0%"
    )


def test_a_share_of_the_rest():
    assert "可能用了其余部分作分母：20 ÷ 60 = 33.3%" in of(
        Type.SHARE, fig("80家"), fig("20家"), fig("33.3%", SHARE)
    )
    assert "这是其余部分的占比：100% − 25.0% = 75.0%" in of(
        Type.SHARE, fig("80家"), fig("20家"), fig("75.0%", SHARE)
    )


def test_a_share_of_another_total():
    found = of(
        Type.SHARE, fig("80家"), fig("20家"), fig("40.0%", SHARE), others=(fig("50家", of="规上企业"),)
    )
    assert found == ("若以“规上企业”50家为总数，20 ÷ 50 得 40.0%",)


def test_the_last_digit_may_be_rounding():
    found = of(Type.SHARE, fig("7469.1亿元"), fig("3416.9亿元"), fig("45.8%", SHARE))
    assert found == ("末位差 1，可能四舍五入有误：45.747 应写 45.7%",)


def test_the_decimal_point():
    assert "小数点可能错位：57.5% 应为 5.8%" in of(
        Type.SHARE, fig("2400家"), fig("138家"), fig("57.5%", SHARE)
    )


def test_a_difference_with_one_wrong_digit():
    found = of(Type.DIFFERENCE, fig("1.12亿元"), fig("2.4亿元"), fig("1.38亿元"))
    assert found == ("可能误写一个数字：1.12亿元 应为 1.02亿元",)


def test_what_explains_nothing_is_said_plainly():
    assert of(Type.GROWTH, fig("6.3亿元"), fig("4.2亿元"), fig("42.5%", RISE)) == (
        "增减幅和两期的数有一个误写，或上年数经过修订、口径不同",
    )


def test_never_more_than_three():
    others = tuple(fig(f"{n}家", of=f"第{n}") for n in (195, 199, 198, 201, 202))
    assert len(of(Type.SHARE, fig("80家"), fig("20家"), fig("10%", SHARE), others=others)) == 3
