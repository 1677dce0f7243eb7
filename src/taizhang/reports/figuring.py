"""The figures of a report's tokens, each evaluated once 报告取数."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from taizhang.core.figures.definition import Definition
from taizhang.core.figures.rounding import SCALES
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures, prepare
from taizhang.indicators.indicator import Indicator, from_data
from taizhang.indicators.ledger import Ledger
from taizhang.indicators.queries import indicators
from taizhang.reports.models import Report, Token

YEARS = 5  # how far 首次突破 looks back


class Desks:
    """One `Figures` for each region (and each set of own definitions) that the tokens of a report name."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.period = Period.parse(report.period)
        self.catalogue = indicators(report.bureau)
        self.ledger = Ledger(report.bureau, report.as_of)
        self._held: dict[tuple[int | None, str], Figures] = {}

    def of(self, token: Token) -> Figures:
        """The figures of a token's region, with the definitions that came with it."""
        parts = (token.definition or {}).get("parts") or {}
        key = (token.region_id, repr(parts))
        if key not in self._held:
            own: dict[str, Indicator] = {code: from_data(data) for code, data in parts.items()}
            self._held[key] = Figures(
                self.report.bureau,
                region=token.region,
                as_of=self.report.as_of,
                catalogue=self.catalogue | own,
                ledger=self.ledger,
            )
        return self._held[key]

    def period_of(self, token: Token) -> Period:
        return Period.parse(token.period) if token.period else self.period

    def prepare(self, tokens: Iterable[Token]) -> None:
        """Ask the ledger for everything behind these tokens together: as many queries as registers are touched."""
        asked = [(token, of) for token in tokens if (of := asked_by(token)) is not None]
        prepare(
            (self.of(token), of, period)
            for token, of in asked
            for period in [
                self.period_of(token),
                *(self.before(token) if token.form == Token.Form.FIRST else ()),
            ]
        )

    def figure(self, token: Token) -> Figure:
        """The figure of a token, in the token's unit. Never raises: `why` says what is wrong."""
        return in_unit(self.bare(token), token)

    def bare(self, token: Token) -> Figure:
        """The same in the unit of its indicator."""
        period = self.period_of(token)
        if token.kind == Token.Kind.MANUAL:
            return manual(token, period)
        if asked := asked_by(token):
            return self.of(token).figure(asked, period)
        return replace(manual(token, period), value=None, why="这个数字还没有关联口径，也没有人工填写。")

    def history(self, token: Token) -> list[Decimal]:
        """The values of the years before, the nearest first, as far as the ledger goes."""
        asked, values = asked_by(token), list[Decimal]()
        if asked is None:
            return values
        for period in self.before(token):
            value = in_unit(self.of(token).figure(asked, period), token).value
            if value is None:
                break
            values.append(value)
        return values

    def before(self, token: Token) -> list[Period]:
        """The same period of the years before, the nearest first."""
        periods = [self.period_of(token)]
        while len(periods) <= YEARS:
            periods.append(periods[-1].year_before())
        return periods[1:]


def asked_by(token: Token) -> str | Definition | None:
    """What a token asks the ledger for; None for one that was typed or is tied to nothing."""
    if token.kind == Token.Kind.MANUAL:
        return None
    return token.expression or (Definition.from_data(token.definition) if token.definition else None)


def manual(token: Token, period: Period) -> Figure:
    """The figure that a person typed, with the reason given."""
    return Figure(
        expression="", name=token.name or "人工填写的数字", unit=token.unit, decimals=token.decimals, value=token.value,
        kind=Kind.MANUAL, period=period, region_id=token.region_id, meaning=token.reason,
    )  # fmt: skip


def in_unit(figure: Figure, token: Token) -> Figure:
    """The figure with the token's name, unit and decimals; money and areas are converted."""
    value, unit = figure.value, token.unit or figure.unit
    if value is not None and unit != figure.unit and unit in SCALES and figure.unit in SCALES:
        value = value * SCALES[figure.unit] / SCALES[unit]
    return replace(figure, value=value, unit=unit, decimals=token.decimals, name=token.name or figure.name)


def tokens_of(report: Report) -> dict[str, Token]:
    """The tokens of a report by key. One query."""
    return {t.key: t for t in report.tokens.select_related("region", "file", "verified_by").order_by("pk")}
