"""OIDC from end to end: a real provider in a process of its own, and one that lies."""

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from django.test import Client
from django_otp.oath import totp

from taizhang.accounts import second_factor
from taizhang.accounts.actions import switch_user
from taizhang.accounts.models import Authenticator, Sitting, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from tests.providers.browsing import Browser, asked, ours
from tests.providers.liar import KEY, OTHER_KEY

pytestmark = pytest.mark.django_db


def begin(client, then=""):
    """To the provider; returns the address there."""
    answer = client.get("/sign-in/oidc/" + (f"?next={then}" if then else ""))
    assert answer.status_code == 302
    return answer.url


def walk(client, name, then=""):
    """The whole way: to the provider, sign in there, and back."""
    back = Browser().sign_in(begin(client, then), name)
    return client.get(ours(back))


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def refused(answer, word) -> bool:
    page = answer.content.decode()
    return answer.status_code in (403, 503) and word in page and "回到登录页" in page


def test_who_is_tied_comes_in_and_the_journal_names_the_provider(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    to = begin(client, "/registers/needs/")
    assert {**asked(to), "state": "", "nonce": "", "code_challenge": ""} == {
        "response_type": "code", "scope": "openid", "client_id": "taizhang", "state": "", "nonce": "",
        "redirect_uri": "http://testserver/sign-in/oidc/back/", "code_challenge": "", "code_challenge_method": "S256",
    }  # fmt: skip
    answer = client.get(ours(Browser().sign_in(to, "zhou.min")))
    assert (answer.status_code, answer.url) == (302, "/registers/needs/")
    assert client.get("/registers/needs/").status_code == 200
    entry = Entry.objects.get(event=Event.SIGNED_IN)
    assert (entry.by, entry.ground) == (cast.staff, "由“统一身份认证”认证")
    assert Sitting.objects.get(user=cast.staff).provider == "oidc"


def test_the_role_is_ours_whatever_the_provider_says(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    walk(client, "zhou.min")
    assert User.objects.get(pk=cast.staff.pk).role == "staff"
    assert client.get("/admin/users/").status_code == 403


def test_a_wrong_password_stays_at_the_provider(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    assert Browser().sign_in(begin(client), "zhou.min", "wrong") == ""
    assert not signed_in(client)


def test_whom_nobody_tied_reads_his_number_and_no_account_is_made(cast, client, with_oidc):
    before = User.objects.count()
    answer = walk(client, "nobody.here")
    assert refused(answer, "E-nobody.here") and refused(answer, "系统管理员")
    assert not signed_in(client) and User.objects.count() == before
    entry = Entry.objects.get(event=Event.SIGN_IN_FAILED)
    assert entry.ground == "统一身份认证：没有关联的帐号"
    assert "nobody" not in f"{entry.title}{entry.after}{entry.ground}"


def test_who_is_switched_off_stays_out(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    switch_user(user=cast.staff, on=False, author=Author(cast.system))
    assert refused(walk(client, "zhou.min"), "已停用")
    assert not signed_in(client)
    assert Entry.objects.get(event=Event.SIGN_IN_FAILED).bureau == cast.bureau


def test_a_state_that_this_browser_did_not_begin_is_refused(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    back = ours(Browser().sign_in(begin(Client()), "zhou.min"))
    assert refused(client.get(back), "对不上")
    begin(client)
    assert refused(client.get(back), "对不上")
    assert refused(client.get("/sign-in/oidc/back/?code=x&state=forged"), "对不上")
    assert refused(client.get("/sign-in/oidc/back/"), "对不上")
    assert not signed_in(client)


def test_the_same_answer_does_not_work_twice(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    back = ours(Browser().sign_in(begin(client), "zhou.min"))
    assert client.get(back).status_code == 302
    client.post("/sign-out/")
    assert refused(client.get(back), "对不上") and not signed_in(client)


def test_a_code_of_another_sign_in_is_refused_by_its_verifier(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    stolen = asked(Browser().sign_in(begin(Client()), "zhou.min"))["code"]
    mine = asked(begin(client))["state"]
    assert refused(client.get("/sign-in/oidc/back/", {"code": stolen, "state": mine}), "对不上")
    assert not signed_in(client)


@pytest.mark.parametrize(
    "then", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_next_leads_nowhere_else(cast, client, with_oidc, tie, then):
    tie(cast.staff, "oidc", "E-zhou.min")
    assert walk(client, "zhou.min", then).url == "/"


def test_cancelled_at_the_provider(cast, client, with_oidc):
    state = asked(begin(client))["state"]
    assert refused(client.get("/sign-in/oidc/back/", {"error": "access_denied", "state": state}), "取消")


def test_a_silent_provider_is_told_in_words(cast, client, configure):
    configure(OIDC_ISSUER="http://127.0.0.1:9", OIDC_CLIENT_ID="x", OIDC_CLIENT_SECRET="y")
    answer = client.get("/sign-in/oidc/")
    assert answer.status_code == 503 and refused(answer, "没有应答")
    assert not Entry.objects.filter(event=Event.SIGN_IN_FAILED).exists()


# One that lies.


@pytest.fixture
def lied_to(liar, configure):
    configure(OIDC_ISSUER=liar.address, OIDC_CLIENT_ID="taizhang", OIDC_CLIENT_SECRET="s")
    return liar


def come_back(client, liar, **said):
    """Back from the liar, who says these claims."""
    to = asked(begin(client))
    how = {n: said.pop(n) for n in ("key", "algorithm", "kid") if n in said}
    liar.says(liar.claims(**{"nonce": to["nonce"], **said}), **how)
    return client.get("/sign-in/oidc/back/", {"code": "c", "state": to["state"]})


def test_the_liar_is_believed_when_he_tells_the_truth(cast, client, lied_to, tie):
    tie(cast.staff, "oidc", "77")
    assert come_back(client, lied_to).status_code == 302 and signed_in(client)


PEM = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": None}, {"iss": "http://evil.example"},
        {"iss": None}, {"exp": 1_000_000_000}, {"exp": None}, {"sub": None}, {"sub": ""}, {"azp": "another"},
        {"iat": 9_999_999_999}, {"key": OTHER_KEY}, {"kid": "unknown"}, {"key": "", "algorithm": "none"},
        {"key": "x" * 32, "algorithm": "HS256"}, {"algorithm": "RS512"},
        {"aud": ["taizhang", "b"], "azp": "b"},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_does_not_hold_is_refused(cast, client, lied_to, tie, lie):
    tie(cast.staff, "oidc", "77")
    assert come_back(client, lied_to, **lie).status_code == 403
    assert not signed_in(client)
    entry = Entry.objects.get(event=Event.SIGN_IN_FAILED)
    assert entry.ground == "统一身份认证：凭据不对"


def test_a_token_signed_with_the_public_key_as_a_password_is_refused(cast, client, lied_to, tie):
    tie(cast.staff, "oidc", "77")
    to = asked(begin(client))
    body = jwt.encode(lied_to.claims(to["nonce"]), "x" * 32, algorithm="HS256", headers={"kid": "one"})
    head_and_claims = body.rsplit(".", 1)[0]
    import base64
    import hashlib
    import hmac

    sign = hmac.new(PEM, head_and_claims.encode(), hashlib.sha256).digest()
    lied_to.answer = {
        "access_token": "a",
        "id_token": f"{head_and_claims}.{base64.urlsafe_b64encode(sign).decode().rstrip('=')}",
    }
    assert client.get("/sign-in/oidc/back/", {"code": "c", "state": to["state"]}).status_code == 403
    assert not signed_in(client)


@pytest.mark.parametrize(
    "answer", [{}, {"id_token": "x"}, {"id_token": None}, {"error": "no"}, [], "x"], ids=str
)
def test_an_answer_that_is_none_is_refused(cast, client, lied_to, answer):
    state = asked(begin(client))["state"]
    lied_to.answer = answer
    assert client.get("/sign-in/oidc/back/", {"code": "c", "state": state}).status_code == 403


@pytest.mark.parametrize(("status", "told"), [(400, 403), (500, 503)])
def test_a_refusal_and_a_breakdown_of_the_provider_are_told_apart(cast, client, lied_to, status, told):
    state = asked(begin(client))["state"]
    lied_to.status = status
    assert client.get("/sign-in/oidc/back/", {"code": "c", "state": state}).status_code == told


def test_an_issuer_that_calls_itself_otherwise_is_refused(cast, client, lied_to):
    lied_to.issuer = "https://another.example"
    assert refused(client.get("/sign-in/oidc/"), "不一致")


def test_what_the_token_lacks_comes_from_the_page_about_the_same_person_only(
    cast, client, liar, configure, tie
):
    configure(
        OIDC_ISSUER=liar.address, OIDC_CLIENT_ID="taizhang", OIDC_CLIENT_SECRET="s", OIDC_CLAIM="number"
    )
    tie(cast.staff, "oidc", "N1")
    liar.person = {"sub": "78", "number": "N1"}
    assert come_back(client, liar).status_code == 403 and not signed_in(client)
    liar.person = {"sub": "77", "number": "N1"}
    assert come_back(client, liar).status_code == 302 and signed_in(client)


# The second factor.


def phone_of(user):
    device = second_factor.prepare(user)
    device.confirmed = True
    device.save()
    return Authenticator.objects.get(user=user)


def test_our_code_is_asked_for_unless_the_providers_counts(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    device = phone_of(cast.staff)
    answer = walk(client, "zhou.min", "/registers/needs/")
    assert answer.url == "/sign-in/code/" and not signed_in(client)
    answer = client.post("/sign-in/code/", {"code": f"{totp(device.secret):06}"})
    assert answer.url == "/registers/needs/" and signed_in(client)
    assert Entry.objects.get(event=Event.SIGNED_IN).ground == "由“统一身份认证”认证"
    with_oidc(OIDC_SECOND_FACTOR="others")
    other = Client()
    assert walk(other, "zhou.min").url == "/" and signed_in(other)


def test_an_administrator_still_shows_our_code(cast, client, with_oidc, tie):
    with_oidc(OIDC_SECOND_FACTOR="others")
    tie(cast.audit, "oidc", "E-zhou.min")
    phone_of(cast.audit)
    assert walk(client, "zhou.min").url == "/sign-in/code/" and not signed_in(client)
    with_oidc(OIDC_SECOND_FACTOR="all")
    assert walk(client, "zhou.min").url == "/" and signed_in(client)


@pytest.mark.parametrize(
    ("methods", "code"), [(["pwd"], True), (["pwd", "otp"], False), (None, False), ("mfa", True)]
)
def test_a_provider_that_asked_for_a_password_alone_does_not_count(
    cast, client, liar, configure, tie, methods, code
):
    configure(
        OIDC_ISSUER=liar.address, OIDC_CLIENT_ID="taizhang", OIDC_CLIENT_SECRET="s", OIDC_SECOND_FACTOR="all"
    )
    tie(cast.staff, "oidc", "77")
    phone_of(cast.staff)
    assert (come_back(client, liar, amr=methods).url == "/sign-in/code/") is code


def test_a_role_that_must_have_a_second_factor_sets_ours_up(cast, client, with_oidc, tie, settings):
    settings.SIGN_IN_RULES = {}
    tie(cast.finance, "oidc", "E-zhou.min")
    walk(client, "zhou.min")
    assert client.get("/").url.startswith("/admin/account/second/")


# Out again.


def test_signing_out_goes_on_to_the_provider(cast, client, with_oidc, tie):
    tie(cast.staff, "oidc", "E-zhou.min")
    browser = Browser()
    client.get(ours(browser.sign_in(begin(client), "zhou.min")))
    page = client.post("/sign-out/").content.decode()
    assert not signed_in(client)
    there = page.split("url=", 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert there.startswith("http://127.0.0.1")
    out = browser.session.get(there, allow_redirects=False, timeout=10)
    assert out.headers["Location"] == "http://testserver/sign-in/"
    again = browser.session.get(begin(client), allow_redirects=False, timeout=10)
    assert "/accounts/login/" in again.headers["Location"]
