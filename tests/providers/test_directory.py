"""LDAP from end to end: a real slapd with StartTLS."""

import pytest
from ldap3 import Connection, Server

from taizhang.accounts.models import FailedSignIn, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from tests.cast import PASSWORD as OURS
from tests.providers.directory import BASE, PASSWORD, READER, READER_PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/sign-in/directory/"


@pytest.fixture
def with_template(people, configure):
    def configured(**more):
        configure(
            LDAP_URL=people.url,
            LDAP_CA_FILE=people.ca_file,
            LDAP_USER_DN=f"uid={{name}},ou=people,{BASE}",
            **more,
        )

    configured()
    return configured


@pytest.fixture
def with_search(people, configure):
    def configured(**more):
        configure(**{
            "LDAP_URL": people.url, "LDAP_CA_FILE": people.ca_file, "LDAP_BASE": f"ou=people,{BASE}",
            "LDAP_BIND_DN": READER, "LDAP_BIND_PASSWORD": READER_PASSWORD, **more,
        })  # fmt: skip

    configured()
    return configured


@pytest.fixture(params=["template", "search"])
def directory(request):
    return request.getfixturevalue(f"with_{request.param}")


def sign_in(client, name, password=PASSWORD, **more):
    return client.post(PAGE, {"username": name, "password": password, **more})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_who_is_tied_comes_in_and_the_journal_names_the_directory(cast, client, directory, tie):
    tie(cast.staff, "ldap", "Zhou.Min")
    answer = sign_in(client, "zhou.min", next="/registers/needs/")
    assert (answer.status_code, answer.url) == (302, "/registers/needs/")
    assert client.get("/registers/needs/").status_code == 200
    entry = Entry.objects.get(event=Event.SIGNED_IN)
    assert (entry.by, entry.ground) == (cast.staff, "由“单位目录帐号”认证")


def test_another_attribute_may_be_what_is_tied(cast, client, directory, tie):
    directory(LDAP_ATTRIBUTE="employeeNumber")
    tie(cast.staff, "ldap", "E0")
    sign_in(client, "zhou.min")
    assert signed_in(client)


@pytest.mark.parametrize(("name", "password"), [
    ("zhou.min", "wrong"), ("zhou.min", ""), ("zhou.min", " "), ("", PASSWORD), ("zhou.min", "\0"), ("no.such", PASSWORD),
    ("*", PASSWORD), ("*)(uid=*", PASSWORD), ("zhou*", PASSWORD), ("zhou.min)(cn=*", PASSWORD), ("*)(|(uid=*", PASSWORD),
    (f"zhou.min,ou=people,{BASE}", PASSWORD), ("zhou.min+cn=x", PASSWORD), ("\\2a", PASSWORD), ("zhou.min\0", PASSWORD),
    ("x" * 5000, PASSWORD), ("zhou.min", "x" * 5000), ("周敏" * 60, PASSWORD),
])  # fmt: skip
def test_what_is_wrong_or_made_to_break_the_query_gets_the_same_sentence(
    cast, client, directory, tie, name, password
):
    tie(cast.staff, "ldap", "zhou.min")
    answer = sign_in(client, name, password)
    assert answer.status_code == 422 and "目录帐号或密码不对" in answer.content.decode()
    assert not signed_in(client)
    journalled = Entry.objects.filter(event=Event.SIGN_IN_FAILED).values_list("ground", flat=True)
    could_be_a_name = len(name) <= 150 and "\0" not in name
    assert list(journalled) == ["单位目录帐号：帐号或密码不对"] * could_be_a_name


def test_signs_in_a_name_are_letters_and_nothing_else(cast, client, directory, tie):
    tie(cast.staff, "ldap", "liu*")
    tie(cast.colleague, "ldap", "wei(1)")
    sign_in(client, "liu*")
    assert client.session["_auth_user_id"] == str(cast.staff.pk)
    client.logout()
    sign_in(client, "wei(1)")
    assert client.session["_auth_user_id"] == str(cast.colleague.pk)


def test_whom_nobody_tied_reads_his_name_and_is_not_counted_as_wrong(cast, client, directory):
    before = User.objects.count()
    answer = sign_in(client, "nobody.here")
    assert answer.status_code == 403 and "nobody.here" in answer.content.decode()
    assert not signed_in(client) and User.objects.count() == before
    assert not FailedSignIn.objects.exists()


def test_wrong_passwords_lock_as_ours_do(cast, client, directory, tie):
    tie(cast.staff, "ldap", "zhou.min")
    for _ in range(4):
        assert sign_in(client, "zhou.min", "wrong").status_code == 422
    assert "暂时锁定" in sign_in(client, "zhou.min", "wrong").content.decode()
    assert "暂时锁定" in sign_in(client, "zhou.min").content.decode()
    assert not signed_in(client)
    assert FailedSignIn.objects.filter(user=cast.staff).exists()


def test_the_two_passwords_never_stand_in_for_one_another(cast, client, with_search, tie):
    tie(cast.staff, "ldap", "zhou.min")
    assert sign_in(client, "zhou.min", OURS).status_code == 422
    assert sign_in(client, "staff", OURS).status_code == 422
    client.post("/sign-in/", {"username": "staff", "password": PASSWORD})
    client.post("/sign-in/", {"username": "zhou.min", "password": PASSWORD})
    client.post("/sign-in/", {"username": "zhou.min", "password": "", "directory_password": PASSWORD})
    assert not signed_in(client)


def test_next_leads_nowhere_else(cast, client, with_search, tie):
    tie(cast.staff, "ldap", "zhou.min")
    assert sign_in(client, "zhou.min", next="https://evil.example/").url == "/"


@pytest.mark.parametrize("broken", [
    {"LDAP_URL": "ldap://127.0.0.1:9"}, {"LDAP_CA_FILE": ""}, {"LDAP_BIND_PASSWORD": "another"},
    {"LDAP_BASE": "ou=elsewhere,dc=other"},
], ids=str)  # fmt: skip
def test_a_directory_that_cannot_be_asked_lets_nobody_in(cast, client, with_search, tie, broken):
    """Down, of a certificate that nobody vouches for, not to be read: never a way in, and the person reads so."""
    tie(cast.staff, "ldap", "zhou.min")
    with_search(**broken)
    answer = sign_in(client, "zhou.min")
    assert answer.status_code in (503, 422) and not signed_in(client)
    if answer.status_code == 503:
        assert "没有应答" in answer.content.decode()
        assert not FailedSignIn.objects.exists()


def test_an_attribute_that_is_not_there_is_told(cast, client, directory):
    directory(LDAP_ATTRIBUTE="mobile")
    answer = sign_in(client, "zhou.min")
    assert answer.status_code == 503 and "mobile" in answer.content.decode()


def test_the_server_itself_would_have_said_yes_to_an_empty_password(people):
    """Why an empty password never reaches it: for the protocol that is an anonymous sign-in, and it succeeds."""
    asked = Connection(Server(people.url), authentication="ANONYMOUS")
    assert asked.bind()
