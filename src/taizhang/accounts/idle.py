"""Accounts that nobody uses 闲置帐号: listed, and switched off by the beat."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from taizhang.accounts.actions import switch_user
from taizhang.accounts.bureau_rules import rules_of
from taizhang.accounts.models import Bureau, User
from taizhang.accounts.rules import OUTSIDE
from taizhang.core.decisions import Refused
from taizhang.journal.writing import Author


def idle_users(bureau: Bureau, now: datetime, *, ahead: int = 0) -> list[User]:
    """Users of a bureau who did not sign in for too long, or will not have in `ahead` days."""
    rules = rules_of(bureau)
    found: list[User] = []
    for outside, days in ((False, rules["idle_account_days"]), (True, rules["idle_outside_days"])):
        if days:
            users = User.objects.filter(bureau=bureau, is_active=True)
            users = users.filter(role__in=OUTSIDE) if outside else users.exclude(role__in=OUTSIDE)
            found += unused_since(users, now - timedelta(days=days - ahead))
    return found


def unused_since(users: QuerySet[User], since: datetime) -> list[User]:
    """Those who neither signed in, nor used a token, nor were made or switched on again since then."""
    late = Q(last_login__gte=since) | Q(date_joined__gte=since) | Q(enabled_at__gte=since)
    used = Q(tokens__used_at__gte=since)
    return list(users.exclude(late).exclude(used).order_by("username"))


def switch_off_idle(now: datetime) -> list[User]:
    """Switch off what is idle in every bureau; the last system administrator stays. Returns who was switched off."""
    done = []
    for bureau in Bureau.objects.order_by("pk"):
        for user in idle_users(bureau, now):
            days = rules_of(bureau)["idle_outside_days" if user.role in OUTSIDE else "idle_account_days"]
            try:
                with transaction.atomic():
                    switch_user(user=user, on=False, author=Author(None, f"{days} 天没有登录", bureau=bureau))
            except Refused:
                continue  # the last system administrator
            done.append(user)
    return done
