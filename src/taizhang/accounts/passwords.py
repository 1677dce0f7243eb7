"""What a password must be 密码规则; the rules are the bureau's, the words say how to meet them."""

import re
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from taizhang.accounts.bureau_rules import InForce, rules_for, rules_of
from taizhang.accounts.models import OldPassword, User

LONGEST = 64
CLASSES = (r"[A-Z]", r"[a-z]", r"[0-9]", r"[^A-Za-z0-9]")


class BureauRules:
    """A validator of Django's kind: every way in which a password misses the rules of the user's bureau, at once."""

    def validate(self, password: str, user: User | None = None) -> None:
        rules = rules_of(user.bureau if user is not None else None)
        problems = misses(password, user.username if user is not None else "", rules)
        if user is not None and user.pk and not problems and was_used(user, password, rules):
            count = rules["password_history"]
            problems.append(f"与最近 {count} 次用过的某个密码相同，请换一个没用过的")
        if problems:
            raise ValidationError(problems)

    def get_help_text(self) -> str:
        return in_words(rules_of(None))


def misses(password: str, username: str, rules: InForce) -> list[str]:
    """What a password lacks, apart from its history."""
    found = []
    least, classes = rules["password_length"], rules["password_classes"]
    if len(password) < least:
        found.append(f"只有 {len(password)} 位，至少要 {least} 位")
    if len(password) > LONGEST:
        found.append(f"有 {len(password)} 位，最多 {LONGEST} 位")
    has = sum(bool(re.search(pattern, password)) for pattern in CLASSES)
    if has < classes:
        found.append(f"只含 {has} 类字符，大写字母、小写字母、数字、符号中至少要 {classes} 类")
    if len(username) >= 3 and username.lower() in password.lower():
        found.append("不能含有自己的帐号")
    return found


def was_used(user: User, password: str, rules: InForce) -> bool:
    """Whether it is the present password or one of the last few."""
    count = rules["password_history"]
    if not count:
        return False
    kept = OldPassword.objects.filter(user=user).order_by("-id").values_list("password", flat=True)
    return any(check_password(password, held) for held in (user.password, *kept[: count - 1]))


def in_words(rules: InForce) -> str:
    """The rules as one sentence under the box."""
    history = f"；不能与最近 {rules['password_history']} 次相同" if rules["password_history"] else ""
    days = f"；每 {rules['password_days']} 天换一次" if rules["password_days"] else ""
    return (
        f"至少 {rules['password_length']} 位，大写字母、小写字母、数字、符号中至少 {rules['password_classes']} 类；"
        f"不含帐号，不用常见的密码{history}{days}。"
    )


def set_password(user: User, password: str, *, one_time: bool = False) -> None:
    """Give a user a password and keep the hash of the one before; a one-time password is to be changed first of all."""
    if user.pk and user.has_usable_password() and user.password:
        OldPassword.objects.create(user=user, password=user.password)
        keep = OldPassword.objects.filter(user=user).order_by("-id").values_list("pk", flat=True)[:24]
        OldPassword.objects.filter(user=user).exclude(pk__in=list(keep)).delete()
    user.set_password(password)
    user.must_change_password = one_time
    user.password_at = timezone.now()


FIELDS = ("password", "must_change_password", "password_at")  # what set_password changes


def days_left(user: User) -> int | None:
    """Days until the password is too old; 0 or less when it is; None when it never is."""
    days: int = rules_for(user)["password_days"]
    if not days or not user.has_usable_password():
        return None
    since: Any = user.password_at or user.date_joined
    left = since + timedelta(days=days) - timezone.now()
    return max(0, -(-int(left.total_seconds()) // 86400)) if left > timedelta(0) else 0
