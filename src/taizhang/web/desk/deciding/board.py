"""The head of the page of changes: how many decisions stand, how many would be different, policy by policy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from taizhang.accounts.models import Bureau
from taizhang.decisions.actions import UNDONE
from taizhang.decisions.changes import Change
from taizhang.decisions.models import ANSWERS, Decision, Judging
from taizhang.decisions.packs import judging_packs
from taizhang.decisions.queries import newest_run, standing
from taizhang.journal.models import Entry
from taizhang.registers.record import State


@dataclass(frozen=True)
class Tab:
    """A policy with decisions: how many would be different."""

    policy: str
    title: str
    count: int
    on: bool


@dataclass(frozen=True)
class Board:
    """standing = same + better + worse. `last` is the newest run that can be taken back, with what the journal says of it."""

    standing: int
    better: int
    worse: int
    tabs: tuple[Tab, ...]
    run: str = ""
    run_count: int = 0
    last: Entry | None = None

    @property
    def changed(self) -> int:
        return self.better + self.worse

    @property
    def same(self) -> int:
        return self.standing - self.changed


def board(bureau: Bureau, found: Sequence[Change], policy: str) -> Board:
    """Of all policies, or of the one that is asked for."""
    stood = dict(standing(bureau).order_by().values_list("policy").annotate(n=Count("pk")))
    changed, packs = Counter(c.policy for c in found), judging_packs()
    asked = [c for c in found if not policy or c.policy == policy]
    better = sum(c.better for c in asked)
    tabs = [Tab("", "全部政策", len(found), not policy)]
    tabs += [
        Tab(n, packs[n].title, changed[n], n == policy)
        for n in sorted(packs, key=lambda n: packs[n].example)
        if stood.get(n)
    ]
    total = sum(n for name, n in stood.items() if not policy or name == policy)
    run, last = newest_run(bureau)
    count = Decision._default_manager.filter(bureau=bureau, run=run).count() if run else 0
    return Board(total, better, len(asked) - better, tuple(tabs), run, count, last)


@dataclass(frozen=True)
class Made:
    """What came of a job: how many of each answer (the best first), how many of them stand, whether they can be taken back."""

    answers: tuple[tuple[str, int], ...]
    total: int
    stand: int
    may_undo: bool


def made_by(job: Judging) -> Made:
    """The decisions of a job, those that were taken back counted too."""
    rows = Decision._default_manager.filter(bureau=job.bureau_id, run=job.run).order_by()
    counted = dict(rows.values_list("answer").annotate(n=Count("pk")))
    held = rows.exclude(note=UNDONE)
    stand, followed = held.count(), held.exclude(until=None, state=State.VERIFIED).exists()
    told = tuple((label, counted[code]) for code, label, *_ in ANSWERS if counted.get(code))
    return Made(told, sum(counted.values()), stand, bool(stand) and not followed and not job.working)
