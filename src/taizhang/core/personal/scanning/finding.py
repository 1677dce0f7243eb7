"""What a scan of a file tells: each find with its place, and what could not be read."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from taizhang.core.personal.scanning.kinds import Found
from taizhang.core.personal.scanning.scan import excerpt, scan_text

MOST = 500  # finds of one file that are listed; the count goes on


@dataclass(frozen=True, slots=True)
class Finding:
    """One find: kind, place in words, its surroundings with the value covered. Never the value itself."""

    kind: Found
    place: str
    excerpt: str
    thin: bool = False

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Scan:
    """The result for one file. `unread` are sentences about what nobody but a person can look at."""

    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    more: int = 0  # finds beyond MOST

    def text(self, text: str, place: str, *, label: str = "") -> int:
        """Scan a stretch of text that stands at one place. Returns how many finds it holds."""
        hits = scan_text(text, label=label) if text.strip() else []
        for hit in hits:
            self.add(Finding(hit.kind, place, excerpt(text, hit, hits), hit.thin))
        return len(hits)

    def add(self, finding: Finding) -> None:
        if len(self.findings) < MOST:
            self.findings.append(finding)
        else:
            self.more += 1

    def join(self, other: "Scan", within: str = "") -> None:
        """Take in the scan of a file inside this one."""
        for found in other.findings:
            self.add(Finding(found.kind, f"{within}{found.place}", found.excerpt, found.thin))
        self.unread += [f"{within}{sentence}" for sentence in other.unread]
        self.more += other.more


def texts(scan: Scan, pieces: Iterable[tuple[str, str]]) -> None:
    """Scan (place, text) pairs."""
    for place, text in pieces:
        scan.text(text, place)
