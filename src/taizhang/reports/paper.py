"""A report as an official paper 公文: for Word and WPS, each figure a content control with the address of its proof."""

from django.utils import timezone

from taizhang.core.figures.phrases import day_words
from taizhang.core.papers.paper import Block, Figure, Heading, Paper, Paragraph, Picture, Run, Table
from taizhang.core.papers.write import write_docx
from taizhang.reports.charts import png
from taizhang.reports.content import Section, Shown, content
from taizhang.reports.models import Freeze, Report
from taizhang.reports.models import Paragraph as Kept

UNDATED = "　　年　　月　　日"  # below the signature of a draft
WIDE = 150.0  # mm of a picture between the margins


def paper_of(report: Report, address: str = "") -> Paper:
    """The paper of a report. `address`: of the ledger, e.g. http://ledger.local, before the links of figures."""
    freeze = report.freezes.order_by("-number").first() if report.signed else None
    note = sealed_words(freeze) if freeze else ""
    return Paper(
        title=report.title, blocks=tuple(block_of(s, address) for s in content(report) if s.runs or not said(s)),
        addressee=f"{report.addressee.rstrip('：:')}：" if report.addressee else "", signature=report.signature,
        date=day_words(report.dated) if report.dated else UNDATED if report.signature else "", note=note,
    )  # fmt: skip


def sealed_words(freeze: Freeze) -> str:
    """What a reader of the paper can check without us: docs/checking-a-seal.md."""
    journal, day = freeze.manifest["journal"], timezone.localdate(freeze.at)
    return f"签发存证 {freeze.digest}；{day} 日志链第 {journal['seq']} 节 {journal['hash']}"


def said(section: Section) -> bool:
    """Whether it consists of words: one without any is left out."""
    return section.paragraph.kind == Kept.Kind.TEXT


def docx_of(report: Report, address: str = "") -> bytes:
    """The report as a .docx by GB/T 9704."""
    return write_docx(paper_of(report, address))


def block_of(section: Section, address: str) -> Block:
    """A paragraph of the report as the paper has it; `address` stands before the links of its figures."""
    kept = section.paragraph
    match kept.kind:
        case Kept.Kind.CHART:
            title = str((kept.data or {}).get("title", ""))
            return Picture(png(section.option or {}), WIDE, "", title)
        case Kept.Kind.TABLE:
            rows = tuple(tuple(runs(cell, address) for cell in row) for row in section.cells)
            return Table(section.head, rows, section.text)
    if section.level:
        return Heading(section.level, runs(section.runs, address), f"p{kept.pk}")
    return Paragraph(runs(section.runs, address), f"p{kept.pk}")


def runs(shown: tuple[str | Shown, ...], address: str) -> tuple[Run, ...]:
    """Texts and figures; the words that turn with a figure's value stand as text beside it."""
    found: list[Run] = []
    for run in shown:
        parts: list[Run] = [run] if isinstance(run, str) else [run.before, figure(run, address), run.after]
        for part in parts:
            if isinstance(part, str) and found and isinstance(found[-1], str):
                found[-1] += part
            elif part != "":
                found.append(part)
    return tuple(found)


def figure(shown: Shown, address: str) -> Figure:
    name = shown.figure.name if shown.figure else ""
    return Figure(shown.key, shown.text, f"{address}{shown.link}" if address else "", name)
