"""Lists: what they show, what they hide, what they cost, what they keep."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.cast import organization

from taizhang.registers.around import Draft, SavedView
from taizhang.registers.record import State

LIST = reverse("register", args=["organizations"])


def titles(response):
    return [row.record.title for row in response.context["rows"]]


def test_a_list_shows_the_bureau_to_its_staff(cast, as_user):
    response = as_user(cast.staff).get(LIST)
    assert sorted(titles(response)) == sorted([cast.firm_east.title, cast.firm_west.title])


def test_rows_of_another_bureau_and_of_another_street_never_appear(cast, as_user):
    for who, own in (
        ("liaison", cast.firm_east),
        ("liaison_west", cast.firm_west),
        ("enterprise", cast.firm_east),
    ):
        page = as_user(cast.users[who]).get(LIST)
        assert titles(page) == [own.title]
        assert cast.firm_elsewhere.title not in page.content.decode()
    assert titles(as_user(cast.stranger_staff).get(LIST)) == [cast.firm_elsewhere.title]


@pytest.mark.parametrize("who", ["system", "security", "audit", "expert", "bank", "public"])
def test_a_role_without_the_register_reads_the_same_page_as_for_one_that_is_not_there(cast, as_user, who):
    client = as_user(cast.users[who])
    client.defaults["HTTP_X_REQUEST_ID"] = "the-same-one"  # it stands on the page
    refused, unknown = client.get(LIST), client.get(reverse("register", args=["nothing"]))
    assert refused.status_code == unknown.status_code
    if refused.status_code == 404:
        # the menu marks where one is; nothing else may differ
        assert refused.content.decode().split("<main")[1] == unknown.content.decode().split("<main")[1]


def test_a_list_costs_the_same_queries_for_one_row_and_for_three(cast, as_user, add):
    client = as_user(cast.staff)
    add("projects", name="一", organization=cast.firm_east, approved_on=date(2025, 3, 1))
    url = reverse("register", args=["projects"])
    client.get(url)
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for name in ("二", "三"):
        add("projects", name=name, organization=cast.firm_west)
    cache.clear()
    with CaptureQueriesContext(connection) as three:
        response = client.get(url)
    assert len(response.context["rows"]) == 3
    assert len(one) == len(three)


def test_filters_narrow_and_stand_in_the_address(cast, as_user):
    client = as_user(cast.staff)
    organization(cast.bureau, cast.east, "江山示范大学", 9, kind="university")
    assert titles(client.get(LIST, {"kind": "university"})) == ["江山示范大学"]
    assert len(titles(client.get(LIST, {"region": cast.east.pk}))) == 2
    assert len(titles(client.get(LIST, {"registered_capital_yuan": "60000000..70000000"}))) == 3
    assert titles(client.get(LIST, {"registered_capital_yuan": "1..2"})) == []
    assert len(titles(client.get(LIST, {"founded_on": "2018-05"}))) == 3
    assert titles(client.get(LIST, {"founded_on": "2017"})) == []


def test_a_condition_form_sends_ends_and_choices_and_the_address_becomes_one_text(cast, as_user):
    client = as_user(cast.staff)
    answer = client.get(
        LIST,
        {"registered_capital_yuan__from": "3.2亿", "registered_capital_yuan__until": "", "state": "verified"},
    )
    assert answer.url == f"{LIST}?state=verified&registered_capital_yuan=320000000.."
    answer = client.get(LIST + "?kind=university&kind=hospital")
    assert answer.url == f"{LIST}?kind=university,hospital"


WILD = (
    "founded_on=x registered_capital_yuan=a..b registered_capital_yuan=0.001 region=² page=99999999999 page=-1 order=password"
    " registered_capital_yuan=NaN registered_capital_yuan=9e99 batch=9 q=%00 kind=%00 group=name group=region columns=x,y"
).split()


@pytest.mark.parametrize("query", WILD)
def test_a_wild_address_is_answered_not_broken(cast, as_user, query):
    assert as_user(cast.staff).get(f"{LIST}?{query}").status_code == 200


def test_personal_data_is_masked_in_lists(cast, as_user):
    page = as_user(cast.staff).get(LIST).content.decode()
    assert "联系人甲" not in page
    assert "13800001234" not in page
    assert "138****1234" in page


def test_a_name_is_found_by_part_pinyin_and_code(cast, as_user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = organization(cast.bureau, cast.east, "澜江星澜半导体材料有限公司", 44)
    client = as_user(cast.staff)
    for text in ("半导体", "xlbdt", "xinglan", made.credit_code[8:14]):
        assert titles(client.get(LIST, {"q": text})) == [made.title], text


def test_a_date_that_narrows_a_list_has_its_column(cast, as_user):
    client, told = as_user(cast.staff), "closed_on"
    assert told not in [h.name for h in client.get(LIST).context["heads"]]
    heads = [h.name for h in client.get(LIST, {told: "2020-01-01..2020-06-30"}).context["heads"]]
    assert heads[-1] == told
    assert [h.name for h in client.get(LIST, {told: "2020", "columns": "name"}).context["heads"]] == ["name"]


def test_columns_are_kept_for_the_person_and_the_address_wins(cast, as_user):
    client = as_user(cast.staff)
    client.post(
        reverse("columns", args=["organizations"]), {"column": ["name", "phone"], "in": "kind=enterprise"}
    )
    assert Draft.objects.get(by=cast.staff).values == {"columns": ["name", "phone"]}
    assert [h.name for h in client.get(LIST).context["heads"]] == ["name", "phone"]
    assert [h.name for h in client.get(LIST, {"columns": "name,address"}).context["heads"]] == [
        "name",
        "address",
    ]
    client.post(reverse("columns", args=["organizations"]), {"reset": "1"})
    assert len(client.get(LIST).context["heads"]) > 5


def test_a_view_is_saved_counted_and_shared(cast, as_user):
    client = as_user(cast.staff)
    client.post(
        reverse("save_view", args=["organizations"]),
        {"title": "东城", "in": f"region={cast.east.pk}", "shared": "on"},
    )
    view = SavedView.objects.get()
    assert (view.name, view.query, view.shared) == ("东城", f"region={cast.east.pk}", True)
    tab = as_user(cast.colleague).get(f"{LIST}?{view.query}").context["tabs"][-1]
    assert (tab.title, tab.count, tab.on) == ("东城", 1, True)
    assert as_user(cast.stranger_staff).get(LIST).context["tabs"][-1].title != "东城"


def test_many_are_verified_at_once_and_it_can_be_taken_back(cast, as_user, add):
    for n in range(3):
        add("ip", by=cast.liaison, name=f"专利{n}", organization=cast.firm_east, region=cast.east)
    from taizhang.registers.declaration import registers

    ips = registers()["ip"].model.objects.all()
    assert {i.state for i in ips} == {State.PROVISIONAL}
    client = as_user(cast.staff)
    client.post(reverse("verify_many", args=["ip"]), {"all": "1", "in": ""})
    assert {i.state for i in ips.all()} == {State.VERIFIED}
    page = client.get(reverse("register", args=["ip"]))
    assert "已核实 3 条" in page.content.decode()
    ids = ",".join(str(i.pk) for i in ips)
    client.post(reverse("unverify", args=["ip"]), {"ids": ids})
    assert {i.state for i in ips.all()} == {State.PROVISIONAL}


def test_verifying_is_refused_to_whoever_may_not(cast, as_user):
    answer = as_user(cast.liaison).post(reverse("verify_many", args=["organizations"]), {"all": "1"})
    assert answer.status_code == 403
    assert "镇街园区联络员不能核实" in answer.content.decode()


def test_a_group_counts_and_sums(cast, as_user):
    groups = as_user(cast.staff).get(LIST, {"group": "region"}).context["groups"]
    assert sorted((g["text"], g["n"], g["sums"]) for g in groups) == [
        ("东城街道", 1, ["6,000.00"]),
        ("西城街道", 1, ["6,000.00"]),
    ]


def test_htmx_gets_the_list_alone(cast, as_user):
    page = as_user(cast.staff).get(LIST, headers={"HX-Request": "true", "HX-Target": "list"}).content.decode()
    assert "<html" not in page and cast.firm_east.title in page


def test_thirty_columns_and_a_name_with_a_tag_are_drawn(cast, as_user):
    organization(cast.bureau, cast.east, "<b>O'Hara</b>公司", 12)
    from taizhang.registers.declaration import registers

    columns = ",".join(registers()["projects"].fields)
    page = as_user(cast.staff).get(LIST).content.decode()
    assert "<b>O" not in page and "&lt;b&gt;O&#x27;Hara" in page
    assert (
        as_user(cast.staff).get(reverse("register", args=["projects"]), {"columns": columns}).status_code
        == 200
    )


def test_sums_are_of_the_whole_result(cast, as_user):
    organization(cast.bureau, cast.east, "第三家", 13, registered_capital_yuan=Decimal("0.01"))
    response = as_user(cast.staff).get(LIST)
    assert response.context["sums"][0]["hint"] == "120,000,000.01 元"


def test_an_empty_register_says_why_and_what_to_do(cast, as_user):
    page = as_user(cast.staff).get(reverse("register", args=["awards"])).content.decode()
    assert "还没有科技奖励记录" in page and "导入表格" in page
