"""The figures of the leader's page: each with target, last year and its state in a word."""

import logging
from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import Basis
from taizhang.core.figures.rounding import printed
from taizhang.core.periods import Period
from taizhang.indicators import describing
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Direction, Indicator
from taizhang.indicators.leader import with_target
from taizhang.indicators.models import Target
from taizhang.indicators.standing import Standing, Word, elapsed, standing
from taizhang.registers.assessments.models import Assessment
from taizhang.registers.record import State

log = logging.getLogger(__name__)
SIGNS = {Word.FINE: "✓", Word.WARN: "⚠", Word.BEHIND: "▼"}


@dataclass(frozen=True)
class Tile:
    """One figure on the page. `why` says why it could not be made; the others stand."""

    number: int
    expression: str
    name: str
    figure: Figure | None = None
    before: Figure | None = None
    target: Figure | None = None
    standing: Standing | None = None
    so_far: Figure | None = (
        None  # what is held against a target of the year, when the period does not begin with it
    )
    owner: str = ""
    why: str = ""

    @property
    def sign(self) -> str:
        return SIGNS[self.standing.word] if self.standing else ""

    @property
    def missing(self) -> bool:
        return self.figure is None or self.figure.value is None

    @property
    def empty(self) -> bool:
        """Nothing in the period yet, while the year before had something."""
        if self.figure is None or self.before is None or self.before.value is None:
            return False
        return not rows_of(self.figure) and rows_of(self.before) > 0

    @property
    def change(self) -> str:
        """Against the year before: 多 8, 少 3.2 个百分点, 相同; "" when one of them is missing."""
        if (
            self.figure is None
            or self.before is None
            or self.figure.value is None
            or self.before.value is None
        ):
            return ""
        gap = self.figure.value - self.before.value
        size = printed(abs(gap), self.figure.decimals, grouped=True, trim=True)
        unit = " 个百分点" if self.figure.unit == "%" else ""
        return "相同" if size == "0" else f"{'多' if gap > 0 else '少'} {size}{unit}"

    @property
    def sentence(self) -> str:
        """The tile in one sentence, for those who hear the page."""
        if self.figure is None or self.figure.value is None:
            return f"{self.name}没有数。{self.why or (self.figure.why if self.figure else '')}"
        told = [f"{self.name} {self.figure.grouped}{self.figure.unit}"]
        if self.target is not None and self.target.value is not None:
            told.append(f"目标 {self.target.grouped}")
        if self.standing:
            told.append(f"{self.standing.word}：{self.standing.sentence}")
        if self.change:
            told.append(f"比上年同期{self.change}")
        return "，".join(told)


def rows_of(figure: Figure) -> int:
    return figure.count + sum(rows_of(o) for o in figure.operands)


def tiles(desk: Figures, expressions: list[str], period: Period) -> list[Tile]:
    """A tile for each expression, in order; one that fails says why."""
    year = period.whole_year().text
    own = set(
        Target.objects.filter(bureau=desk.bureau, region=None, period=period.text).values_list(
            "expression", flat=True
        )
        if period.text != year
        else []
    )
    aimed = set(with_target(desk.bureau, period, desk.catalogue))
    owners = owners_of(desk, period) if aimed else {}
    desk.prepare(asked_for(expressions, period))
    made = []
    for number, expression in enumerate(expressions, 1):
        try:
            made.append(
                tile(
                    desk,
                    number,
                    expression,
                    period,
                    aimed=expression in aimed,
                    own=expression in own,
                    owners=owners,
                )
            )
        except Refused as no:
            made.append(Tile(number, expression, name_of(desk, expression), why=no.sentence))
        except Exception:  # a fault of ours in one tile must not take the leader's whole page; the log has it
            log.exception("leader tile failed", extra={"expression": expression})
            made.append(
                Tile(number, expression, name_of(desk, expression), why="这一格没有算出来，已记入日志。")
            )
    return made


def asked_for(expressions: list[str], period: Period) -> list[tuple[str, Period]]:
    """Everything that tiles may look at, to be asked of the ledger together."""
    periods = (period, period.year_before(), period.so_far(), period.last_year_end())
    return [(expression, at) for expression in expressions for at in periods]


def tile(
    desk: Figures,
    number: int,
    expression: str,
    period: Period,
    *,
    aimed: bool,
    own: bool,
    owners: dict[str, str],
) -> Tile:
    """`aimed`: it has a target; `own`: one set for this very period, not for its year."""
    node = formula.parse(expression)
    ref = node if isinstance(node, formula.Ref) and not node.shift else None
    figure = desk.figure(expression, period)
    indicator = desk.catalogue.get(ref.code) if ref else None
    before = desk.figure(expression, period.year_before())
    target = desk.figure(f"target({expression})", period) if ref and aimed else None
    basis = basis_of(figure)
    whole = period.start is None or (period.start.month, period.start.day) == (1, 1)
    so_far = (
        desk.figure(expression, period.so_far()) if basis == Basis.FLOW and not own and not whole else None
    )
    held = so_far or figure
    judged = None
    if indicator is not None and target is not None and target.value is not None:
        start = desk.figure(f"start({expression})", period).value if basis == Basis.STOCK else None
        gone = Decimal(1) if own else elapsed(period)
        judged = standing(
            held.value,
            target.value,
            direction=Direction(indicator.direction),
            basis=basis,
            gone=gone,
            start=start,
        )
    named = describing.name_of(ref, desk.catalogue) if indicator and ref and ref.narrow else figure.name
    owner = next((owners[n] for n in indicator.names if n in owners), "") if indicator else ""
    return Tile(
        number,
        expression,
        named or expression,
        figure,
        before,
        target,
        judged,
        so_far if judged else None,
        owner,
        figure.why,
    )


def basis_of(figure: Figure) -> Basis | None:
    """Flow or stock; None for rates and all else that does not grow with the year."""
    if figure.kind != Kind.AGGREGATE or figure.definition is None or figure.unit in ("%", "‰", "个百分点"):
        return None
    return figure.definition.timing if figure.definition.timing != Basis.ALWAYS else None


def owners_of(desk: Figures, period: Period) -> dict[str, str]:
    """Name of an assessed indicator -> who owes it."""
    rows = Assessment.objects.filter(bureau=desk.bureau, state=State.VERIFIED, year=period.end.year).exclude(
        owner=""
    )
    return dict(rows.order_by("pk").values_list("indicator", "owner"))


def name_of(desk: Figures, expression: str) -> str:
    indicator: Indicator | None = desk.catalogue.get(expression)
    return indicator.name if indicator else expression
