"""The page of changes: who sees it, what is chosen is judged anew, what one press decided is taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.outsider import outside

from taizhang.decisions import runs
from taizhang.decisions.actions import decide, state_facts
from taizhang.decisions.models import Decision, Judging, Working
from taizhang.decisions.packs import pack_of
from taizhang.decisions.tests.ledger import add
from taizhang.decisions.tests.test_deciding import MAKER, runs_a_space
from taizhang.journal.writing import Author
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

PAGE = "/decisions/changes/"


def client_of(user):
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def turned(cast, today):
    """Two maker spaces that met the criteria; today the eastern one has too few staff."""
    firms = [cast.firm_east, cast.firm_west]
    for firm in firms:
        runs_a_space(cast, firm)
    made = decide(cast.bureau, firms, pack_of(MAKER), on=today, author=Author(cast.staff))
    state_facts(cast.firm_east, {("maker_staff", None): "2 人"}, author=Author(cast.enterprise))
    return made


def standing_words():
    rows = Decision._default_manager.filter(state=State.VERIFIED, until=None, policy=MAKER).order_by(
        "organization"
    )
    return [d.answer for d in rows]


def test_what_changed_is_shown_with_why_and_the_sum_adds_up(cast, turned):
    text = client_of(cast.staff).get(PAGE, {"policy": MAKER}).content.decode()
    assert all(
        words in text
        for words in (
            cast.firm_east.name,
            "新数据",
            "专职工作人员",
            "3 人",
            "2 人",
            "企业填报",
            "重新判定选中的",
        )
    )
    told = client_of(cast.staff).get(PAGE, {"policy": MAKER}).context["board"]
    assert (told.standing, told.same, told.better, told.worse) == (2, 1, 0, 1)


def test_the_chosen_are_judged_anew_and_can_be_taken_back(cast, turned):
    staff = client_of(cast.staff)
    staff.post("/decisions/again/", {"ids": [turned[0].pk, turned[1].pk], "policy": MAKER})
    assert standing_words() == ["fails", "meets"]
    assert Decision._default_manager.count() == 3, "what stands as it stood is left alone"
    page = staff.get(PAGE, {"policy": MAKER})
    assert "今天没有会变的判定" in page.content.decode()
    staff.post("/decisions/undo/", {"run": page.context["board"].run})
    assert standing_words() == ["meets", "meets"]
    assert (
        "已经撤销过"
        in staff.post("/decisions/undo/", {"run": page.context["board"].run}, follow=True).content.decode()
    )


def test_nothing_chosen_is_said_and_all_is_all(cast, turned):
    staff = client_of(cast.staff)
    assert "请先勾选企业" in staff.post("/decisions/again/", {"policy": MAKER}, follow=True).content.decode()
    staff.post("/decisions/again/", {"policy": MAKER, "all": "1"})
    assert standing_words() == ["fails", "meets"]
    assert "没有重新判定" in staff.post("/decisions/again/", {"all": "1"}, follow=True).content.decode()


def test_those_never_decided_are_decided_by_one_press(cast, today):
    runs_a_space(cast, cast.firm_west)
    staff = client_of(cast.staff)
    assert "还没有判定的企业" in staff.get(PAGE).content.decode()
    staff.post("/decisions/first/", {"decide": MAKER})
    assert standing_words() == ["meets"]
    assert (
        "可能别人刚刚判定过了"
        in staff.post("/decisions/first/", {"decide": MAKER}, follow=True).content.decode()
    )


def test_leaders_look_and_only_staff_decide(cast, turned):
    leader = client_of(cast.leader)
    answer = leader.get(PAGE)
    assert (answer.status_code, "重新判定选中的" in answer.content.decode()) == (200, False)
    for who in ("leader", "finance", "liaison", "enterprise", "stranger_staff"):
        client_of(cast.users[who]).post("/decisions/again/", {"policy": MAKER, "all": "1"})
        client_of(cast.users[who]).post("/decisions/undo/", {"run": turned[0].run})
    assert standing_words() == ["meets", "meets"]
    assert client_of(cast.enterprise).get(PAGE).status_code == 403


def test_a_decisions_page_shows_what_it_saw_and_whether_that_still_holds(cast, turned):
    address = f"/registers/decisions/{turned[0].pk}/"
    text = client_of(cast.staff).get(address).content.decode()
    assert all(
        words in text for words in ("判定依据", "当时看到的事实", "专职工作人员", "留存内容与日志相符")
    )
    assert not any(words in text for words in ("终止这条记录", "标为已核", f"{address}edit/"))
    assert client_of(cast.enterprise).get(address).status_code == 200
    assert client_of(cast.enterprise_west).get(address).status_code == 404
    with outside():
        work = Working.objects.get(decision=turned[0])
        work.facts[0]["text"] = "改过"
        work.save()
    assert "留存内容与日志不符" in client_of(cast.staff).get(address).content.decode()


def test_the_list_offers_nothing_by_hand(cast, turned):
    text = client_of(cast.staff).get("/registers/decisions/").content.decode()
    assert "今天会变的判定" in text
    assert not any(words in text for words in ("登记一条", "导入用的空表", "标为已核"))
    for address in ("new/", f"{turned[0].pk}/edit/"):
        assert client_of(cast.staff).get(f"/registers/decisions/{address}").status_code in (403, 404)


def test_many_are_judged_as_a_job_whose_page_tells_how_far_it_is_and_takes_it_back(cast, turned, monkeypatch):
    """More than are judged within a request: the page of the job, its progress, its outcome, its undoing."""
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    staff = client_of(cast.staff)
    answer = staff.post("/decisions/again/", {"policy": MAKER, "all": "1"})
    job = Judging.objects.get()
    page = f"/decisions/runs/{job.pk}/"
    assert (answer.status_code, answer["Location"], job.total) == (302, page, 1)
    assert "0/1 家" in staff.get(f"{page}progress/").content.decode()
    before = staff.get(PAGE).content.decode()
    assert ("正在判定" in before, "重新判定选中的" in before, "撤销这次判定" in before) == (
        True,
        False,
        False,
    )
    again = staff.post("/decisions/again/", {"policy": MAKER, "all": "1"}, follow=True).content.decode()
    assert "判定还在进行（0/1 家）" in again
    assert Judging.objects.count() == 1
    runs.work(job.pk)
    assert (staff.get(f"{page}progress/")["HX-Refresh"], standing_words()) == ("true", ["fails", "meets"])
    assert all(
        words in staff.get(page).content.decode() for words in ("已判定 1 家", "不符合", "撤销这 1 家的判定")
    )
    staff.post("/decisions/undo/", {"run": job.run})
    assert standing_words() == ["meets", "meets"]
    assert "判定已撤销" in staff.get(page).content.decode()


def test_the_page_of_a_job_says_when_no_worker_runs_and_is_for_those_who_decide(cast, turned, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    client_of(cast.staff).post("/decisions/again/", {"policy": MAKER, "all": "1"})
    job = Judging.objects.get()
    page = f"/decisions/runs/{job.pk}/"
    assert "后台任务没有运行" not in client_of(cast.staff).get(page).content.decode()
    runs.judge_many.enqueue(job.pk)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=1))
    assert "后台任务没有运行" in client_of(cast.staff).get(page).content.decode()
    seen = [
        client_of(cast.users[who]).get(page).status_code for who in ("leader", "enterprise", "stranger_staff")
    ]
    assert seen == [403, 403, 404]


@pytest.mark.parametrize("firms", [1, 3])
def test_the_queries_do_not_grow_with_the_firms(cast, today, django_assert_num_queries, firms):
    made = [add(cast, "organizations", name=f"澜江第{n}号有限公司", region=cast.east) for n in range(firms)]
    listed = list(Organization._default_manager.filter(pk__in=[m.pk for m in made]).select_related("bureau"))
    for firm in listed:
        runs_a_space(cast, firm)
    decide(cast.bureau, listed, pack_of(MAKER), on=today, author=Author(cast.staff))
    for firm in listed:
        state_facts(firm, {("maker_staff", None): "1 人"}, author=Author(cast.staff))
    staff = client_of(cast.staff)
    staff.get(PAGE)
    with django_assert_num_queries(QUERIES):
        assert len(staff.get(PAGE).context["rows"]) == firms


QUERIES = 39
