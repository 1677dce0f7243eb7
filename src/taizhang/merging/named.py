"""Where the house names organizations in texts rather than links 按编号或名称指到单位的地方.

Saved views, formulas of targets and the leader's page, definitions in drafts of reports, ties of hand-in cells,
decisions about sentences. Signed reports, frozen figures and hand-ins that were handed in are left as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from taizhang.indicators.models import LeaderFigure, Target
from taizhang.merging.naming import Renaming
from taizhang.registers.around import SavedView
from taizhang.registers.declaration import registers
from taizhang.registers.successors import links_to_organizations
from taizhang.reports.handins.models import CellTie
from taizhang.reports.models import Paragraph, Report, SentenceDecision, Token


@dataclass(frozen=True)
class Place:
    """A column of a table that may name organizations; `kind`: how it does (query, formula, data)."""

    model: type[Model]
    title: str
    columns: tuple[tuple[str, str], ...]
    bureau: str = "bureau"
    living: dict[str, Any] = field(default_factory=dict)

    def rows(self, bureau_id: int) -> Any:
        return self.model._default_manager.filter(**{self.bureau: bureau_id, **self.living}).order_by("pk")


DRAFT = {"report__state": Report.State.DRAFT}
PLACES = (
    Place(SavedView, "保存的视图", (("query", "query"),)),
    Place(Target, "目标", (("expression", "formula"),)),
    Place(LeaderFigure, "领导一屏的指标", (("expression", "formula"),)),
    Place(Token, "报告草稿里的数字", (("definition", "data"), ("expression", "formula")), "report__bureau", DRAFT),
    Place(Paragraph, "报告草稿里的图表", (("data", "data"),), "report__bureau", DRAFT),
    Place(CellTie, "报送表的单元格", (("expression", "formula"),), "layout__bureau", {"layout__ended_at": None}),
    Place(SentenceDecision, "核对决定", (("choice", "data"),)),
)  # fmt: skip
OF_MODEL = {place.model._meta.label_lower: place for place in PLACES}


def renaming(gone: dict[int, str], kept_id: int, old_name: str, kept_name: str) -> Renaming:
    """What a merge renames: the ids given up, and every name that is no longer one."""
    names = {*gone.values(), old_name} - {kept_name}
    links = {name: links_to_organizations(register) for name, register in registers().items()}
    return Renaming(frozenset(map(str, gone)), frozenset(names), str(kept_id), kept_name, links)


def renamed(place: Place, row: Model, how: Renaming) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what stood there, what stands there now) of the columns of a row that name whom the merge gave up."""
    before, after = {}, {}
    for column, kind in place.columns:
        held = getattr(row, column)
        if not held:
            continue
        fresh = how.query(row.register, held) if kind == "query" else getattr(how, kind)(held)  # type: ignore[attr-defined]
        if fresh != held:
            before[column], after[column] = held, fresh
    return before, after


def naming(bureau_id: int, how: Renaming) -> Iterator[tuple[Place, Model, dict[str, Any], dict[str, Any]]]:
    """Every row of every place that names whom the merge gives up, with what it becomes."""
    for place in PLACES:
        for row in place.rows(bureau_id).iterator(chunk_size=500):
            before, after = renamed(place, row, how)
            if after:
                yield place, row, before, after
