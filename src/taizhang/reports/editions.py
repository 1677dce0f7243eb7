"""Editions of a report 版本: the whole content as values, and what differs between two of them."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from taizhang.reports.content import Section, content
from taizhang.reports.kept import figure_data
from taizhang.reports.models import Paragraph, Report


def content_of(report: Report, sections: tuple[Section, ...] | None = None) -> dict[str, Any]:
    """Everything that an edition keeps: heads, paragraphs as bodies and as printed, figures with their definitions."""
    paragraphs, figures = [], {}
    for section in content(report) if sections is None else sections:
        kept = section.paragraph
        paragraphs.append(
            {"id": kept.pk, "kind": kept.kind, "level": kept.level, "body": kept.body, "text": section.text, "plan": kept.plan,
             "data": kept.data, "prompt": kept.prompt}
        )  # fmt: skip
        for shown in section.figures:
            if shown.figure is not None and shown.token is not None:
                figures[shown.key] = {
                    "text": shown.phrase.text,
                    "form": shown.token.form,
                    **figure_data(shown.figure),
                }
    heads = {name: getattr(report, name) for name in ("title", "period", "addressee", "signature")}
    return {**heads, "dated": str(report.dated or ""), "paragraphs": paragraphs, "figures": figures}


@dataclass(frozen=True)
class Change:
    """One difference between two editions. `pieces` are (what, text) with what in same, gone, new."""

    what: str  # added, removed, changed, figure, head
    name: str
    before: str = ""
    after: str = ""

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """(same, gone or new; the words) in the order of the text."""
        found = []
        for tag, a, b, c, d in SequenceMatcher(None, self.before, self.after, autojunk=False).get_opcodes():
            if tag == "equal":
                found.append(("same", self.before[a:b]))
                continue
            found += [("gone", self.before[a:b])] if b > a else []
            found += [("new", self.after[c:d])] if d > c else []
        return found


HEADS = {"title": "标题", "addressee": "主送", "signature": "落款", "dated": "成文日期", "period": "期间"}


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """What differs: heads, paragraphs added, removed and changed in the order of the new text, then figures."""
    found = [
        Change("head", word, str(old[n]), str(new[n]))
        for n, word in HEADS.items()
        if old.get(n) != new.get(n)
    ]
    before = {p["id"]: p for p in old["paragraphs"]}
    for paragraph in new["paragraphs"]:
        was = before.pop(paragraph["id"], None)
        if was is None:
            found.append(Change("added", _kind(paragraph), "", paragraph["text"]))
        elif was["text"] != paragraph["text"] or was["level"] != paragraph["level"]:
            found.append(Change("changed", _kind(paragraph), was["text"], paragraph["text"]))
    found += [Change("removed", _kind(p), p["text"], "") for p in before.values()]
    for key, figure in new["figures"].items():
        was = old["figures"].get(key)
        if was is not None and was["text"] != figure["text"]:
            found.append(Change("figure", figure["name"], was["text"], figure["text"]))
    return found


def _kind(paragraph: dict[str, Any]) -> str:
    if paragraph["kind"] == Paragraph.Kind.TEXT:
        return "标题" if paragraph["level"] else "段落"
    return Paragraph.Kind(paragraph["kind"]).label
