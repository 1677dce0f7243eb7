"""Fixtures for every test: a home folder of its own, the cast, quick password hashing."""

import gc
import os
import tempfile
from pathlib import Path

os.environ["TAIZHANG_HOME"] = tempfile.mkdtemp(prefix="taizhang-test-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the live server

import pytest

SHARED = Path(__file__).resolve().parent.parent / "shared"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Whatever asks for the database is marked so: ./test runs these on each engine, the others once."""
    for item in items:
        if "django_db" in item.keywords or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish():
    """What is loaded by now stays: the collector need not walk it again and again."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(tmp_path, settings):
    """Nothing a test writes outlives it; passwords are hashed quickly."""
    settings.HOME = tmp_path
    # The cast signs in with one step and from many places; tests of these rules ask for them (accounts/tests).
    settings.SIGN_IN_RULES = {"totp_roles": (), "sessions_admin": 5, "sessions": 20}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db):
    from tests.cast import assemble

    return assemble()


@pytest.fixture
def as_user(client):
    """A client signed in as the user given."""

    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture(scope="session")
def shared():
    """The folder beside the project with real data; tests that use it are skipped by name where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("shared/ is not beside the project")
    return SHARED
