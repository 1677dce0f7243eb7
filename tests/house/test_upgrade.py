"""A ledger of an earlier release comes up with this one: restored, migrated, verified, and its pages open as before."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from taizhang.operations.engines import postgres_url

pytestmark = pytest.mark.database  # of the processes it starts
ROOT = Path(__file__).resolve().parents[2]
KEPT = sorted(p.parent for p in Path(__file__).parent.glob("upgrade/*/facts.json"))


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def taizhang(words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "taizhang", *words.split()], environment)


@pytest.fixture(params=KEPT, ids=lambda p: p.name, scope="module")
def kept(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def upgraded(kept, tmp_path_factory):
    """(environment, what was said) of the kept ledger, restored with the present code."""
    home = tmp_path_factory.mktemp("upgraded")
    environment = {**os.environ, "TAIZHANG_HOME": str(home), "DATABASE_URL": "", "TAIZHANG_SAMPLES": "0"}
    name = f"taizhang_upgrade_{os.getpid()}"
    on_server = connection.vendor == "postgresql"
    if on_server:
        on_postgres(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = postgres_url(name)
    done = taizhang(f"restore {kept / connection.vendor}.tar.xz", environment)
    assert done.returncode == 0, done.stdout + done.stderr
    yield environment, done.stdout
    if on_server:
        on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def on_postgres(statement: str) -> None:
    with psycopg.connect(postgres_url("postgres"), autocommit=True) as server:
        server.execute(statement)


def test_an_earlier_ledger_is_restored_brought_up_to_date_and_proved(upgraded):
    environment, said = upgraded
    assert "恢复完成，已核对" in said
    assert "日志链完好" in said and "记录完好" in said and "按存下的行重算都相同" in said
    assert taizhang("migrate --check", environment).returncode == 0


def test_every_page_every_fact_and_new_work_are_there_after_the_upgrade(upgraded, kept):
    """In one process of its own: `upgrade/after.py` says what it looks at."""
    environment, _ = upgraded
    done = run([sys.executable, "-m", "tests.house.upgrade.after", str(kept / "facts.json")], environment)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    assert json.loads(done.stdout.splitlines()[-1])["pages"] > 90


def test_what_was_upgraded_is_backed_up_and_proved_in_turn(upgraded, tmp_path):
    environment, _ = upgraded
    done = taizhang(f"backup {tmp_path / 'after.tar'} --prove", environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "恢复演练通过" in done.stdout
