"""The second factor: set up once, asked for at sign-in, used once, reset with a reason."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django_otp.oath import totp
from tests.cast import PASSWORD

from taizhang.accounts import second_factor
from taizhang.accounts.bureau_rules import change_rules
from taizhang.accounts.models import ApiToken, Authenticator, RecoveryCode, Role, Sitting
from taizhang.accounts.tokens import user_of_token
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author

HOME = "/admin/account/"
SET_UP = "/admin/account/second/"


@pytest.fixture(autouse=True)
def _strict(strict, clock):
    """All of it by the rules as declared, the clock standing still."""


def code_of(user, ahead=0):
    """What the person's phone shows."""
    from time import time

    secret = Authenticator.objects.get(user=user).secret
    return f"{totp(secret, t0=-ahead * 30 - int(time()) + int(time())):06d}"


def with_phone(user):
    """The person has set his phone up; returns his recovery codes."""
    second_factor.prepare(user)
    return second_factor.confirm(user=user, code=code_of(user), author=Author(user))


def first_step(user, address="10.0.0.1"):
    client = Client(REMOTE_ADDR=address)
    answer = client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    return client, answer


@pytest.mark.parametrize("role", list(Role))
def test_the_roles_of_the_rule_must_set_it_up_before_anything_else(cast, role):
    client = Client()
    client.force_login(cast.users[role.value])
    must = role in ("system", "security", "audit", "finance", "leader")
    answer = client.get(HOME)
    assert (answer.status_code == 302) is must
    if must:
        assert answer.url.startswith(SET_UP)
        assert client.get("/api/v1/organizations").status_code == 403
        assert client.get("/", HTTP_HX_REQUEST="true").status_code == 403
        assert client.post("/sign-out/").status_code == 302


def test_setting_up_shows_the_picture_and_ends_with_recovery_codes(cast):
    client, _ = first_step(cast.finance)
    assert client.get("/").url == f"{SET_UP}?next=%2F"
    page = client.get(SET_UP).content.decode()
    assert 'src="data:image/svg+xml' in page and 'href="otpauth://totp/finance?secret=' in page
    assert client.post(SET_UP, {"code": "000000"}).status_code == 422
    page = client.post(SET_UP, {"code": code_of(cast.finance), "next": "/search/"}).content.decode()
    assert RecoveryCode.objects.filter(user=cast.finance).count() == 10
    assert 'href="/search/"' in page
    assert client.get(HOME).status_code == 200
    assert Entry.objects.filter(event=Event.SECOND_FACTOR_SET, record_id=cast.finance.pk).count() == 1


def test_neither_secret_nor_recovery_codes_stand_in_the_database(cast):
    codes = with_phone(cast.audit)
    device = Authenticator.objects.get(user=cast.audit)
    typed, raw = second_factor.typed_secret(device), device.secret.hex()
    with connection.cursor() as cursor:
        for table in ("accounts_authenticator", "accounts_recoverycode", "journal_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            held = repr(cursor.fetchall())
            assert typed not in held and raw not in held
            assert not [code for code in codes if code in held]


def test_the_password_alone_signs_nobody_in(cast, clock):
    with_phone(cast.audit)
    client, answer = first_step(cast.audit)
    assert answer.url == "/sign-in/code/"
    assert SESSION_KEY not in client.session
    assert client.get(HOME).status_code == 302
    assert not Sitting.objects.exists()
    clock.shift(30)
    assert client.post("/sign-in/code/", {"code": code_of(cast.audit)}).url == "/"
    assert client.get(HOME).status_code == 200


def test_a_code_is_used_once_and_so_is_everything_before_it(cast, clock):
    with_phone(cast.audit)
    clock.shift(60)
    code, earlier = code_of(cast.audit), code_of(cast.audit, -1)
    author = Author(cast.audit)
    assert second_factor.check(user=cast.audit, code=f" {code[:3]} {code[3:]}", author=author).right
    assert not second_factor.check(user=cast.audit, code=code, author=author).right
    clock.shift(2)
    assert not second_factor.check(user=cast.audit, code=earlier, author=author).right
    clock.shift(60)
    assert second_factor.check(user=cast.audit, code=code_of(cast.audit), author=author).right


def test_wrong_codes_slow_down_the_next(cast, clock):
    with_phone(cast.audit)
    clock.shift(60)
    author = Author(cast.audit)
    for wait in (1, 2, 4, 8):
        second_factor.check(user=cast.audit, code="000000", author=author)
        answer = second_factor.check(user=cast.audit, code=code_of(cast.audit), author=author)
        assert not answer.right and "请过" in answer.sentence
        clock.shift(wait)
    assert second_factor.check(user=cast.audit, code=code_of(cast.audit), author=author).right
    assert Entry.objects.filter(event=Event.CODE_REFUSED).count() == 4


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "-1", "' OR 1=1", "9" * 5000]
)
def test_what_is_no_code_is_refused(cast, typed):
    with_phone(cast.audit)
    assert not second_factor.check(user=cast.audit, code=typed, author=Author(cast.audit)).right


def test_a_recovery_code_works_once(cast, clock):
    codes = with_phone(cast.audit)
    for again in (False, True):
        client, _ = first_step(cast.audit)
        client.post("/sign-in/code/", {"code": codes[0].upper()})
        assert (SESSION_KEY in client.session) is not again
        clock.shift(60)
    assert Entry.objects.get(event=Event.RECOVERY_CODE_USED).after == '{"left":9}'


