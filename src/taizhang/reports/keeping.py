"""What a freeze keeps of a report 存证内容: figures with their formulas, the rows that they read, the chart options."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition
from taizhang.indicators import rows as figure_rows
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures, narrowed, scale
from taizhang.indicators.past import rows_then
from taizhang.journal import chain
from taizhang.journal.events import Event
from taizhang.journal.models import Entry, Link
from taizhang.regions.models import Region
from taizhang.registers.conditions import title_of
from taizhang.registers.contents import contents, digest, plain
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State
from taizhang.reports.adrift import adrift
from taizhang.reports.content import Section, content
from taizhang.reports.editions import content_of
from taizhang.reports.figuring import Desks, tokens_of
from taizhang.reports.kept import figure_data, leaves
from taizhang.reports.models import Paragraph, Report
from taizhang.reports.reckoning import RANK

FORMAT = 1
PARTS = ("report", "figures", "rows", "charts", "journal")
CHUNK = 5000  # ids in one question
Say = Callable[[str, int, int], None]


def everything(report: Report, say: Say, sections: tuple[Section, ...] | None = None) -> dict[str, Any]:
    """Everything that is kept of a report; `sections`: its content, where it was read already.

    Besides the figures of the text those that somebody typed over, with what the text says instead and why.
    """
    sections = content(report) if sections is None else sections
    over = {one.key: one for one in adrift(report, sections)}
    stands = {shown.key for section in sections for shown in section.figures} | set(over)
    tokens = {key: token for key, token in tokens_of(report).items() if key in stands}
    desks = Desks(report)
    figures: dict[str, Any] = {}
    keeper = RowKeeper(report)
    desks.prepare(tokens.values())
    for at, (key, token) in enumerate(tokens.items(), 1):
        say("取数", at, len(tokens))
        figure = desks.bare(token)
        figures[key] = {
            "figure": figure_data(figure), "name": token.name, "form": token.form, "unit": token.unit, "decimals": token.decimals,
            "token": {"expression": token.expression, "definition": token.definition, "period": token.period},
            "formulas": formulas(desks.of(token), figure), "leaves": [keeper.keep(leaf) for leaf in leaves(figure)],
            "manual": _manual(token),
            "history": [format(v.normalize(), "f") for v in desks.history(token)] if token.form == "first" else [],
            "verified": {"by": str(token.verified_by or ""), "at": str(token.verified_at or ""), "text": token.verified_value},
            "kept": {"said": over[key].said, "reason": over[key].reason} if key in over else None,
        }  # fmt: skip
    charts = {str(s.paragraph.pk): s.option for s in sections if s.paragraph.kind == Paragraph.Kind.CHART}
    last = Link.objects.order_by("-seq").first()
    journal = {"seq": last.seq if last else 0, "hash": last.hash if last else chain.START}
    return {
        "format": FORMAT, "report": content_of(report, sections), "figures": figures, "rows": keeper.registers, "charts": charts,
        "journal": journal,
    }  # fmt: skip


def formulas(desk: Figures, figure: Figure) -> list[Any]:
    """How a derived figure comes from its operands: [formula, the same for each operand]; [] for one with rows."""
    if not figure.operands:
        return []
    return [_formula(desk, figure), [formulas(desk, operand) for operand in figure.operands]]


def _formula(desk: Figures, figure: Figure) -> str:
    """The formula behind a figure, an indicator's own written out; of a rank which way is better."""
    node = formula.parse(figure.expression)
    if isinstance(node, formula.Ref):
        of = desk.in_force(node.code, figure.period)
        if node.shift == "rank":
            return RANK + of.direction
        if of.node is None:
            raise ValueError(f"{figure.expression} has operands but no formula")
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
        self._regions: dict[int, Region] = {}

    def keep(self, figure: Figure) -> dict[str, Any]:
        """Keep a figure's rows; returns what is needed to reckon it again: measure, row ids, factor.

        `missing`: it had no value although its rows may give one (no data yet in that period).
        """
        definition = figure.definition
        if definition is None or figure.kind == Kind.MANUAL:
            return {
                "value": None if figure.value is None else format(figure.value.normalize(), "f"),
                "told": figure.meaning,
            }
        register = registers()[definition.register]
        names = {n for n in definition.fields() | {"measure_unit"} if n.split(".")[0] in register.fields}
        page = self.registers.setdefault(register.name, {"title": register.title, "fields": {}, "rows": {}})
        page["fields"] |= {n: title_of(register, n) for n in sorted(names)}
        ids, then = self.counted(figure, definition)
        self.fill(register, page["rows"], ids, names, then, figure.as_of)
        fact = {}
        if figure.record_id is not None:
            fact = {"measure_unit": page["rows"][str(figure.record_id)]["values"].get("measure_unit")}
        return {
            "register": register.name, "measure": definition.measure, "on": definition.on, "rows": ids,
            "factor": str(scale(definition, register, figure.unit, fact)), "record": figure.record_id,
            "missing": figure.value is None,
        }  # fmt: skip

    def counted(self, figure: Figure, definition: Definition) -> tuple[list[int], dict[int, dict[str, Any]]]:
        """The ids of the rows that a figure counts, in order, and their values where it was told of an earlier day."""
        if figure.expression.startswith("target("):  # the one row that says it
            return ([figure.record_id] if figure.record_id else []), {}
        region = self.region(figure.region_id)
        if figure.as_of is not None:
            held = rows_then(definition, self.report.bureau, figure.period, region, figure.as_of)
            then = {row["id"]: row for row in held if row["state"] == State.VERIFIED}
            return list(then), then
        found = figure_rows.rows(definition, bureau=self.report.bureau, period=figure.period, region=region)
        return list(found.order_by("pk").values_list("pk", flat=True)), {}

    def region(self, pk: int | None) -> Region | None:
        if pk is None:
            return None
        if pk not in self._regions:
            self._regions[pk] = Region.objects.get(pk=pk)
        return self._regions[pk]

    def fill(
        self, register: Register, page: dict[str, Any], ids: list[int], names: set[str],
        then: dict[int, dict[str, Any]], day: date | None,
    ) -> None:  # fmt: skip
        """Keep the named values of these rows (`then`: as they were at the end of `day`), where they are not kept yet."""
        lacking = [pk for pk in ids if str(pk) not in page or not names <= set(page[str(pk)]["values"])]
        for at in range(0, len(lacking), CHUNK):
            some = lacking[at : at + CHUNK]
            there = register.model._default_manager.filter(pk__in=some).select_related(*register.links)
            records = {record.pk: record for record in there}
            digests = digests_then(register, some, day) if day else {}
            for pk in some:
                record, values = records.get(pk), then.get(pk)
                row = page.setdefault(str(pk), {"title": "", "values": {}, "sources": {}, "digest": ""})
                if record is not None:
                    row["title"], row["sources"] = record.title, record.sources or {}
                    row["digest"] = digests.get(pk, "") if day else digest(contents(register, record))
                row["values"] |= {
                    name: plain(values.get(name)) if values is not None else value_of(register, record, name)
                    for name in sorted(names)
                }


