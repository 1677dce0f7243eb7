"""CAS from end to end: a real server in a process of its own."""

import pytest
import requests
from django.test import Client

from taizhang.accounts.models import Sitting, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from tests.providers.browsing import Browser, asked, ours

pytestmark = pytest.mark.django_db


def begin(client, then=""):
    answer = client.get("/sign-in/cas/" + (f"?next={then}" if then else ""))
    assert answer.status_code == 302
    return answer.url


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def refused(answer, word) -> bool:
    return answer.status_code == 403 and word in answer.content.decode() and not signed_in(answer.client)


def test_who_is_tied_comes_in_and_the_journal_names_the_provider(cast, client, with_cas, tie):
    tie(cast.staff, "cas", "Zhou.Min")
    answer = client.get(ours(Browser().sign_in(begin(client, "/registers/needs/"), "zhou.min")))
    assert (answer.status_code, answer.url) == (302, "/registers/needs/")
    assert client.get("/registers/needs/").status_code == 200
    entry = Entry.objects.get(event=Event.SIGNED_IN)
    assert (entry.by, entry.ground) == (cast.staff, "由“统一身份认证（CAS）”认证")
    sitting = Sitting.objects.get(user=cast.staff)
    assert sitting.provider == "cas" and len(sitting.ticket) == 64


def test_a_wrong_password_stays_at_the_server(cast, client, with_cas, tie):
    tie(cast.staff, "cas", "zhou.min")
    assert Browser().sign_in(begin(client), "zhou.min", "wrong") == ""


def test_whom_nobody_tied_reads_his_name_and_no_account_is_made(cast, client, with_cas):
    before = User.objects.count()
    answer = client.get(ours(Browser().sign_in(begin(client), "nobody.here")))
    assert refused(answer, "nobody.here") and User.objects.count() == before
    assert Entry.objects.get(event=Event.SIGN_IN_FAILED).ground == "统一身份认证（CAS）：没有关联的帐号"


def test_a_ticket_works_once_in_one_browser(cast, client, with_cas, tie):
    tie(cast.staff, "cas", "zhou.min")
    back = ours(Browser().sign_in(begin(client), "zhou.min"))
    assert refused(Client().get(back), "票据不对")  # another's browser, such as a link that was sent
    assert client.get(back).status_code == 302
    client.post("/sign-out/")
    assert refused(client.get(back), "票据不对")
    state = asked(asked(begin(client))["service"])["state"]
    replayed = {"ticket": asked(back)["ticket"], "state": state}
    assert refused(client.get("/sign-in/cas/back/", replayed), "票据不对")


def test_a_ticket_for_another_sign_in_is_refused_by_the_server(cast, client, with_cas, tie):
    tie(cast.staff, "cas", "zhou.min")
    ticket = asked(Browser().sign_in(begin(Client()), "zhou.min"))["ticket"]
    state = asked(asked(begin(client))["service"])["state"]
    assert refused(client.get("/sign-in/cas/back/", {"ticket": ticket, "state": state}), "票据不对")


@pytest.mark.parametrize(
    "ticket", ["ST-made-up", "", "PT-1", "ST-" + "9" * 5000, "ST-1&service=x", "ST-\r\nHost: x"]
)
def test_a_ticket_made_up_is_refused(cast, client, with_cas, ticket):
    state = asked(asked(begin(client))["service"])["state"]
    assert refused(client.get("/sign-in/cas/back/", {"ticket": ticket, "state": state}), "票据不对")


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_next_leads_nowhere_else(cast, client, with_cas, tie, then):
    tie(cast.staff, "cas", "zhou.min")
    assert client.get(ours(Browser().sign_in(begin(client, then), "zhou.min"))).url == "/"


