"""Thousands of questions at once, answered by a columnar snapshot that is taken for them 成批取数."""

import tempfile
from pathlib import Path

from taizhang.core.figures.definition import MeasureKind
from taizhang.indicators.ledger import Ledger
from taizhang.indicators.measuring import Measured, Question
from taizhang.indicators.snapshot import take

FEW = 1500  # about as many as the database answers while a snapshot of a district's ledger is taken


class Many(Ledger):
    """A ledger that reads each register once where thousands of questions come together.

    A snapshot holds verified rows only: what waits to be verified is then not counted beside them. Facts, which name
    their record, are asked of the database.
    """

    def answers(self, questions: list[Question]) -> dict[Question, Measured]:
        """By a snapshot where more than FEW questions come together, else by the database."""
        counted = [q for q in questions if q.definition.how.kind != MeasureKind.LATEST]
        if len(counted) <= FEW:
            return super().answers(questions)
        facts = [q for q in questions if q.definition.how.kind == MeasureKind.LATEST]
        return super().answers(facts) | self._snapped(counted)

    def _snapped(self, questions: list[Question]) -> dict[Question, Measured]:
        """From a snapshot taken now, gone when it is read."""
        definitions, periods, regions = (
            list(dict.fromkeys(part))
            for part in zip(*((q.definition, q.period, q.region_id) for q in questions), strict=True)
        )
        with tempfile.TemporaryDirectory(prefix="taizhang-snapshot-") as folder:
            taken = take(self.bureau, Path(folder) / "taken", definitions)
            grid = taken.figures(definitions, periods, regions)
        places = [{one: at for at, one in enumerate(axis)} for axis in (definitions, periods, regions)]
        found = {}
        for q in questions:
            cell = places[0][q.definition], places[1][q.period], places[2][q.region_id]
            found[q] = Measured(grid.value(*cell), int(grid.counted[cell]), 0)
        return found
