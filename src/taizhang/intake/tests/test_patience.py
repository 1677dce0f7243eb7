"""A file that takes too long is refused in words, and holds nobody up; a slow one is not taken for dead."""

import signal
import threading
import time

import pytest

from taizhang.core.decisions import Refused
from taizhang.intake import patience, progress
from taizhang.intake.models import Batch, Sheet
from taizhang.intake.tests.books import firm, firms, read

pytestmark = pytest.mark.django_db
MANY = [firm(n, f"江山市第{n}机械有限公司") for n in range(400)]


def test_a_workbook_that_takes_too_long_is_refused_in_words(cast, settings):
    settings.READ_SECONDS = 0.01
    batch = read(firms(*MANY), cast.staff)
    assert batch.state == Batch.State.REFUSED
    assert "读了 0.01 秒还没有读完" in batch.sentence
    assert "拆成几个文件再传" in batch.sentence


def test_the_next_file_is_read_as_ever(cast, settings):
    settings.READ_SECONDS = 0.01
    read(firms(*MANY), cast.staff)
    settings.READ_SECONDS = 120
    batch = read(firms(firm(11, "江山市新谷机械有限公司")), cast.staff)
    assert batch.state == Batch.State.CHECKED
    assert Sheet.objects.filter(batch=batch).count() == 1
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_reader_that_swallows_every_fault_is_stopped_too(settings):
    settings.READ_SECONDS = 0.05
    until = time.monotonic() + 20

    def stubborn():
        while time.monotonic() < until:
            try:
                sum(range(1000))
            except Exception:
                continue

    with pytest.raises(Refused), patience.patience(progress.Beat("stubborn")):
        stubborn()
    assert time.monotonic() < until


def test_silence_is_no_death_while_the_process_lives(monkeypatch):
    monkeypatch.setattr(patience, "SIGN", 0.01)
    beat = progress.Beat("slow")
    beat.say("打开文件")
    first = beat.path.stat().st_mtime_ns
    seen = threading.Event()
    with patience.patience(beat):
        for _ in range(500):
            if beat.path.stat().st_mtime_ns > first:
                seen.set()
                break
            time.sleep(0.01)
    beat.end()
    assert seen.is_set()
