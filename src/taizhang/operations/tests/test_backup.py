"""Backup and restore as an operator types them, in processes of their own, on both databases."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.db import connection

SMALL = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
import django; django.setup()
from tests.cast import assemble
from taizhang.files.store import keep
assemble(); keep(b"an original workbook", "text/plain")
"""


@pytest.fixture
def ledger(tmp_path, request):
    """A ledger with a few records in a home of its own; on PostgreSQL also a database of its own."""
    environment = {
        **os.environ,
        "TAIZHANG_HOME": str(tmp_path / "home"),
        "DATABASE_URL": "",
        "TAIZHANG_SAMPLES": "0",
    }
    if connection.vendor == "postgresql":
        request.getfixturevalue("db")
        environment["DATABASE_URL"] = fresh_database("taizhang_backup_test")
    taizhang("setup", environment)
    run([sys.executable, "-c", SMALL], environment)
    return environment


def fresh_database(name: str) -> str:
    import psycopg

    from taizhang.operations.backup import postgres_url

    with psycopg.connect(postgres_url("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    return postgres_url(name)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[4]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)


def taizhang(words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "taizhang", *words.split()], environment)


def test_a_backup_is_restored_elsewhere_and_proved(ledger, tmp_path):
    target = tmp_path / "ledger.tar"
    made = taizhang(f"backup {target} --prove", ledger)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "恢复完成，已核对" in made.stdout
    with tarfile.open(target) as tar:
        assert {"database", "manifest.json"} < set(tar.getnames())


def test_a_ledger_in_use_is_replaced_only_when_told_so(ledger, tmp_path):
    target = tmp_path / "ledger.tar"
    taizhang(f"backup {target}", ledger)
    refused = taizhang(f"restore {target}", ledger)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    done = taizhang(f"restore {target} --replace", ledger)
    assert done.returncode == 0, done.stdout + done.stderr
    assert taizhang("verify", ledger).returncode == 0


def test_a_damaged_backup_is_refused_in_words_and_changes_nothing(ledger, tmp_path):
    target = tmp_path / "ledger.tar"
    taizhang(f"backup {target}", ledger)
    damaged = bytearray(target.read_bytes())
    damaged[len(damaged) // 3] ^= 1
    target.write_bytes(damaged)
    refused = taizhang(f"restore {target} --replace", ledger)
    assert refused.returncode == 1
    assert "备份" in refused.stderr
    assert taizhang("verify", ledger).returncode == 0


def test_any_file_that_is_no_backup_is_refused_in_words(ledger, tmp_path):
    other = tmp_path / "other.tar"
    other.write_text("企业名单")
    refused = taizhang(f"restore {other}", ledger)
    assert refused.returncode == 1
    assert "不是完整的台账备份" in refused.stderr
