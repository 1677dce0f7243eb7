"""LDAP: the name is found, and its owner binds with his own password 目录帐号.

Never without a password: servers take an empty one as "anonymous" and say yes. What is typed is escaped, in a DN and in a
filter, each by its own rule; exactly one entry may answer.
"""

import ssl

from ldap3 import AUTO_BIND_NONE, BASE, NONE, SIMPLE, SUBTREE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars
from ldap3.utils.dn import escape_rdn

from taizhang.accounts.providers.configuration import Directory
from taizhang.accounts.providers.identity import Identity, Unreachable

SECONDS = 8
LONGEST_NAME, LONGEST_PASSWORD = 150, 256
WRONG_CREDENTIALS = 49
SILENT = (
    "目录服务器现在没有应答，暂时不能用目录帐号登录。请过几分钟再试；有本地密码的，可以先用本地密码登录。"
)


def identity_of(asked: Directory, name: str, password: str) -> Identity | None:
    """Who this is by the directory; None when name or password is wrong. Raises Unreachable."""
    name = name.strip()
    if not name or not password or "\0" in name + password:
        return None
    if len(name) > LONGEST_NAME or len(password) > LONGEST_PASSWORD:
        return None
    try:
        dn = template_dn(asked, name) if asked.user_dn else searched_dn(asked, name)
        subject = bound_subject(asked, dn, password) if dn else ""
    except (LDAPException, OSError, ssl.SSLError) as error:
        raise Unreachable(SILENT) from error
    return Identity("ldap", subject) if subject else None


def template_dn(asked: Directory, name: str) -> str:
    return asked.user_dn.replace("{name}", escape_rdn(name))


def searched_dn(asked: Directory, name: str) -> str:
    """The DN of the one entry with this name, found with the account of ours; empty when none or several answer."""
    with connection(asked, asked.bind_dn, asked.bind_password) as ours:
        if not ours.bound:
            raise Unreachable(SILENT)
        sought = asked.filter.replace("{name}", escape_filter_chars(name))
        ours.search(asked.base, sought, SUBTREE, attributes=[asked.attribute], size_limit=2)
        entries = [found for found in ours.response if found["type"] == "searchResEntry"]
        return str(entries[0]["dn"]) if len(entries) == 1 else ""


def bound_subject(asked: Directory, dn: str, password: str) -> str:
    """What is kept of the person, read from his own entry after he has bound; empty when the password is wrong."""
    with connection(asked, dn, password) as his:
        if not his.bound:
            if his.result["result"] == WRONG_CREDENTIALS or his.result["description"] == "invalidDNSyntax":
                return ""
            raise Unreachable(SILENT)
        his.search(dn, "(objectClass=*)", BASE, attributes=[asked.attribute])
        entries = [found for found in his.response if found["type"] == "searchResEntry"]
        values = entries[0]["attributes"].get(asked.attribute) if len(entries) == 1 else None
    first = values[0] if isinstance(values, list) and values else values
    if not first:
        raise Unreachable(
            f"目录里您的条目没有“{asked.attribute}”一项，认不出是哪个帐号。请把这句话告诉系统管理员。"
        )
    return str(first)


def connection(asked: Directory, dn: str, password: str) -> Connection:
    """A connection under TLS on which `dn` has tried to bind. Raises LDAPException when there is none."""
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=asked.ca_file or None)
    server = Server(asked.url, tls=tls, get_info=NONE, connect_timeout=SECONDS)
    made = Connection(
        server, dn, password, authentication=SIMPLE, auto_bind=AUTO_BIND_NONE, auto_referrals=False,
        receive_timeout=SECONDS, read_only=True,
    )  # fmt: skip
    made.open()
    if asked.start_tls and not made.start_tls(read_server_info=False):
        raise LDAPException("StartTLS was refused")
    made.bind(read_server_info=False)
    return made
