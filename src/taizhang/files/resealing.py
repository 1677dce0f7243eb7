"""Stored files that are not sealed yet, or by an older key 存档文件补加密、换密钥: file by file, as often as one likes."""

from pathlib import Path

from taizhang.core.personal.sealing import Unsealable
from taizhang.files import sealing, store
from taizhang.files.models import StoredFile


def seal_clear() -> int:
    """Seal what an earlier release kept in clear; returns how many. A file that is not what its name says stays as it is."""
    if not StoredFile.objects.filter(sealed=False).exists():
        return 0
    return sum(seal_one(path) for path in store.on_disk())


def seal_one(path: Path) -> bool:
    """Seal one file under its name. False when it was sealed before, or is damaged: `verify` tells of that one."""
    fresh = not sealing.is_sealed(path)
    if fresh:
        with store.part() as target, path.open("rb") as clear:
            sha256, _ = sealing.write(target, store.chunks(clear))
            if sha256 != path.name:
                Path(target.name).unlink()
                return False
            store.put_in_place(target, path)
    StoredFile.objects.filter(sha256=path.name, sealed=False).update(sealed=True)
    return fresh


def rewrap_all() -> tuple[int, int]:
    """Seal the key of every stored file with the newest key: (files done, files that no key opens)."""
    done = unreadable = 0
    for path in store.on_disk():
        try:
            done += sealing.is_sealed(path) and sealing.rewrap(path, path.name)
        except FileNotFoundError:
            continue
        except Unsealable:
            unreadable += 1
    return done, unreadable
