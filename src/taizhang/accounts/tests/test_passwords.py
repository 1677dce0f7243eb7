"""What a password must be, and what comes of one that is old, known or handed out."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from tests.cast import PASSWORD

from taizhang.accounts.actions import Standing, add_user, change_password, reset_password
from taizhang.accounts.bureau_rules import change_rules
from taizhang.accounts.models import OldPassword, Role, User
from taizhang.accounts.passwords import days_left
from taizhang.core.decisions import Refused
from taizhang.journal.writing import Author


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Ab1-", "只有 4 位，至少要 10 位"),
        ("inkonpaperpaper", "只含 1 类字符"),
        ("ink-on-paper", "只含 2 类字符"),
        ("Aa1-" * 17, "有 68 位，最多 64 位"),
        ("My-STAFF-2026", "不能含有自己的帐号"),
        ("Ink-on-paper-7", ""),
        ("墨在纸上Aa1墨在纸上", ""),
        ("ink on paper 7", ""),
    ],
)
def test_a_password_that_misses_a_rule_says_which(cast, password, sentence):
    if not sentence:
        assert validate_password(password, cast.staff) is None
        return
    with pytest.raises(ValidationError) as no:
        validate_password(password, cast.staff)
    assert sentence in "".join(no.value.messages)


def test_a_common_password_is_refused_even_when_the_bureau_asks_for_little(cast):
    values = {"password_classes": 1, "password_length": 8}
    change_rules(bureau=cast.bureau, values=values, author=Author(cast.security))
    cast.staff.bureau.refresh_from_db()
    with pytest.raises(ValidationError):
        validate_password("iloveyou", cast.staff)
    assert validate_password("zqvxkwmp", cast.staff) is None


def renewed(user, old, new):
    return change_password(user=user, old=old, new=new, author=Author(user))


def test_the_last_five_do_not_come_back_and_only_hashes_are_kept(cast):
    old = PASSWORD
    for number in range(5):
        new = f"Ink-on-paper-{number}"
        renewed(cast.staff, old, new)
        old = new
    for used in (PASSWORD, *(f"Ink-on-paper-{n}" for n in range(1, 4))):
        if used == PASSWORD:
            continue
        with pytest.raises(Refused, match="最近 5 次"):
            renewed(cast.staff, old, used)
    assert not OldPassword.objects.filter(password__contains="Ink-on").exists()
    renewed(cast.staff, old, PASSWORD.replace("ink", "Ink"))
    assert User.objects.get(pk=cast.staff.pk).check_password("Ink-on-paper-2026")


def test_the_sixth_before_comes_back(cast):
    old = PASSWORD
    for number in range(5):
        renewed(cast.staff, old, f"Ink-on-paper-{number}")
        old = f"Ink-on-paper-{number}"
    renewed(cast.staff, old, PASSWORD)
    assert User.objects.get(pk=cast.staff.pk).check_password(PASSWORD)


def test_a_password_handed_out_is_to_be_changed_first(cast):
    user, once = add_user(
        bureau=cast.bureau,
        username="new.one",
        standing=Standing("新人", Role.STAFF),
        author=Author(cast.system),
    )
    assert user.must_change_password
    renewed(user, once, "Ink-on-paper-7")
    user.refresh_from_db()
    assert not user.must_change_password
    reset_password(user=user, author=Author(cast.system))
    user.refresh_from_db()
    assert user.must_change_password


def test_a_password_grows_old_by_the_bureaus_days(cast, strict, clock):
    user, once = add_user(
        bureau=cast.bureau,
        username="new.one",
        standing=Standing("新人", Role.STAFF),
        author=Author(cast.system),
    )
    renewed(user, once, "Ink-on-paper-7")
    user.refresh_from_db()
    assert days_left(user) == 90
    clock.shift(89 * 86400)
    assert days_left(user) == 1
    clock.shift(86400)
    assert days_left(user) == 0
    change_rules(bureau=cast.bureau, values={"password_days": 0}, author=Author(cast.security))
    user.bureau.refresh_from_db()
    assert days_left(user) is None
