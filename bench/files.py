"""What sealing stored files costs: keep and read one long file, and change the key of many.

.venv/bin/python -m bench.files [--mb 50] [--runs 7] [--many 2000]
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable


def main() -> None:
    """Medians over the runs, and the processor's own time beside them, for the disk is shared."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--mb", type=int, default=50)
    asked.add_argument("--runs", type=int, default=7)
    asked.add_argument("--many", type=int, default=2000)
    told = asked.parse_args()
    home = tempfile.mkdtemp(prefix="taizhang-bench-files-")
    os.environ |= {"TAIZHANG_HOME": home, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "taizhang.settings"}
    try:
        measured(told.mb, told.runs, told.many)
    finally:
        shutil.rmtree(home)


def measured(mb: int, runs: int, many: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from taizhang.files import store

    contents = [os.urandom(mb * 1024 * 1024) for _ in range(2)]  # two by turns, so that none lies ready
    say(f"keep {mb} MB", runs, lambda n: store.keep(contents[n % 2], "application/octet-stream"))
    file = store.keep(contents[0], "application/octet-stream")
    say(f"read {mb} MB", runs, lambda n: store.read(file))
    if not hasattr(store, "pieces"):
        return  # a release before files were sealed
    from taizhang.files import resealing
    from taizhang.personal import keyring

    for n in range(many):
        store.keep(f"{n}".encode() * 2000, "text/plain")

    def changed(n: int) -> None:
        keyring.add_key()
        done, lost = resealing.rewrap_all()
        assert (done, lost) == (many + 2, 0), (done, lost)

    say(f"change of key, {many + 2} files", 3, changed)


def say(what: str, runs: int, act: Callable[[int], object]) -> None:
    seconds, busy = [], []
    for n in range(runs):
        began, worked = time.perf_counter(), time.process_time()
        act(n)
        seconds.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
    print(
        f"{what}: {statistics.median(seconds) * 1000:.0f} ms, of it CPU {statistics.median(busy) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