def test_the_second_step_waits_five_minutes_and_ends_with_a_new_password(cast, clock):
    with_phone(cast.audit)
    client, _ = first_step(cast.audit)
    clock.shift(301)
    assert client.post("/sign-in/code/", {"code": code_of(cast.audit)}).url == "/sign-in/"
    client, _ = first_step(cast.audit)
    cast.audit.set_password("Another-one-7")
    cast.audit.save()
    assert client.post("/sign-in/code/", {"code": code_of(cast.audit)}).url == "/sign-in/"
    assert SESSION_KEY not in client.session


def test_a_session_that_began_without_the_code_is_asked_for_it(cast, clock):
    with_phone(cast.audit)
    client = Client()
    client.force_login(cast.audit)
    assert client.get(HOME).url.startswith("/admin/account/code/")
    clock.shift(30)
    assert client.post("/admin/account/code/", {"code": code_of(cast.audit), "next": HOME}).url == HOME
    assert client.get(HOME).status_code == 200


def test_a_next_that_leads_away_is_not_followed(cast, clock):
    with_phone(cast.audit)
    client = Client()
    client.force_login(cast.audit)
    clock.shift(30)
    typed = {"code": code_of(cast.audit), "next": "//evil.example/"}
    assert client.post("/admin/account/code/", typed).url == "/"


def test_the_system_administrator_resets_with_a_reason_and_not_his_own(cast):
    with_phone(cast.audit)
    with pytest.raises(Refused, match="理由"):
        second_factor.reset_second_factor(user=cast.audit, author=Author(cast.system, " "))
    with pytest.raises(Refused, match="自己"):
        second_factor.reset_second_factor(user=cast.system, author=Author(cast.system, "x"))
    with pytest.raises(Refused, match="不属于本局"):
        second_factor.reset_second_factor(user=cast.audit, author=Author(cast.stranger_staff, "x"))
    second_factor.reset_second_factor(user=cast.audit, author=Author(cast.system, "手机丢失"))
    assert not Authenticator.objects.exists() and not RecoveryCode.objects.exists()
    assert Entry.objects.get(event=Event.SECOND_FACTOR_RESET).ground == "手机丢失"


def test_who_must_have_it_cannot_give_it_up_and_others_can(cast, clock):
    with_phone(cast.finance)
    with_phone(cast.staff)
    with pytest.raises(Refused, match="必须启用"):
        second_factor.drop_second_factor(user=cast.finance, author=Author(cast.finance))
    client = Client()
    client.force_login(cast.staff)
    clock.shift(30)
    client.post("/admin/account/code/", {"code": code_of(cast.staff)})
    clock.shift(30)
    client.post("/admin/account/second/change/", {"code": code_of(cast.staff)})
    assert second_factor.authenticator_of(cast.staff) is None
    assert client.get(HOME).status_code == 200


def test_weighty_acts_ask_again_and_lose_nothing_that_was_typed(cast, clock):
    with_phone(cast.system)
    client = Client()
    client.force_login(cast.system)
    clock.shift(30)
    client.post("/admin/account/code/", {"code": code_of(cast.system)})
    new = {"username": "zhou.min", "name": "周敏", "role": "staff"}
    clock.shift(10 * 60)
    assert client.post("/admin/users/add/", {**new, "name": ""}).status_code == 422
    for _ in range(3):
        clock.shift(10 * 60)
        client.get("/admin/users/")
    asked = client.post("/admin/users/add/", new)
    assert (asked.status_code, 'name="name" value="周敏"' in asked.content.decode()) == (401, True)
    assert client.post("/admin/users/add/", {**new, "code_again": "000000"}).status_code == 401
    clock.shift(30)
    done = client.post("/admin/users/add/", {**new, "code_again": code_of(cast.system)})
    assert "帐号已建好" in done.content.decode()


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_publishing_and_withdrawing_ask_for_the_code_again(cast, clock, act):
    with_phone(cast.leader)
    client = Client()
    client.force_login(cast.leader)
    clock.shift(30)
    client.post("/admin/account/code/", {"code": code_of(cast.leader)})
    for _ in range(4):
        clock.shift(10 * 60)
        client.get("/publishing/")
    assert client.post(f"/publishing/1/{act}/").status_code == 401
    clock.shift(30)
    assert client.post(f"/publishing/1/{act}/", {"code_again": code_of(cast.leader)}).status_code == 404


def test_a_program_with_a_token_needs_no_code_but_its_token_was_made_with_one(cast, clock):
    client = Client()
    client.force_login(cast.leader)
    client.post(HOME, {"token_name": "报送省平台"})
    assert not ApiToken.objects.exists()
    client.post(SET_UP, {"code": (second_factor.prepare(cast.leader), code_of(cast.leader))[1]})
    page = client.post(HOME, {"token_name": "报送省平台"}).content.decode()
    text = page.split('class="form-control code" value="')[1].split('"')[0]
    assert user_of_token(text) == cast.leader
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {text}"}
    assert Client().get("/api/v1/organizations", **bearer).status_code == 200


def test_a_new_rule_reaches_those_who_are_signed_in(cast):
    client = Client()
    client.force_login(cast.staff)
    assert client.get(HOME).status_code == 200
    change_rules(bureau=cast.bureau, values={"totp_roles": ("staff",)}, author=Author(cast.security))
    assert client.get(HOME).url.startswith(SET_UP)


def test_another_signing_key_is_told_and_not_a_fault(cast, settings):
    with_phone(cast.audit)
    settings.SECRET_KEY = "another key altogether, as after a restore without it"
    answer = second_factor.check(user=cast.audit, code="123456", author=Author(cast.audit))
    assert (answer.right, "签名密钥已更换" in answer.sentence) == (False, True)
