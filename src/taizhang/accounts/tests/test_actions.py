"""Who may be made what, by whom; and what is refused."""

import pytest

from taizhang.accounts.actions import (
    Standing,
    add_user,
    change_user,
    end_token,
    make_token,
    one_time_password,
    reset_password,
    switch_user,
)  # fmt: skip
from taizhang.accounts.models import Role, User
from taizhang.accounts.tokens import user_of_token
from taizhang.core.decisions import Refused
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author


def standing(user: User, **more) -> Standing:
    held = {
        "name": user.name,
        "role": Role(user.role),
        "region": user.region,
        "organization": user.organization,
    }
    return Standing(**{**held, "bank": user.bank, **more})


@pytest.fixture
def by(cast):
    return Author(cast.system)


def test_nobody_changes_his_own_role_or_switches_himself_off(cast, by):
    with pytest.raises(Refused, match="自己的角色"):
        change_user(user=cast.system, standing=standing(cast.system, role=Role.AUDIT), author=by)
    with pytest.raises(Refused, match="不能停用自己"):
        switch_user(user=cast.system, on=False, author=by)
    assert (
        change_user(user=cast.system, standing=standing(cast.system, name="改名"), author=by).name == "改名"
    )


def test_the_last_system_administrator_stays(cast):
    second, _ = add_user(
        bureau=cast.bureau,
        username="second",
        standing=Standing("第二", Role.SYSTEM),
        author=Author(cast.system),
    )
    switch_user(user=cast.system, on=False, author=Author(second))
    with pytest.raises(Refused, match="最后一位系统管理员"):
        switch_user(user=second, on=False, author=Author(None, bureau=cast.bureau))
    with pytest.raises(Refused, match="最后一位系统管理员"):
        change_user(
            user=second, standing=standing(second, role=Role.STAFF), author=Author(None, bureau=cast.bureau)
        )
    second.refresh_from_db()
    assert (second.role, second.is_active) == (Role.SYSTEM, True)


def test_an_administrator_of_another_bureau_is_refused(cast):
    stranger = Author(cast.stranger_staff)
    for act in (
        lambda: switch_user(user=cast.staff, on=False, author=stranger),
        lambda: reset_password(user=cast.staff, author=stranger),
        lambda: change_user(user=cast.staff, standing=standing(cast.staff, name="x"), author=stranger),
    ):
        with pytest.raises(Refused, match="不属于本局"):
            act()


def test_a_role_leaves_behind_what_it_does_not_need(cast, by):
    moved = change_user(user=cast.enterprise, standing=standing(cast.enterprise, role=Role.STAFF), author=by)
    assert (moved.role, moved.organization, moved.region) == (Role.STAFF, None, None)


def test_a_street_of_another_district_is_refused(cast, by):
    away = standing(cast.liaison, region=cast.other_bureau.region)
    with pytest.raises(Refused, match="范围内的镇街或园区"):
        change_user(user=cast.liaison, standing=away, author=by)


def test_nothing_is_written_when_nothing_changes(cast, by):
    before = Entry.objects.count()
    change_user(user=cast.liaison, standing=standing(cast.liaison), author=by)
    switch_user(user=cast.liaison, on=True, author=by)
    assert Entry.objects.count() == before


def test_a_refused_act_leaves_nothing_behind(cast, by):
    before = Entry.objects.count(), User.objects.count()
    with pytest.raises(Refused):
        add_user(bureau=cast.bureau, username="STAFF", standing=Standing("x", Role.STAFF), author=by)
    with pytest.raises(Refused):
        add_user(bureau=cast.bureau, username="bad name", standing=Standing("x", Role.STAFF), author=by)
    assert (Entry.objects.count(), User.objects.count()) == before


def test_tokens_speak_for_their_maker_only(cast):
    token, text = make_token(user=cast.staff, name="x", author=Author(cast.staff))
    assert user_of_token(text) == cast.staff
    assert user_of_token(text + "x") is None
    assert user_of_token("") is None
    assert text not in token.digest
    with pytest.raises(Refused, match="本人"):
        make_token(user=cast.staff, name="x", author=Author(cast.system))
    with pytest.raises(Refused, match="用途"):
        make_token(user=cast.staff, name=" ", author=Author(cast.staff))
    end_token(token=token, author=Author(cast.staff))
    with pytest.raises(Refused, match="已经停用"):
        end_token(token=token, author=Author(cast.staff))


def test_one_time_passwords_differ_and_can_be_read_out():
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert not any(set("01ilo") & set(password) for password in made)
