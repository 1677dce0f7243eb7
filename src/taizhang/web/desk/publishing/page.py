"""What the page of one publication shows."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.core.standing import version_of
from taizhang.intake.progress import Progress
from taizhang.publishing.actions import told
from taizhang.publishing.checking import Obstacle, files_of, obstacles
from taizhang.publishing.marking import markable
from taizhang.publishing.models import Publication, PublicationFile
from taizhang.publishing.scanning import progress_of
from taizhang.web import both_sides
from taizhang.web.author import person_of

SHOWN = 100  # finds on the page; the marked copy holds every one that was listed
MANY = 3
BUSY = (PublicationFile.Scan.WAITING, PublicationFile.Scan.WORKING)


class Held(NamedTuple):
    """A file with what is to be done about it."""

    file: PublicationFile
    left: int
    markable: bool


class Working(NamedTuple):
    """A file whose scan waits or runs."""

    file: PublicationFile
    progress: Progress


def under_way(one: Publication) -> list[Working]:
    """The files that are being scanned, or wait for it."""
    return [Working(f, progress_of(f)) for f in files_of(one) if f.scan in BUSY]


def page_of(request: HttpRequest, one: Publication) -> dict[str, Any]:
    """The publication, what stands in its way, and who may do what about it."""
    found = [] if one.state == Publication.State.WITHDRAWN else obstacles(one)
    left = [o for o in found if o.release is None and not o.pending]
    may_write = can(request.user, Act.REPORT) and one.open_to_change
    own = one.by_id == person_of(request).pk
    return {
        "one": one, "typed": one, "working": under_way(one) if one.open_to_change else [], "left": left[:SHOWN], "left_count": len(left),
        "released": [o for o in found if o.release], "files": [held(f, left) for f in files_of(one)],
        "kinds": Publication.Kind.choices, "may_write": may_write, "may_publish": can(request.user, Act.PUBLISH),
        "may_release": may_write and not own, "wants_second": may_write and own and any(o.releasable for o in left),
        "in_text": any(o.in_text for o in left), "many": many(left), "held": as_shown(one),
    }  # fmt: skip


def as_shown(one: Publication) -> both_sides.Held:
    """What may be changed of a publication, as its form shows it."""
    kinds = {str(value): str(label) for value, label in Publication.Kind.choices}
    fields = (
        both_sides.Field("title", "标题", one.title),
        both_sides.Field("kind", "种类", one.kind, kinds),
        both_sides.Field("text", "正文", one.text),
    )
    back, last = reverse("publication", args=[one.pk]), both_sides.last_entry("publications", one.pk)
    return both_sides.Held(one.title, back, version_of(told(one)), fields, last)


def many(left: list[Obstacle]) -> set[str]:
    """The first of those that stand in numbers in one text or file: there they may be let through together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for o in left:
        if o.releasable:
            groups.setdefault((o.source, o.label), []).append(o.fingerprint)
    return {marks[0] for marks in groups.values() if len(marks) >= MANY}


def held(file: PublicationFile, left: list[Obstacle]) -> Held:
    count = sum(o.file is not None and o.file.pk == file.pk for o in left)
    return Held(file, count, bool(count) and markable(file))
