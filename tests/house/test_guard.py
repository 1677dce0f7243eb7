"""What is written to the ledger and not to the journal is not committed, whoever writes it."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from taizhang.accounts.models import ApiToken, Bureau, Role, User
from taizhang.intake.models import Batch, HeaderMemory
from taizhang.journal import guard
from taizhang.journal.events import Event
from taizhang.journal.guard import Unjournalled
from taizhang.journal.models import DaySeal, Entry, Link
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.around import Draft
from taizhang.registers.declaration import registers


@pytest.fixture
def product(monkeypatch):
    """This module's writes count as the product's own."""
    monkeypatch.setattr(guard, "aside", lambda table: False)


def organization():
    return registers()["organizations"].model


def by_save(cast):
    cast.firm_east.title = "x"
    cast.firm_east.save()


def by_update(cast):
    organization().objects.filter(pk=cast.firm_east.pk).update(title="x")


def by_f_expression(cast):
    organization().objects.filter(pk=cast.firm_east.pk).update(version=F("version") + 1)


def by_bulk_update(cast):
    cast.firm_east.title = "x"
    organization().objects.bulk_update([cast.firm_east], ["title"])


def by_bulk_create(cast):
    organization().objects.bulk_create(
        [organization()(bureau=cast.bureau, title="x", key="x", name="x", credit_code="x")]
    )


def by_create(cast):
    Bureau.objects.create(slug="x", name="x", region=cast.bureau.region)


def by_delete(cast):
    User.objects.filter(pk=cast.finance.pk).delete()


def by_raw_delete(cast):
    queryset = User.objects.filter(pk=cast.finance.pk)
    queryset._raw_delete(queryset.db)


def by_many_to_many(cast):
    from django.contrib.auth.models import Group

    group = Group.objects.create(name="g")
    cast.staff.groups.add(group)


def by_cursor(cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registers_organization SET title = %s WHERE id = %s", ["x", cast.firm_east.pk])


def by_cursor_in_disguise(cast):
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH few AS (SELECT %s AS id) UPDATE registers_organization SET title = 'x' WHERE id IN (SELECT id FROM few)",
            [cast.firm_east.pk],
        )


def by_comment(cast):
    with connection.cursor() as cursor:
        cursor.execute("/* quietly */ DELETE FROM accounts_apitoken")


def by_loaddata(cast, tmp_path):
    fixture = tmp_path / "x.json"
    fixture.write_text(
        f'[{{"model": "accounts.bureau", "pk": 99, "fields": {{"slug": "x", "name": "x", "region": {cast.bureau.region_id}}}}}]'
    )
    call_command("loaddata", str(fixture), verbosity=0)


WAYS = [
    by_save, by_update, by_f_expression, by_bulk_update, by_bulk_create, by_create, by_delete, by_raw_delete,
    by_many_to_many, by_cursor, by_cursor_in_disguise,
]  # fmt: skip


def snapshot():
    return (
        list(organization().objects.order_by("pk").values_list()),
        list(User.objects.order_by("pk").values_list()),
        list(User.groups.through.objects.values_list()),
        Bureau.objects.count(),
    )


@pytest.mark.parametrize("way", WAYS, ids=lambda w: w.__name__)
def test_an_act_without_an_entry_is_rolled_back(cast, product, way):
    before = snapshot()
    with pytest.raises(Unjournalled), transaction.atomic():
        way(cast)
    assert snapshot() == before


@pytest.mark.parametrize("way", WAYS, ids=lambda w: w.__name__)
def test_the_same_with_an_entry_goes_through(cast, product, way):
    before = snapshot()
    with transaction.atomic():
        way(cast)
        write(Author(cast.staff), Note(Event.SETTING_CHANGED, title="测试"))
    assert snapshot() != before


@pytest.mark.parametrize("way", [by_save, by_update, by_create, by_cursor], ids=lambda w: w.__name__)
def test_outside_any_transaction_it_does_not_even_run(cast, product, way):
    with pytest.raises(Unjournalled, match="没有执行"):
        way(cast)


def test_a_fixture_file_cannot_be_loaded_past_the_journal(cast, product, tmp_path):
    with pytest.raises(Unjournalled):
        by_loaddata(cast, tmp_path)
    assert not Bureau.objects.filter(pk=99).exists()


def test_what_a_savepoint_took_back_needs_no_entry(cast, product):
    with transaction.atomic():
        try:
            with transaction.atomic():
                by_update(cast)
                raise KeyError
        except KeyError:
            pass


def test_an_entry_that_a_savepoint_took_back_does_not_count(cast, product):
    with pytest.raises(Unjournalled), transaction.atomic():
        by_update(cast)
        try:
            with transaction.atomic():
                write(Author(cast.staff), Note(Event.SETTING_CHANGED))
                raise KeyError
        except KeyError:
            pass


def test_an_update_that_meets_no_row_needs_no_entry(cast, product):
    with transaction.atomic():
        organization().objects.filter(pk=0).update(title="x")


def test_what_is_no_record_of_the_bureau_needs_no_entry(cast, product):
    Draft.objects.create(by=cast.staff, place="x")
    HeaderMemory.objects.all().delete()
    User.objects.filter(pk=cast.staff.pk).update(last_login=None)
    ApiToken.objects.update(used_at=None)
    Batch.objects.update(state="x", claim="", sentence="")


def test_only_the_named_columns_of_a_half_free_table_are_free(cast, product):
    with pytest.raises(Unjournalled), transaction.atomic():
        User.objects.filter(pk=cast.staff.pk).update(last_login=None, role=Role.SYSTEM)


@pytest.mark.parametrize("model", [Entry, Link, DaySeal], ids=lambda m: m.__name__)
@pytest.mark.parametrize("how", ["update", "delete", "raw"])
def test_nobody_changes_the_journal_itself(cast, product, model, how):
    column = {"Entry": "title", "Link": "hash", "DaySeal": "hash"}[model.__name__]
    with pytest.raises(Unjournalled), transaction.atomic():
        write(Author(cast.staff), Note(Event.SETTING_CHANGED))
        if how == "update":
            model.objects.update(**{column: "x"})
        elif how == "delete":
            model.objects.all()._raw_delete("default")
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.django_db(transaction=True)
def test_at_a_real_commit_the_same_holds(product, monkeypatch):
    """The tests above stand in one transaction of the test; this one commits."""
    from taizhang.operations.opening import open_bureau
    from taizhang.regions.models import Region

    Region.objects.create(code="330881", name="江山市", level=3, path="330881/")
    open_bureau(slug="jia", name="甲", region_code="330881", admin="admin", password="x")
    with pytest.raises(Unjournalled):
        Bureau.objects.update(name="乙")
    with pytest.raises(Unjournalled), transaction.atomic():
        Bureau.objects.update(name="乙")
    with pytest.raises(Unjournalled):
        Bureau.objects.get().save()
    with pytest.raises(Unjournalled), connection.cursor() as cursor:
        cursor.execute("/* quietly */ DELETE FROM journal_link")
    assert Bureau.objects.get().name == "甲"
    with transaction.atomic():
        Bureau.objects.update(name="丙")
        write(Author(None), Note(Event.SETTING_CHANGED))
    assert Bureau.objects.get().name == "丙"
    assert not connection.in_atomic_block
    monkeypatch.undo()


def test_a_weak_hash_is_renewed_with_its_entry(cast, product, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher", "django.contrib.auth.hashers.MD5PasswordHasher",
    ]  # fmt: skip
    with transaction.atomic():
        User.objects.filter(pk=cast.staff.pk).update(password=make_password("geheim", hasher="md5"))
        write(Author(None), Note(Event.PASSWORD_RESET))
    user = User.objects.get(pk=cast.staff.pk)
    assert user.check_password("geheim")
    assert User.objects.get(pk=user.pk).password.startswith("pbkdf2_sha256")
    assert Entry.objects.filter(event=Event.PASSWORD_REHASHED, record_id=user.pk).count() == 1
    assert not user.check_password("falsch")
