"""Rules in words, before any enterprise is known."""

from datetime import date

from taizhang.policies.engine.loading import load
from taizhang.policies.engine.rules import Rules
from taizhang.policies.engine.telling import Asked, Telling
from taizhang.policies.engine.tests.making import pack_folder

PARAMETERS = """
share:
  title: 比例
  values:
    - from: 2020-01-01
      article: 第三条
      bands: [{up_to: 5000 万元, value: 5 %}, {up_to: 20000 万元, value: 4 %}, {value: 3 %}]
months: {title: 月数, values: [{from: 2020-01-01, value: 18 个月, article: 第二条}]}
cap: {title: 上限, values: [{from: 2020-01-01, value: 60 万元, article: 第五条}]}
"""
POLICY = """
@pack.value("适用的比例", unit="%")
def asked_share_from_2020(f, p):
    return p.share.of(f.sales_revenue.ago(1))

@pack.condition("研发占比", article="第三条")
def rd_from_2020(f, p):
    return at_least(f.rd_expense.ago(1), f.asked_share, of=f.sales_revenue.ago(1))

@pack.condition("成立时间", article="第二条")
def old_enough_from_2020(f, p):
    return is_so(f.founded_on.plus_months(p.months) <= f.on)

@pack.condition("没有事故", article="第四条")
def safe_from_2020(f, p):
    return is_not(f.major_safety_accident)

@pack.condition("两条路", article="第四条")
def ways_from_2020(f, p):
    return any_of(at_least(f.core_ip, 2).named("知识产权"), one_of(f.kind, "enterprise").named("类型"))

@pack.condition("看是否本区", article="第四条")
def chosen_from_2020(f, p):
    return choose(f.registered_here, at_least(f.core_ip, 1).named("本区"), at_least(f.core_ip, 3).named("外区"))

@pack.amount("补助", article="第五条")
def grant_from_2020(f, p):
    return least(f.asked_share * f.rd_expense.ago(1), p.cap)
"""


def telling(tmp_path) -> Telling:
    pack = load(pack_folder(tmp_path, POLICY, PARAMETERS))
    return Telling(Rules(pack, date(2026, 6, 1)))


def test_every_condition_in_words(tmp_path):
    told = telling(tmp_path)
    asked = {b.rule.id: told.asked(b.made) for b in told.rules.conditions}
    assert asked == {
        "rd": Asked("上年高企口径研发费用合计占上年销售收入的比例不低于适用的比例"),
        "old_enough": Asked("成立日期起已满 18 个月"),
        "safe": Asked("没有“重大安全事故”"),
        "ways": Asked(
            "",
            joint="满足其中一项",
            parts=(
                Asked("对主要产品（服务）发挥核心支持作用的知识产权不低于 2 件", title="知识产权"),
                Asked("单位类型为企业", title="类型"),
            ),
        ),
        "chosen": Asked(
            "",
            joint="注册在本区的看“本区”，否则看“外区”",
            parts=(
                Asked("对主要产品（服务）发挥核心支持作用的知识产权不低于 1 件", title="本区"),
                Asked("对主要产品（服务）发挥核心支持作用的知识产权不低于 3 件", title="外区"),
            ),
        ),
    }


def test_bands_and_amounts_name_what_the_pack_names(tmp_path):
    told = telling(tmp_path)
    worked = {b.rule.id: told.worked(b.made) for b in told.rules.built if b.rule.kind != "condition"}
    assert worked == {
        "asked_share": "上年销售收入不超过 5,000 万元的 5%；不超过 20,000 万元的 4%；其余 3%",
        "grant": "取小（适用的比例 × 上年高企口径研发费用合计；60 万元）",
    }
