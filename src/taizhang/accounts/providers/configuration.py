"""Which providers this installation knows 统一身份认证的设置, read from the environment at start.

No Django: settings.py reads it. What is half set or unsafe stops the start with a sentence, instead of failing for the
first person who signs in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit


class SecondFactor(StrEnum):
    """Whose second factor a sign-in at the provider stands for: it may count instead of ours, or never."""

    NEVER = "never"  # ours is asked as after a password
    OTHERS = "others"  # the provider's counts, but for the three administrators
    ALL = "all"


@dataclass(frozen=True)
class Provider:
    """What every provider has: its name in the house, and the word on its button."""

    name: str
    label: str
    second_factor: SecondFactor


@dataclass(frozen=True)
class Oidc(Provider):
    """OpenID Connect: authorization code with PKCE; everything else is read from the issuer's own description."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    scopes: str = "openid"
    claim: str = "sub"  # what is kept of the person: sub, or e.g. employee_number
    ca_file: str = ""


@dataclass(frozen=True)
class Cas(Provider):
    """CAS 3: the address of the server, and the attribute kept of the person (empty: the user name)."""

    url: str = ""
    attribute: str = ""
    log_out: bool = True
    ca_file: str = ""


@dataclass(frozen=True)
class Directory(Provider):
    """LDAP: found by a template of the DN, or by a search under a base with an account of ours."""

    url: str = ""
    start_tls: bool = True
    ca_file: str = ""
    user_dn: str = ""
    base: str = ""
    filter: str = "(uid={name})"
    bind_dn: str = ""
    bind_password: str = ""
    attribute: str = "uid"


def from_environment(environment: Mapping[str, str]) -> dict[str, Provider]:
    """The providers that are configured, by name, in the order of their buttons. Raises ValueError with a sentence."""
    read: tuple[tuple[str, str, Callable[[Variables], Provider]], ...] = (
        ("oidc", "ISSUER", oidc), ("cas", "URL", cas), ("ldap", "URL", directory),
    )  # fmt: skip
    found = {}
    for name, first, make in read:
        variables = Variables(environment, name)
        if variables.text(first):
            found[name] = make(variables)
        elif stray := variables.any():
            raise ValueError(
                f"{stray} is set but TAIZHANG_{name.upper()}_{first} is not: set both or neither"
            )
    return found


@dataclass(frozen=True)
class Variables:
    """The variables of one provider: TAIZHANG_OIDC_…"""

    environment: Mapping[str, str]
    provider: str

    def called(self, name: str) -> str:
        return f"TAIZHANG_{self.provider.upper()}_{name}"

    def any(self) -> str:
        """One of them that is set; empty when none is."""
        begins = self.called("")
        return next((n for n, v in self.environment.items() if n.startswith(begins) and v.strip()), "")

    def text(self, name: str, default: str = "") -> str:
        return self.environment.get(self.called(name), "").strip() or default

    def needed(self, name: str) -> str:
        if not (value := self.text(name)):
            raise ValueError(f"{self.called(name)} is needed for sign-in with {self.provider}")
        return value

    def secret(self, name: str) -> str:
        """A secret from the variable, or from the file that …_FILE names, so that it stands in no service file."""
        if path := self.text(f"{name}_FILE"):
            try:
                return Path(path).read_text().strip()
            except OSError as error:
                raise ValueError(f"{self.called(name)}_FILE={path!r}: {error.strerror}") from None
        return self.text(name)

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name, "1" if default else "0").lower()
        if value not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
            raise ValueError(f"{self.called(name)}={value!r}: say 1 or 0")
        return value in ("1", "true", "yes", "on")

    def second_factor(self) -> SecondFactor:
        value = self.text("SECOND_FACTOR", SecondFactor.NEVER)
        if value not in list(SecondFactor):
            raise ValueError(f"{self.called('SECOND_FACTOR')}={value!r}: say never, others or all")
        return SecondFactor(value)

    def address(self, name: str, *, safe: str) -> str:
        """An address of the provider; in clear only to this machine itself, or where it is said outright."""
        value = self.needed(name)
        parts = urlsplit(value)
        if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError(
                f"{self.called(name)}={value!r}: an address such as {safe}://id.example.gov.cn is needed"
            )
        if parts.scheme != safe and not is_this_machine(parts.hostname) and not self.flag("PLAIN", False):
            raise ValueError(
                f"{self.called(name)}={value!r}: use {safe}://. In clear, whoever sits on the way can sign in as anybody; "
                f"{self.called('PLAIN')}=1 allows it all the same"
            )
        return value


def is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def oidc(told: Variables) -> Oidc:
    secret = told.secret("CLIENT_SECRET")
    if not secret:
        raise ValueError("TAIZHANG_OIDC_CLIENT_SECRET (or …_FILE) is needed for sign-in with oidc")
    scopes = told.text("SCOPES", "openid")
    return Oidc(
        "oidc", told.text("LABEL", "统一身份认证"), told.second_factor(),
        issuer=told.address("ISSUER", safe="https"), client_id=told.needed("CLIENT_ID"), client_secret=secret,
        scopes=scopes if "openid" in scopes.split() else f"openid {scopes}",
        claim=told.text("CLAIM", "sub"), ca_file=told.text("CA_FILE"),
    )  # fmt: skip


def cas(told: Variables) -> Cas:
    return Cas(
        "cas", told.text("LABEL", "统一身份认证（CAS）"), told.second_factor(),
        url=told.address("URL", safe="https").rstrip("/") + "/", attribute=told.text("ATTRIBUTE"),
        log_out=told.flag("LOG_OUT", True), ca_file=told.text("CA_FILE"),
    )  # fmt: skip


def directory(told: Variables) -> Directory:
    url = told.text("URL")
    start_tls = told.flag("START_TLS", url.startswith("ldap://"))
    if urlsplit(url).scheme not in ("ldap", "ldaps"):
        raise ValueError(f"TAIZHANG_LDAP_URL={url!r}: use ldaps:// or ldap://")
    if not start_tls:
        told.address("URL", safe="ldaps")
    made = Directory(
        "ldap", told.text("LABEL", "单位目录帐号"), told.second_factor(),
        url=url, start_tls=start_tls and url.startswith("ldap://"), ca_file=told.text("CA_FILE"),
        user_dn=told.text("USER_DN"), base=told.text("BASE"), filter=told.text("FILTER", "(uid={name})"),
        bind_dn=told.text("BIND_DN"), bind_password=told.secret("BIND_PASSWORD"),
        attribute=told.text("ATTRIBUTE", "uid"),
    )  # fmt: skip
    if not made.user_dn and not (made.base and made.bind_dn and made.bind_password):
        raise ValueError(
            "TAIZHANG_LDAP_USER_DN is needed, or TAIZHANG_LDAP_BASE with _BIND_DN and _BIND_PASSWORD to search"
        )
    if "{name}" not in (made.user_dn or made.filter):
        raise ValueError(
            "TAIZHANG_LDAP_USER_DN or _FILTER must hold {name}, where the name that was typed goes"
        )
    if made.second_factor != SecondFactor.NEVER:
        raise ValueError("TAIZHANG_LDAP_SECOND_FACTOR: a directory asks for a password alone; say never")
    return made