def test_a_silent_server_is_told_in_words(cast, client, configure):
    configure(CAS_URL="http://127.0.0.1:9/cas")
    state = asked(asked(begin(client))["service"])["state"]
    answer = client.get("/sign-in/cas/back/", {"ticket": "ST-1", "state": state})
    assert answer.status_code == 503 and "没有应答" in answer.content.decode()


def test_an_answer_that_is_no_cas_is_told_in_words(cast, client, city, configure):
    configure(CAS_URL=f"{city}/oidc")  # a page that is not found
    state = asked(asked(begin(client))["service"])["state"]
    answer = client.get("/sign-in/cas/back/", {"ticket": "ST-1", "state": state})
    assert answer.status_code == 503 and "没有应答" in answer.content.decode()


def test_an_attribute_that_the_server_does_not_give_is_told(cast, client, with_cas, tie):
    with_cas(CAS_ATTRIBUTE="employeeNumber")
    answer = client.get(ours(Browser().sign_in(begin(client), "zhou.min")))
    assert refused(answer, "employeeNumber")


def test_an_attribute_of_the_server_may_be_what_is_tied(cast, client, with_cas, tie):
    with_cas(CAS_ATTRIBUTE="username")
    tie(cast.staff, "cas", "zhou.min")
    client.get(ours(Browser().sign_in(begin(client), "zhou.min")))
    assert signed_in(client)


# Out again.


def told_out(ticket):
    return (
        '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="x" Version="2.0">'
        f"<samlp:SessionIndex>{ticket}</samlp:SessionIndex></samlp:LogoutRequest>"
    )


def test_signing_out_goes_on_to_the_server(cast, client, with_cas, tie):
    tie(cast.staff, "cas", "zhou.min")
    browser = Browser()
    client.get(ours(browser.sign_in(begin(client), "zhou.min")))
    there = client.post("/sign-out/").content.decode().split("url=", 1)[1].split('"', 1)[0]
    assert browser.session.get(there, allow_redirects=False, timeout=10).status_code in (200, 302)
    form = browser.session.get(begin(client), allow_redirects=False, timeout=10)
    assert not form.is_redirect and "password" in form.text
    with_cas(CAS_LOG_OUT="0")
    client.get(ours(Browser().sign_in(begin(client), "zhou.min")))
    assert client.post("/sign-out/").url == "/sign-in/"


def test_what_names_no_ticket_of_ours_ends_nothing(cast, client, with_cas, tie):
    tie(cast.staff, "cas", "zhou.min")
    client.get(ours(Browser().sign_in(begin(client), "zhou.min")))
    ours_only = Client(enforce_csrf_checks=True)
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + told_out("&b;")
    for said in (told_out("ST-other"), told_out(""), "", "<", entity, "x" * 20_000, told_out("\0")):
        assert ours_only.post("/sign-in/cas/back/", {"logoutRequest": said}).status_code == 204
    assert Sitting.objects.get(user=cast.staff).ended_at is None
    assert client.get("/registers/needs/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_signing_out_at_the_server_ends_the_sitting_here(cast, live_server, with_cas, tie):
    """The whole way over HTTP: the city's server itself tells ours."""
    tie(cast.staff, "cas", "zhou.min")
    city, here = Browser(), requests.Session()
    to = here.get(f"{live_server.url}/sign-in/cas/", allow_redirects=False, timeout=10).headers["Location"]
    here.get(city.sign_in(to, "zhou.min"), timeout=10)
    assert here.get(f"{live_server.url}/registers/needs/", timeout=10).url.endswith("/registers/needs/")
    city.session.get(to.split("login?")[0] + "logout", timeout=10)
    page = here.get(f"{live_server.url}/registers/needs/", timeout=10)
    assert "/sign-in/" in page.url and "您已在统一身份认证处退出" in page.text
    sitting = Sitting.objects.get(user=cast.staff)
    assert sitting.end == Sitting.End.PROVIDER
    assert Entry.objects.filter(event=Event.SITTING_ENDED, ground="在统一身份认证处退出").count() == 1
