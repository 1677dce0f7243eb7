"""What the page of a reconciled text shows: figures in groups by verdict, the marked text."""

import json
from decimal import Decimal
from typing import Any

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.understand import understand
from taizhang.core.standing import version_of
from taizhang.files import store
from taizhang.indicators.figure import Kind
from taizhang.reports.manuscripts import kept_decisions, opened, told
from taizhang.reports.models import Manuscript, SentenceDecision
from taizhang.web.both_sides import Field, Held
from taizhang.web.desk.indicators.addresses import Wanted
from taizhang.web.public.check_paper import Mark, Paper

# Verdict -> (group, class of the mark, what it says).
LOOKS = {
    "differs": ("bad", "mk-bad", "与台账不符"), "inconsistent": ("bad", "mk-bad", "文中自相矛盾"),
    "ambiguous": ("look", "mk-look", "可能是几个指标"), "not_in_ledger": ("rest", "mk-ask", "台账里没有"),
    "agrees": ("ok", "mk-ok", "与台账一致"), "offered": ("look", "mk-look", "可以填台账的数"),
    "ignored": ("aside", "mk-ask", "不是台账数"),
}  # fmt: skip
GROUPS = (
    ("bad", "不符", "✕ 不符", "st-conflict"), ("look", "请选定", "? 请选定", "st-look"), ("rest", "台账没有", "? 台账没有", "st-ask"),
    ("ok", "一致", "✓ 一致", "st-ok"), ("aside", "不核", "不核", "st-ask"),
)  # fmt: skip
KINDS = {str(kind): kind.label for kind in Kind}


def page_of(manuscript: Manuscript) -> dict[str, Any]:
    """The groups with their entries, the equation of counts, the marked text as HTML."""
    result = manuscript.result or {}
    decided = kept_decisions(manuscript.bureau)
    document = opened(store.read(manuscript.file), manuscript.name, manuscript.pasted)
    entries = [entry_of(f, decided) for f in result.get("figures", ())]
    paper = marked_paper(document, entries)
    groups = []
    for key, title, tab, look in GROUPS:
        mine = [e for e in entries if e["group"] == key]
        groups.append(
            {"key": key, "title": title, "tab": tab, "look": look, "entries": mine, "count": len(mine)}
        )
    return {
        "groups": groups, "total": len(entries), "terms": [g for g in groups if g["count"]],
        "kinds": kinds_said(entries), "remarks": result.get("remarks", ()), "paper": paper,
        "wrong": groups[0]["count"], "format": document.format,
    }  # fmt: skip


def entry_of(found: dict[str, Any], decided: dict[str, Any]) -> dict[str, Any]:
    """One figure as the page shows it: its group, the ledger's number with the address of its proof, the choices."""
    group, look, says = LOOKS.get(found["verdict"], LOOKS["not_in_ledger"])
    ledger, unit = found.get("ledger"), found.get("unit") or ""
    gap = (
        None
        if ledger is None or found.get("value") is None
        else abs(Decimal(str(ledger)) - Decimal(str(found["value"])))
    )
    return {
        **found, "group": group, "look": look, "says": says, "finding": f"r-{found['id']}",
        "kind_said": KINDS.get(found.get("kind") or "", ""), "ledger_text": "" if ledger is None else f"{grouped(ledger)}{unit}",
        "proof": proof_of(found),
        "gap": f"{grouped(gap)}{'个百分点' if unit == '%' else unit}" if gap else "", "decision": decided.get(found.get("print", "")),
        "held": held_decision(decided.get(found.get("print", "")), ""),
        "operands": [{"words": o["words"], "proof": link} for o in found.get("operands", ()) if (link := proof_of(o))],
        "choices": [choice_of(c, unit) for c in found.get("candidates", ()) if c["value"] is not None],
    }  # fmt: skip


def held_decision(decision: SentenceDecision | None, back: str) -> Held:
    """What was decided about a figure, as its form shows it."""
    verdicts = {"agrees": "保留文中的数", "ignored": "不是台账数", "choice": "选定口径", "": "还没有决定"}
    fields = (
        Field("verdict", "决定", decision.verdict if decision else "", verdicts),
        Field("reason", "理由", decision.reason if decision else ""),
        Field("choice", "选定的口径", json.dumps(decision.choice, ensure_ascii=False) if decision and decision.choice else ""),
    )  # fmt: skip
    return Held("这个数的决定", back, version_of(told(decision)), fields)


def choice_of(candidate: dict[str, Any], unit: str) -> dict[str, Any]:
    meant = {name: candidate[name] for name in ("indicator", "definition", "period")}
    return {
        "words": candidate["words"], "text": f"{grouped(candidate['value'])}{unit}", "proof": proof_of(candidate),
        "json": json.dumps(meant, ensure_ascii=False),
    }  # fmt: skip


def proof_of(found: dict[str, Any]) -> str:
    """The address of the proof of what a figure was tied to; "" when it was tied to nothing that has one."""
    period = Period.parse(found["period"])
    if found.get("definition"):
        return Wanted(definition=Definition.from_data(found["definition"]), period=period).url
    return Wanted(expression=found["indicator"], period=period).url if found.get("indicator") else ""


def grouped(value: Any) -> str:
    """To two decimals: what is reckoned may have no end."""
    return f"{round(Decimal(str(value)), 2).normalize():,f}"


def kinds_said(entries: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """How many tied figures there are of each kind of proof."""
    return [(label, n) for kind, label in KINDS.items() if (n := sum(e.get("kind") == kind for e in entries))]


def marked_paper(document: Document, entries: list[dict[str, Any]]) -> str:
    """The text with every figure a link to its finding. Fills each entry's `sentences`."""
    known = {e["id"]: e for e in entries}
    figures = [f for f in understand(document) if f.id in known]
    marks = {e["id"]: Mark(e["look"], e["says"], e["finding"]) for e in entries}
    paper = Paper(document, figures, marks)
    html = paper.html()
    for entry in entries:
        entry["sentence_id"] = paper.sentence_of.get(entry["id"], "")
    return html
