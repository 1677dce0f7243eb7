"""What a pack answers: three answers, each condition in a sentence with value, threshold and what is missing."""

from datetime import date
from fractions import Fraction

import pytest

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Held, Source, Verdict
from taizhang.policies.engine.loading import load
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.tests.making import pack_folder

POLICY = """
@pack.applies("企业")
def meant_from_2020(f, p):
    return one_of(f.kind, "enterprise")

@pack.condition("成立满一年", article="第二条")
def old_enough_from_2020(f, p):
    return at_least(f.on - f.founded_on, p.days)

@pack.condition("研发费用占销售收入的比例", article="第三条")
def rd_share_from_2020(f, p):
    sales = f.sales_revenue.last(3)
    return at_least(f.rd_expense.last(3).total, p.rd_share.of(f.sales_revenue.ago(1)), of=sales.total)

@pack.condition("没有事故", article="第四条")
def clean_from_2020(f, p):
    return all_of(
        is_not(f.major_safety_accident).named("安全"),
        is_not(f.major_quality_accident).named("质量", article="第四条第二款"),
    )

@pack.points("专家评分", article="第五条")
def score_from_2020(f, p):
    return p.results.points(f.transformations.last(3).total / f.transformations.last(3).years) + between(40, 60)

@pack.condition("评分高于 70 分", article="第五条")
def scored_from_2020(f, p):
    return more_than(f.score, p.pass_mark)

@pack.amount("奖励", article="第六条")
def award_from_2020(f, p):
    return least(f.rd_expense.ago(1) * p.rate, p.cap)

@pack.amount("奖励", article="第六条（2025 年修订）")
def award_from_2025_07(f, p):
    return least(f.rd_expense.ago(1) * p.rate * 2, p.cap)
"""
PARAMETERS = """
days: {title: 天数, values: [{from: 2020-01-01, value: 365 天, article: 第二条}]}
rd_share:
  title: 比例
  values:
    - from: 2020-01-01
      article: 第三条
      status: V
      bands: [{up_to: 5000 万元, value: 5 %}, {value: 4 %}]
results:
  title: 转化
  values:
    - {from: 2020-01-01, article: 第五条, status: K, bands: [{at_least: 5 项, points: 25-30}, {at_least: 1 项, points: 1-24}, {points: 0}]}
pass_mark: {title: 分数线, values: [{from: 2020-01-01, value: 70 分, article: 第五条}]}
rate: {title: 比率, values: [{from: 2020-01-01, value: 2 %, article: 第六条}]}
cap: {title: 上限, values: [{from: 2020-01-01, value: 20 万元, article: 第六条}]}
"""
ON = date(2026, 6, 1)
WAN = 10_000


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return load(pack_folder(tmp_path_factory.mktemp("packs"), POLICY, PARAMETERS))


def facts(**changed):
    """A firm of 2015 with revenue 4,000 / 4,500 / 5,000 万元 and research of exactly 5 % of the sum."""
    held = {
        ("kind", None): "enterprise", ("founded_on", None): date(2015, 1, 1), ("major_safety_accident", None): False,
        ("major_quality_accident", None): False,
    }  # fmt: skip
    for year, sales, rd, results in ((2023, 4000, 180, 5), (2024, 4500, 230, 5), (2025, 5000, 265, 5)):
        held |= {
            ("sales_revenue", year): Fraction(sales * WAN), ("rd_expense", year): Fraction(rd * WAN),
            ("transformations", year): Fraction(results),
        }  # fmt: skip
    held |= {tuple(k.split("__")) if "__" in k else (k, None): v for k, v in changed.items()}
    made = {(n, int(y) if y else None): v for (n, y), v in held.items()}
    return {key: Held(v, Source("年度数据", date(2026, 5, 31))) for key, v in made.items() if v is not ...}


def test_every_condition_says_its_value_its_threshold_and_its_article(pack):
    got = answer(pack, facts(), ON)
    assert [(f.id, f.verdict, f.sentence, f.article) for f in got.findings] == [
        ("old_enough", Verdict.MEETS, "4,169 天，须不低于 365 天，高出 3,804 天。", "第二条"),
        ("rd_share", Verdict.MEETS, "5%（675.00 万元 ÷ 13,500.00 万元），须不低于 5%，正好达到。", "第三条"),
        ("clean", Verdict.MEETS, "各项都达到。", "第四条"),
        ("scored", Verdict.CANNOT_TELL, "65—90 分，须高于 70 分，由专家评定；按最低分还差 6 分。", "第五条"),
    ]
    assert (got.verdict, got.judged_only, got.applies, got.missing) == (Verdict.CANNOT_TELL, True, True, ())
    assert [f.status for f in got.findings] == ["", "V", "", "K"]


