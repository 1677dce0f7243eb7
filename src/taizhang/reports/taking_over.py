"""A paper that comes back from Word taken over into its report 收回修改稿.

A paper that is not this report's changes nothing (see `recognising`). Text is taken as it came. A figure stays tied
where its number still is what the report prints, or printed when the paper went out; one whose control was deleted is
tied again by the words around it; a number that was changed stands as the text that was typed, and is told. Nothing is
lost: an edition of the report is kept before, to go back to, and paragraphs that are missing stay kept as removed ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import transaction

from taizhang.core.papers.paper import Block, Figure, Heading, Picture, Run, Table
from taizhang.core.papers.paper import Paragraph as Text
from taizhang.core.papers.paper import figures as figures_in
from taizhang.core.papers.read import read_docx
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports.actions import STEP, keep_edition, opened
from taizhang.reports.content import MARK, Section, Shown, content, text_of
from taizhang.reports.editions import content_of
from taizhang.reports.models import Edition, Paragraph, Report
from taizhang.reports.paper import docx_of, paper_of
from taizhang.reports.realigning import realigned
from taizhang.reports.recognising import NotOurs, linked, paired, recognise
from taizhang.reports.tying import shown as shown_now

EDITIONS = 20  # kept ones that a paper may have gone out with


@dataclass(frozen=True)
class Difference:
    """One thing that the person should know of what was taken over. `key`: the figure that it is about."""

    kind: str  # changed, moved, lost, strange, paragraph, head, problem
    sentence: str
    paragraph_id: int | None = None
    key: str = ""
    was: str = ""
    now: str = ""


@transaction.atomic
def hand_out(*, report: Report, author: Author, address: str = "") -> bytes:
    """The report as a .docx 导出; what it says is kept as an edition, so that the paper is known when it comes back."""
    last = report.editions.order_by("-number").first()
    if not report.signed and (last is None or last.content != content_of(report)):
        keep_edition(report=report, author=author, reason="导出 Word")
    return docx_of(report, address)


@transaction.atomic
def take_over(*, report: Report, data: bytes, author: Author, anyway: bool = False) -> list[Difference]:
    """Take over a .docx of the report. Raises Refused for a signed report, Unreadable for what is no .docx, NotOurs for
    what is no paper of this report; `anyway` takes a paper that bears nobody's marks.
    """
    report = opened(report)
    returned = read_docx(data, sent=tuple(figures_in(paper_of(report).blocks)))
    taker = Taker(report, author, returned.told)
    try:
        recognise(report, returned.blocks, taker.sections)
    except NotOurs as no:
        if no.of_another or not anyway:
            raise
    keep_edition(report=report, author=author, reason="收回修改稿之前")
    taker.blocks(returned.blocks)
    taker.heads(returned.title, returned.addressee, returned.signature)
    found = [*(Difference("problem", sentence) for sentence in returned.problems), *taker.differences]
    told = {"differences": [d.sentence for d in found][:50], "changed": taker.changed}
    write(author, Note(Event.PAPER_TAKEN, "reports", report.pk, report.title, None, told))
    return found


@dataclass
class Taker:
    """Works through the blocks of a paper."""

    report: Report
    author: Author
    told: frozenset[str] = frozenset()  # figures of which the reader has spoken already
    differences: list[Difference] = field(default_factory=list)
    changed: int = 0

    def __post_init__(self) -> None:
        self.sections = content(self.report)
        self.shown = {shown.key: shown for s in self.sections for shown in s.figures}
        self.earlier: dict[str, set[str]] = {}
        for edition in Edition.objects.filter(report=self.report).order_by("-number")[:EDITIONS]:
            for key, figure in edition.content["figures"].items():
                self.earlier.setdefault(key, set()).add(figure["text"])
        self.order: list[Paragraph] = []
        self.used: set[int] = set()

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Take over the blocks in their order; paragraphs that did not come back are gone."""
        charts = iter([s for s in self.sections if s.paragraph.kind == Paragraph.Kind.CHART])
        tables = iter([s for s in self.sections if s.paragraph.kind == Paragraph.Kind.TABLE])
        plan, of = False, paired(blocks, self.sections)
        for at, block in enumerate(blocks):
            match block:
                case Picture():
                    self.keep(
                        next(charts, None),
                        "图片",
                        "文中新插入的一张图片没有收入报告。报告里的图由指标生成，可在页面上添加。",
                    )
                case Table():
                    self.table(block, next(tables, None), plan)
                case _:
                    plan = self.text(block, of.get(at), plan)
        for section in self.sections:
            if section.paragraph.pk not in self.used:
                self.gone(section)
        for at, paragraph in enumerate(self.order, 1):
            paragraph.position = at * STEP
        Paragraph.objects.bulk_update(self.order, ["position"])

    def text(self, block: Text | Heading, section: Section | None, plan: bool) -> bool:
        """Take a paragraph; returns whether what follows belongs to the plan."""
        level = block.level if isinstance(block, Heading) else 0
        if section is None:
            body = self.body(block.runs, None)
            if body.strip():
                self.add(
                    Paragraph(
                        report=self.report, level=level, body=body, plan=plan, changed_by=self.author.user
                    )
                )
            return plan
        kept = section.paragraph
        self.used.add(kept.pk)
        self.order.append(kept)
        body = self.body(block.runs, Was(kept.pk, kept.body, section.runs))
        if body != kept.body or level != kept.level:
            kept.body, kept.level, kept.prompt = body, level, ""
            self.touch(kept)
        return kept.plan

    def touch(self, kept: Paragraph) -> None:
        kept.version, kept.changed_by = kept.version + 1, self.author.user
        kept.save()
        self.changed += 1

    def add(self, paragraph: Paragraph) -> None:
        paragraph.position = 0
        paragraph.save()
        self.order.append(paragraph)
        self.changed += 1

    def keep(self, section: Section | None, what: str, otherwise: str) -> None:
        """A picture or table that stays where it came; one that is new is told of with `otherwise`."""
        if section is None:
            self.differences.append(Difference("paragraph", otherwise))
            return
        self.used.add(section.paragraph.pk)
        self.order.append(section.paragraph)

    def table(self, block: Table, section: Section | None, plan: bool) -> None:
        """Take a table: the cells of the one in its place, else as a new one."""
        held = (section.paragraph.data or {}).get("rows", []) if section else []
        rows = [
            [
                self.body(cell if isinstance(cell, tuple) else (cell,), _cell(section, held, y, x))
                for x, cell in enumerate(row)
            ]
            for y, row in enumerate(block.rows)
        ]
        data = {"head": list(block.head), "rows": rows}
        if section is None:
            self.add(
                Paragraph(
                    report=self.report, kind=Paragraph.Kind.TABLE, body=block.caption, data=data, plan=plan,
                    changed_by=self.author.user,
                )
            )  # fmt: skip
            return
        self.keep(section, "", "")
        if section.paragraph.data != data:
            section.paragraph.data = data
            self.touch(section.paragraph)

    def gone(self, section: Section) -> None:
        """Put away a paragraph that did not come back, and tell of it."""
        kept = section.paragraph
        if not section.text and kept.kind == Paragraph.Kind.TEXT:
            self.order.append(kept)  # an empty paragraph does not go out, so that it cannot come back
            return
        kept.removed = True
        self.touch(kept)
        said = section.text[:30] or str(kept.get_kind_display())
        sentence = f"修改稿里没有“{said}”这一段，报告里也删去了它。要留下请在页面上恢复。"
        self.differences.append(Difference("paragraph", sentence, kept.pk))

    def heads(self, title: str, addressee: str, signature: str) -> None:
        """Title, addressee and signature as they came; an empty one leaves what stands."""
        came = {
            "title": " ".join(title.split("\n")).strip(),
            "addressee": addressee.rstrip("：: \n"),
            "signature": signature.strip(),
        }
        for name, value in came.items():
            was = str(getattr(self.report, name))
            if value and value != was.rstrip("：:"):
                setattr(self.report, name, value[:100] if name == "signature" else value[:200])
                word = {"title": "标题", "addressee": "主送", "signature": "落款"}[name]
                self.differences.append(
                    Difference("head", f"{word}由“{was}”改为“{value}”。", was=was, now=value)
                )
        self.report.save(update_fields=["title", "addressee", "signature", "changed_at"])

    # The runs of one paragraph.

    def body(self, runs: tuple[Run, ...], was: "Was | None") -> str:
        """Runs as a body: figures that still hold as {{k1}}, everything else as text."""
        words = "".join(r if isinstance(r, str) else r.text for r in runs)
        if was is not None and text_of(was.runs) == words:
            return was.body  # word for word: its figures too, even where a control was deleted
        pieces: list[str] = []
        runs = tuple(run for run in runs if run != "" and run != Figure("", ""))
        skip = ""
        for at, run in enumerate(runs):
            if isinstance(run, str):
                pieces.append(run.removeprefix(skip))
                skip = ""
                continue
            following = runs[at + 1] if at + 1 < len(runs) else ""
            taken = self.tied(run, pieces, following if isinstance(following, str) else "", was)
            skip = taken or ""
            if taken is None:
                pieces.append(run.text)
        body = "".join(pieces)
        return self.found_again(body, was) if was is not None else body

    def tied(self, run: Figure, pieces: list[str], following: str, was: "Was | None") -> str | None:
        """Put {{key}} for a figure that still holds and return the words behind that belong to it; None when it does not."""
        elsewhere = any(pk != self.report.pk for pk in linked(run))  # k12 of another report is another figure
        shown = None if elsewhere else self.shown.get(run.id) or self.put_away(run.id)
        place = was.paragraph_id if was else None
        if shown is None:
            sentence = f"修改稿里的数字“{run.text}”带着别处的标识，已按文字收入。需要时请重新关联。"
            self.differences.append(Difference("strange", sentence, place, run.id, now=run.text))
            return None
        before = pieces[-1] if pieces else ""
        for whole in self.readings(shown):
            lead, middle, tail = whole
            if _equal(run.text, middle) and before.endswith(lead) and following.startswith(tail):
                if pieces and lead:
                    pieces[-1] = before[: len(before) - len(lead)]
                pieces.append(f"{{{{{run.id}}}}}")
                if lead + middle + tail != shown.phrase.text:
                    self.moved(shown, lead + middle + tail, place)
                return tail
        said = before[-len(shown.before) :] if shown.before else ""
        said += run.text + following[: len(shown.after)]
        self.typed_over(shown, said, run.text, place)
        return None

    def typed_over(self, shown: Shown, said: str, now: str, place: int | None) -> None:
        name = shown.figure.name if shown.figure else ""
        sentence = f"“{name}”改成了“{said}”，台账现在是“{shown.phrase.text}”。已按您写的文字收入，请核对后选择：改回、改口径，或人工填数。"
        self.differences.append(Difference("changed", sentence, place, shown.key, shown.phrase.text, now))

    def put_away(self, key: str) -> Shown | None:
        """A figure of the report that stands in no paragraph now: its number may have been changed back."""
        token = self.report.tokens.filter(key=key).first()
        return shown_now(self.report, token) if token else None

    def moved(self, shown: Shown, was: str, place: int | None) -> None:
        name = shown.figure.name if shown.figure else ""
        sentence = f"“{name}”导出时是“{was}”，台账现在是“{shown.phrase.text}”。这个数字仍按台账取数。"
        self.differences.append(Difference("moved", sentence, place, shown.key, was, shown.phrase.text))

    def readings(self, shown: Shown) -> Iterator[tuple[str, str, str]]:
        """How a figure is printed now, and was when papers went out, cut into the words around it and the number."""
        yield shown.before, shown.text, shown.after
        for text in sorted(self.earlier.get(shown.key, ())):
            number = re.search(r"[\d.]+", text)
            if number:
                yield text[: number.start()], number[0], text[number.end() :]
            else:
                yield "", text, ""

    def found_again(self, body: str, was: "Was") -> str:
        """Tie figures whose control was deleted where the words around them still stand; tell of the others."""
        spoken = self.told | {d.key for d in self.differences}
        here = set(MARK.findall(body))
        lacking = {key for key in MARK.findall(was.body) if key in self.shown} - here - spoken
        texts = {key: shown.phrase.text for key, shown in self.shown.items()}
        found = realigned(was.body, body, lacking, texts) if lacking else []
        for one in sorted(found, key=lambda each: -each.start):
            shown = self.shown[one.key]
            printed = {"", *(number for _, number, _ in self.readings(shown))}
            if not any(_equal(one.said, number) for number in printed):
                self.typed_over(shown, one.said, one.said, was.paragraph_id)
                continue
            body = f"{body[: one.start]}{{{{{one.key}}}}}{body[one.end :]}"
            if one.said and not _equal(one.said, shown.text):
                self.moved(shown, one.said, was.paragraph_id)
        for key in sorted(lacking - {one.key for one in found}):
            shown = self.shown[key]
            name = shown.figure.name if shown.figure else ""
            sentence = f"“{name}”（{shown.phrase.text}）已从这一段里删去。"
            self.differences.append(Difference("lost", sentence, was.paragraph_id, key, shown.phrase.text))
        return body


@dataclass(frozen=True)
class Was:
    """A paragraph, or a cell of a table, before the paper came."""

    paragraph_id: int
    body: str
    runs: tuple[str | Shown, ...]


def _cell(section: Section | None, held: list[list[str]], y: int, x: int) -> Was | None:
    """The cell of the report that stands in the same row and column."""
    if section is None or y >= len(held) or x >= len(held[y]):
        return None
    return Was(section.paragraph.pk, held[y][x], section.cells[y][x])


def _equal(came: str, printed: str) -> bool:
    """Whether a number still says the same: 12,430.390 is 12430.39."""
    if came.strip() == printed:
        return True
    try:
        return Decimal(re.sub(r"[,，\s]", "", came)) == Decimal(printed)
    except InvalidOperation:
        return False
