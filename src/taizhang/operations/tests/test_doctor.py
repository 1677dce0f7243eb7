"""The doctor looks at everything, says what to do, and works while the database is down."""

import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.cast import PASSWORD
from tests.outsider import outside

from taizhang.journal.models import Entry
from taizhang.operations.doctor import ledger, machine, safety
from taizhang.operations.doctor.finding import Level
from taizhang.policies.engine import loading

ROOT = Path(__file__).resolve().parents[4]


def doctor(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TAIZHANG_HOME": str(home), "DATABASE_URL": "", **environment}
    command = [sys.executable, "-m", "taizhang", "doctor", *words]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_works_while_the_database_is_down_and_shows_no_password(tmp_path):
    url = f"postgres://clerk:{PASSWORD}@127.0.0.1:1/none"
    done = doctor(tmp_path, "--json", DATABASE_URL=url)
    told = json.loads(done.stdout)
    assert (done.returncode, told["level"]) == (1, "bad")
    lines = {f["title"]: f for f in told["findings"]}
    assert (
        "没有应答" in lines["数据库"]["fact"] and "systemctl status postgresql" in lines["数据库"]["remedy"]
    )
    assert lines["HTTPS"]["level"] == "bad", "with a database server somebody means to work"
    assert {
        "系统",
        "Python",
        "内存",
        "中文字体",
        "LibreOffice",
        "时区",
        "对时",
        "签名密钥",
        "字段密钥",
    } <= set(lines)
    assert PASSWORD not in done.stdout + done.stderr
    assert all(f["remedy"] for f in told["findings"] if f["level"] != "well")


def test_an_empty_home_is_told_to_set_up(tmp_path):
    done = doctor(tmp_path)
    assert done.returncode == 1
    assert "✕ 数据库结构" in done.stdout and "taizhang setup" in done.stdout


def levels(findings) -> dict[str, Level]:
    return {f.title: f.level for f in findings}


@pytest.mark.django_db
def test_a_clock_that_was_set_back_is_bad(cast):
    assert ledger.clock().level == Level.WELL
    with outside():
        Entry.objects.filter(pk=Entry.objects.latest("pk").pk).update(at=timezone.now() + timedelta(hours=5))
    found = ledger.clock()
    assert found.level == Level.BAD and "调回" in found.remedy


@pytest.mark.django_db
def test_sample_sign_ins_beside_a_working_bureau_are_bad(cast):
    assert ledger.samples().level == Level.WELL
    cast.other_bureau.sample = True
    cast.other_bureau.save()
    found = ledger.samples()
    assert found.level == Level.BAD and "1 个可以登录" in found.fact


@pytest.mark.django_db
def test_every_part_of_the_ledger_is_looked_at(cast):
    titles = set(levels(ledger.ledger()))
    assert {"数据库", "数据库结构", "系统时间", "后台任务", "定时事务", "日志封存", "最近的备份", "最近的恢复证明", "异地备份", "示例帐号",
            "查找索引"} <= titles  # fmt: skip


def test_keys_that_others_can_read_debug_pages_and_any_host_are_bad(settings, tmp_path, monkeypatch):
    key = tmp_path / "field_key"
    key.write_text("k" * 44)
    key.chmod(0o644)
    (tmp_path / "secret_key").write_text("s" * 64)
    (tmp_path / "secret_key").chmod(0o600)
    monkeypatch.delenv("TAIZHANG_FIELD_KEY_FILE", raising=False)
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECRET_KEY = True, ["*"], "s" * 64
    assert levels(safety.safety()) == {
        "调试页": Level.BAD, "HTTPS": Level.BAD, "主机名": Level.BAD, "签名密钥": Level.WELL, "字段密钥": Level.BAD,
    }  # fmt: skip
    key.chmod(0o600)
    settings.SECRET_KEY = "short"
    found = levels(safety.safety())
    assert (found["字段密钥"], found["签名密钥"]) == (Level.WELL, Level.BAD)


@pytest.fixture
def ntp():
    """A time server that is ahead by as many seconds as it is told."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    ahead = {"seconds": 0.0}

    def answer():
        while True:
            try:
                _, asker = server.recvfrom(512)
            except OSError:
                return
            now = time.time() + ahead["seconds"] + machine.NTP_EPOCH
            stamp = struct.pack("!II", int(now), int(now % 1 * 2**32))
            server.sendto(b"\x24" + bytes(31) + stamp + stamp, asker)

    threading.Thread(target=answer, daemon=True).start()
    yield f"127.0.0.1:{server.getsockname()[1]}", ahead
    server.close()


def test_the_clock_is_held_against_the_bureaus_time_server(settings, ntp):
    settings.NTP, ahead = ntp
    assert machine.drift().level == Level.WELL
    ahead["seconds"] = 75.0
    found = machine.drift()
    assert found.level == Level.BAD and "+75.0 秒" in found.fact


def test_a_time_server_that_does_not_answer_is_said(settings):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        settings.NTP = f"127.0.0.1:{silent.getsockname()[1]}"
        found = machine.drift()
    assert found.level == Level.ATTENTION and "没有应答" in found.fact


def test_a_pack_from_outside_that_cannot_be_used_is_told(tmp_path, settings):
    settings.EXTRA_POLICIES = tmp_path
    assert ledger.packs().level == Level.WELL
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "policy.py").write_text("pack = 1\n")
    loading.packs.cache_clear()  # a process reads them once
    finding = ledger.packs()
    assert (finding.level, finding.fact) == (
        Level.BAD,
        "政策包 broken：broken 里没有 parameters.yaml。"
        "一个政策包要有 policy.py、parameters.yaml、cases.yaml、source.md（可以再有 facts.yaml）。",
    )
