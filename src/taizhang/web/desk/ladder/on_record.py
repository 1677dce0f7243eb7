"""The decisions on record against what today says 在案与今天: 37 + 2 − 1 = 38."""

from dataclasses import dataclass

import numpy as np
from django.urls import NoReverseMatch, reverse

from taizhang.decisions.models import Decision
from taizhang.indicators.figure import Figure
from taizhang.registers.record import State
from taizhang.web.desk.ladder.board import Board
from taizhang.web.desk.ladder.rungs import counted, so_far


@dataclass(frozen=True)
class OnRecord:
    """Of the enterprises that have a decision: on_record + gained − lost = today; `others` have none.

    `figure` is the report's own count of those on record.
    """

    on_record: int
    gained: int
    lost: int
    others: int
    figure: Figure

    @property
    def today(self) -> int:
        return self.on_record + self.gained - self.lost

    @property
    def url(self) -> str:
        """The page of decisions that would be otherwise today."""
        try:
            return reverse("decision_changes")
        except NoReverseMatch:
            return ""


def on_record(board: Board) -> OnRecord | None:
    """The decisions of the rung's policy that stand, against today; None where there are none."""
    if board.pack is None:
        return None
    standing = Decision.objects.filter(
        bureau=board.bureau, state=State.VERIFIED, policy=board.pack.name, until=None
    )
    decided = board.crowd.among(set(standing.order_by().values_list("organization_id", flat=True)))
    decided &= board.selected
    if not decided.any():
        return None
    told = counted(board.desk, board.rung.ready, board.today, board.narrow)
    was = set(told.values_list("organization_id", flat=True))
    now = set(board.crowd.ids[board.judged.passes & decided].tolist())
    figure = board.desk.figure(board.ready, so_far(board.today))
    others = int(np.count_nonzero(board.selected & ~decided))
    return OnRecord(len(was), len(now - was), len(was - now), others, figure)
