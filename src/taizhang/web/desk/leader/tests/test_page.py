"""The leader's page: what it shows, that one failing tile leaves the others, how many questions it asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.indicators.catalogue import built_in
from taizhang.indicators.leader import MOST, choose, chosen
from taizhang.indicators.models import Target
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record, add_records
from taizhang.registers.declaration import registers
from taizhang.reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def training(cast, name, day, region=None, verified=True):
    values = {"name": name, "kind": "training", "held_on": day, "region": region, "participants": 10}
    author = Author(None, "测试", bureau=cast.bureau)
    add_records(registers()["events"], [(values, {})], bureau=cast.bureau, author=author, verified=verified)


def pick(cast, *expressions):
    choose(cast.bureau, list(expressions), author=Author(cast.staff))


def target(cast, expression, value, period="2022"):
    Target.objects.create(bureau=cast.bureau, expression=expression, period=period, value=Decimal(value))


def tiles(answer):
    return {t.expression: t for t in answer.context["tiles"]}


def test_a_tile_has_value_target_last_year_and_its_state_in_a_word(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    training(cast, "乙", date(2021, 3, 1))
    training(cast, "丙", date(2021, 4, 1))
    target(cast, "training_count", 10)
    pick(cast, "training_count")
    page = as_user(cast.leader).get("/leader/?p=2022-H1")
    tile = tiles(page)["training_count"]
    assert (tile.figure.text, tile.target.text, tile.before.text, tile.change) == ("1", "10", "2", "少 1")
    assert (tile.standing.word, tile.standing.completion) == ("滞后", 10)
    assert "▼ 滞后" in page.content.decode()
    assert page.context["lags"][0].reasons[0] == "完成目标的 10%，时间过去 50%"


def test_the_second_half_is_held_against_the_target_with_the_whole_year_so_far(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    training(cast, "乙", date(2022, 9, 1))
    target(cast, "training_count", 2)
    pick(cast, "training_count")
    tile = tiles(as_user(cast.leader).get("/leader/?p=2022-H2"))["training_count"]
    assert (tile.figure.text, tile.so_far.text, tile.standing.word) == ("1", "2", "正常")


def test_one_failing_tile_says_why_and_the_others_stand(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    pick(cast, "training_count", "share(training_count, tc_count)")
    page = as_user(cast.leader).get("/leader/?p=2022-H1")
    good, bad = page.context["tiles"]
    assert (good.figure.text, bad.missing) == ("1", True)
    assert bad.why
    assert bad.why in page.content.decode()


def test_an_empty_new_year_shows_last_years_figures_and_says_so(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    pick(cast, "training_count")
    page = as_user(cast.leader).get("/leader/?p=2023-H1").content.decode()
    assert "灰色的是2022年上半年" in page
    assert "is-old" in page


def test_without_a_choice_targets_come_first_then_what_has_data(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    target(cast, "hte_count", 30)
    made = as_user(cast.leader).get("/leader/").context["tiles"]
    assert made[0].expression == "hte_count"
    assert {"events"} <= {t.figure.definition.register for t in made[1:]}
    assert len(made) <= MOST


def test_streets_stand_in_the_order_of_their_codes_whatever_their_figures(cast, as_user):
    for at in range(3):
        training(cast, f"甲{at}", date(2022, 3, 1), cast.west)
    training(cast, "乙", date(2022, 3, 2), cast.east)
    training(cast, "丙", date(2022, 3, 2))
    pick(cast, "training_count")
    table = as_user(cast.leader).get("/leader/?p=2022-H1").context["streets"]
    rows = [(row.region.name if row.region else None, row.cells[0][1]) for row in table.rows]
    assert rows == [("东城街道", "1"), ("西城街道", "3"), (None, "1")]
    assert table.totals[0][1] == "5"


def test_a_narrowed_figure_says_by_what(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    pick(cast, "training_count[name=~甲]")
    assert [t.name for t in as_user(cast.leader).get("/leader/?p=2022-H1").context["tiles"]] == [
        "培训讲座场次［活动名称：甲］"
    ]


def test_figures_whose_rows_name_no_street_have_no_column_of_zeros(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    pick(cast, "training_count")
    page = as_user(cast.leader).get("/leader/?p=2022-H1")
    assert page.context["streets"].rows == []
    assert "这一期的记录都没有写明镇街，分不开" in page.content.decode()


def test_what_needs_a_decision_is_named(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    training(cast, "乙", date(2022, 3, 2), verified=False)
    Report.objects.create(bureau=cast.bureau, title="上半年总结", period="2022-H1", by=cast.staff)
    pick(cast, "training_count")
    found = as_user(cast.leader).get("/leader/?p=2022-H1").context["decisions"]
    assert [(d.kind, d.title) for d in found] == [
        ("签发", "上半年总结"),
        ("核实", "活动有 1 行待核，没有计入数字"),
    ]


def test_a_period_that_is_none_is_said_and_the_newest_shown(cast, as_user):
    page = as_user(cast.leader).get("/leader/?p=下半年").content.decode()
    assert "不是能认出的期间" in page and "。下面是" in page
    assert (
        "2099年还没有到，数字是按现在的台账算的。"
        in as_user(cast.leader).get("/leader/?p=2099").content.decode()
    )


def test_only_those_who_see_figures_see_it_and_only_staff_choose(cast, client):
    for who, expected in (
        ("leader", 200),
        ("staff", 200),
        ("finance", 200),
        ("liaison", 403),
        ("enterprise", 403),
    ):
        client.force_login(cast.users[who])
        assert client.get("/leader/").status_code == expected, who
    client.force_login(cast.leader)
    assert client.get("/leader/choose/").status_code == 403
    client.logout()
    assert client.get("/leader/").status_code == 302


def test_staff_choose_by_name_and_a_wrong_name_is_said(cast, as_user):
    client = as_user(cast.staff)
    assert (
        client.post(
            "/leader/choose/", {"title_1": "技术合同成交额（输出）", "title_2": "training_count"}
        ).status_code
        == 302
    )
    assert chosen(cast.bureau) == ["tc_value_out", "training_count"]
    answer = client.post("/leader/choose/", {"title_1": "no_such_code"})
    assert answer.status_code == 422
    assert "没有代码是“no_such_code”的指标" in answer.content.decode()
    assert chosen(cast.bureau) == ["tc_value_out", "training_count"]
    client.post("/leader/choose/", {})
    assert chosen(cast.bureau) == []


def test_the_number_of_questions_does_not_grow_with_the_rows(cast, as_user):
    pick(cast, "training_count", "training_participants")
    client = as_user(cast.leader)
    training(cast, "甲", date(2022, 3, 1), cast.east)
    counts = []
    for name in ("乙", "丙"):
        training(cast, name, date(2022, 3, 2), cast.east)
        client.get("/leader/?p=2022-H1")
        with CaptureQueriesContext(connection) as asked:
            client.get("/leader/?p=2022-H1")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] < 60


def test_the_owner_of_an_assessed_indicator_is_named_beside_what_lags(cast, as_user):
    training(cast, "甲", date(2022, 3, 1))
    values = {
        "assessment": "年度考核", "indicator": built_in()["training_count"].name, "year": 2022, "target": Decimal(40),
        "owner": "综合科", "measure_unit": "场",
    }  # fmt: skip
    add_record(
        registers()["assessments"],
        values,
        bureau=cast.bureau,
        author=Author(None, "测试", bureau=cast.bureau),
        sources={},
    )
    pick(cast, "training_count")
    page = as_user(cast.leader).get("/leader/?p=2022-H1").content.decode()
    assert "找 综合科" in page