def test_what_is_missing_is_named_and_is_never_a_no(pack):
    got = answer(pack, facts(rd_expense__2024=...), ON)
    finding = got.finding("rd_share")
    assert (finding.verdict, finding.judged) == (Verdict.CANNOT_TELL, False)
    assert finding.sentence == "缺高企口径研发费用合计（2024 年），还不能判断。"
    assert [(f.name, f.year) for f in got.missing] == [("rd_expense", 2024)]
    assert (got.verdict, got.judged_only) == (Verdict.CANNOT_TELL, False)


def test_a_year_before_the_founding_does_not_count_and_is_not_missing(pack):
    young = facts(
        founded_on=date(2024, 3, 1), sales_revenue__2023=..., rd_expense__2023=..., transformations__2023=...,
        sales_revenue__2024=Fraction(1000 * WAN), sales_revenue__2025=Fraction(2000 * WAN),
        rd_expense__2024=Fraction(90 * WAN), rd_expense__2025=Fraction(59 * WAN),
    )  # fmt: skip
    finding = answer(pack, young, ON).finding("rd_share")
    assert finding.sentence == "4.97%（149.00 万元 ÷ 3,000.00 万元），须不低于 5%，还差 1.00 万元。"
    assert (finding.short, finding.unit, finding.shortage) == (WAN, "元", Fraction(1, 150))


def test_no_revenue_at_all_fails_in_words(pack):
    none = facts(**{f"sales_revenue__{y}": Fraction(0) for y in (2023, 2024, 2025)})
    finding = answer(pack, none, ON).finding("rd_share")
    assert (finding.verdict, finding.sentence) == (Verdict.FAILS, "期内合计为零，比例无从计算，不符合。")


def test_a_ratio_a_hair_below_does_not_read_as_the_threshold(pack):
    near = facts(rd_expense__2025=Fraction(265 * WAN) - Fraction(1, 100))
    finding = answer(pack, near, ON).finding("rd_share")
    assert finding.verdict == Verdict.FAILS
    assert finding.sentence == "略低于 5%（675.00 万元 ÷ 13,500.00 万元），须不低于 5%，还差 0.01 元。"


def test_a_failing_part_is_named_with_its_own_article(pack):
    finding = answer(pack, facts(major_quality_accident=True), ON).finding("clean")
    assert (finding.verdict, finding.sentence) == (Verdict.FAILS, "有“重大质量事故”，不符合。")
    assert [(p.title, p.verdict, p.article) for p in finding.parts] == [
        ("安全", Verdict.MEETS, "第四条"), ("质量", Verdict.FAILS, "第四条第二款"),
    ]  # fmt: skip


def test_a_known_fault_is_a_no_whatever_else_is_missing(pack):
    got = answer(
        pack, facts(major_quality_accident=True, major_safety_accident=..., rd_expense__2024=...), ON
    )
    assert (got.finding("clean").verdict, got.verdict) == (Verdict.FAILS, Verdict.FAILS)


@pytest.mark.parametrize(
    ("day", "wanted"), [(date(2025, 6, 30), "4.60 万元"), (date(2025, 7, 1), "9.20 万元"), (date(2026, 6, 1), "10.60 万元")]
)  # fmt: skip
def test_a_rule_of_an_earlier_date_judges_an_earlier_day(pack, day, wanted):
    assert answer(pack, facts(), day).outcome("award").text == wanted


def test_an_amount_shows_its_working(pack):
    assert answer(pack, facts(), ON).outcome("award").how == (
        "高企口径研发费用合计 2025 年 265.00 万元 × 2% × 2（上限 20.00 万元）"
    )


def test_a_what_if_changes_only_what_was_asked(pack):
    easier = answer(pack, facts(rd_expense__2025=Fraction(200 * WAN)), ON, {"rd_share.0": Fraction(45, 1000)})
    assert easier.finding("rd_share").sentence.startswith(
        "4.52%（610.00 万元 ÷ 13,500.00 万元），须不低于 4.5%"
    )
    assert answer(pack, facts(), ON).finding("rd_share").threshold == "5%"


def test_each_fact_carries_its_source(pack):
    seen = answer(pack, facts(), ON).finding("rd_share").facts
    assert {(s.name, s.year, s.text, s.source.words, s.source.day) for s in seen if s.year == 2025} == {
        ("rd_expense", 2025, "265.00 万元", "年度数据", date(2026, 5, 31)),
        ("sales_revenue", 2025, "5,000.00 万元", "年度数据", date(2026, 5, 31)),
    }


def test_whom_it_is_not_for_is_told_apart(pack):
    told = answer(pack, facts(kind="university"), ON)
    assert told.applies is False
    assert [(f.title, f.verdict) for f in told.meant] == [("企业", Verdict.FAILS)]
    unknown = answer(pack, facts(kind=...), ON)
    assert (unknown.applies, [s.name for f in unknown.meant for s in f.missing]) == (None, ["kind"])


def test_a_day_before_the_policy_has_no_answer(pack):
    with pytest.raises(PackProblem, match="2019-12-31 还没有生效的条件"):
        answer(pack, facts(), date(2019, 12, 31))
