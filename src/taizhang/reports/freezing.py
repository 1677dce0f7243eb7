"""Signing a report 签发存证: what it says, how it was reckoned and from which rows is kept for good.

The kept file is one JSON text (its bytes depend on nothing but its content): the report, each figure with its
definition and operands, each row with the values that figures read, its sources and the digest of its whole record,
and the head of the journal's chain at that moment. The manifest names the parts with their SHA-256.
"""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.core.figures.phrases import phrase
from taizhang.files.store import Lost, Spoiled, keep, read
from taizhang.indicators.figure import Figure
from taizhang.journal import archives, chain
from taizhang.journal.events import Event
from taizhang.journal.models import Entry, Link
from taizhang.journal.writing import Author, Note, write
from taizhang.personal.keyring import KeyMissing
from taizhang.reports.actions import keep_edition, opened
from taizhang.reports.adrift import adrift
from taizhang.reports.content import Section, Shown, content
from taizhang.reports.keeping import FORMAT, PARTS, Say, canonical, everything, sha256
from taizhang.reports.kept import figure_data
from taizhang.reports.models import Freeze, Report
from taizhang.reports.reckoning import as_printed, reckoned
from taizhang.reports.signed import frozen, frozen_figures, load, signed_figure
from taizhang.reports.since import FigureChange, RowChange, changed_since

__all__ = [
    "FigureChange", "RowChange", "canonical", "changed_since", "frozen", "frozen_figures", "load", "recompute", "sign", "signed_figure",
    "texts", "verify",
]  # fmt: skip
NAMED = 8  # how many figures a sentence names


class NotReady(Refused):
    """Figures are missing or have moved since they were verified; signing `anyway` is possible."""


def sign(
    *, report: Report, author: Author, anyway: bool = False, say: Say = lambda phase, done, total: None
) -> Freeze:
    """Sign a report 签发: one transaction, in which everything is kept and its state changes; else nothing is.

    Refused when it is signed already or a number typed over a figure has no reason; NotReady, unless `anyway`, when a
    figure has no value or another one than was verified.
    """
    chain.seal()  # what was done up to now stands in the chain whose head is kept
    with transaction.atomic():
        return _sign(opened(report), author, anyway, say)


