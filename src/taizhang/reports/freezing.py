"""Signing a report 签发存证: what it says, how it was reckoned and from which rows is kept for good.

The kept file is one JSON text (its bytes depend on nothing but its content): the report, each figure with its
definition and operands, each row with the values that figures read, its sources and the digest of its whole record,
and the head of the journal's chain at that moment. The manifest names the parts with their SHA-256.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import Measure, MeasureKind
from taizhang.core.figures.plain import measured
from taizhang.files.store import keep, path_of
from taizhang.indicators.figure import Figure
from taizhang.journal import chain
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports.actions import keep_edition, opened
from taizhang.reports.content import content
from taizhang.reports.figuring import Desks, in_unit, tokens_of
from taizhang.reports.keeping import FORMAT, RowKeeper, Say, canonical, everything, sha256
from taizhang.reports.kept import figure_from, leaves
from taizhang.reports.models import Freeze, Report, Token


def sign(*, report: Report, author: Author, say: Say = lambda phase, done, total: None) -> Freeze:
    """Sign a report 签发: one transaction, in which everything is kept and its state changes; else nothing is.

    Refused when it is signed already, or a figure has no value.
    """
    chain.seal()  # what was done up to now stands in the chain whose head is kept
    with transaction.atomic():
        return _sign(opened(report), author, say)


def _sign(report: Report, author: Author, say: Say) -> Freeze:
    sections = content(report)
    lacking = [
        s for section in sections for s in section.figures if s.figure is None or s.figure.value is None
    ]
    if lacking:
        names = "、".join(dict.fromkeys(s.figure.name if s.figure else s.key for s in lacking))
        raise Refused(
            f"还有 {len(lacking)} 个数字没有值，不能签发：{names}。请补上数据、改口径，或改成文字。"
        )
    keep_edition(report=report, author=author, reason="签发")
    held = everything(report, say)
    content_bytes = canonical(held)
    now = timezone.now()
    head = held["journal"]
    parts = {
        name: sha256(canonical(held[name])) for name in ("report", "figures", "rows", "charts", "journal")
    }
    manifest = {
        "format": FORMAT, "report": report.pk, "title": report.title, "period": report.period, "bureau": report.bureau.name,
        "signed_at": now.isoformat(timespec="seconds"), "signed_by": str(author.user or "系统"), "parts": parts,
        "file": sha256(content_bytes), "size": len(content_bytes), "journal": head,
        "counts": {"figures": len(held["figures"]), "rows": sum(len(r["rows"]) for r in held["rows"].values())},
    }  # fmt: skip
    number = report.freezes.count() + 1
    made = Freeze.objects.create(
        report=report, number=number, by=author.user, at=now, manifest=manifest, digest=sha256(canonical(manifest)),
        file=keep(content_bytes, "application/json"),
    )  # fmt: skip
    report.refresh_from_db()
    report.state, report.signed_by, report.signed_at = Report.State.SIGNED, author.user, now
    report.dated = report.dated or timezone.localdate(now)
    report.save()
    after = {"digest": made.digest, "number": number, **manifest["counts"]}
    write(author, Note(Event.REPORT_SIGNED, "reports", report.pk, report.title, None, after, made.digest))
    say("签发", 1, 1)
    return made


# Reading what is kept.


def frozen(report: Report) -> dict[str, Any]:
    """What the newest freeze of a signed report keeps. Raises Refused when the file was lost or changed."""
    freeze = report.freezes.select_related("file").order_by("-number").first()
    if freeze is None:
        raise Refused("这份报告没有签发存证。请联系系统管理员从备份找回。")
    return load(freeze)


def load(freeze: Freeze) -> dict[str, Any]:
    return _load(freeze.file.sha256, freeze.manifest["file"])


@lru_cache(maxsize=8)
def _load(stored: str, promised: str) -> dict[str, Any]:
    try:
        content_bytes = path_of(stored).read_bytes()
    except FileNotFoundError:
        raise Refused("签发存证的文件不在了。请系统管理员从备份找回。") from None
    if sha256(content_bytes) != promised:
        raise Refused("签发存证的文件被改动过，与签发时的摘要不符。请系统管理员从备份找回。")
    found: dict[str, Any] = json.loads(content_bytes)
    return found


def frozen_figures(report: Report) -> dict[str, Figure]:
    """The figures of a signed report as they were signed."""
    held = frozen(report)["figures"]
    return {key: in_unit(figure_from(each["figure"]), _printing(each)) for key, each in held.items()}


def recompute(freeze: Freeze) -> dict[str, Figure]:
    """Every figure reckoned again from the kept rows alone; byte for byte those that were signed."""
    held = load(freeze)
    found = {}
    for key, each in held["figures"].items():
        figure = _again(figure_from(each["figure"]), each["formulas"], iter(each["leaves"]), held["rows"])
        found[key] = in_unit(figure, _printing(each))
    return found


def _printing(each: dict[str, Any]) -> Token:
    return Token(name=each["name"], unit=each["unit"], decimals=each["decimals"])


def _again(figure: Figure, told: list[Any], kept: Iterator[dict[str, Any]], pages: dict[str, Any]) -> Figure:
    """A figure from its kept leaves, taken in order; a derived one by its kept formula."""
    if not figure.operands:
        return replace(figure, value=_leaf(next(kept), pages))
    text, inner = told
    operands = tuple(_again(o, t, kept, pages) for o, t in zip(figure.operands, inner, strict=True))
    if not text:  # a rank: it holds as long as what is ranked does
        same = all(new.value == old.value for new, old in zip(operands, figure.operands, strict=True))
        return replace(figure, operands=operands, value=figure.value if same else None)
    node = formula.parse(text)
    values = dict(zip(formula.refs(node), (o.value for o in operands), strict=True))
    return replace(figure, operands=operands, value=formula.value(node, values.__getitem__))


def _leaf(kept: dict[str, Any], pages: dict[str, Any]) -> Decimal | None:
    """The value of a figure from its kept rows."""
    if "measure" not in kept:
        return None if kept["value"] is None else Decimal(kept["value"])
    how, page = Measure.parse(kept["measure"]), pages[kept["register"]]["rows"]
    value = measured(how, [_typed(page[str(pk)]["values"], how) for pk in kept["rows"]], kept["on"])
    return None if value is None else value * Decimal(kept["factor"])


def _typed(values: dict[str, Any], how: Measure) -> dict[str, Any]:
    """A kept row as it is measured: links by id, numbers as numbers."""
    value = values.get(how.field)
    if isinstance(value, list):
        value = value[0]
    elif value is not None and how.kind != MeasureKind.DISTINCT and how.field:
        value = Decimal(str(value))
    return {**values, how.field: value}


# What has changed since.


@dataclass(frozen=True)
class RowChange:
    """A row that counts differently now: added, changed or gone. `fields`: (title, value then, value now)."""

    kind: str
    register: str
    record_id: int
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class FigureChange:
    """A figure whose value, definition or rows are not what was signed."""

    key: str
    then: Figure
    now: Figure
    rows: tuple[RowChange, ...] = ()

    @property
    def moved(self) -> bool:
        return self.then.value != self.now.value


def changed_since(freeze: Freeze) -> list[FigureChange]:
    """Figure by figure what differs from the ledger as it is now, with the rows added, changed and gone."""
    held, report = load(freeze), freeze.report
    live = Report(**{f.attname: getattr(report, f.attname) for f in Report._meta.concrete_fields})
    live.as_of, live.state = None, Report.State.DRAFT
    tokens, desks, keeper = tokens_of(report), Desks(live), RowKeeper(live)
    found = []
    for key, each in held["figures"].items():
        if key not in tokens or each["manual"]:
            continue
        then, now = figure_from(each["figure"]), desks.bare(tokens[key])
        changes = [
            change
            for leaf, kept in zip(leaves(now), each["leaves"], strict=False)
            if "measure" in kept
            for change in _row_changes(kept, keeper.keep(leaf), held["rows"], keeper.registers)
        ]
        if then.value != now.value or then.version != now.version or changes:
            found.append(FigureChange(key, then, now, tuple(dict.fromkeys(changes))))
    return found


def _row_changes(
    then: dict[str, Any], now: dict[str, Any], kept: dict[str, Any], held: dict[str, Any]
) -> Iterable[RowChange]:
    if "measure" not in now or then["register"] != now["register"]:
        return
    name = then["register"]
    before, after = kept[name]["rows"], held[name]["rows"]
    titles = {**kept[name]["fields"], **held[name]["fields"]}
    for pk in then["rows"]:
        old, new = before[str(pk)], after.get(str(pk))
        if pk not in now["rows"]:
            yield RowChange("gone", name, pk, old["title"])
            continue
        differs = tuple(
            (titles.get(field, field), shown(value), shown(new["values"].get(field)))
            for field, value in old["values"].items()
            if new is not None and field in new["values"] and new["values"][field] != value
        )
        if differs:
            yield RowChange("changed", name, pk, old["title"], differs)
    for pk in now["rows"]:
        if pk not in then["rows"]:
            yield RowChange("added", name, pk, after[str(pk)]["title"])


def shown(value: Any) -> str:
    """A kept value as a person reads it."""
    if value is None:
        return "—"
    return str(value[1]) if isinstance(value, list) else str(value)
