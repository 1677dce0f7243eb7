"""Tying a person of a provider to an account 关联统一身份认证: the system administrator's act, journalled."""

from django.db import IntegrityError, transaction

from taizhang.accounts import sittings
from taizhang.accounts.actions import USERS, locked, titled
from taizhang.accounts.models import OldPassword, ProviderTie, Role, Sitting, User
from taizhang.accounts.passwords import FIELDS
from taizhang.accounts.providers.identity import LONGEST, label_of, plain, subject_digest
from taizhang.accounts.sealing import opened, sealed
from taizhang.core.decisions import Refused
from taizhang.core.masking import masked
from taizhang.core.standing import must_stand
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write


@transaction.atomic
def tie_user(*, user: User, provider: str, subject: str, author: Author, version: str | None = None) -> bool:
    """Tie an account to a person of a provider, or with an empty `subject` untie it. Returns whether anything changed.

    Refused when the subject is another account's; raises Moved when the tie is no longer as the person saw it.
    Whoever signed in through the old tie is signed out.
    """
    user = locked(user, author)
    subject = plain(provider, subject)
    if len(subject) > LONGEST or any(not c.isprintable() for c in subject):
        raise Refused(f"编号最多 {LONGEST} 个字，不含换行等看不见的字符。请核对后再填。")
    held = ProviderTie.objects.filter(user=user, provider=provider).first()
    before = subject_of(held) if held else ""
    must_stand([before], version)
    if (subject == before and held) or (not subject and not held):
        return False
    if not subject and not user.has_usable_password():
        others = ProviderTie.objects.filter(user=user).exclude(provider=provider)
        if not others.exists():
            raise Refused("这个帐号没有本地密码，取消关联后就登录不了。请先重置密码，或停用这个帐号。")
    if held:
        held.delete()
        sittings.close(sittings.open_sittings(user).filter(provider=provider), Sitting.End.ROLE)
    if subject:
        keep(user, provider, subject)
    old, new = ({"provider": label_of(provider), "subject": masked(s) or None} for s in (before, subject))
    write(author, Note(Event.USER_TIED, USERS, user.pk, titled(user), old, new))
    return True


def keep(user: User, provider: str, subject: str) -> None:
    try:
        with transaction.atomic():
            ProviderTie.objects.create(
                user=user, provider=provider, digest=subject_digest(provider, subject),
                sealed=sealed(subject.encode()),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            f"“{label_of(provider)}”的这个编号已经关联了另一个帐号。请核对编号；换人时先在原来的帐号上清空。"
        ) from error


@transaction.atomic
def drop_password(*, user: User, author: Author) -> None:
    """Take an account's local password away, so that it signs in through its provider only. Refused without a tie."""
    user = locked(user, author)
    if not ProviderTie.objects.filter(user=user).exists():
        raise Refused("这个帐号还没有关联统一身份认证，去掉密码后就登录不了。请先填好编号并保存。")
    if user.role == Role.SYSTEM:
        raise Refused("系统管理员要留着本地密码，免得统一身份认证出故障时谁也进不来。")
    if not user.has_usable_password():
        return
    user.set_unusable_password()
    user.must_change_password, user.password_at = False, None
    user.save(update_fields=FIELDS)
    OldPassword.objects.filter(user=user).delete()
    sittings.end_all(user, Sitting.End.RESET)
    write(author, Note(Event.PASSWORD_DROPPED, USERS, user.pk, titled(user)))


def subject_of(tie: ProviderTie) -> str:
    """The subject in clear for the administrator; empty when it was sealed under another signing key."""
    try:
        return opened(tie.sealed).decode()
    except ValueError:
        return ""


def ties_of(user: User) -> dict[str, str]:
    """Provider -> subject of an account."""
    return {tie.provider: subject_of(tie) for tie in ProviderTie.objects.filter(user=user)}
