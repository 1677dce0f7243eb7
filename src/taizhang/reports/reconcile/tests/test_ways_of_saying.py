"""Ways in which reports say a number whose thing stands elsewhere: behind the next one, across the table, in a grade."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.cast import organization

from taizhang.core.periods import Period
from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.reading import read
from taizhang.indicators.indicator import from_data
from taizhang.reports.reconcile.places import Places
from taizhang.reports.reconcile.sayings import Sayings
from taizhang.reports.reconcile.seeds import of_indicators
from taizhang.reports.reconcile.words import plain


@pytest.fixture
def kept(cast, add):
    """People of a team, a joint work, places won, money for one thing, a unit that nothing else is told in."""
    firms = [organization(cast.bureau, cast.east, f"东城第{n}通信有限公司", 300 + n) for n in range(3)]
    for n in range(20):
        add("people", name=f"队员{n:02d}", kind="应急通信保障队", organization=firms[n % 3])
    for n in range(2):
        partner = organization(cast.bureau, cast.east, f"江北第{n}研究所", 320 + n)
        add(
            "cooperations",
            subject="快速检测试剂盒",
            organization=firms[0],
            partner=partner,
            kind="development",
        )
    for n in range(2):
        add(
            "awards", name=f"机器人{n}", award="市青少年机器人大赛", level="city", grade="第三名", result="awarded",
            year=2022, awarded_on=date(2022, 5, 1),
        )  # fmt: skip
    for purpose, yuan in (("科创中心无偿资助", 4_000_000), ("科技三项费用", 9_000_000)):
        add(
            "fund_movements",
            purpose=purpose,
            kind="paid",
            amount_yuan=Decimal(yuan),
            booked_on=date(2022, 4, 1),
        )
    add("statistics", indicator="考核材料页数", period="2022H1", value=Decimal(312), measure_unit="页")


def test_the_thing_stands_behind_the_next_number(kept, told):
    found = told("组建了由3家通信公司20人参加的应急通信保障队。")["3家"]
    assert found.verdict == "agrees"
    assert found.chosen.candidate.definition.measure == "distinct:organization"


def test_those_across_the_table_are_counted(kept, told):
    found = told("东城第0通信有限公司与江北另外两家单位联合研制的快速检测试剂盒获奖。")["两家"]
    assert found.verdict == "agrees"
    assert found.chosen.candidate.definition.measure == "distinct:partner"


def test_a_place_is_read_from_the_grade_of_the_awards(kept, told):
    found = told("组织学校参加市青少年机器人大赛，获得第三名的好成绩。")["第三名"]
    assert (found.verdict, found.ledger) == ("agrees", 3)
    assert told("组织学校参加市青少年机器人大赛，获得第二名的好成绩。")["第二名"].verdict != "agrees"


def test_money_is_told_by_what_it_is_for_not_by_where_it_comes_from(kept, told):
    found = told("积极支持科技创业中心建设，在科技三项费用中安排无偿资助400万元。")["400万元"]
    assert found.verdict == "agrees"
    assert dict(found.chosen.candidate.definition.where)["purpose"] == "=科创中心无偿资助"


def test_a_unit_that_one_row_alone_is_told_in_names_it(kept, told):
    assert told("报送考核材料，汇编说明300多页。")["300多页"].verdict == "agrees"


def test_names_beside_a_number_do_not_hide_the_whole(kept, told, add, cast):
    firm = organization(cast.bureau, cast.east, "东城盛达化工有限公司", 340)
    partner = organization(cast.bureau, cast.east, "华东理工大学", 341)
    for n in range(30):
        add("cooperations", subject=f"合作{n}", organization=firm, partner=partner, kind="intent",
            intended_on=date(2022, 4, 1), signed_on=date(2022, 5, 5) if n < 2 else None)  # fmt: skip
    found = told("其中东城盛达化工和华东理工大学的项目成为30个合作意向的第一个正式签约项目。")["30个"]
    assert (found.verdict, found.ledger) == ("agrees", 30)
    assert found.figure.of == "合作意向"


def test_a_form_to_fill_is_offered_by_its_own_sentence(kept, told):
    found = told("上半年申报市级项目x项，其中工业攻关项目xx项、农业攻关项目xxx项，申报资金xxxx万元。")
    assert [str(f.ledger) for f in found.values()] == ["12", "8", "4", "126.6"]


def test_names_given_as_examples_narrow_no_offer(kept, told):
    found = told("组织东城第0制造有限公司、东城第1制造有限公司等申报市级科技计划项目xx项。")["xx项"]
    assert (found.verdict, found.ledger) == ("offered", 12)


def test_passing_a_target_is_what_is_more_than_it(kept, told, add):
    for n in range(2):
        add(
            "technology_contracts",
            name=f"合同{n}",
            amount_yuan=Decimal(500_000_000),
            registered_on=date(2022, 5, 1),
        )
    found = told("完成技术合同成交额10亿元，超下达任务25%。")["25%"]
    assert (found.verdict, found.chosen.candidate.formula) == ("agrees", "超额率")


def test_once_more_and_twice_as_many(cast, add, told):
    """复审 is what is not the first time; 翻一番 is twice as many as in the year before."""
    for n in range(6):
        add(
            "recognitions", kind="high_tech_enterprise", organization=organization(cast.bureau, cast.east, f"东城第{n}材料公司", 400 + n),
            first_time=n < 4, applied_on=date(2022, 5, 1),
        )  # fmt: skip
    for year, count in ((2022, 8), (2021, 4)):
        for n in range(count):
            add("cooperations", subject=f"合作{year}{n}", status="signed", signed_on=date(year, 3, 1))
    found = told("上半年组织申报高新技术企业6家，其中首次申报4家、复审2家。")
    assert {found[key].verdict for key in ("6家", "4家", "2家")} == {"agrees"}
    assert told("签订校企合作协议8项，较上年同期翻了一番。")["一番"].verdict == "agrees"
    assert told("签订校企合作协议8项，较上年同期翻了两番。")["两番"].verdict == "differs"


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("安排旗级科技计划", ("district",)),
        ("旗县级以上平台", ("national", "provincial", "city", "district")),
        ("获批盟市级项目", ("city",)),
        ("自治区科学技术进步奖", ("provincial",)),
        ("自治区、市两级平台", ("provincial", "city")),
        ("自治区级以上平台", ("national", "provincial")),
    ],
)
def test_levels_of_an_autonomous_region(cast, text, levels):
    said = Places.of(cast.bureau.region).levels(plain(text))
    assert said is not None and said.levels == levels


@pytest.fixture
def measured(cast, add):
    """Firms with R&D in two years, centres and others of one level, and what incubators and maker spaces cover."""
    firms = [organization(cast.bureau, cast.east, f"东城第{n}电子有限公司", 500 + n) for n in range(5)]
    for year, active in ((2022, 3), (2021, 2)):
        for n, firm in enumerate(firms):
            add("annual_returns", organization=firm, period=str(year), has_rd=n < active)
    kinds = ["rd_centre"] * 3 + ["key_laboratory"] * 2 + ["incubator", "maker_space"]
    for n, kind in enumerate(kinds):
        add(
            "platforms", name=f"东城平台{n}", kind=kind, level="city" if n > 4 else "provincial", organization=firms[n % 5],
            recognised_on=date(2021, 3, 1), area=Decimal(1000 + n) if n > 4 else Decimal(70),
        )  # fmt: skip


def test_a_number_that_leaves_the_name_out_does_not_agree(measured, told):
    found = told("全区现有省级企业研发中心5个。")["5个"]
    assert found.verdict != "agrees" and found.ledger == 3
    assert told("全区现有省级企业研发中心3个。")["3个"].verdict == "agrees"


def test_kinds_joined_before_a_sum_are_all_meant(measured, told):
    assert told("孵化器和众创空间总面积2011平方米。")["2011平方米"].verdict == "agrees"


def test_levels_joined_before_the_thing_are_both_meant(ledger, told):
    found = told("上半年组织申报省、市项目17项。")["17项"]
    assert (found.verdict, found.ledger) == ("agrees", 17)


def test_points_of_a_share_are_against_the_share_of_the_year_before(measured, told):
    found = told(
        "纳入统计的规上企业5家，有研发活动的3家，占比为60%，比上年提高20个百分点。仍有2家规上企业没有研发活动。",
        "2022",
    )
    assert {key: found[key].verdict for key in ("60%", "20个百分点", "2家")} == {
        "60%": "agrees",
        "20个百分点": "agrees",
        "2家": "agrees",
    }


def test_net_growth_is_of_what_is_held(ledger, told):
    """Two were recognised, one expired."""
    assert told("截至6月底高新技术企业净增1家。")["1家"].verdict == "agrees"
    assert told("截至6月底高新技术企业净增2家。")["2家"].verdict != "agrees"


def test_net_growth_of_what_is_only_done_is_of_the_period(ledger, add, told):
    for n in range(3):
        add("projects", name=f"旧{n}", level="provincial", approved_on=date(2021, 5, 1 + n))
    for n in range(7):
        add("projects", name=f"新{n}", level="provincial", approved_on=date(2022, 5, 1 + n))
    assert told("省级项目立项9项；省级立项数较上年净增6项。")["6项"].ledger == 6


def test_an_indicator_counts_as_it_was_in_force():
    then = from_data(
        {
            "code": "carriers",
            "name": "孵化载体",
            "unit": "家",
            "register": "platforms",
            "valid_until": "2022-12-31",
        }
    )
    now = from_data(
        {
            "code": "carriers",
            "name": "孵化载体",
            "unit": "家",
            "register": "tenants",
            "valid_from": "2023-01-01",
        },
        version=2,
    )
    sayings = Sayings(read(open_text("全区孵化载体12家。")))
    saying = sayings.of(sayings.figures[0])
    newest = replace(now, earlier=(then,))
    for year, register in (("2022", "platforms"), ("2023", "tenants")):
        found = of_indicators(saying, {"carriers": newest}, {"carriers": ("孵化载体",)}, Period.parse(year))
        assert [s.definition.register for s in found] == [register]


def test_more_than_a_round_number_is_no_part_of_the_name(cast, add, told):
    for n in range(13):
        firm = organization(cast.bureau, cast.east, f"东城第{n}仪器有限公司", 600 + n)
        add(
            "fund_movements", purpose="研发奖补", kind="paid", organization=firm, amount_yuan=Decimal(10_000),
            booked_on=date(2022, 4, 1),
        )  # fmt: skip
    found = told("上半年兑现科技奖补资金13万元，惠及企业超过12家。")["12家"]
    assert (found.verdict, found.ledger) == ("agrees", 13)
