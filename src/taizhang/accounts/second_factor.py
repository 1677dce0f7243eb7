"""The second factor 二次验证: a code from the person's phone (RFC 6238), or a recovery code used once."""

import hashlib
import secrets
from base64 import b32encode
from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp.oath import TOTP

from taizhang.accounts.bureau_rules import rules_for
from taizhang.accounts.models import Authenticator, RecoveryCode, Sitting, User
from taizhang.accounts.sealing import sealed
from taizhang.accounts.sittings import CODE_AT, end_all
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write

STEP, DIGITS, DRIFT = 30, 6, 1  # seconds; one step early or late is a clock that goes wrong a little
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ISSUER = "科技台账"


@dataclass(frozen=True)
class Answer:
    """Whether a code was right, and if not the sentence for the person."""

    right: bool
    sentence: str = ""


def authenticator_of(user: User) -> Authenticator | None:
    """The phone that the person has set up; None when he has none."""
    return Authenticator.objects.filter(user=user, confirmed=True).first()


def is_required(user: User) -> bool:
    """Whether the person's role must have a second factor."""
    return rules_for(user).wants_second_factor(user.role)


@transaction.atomic
def prepare(user: User) -> Authenticator:
    """The authenticator that the person is about to set up: the same until it is confirmed. Refused when there is one."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    held = Authenticator.objects.filter(user=user).first()
    if held is not None and held.confirmed:
        raise Refused("您已经启用了二次验证。换手机时请先停用，或请系统管理员重置。")
    if held is not None:
        try:
            held.secret  # noqa: B018  a signing key that was changed meanwhile
            return held
        except ValueError:
            held.delete()
    return Authenticator.objects.create(
        user=user, name="手机", confirmed=False, sealed=sealed(secrets.token_bytes(20))
    )


def address_for_phone(device: Authenticator) -> str:
    """What the square picture says: otpauth://totp/…"""
    label = quote(device.user.username)
    return f"otpauth://totp/{label}?secret={typed_secret(device)}&issuer={quote(ISSUER)}&digits={DIGITS}&period={STEP}"


def typed_secret(device: Authenticator) -> str:
    """The secret for who cannot photograph the picture."""
    return b32encode(device.secret).decode().rstrip("=")


def picture(device: Authenticator) -> str:
    """The square picture as a data address, which the policy of pages allows for images."""
    made: str = segno.make(address_for_phone(device), error="m").svg_data_uri(scale=5, border=2)
    return made


@transaction.atomic
def confirm(*, user: User, code: str, author: Author) -> list[str]:
    """The phone shows the right code: from now on it is asked for. Returns the recovery codes, kept as hashes only."""
    device = prepare(user)
    if not step_of(device, code):
        raise Refused("验证码不对。请看手机上现在显示的六位数字；一直不对时，检查手机的时间是否准确。")
    device.confirmed, device.last_step = True, step_of(device, code)
    device.save()
    write(author, Note(Event.SECOND_FACTOR_SET, "users", user.pk, f"{user.name}（{user.username}）"))
    return fresh_codes(user)


@transaction.atomic
def renew_codes(*, user: User, author: Author) -> list[str]:
    """New recovery codes; the old ones no longer work."""
    if authenticator_of(user) is None:
        raise Refused("还没有启用二次验证。")
    write(author, Note(Event.RECOVERY_CODES_MADE, "users", user.pk, f"{user.name}（{user.username}）"))
    return fresh_codes(user)


def fresh_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    made = [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(CODES)
    ]
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=code_digest(code)) for code in made])
    return made


def code_digest(code: str) -> str:
    """A recovery code is random (49 bits), so that one round is enough where guesses are slowed down."""
    return hashlib.sha256(f"taizhang {code}".encode()).hexdigest()


