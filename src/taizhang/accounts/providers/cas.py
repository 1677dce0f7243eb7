"""CAS 3: a ticket is shown to the server, once, for the very address that it was made for.

python-cas, which django-cas-ng is made of, speaks the protocol; sessions and accounts stay ours (docs/decisions/0021).
"""

from typing import Any
from urllib.parse import urlencode

import requests
from cas import CASClientV3
from lxml import etree

from taizhang.accounts.providers.configuration import Cas
from taizhang.accounts.providers.identity import Forged, Identity, Unreachable

SECONDS = 8
LONGEST_TICKET = 256
SILENT = "统一身份认证现在没有应答，暂时不能用它登录。请过几分钟再试；有本地密码的，可以先用本地密码登录。"
NOT_VALID = "统一身份认证的票据不对、已经用过或已过期。请回到登录页，重新点一次。"


class Timely(requests.Session):
    """A session that does not wait for ever, and goes nowhere else than it was sent."""

    def request(self, *args: Any, **more: Any) -> requests.Response:
        return super().request(*args, **{**more, "timeout": SECONDS, "allow_redirects": False})


def client(asked: Cas, service: str) -> CASClientV3:
    # python-cas always says how certificates are verified, so a bureau's own authority is given here.
    return CASClientV3(
        service_url=service,
        server_url=asked.url,
        session=Timely(),
        verify_ssl_certificate=asked.ca_file or True,
    )


def sign_in_address(asked: Cas, service: str) -> str:
    return str(client(asked, service).get_login_url())


def sign_out_address(asked: Cas, back: str) -> str:
    return f"{asked.url}logout?{urlencode({'service': back})}"


def identity_of(asked: Cas, ticket: str, service: str) -> Identity:
    """Who shows this ticket. Raises Forged when the server does not vouch for it, Unreachable when it says nothing."""
    if not ticket.startswith("ST-") or len(ticket) > LONGEST_TICKET:
        raise Forged(NOT_VALID)
    try:
        user, attributes, _ = client(asked, service).verify_ticket(ticket)
    except requests.RequestException as error:
        raise Unreachable(SILENT) from error
    except Exception as error:  # an answer that is no CAS: a page of a gateway, half an XML
        raise Unreachable(SILENT) from error
    if not user:
        raise Forged(NOT_VALID)
    subject = (attributes or {}).get(asked.attribute) if asked.attribute else user
    if not isinstance(subject, str) or not subject.strip():
        raise Forged(
            f"统一身份认证没有给出您的“{asked.attribute}”，认不出是哪个帐号。请把这句话告诉系统管理员。"
        )
    return Identity("cas", subject.strip(), ticket=ticket)


def signed_out_ticket(text: str) -> str:
    """The ticket that a logout request of the server names; empty when it is none. Entities are not expanded."""
    if len(text) > 10_000:
        return ""
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return ""
    named = root.findtext("{urn:oasis:names:tc:SAML:2.0:protocol}SessionIndex") or ""
    return named.strip()
