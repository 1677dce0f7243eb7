"""What was sent and what was acknowledged 收据簿: kept by the clients, held against the ledger by the checks."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sent:
    """One act of one person. `marker` stands in what it writes, and nowhere else."""

    kind: str
    marker: str
    by: str
    about: dict[str, Any] = field(default_factory=dict)
    acknowledged: bool = False
    tries: int = 0
    over: bool = False  # acknowledged, refused or given up: nobody sends it again


class Book:
    """All acts of a run; several people write, one checks."""

    def __init__(self) -> None:
        self.lock = threading.Condition()
        self.sent: list[Sent] = []
        self.doing: dict[str, str] = {}
        self.on_the_way = 0  # how often a request that writes was sent
        self.answers: Counter[str] = Counter()
        self.strange: list[str] = []  # answers that nobody should get

    def begin(self, kind: str, marker: str, by: str, **about: Any) -> Sent:
        made = Sent(kind, marker, by, about)
        with self.lock:
            self.sent.append(made)
            self.doing[by] = kind
        return made

    def told(self, what: str) -> None:
        """A request that writes has just left."""
        with self.lock:
            self.on_the_way += 1
            self.lock.notify_all()

    def wait_for_sending(self, seconds: float) -> bool:
        """Until the next request that writes leaves; False when none did."""
        with self.lock:
            now = self.on_the_way
            return self.lock.wait_for(lambda: self.on_the_way > now, seconds)

    def answered(self, sent: Sent, *, acknowledged: bool) -> None:
        with self.lock:
            sent.acknowledged, sent.over = acknowledged, True
            self.doing[sent.by] = ""
            self.answers["acknowledged" if acknowledged else "refused"] += 1

    def given_up(self, sent: Sent) -> None:
        with self.lock:
            sent.over = True
            self.doing[sent.by] = ""
            self.answers["never answered"] += 1

    def wonder(self, sentence: str) -> None:
        with self.lock:
            self.strange.append(f"{time.strftime('%H:%M:%S')} {sentence}")

    def of(self, *kinds: str) -> list[Sent]:
        with self.lock:
            return [s for s in self.sent if s.kind in kinds]

    def under_way(self) -> list[str]:
        """The kinds of acts that people are at, right now."""
        with self.lock:
            return sorted(kind for kind in self.doing.values() if kind)
