"""Which backups stay, where they go, and what a backup that cannot be made leaves behind."""

import json
from datetime import datetime, timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.operations import backup as making
from taizhang.operations import census, keeping, nightly, proofs
from taizhang.operations.keeping import too_many

START = datetime(2026, 11, 22, 2)


def nights(count: int, every: int = 1) -> list[tuple[datetime, Path]]:
    return [(START - timedelta(days=every * n), Path(f"{n}")) for n in range(count)]


def test_seven_days_and_five_weeks_are_kept():
    gone = {p.name for p in too_many(nights(60), daily=7, weekly=5)}
    # Sunday 22nd and the six nights before; then each week's newest, which is its Sunday.
    assert {str(n) for n in range(60)} - gone == {"0", "1", "2", "3", "4", "5", "6", "7", "14", "21", "28"}


@given(
    st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), unique=True, max_size=60),
    st.integers(0, 9), st.integers(0, 9),
)  # fmt: skip
def test_the_newest_always_stays_and_what_stays_is_never_more_than_asked_for(times, daily, weekly):
    found = [(at, Path(str(n))) for n, at in enumerate(sorted(times, reverse=True))]
    gone = too_many(found, daily, weekly)
    assert len(found) - len(gone) <= max(1, daily) + weekly
    if found:
        assert found[0][1] not in gone
    rest = [(at, p) for at, p in found if p not in gone]
    assert too_many(rest, daily, weekly) == [], "thinning twice is thinning once"


def test_only_what_was_made_by_itself_goes_by_itself(tmp_path, settings):
    settings.BACKUP_FOLDER, settings.BACKUP_DAILY, settings.BACKUP_WEEKLY = str(tmp_path), 1, 0
    for name in (
        "taizhang-20260101-020000.tar",
        "taizhang-20260102-020000.tar",
        "taizhang-keep.tar",
        "before-upgrade.tar",
    ):
        (tmp_path / name).touch()
    assert keeping.thin() == ["taizhang-20260101-020000.tar"]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_full_disk_is_said_before_anything_is_written(tmp_path):
    with pytest.raises(Refused, match="备份需要约"):
        making.require_room(tmp_path, 10**18)
    assert list(tmp_path.iterdir()) == []


def test_two_backups_at_once_are_one(tmp_path, db):
    with (tmp_path / ".backup.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        with pytest.raises(Refused, match="另一个备份正在进行"):
            making.backup(tmp_path, lambda s: None)


def test_what_a_killed_backup_left_is_swept_by_the_next(tmp_path):
    (tmp_path / "taizhang-20260101-020000.tar.part").write_text("half")
    (tmp_path / ".making-abc").mkdir()
    (tmp_path / ".making-abc" / "database").write_text("half")
    with making.alone(tmp_path):
        making.sweep(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [".backup.lock"]


def test_the_copy_to_a_second_place_is_told_whether_it_worked_or_not(tmp_path, settings, db):
    made, there = tmp_path / "taizhang-20260101-020000.tar", tmp_path / "there.tar"
    made.write_text("a backup")
    settings.BACKUP_COPY = f"cp {{file}} {there}"
    assert nightly.copy_elsewhere(made, lambda s: None)
    assert there.read_text() == "a backup"
    settings.BACKUP_COPY = "cp {file} /no/such/folder/there.tar"
    said = []
    assert not nightly.copy_elsewhere(made, said.append)
    assert "没有成功" in said[0]
    told = [json.loads(e.after) for e in Entry.objects.filter(event=Event.BACKUP_COPIED).order_by("id")]
    assert [t["copied"] for t in told] == [True, False]
    assert proofs.last_copy().wrong


def test_a_drill_that_fails_is_journalled_too(tmp_path, settings, cast):
    settings.BACKUP_FOLDER = str(tmp_path / "backups")
    bad = tmp_path / "bad.tar"
    bad.write_text("no backup")
    with pytest.raises(Refused, match="恢复演练没有通过"):
        nightly.prove_and_tell(bad, lambda s: None, nightly.Author(cast.system))
    proof = proofs.last_proof()
    assert (proof.holds, proof.what["file"], proof.by) == (False, "bad.tar", str(cast.system))
    assert "不是完整的台账备份" in proof.what["sentence"]


rows = st.lists(st.binary(max_size=20), max_size=20)


@given(rows, st.randoms())
def test_the_digest_of_a_table_minds_every_row_and_not_their_order(held, random):
    other = held[:]
    random.shuffle(other)
    assert census.summed(held) == census.summed(other)
    assert census.summed([*held, b"one more"]).digest != census.summed(held).digest
    assert census.summed([*held, *held[:1]]) != census.summed(held) or not held


def test_what_differs_is_named():
    table = census.Table(2, "a")
    before = census.Census({"t": table, "u": table, "v": table}, (1, "x"))
    after = census.Census({"t": census.Table(2, "b"), "u": census.Table(1, "a")}, (1, "y"))
    assert census.differences(before, before) == []
    assert census.differences(before, after) == [
        "数据表 t 行数相同，内容与备份时不同", "数据表 u 应有 2 行，实有 1 行", "缺少数据表 v（应有 2 行）", "日志链的末端与备份时不同",
    ]  # fmt: skip
