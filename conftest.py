"""Fixtures for every test: a home folder of its own, the cast, quick password hashing."""

import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ["TAIZHANG_HOME"] = tempfile.mkdtemp(prefix="taizhang-test-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the live server

import pytest

HERE = str(Path(__file__).resolve().parent)
PRODUCT = HERE + "/src/taizhang/"
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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The whole suite runs under the journal's guard: what the product writes without an entry fails the test.

    A test may prepare its own rows, and may empty the tables behind it.
    """
    from django.db import connection

    from taizhang.journal import guard

    guard.aside = WRITERS.a_test_writes
    # Of the class: beside Playwright's loop, Django holds other connections than at the start.
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_behind_a_test(self, statements):
        with guard.lifted(guard.Lift.REHEARSING):
            flush(self, statements)

    operations.execute_sql_flush = flush_behind_a_test


class Writers:
    """Whose a write to a guarded table is: of a test, or of which function of the product; those are counted."""

    def __init__(self):
        self.seen, self.tables = set(), set()

    def a_test_writes(self, table):
        frame = sys._getframe(1)
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith(HERE) and not name.endswith("/journal/guard.py") and ".venv" not in name:
                break
            frame = frame.f_back
        if frame is None or not name.startswith(PRODUCT) or "/tests/" in name:
            return True
        self.seen.add(f"{name.removeprefix(PRODUCT)}:{frame.f_code.co_qualname}")
        self.tables.add(table)
        return False


WRITERS = Writers()


def pytest_terminal_summary(terminalreporter):
    if WRITERS.seen:
        terminalreporter.write_line(
            f"journal: {len(WRITERS.seen)} functions wrote to {len(WRITERS.tables)} guarded tables, under the guard"
        )


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
