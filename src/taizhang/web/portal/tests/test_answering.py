"""Questions that no register answers, saved as they are given; reminders."""

import pytest

from taizhang.decisions.models import Reminder, StatedFact
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.web.portal.sections import Section


@pytest.fixture
def ready(cast, annual):
    """All figures are there; only the question about accidents is open."""
    annual(cast.firm_east, ago=2, revenue=1000, rd=50)
    annual(cast.firm_east, ago=1, revenue=1000, rd=60)


def answer(client, firm, value, *, fragment=True, fact="major_safety_accident"):
    headers = {"HX-Request": "true"} if fragment else {}
    return client.post(f"/benefits/{firm.pk}/answer/", {"fact": fact, "value": value}, headers=headers)


def test_an_answer_is_saved_at_once_and_turns_the_page(cast, as_user, ready, card):
    client = as_user(cast.enterprise)
    asked = {q.name: q for q in client.get("/my/benefits/").context["questions"]}["major_safety_accident"]
    assert (asked.value, asked.at) == ("", None)
    assert "试用政策" in asked.policies
    assert card(client).section == Section.UNKNOWN
    saved = answer(client, cast.firm_east, "否")
    assert saved.status_code == 200
    assert "已保存" in saved.content.decode()
    assert card(client).section == Section.DIRECT
    answer(client, cast.firm_east, "是")
    assert card(client).section == Section.NEARLY
    assert [(s.value, s.ended_at is None) for s in StatedFact.objects.order_by("pk")] == [
        ("否", False),
        ("是", True),
    ]
    assert Entry.objects.filter(event=Event.FACTS_STATED).count() == 2


def test_without_javascript_the_answer_leads_back_to_its_question(cast, as_user, ready):
    done = answer(as_user(cast.enterprise), cast.firm_east, "否", fragment=False)
    assert done.headers["Location"] == "/my/benefits/#ask-major_safety_accident"


def test_an_answer_that_cannot_be_read_is_told_beside_it(cast, as_user, ready):
    client = as_user(cast.enterprise)
    told = answer(client, cast.firm_east, "3 万元", fact="core_ip").content.decode()
    assert "以件计" in told
    assert answer(client, cast.firm_east, "3 万元", fact="core_ip", fragment=False).status_code == 409
    assert StatedFact.objects.count() == 0


WHO = {"liaison": 200, "staff": 200, "leader": 409, "liaison_west": 404, "enterprise_west": 404}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_may_answer_for_a_firm(cast, as_user, who, status):
    assert answer(as_user(cast.users[who]), cast.firm_east, "否").status_code == status
    assert StatedFact.objects.count() == (status == 200)


def test_only_facts_that_are_asked_for_are_taken(cast, as_user):
    for fact in ("no_such", "sales_revenue", "class_one_ip"):
        assert answer(as_user(cast.enterprise), cast.firm_east, "1", fact=fact).status_code == 409


def test_what_the_ledger_holds_is_not_asked(cast, as_user, ready):
    names = {q.name for q in as_user(cast.enterprise).get("/my/benefits/").context["questions"]}
    assert "major_safety_accident" in names
    assert "resident" not in names  # the firm has a credit code


def test_a_reminder_is_set_once_and_taken_back(cast, as_user, card, trial):
    client, address = as_user(cast.enterprise), f"/benefits/{cast.firm_east.pk}/remind/"
    for _ in range(2):
        client.post(address, {"policy": trial})
    assert [(r.policy, r.by) for r in Reminder.objects.filter(ended_at=None)] == [(trial, cast.enterprise)]
    assert card(client).reminded
    client.post(address, {"policy": trial, "stop": "1"})
    assert not card(client).reminded
    assert client.post(address, {"policy": "no/such"}).status_code == 409
