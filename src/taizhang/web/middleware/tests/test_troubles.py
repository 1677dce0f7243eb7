"""When the machine is in trouble people read what is wrong, what is safe and what to do; it ends when the cause does."""

import contextlib
import resource
import socket
import sqlite3

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client

from taizhang.operations.troubles import BUSY, FULL, GONE, READ_ONLY, trouble_of
from taizhang.registers.declaration import registers

NEW = "/registers/needs/new/"
FORM = {"name": "断电时填的需求", "content": "第一行\n第二行 <b>", "token": "a" * 32}
only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the trouble is SQLite's own")
only_postgres = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="the trouble is a server's own"
)


@pytest.fixture
def person(cast):
    """A clerk whose browser is given what a browser is given: no exceptions."""
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.staff)
    return browser


@pytest.fixture
def ledger_file(tmp_path, transactional_db, cast):
    """The cast's ledger in a SQLite file with short patience, as a server has it."""
    if connection.vendor != "sqlite":
        pytest.skip("the trouble is SQLite's own")
    memory, path = connections["default"], tmp_path / "ledger.sqlite3"
    memory.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as file:
        memory.connection.backup(file)
        file.execute("PRAGMA journal_mode=WAL")
    told = {**memory.settings_dict, "NAME": str(path)}
    told["OPTIONS"] = {**told["OPTIONS"], "timeout": 0.2}
    connections["default"] = type(memory)(told, alias="default")
    yield path
    connections["default"].close()
    connections["default"] = memory


@pytest.fixture
def clerk(ledger_file, cast):
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.staff)
    return browser


def needs():
    return registers()["needs"].model._default_manager.filter(name=FORM["name"]).count()


def test_somebody_else_writes_for_long(clerk, ledger_file):
    with contextlib.closing(sqlite3.connect(ledger_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = clerk.post(NEW, FORM)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        page = answer.content.decode()
        assert BUSY.title in page and "刚才这一步没有保存" in page
        # What was typed stands on the page, to be sent again as it is.
        assert 'name="content" hidden>\n第一行\n第二行 &lt;b&gt;</textarea>' in page
        assert clerk.get("/registers/needs/").status_code == 200  # reading goes on
    assert clerk.post(NEW, FORM).status_code == 302
    assert needs() == 1


def test_the_disk_under_the_database_is_full(clerk):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    long = FORM | {"content": "长" * 20_000}
    answer = clerk.post(NEW, long)
    assert answer.status_code == 507
    assert FULL.title in answer.content.decode() and needs() == 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    assert clerk.post(NEW, long).status_code == 302
    assert needs() == 1


def test_the_database_may_only_be_read(clerk):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
    answer = clerk.post(NEW, FORM)
    assert answer.status_code == 503
    assert READ_ONLY.title in answer.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 0")
    assert clerk.post(NEW, FORM).status_code == 302


@contextlib.contextmanager
def no_file_above(size):
    """The system itself refuses to let a file grow above `size` bytes: what a quota or a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_disk_under_the_files_is_full(person, cast, settings):
    add = {**FORM, "token": "b" * 32}
    person.post(NEW, add)
    record = registers()["needs"].model._default_manager.get(name=FORM["name"])
    paper = b"x" * 300_000

    def attach():
        file = SimpleUploadedFile("说明.txt", paper)
        return person.post(f"/registers/needs/{record.pk}/files/", {"files": file})

    with no_file_above(100_000):
        answer = attach()
    assert answer.status_code == 507
    assert FULL.title in answer.content.decode() and "重新选择" in answer.content.decode()
    left = [p for p in (settings.HOME / "files").rglob("*") if p.is_file()]
    assert left == []  # nothing half stays behind
    assert attach().status_code == 302
    assert len(person.get(f"/registers/needs/{record.pk}/?tab=files").content) > 0


@only_postgres
def test_the_database_is_gone_and_comes_back(transactional_db, person):
    assert person.get("/registers/needs/").status_code == 200
    there = connection.settings_dict["PORT"]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        nobody = str(silent.getsockname()[1])
    connection.close()
    connection.settings_dict["PORT"] = nobody
    try:
        answer = person.post(NEW, FORM)  # the session alone asks the database: it fails before any view
        fragment = person.get("/registers/needs/", HTTP_HX_REQUEST="true")
        api = person.get("/api/organizations/")
    finally:
        connection.settings_dict["PORT"] = there
    assert [a.status_code for a in (answer, fragment, api)] == [503, 503, 503]
    assert GONE.title in answer.content.decode() and "再提交一次不会重复" in answer.content.decode()
    assert FORM["name"] in answer.content.decode()
    assert fragment["Content-Type"].startswith("text/plain") and api.json()["sentence"] == GONE.sentence
    assert person.post(NEW, FORM).status_code == 302
    assert needs() == 1


@only_postgres
def test_a_connection_that_was_cut_is_made_anew(transactional_db, person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]
    other = connection.copy("other")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [mine])
    finally:
        other.close()
    connection.health_check_done = False
    assert person.get("/registers/needs/").status_code == 200


def test_a_fault_of_the_program_stays_one(db):
    with pytest.raises(DatabaseError) as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    assert trouble_of(told.value) is None
    assert trouble_of(ValueError("wrong")) is None


@only_sqlite
def test_what_was_acknowledged_is_on_the_disk(db):
    """WAL with NORMAL would lose the last commits at a power cut."""
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
