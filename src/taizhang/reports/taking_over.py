"""A paper that comes back from Word taken over into its report 收回修改稿.

Text is taken as it came. A figure stays tied where its number still is what the report prints, or printed when the
paper went out; a number that was changed stands as the text that was typed, and is told. Nothing is lost: an edition
of the report is kept before, and paragraphs that are missing in the paper stay kept as removed ones.
"""

import re
from collections.abc import Iterable, Iterator
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
from taizhang.reports.tying import shown as shown_now

EDITIONS = 20  # kept ones that a paper may have gone out with
_DIGIT = re.compile(r"\d|[.．,，]\d")


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
def take_over(*, report: Report, data: bytes, author: Author) -> list[Difference]:
    """Take over a .docx of the report. Raises Refused for a signed report, Unreadable for what is no .docx."""
    report = opened(report)
    returned = read_docx(data, sent=tuple(figures_in(paper_of(report).blocks)))
    keep_edition(report=report, author=author, reason="收回修改稿之前")
    taker = Taker(report, author)
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
    differences: list[Difference] = field(default_factory=list)
    changed: int = 0

    def __post_init__(self) -> None:
        self.sections = content(self.report)
        self.by_id = {f"p{s.paragraph.pk}": s for s in self.sections}
        self.shown = {shown.key: shown for s in self.sections for shown in s.figures}
        self.earlier: dict[str, set[str]] = {}
        for edition in Edition.objects.filter(report=self.report).order_by("-number")[:EDITIONS]:
            for key, figure in edition.content["figures"].items():
                self.earlier.setdefault(key, set()).add(figure["text"])
        self.order: list[Paragraph] = []
        self.used: set[int] = set()

    def blocks(self, blocks: Iterable[Block]) -> None:
        charts = iter([s for s in self.sections if s.paragraph.kind == Paragraph.Kind.CHART])
        tables = iter([s for s in self.sections if s.paragraph.kind == Paragraph.Kind.TABLE])
        plan = False
        for block in blocks:
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
                    plan = self.text(block, plan)
        for section in self.sections:
            if section.paragraph.pk not in self.used:
                self.gone(section)
        for at, paragraph in enumerate(self.order, 1):
            paragraph.position = at * STEP
        Paragraph.objects.bulk_update(self.order, ["position"])

    def text(self, block: Text | Heading, plan: bool) -> bool:
        """Take a paragraph; returns whether what follows belongs to the plan."""
        level = block.level if isinstance(block, Heading) else 0
        section = self.by_id.get(block.id)
        if section is None or section.paragraph.pk in self.used:
            section = next((s for s in self.sections if self.same(s, block)), None)
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
        body = self.body(block.runs, section)
        if body != kept.body or level != kept.level:
            kept.body, kept.level, kept.prompt = body, level, ""
            kept.version, kept.changed_by = kept.version + 1, self.author.user
            kept.save()
            self.changed += 1
        return kept.plan

    def same(self, section: Section, block: Text | Heading) -> bool:
        """Whether a block that lost its identity is a paragraph of the report, word for word."""
        words = "".join(run if isinstance(run, str) else run.text for run in block.runs)
        return section.paragraph.pk not in self.used and bool(words) and section.text == words

    def add(self, paragraph: Paragraph) -> None:
        paragraph.position = 0
        paragraph.save()
        self.order.append(paragraph)
        self.changed += 1

    def keep(self, section: Section | None, what: str, otherwise: str) -> None:
        if section is None:
            self.differences.append(Difference("paragraph", otherwise))
            return
        self.used.add(section.paragraph.pk)
        self.order.append(section.paragraph)

    def table(self, block: Table, section: Section | None, plan: bool) -> None:
        rows = [
            [self.body(cell if isinstance(cell, tuple) else (cell,), None) for cell in row]
            for row in block.rows
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
        kept = section.paragraph
        if kept.data != data:
            kept.data, kept.version, kept.changed_by = data, kept.version + 1, self.author.user
            kept.save()
            self.changed += 1

    def gone(self, section: Section) -> None:
        kept = section.paragraph
        kept.removed, kept.version, kept.changed_by = True, kept.version + 1, self.author.user
        kept.save()
        self.changed += 1
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

    def body(self, runs: tuple[Run, ...], section: Section | None) -> str:
        """Runs as a body: figures that still hold as {{k1}}, everything else as text."""
        if section is not None and text_of(section.runs) == "".join(
            r if isinstance(r, str) else r.text for r in runs
        ):
            return section.paragraph.body  # word for word: its figures too, even where a control was deleted
        pieces: list[str] = []
        runs = tuple(run for run in runs if run != "" and run != Figure("", ""))
        skip = ""
        for at, run in enumerate(runs):
            if isinstance(run, str):
                pieces.append(run.removeprefix(skip))
                skip = ""
                continue
            following = runs[at + 1] if at + 1 < len(runs) else ""
            taken = self.tied(run, pieces, following if isinstance(following, str) else "", section)
            skip = taken or ""
            if taken is None:
                pieces.append(run.text)
        body = "".join(pieces)
        return self.found_again(body, section) if section is not None else body

    def tied(self, run: Figure, pieces: list[str], following: str, section: Section | None) -> str | None:
        """Put {{key}} for a figure that still holds and return the words behind that belong to it; None when it does not."""
        shown = self.shown.get(run.id) or self.put_away(run.id)
        place = section.paragraph.pk if section else None
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
        name = shown.figure.name if shown.figure else ""
        sentence = f"“{name}”改成了“{said}”，台账现在是“{shown.phrase.text}”。已按您写的文字收入，请核对后选择：改回、改口径，或人工填数。"
        self.differences.append(Difference("changed", sentence, place, run.id, shown.phrase.text, run.text))
        return None

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

    def found_again(self, body: str, section: Section) -> str:
        """Tie figures whose control was deleted where their words still stand, once, in the paragraph."""
        here = set(MARK.findall(body))
        for key in MARK.findall(section.paragraph.body):
            if key in here or any(d.key == key for d in self.differences):
                continue
            place = self.place_of(key, body, section)
            shown = self.shown[key]
            if place is None:
                name = shown.figure.name if shown.figure else ""
                sentence = f"“{name}”（{shown.phrase.text}）已从这一段里删去。"
                self.differences.append(
                    Difference("lost", sentence, section.paragraph.pk, key, shown.phrase.text)
                )
                continue
            body = f"{body[: place[0]]}{{{{{key}}}}}{body[place[1] :]}"
            here.add(key)
        return body

    def place_of(self, key: str, body: str, section: Section) -> tuple[int, int] | None:
        """Where the printed figure still stands with the sign behind it, when there is just one such place."""
        runs = section.runs
        at = next(n for n, run in enumerate(runs) if isinstance(run, Shown) and run.key == key)
        shown = self.shown[key]
        behind = runs[at + 1] if at + 1 < len(runs) else ""
        word = shown.phrase.text
        sign = behind[:1] if isinstance(behind, str) else ""
        places = [
            m.start()
            for m in re.finditer(re.escape(word + sign), body)
            if not _DIGIT.match(body[m.start() - 1 : m.start()] or "-")
        ]
        return (
            (places[0], places[0] + len(word))
            if len(places) == 1 and any(c.isdigit() for c in word)
            else None
        )


def _equal(came: str, printed: str) -> bool:
    """Whether a number still says the same: 12,430.390 is 12430.39."""
    if came.strip() == printed:
        return True
    try:
        return Decimal(re.sub(r"[,，\s]", "", came)) == Decimal(printed)
    except InvalidOperation:
        return False
