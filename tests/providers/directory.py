"""A directory of people: slapd with its own configuration, data, certificate and port."""

import datetime
import subprocess
import time
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from ldap3 import Connection, Server

BASE = "dc=bureau,dc=test"
PASSWORD, READER_PASSWORD = "directory-password", "reader-password"
READER = f"cn=reader,{BASE}"
SCHEMAS = ("core", "cosine", "inetorgperson")
CONFIGURATION = """
{includes}
pidfile {home}/pid
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile {home}/cert.pem
TLSCertificateKeyFile {home}/key.pem
database mdb
suffix "{base}"
rootdn "cn=root,{base}"
rootpw root-password
directory {home}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{reader}" read by self read by * none
"""
PEOPLE = ("zhou.min", "nobody.here", "liu*", "wei(1)")


def certificate(home: Path) -> None:
    """A certificate for 127.0.0.1 that is its own authority."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "directory")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(3650))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (home / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (home / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )


class People:
    """The directory while it runs."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.url = home, port, f"ldap://127.0.0.1:{port}"
        self.ca_file = str(home / "cert.pem")
        (home / "data").mkdir()
        certificate(home)
        includes = "\n".join(f"include /etc/ldap/schema/{name}.schema" for name in SCHEMAS)
        told = CONFIGURATION.format(includes=includes, home=home, base=BASE, reader=READER)
        (home / "slapd.conf").write_text(told)
        self.start()
        self.fill()

    def start(self) -> None:
        self.served = subprocess.Popen(
            ["slapd", "-f", str(self.home / "slapd.conf"), "-h", self.url, "-d", "0"],
            stdout=subprocess.DEVNULL, stderr=(self.home / "said").open("w"),
        )  # fmt: skip
        for _ in range(100):
            assert self.served.poll() is None, (self.home / "said").read_text()
            try:
                if Connection(Server(self.url), f"cn=root,{BASE}", "root-password").bind():
                    return
            except Exception:
                time.sleep(0.05)
        raise RuntimeError("slapd did not start")

    def fill(self) -> None:
        with Connection(Server(self.url), f"cn=root,{BASE}", "root-password") as root:
            root.add(BASE, ["dcObject", "organization"], {"o": "bureau", "dc": "bureau"})
            root.add(
                READER, ["organizationalRole", "simpleSecurityObject"], {"userPassword": READER_PASSWORD}
            )
            root.add(f"ou=people,{BASE}", "organizationalUnit")
            for number, name in enumerate(PEOPLE):
                root.add(
                    f"uid={name},ou=people,{BASE}", "inetOrgPerson",
                    {"cn": name, "sn": name, "employeeNumber": f"E{number}", "userPassword": PASSWORD},
                )  # fmt: skip
                assert root.result["result"] == 0, root.result

    def stop(self) -> None:
        self.served.terminate()
        self.served.wait(10)
