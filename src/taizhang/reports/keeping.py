"""What a freeze keeps of a report 存证内容: figures with their formulas, the rows that they read, the chart options."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition
from taizhang.indicators import rows as figure_rows
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures, narrowed, scale
from taizhang.indicators.past import rows_then
from taizhang.journal import chain
from taizhang.journal.models import Link
from taizhang.regions.models import Region
from taizhang.registers.conditions import column_of
from taizhang.registers.contents import contents, digest, plain
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State
from taizhang.reports.content import content
from taizhang.reports.editions import content_of
from taizhang.reports.figuring import Desks, tokens_of
from taizhang.reports.kept import figure_data, leaves
from taizhang.reports.models import Paragraph, Report

FORMAT = 1
Say = Callable[[str, int, int], None]


def everything(report: Report, say: Say) -> dict[str, Any]:
    """Everything that is kept of a report."""
    tokens, desks = tokens_of(report), Desks(report)
    figures: dict[str, Any] = {}
    keeper = RowKeeper(report)
    for at, (key, token) in enumerate(tokens.items(), 1):
        say("取数", at, len(tokens))
        figure = desks.bare(token)
        figures[key] = {
            "figure": figure_data(figure), "name": token.name, "form": token.form, "unit": token.unit, "decimals": token.decimals,
            "token": {"expression": token.expression, "definition": token.definition, "period": token.period},
            "formulas": formulas(desks.of(token), figure), "leaves": [keeper.keep(leaf) for leaf in leaves(figure)],
            "manual": _manual(token), "history": [format(v, "f") for v in desks.history(token)] if token.form == "first" else [],
            "verified": {"by": str(token.verified_by or ""), "at": str(token.verified_at or ""), "text": token.verified_value},
        }  # fmt: skip
    charts = {
        str(s.paragraph.pk): s.option for s in content(report) if s.paragraph.kind == Paragraph.Kind.CHART
    }
    last = Link.objects.order_by("-seq").first()
    journal = {"seq": last.seq if last else 0, "hash": last.hash if last else chain.START}
    return {
        "format": FORMAT, "report": content_of(report), "figures": figures, "rows": keeper.registers, "charts": charts,
        "journal": journal,
    }  # fmt: skip


def formulas(desk: Figures, figure: Figure) -> list[Any]:
    """How a derived figure comes from its operands: [formula, the same for each operand]; [] for one with rows."""
    if not figure.operands:
        return []
    return [_formula(desk, figure.expression), [formulas(desk, operand) for operand in figure.operands]]


def _formula(desk: Figures, expression: str) -> str:
    """The formula behind an expression, an indicator's own written out; "" where there is none (a rank)."""
    node = formula.parse(expression)
    if isinstance(node, formula.Ref):
        of = desk.catalogue.get(node.code)
        if of is None or of.node is None or node.shift == "rank":
            return ""
        node = narrowed(of.node, node.narrow) if node.narrow else of.node
    return str(node)


def _manual(token: Any) -> dict[str, Any] | None:
    if token.kind != Kind.MANUAL:
        return None
    return {
        "reason": token.reason,
        "file_name": token.file_name,
        "sha256": token.file.sha256 if token.file else "",
    }


class RowKeeper:
    """The rows behind figures, each kept once for all the figures that read it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.registers: dict[str, dict[str, Any]] = {}

    def keep(self, figure: Figure) -> dict[str, Any]:
        """Keep a figure's rows; returns what is needed to reckon it again: measure, row ids, factor."""
        definition = figure.definition
        if definition is None or figure.kind == Kind.MANUAL:
            return {
                "value": None if figure.value is None else format(figure.value.normalize(), "f"),
                "told": figure.meaning,
            }
        register = registers()[definition.register]
        names = {n for n in definition.fields() | {"measure_unit"} if n.split(".")[0] in register.fields}
        page = self.registers.setdefault(register.name, {"title": register.title, "fields": {}, "rows": {}})
        page["fields"] |= {n: _title(register, n) for n in sorted(names)}
        ids = self.rows(register, definition, figure, page["rows"], names)
        fact = {}
        if figure.record_id is not None:
            fact = {"measure_unit": page["rows"][str(figure.record_id)]["values"].get("measure_unit")}
        return {
            "register": register.name, "measure": definition.measure, "on": definition.on, "rows": ids,
            "factor": str(scale(definition, register, figure.unit, fact)), "record": figure.record_id,
        }  # fmt: skip

    def rows(
        self,
        register: Register,
        definition: Definition,
        figure: Figure,
        page: dict[str, Any],
        names: set[str],
    ) -> list[int]:
        """Keep the rows that a figure counts; returns their ids in order."""
        region = Region.objects.get(pk=figure.region_id) if figure.region_id else None
        bureau, period = self.report.bureau, figure.period
        then: dict[int, dict[str, Any]] = {}
        if figure.expression.startswith("target("):  # the one row that says it
            ids = [figure.record_id] if figure.record_id else []
        elif figure.as_of is not None:
            held = rows_then(definition, bureau, period, region, figure.as_of)
            then = {row["id"]: row for row in held if row["state"] == State.VERIFIED}
            ids = list(then)
        else:
            found = figure_rows.rows(definition, bureau=bureau, period=period, region=region)
            ids = list(found.order_by("pk").values_list("pk", flat=True))
        lacking = [pk for pk in ids if str(pk) not in page or not names <= set(page[str(pk)]["values"])]
        there = register.model._default_manager.filter(pk__in=lacking).select_related(*register.links)
        records = {record.pk: record for record in there}
        for pk in lacking:
            record = records.get(pk)
            row = page.setdefault(
                str(pk), {"title": str(record or ""), "values": {}, "sources": {}, "digest": ""}
            )
            if record is not None:
                row["sources"], row["digest"] = record.sources or {}, digest(contents(register, record))
            values = then.get(pk)
            row["values"] |= {
                name: plain(values.get(name)) if values is not None else value_of(register, record, name)
                for name in sorted(names)
            }
        return ids


def value_of(register: Register, record: Any, name: str) -> Any:
    """A value of a record as kept: plain; links by id and title, so that two of the same name stay two."""
    first, dot, second = name.partition(".")
    field = register.fields[first]
    linked = getattr(record, first) if field.is_relation else None
    if dot:
        return plain(getattr(linked, second, None)) if linked is not None else None
    if field.is_relation:
        return None if linked is None else [linked.pk, str(linked)]
    return plain(getattr(record, field.attname))


def _title(register: Register, name: str) -> str:
    column = column_of(register, name)
    return column.title if column else name


def canonical(held: Any) -> bytes:
    """JSON bytes that depend on nothing but the content."""
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
