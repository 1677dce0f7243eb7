"""The providers, each started once, each in a process of its own with its own data."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache

from taizhang.accounts.providers.configuration import from_environment
from taizhang.accounts.providers.tying import tie_user
from taizhang.journal.writing import Author
from tests.providers.directory import People
from tests.providers.liar import Liar

ROOT = Path(__file__).resolve().parents[2]
SECRET = {"TAIZHANG_OIDC_CLIENT_ID": "taizhang", "TAIZHANG_OIDC_CLIENT_SECRET": "between-us"}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def private_key() -> bytes:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """The address of the city's sign-in."""
    home, port = tmp_path_factory.mktemp("city"), free_port()
    (home / "city.pem").write_bytes(private_key())
    inherited = {n: v for n, v in os.environ.items() if not n.startswith(("DJANGO", "TAIZHANG", "DATABASE"))}
    told = home / "said"
    with told.open("w") as said:
        served = subprocess.Popen(
            [sys.executable, "-m", "tests.providers.city", str(port)], cwd=ROOT,
            env={**inherited, "CITY_HOME": str(home)}, stdout=said, stderr=said,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert served.poll() is None, told.read_text()
            try:
                if requests.get(f"{address}/oidc/.well-known/openid-configuration", timeout=5).ok:
                    break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        served.terminate()
        served.wait(10)


@pytest.fixture(scope="session")
def people(tmp_path_factory):
    """A directory: slapd with StartTLS, run privately."""
    if not shutil.which("slapd"):
        pytest.skip("slapd is not installed (apt-get install slapd)")
    served = People(tmp_path_factory.mktemp("people"), free_port())
    yield served
    served.stop()


@pytest.fixture
def liar():
    """A provider of OIDC that says what the test wants."""
    served = Liar()
    yield served
    served.stop()


@pytest.fixture
def configure(settings):
    """Providers from variables, as at start."""

    def configured(**variables):
        cache.clear()
        settings.PROVIDERS = from_environment({f"TAIZHANG_{n}": v for n, v in variables.items()})

    yield configured
    cache.clear()


@pytest.fixture
def with_oidc(city, configure):
    def configured(**more):
        configure(
            OIDC_ISSUER=f"{city}/oidc", OIDC_CLIENT_ID="taizhang", OIDC_CLIENT_SECRET="between-us",
            **{"OIDC_CLAIM": "employee_number", **more},
        )  # fmt: skip

    configured()
    return configured


@pytest.fixture
def with_cas(city, configure):
    def configured(**more):
        configure(CAS_URL=f"{city}/cas", **more)

    configured()
    return configured


@pytest.fixture
def tie(cast):
    """Tie somebody of the cast to a person of a provider."""

    def tied(user, provider, subject):
        tie_user(user=user, provider=provider, subject=subject, author=Author(cast.system))

    return tied
