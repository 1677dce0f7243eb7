"""The page 我能享受什么: whose it is, what it says of each policy, what changed, what a new firm sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.outsider import outside

from taizhang.registers.around import Draft
from taizhang.registers.drafts import kept_draft
from taizhang.web.portal.sections import Section


def test_a_firm_sees_what_it_lacks_with_value_source_and_article(cast, as_user, short_by_one, card):
    client = as_user(cast.enterprise)
    found = card(client)
    assert (found.section, found.gap) == (Section.NEARLY, "差 1.00 万元")
    line = found.lines[0]
    assert line.finding.sentence == "4.95%（99.00 万元 ÷ 2,000.00 万元），须不低于 5%，还差 1.00 万元。"
    assert [u.url for u in line.shown][-1:] == [reverse("record", args=["annual_returns", short_by_one.pk])]
    page = client.get("/my/benefits/").content.decode()
    for text in ("我能享受什么", cast.firm_east.title, "试用政策", "示例政策", "间接来源", "还差 1.00 万元"):
        assert text in page


def test_the_counts_add_up_to_all_policies_in_force(cast, as_user, short_by_one):
    page = as_user(cast.enterprise).get("/my/benefits/").context["page"]
    assert sum(count for _, count in page.counts) == len(page.cards) > 1
    assert [section for section, _ in page.counts] == list(Section)


def test_an_amount_is_an_estimate_with_its_working(cast, as_user, annual, stated, card):
    annual(cast.firm_east, ago=2, revenue=1000, rd=50)
    annual(cast.firm_east, ago=1, revenue=1000, rd=60)
    stated(cast.firm_east, "major_safety_accident", "否")
    found = card(as_user(cast.enterprise))
    assert (found.section, [o.text for o in found.amounts]) == (Section.DIRECT, ["1.20 万元"])


def test_what_is_missing_is_named_with_where_to_give_it(cast, as_user, annual, card, last_year):
    annual(cast.firm_east, ago=2, revenue=1000, rd=50)
    annual(cast.firm_east, ago=1, revenue=1000)
    found = card(as_user(cast.enterprise))
    assert found.section == Section.UNKNOWN
    assert {(u.title, u.fix) for u in found.lacking} == {
        (
            f"高企口径研发费用合计 {last_year}",
            f"/benefits/{cast.firm_east.pk}/facts/rd_expense/?year={last_year}",
        ),
        ("重大安全事故", "#ask-major_safety_accident"),
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("staff", 200), ("leader", 200), ("finance", 200), ("liaison", 200), ("enterprise", 200), ("liaison_west", 404),
        ("enterprise_west", 404), ("stranger_staff", 404), ("expert", 403), ("bank", 403), ("system", 403),
    ],
)  # fmt: skip
def test_who_reads_the_page_of_a_firm(cast, as_user, who, status):
    client = as_user(cast.users[who])
    pk = cast.firm_east.pk
    for address in (
        f"/benefits/{pk}/",
        f"/benefits/{pk}/policies/trial/",
        f"/benefits/{pk}/facts/founded_on/",
        f"/benefits/{pk}/first/",
    ):
        assert client.get(address).status_code == status, address


def test_each_finds_his_own_way_in(cast, as_user):
    assert as_user(cast.liaison).get("/my/benefits/").headers["Location"] == "/benefits/"
    assert as_user(cast.enterprise).get("/benefits/").headers["Location"] == "/my/benefits/"


def test_one_policy_in_full_names_articles_standards_and_every_value(cast, as_user, short_by_one, last_year):
    answer = as_user(cast.staff).get(f"/benefits/{cast.firm_east.pk}/policies/trial/")
    page = answer.content.decode()
    for text in (
        "第三条",
        "第四条",
        "研发费用占比",
        "高企口径研发费用合计",
        str(last_year - 1),
        "49.00 万元",
        "只差一项",
    ):
        assert text in page
    assert as_user(cast.staff).get(f"/benefits/{cast.firm_east.pk}/policies/no/such/").status_code == 404


def test_what_turned_since_the_last_visit_is_marked_until_the_next(cast, as_user, short_by_one, annual, card):
    client = as_user(cast.enterprise)
    assert card(client).news == ""
    draft = kept_draft(cast.enterprise, f"seen:benefits:{cast.firm_east.pk}")
    long_ago = (timezone.now() - timedelta(days=3)).isoformat()
    draft.values = {**draft.values, "at": long_ago}
    draft.save()
    with outside():
        type(short_by_one).objects.filter(pk=short_by_one.pk).update(high_tech_rd_yuan=600_000)
    assert "看时是“只差一项”" in card(client).news
    assert "看时是“只差一项”" in card(client).news  # opened again at once: still marked


def test_a_new_firm_answers_three_questions_and_gets_a_first_answer(cast, as_user, card, last_year):
    client = as_user(cast.enterprise)
    address = f"/benefits/{cast.firm_east.pk}/first/"
    assert "先回答三个问题" in client.get("/my/benefits/").content.decode()
    wrong = client.post(address, {"rd_expense": "120", "sales_revenue": "2400 万元"})
    assert wrong.status_code == 422
    assert "是元还是万元" in wrong.content.decode()
    assert card(client).section == Section.UNKNOWN
    answers = {"tech_field": "materials", "founded_on": f"{last_year}-01-05", "registered_here": "是"}
    told = {**answers, "rd_expense": "120 万元", "sales_revenue": "2400 万元"}
    assert client.post(address, told).headers["Location"] == "/my/benefits/"
    page = client.get("/my/benefits/").content.decode()
    assert "初步结果" in page
    assert [
        u.seen.text for u in card(client).used if u.seen.name == "rd_expense" and u.seen.value is not None
    ] == ["120.00 万元"]
    assert [
        u.words for u in card(client).used if u.seen.name == "sales_revenue" and u.seen.value is not None
    ] == ["您填的，未核实"]
    # Another's first look is his own.
    assert "先回答三个问题" in as_user(cast.staff).get(f"/benefits/{cast.firm_east.pk}/").content.decode()


def test_a_firm_that_is_not_founded_yet_is_told_and_nothing_is_kept(cast, as_user):
    client = as_user(cast.enterprise)
    answer = client.post(f"/benefits/{cast.firm_east.pk}/first/", {"founded_on": "9999-12-31"})
    assert answer.status_code == 422
    assert "成立日期不会晚于今天，写的是 9999-12-31。请核对。" in answer.content.decode()
    assert not Draft.objects.filter(by=cast.enterprise).exists()


def test_where_the_ledger_knows_a_value_the_first_answers_give_way(cast, as_user, annual, card):
    client = as_user(cast.enterprise)
    client.post(
        f"/benefits/{cast.firm_east.pk}/first/", {"sales_revenue": "9999 万元", "rd_expense": "1 万元"}
    )
    annual(cast.firm_east, ago=1, revenue=1000)
    seen = {u.seen.name: u.seen.text for u in card(client).used if u.seen.value is not None}
    assert (seen["sales_revenue"], seen["rd_expense"]) == ("1,000.00 万元", "1.00 万元")
    assert "初步结果" not in client.get("/my/benefits/").content.decode()


def test_what_is_under_way_shows_where_it_stands(cast, as_user, add):
    add(
        "recognitions",
        kind="high_tech_enterprise",
        organization=cast.firm_east,
        result="accepted",
        region=cast.east,
    )
    add("recognitions", kind="tech_sme", organization=cast.firm_east, result="recognised", region=cast.east)
    (one,) = as_user(cast.enterprise).get("/my/benefits/").context["under_way"]
    assert (one.title, [s.title for s in one.steps if s.here]) == ("高新技术企业", ["受理"])


def test_a_page_asks_as_often_for_three_years_as_for_one(cast, as_user, annual):
    client = as_user(cast.staff)

    def queries():
        client.get(f"/benefits/{cast.firm_east.pk}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/benefits/{cast.firm_east.pk}/")
        return len(asked)

    annual(cast.firm_east, ago=1, revenue=1000, rd=50)
    one = queries()
    annual(cast.firm_east, ago=2, revenue=1000, rd=50)
    annual(cast.firm_east, ago=3, revenue=1000, rd=50)
    assert queries() == one


def test_the_first_page_of_a_firm_tells_the_counts_and_its_reminders(cast, as_user, short_by_one, trial):
    client = as_user(cast.enterprise)
    client.post(f"/benefits/{cast.firm_east.pk}/remind/", {"policy": trial})
    told = client.get("/").context["glance"]
    assert sum(count for _, count in told.counts) == told.policies
    assert [(one.title, one.section) for one in told.reminded] == [("试用政策", Section.NEARLY)]
    assert kept_draft(cast.enterprise, f"seen:benefits:{cast.firm_east.pk}") is None  # no visit there


def test_who_looks_after_many_firms_leaves_no_draft_behind_at_each(cast, as_user, card):
    card(as_user(cast.liaison), cast.firm_east)
    card(as_user(cast.staff), cast.firm_east)
    assert Draft.objects.count() == 0


def test_a_firm_with_too_many_drafts_still_reads_its_page(cast, as_user, card):
    with outside():
        Draft.objects.bulk_create(Draft(by=cast.enterprise, place=f"page:{n}", values={}) for n in range(200))
    assert card(as_user(cast.enterprise)).news == ""
