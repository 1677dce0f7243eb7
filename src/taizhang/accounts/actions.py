"""Acts on users and their tokens; each in one transaction with its journal entry 用户管理.

The system administrator of a bureau manages its users, and no others. One user has one role, so the
three administrators exclude one another; nobody changes his own role or switches himself off.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from taizhang.accounts import sittings
from taizhang.accounts.models import TWO_OFFICES, ApiToken, Bureau, Role, Sitting, User
from taizhang.accounts.passwords import FIELDS, set_password
from taizhang.accounts.tokens import fresh_token, token_digest
from taizhang.core.decisions import Refused
from taizhang.core.standing import must_stand
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.regions.models import Region

REACH = {"role", "region", "organization", "bank"}  # what decides which rows a user sees
USERS = "users"  # the name under which entries about users stand in the journal
# Without the letters and digits that are mistaken for one another when read out or copied by hand.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class OfBureau(Protocol):
    """A record of a register, as far as it concerns accounts."""

    pk: Any
    bureau_id: int


@dataclass(frozen=True)
class Standing:
    """What a user is and stands for. What his role does not need is left out when it is saved."""

    name: str
    role: Role
    section: str = ""
    region: Region | None = None
    organization: OfBureau | None = None
    bank: str = ""


@transaction.atomic
def add_user(*, bureau: Bureau, username: str, standing: Standing, author: Author) -> tuple[User, str]:
    """Add a user to a bureau; returns him with his one-time password, which is kept nowhere.

    Refused when the name is taken or the standing lacks what its role needs.
    """
    username = username.strip()
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"帐号 {username} 已被使用，请换一个，例如加上科室的拼音。")
    password = one_time_password()
    user = User(username=username, bureau=bureau)
    set_password(user, password, one_time=True)
    take(user, standing)
    save(user)
    write(author, Note(Event.USER_ADDED, USERS, user.pk, titled(user), None, told(user)))
    return user, password


@transaction.atomic
def change_user(*, user: User, standing: Standing, author: Author, version: str | None = None) -> User:
    """Change what a user is or stands for, as the person saw him at `version`.

    Refused for one's own role and for the last system administrator. Raises Moved.
    """
    user = locked(user, author)
    before = told(user)
    must_stand(before, version)
    if standing.role != user.role:
        if author.user is not None and author.user.pk == user.pk:
            raise Refused("不能修改自己的角色。请由本局另一位系统管理员办理。")
        keep_one_system_administrator(user)
    take(user, standing)
    after = told(user)
    if before == after:
        return user
    save(user)
    names = [n for n in after if before.get(n) != after.get(n)]
    old, new = {n: before.get(n) for n in names}, {n: after.get(n) for n in names}
    if REACH & set(names):
        sittings.end_all(user, Sitting.End.ROLE)
    write(author, Note(Event.USER_CHANGED, USERS, user.pk, titled(user), old, new))
    return user


@transaction.atomic
def switch_user(*, user: User, on: bool, author: Author) -> User:
    """Switch a user off, which ends his sessions and tokens' effect, or on again. Refused for oneself and the last."""
    user = locked(user, author)
    if user.is_active == on:
        return user
    if not on:
        if author.user is not None and author.user.pk == user.pk:
            raise Refused("不能停用自己的帐号。请由本局另一位系统管理员办理。")
        keep_one_system_administrator(user)
    user.is_active = on
    if on:
        user.enabled_at = timezone.now()
    else:
        sittings.end_all(user, Sitting.End.OFF)
    try:
        with transaction.atomic():
            user.save(update_fields=["is_active", "enabled_at"])
    except IntegrityError as error:
        raise Refused(f"{TWO_OFFICES}。") from error
    note = Note(Event.USER_CHANGED, USERS, user.pk, titled(user), {"is_active": not on}, {"is_active": on})
    write(author, note)
    return user


@transaction.atomic
def reset_password(*, user: User, author: Author) -> str:
    """Give a user a new one-time password, which ends his sessions. Returns it; it is kept nowhere."""
    user = locked(user, author)
    password = one_time_password()
    set_password(user, password, one_time=True)
    user.save(update_fields=FIELDS)
    sittings.end_all(user, Sitting.End.RESET)
    write(author, Note(Event.PASSWORD_RESET, USERS, user.pk, titled(user)))
    return password


@transaction.atomic
def change_password(*, user: User, old: str, new: str, author: Author, here: str = "") -> User:
    """Change one's own password; sittings other than the one `here` (its session key) end.

    Refused when the old one is wrong or the new one does not meet the bureau's rules.
    """
    user = User.objects.select_for_update(of=("self",)).select_related("bureau").get(pk=user.pk)
    if not user.has_usable_password():
        raise Refused("您用统一身份认证登录，在台账里没有密码。要改密码请到统一身份认证那里改。")
    if not user.check_password(old):
        raise Refused("原密码不对。请检查大小写和输入法。")
    if new == old:
        raise Refused("新密码与原密码相同，请换一个。")
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refused(
            "新密码不合要求：" + "；".join(m.rstrip("。") for m in error.messages) + "。"
        ) from error
    set_password(user, new)
    user.save(update_fields=FIELDS)
    sittings.end_all(user, Sitting.End.PASSWORD, but=here)
    write(author, Note(Event.PASSWORD_CHANGED, USERS, user.pk, titled(user)))
    return user


