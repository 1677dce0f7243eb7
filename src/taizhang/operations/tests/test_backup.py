"""Backup and restore as an operator types them, in processes of their own, on both databases."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from taizhang.operations.engines import postgres_url

pytestmark = pytest.mark.database  # of the processes it starts

SMALL = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
import django; django.setup()
from tests.cast import assemble
from taizhang.files.store import keep
assemble(); keep(b"an original workbook", "text/plain")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("ledger") / "home"


@pytest.fixture(scope="module")
def ledger(home):
    """A ledger with a few records in a home of its own; on PostgreSQL also a database of its own.

    Made once: a refusal changes nothing, and a restore that is proved leaves the same ledger.
    """
    environment = {**os.environ, "TAIZHANG_HOME": str(home), "DATABASE_URL": "", "TAIZHANG_SAMPLES": "0"}
    name = f"taizhang_backup_{os.getpid()}"
    on_server = connection.vendor == "postgresql"
    if on_server:
        on_postgres(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = postgres_url(name)
    for command in (["-m", "taizhang", "setup"], ["-c", SMALL]):
        made = run([sys.executable, *command], environment)
        assert made.returncode == 0, made.stderr
    yield environment
    if on_server:
        on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def backup(ledger, home):
    target = home.parent / "ledger.tar"
    made = taizhang(f"backup {target} --prove", ledger)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "恢复完成，已核对" in made.stdout
    return target


def on_postgres(statement: str) -> None:
    with psycopg.connect(postgres_url("postgres"), autocommit=True) as server:
        server.execute(statement)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[4]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)


def taizhang(words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "taizhang", *words.split()], environment)


def test_a_backup_that_was_restored_elsewhere_and_proved_holds_database_files_and_manifest(backup):
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    assert {"database", "manifest.json"} < set(names)
    assert [n for n in names if n.startswith("files/")] != []


def test_a_ledger_in_use_is_replaced_only_when_told_so(ledger, backup):
    refused = taizhang(f"restore {backup}", ledger)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    done = taizhang(f"restore {backup} --replace", ledger)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "恢复完成，已核对" in done.stdout
    assert taizhang("verify", ledger).returncode == 0


def test_without_the_key_a_restore_brings_everything_back_and_says_what_it_could_not_prove(
    ledger, backup, home
):
    key = home / "field_key"
    key.rename(home.parent / "aside")
    done = taizhang(f"restore {backup} --replace", ledger)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "其中 1 个没有核对" in done.stdout and "没有字段密钥文件" in done.stdout
    assert not key.exists(), "a new key would not open what is there"
    (home.parent / "aside").rename(key)
    proved = taizhang("verify", ledger)
    assert proved.returncode == 0 and "原始文件：1 个，都与存档时相同" in proved.stdout


CLEAR = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
import django; django.setup()
from taizhang.files import store
from taizhang.files.models import StoredFile
file = StoredFile.objects.get(); store.path_of(file.sha256).write_bytes(store.read(file))
StoredFile.objects.update(sealed=False)
"""


def test_a_file_that_a_broken_off_upgrade_left_in_clear_is_sealed_at_the_next_setup(ledger):
    made = run([sys.executable, "-c", CLEAR], ledger)
    assert made.returncode == 0, made.stderr
    assert "存档文件已加密 1 个" in taizhang("setup", ledger).stdout
    assert "存档文件已加密" not in taizhang("setup", ledger).stdout
    assert taizhang("verify", ledger).returncode == 0


def test_a_damaged_backup_is_refused_in_words_and_changes_nothing(ledger, backup, tmp_path):
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 3] ^= 1
    target = tmp_path / "damaged.tar"
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
