"""OpenID Connect: mozilla-django-oidc asks and checks the signature; what it leaves to others is checked here.

That is: RS256 alone, issuer, audience, age, nonce, one-time state of ten minutes, and no account made by itself.
"""

import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
import requests
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from taizhang.accounts.providers.configuration import Oidc
from taizhang.accounts.providers.identity import Forged, Identity, Unreachable

SECONDS = 8
LEEWAY = 60  # seconds by which two clocks may differ
STATE_SECONDS = 600
DESCRIPTION_SECONDS = 600
CALLBACK = "sign_in_oidc_back"
SILENT = "统一身份认证现在没有应答，暂时不能用它登录。请过几分钟再试；有本地密码的，可以先用本地密码登录。"
NOT_VALID = "统一身份认证给的凭据对不上、已经用过或已过期，为防冒用没有登录。请回到登录页，重新点一次。"


def description(asked: Oidc) -> Mapping[str, Any]:
    """What the issuer tells of itself; kept ten minutes. Raises Unreachable."""
    key = f"oidc-{hashlib.sha256(asked.issuer.encode()).hexdigest()}"
    held: Mapping[str, Any] | None = cache.get(key)
    if held is None:
        held = read_description(asked)
        cache.set(key, held, DESCRIPTION_SECONDS)
    return held


def read_description(asked: Oidc) -> Mapping[str, Any]:
    address = asked.issuer.rstrip("/") + "/.well-known/openid-configuration"
    try:
        answer = requests.get(address, timeout=SECONDS, verify=asked.ca_file or True)
        answer.raise_for_status()
        told = answer.json()
        needed = [told[n] for n in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    except (requests.RequestException, ValueError, KeyError, TypeError) as error:
        raise Unreachable(SILENT) from error
    safe = asked.issuer.startswith("https://")
    if told.get("issuer") != asked.issuer or (
        safe and not all(str(a).startswith("https://") for a in needed)
    ):
        raise Unreachable(
            "统一身份认证的地址与它自己说的不一致，为防冒用没有登录。请把这句话告诉系统管理员（TAIZHANG_OIDC_ISSUER）。"
        )
    return dict(told)


def library_settings(asked: Oidc) -> dict[str, Any]:
    """Our configuration in the words of mozilla-django-oidc."""
    told = description(asked)
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return {
        "OIDC_OP_AUTHORIZATION_ENDPOINT": told["authorization_endpoint"],
        "OIDC_OP_TOKEN_ENDPOINT": told["token_endpoint"],
        "OIDC_OP_USER_ENDPOINT": told.get("userinfo_endpoint", ""),
        "OIDC_OP_JWKS_ENDPOINT": told["jwks_uri"],
        "OIDC_RP_CLIENT_ID": asked.client_id,
        "OIDC_RP_CLIENT_SECRET": asked.client_secret,
        "OIDC_RP_SIGN_ALGO": "RS256",
        "OIDC_RP_SCOPES": asked.scopes,
        "OIDC_USE_PKCE": True,
        "OIDC_USE_NONCE": True,
        "OIDC_TIMEOUT": SECONDS,
        "OIDC_VERIFY_SSL": asked.ca_file or True,
        "OIDC_TOKEN_USE_BASIC_AUTH": "client_secret_basic" in ways,
        "OIDC_AUTHENTICATION_CALLBACK_URL": CALLBACK,
    }


@dataclass(frozen=True)
class Begun:
    """What the session remembers of a sign-in that was begun."""

    nonce: str
    verifier: str


def begun(request: HttpRequest) -> Begun:
    """What was begun under this state in this browser; it is used up. Raises Forged."""
    states = request.session.get("oidc_states") or {}
    held = states.pop(request.GET.get("state", ""), None)
    request.session["oidc_states"] = states
    if held is None or time.time() - held["added_on"] > STATE_SECONDS:
        raise Forged(NOT_VALID)
    return Begun(held["nonce"], held["code_verifier"])


class Client(OIDCAuthenticationBackend):
    """One exchange with the provider: code for token, token for identity."""

    def __init__(self, asked: Oidc) -> None:
        self.asked, self.told = asked, library_settings(asked)
        super().__init__()

    def get_settings(self, attr: str, *args: Any) -> Any:
        """The library's settings are ours; whatever we do not name stays at its default."""
        return self.told[attr] if attr in self.told else super().get_settings(attr, *args)

    def identity(self, *, code: str, began: Begun, back: str) -> Identity:
        """Who comes back with this code. Raises Forged, Unreachable."""
        asked = {
            "client_id": self.asked.client_id, "client_secret": self.asked.client_secret,
            "grant_type": "authorization_code", "code": code, "redirect_uri": back,
            "code_verifier": began.verifier,
        }  # fmt: skip
        try:
            token = self.get_token(asked)
            claims = self.verified(str(token["id_token"]), began.nonce)
            subject = self.subject(claims, str(token.get("access_token", "")))
        except requests.HTTPError as error:  # the provider's words may hold the code: they go nowhere
            refused = error.response is not None and error.response.status_code < 500
            raise (Forged(NOT_VALID) if refused else Unreachable(SILENT)) from None
        except requests.RequestException:
            raise Unreachable(SILENT) from None
        except (jwt.PyJWTError, SuspiciousOperation, ValueError, KeyError, TypeError):
            raise Forged(NOT_VALID) from None
        return Identity("oidc", subject, methods_of(claims), id_token=str(token["id_token"]))

    def verified(self, token: str, nonce: str) -> dict[str, Any]:
        """The claims of a token that is the issuer's, for us, of now, and for this very sign-in."""
        if jwt.get_unverified_header(token).get("alg") != "RS256":
            raise SuspiciousOperation("not RS256")
        claims: dict[str, Any] = jwt.decode(
            token, self.retrieve_matching_jwk(token), algorithms=["RS256"], audience=self.asked.client_id,
            issuer=self.asked.issuer, leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )  # fmt: skip
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise SuspiciousOperation("another nonce")
        if claims.get("azp", self.asked.client_id) != self.asked.client_id:
            raise SuspiciousOperation("for another party")
        return claims

    def subject(self, claims: Mapping[str, Any], access_token: str) -> str:
        """What is kept of the person: from the token, else from the provider's page about the same person."""
        value = claims.get(self.asked.claim)
        if value is None and self.told["OIDC_OP_USER_ENDPOINT"]:
            more = self.get_userinfo(access_token, None, None)
            if more.get("sub") != claims["sub"]:
                raise SuspiciousOperation("told of another person")
            value = more.get(self.asked.claim)
        if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
            raise Forged(
                f"统一身份认证没有给出您的“{self.asked.claim}”，认不出是哪个帐号。请把这句话告诉系统管理员。"
            )
        return str(value)


def methods_of(claims: Mapping[str, Any]) -> tuple[str, ...] | None:
    """How the person signed in there (amr); None when the provider does not say, nothing when it says nonsense."""
    if "amr" not in claims:
        return None
    said = claims["amr"]
    return tuple(map(str, said)) if isinstance(said, list) else ()


def sign_out_address(asked: Oidc, id_token: str, back: str) -> str:
    """Where one signs out at the provider too; empty when it has no such page, or does not answer."""
    try:
        page = str(description(asked).get("end_session_endpoint") or "")
    except Unreachable:
        return ""
    if not page:
        return ""
    asked_for = {"client_id": asked.client_id, "post_logout_redirect_uri": back}
    if id_token:
        asked_for["id_token_hint"] = id_token
    return f"{page}?{requests.compat.urlencode(asked_for)}"
