"""How well the texts are known 核对情况 follows into every finding: the weakest of the pack and the numbers used."""

from datetime import date

import pytest

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.loading import load
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.tests.making import pack_folder

POLICY = """
@pack.condition("没有事故", article="第三条")
def clean_from_2020(f, p):
    return is_not(f.major_safety_accident)

@pack.condition("成立满一年", article="第二条")
def old_enough_from_2020(f, p):
    return at_least(f.on - f.founded_on, p.days)
"""
PARAMETERS = """
days:
  title: 成立天数
  values:
    - {from: 2020-01-01, value: 365 天, article: 第二条, status: K}
"""


@pytest.mark.parametrize(("read", "words", "number"), [("", "", "K"), ("V", "V", "K"), ("K", "K", "K")])
def test_a_condition_of_words_alone_carries_the_mark_of_the_pack(tmp_path, read, words, number):
    pack = load(pack_folder(tmp_path, POLICY, PARAMETERS))
    pack.status = read
    got = answer(pack, {}, date(2026, 6, 1))
    assert (got.finding("clean").status, got.finding("old_enough").status) == (words, number)


def test_a_mark_that_nobody_knows_is_told():
    with pytest.raises(PackProblem, match="空着、V、K 或 I"):
        Pack("试用", issuer="示例区科技局", status="未核对")
