"""What a run found, as a table 结果表."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from bench.faults.book import Book


@dataclass
class Outcome:
    """The counts of one run."""

    engine: str
    seed: int
    planned: int
    kills: Counter[str] = field(default_factory=Counter)
    during: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    restarts: list[float] = field(default_factory=list)
    proofs: list[float] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    building: float = 0
    seconds: float = 0

    def count(self, target: str, acts: list[str], jobs: list[str]) -> None:
        """One kill, with what people and jobs were at."""
        self.kills[target] += 1
        for each in {*acts, *(f"job: {job}" for job in jobs)} or {"nothing"}:
            self.during[each] += 1

    def tell(self, book: Book) -> None:
        with book.lock:
            self.acts = Counter(s.kind for s in book.sent if s.acknowledged)
            self.answers = Counter(book.answers)


def printed(outcome: Outcome) -> str:
    """The table, and for a violation what to run again."""
    killed = sum(outcome.kills.values())
    lines = [
        f"\n{outcome.engine}: {killed} of {outcome.planned} kills, seed {outcome.seed}, {outcome.seconds:.0f} s"
        f" (building {outcome.building:.0f} s)",
        row("killed", outcome.kills),
        row("while under way", outcome.during),
        row("acknowledged", outcome.acts),
        row("answers", outcome.answers),
        row("checked", outcome.checks),
        f"  restart, median     {median(outcome.restarts) * 1000:.0f} ms" if outcome.restarts else "",
        f"  whole proof, median {median(outcome.proofs):.1f} s" if outcome.proofs else "",
        f"  violations          {len(outcome.violations)}",
        *(f"    {sentence}" for sentence in outcome.violations[:30]),
    ]
    if outcome.violations:
        lines.append(
            f"  again: python -m bench.faults --kills {outcome.planned} --seed {outcome.seed} --engine {outcome.engine}"
        )
    return "\n".join(line for line in lines if line)


def row(name: str, counts: Counter[str]) -> str:
    told = ", ".join(f"{what} {count:,}" for what, count in counts.most_common())
    return f"  {name:<19} {sum(counts.values()):,}: {told}" if counts else f"  {name:<19} none"
