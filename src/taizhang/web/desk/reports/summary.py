"""How a report stands in figures, kept for a short time: for the list and the home page 报告概况."""

from dataclasses import dataclass

from django.core.cache import cache

from taizhang.reports.models import Report
from taizhang.web.desk.reports.reading import Reading, Standing, reading_of

KEPT = 30  # seconds; a report's own page never uses it


@dataclass(frozen=True)
class Summary:
    """Counts by state, and the figures that want a decision as (place on its page, name, sentence)."""

    total: int
    verified: int
    provisional: int
    manual: int
    conflict: int
    troubles: tuple[tuple[str, str, str], ...]

    def share(self, some: int) -> int:
        """Per cent of the whole, at least one where there is any."""
        return max(1, round(some * 100 / self.total)) if some and self.total else 0


def summary_of(report: Report) -> Summary:
    """The counts of a report, computed at most once in half a minute for each change of it."""
    key = f"report-summary:{report.pk}:{report.changed_at.timestamp()}:{report.state}"
    found: Summary | None = cache.get(key)
    if found is None:
        found = summed(reading_of(report))
        cache.set(key, found, KEPT)
    return found


def summed(reading: Reading) -> Summary:
    counts = reading.counts()
    troubles = [
        (f"?f={p.key}", p.name, p.trouble) for p in reading.figures if p.standing == Standing.CONFLICT
    ]
    for one in reading.adrift:
        told = f"文中 {one.said} · 台账 {one.shown.text}" + (f" · 差 {one.gap} {one.unit}" if one.gap else "")
        troubles.append((f"#p{one.paragraph_id}", one.name, told))
    return Summary(
        reading.total, counts[Standing.VERIFIED], counts[Standing.PROVISIONAL], counts[Standing.MANUAL],
        counts[Standing.CONFLICT], tuple(troubles),
    )  # fmt: skip
