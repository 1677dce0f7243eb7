"""The harness that kills: it cannot rot, and it would tell; the long run is `python -m bench.faults`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.faults.book import Book, Sent
from bench.faults.plan import Moment, Target, plan

ROOT = Path(__file__).resolve().parents[2]


def test_the_same_seed_gives_the_same_plan():
    assert plan(7, 200) == plan(7, 200) != plan(8, 200)
    assert {k.target for k in plan(7, 200)} == set(Target)
    assert {k.moment for k in plan(7, 200)} == set(Moment)


@pytest.mark.parametrize(
    ("acknowledged", "found", "told"),
    [
        (True, 1, ""),
        (False, 0, ""),
        (False, 1, ""),
        (True, 0, "lost"),
        (True, 2, "doubled"),
        (False, 2, "doubled"),
    ],
)
def test_what_is_lost_or_doubled_is_told(db, acknowledged, found, told):
    from bench.faults.checks import once

    sent = Sent("add", "X1", "clerk", acknowledged=acknowledged)
    said = list(once(sent, found))
    assert (said[0].split(":")[0] if said else "") == told


def test_an_act_is_remembered_until_it_is_answered():
    book = Book()
    sent = book.begin("add", "X1", "clerk")
    assert book.under_way() == ["add"]
    book.answered(sent, acknowledged=True)
    assert (book.under_way(), sent.over, book.of("add")) == ([], True, [sent])


@pytest.mark.database
def test_six_kills_leave_nothing_lost_doubled_or_half():
    engine = "postgres" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    command = [sys.executable, "-m", "bench.faults", "--kills", "6", "--seed", "20261122", "--engine", engine]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 of 6 kills" in done.stdout and "violations          0" in done.stdout