@transaction.atomic
def check(*, user: User, code: str, author: Author) -> Answer:
    """Whether this is the person's code now. Used once; wrong ones slow the next down: 1, 2, 4, 8 … seconds."""
    device = Authenticator.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return Answer(False, "还没有启用二次验证。")
    allowed, why = device.verify_is_allowed()
    if not allowed:
        wait = max(1, int((why["locked_until"] - timezone.now()).total_seconds()) + 1)
        return Answer(False, f"验证码连续不对，请过 {wait} 秒再试。")
    typed = "".join(code.split()).lower()
    try:
        right = use_recovery_code(user, typed, author) if "-" in typed else use_step(device, typed)
    except ValueError:
        return Answer(False, "系统的签名密钥已更换，验证器要重新设置。请联系系统管理员重置二次验证。")
    if right:
        device.throttle_reset(commit=False)
        device.set_last_used_timestamp(commit=False)
        device.save()
        return Answer(True)
    device.throttle_increment()
    write(author, Note(Event.CODE_REFUSED, "users", user.pk, f"{user.name}（{user.username}）"))
    return Answer(False, "验证码不对，或刚才已经用过。请等手机上出现下一个再输。")


def step_of(device: Authenticator, code: str) -> int:
    """The step in which a code is right and not yet used; 0 when there is none."""
    typed = "".join(code.split())
    if len(typed) != DIGITS or not typed.isascii() or not typed.isdigit():
        return 0
    clock = TOTP(device.secret, STEP, 0, DIGITS)
    return clock.t() if clock.verify(int(typed), DRIFT, device.last_step + 1) else 0


def use_step(device: Authenticator, code: str) -> bool:
    """Take a code of the phone; it and those before it are used up."""
    step = step_of(device, code)
    if step:
        device.last_step = step
    return bool(step)


def use_recovery_code(user: User, code: str, author: Author) -> bool:
    """Take a recovery code; how many are left stands in the journal."""
    held = RecoveryCode.objects.filter(user=user, digest=code_digest(code), used_at=None)
    if not held.update(used_at=timezone.now()):
        return False
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    write(
        author,
        Note(
            Event.RECOVERY_CODE_USED,
            "users",
            user.pk,
            f"{user.name}（{user.username}）",
            after={"left": left},
        ),
    )
    return True


@transaction.atomic
def reset_second_factor(*, user: User, author: Author) -> None:
    """Take a person's authenticator away, because the phone is lost 重置二次验证; his sittings end. Refused without a reason."""
    if not author.ground.strip():
        raise Refused("请写明重置的理由，例如“手机丢失，当面核实过身份”。")
    if author.user is not None and author.user.bureau_id != user.bureau_id:
        raise Refused("这个帐号不属于本局。")
    if author.user is not None and author.user.pk == user.pk:
        raise Refused("不能重置自己的二次验证。请由本局另一位系统管理员办理，或用恢复码登录。")
    forget(user)
    end_all(user, Sitting.End.RESET)
    write(author, Note(Event.SECOND_FACTOR_RESET, "users", user.pk, f"{user.name}（{user.username}）"))


@transaction.atomic
def drop_second_factor(*, user: User, author: Author) -> None:
    """Give one's own authenticator up. Refused where the role must have one."""
    if is_required(user):
        raise Refused(f"{user.get_role_display()}必须启用二次验证，不能停用。换手机时请本局系统管理员重置。")
    forget(user)
    write(author, Note(Event.SECOND_FACTOR_RESET, "users", user.pk, f"{user.name}（{user.username}）"))


def forget(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def passed(request: HttpRequest) -> None:
    """This session has shown a right code just now."""
    request.session[CODE_AT] = timezone.now().timestamp()


def is_stale(request: HttpRequest, user: User) -> bool:
    """Whether a weighty act asks for the code again: only of people who have an authenticator."""
    minutes: int = rules_for(user)["step_up_minutes"]
    if not minutes or authenticator_of(user) is None:
        return False
    at: float = request.session.get(CODE_AT, 0)
    return timezone.now().timestamp() - at > minutes * 60
