"""What is not known is named: figures are missing, questions are not answered, doubtful values are told as such."""

from datetime import date
from fractions import Fraction

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.loading import load
from taizhang.policies.engine.tests.making import pack_folder

POLICY = """
@pack.condition("没有事故", article="第三条")
def clean_from_2020(f, p):
    return is_not(f.major_safety_accident)

@pack.condition("职工人数", article="第二条")
def staffed_from_2020(f, p):
    return at_least(f.staff_average.ago(1), p.staff)

@pack.condition("两样都要", article="第四条")
def both_from_2020(f, p):
    return all_of(is_so(f.resident).named("境内"), at_least(f.staff_average.ago(1), p.staff).named("人数"))
"""
PARAMETERS = """
staff:
  title: 职工人数
  values:
    - {from: 2020-01-01, value: 10 人, article: 第二条}
"""
ON = date(2026, 6, 1)


def test_figures_are_missing_and_questions_are_not_answered(tmp_path):
    got = answer(load(pack_folder(tmp_path, POLICY, PARAMETERS)), {}, ON)
    assert got.finding("clean").sentence == "没有说明：重大安全事故，还不能判断。"
    assert got.finding("staffed").sentence == "缺职工总数（全年月平均，183 天口径）（2025 年），还不能判断。"


def test_a_value_in_doubt_is_told_not_called_missing(tmp_path):
    held = {("staff_average", 2025): Held(Fraction(-3))}
    got = answer(load(pack_folder(tmp_path, POLICY, PARAMETERS)), held, ON)
    assert got.finding("staffed").sentence == (
        "职工总数（全年月平均，183 天口径） 2025 年是负数（-3 人），不能用来判断。请核对后更正。"
    )
