"""Sentences against a small ledger: tied by meaning, contradicted only when it is sure."""

from decimal import Decimal

from taizhang.reports.reconcile.verdicts import Verdict


def verdicts(found):
    return {text: str(f.verdict) for text, f in found.items()}


def test_level_and_stage_decide_what_is_counted(told):
    found = told("上半年共申报市级科技计划项目12项，申报省级项目5项，获批省级项目2项。")
    assert verdicts(found) == {"12项": "agrees", "5项": "agrees", "2项": "agrees"}
    assert dict(found["12项"].chosen.candidate.definition.where)["level"] == "city"
    assert found["2项"].chosen.candidate.definition.on == "approved_on"


def test_parts_of_a_list_inherit_from_its_head(told):
    found = told("上半年申报市级科技计划项目12项，其中工业攻关项目8项、农业攻关项目4项。")
    assert verdicts(found) == {"12项": "agrees", "8项": "agrees", "4项": "agrees"}
    where = dict(found["8项"].chosen.candidate.definition.where)
    assert (where["level"], where["plan"]) == ("city", "=工业攻关项目")


def test_firms_and_money_of_the_same_rows(told):
    found = told("上半年5家企业申报市级科技计划项目12项，申报奖补资金126.6万元。")
    assert verdicts(found) == {"5家": "agrees", "12项": "agrees", "126.6万元": "agrees"}


def test_in_force_at_the_end_is_not_what_came_in_the_period(told):
    found = told("截至6月底，全区有效期内高新技术企业6家。上半年新认定高新技术企业2家。")
    assert verdicts(found) == {"6家": "agrees", "2家": "agrees"}


def test_a_stock_that_forgets_the_expired_is_said_to_do_so(told):
    found = told("截至6月底，全区有效期内高新技术企业7家。")["7家"]
    assert (found.verdict, found.ledger) == (Verdict.DIFFERS, 6)
    assert "不扣除到期" in found.reason


def test_an_earlier_count_is_recognised_by_its_day(told):
    found = told("上半年共申报市级科技计划项目9项。")["9项"]
    assert (found.verdict, found.ledger) == (Verdict.DIFFERS, 12)
    assert "5月" in found.reason or "6月" in found.reason


def test_one_level_for_it_and_those_above(told):
    found = told("上半年共申报市级科技计划项目17项。")["17项"]
    assert (found.verdict, found.ledger) == (Verdict.DIFFERS, 12)
    assert "以上" in found.reason


def test_swapped_digits(told):
    found = told("上半年共申报市级科技计划项目21项。")["21项"]
    assert (found.verdict, found.reason) == (Verdict.DIFFERS, "可能两位数字写反")


def test_what_no_ledger_keeps_is_never_a_difference(told):
    found = told("汇编说明材料300多页，铺设监测管线36公里，改造老旧厂房14栋，新建院士工作站3家。")
    assert set(verdicts(found).values()) <= {"not_in_ledger", "ambiguous"}
    assert "页" in found["300多页"].reason


def test_facts_told_by_others_by_role(told):
    found = told("1—6月高新技术产业产值152.3亿元，同比增长8.7%，全市排名第二。")
    assert verdicts(found) == {"152.3亿元": "agrees", "8.7%": "agrees", "第二": "agrees"}
    assert {str(f.shown.kind) for f in found.values()} == {"fact"}


def test_a_fact_of_last_year(told):
    found = told("1—6月高新技术产业产值140.1亿元。")["140.1亿元"]
    assert (found.verdict, found.ledger) == (Verdict.DIFFERS, Decimal("152.3"))
    assert "2021年上半年" in found.reason


def test_a_plan_is_compared_with_registered_targets_only(told):
    found = told("三、下半年工作打算\n全年技术合同成交额力争达到8亿元，力争高新技术企业突破75家。")
    assert verdicts(found) == {"8亿元": "agrees", "75家": "not_in_ledger"}


def test_events_by_kind_and_by_name(told):
    found = told("举办科技政策培训2场，参训205人次，发放资料510份。组织机械行业对接会，46人参加了对接会。")
    assert verdicts(found) == {"2场": "agrees", "205人次": "agrees", "510份": "agrees", "46人": "agrees"}
    assert str(found["46人"].shown.kind) == "fact"


def test_a_share_comes_from_its_parts(told):
    found = told("上半年申报市级科技计划项目12项，其中工业攻关项目8项，占66.7%。")
    assert (str(found["66.7%"].verdict), str(found["66.7%"].shown.kind)) == ("agrees", "derived")


def test_a_sum_that_does_not_add_up_marks_the_figure_that_the_ledger_contradicts(told):
    whole = told("上半年申报市级科技计划项目13项，其中工业攻关项目8项、农业攻关项目4项。")
    assert verdicts(whole) == {"13项": "inconsistent", "8项": "agrees", "4项": "agrees"}
    assert whole["13项"].ledger == 12
    part = told("上半年申报市级科技计划项目12项，其中工业攻关项目7项、农业攻关项目4项。")
    assert verdicts(part) == {"12项": "agrees", "7项": "inconsistent", "4项": "agrees"}
    assert part["7项"].ledger == 8


def test_a_masked_figure_gets_its_value(told):
    found = told("上半年共申报市级科技计划项目xx项。")
    assert [(str(f.verdict), f.ledger) for f in found.values()] == [("offered", 12)]


def test_a_text_without_figures_and_an_empty_ledger(told, cast):
    assert told("今年以来，各项工作有序推进。") == {}


def test_the_fingerprint_of_a_sentence_outlives_its_numbers(told):
    one = told("上半年共申报市级科技计划项目12项。")["12项"].print
    other = told("上半年共申报市级科技计划项目14项。")["14项"].print
    assert one == other != told("上半年共申报省级项目5项。")["5项"].print
