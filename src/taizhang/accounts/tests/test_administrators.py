"""The three administrators exclude one another: the database holds it, the person reads why 三员分立."""

import pytest
from django.db import IntegrityError, transaction

from taizhang.accounts.actions import Standing, add_user, change_user, switch_user
from taizhang.accounts.models import Role, User
from taizhang.core.decisions import Refused
from taizhang.journal.writing import Author

pytestmark = pytest.mark.django_db
OFFICES = [(Role.SYSTEM, Role.SECURITY), (Role.SECURITY, Role.AUDIT), (Role.SYSTEM, Role.AUDIT)]


def made(cast, username, role, name="张敏", bureau=None, **more):
    return User.objects.create(username=username, name=name, role=role, bureau=bureau or cast.bureau, **more)


@pytest.mark.parametrize(("one", "other"), OFFICES)
@pytest.mark.parametrize("name", ["张敏", "张 敏", "张　敏"])
def test_the_database_refuses_a_second_office_of_the_same_person(cast, one, other, name):
    made(cast, "first", one)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(username="second", name=name, role=other, bureau=cast.bureau)])
    with pytest.raises(IntegrityError), transaction.atomic():
        spare = made(cast, "spare", Role.STAFF, name)
        User.objects.filter(pk=spare.pk).update(role=other)


def test_latin_names_are_one_whatever_their_case(cast):
    made(cast, "first", Role.SYSTEM, "Zhang Min")
    with pytest.raises(IntegrityError), transaction.atomic():
        made(cast, "second", Role.AUDIT, "zhangmin")


def test_the_action_says_why_and_what_to_do(cast):
    made(cast, "first", Role.AUDIT)
    with pytest.raises(Refused) as no:
        add_user(
            bureau=cast.bureau,
            username="zhangmin",
            standing=Standing("张 敏", Role.SECURITY),
            author=Author(cast.system),
        )
    assert "不能由同一人担任" in no.value.sentence and "加科室区别" in no.value.sentence
    assert not User.objects.filter(username="zhangmin").exists()
    clerk = made(cast, "clerk", Role.STAFF)
    with pytest.raises(Refused, match="不能由同一人担任"):
        change_user(user=clerk, standing=Standing("张敏", Role.SYSTEM), author=Author(cast.system))


def test_an_office_laid_down_is_free_and_cannot_be_taken_up_again_beside_another(cast):
    old = made(cast, "old", Role.AUDIT)
    switch_user(user=old, on=False, author=Author(cast.system))
    made(cast, "new", Role.SECURITY)
    with pytest.raises(Refused, match="不能由同一人担任"):
        switch_user(user=old, on=True, author=Author(cast.system))
    old.refresh_from_db()
    assert not old.is_active


def test_others_of_the_same_name_elsewhere_or_in_the_sections_are_free(cast):
    made(cast, "first", Role.SYSTEM)
    made(cast, "clerk", Role.STAFF)
    made(cast, "away", Role.AUDIT, bureau=cast.other_bureau)
    made(cast, "namesake", Role.AUDIT, "张敏（信息科）")
    assert User.objects.filter(name__startswith="张敏").count() == 4
