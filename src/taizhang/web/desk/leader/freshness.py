"""How fresh the ledger is, and how much of it is verified 数据截至与已核占比."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from taizhang.accounts.models import Bureau
from taizhang.registers.declaration import registers
from taizhang.registers.record import State


@dataclass(frozen=True)
class Freshness:
    """The newest change of any record, and the counts of verified and provisional ones."""

    at: datetime | None
    verified: int
    provisional: int

    @property
    def share(self) -> str:
        """Rounded down, so that 100% is said of a ledger in which nothing waits."""
        total = self.verified + self.provisional
        return f"{self.verified * 100 // total}%" if total else "—"


def freshness(bureau: Bureau) -> Freshness:
    """One query over all registers."""
    parts = [
        register.model._default_manager.filter(bureau=bureau)
        .exclude(state=State.ENDED)
        .order_by()
        .values("state")
        .annotate(held=Count("pk"), at=Max("changed_at"))
        .values_list("state", "held", "at")
        for register in registers().values()
    ]
    rows = list(parts[0].union(*parts[1:], all=True))
    newest = max((at for _, _, at in rows if at is not None), default=None)
    told = {
        state: sum(held for s, held, _ in rows if s == state) for state in (State.VERIFIED, State.PROVISIONAL)
    }
    return Freshness(newest, told[State.VERIFIED], told[State.PROVISIONAL])