def digests_then(register: Register, ids: list[int], day: date) -> dict[int, str]:
    """The digest of each record at the end of a day, as the journal has it."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    told = Entry.objects.filter(register=register.name, record_id__in=ids, at__lt=end).exclude(digest="")
    found = {int(pk or 0): held for pk, held in told.order_by("pk").values_list("record_id", "digest")}
    return found | digests_carried(register, [pk for pk in ids if pk not in found], end)


def digests_carried(register: Register, ids: list[int], end: datetime) -> dict[int, str]:
    """As `digests_then`, of records whose entries before `end` were archived: the carrying, told back to then."""
    since: dict[int, list[Entry]] = {}
    entries = Entry.objects.filter(register=register.name, record_id__in=ids, at__gte=end).exclude(digest="")
    for entry in entries.order_by("-id"):
        since.setdefault(entry.record_id or 0, []).append(entry)
    found = {}
    for pk, newest_first in since.items():
        held: dict[str, Any] | None = None
        for entry in newest_first:
            if entry.event == Event.RECORD_CARRIED:
                held = json.loads(entry.after)
            elif entry.event == Event.RECORD_ADDED:
                held = None
            elif held is not None:
                held.update(json.loads(entry.before or "{}"))
        if held is not None:
            found[pk] = digest({name: value for name, value in held.items() if value is not None})
    return found


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


def canonical(held: Any) -> bytes:
    """JSON bytes that depend on nothing but the content."""
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
