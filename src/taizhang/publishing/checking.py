"""What stands in the way of a publication 公开前检查: every find in its text and files, with what was let through."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.core.personal.scanning.edition import edition
from taizhang.core.personal.scanning.files import scan_typed
from taizhang.core.personal.scanning.finding import At, Scan
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
    pending: bool = False
    file: PublicationFile | None = None
    at: At = ()


def obstacles(publication: Publication) -> list[Obstacle]:
    """Everything found in the present contents, what was let through marked as such."""
    released = {r.fingerprint: r for r in publication.releases.select_related("by")}
    found = list(_of(publication.title, scan_typed(publication.title), "标题", released, in_text=True))
    found += _of(publication.text, scan_typed(publication.text), "正文", released, in_text=True)
    for held in files_of(publication):
        found += _of_file(held, released)
    return found


def standing(publication: Publication) -> list[Obstacle]:
    """What still stands in the way."""
    return [o for o in obstacles(publication) if o.release is None]


def files_of(publication: Publication) -> list[PublicationFile]:
    return list(publication.files.filter(removed_at=None).select_related("file").order_by("pk"))


def _of_file(held: PublicationFile, released: dict[str, Release]) -> Iterator[Obstacle]:
    """What the scan of a file told; until it is over, or when it failed, that itself stands in the way."""
    source = f"附件“{held.name}”"
    if held.scan == PublicationFile.Scan.FAILED:
        yield Obstacle(source, "", held.get_scan_display(), held.sentence, "移除后重新添加。", False, "")
    elif held.scan != PublicationFile.Scan.DONE or held.scanned_with != edition():
        yield Obstacle(source, "", "还在检查", "检查完以前不能公开。", "等检查完。", False, "", pending=True)
    else:
        yield from _of(held.file.sha256, Scan.from_data(held.found or {}), source, released, file=held)


def _of(
    content: str, scan: Scan, source: str, released: dict[str, Release], *, in_text: bool = False, file: PublicationFile | None = None
) -> Iterator[Obstacle]:  # fmt: skip
    for at, found in enumerate(scan.findings):
        mark = fingerprint(content, source, found.kind, found.place, found.excerpt, str(at))
        label = found.kind.label + ("（遮盖太少）" if found.thin else "")
        release = released.get(mark) if found.kind.releasable else None
        yield Obstacle(
            source, found.place, label, found.excerpt, found.kind.advice, found.kind.releasable, mark, release, in_text,
            file=file, at=found.at,
        )  # fmt: skip
    for sentence in scan.unread:
        mark = fingerprint(content, source, "unread", sentence)
        advice = "由第二人打开看过，写明“已逐页查看”等理由放行。"
        yield Obstacle(source, "", "机器读不了", sentence, advice, True, mark, released.get(mark), file=file)
    if scan.more:
        mark = fingerprint(content, source, "more", str(scan.more))
        yield Obstacle(
            source, "", "还有很多处", f"另有 {scan.more} 处没有列出", "先处理列出的，再看。", False, mark
        )


def fingerprint(*parts: str) -> str:
    """What a release is bound to: the content as a whole, and the find in it."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
