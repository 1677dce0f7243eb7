"""The facts of an enterprise: verified records only, each with where it came from; what stands nearby is never taken."""

from datetime import date
from fractions import Fraction

import pytest

from taizhang.decisions.facts import facts_of, pending_of
from taizhang.decisions.technical_fields import tech_field_of
from taizhang.decisions.tests.ledger import ON, add, certificate, right, stated, year
from taizhang.journal.writing import Author
from taizhang.registers.actions import Change, change_records
from taizhang.registers.declaration import registers

ABSENT = {
    "runs_incubator", "runs_standard_incubator", "runs_maker_space", "calls_itself_new_rd", "hte_holder", "provincial_institution",
    "award_level",
}  # fmt: skip


def values(firm, on=ON):
    """What is known and not merely absent from a register."""
    return {k: h.value for k, h in facts_of(firm, on).items() if h.value is not None and k[0] not in ABSENT}


def words(firm, fact, in_year=None):
    return facts_of(firm, ON)[fact, in_year].source.words


BASE = {
    ("founded_on", None): date(2018, 5, 18), ("kind", None): "enterprise", ("resident", None): True,
    ("registered_here", None): True,
}  # fmt: skip


def test_a_firm_of_which_only_the_name_card_is_known(cast):
    assert values(cast.firm_east) == BASE


def test_amounts_of_a_year_are_exact_and_say_where_they_stand(cast):
    year(cast, cast.firm_east, "2025", revenue_yuan="50000000.01", high_tech_rd_yuan="2650000", staff_average="120.5",
         transformations=4)  # fmt: skip
    assert values(cast.firm_east) == {
        **BASE, ("sales_revenue", 2025): Fraction("50000000.01"), ("rd_expense", 2025): Fraction(2650000),
        ("staff_average", 2025): Fraction("120.5"), ("transformations", 2025): Fraction(4),
    }  # fmt: skip
    held = facts_of(cast.firm_east, ON)["sales_revenue", 2025]
    assert held.source.words == "年度数据 2025 · 表单填写"
    assert (held.source.register, held.source.field) == ("annual_returns", "revenue_yuan")


def test_what_waits_to_be_verified_does_not_count_and_is_listed(cast):
    year(cast, cast.firm_east, "2025", verified=False, revenue_yuan=1000)
    verified = year(cast, cast.firm_east, "2024", revenue_yuan=2000)
    change = Change(verified, {"revenue_yuan": 3000})
    change_records(registers()["annual_returns"], [change], author=Author(cast.enterprise, "填错了"))
    assert values(cast.firm_east) == {**BASE, ("sales_revenue", 2024): Fraction(2000)}
    assert sorted(p.words for p in pending_of(cast.firm_east)) == [
        "年度数据：提出修改 营业收入，待核", "年度数据：新登记，待核",
    ]  # fmt: skip
    assert pending_of(cast.firm_west) == []


def test_the_accounting_item_is_offered_and_never_taken(cast):
    year(cast, cast.firm_east, "2025", rd_expense_yuan=2650000, staff=130)
    assert values(cast.firm_east) == BASE
    assert words(cast.firm_east, "rd_expense", 2025) == (
        "台账有会计口径研发费用 265.00 万元，不是同一口径；可在年度数据里确认为高企口径"
    )
    assert words(cast.firm_east, "staff_average", 2025) == (
        "台账有从业人员 130 人，不是同一口径；可在年度数据里确认为全年月平均（183 天口径）"
    )
    year(cast, cast.firm_east, "2024", rd_expense_yuan=1, high_tech_rd_yuan=2)
    assert facts_of(cast.firm_east, ON)["rd_expense", 2024].value == 2


def test_rights_count_while_they_stand(cast):
    east = cast.firm_east
    right(cast, east, "ZL1", "invention")
    right(cast, east, "ZL2", "invention", granted_on=None, status="applied")
    right(cast, east, "ZL3", "utility_model", expires_on=date(2026, 11, 21))
    right(cast, east, "ZL4", "utility_model", expires_on=ON)
    right(cast, east, "ZL5", "software", status="transferred")
    right(cast, east, "ZL6", "design", acquired="licensed")
    right(cast, east, "PCT1", "pct")
    right(cast, east, "SR7", "software", granted_on=date(2026, 11, 23))
    counts = {k[0]: v for k, v in values(east).items() if k[0].endswith("_ip")}
    assert counts == {"class_one_ip": 1, "class_two_ip": 1, "own_ip": 2}
    assert values(cast.firm_west) == BASE, "of a firm without any in the register nothing is known"


def test_a_register_that_knows_fewer_rights_gives_way_to_the_return(cast):
    year(cast, cast.firm_east, "2024", class_two_ip=9)
    year(cast, cast.firm_east, "2025", class_two_ip=6)
    assert values(cast.firm_east)["class_two_ip", None] == 6, "the newest year"
    right(cast, cast.firm_east, "SR1", "software")
    assert values(cast.firm_east)["class_two_ip", None] == 6
    for n in range(2, 9):
        right(cast, cast.firm_east, f"SR{n}", "software")
    assert values(cast.firm_east)["class_two_ip", None] == 8


