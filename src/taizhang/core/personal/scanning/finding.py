"""What a scan of a file tells: each find with its place, and what could not be read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from taizhang.core.personal.scanning.kinds import Found
from taizhang.core.personal.scanning.scan import excerpt, scan_text

MOST = 500  # finds of one file that are listed; the count goes on
Say = Callable[[int, int], None]  # how far: done, of how many
At = tuple[str | int, ...]


def quiet(done: int, total: int) -> None:
    """For whom nobody waits."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One find: kind, place in words, its surroundings with the value covered. Never the value itself.

    `at` is the place for programs: of a workbook (sheet, row, letter), of a paper (start, end) in its text; empty for what
    pages do not show.
    """

    kind: Found
    place: str
    excerpt: str
    thin: bool = False
    at: At = ()


@dataclass
class Scan:
    """The result for one file. `unread` are sentences about what nobody but a person can look at."""

    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    more: int = 0  # finds beyond MOST

    def text(self, text: str, place: str, *, label: str = "", at: At = (), start: int | None = None) -> int:
        """Scan a stretch of text that stands at one place, in a paper from `start` on. Returns how many finds it holds."""
        hits = scan_text(text, label=label) if text.strip() else []
        for hit in hits:
            found = at if start is None else (start + hit.start, start + hit.end)
            self.add(Finding(hit.kind, place, excerpt(text, hit, hits), hit.thin, found))
        return len(hits)

    def add(self, finding: Finding) -> None:
        if len(self.findings) < MOST:
            self.findings.append(finding)
        else:
            self.more += 1

    def join(self, other: "Scan", within: str = "") -> None:
        """Take in the scan of a file inside this one."""
        for found in other.findings:
            at = () if within else found.at
            self.add(Finding(found.kind, f"{within}{found.place}", found.excerpt, found.thin, at))
        self.unread += [f"{within}{sentence}" for sentence in other.unread]
        self.more += other.more

    def as_data(self) -> dict[str, Any]:
        """As plain values, to be kept; `from_data` reads them."""
        told = [[f.kind, f.place, f.excerpt, f.thin, list(f.at)] for f in self.findings]
        return {"findings": told, "unread": self.unread, "more": self.more}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Scan":
        found = [Finding(Found(k), p, e, t, tuple(at)) for k, p, e, t, at in data["findings"]]
        return cls(found, list(data["unread"]), data["more"])
