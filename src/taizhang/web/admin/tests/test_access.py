"""The page on which the security administrator asks who can do what and why, and reads who was refused."""

import re

import pytest
from django.core.cache import cache
from tests.cast import user

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.accounts.models import Role
from taizhang.web.admin import reach

PAGE = "/admin/access/"


def text(page):
    """What a person reads: no tags, no runs of blanks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode().split("<main")[1]))


@pytest.fixture
def ask(cast, as_user):
    """The page's answer to a question."""
    return lambda **asked: as_user(cast.security).get(PAGE, asked)


def rows(page):
    """Act, yes or no, sentence and ground of each answer."""
    return {why.act: why for _, answers in page.context["why"] for why in answers}


@pytest.mark.parametrize(
    ("who", "reached", "condition"),
    [
        ("staff", True, "条件满足：记录属于本局"),
        ("liaison", True, "条件满足：记录的“所属区划”在他联络的镇街园区之内"),
        ("liaison_west", False, "条件不满足：记录的“所属区划”在他联络的镇街园区之内"),
        ("enterprise", True, "条件满足：记录的某个单位栏就是他的单位"),
        ("enterprise_west", False, "条件不满足：记录的某个单位栏就是他的单位"),
        ("bank", False, "只到：科技信贷"),
    ],
)
def test_a_record_is_within_somebodys_reach_or_not_and_the_page_says_by_which_condition(
    cast, ask, who, reached, condition
):
    page = ask(person=who, act="view", register="organizations", record=str(cast.firm_east.pk))
    (why,) = rows(page).values()
    assert why.yes is reached
    assert condition in why.reach and condition in text(page)


def test_without_an_act_every_act_on_the_record_is_answered(cast, ask):
    page = ask(person="liaison", register="organizations", record=str(cast.firm_east.pk))
    yes = {act for act, why in rows(page).items() if why.yes}
    assert yes == {"查找", "查看", "修改", "导出", "查看改动", "添加附件"}
    assert {act for act, why in rows(page).items() if not why.yes} == {
        "核实",
        "终止记录",
        "查看被遮盖的个人信息",
    }


def test_the_page_shows_no_contents_of_the_record_and_no_record_of_another_bureau(cast, ask):
    page = ask(act="view", register="organizations", record=str(cast.firm_west.pk))
    told = page.content.decode()
    assert cast.firm_west.credit_code not in told and cast.firm_west.phone not in told
    absent = ask(act="view", register="organizations", record="987654321")
    for number in (cast.firm_elsewhere.pk, 987654321):
        page = ask(person="staff", act="view", register="organizations", record=str(number))
        assert f"没有本局的 {number} 号记录" in text(page)
        assert "why" not in page.context and "holders" not in page.context
    assert "要问一条记录，请同时选它所在的台账" in text(ask(person="staff", record="1"))
    assert absent.status_code == 200


def test_who_can_do_it_to_the_record_is_everybody_who_can_and_nobody_else(cast, ask):
    record = {"register": "organizations", "record": str(cast.firm_east.pk)}
    named = {p.username for p in ask(act="view", **record).context["holders"]}
    assert named == {"staff", "colleague", "leader", "finance", "liaison", "enterprise"}
    assert {p.username for p in ask(act="verify", **record).context["holders"]} == {"staff", "colleague"}


def test_people_beyond_the_first_ones_are_not_forgotten_for_a_record(cast, ask, monkeypatch):
    monkeypatch.setattr(reach, "MOST", 2)
    for n in range(4):
        user(f"a-firm-{n}", Role.ENTERPRISE, cast.bureau, organization=cast.firm_west)
    asked = {"act": "change", "register": "organizations"}
    page = ask(**asked, record=str(cast.firm_east.pk))
    assert [p.username for p in page.context["holders"]] == ["enterprise", "liaison"]
    assert "只列出前 2 人" in text(page)  # the section staff come after them
    assert "只列出前 2 人" in text(ask(**asked))


def test_somebody_switched_off_can_do_nothing(cast, ask):
    cast.colleague.is_active = False
    cast.colleague.save()
    (why,) = rows(ask(person="colleague", act="view")).values()
    assert (why.yes, why.sentence) == (False, "colleague的帐号已停用，什么也不能做。")
    assert cast.colleague not in ask(act="view").context["holders"]


def test_refusals_of_the_bureau_are_read_newest_first_in_the_words_that_were_read(cast, as_user, ask):
    cache.clear()
    as_user(cast.liaison).get("/admin/journal/")
    as_user(cast.leader).get("/admin/users/")
    as_user(cast.stranger_staff).get("/admin/users/")
    told = ask().context["refusals"]
    assert [(one["by"], one["sentence"]) for one in told][:2] == [
        (cast.leader, can(cast.leader, Act.USERS).sentence),
        (cast.liaison, can(cast.liaison, Act.JOURNAL).sentence),
    ]
    assert cast.stranger_staff not in [one["by"] for one in told]
    page = text(ask())
    assert can(cast.leader, Act.USERS).sentence in page
    assert "/admin/users/" not in page  # addresses are for the audit administrator


def test_an_odd_question_is_no_fault(ask):
    for asked in (
        {"record": "1" * 40, "register": "organizations"},
        {"record": "²"},
        {"person": "\0"},
        {"act": "home"},
    ):
        assert ask(**asked).status_code == 200
