"""A third party checks an export, and the seal on his paper, with the script alone."""

import gzip
import json
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.outsider import outside, sql

from taizhang.journal.chain import Mark, first_break, seal, seal_day
from taizhang.journal.events import Event
from taizhang.journal.models import DaySeal, Entry, Link
from taizhang.journal.seals import answer
from taizhang.journal.tests.test_chain import entries


def script(folder, *words):
    """What a third party runs: no package, no path, an empty environment."""
    return subprocess.run(
        [sys.executable, "-I", "check_seal.py", *words], cwd=folder, env={}, capture_output=True, text=True, check=False
    )  # fmt: skip


@pytest.fixture
def sealed(db):
    """Six entries of three days, each day sealed."""
    entries(6, ground="依据\n第二行 😀")
    today = timezone.localdate()
    with outside():
        for number, entry in enumerate(Entry.objects.order_by("id")):
            Entry.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(days=3 - number // 2))
    seal()
    seal_day(today)
    return today


@pytest.mark.parametrize("name", ["journal.jsonl", "journal.jsonl.gz"])
def test_the_script_alone_finds_an_export_whole_and_the_seals_on_paper_in_it(sealed, tmp_path, name):
    call_command("journal", "export", str(tmp_path / name), verbosity=0)
    day = DaySeal.objects.order_by("day").first()
    whole = script(tmp_path, name)
    assert (whole.returncode, whole.stdout.splitlines()[0]) == (
        0, f"holds 完好: 6 entries, last hash {Link.objects.get(seq=6).hash}",
    )  # fmt: skip
    assert script(tmp_path, name, "--seal", day.day.isoformat(), day.hash).returncode == 0
    assert script(tmp_path, name, "--seal", "4", Link.objects.get(seq=4).hash[:16]).returncode == 0
    assert script(tmp_path, name, "--seal", "4", Link.objects.get(seq=5).hash).returncode == 1
    assert script(tmp_path, name, "--seal", "4", Link.objects.get(seq=4).hash[:15]).returncode == 1
    assert script(tmp_path, name, "--seal", "2001-01-01", day.hash).returncode == 1
    assert Entry.objects.get(event=Event.JOURNAL_EXPORTED).title == name


def test_every_changed_byte_of_an_export_is_found(sealed, tmp_path):
    """Each line in turn: one letter of one value; the line taken out; the file cut off behind it."""
    call_command("journal", "export", str(tmp_path / "whole.jsonl"), verbosity=0)
    lines = (tmp_path / "whole.jsonl").read_text().splitlines(keepends=True)
    places = [
        n for n, line in enumerate(lines) if "columns" in json.loads(line) and "place" in json.loads(line)
    ]
    assert len(places) == 6
    assert script(tmp_path, "whole.jsonl").returncode == 0
    target = tmp_path / "spoilt.jsonl"
    for at in places:
        spoilt = [*lines[:at], lines[at].replace("企业", "企叶"), *lines[at + 1 :]]
        assert spoilt != lines
        for wrong in (spoilt, [*lines[:at], *lines[at + 1 :]], lines[: at + 1]):
            target.write_text("".join(wrong))
            found = script(tmp_path, target.name)
            assert found.returncode == 1, found.stdout
            assert "DOES NOT HOLD" in found.stdout
    target.write_bytes(gzip.compress("".join(lines).encode())[:-20])
    assert script(tmp_path, target.name).returncode == 1


def test_a_seal_on_paper_is_answered_in_a_sentence(sealed):
    day = DaySeal.objects.order_by("day").first()
    link = Link.objects.get(seq=5)
    assert answer(day.day.isoformat(), day.hash).holds
    assert answer("5", f" {link.hash[:16].upper()}… ").holds
    assert "不符" in answer("4", link.hash).sentence
    assert "至少前 16 位" in answer("5", "abc").sentence
    assert "没有第 99 节" in answer("99", link.hash).sentence
    assert "没有日封" in answer("2001-01-01", link.hash).sentence
    assert "不是日期" in answer("'; DROP", link.hash).sentence


def test_a_seal_whose_hash_is_right_does_not_cover_an_entry_that_was_changed_before_it(sealed):
    link = Link.objects.get(seq=5)
    sql("UPDATE journal_entry SET ground = 'x' WHERE id = %s", Link.objects.get(seq=2).entry_id)
    assert answer("1", Link.objects.get(seq=1).hash).holds
    told = answer("5", link.hash)
    assert not told.holds
    assert "第 2 节" in told.sentence


def test_the_seal_command_says_no_with_its_exit_code(sealed, capsys):
    call_command("seal", "--check", "5", Link.objects.get(seq=5).hash)
    with pytest.raises(SystemExit):
        call_command("seal", "--check", "5", "0" * 64)
    assert "不符" in capsys.readouterr().out
    call_command("seal")
    assert DaySeal.objects.order_by("day").first().hash in capsys.readouterr().out


def test_a_proof_from_a_mark_on_sees_what_is_new_and_that_the_mark_is_still_there(sealed):
    mark = Mark(4, Link.objects.get(seq=4).hash)
    assert first_break(mark) is None
    sql("UPDATE journal_entry SET ground = 'x' WHERE id = %s", Link.objects.get(seq=6).entry_id)
    assert first_break(mark).seq == 6
    assert first_break(Mark(4, "0" * 64)).seq == 4
    assert first_break(Mark(99, "0" * 64)).seq == 99
    assert first_break(upto=5) is None
    assert date.today() >= sealed
