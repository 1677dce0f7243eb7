"""Looking for entries in the archives 在存档里查: the page's question, put to kept files, newest first, a little at a time.

A file of the archives is read from its beginning and has no index, so a search is taken in steps: each reads some files and
tells how far it is. The same question gives the same entries as the journal's page did while they were at hand.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.journal import archives
from taizhang.journal.models import Archive, DaySeal, Entry
from taizhang.journal.queries import Asked
from taizhang.personal.keyring import KeyMissing

MOST = 50  # entries of one step
SECONDS = 1.5  # after which a step begins no further file
A_DAY = timedelta(days=1)  # by which the place of an entry may be off the seal of its day


@dataclass(frozen=True)
class Step:
    """What one step found, and where the next goes on: entries of places before `before`; None: everything was read."""

    entries: list[Entry]
    before: int | None
    done: int  # files that are behind it, of all that the question concerns
    total: int
    unread: tuple[str, ...]  # files that could not be read


def step(
    bureau_id: int, asked: Asked, before: int | None = None, *, most: int = MOST, seconds: float = SECONDS
) -> Step:
    """The newest archived entries of a bureau under a question, of places before `before`."""
    concerned = files(asked)
    total = concerned.count()
    left = list(concerned.filter(first__lt=before) if before else concerned)
    question = Question(bureau_id, asked)
    found: list[tuple[int, Entry]] = []
    unread: list[str] = []
    began, at = monotonic(), before
    for number, archive in enumerate(left):
        if number and monotonic() - began > seconds:
            return Step([e for _, e in found], at, total - len(left) + number, total, tuple(unread))
        try:
            hits = [hit for hit in question.of(archive) if before is None or hit[0] < before]
        except (*archives.UNREADABLE, KeyMissing):
            hits = []
            unread.append(f"第 {archive.first}—{archive.last} 节")
        found += reversed(hits)
        if len(found) > most:
            found = found[:most]
            return Step([e for _, e in found], found[-1][0], total - len(left) + number, total, tuple(unread))
        at = archive.first
    return Step([e for _, e in found], None, total, total, tuple(unread))


def files(asked: Asked) -> QuerySet[Archive]:
    """The archives in which days that are asked for may lie, newest first: the day seals stay, and name their places."""
    found = Archive.objects.select_related("file").order_by("-first")
    if asked.first:
        day = asked.first - A_DAY
        start = DaySeal.objects.filter(day__lt=day).aggregate(place=Max("seq"))["place"]
        found = found.filter(last__gt=start or 0)
    if asked.last:
        day = asked.last + A_DAY
        end = DaySeal.objects.filter(day__gte=day).aggregate(place=Min("seq"))["place"]
        found = found.filter(first__lte=end) if end else found
    return found


class Question:
    """Whether an archived entry is what is asked for; a line is only parsed when its text may be."""

    def __init__(self, bureau_id: int, asked: Asked) -> None:
        self.bureau_id, self.asked = bureau_id, asked
        named = User.objects.filter(username__iexact=asked.person) if asked.person else User.objects.none()
        self.people = set(named.values_list("pk", flat=True))
        # Columns that stand beside each other in a line: bureau, register, record.
        register, record = asked.register, asked.record_id
        self.text = json.dumps(str(bureau_id)) + "," + (json.dumps(register) if register else "")
        self.text += f",{json.dumps(str(record))}," if register and record is not None else ""
        self.event = json.dumps(asked.event) if asked.event else ""

    def of(self, archive: Archive) -> Iterator[tuple[int, Entry]]:
        """(place, entry) of a file, oldest first. Raises what archives.UNREADABLE lists, KeyMissing."""
        for line in archives.lines(archive.file.sha256):
            if self.text in line and self.event in line:
                told = json.loads(line)
                if "columns" in told and "place" in told:
                    entry = archives.entry(told["columns"])
                    if self.fits(entry):
                        yield int(told["place"]), entry

    def fits(self, entry: Entry) -> bool:
        asked, day = self.asked, timezone.localdate(entry.at)
        return (
            entry.bureau_id == self.bureau_id
            and (not asked.person or entry.by_id in self.people or asked.person in entry.by_name)
            and (not asked.event or entry.event == asked.event)
            and (not asked.register or entry.register == asked.register)
            and (asked.record_id is None or entry.record_id == asked.record_id)
            and (asked.batch_id is None or entry.batch_id == asked.batch_id)
            and (asked.first is None or day >= asked.first)
            and (asked.last is None or day <= asked.last)
        )