@transaction.atomic
def rehash_password(*, user: User, raw: str) -> None:
    """Keep the same password under today's hash 密码加密升级; called while its owner signs in with it."""
    user.set_password(raw)
    user._password = None  # type: ignore[attr-defined]  # the password did not change: no history, no new age
    user.save(update_fields=["password"])
    write(Author(user), Note(Event.PASSWORD_REHASHED, USERS, user.pk, titled(user)))


# Tokens.


@transaction.atomic
def make_token(*, user: User, name: str, author: Author) -> tuple[ApiToken, str]:
    """Make a token for oneself; returns it with its text, which is shown once and kept nowhere."""
    name = name.strip()
    if not name:
        raise Refused("请写明令牌的用途，例如“报送省平台”，以便日后知道能不能停用。")
    if len(name) > 40:
        raise Refused("用途最多 40 个字。")
    if author.user is None or author.user.pk != user.pk:
        raise Refused("令牌只能由本人为自己新建。")
    text = fresh_token()
    token = ApiToken.objects.create(user=user, name=name, digest=token_digest(text))
    write(author, Note(Event.TOKEN_MADE, "tokens", token.pk, f"{titled(user)}：{name}"))
    return token, text


@transaction.atomic
def end_token(*, token: ApiToken, author: Author) -> None:
    """End a token at once; it stays in the list with the time it was ended."""
    if not ApiToken.objects.filter(pk=token.pk, ended_at=None).update(ended_at=timezone.now()):
        raise Refused("这个令牌已经停用。")
    write(author, Note(Event.TOKEN_ENDED, "tokens", token.pk, f"{titled(token.user)}：{token.name}"))


# How it is done.


def take(user: User, standing: Standing) -> None:
    """Put a standing into a user; Refused when it lacks what the role needs or reaches out of the bureau."""
    bureau = user.bureau
    assert bureau is not None
    role = standing.role
    if not standing.name.strip():
        raise Refused("请填写姓名。")
    if role == Role.PUBLIC:
        raise Refused("公众不需要帐号：已公开的台账不登录就能看。")
    if role == Role.LIAISON and (
        standing.region is None or not standing.region.path.startswith(bureau.region.path)
    ):
        raise Refused(f"联络员要指定{bureau.region}范围内的镇街或园区。")
    if role == Role.ENTERPRISE and (
        standing.organization is None or standing.organization.bureau_id != bureau.pk
    ):
        raise Refused("企业帐号要指定它代表的单位；单位要先在本局的单位台账里。")
    if role == Role.BANK and not standing.bank.strip():
        raise Refused("银行帐号要写明银行名称，与贷款台账里的写法一致。")
    user.name, user.role, user.section = standing.name.strip(), role, standing.section.strip()
    user.region = standing.region if role == Role.LIAISON else None
    user.organization_id = (
        standing.organization.pk if role == Role.ENTERPRISE and standing.organization else None
    )
    user.bank = standing.bank.strip() if role == Role.BANK else ""


def save(user: User) -> None:
    """Save a whole user. Refused with the sentences of what does not fit."""
    try:
        user.full_clean()
        with transaction.atomic():
            user.save()
    except ValidationError as error:
        raise Refused("；".join(m.rstrip("。") for m in error.messages) + "。") from error
    except IntegrityError as error:
        raise Refused(collision(user)) from error


def collision(user: User) -> str:
    """Why the database did not take a user who was in order a moment ago."""
    taken = User.objects.filter(username=user.username).exclude(pk=user.pk).exists()
    return f"帐号 {user.username} 刚被使用，请换一个。" if taken else f"{TWO_OFFICES}。"


def locked(user: User, author: Author) -> User:
    """The user as he stands now, under a lock; Refused when he is of another bureau than who acts."""
    if author.user is not None and author.user.bureau_id != user.bureau_id:
        raise Refused("这个帐号不属于本局。")
    # Everybody who changes the administrators of a bureau takes the same lock first.
    Bureau.objects.select_for_update().get(pk=user.bureau_id or 0)
    return User.objects.select_for_update(of=("self",)).select_related("bureau__region").get(pk=user.pk)


def keep_one_system_administrator(user: User) -> None:
    """Refused when nobody would be left who can manage the bureau's users."""
    if user.role != Role.SYSTEM or not user.is_active:
        return
    others = User.objects.filter(bureau_id=user.bureau_id or 0, role=Role.SYSTEM, is_active=True).exclude(
        pk=user.pk
    )
    if not others.exists():
        raise Refused(f"{user.name}是本局最后一位系统管理员，不能停用或改任。请先再设一位系统管理员。")


def told(user: User) -> dict[str, Any]:
    """A user as the journal keeps him: never a password."""
    return {
        "username": user.username, "name": user.name, "role": user.role, "section": user.section or None,
        "region": user.region.code if user.region else None, "organization": user.organization_id,
        "bank": user.bank or None, "is_active": user.is_active,
    }  # fmt: skip


def titled(user: User) -> str:
    return f"{user.name}（{user.username}）"


def one_time_password() -> str:
    """Twelve letters and digits in three groups, to be changed by its owner: k3mf-92xa-p7qd."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
