"""Whom a provider vouches for, and which account of ours that is 认证来的身份.

A person comes in only where a system administrator has tied him to an account before. Nothing else that a provider says
is used: no role, no name, no bureau.
"""

from dataclasses import dataclass

from django.conf import settings

from taizhang.accounts.backends import Passwords
from taizhang.accounts.models import ProviderTie, User
from taizhang.accounts.providers.configuration import Provider, SecondFactor
from taizhang.accounts.rules import ADMINISTRATORS
from taizhang.accounts.sealing import keyed_digest
from taizhang.core.decisions import Refused

LONGEST = 200


@dataclass(frozen=True)
class Identity:
    """A person as the provider names him: `subject` is the number or name kept on the account."""

    provider: str
    subject: str
    methods: tuple[str, ...] | None = None  # how he signed in there, where the provider says so (amr)
    id_token: str = ""  # OIDC: what signs him out there again
    ticket: str = ""  # CAS: what the server names when he signs out there


class Unreachable(Refused):
    """The provider does not answer: nothing that the person did wrong."""


class Forged(Refused):
    """What came from the provider does not hold: another's, used before, too old, or not signed by it."""


class Unknown(Refused):
    """The provider knows the person, the bureau does not, or no longer lets him in."""

    def __init__(self, sentence: str, user: User | None = None) -> None:
        super().__init__(sentence)
        self.user = user


def provider_of(name: str) -> Provider | None:
    found: Provider | None = settings.PROVIDERS.get(name)
    return found


def label_of(name: str) -> str:
    provider = provider_of(name)
    return provider.label if provider else name


def plain(provider: str, subject: str) -> str:
    """A subject as it is compared: a `sub` letter by letter, names of CAS and LDAP as those do, without case."""
    subject = subject.strip()
    return subject if provider == "oidc" else subject.casefold()


def subject_digest(provider: str, subject: str) -> str:
    """Under which a tie is found: subjects may be ID or telephone numbers, so the database holds none in clear."""
    return keyed_digest(f"subject at {provider}", plain(provider, subject))


def person_of(identity: Identity) -> User:
    """The account that is tied to an identity. Raises Unknown when there is none, or it is switched off."""
    found = tied_user(identity.provider, identity.subject)
    if found is None:
        raise Unknown(
            f"“{label_of(identity.provider)}”认出了您，但还没有台账帐号与它关联。"
            f"请把您在那里的编号 {identity.subject[:60]} 告诉本局系统管理员，请他在您的用户页上填好，再来登录。"
        )
    if not Passwords().user_can_authenticate(found):
        raise Unknown("这个帐号已停用。需要时请联系本局系统管理员。", found)
    return found


def tied_user(provider: str, subject: str) -> User | None:
    """The account behind a name that was typed, where name and subject are the same; to count what failed."""
    tie = ProviderTie.objects.select_related("user__bureau").filter(
        provider=provider, digest=subject_digest(provider, subject)
    )  # fmt: skip
    found = tie.first()
    return found.user if found else None


# What says, in the words of RFC 8176, that more than a password was asked for.
MORE_THAN_A_PASSWORD = frozenset("mfa otp hwk swk sc sms tel face fpt iris retina vbm".split())


def counts_as_second_factor(identity: Identity, user: User) -> bool:
    """Whether what the provider asked for stands for our second factor. Where it says how, it must be more than a password."""
    provider = provider_of(identity.provider)
    if provider is None or provider.second_factor == SecondFactor.NEVER:
        return False
    if provider.second_factor == SecondFactor.OTHERS and user.role in ADMINISTRATORS:
        return False
    return identity.methods is None or bool(MORE_THAN_A_PASSWORD & set(identity.methods))