def test_the_newest_certificate_stands_and_two_that_overlap_are_told(cast):
    certificate(cast, cast.firm_east, "GR202033000001", date(2020, 12, 1), date(2023, 11, 30))
    certificate(cast, cast.firm_east, "GR202333000002", date(2023, 11, 15), date(2026, 11, 14))
    held = facts_of(cast.firm_east, ON)
    assert (held["hte_issued_on", None].value, held["hte_valid_until", None].value) == (
        date(2023, 11, 15), date(2026, 11, 14),
    )  # fmt: skip
    assert "重叠" not in held["hte_valid_until", None].source.words, "a renewal some weeks early"
    certificate(cast, cast.firm_east, "GR202433000003", date(2024, 12, 1), date(2027, 11, 30))
    assert words(cast.firm_east, "hte_valid_until") == (
        "资质认定 · 表单填写；有两张证书的有效期重叠：一张 2023-11-15 发、有效期至 2026-11-14，一张 2024-12-01 发。"
        "按新的一张判断，请核对资质认定台账"
    )
    certificate(cast, cast.firm_west, "GR1", date(2027, 1, 1), date(2029, 12, 31))
    assert values(cast.firm_west) == BASE, "not issued yet"


def test_a_revoked_certificate_does_not_stand(cast):
    held = certificate(cast, cast.firm_east, "GR1", date(2025, 1, 1), date(2027, 12, 31))
    change_records(
        registers()["recognitions"], [Change(held, {"result": "revoked"})], author=Author(cast.staff)
    )
    assert values(cast.firm_east) == BASE


def test_what_nobody_holds_is_stated_and_the_newest_counts(cast):
    stated(cast, cast.firm_east, "major_safety_accident", "是", by=cast.staff)
    stated(cast, cast.firm_east, "major_safety_accident", "否", by=cast.enterprise)
    stated(cast, cast.firm_east, "core_ip", "三件", by=cast.enterprise)  # what it cannot read is asked again
    stated(cast, cast.firm_east, "gone_with_its_pack", "是")
    assert values(cast.firm_east) == {**BASE, ("major_safety_accident", None): False}
    assert words(cast.firm_east, "major_safety_accident").startswith("企业填报 20")


def test_a_record_goes_before_what_is_stated_and_absence_gives_way_to_it(cast):
    stated(cast, cast.firm_east, "founded_on", "2026-01-01")
    stated(cast, cast.firm_east, "runs_maker_space", "是")
    held = facts_of(cast.firm_east, ON)
    assert (held["founded_on", None].value, held["runs_maker_space", None].value) == (date(2018, 5, 18), True)
    assert held["runs_incubator", None].value is False
    assert held["runs_incubator", None].source.words == "创新平台台账里没有本单位的记录"


def test_an_incubator_is_known_from_the_register_of_platforms(cast):
    add(cast, "platforms", name="东城孵化器", kind="incubator", organization=cast.firm_east, area="16000.5", staff=12,
        tenants_count=50, graduates_count=20, status="recognised")  # fmt: skip
    found = values(cast.firm_east)
    assert {k[0]: v for k, v in found.items() if k not in BASE} == {
        "incubator_area": Fraction("16000.5"), "incubator_staff": 12, "tenants": 50, "standard_tenants": 50,
        "tenants_graduated": 20,
    }  # fmt: skip
    assert facts_of(cast.firm_east, ON)["runs_incubator", None].value is True


def test_honours_are_the_highest_and_the_newest_and_absence_is_said(cast):
    east = cast.firm_east
    held = facts_of(east, ON)
    assert [held[f, None].value for f in ("award_level", "provincial_institution", "hte_holder")] == [
        "none",
        False,
        False,
    ]
    assert held["award_level", None].source.words == "科技奖励台账里没有本单位的记录"
    for level, on, award in (
        ("provincial", date(2020, 1, 1), "科技进步奖"), ("provincial", date(2022, 1, 1), "发明奖"), ("city", date(2025, 1, 1), "科技奖"),
        ("national", date(2026, 1, 1), "中国创新创业大赛"), ("national", date(2027, 1, 1), "科技进步奖"),
    ):  # fmt: skip
        add(
            cast,
            "awards",
            name=f"{award}{on}",
            award=award,
            level=level,
            organization=east,
            awarded_on=on,
            ranking=2,
        )
    add(
        cast,
        "platforms",
        name="省中心",
        kind="engineering_centre",
        level="provincial",
        organization=east,
        status="recognised",
    )
    add(
        cast,
        "recognitions",
        organization=east,
        kind="specialised",
        recognised_on=date(2020, 1, 1),
        expires_on=ON,
    )
    found = values(east)
    assert {k[0]: found[k] for k in found if k[0] in ("award_on", "award_rank", "specialised_sme")} == {
        "award_on": date(2022, 1, 1), "award_rank": 2, "specialised_sme": True,
    }  # fmt: skip
    held = facts_of(east, ON)
    assert (held["award_level", None].value, held["provincial_institution", None].value) == (
        "provincial",
        True,
    )
    assert held["award_level", None].source.words == "科技奖励 · 表单填写"


def test_who_moved_away_is_not_registered_here(cast):
    change = Change(cast.firm_east, {"status": "moved"})
    change_records(registers()["organizations"], [change], author=Author(cast.staff))
    cast.firm_east.refresh_from_db()
    assert values(cast.firm_east)["registered_here", None] is False


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("电子信息", "electronics"), ("电子信息/软件", "electronics"), ("生物与新医药", "biomedicine"), ("新材料", "materials"),
        ("先进制造与自动化", "manufacturing"), ("新能源与节能", "energy"), ("资源与环境", "environment"), ("节能环保", "environment"),
        ("高技术服务", "services"), ("航空航天", "aerospace"), ("新材料、新能源", ""), ("纺织", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_text_names_one_field_or_none(text, code):
    assert tech_field_of(text) == code


def test_the_number_of_queries_does_not_grow(cast, django_assert_max_num_queries):
    for period in ("2023", "2024", "2025"):
        year(cast, cast.firm_east, period, revenue_yuan=1)
    for n in range(5):
        right(cast, cast.firm_east, f"ZL{n}", "invention")
    with django_assert_max_num_queries(17):
        facts_of(cast.firm_east, ON)