def _sign(report: Report, author: Author, anyway: bool, say: Say) -> Freeze:
    sections = content(report)
    check_decided(report, sections)
    if not anyway:
        check_ready(sections)
    held = everything(report, say, sections)
    settle(held)
    keep_edition(report=report, author=author, reason="签发", kept=held["report"])
    say("存证", 0, 1)
    content_bytes, now = canonical(held), timezone.now()
    manifest = {
        "format": FORMAT, "report": report.pk, "title": report.title, "period": report.period, "bureau": report.bureau.name,
        "signed_at": now.isoformat(timespec="seconds"), "signed_by": str(author.user or "系统"),
        "parts": {name: sha256(canonical(held[name])) for name in PARTS},
        "file": sha256(content_bytes), "size": len(content_bytes), "journal": held["journal"],
        "counts": {
            "figures": len(held["report"]["figures"]), "kept": sum(1 for each in held["figures"].values() if each["kept"]),
            "rows": sum(len(r["rows"]) for r in held["rows"].values()),
        },
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
    say("存证", 1, 1)
    return made


def check_decided(report: Report, sections: tuple[Section, ...]) -> None:
    """Refused while the text says another number than the ledger and nobody said why."""
    if open_ := [one for one in adrift(report, sections) if not one.reason]:
        raise Refused(
            f"文中有 {len(open_)} 处数字与台账不同：{_names([one.shown for one in open_])}。"
            "请逐处改用台账数，或保留文中的数并写明理由，再签发。"
        )


def check_ready(sections: tuple[Section, ...]) -> None:
    """Raises NotReady when a figure of the text has no value, or another one than somebody verified."""
    figures = {shown.key: shown for section in sections for shown in section.figures}.values()
    if lacking := [s for s in figures if s.figure is None or s.figure.value is None]:
        raise NotReady(
            f"还有 {len(lacking)} 个数字没有值：{_names(lacking)}。请补上数据、改口径，或改成文字后再签发。"
        )
    if moved := [s for s in figures if s.moved]:
        raise NotReady(f"有 {len(moved)} 个数字核实以后变了：{_names(moved)}。请重新核实后再签发。")


def _names(figures: list[Shown]) -> str:
    names = list(dict.fromkeys(s.figure.name if s.figure else s.key for s in figures))
    return "、".join(names[:NAMED]) + (f"等 {len(names)} 个" if len(names) > NAMED else "")


def settle(held: dict[str, Any]) -> None:
    """Hold every figure against its own kept rows before anything is written.

    What is kept is the value that the rows give (engines may add a digit far behind the point); a figure that they
    print otherwise means that somebody changed the ledger in this moment: Refused.
    """
    printed = held["report"]["figures"]
    for key, each in held["figures"].items():
        figure = reckoned(each, held["rows"])
        each["figure"] = figure_data(figure)
        told = printed.get(key)
        if told is not None and told["text"] != text_of(figure, each):
            raise Refused(
                f"签发的这一刻台账正在改动，“{each['name']}”前后取到的数不同。什么也没有写入，请再签一次。"
            )


def text_of(figure: Figure, each: dict[str, Any]) -> str:
    """A kept figure as the report prints it."""
    shown = as_printed(figure, each)
    history = [Decimal(value) for value in each["history"]]
    return phrase(each["form"], shown.value, shown.decimals, shown.unit, history).text


def recompute(freeze: Freeze) -> dict[str, Figure]:
    """Every figure reckoned again from the kept rows alone; byte for byte those that were signed."""
    held = load(freeze)
    return {key: as_printed(reckoned(each, held["rows"]), each) for key, each in held["figures"].items()}


def texts(freeze: Freeze) -> list[tuple[str, str, str]]:
    """(key, as signed, as reckoned again) of every figure that the signed text prints."""
    held = load(freeze)
    printed = held["report"]["figures"]
    return [
        (key, printed[key]["text"], text_of(reckoned(each, held["rows"]), each))
        for key, each in held["figures"].items()
        if key in printed
    ]


def verify(freeze: Freeze) -> Iterator[str]:
    """What does not hold of a freeze, in sentences: its file, its parts, its manifest, its place in the journal, its figures.

    Raises KeyMissing: without the key file nothing can be said of what is kept.
    """
    who = f"“{freeze.manifest.get('title', freeze.report_id)}”的签发存证"
    if sha256(canonical(freeze.manifest)) != freeze.digest:
        yield f"{who}：清单被改动过，与摘要不符。"
    entries = Entry.objects.filter(register="reports", record_id=freeze.report_id, event=Event.REPORT_SIGNED)
    entered = entries.filter(digest=freeze.digest).exists()
    if not entered and not archives.holds("reports", freeze.report_id, Event.REPORT_SIGNED, freeze.digest):
        yield f"{who}：日志里没有这个摘要的签发。"
    journal = freeze.manifest["journal"]
    if journal["seq"] and not on_chain(journal["seq"], journal["hash"]):
        yield f"{who}：签发时的日志链头（第 {journal['seq']} 节）已不在日志链上。"
    try:
        same = sha256(read(freeze.file)) == freeze.manifest["file"]
    except (Lost, Spoiled):
        same = False
    if not same:
        yield f"{who}：存证文件不在了或被改动过，请从备份找回。"
        return
    held = load(freeze)
    for name in PARTS:
        if sha256(canonical(held[name])) != freeze.manifest["parts"].get(name):
            yield f"{who}：其中“{name}”部分与清单不符。"
    for key, signed, again in texts(freeze):
        if signed != again:
            yield f"{who}：{held['figures'][key]['name']}签发时为 {signed}，按存下的行重算为 {again}。"


def on_chain(seq: int, held: str) -> bool:
    """Whether the chain, at hand or archived, has this hash at this place."""
    return Link.objects.filter(seq=seq, hash=held).exists() or archives.hash_at(seq) == held


def verify_all() -> list[str]:
    """What does not hold of any freeze of the ledger."""
    freezes = Freeze.objects.select_related("file", "report").order_by("pk")
    found: list[str] = []
    for freeze in freezes.iterator():
        with suppress(KeyMissing):  # files.store.unread() counts what was not proved for it
            found += verify(freeze)
    return found
