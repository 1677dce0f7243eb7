"""`/healthz` lives without a database; `/readyz` says in words what is missing, to whom it concerns."""

import json

import pytest
from django.db import connection

from taizhang.operations import alive, health


def test_alive_asks_nothing_of_the_database(client):
    """No `db` fixture: a query would fail the test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_ready_with_its_parts_in_words(db, client):
    with alive.alive(alive.WORKER):
        answer = client.get("/readyz")
    told = answer.json()
    assert (answer.status_code, told["ready"]) == (200, True)
    assert set(told["parts"]) == {"database", "migrations", "disk", "secret_key", "field_key", "worker"}
    assert told["parts"]["database"]["says"] == "数据库在应答"


def test_strangers_learn_only_whether_it_is_ready(db, client, settings):
    from ipaddress import ip_network

    assert client.get("/readyz", REMOTE_ADDR="203.0.113.9").json() == {"ready": True}
    forwarded = {"x-forwarded-for": "203.0.113.9"}
    assert client.get("/readyz", headers=forwarded).json() == {"ready": True}, "behind the gateway"
    settings.MONITORS = [ip_network("203.0.113.0/24")]
    assert "parts" in client.get("/readyz", REMOTE_ADDR="203.0.113.9").json()


def test_no_secret_is_in_it(db, client, settings):
    said = json.dumps(client.get("/readyz").json())
    assert settings.SECRET_KEY not in said and str(settings.HOME) not in said


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_database_is_gone_and_ready_again_after(client):
    kept = dict(connection.settings_dict)
    connection.close()
    gone = {"NAME": "/no/such/folder/db.sqlite3"} if connection.vendor == "sqlite" else {"PORT": "1"}
    try:
        connection.settings_dict.update(gone)
        if connection.vendor == "sqlite" and "memory" in str(kept["NAME"]):
            pytest.skip("a database in memory is gone for good when it is closed")
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["ready"]) == (503, False)
        assert "没有应答" in answer.json()["parts"]["database"]["says"]
    finally:
        connection.settings_dict.update(kept)
    assert client.get("/readyz").status_code == 200


def test_a_disk_that_cannot_be_written_is_not_ready(db, client, settings, tmp_path):
    settings.HOME = tmp_path / "nowhere"
    assert client.get("/readyz").status_code == 503


def test_migrations_that_wait_are_said(db):
    from django.db.migrations.recorder import MigrationRecorder

    health._known.clear()
    MigrationRecorder.Migration.objects.filter(app="intake").delete()
    assert "taizhang setup" in health.migrations().says
    health._known.clear()
