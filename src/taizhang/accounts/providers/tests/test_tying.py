"""The system administrator ties people to accounts; nobody else, and each only once."""

import pytest

from taizhang.accounts.models import ProviderTie, Sitting, User
from taizhang.accounts.providers.configuration import from_environment
from taizhang.accounts.providers.tying import drop_password, subject_of, tie_user
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author

pytestmark = pytest.mark.django_db
ID_NUMBER = "330881199003074518"


@pytest.fixture
def cas(settings):
    settings.PROVIDERS = from_environment({"TAIZHANG_CAS_URL": "https://id.example.gov.cn/cas"})


def tied(cast, user, subject):
    return tie_user(user=user, provider="cas", subject=subject, author=Author(cast.system))


def test_the_administrator_sees_and_sets_it_on_the_users_page(cast, as_user, cas):
    client = as_user(cast.system)
    page = f"/admin/users/{cast.staff.pk}/"
    assert "统一身份认证（CAS）" in client.get(page).content.decode()
    client.post(f"{page}tie/", {"provider": "cas", "subject": " Zhou.Min "})
    assert 'value="zhou.min"' in client.get(page).content.decode()
    entry = Entry.objects.get(event=Event.USER_TIED)
    assert (entry.by, entry.record_id) == (cast.system, cast.staff.pk)
    assert client.post(f"{page}tie/", {"provider": "oidc", "subject": "x"}).status_code == 404


def test_nobody_else_sets_it(cast, client, cas):
    for who, user in cast.users.items():
        if who != "system":
            client.force_login(user)
            client.post(f"/admin/users/{cast.staff.pk}/tie/", {"provider": "cas", "subject": "x"})
            client.post(f"/admin/users/{cast.staff.pk}/no-password/")
    client.force_login(cast.system)
    there = f"/admin/users/{cast.stranger_staff.pk}/tie/"
    assert client.post(there, {"provider": "cas", "subject": "x"}).status_code == 404
    assert not ProviderTie.objects.exists()


def test_a_number_stands_nowhere_in_clear(cast, cas):
    tied(cast, cast.staff, ID_NUMBER)
    tie = ProviderTie.objects.get()
    assert subject_of(tie) == ID_NUMBER
    assert ID_NUMBER not in tie.digest + tie.sealed
    entry = Entry.objects.get(event=Event.USER_TIED)
    assert ID_NUMBER not in f"{entry.before}{entry.after}{entry.title}"


def test_one_number_is_one_account(cast, cas):
    tied(cast, cast.staff, "zhou.min")
    with pytest.raises(Refused, match="已经关联了另一个帐号"):
        tied(cast, cast.colleague, "ZHOU.MIN")
    tied(cast, cast.staff, "")
    assert tied(cast, cast.colleague, "zhou.min")
    assert not tied(cast, cast.colleague, "zhou.min")
    assert ProviderTie.objects.get().user == cast.colleague


def test_untied_is_signed_out(cast, cas):
    tied(cast, cast.staff, "zhou.min")
    from django.utils import timezone

    now = timezone.now()
    for provider in ("cas", ""):
        Sitting.objects.create(user=cast.staff, key=provider, provider=provider, began_at=now, seen_at=now)
    tied(cast, cast.staff, "liu.fang")
    assert list(Sitting.objects.filter(ended_at=None).values_list("provider", flat=True)) == [""]


@pytest.mark.parametrize("subject", ["x" * 201, "a\nb", "a\u200bb\0"])
def test_what_is_no_number_is_refused(cast, cas, subject):
    with pytest.raises(Refused, match="编号最多"):
        tied(cast, cast.staff, subject)


def test_the_local_password_goes_only_where_another_way_in_stays(cast, cas, as_user):
    with pytest.raises(Refused, match="还没有关联"):
        drop_password(user=cast.staff, author=Author(cast.system))
    tied(cast, cast.staff, "zhou.min")
    User.objects.filter(pk=cast.staff.pk).update(must_change_password=True)
    drop_password(user=cast.staff, author=Author(cast.system))
    staff = User.objects.get(pk=cast.staff.pk)
    assert not staff.has_usable_password() and not staff.must_change_password
    assert Entry.objects.filter(event=Event.PASSWORD_DROPPED).count() == 1
    assert "在台账里没有密码" in as_user(staff).get("/admin/account/").content.decode()
    tied(cast, cast.system, "lin")
    with pytest.raises(Refused, match="要留着本地密码"):
        drop_password(user=cast.system, author=Author(cast.system))


def test_the_last_tie_of_who_has_no_password_stays(cast, cas):
    tied(cast, cast.staff, "zhou.min")
    drop_password(user=cast.staff, author=Author(cast.system))
    with pytest.raises(Refused, match="没有本地密码"):
        tied(cast, cast.staff, "")
    assert ProviderTie.objects.exists()


def test_the_ways_in_stand_on_the_sign_in_page_only_when_configured(client, settings, db, cas):
    assert 'href="/sign-in/cas/' in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/oidc/").status_code == client.get("/sign-in/directory/").status_code == 404
    settings.PROVIDERS = {}
    assert "/sign-in/cas/" not in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/cas/").status_code == 404
