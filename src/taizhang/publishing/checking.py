"""What stands in the way of a publication 公开前检查: every find in its text and files, with what was let through."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from taizhang.core.personal.scanning.files import scan_file, scan_typed
from taizhang.core.personal.scanning.finding import Scan
from taizhang.files import store
from taizhang.files.models import StoredFile
from taizhang.office import to_docx
from taizhang.publishing.models import Publication, PublicationFile, Release


@dataclass(frozen=True)
class Obstacle:
    """One thing to be dealt with: where, what, and whether a second person may let it through."""

    source: str  # 正文, or the file's name
    place: str
    label: str
    excerpt: str
    advice: str
    releasable: bool
    fingerprint: str
    release: Release | None = None
    in_text: bool = False


def obstacles(publication: Publication) -> list[Obstacle]:
    """Everything found in the present contents, what was let through marked as such."""
    released = {r.fingerprint: r for r in publication.releases.select_related("by")}
    found = list(_of(publication.title, scan_typed(publication.title), "标题", released, in_text=True))
    found += _of(publication.text, scan_typed(publication.text), "正文", released, in_text=True)
    for held in files_of(publication):
        found += _of(held.file.sha256, scanned(held.file.sha256, held.name), f"附件“{held.name}”", released)
    return found


def standing(publication: Publication) -> list[Obstacle]:
    """What still stands in the way."""
    return [o for o in obstacles(publication) if o.release is None]


def files_of(publication: Publication) -> list[PublicationFile]:
    return list(publication.files.filter(removed_at=None).select_related("file").order_by("pk"))


@lru_cache(maxsize=64)
def scanned(sha256: str, name: str) -> Scan:
    """The scan of a stored file: its bytes never change, so it is read once."""
    data = store.read(StoredFile.objects.get(sha256=sha256))
    return scan_file(data, name, convert=partial(to_docx, seconds=60))


def _of(
    content: str, scan: Scan, source: str, released: dict[str, Release], *, in_text: bool = False
) -> Iterator[Obstacle]:
    for at, found in enumerate(scan.findings):
        mark = fingerprint(content, source, found.kind, found.place, found.excerpt, str(at))
        label = found.kind.label + ("（遮盖太少）" if found.thin else "")
        release = released.get(mark) if found.kind.releasable else None
        yield Obstacle(
            source, found.place, label, found.excerpt, found.kind.advice, found.kind.releasable, mark, release, in_text
        )  # fmt: skip
    for sentence in scan.unread:
        mark = fingerprint(content, source, "unread", sentence)
        advice = "由第二人打开看过，写明“已逐页查看”等理由放行。"
        yield Obstacle(source, "", "机器读不了", sentence, advice, True, mark, released.get(mark))
    if scan.more:
        mark = fingerprint(content, source, "more", str(scan.more))
        yield Obstacle(
            source, "", "还有很多处", f"另有 {scan.more} 处没有列出", "先处理列出的，再看。", False, mark
        )


def fingerprint(*parts: str) -> str:
    """What a release is bound to: the content as a whole, and the find in it."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
