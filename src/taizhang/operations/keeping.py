"""Which backups are kept 备份留存: the newest of each of the last days and weeks; older ones go."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from taizhang.operations.backup import folder

NAME = "taizhang-%Y%m%d-%H%M%S"  # only what carries such a name was made by itself, and goes by itself


def made() -> list[tuple[datetime, Path]]:
    """The dated backups of the folder, the newest first."""
    found = []
    for path in folder().glob("taizhang-*.tar"):
        try:
            at = timezone.make_aware(datetime.strptime(path.stem, NAME))
        except ValueError:
            continue
        found.append((at, path))
    return sorted(found, reverse=True)


def newest() -> Path | None:
    """The newest backup, or None."""
    return next((path for _, path in made()), None)


def too_many(found: Iterable[tuple[datetime, Path]], daily: int, weekly: int) -> list[Path]:
    """What may go, the newest first given: neither the newest of one of the last `daily` days on which one was made,
    nor of one of the last `weekly` such weeks. The very newest always stays."""
    kept, days, weeks, every = set[Path](), set[object](), set[object](), []
    for at, path in found:
        every.append(path)
        day, week = at.date(), at.isocalendar()[:2]
        if day not in days and len(days) < max(1, daily):
            days.add(day)
            kept.add(path)
        if week not in weeks and len(weeks) < weekly:
            weeks.add(week)
            kept.add(path)
    return [path for path in every if path not in kept]


def thin() -> list[str]:
    """Remove the backups that the settings no longer keep. Returns their names."""
    gone = too_many(made(), settings.BACKUP_DAILY, settings.BACKUP_WEEKLY)
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]
