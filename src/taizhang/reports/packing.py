"""The packed folder of an assessment 证明材料: a folder for each indicator with its attachments, and a table of contents.

Behind an indicator stand the files attached to its own record, and those attached to the records that its figure
for the year counts.
"""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from django.db.models import Count, QuerySet
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.papers.paper import Block, Heading, Paper, Paragraph, Table
from taizhang.core.papers.write import write_docx
from taizhang.core.periods import Period
from taizhang.files.models import Attachment
from taizhang.files.store import Lost, Spoiled, pieces
from taizhang.indicators import rows
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.registers.assessments.models import Assessment
from taizhang.registers.declaration import registers
from taizhang.registers.record import State
from taizhang.reports.kept import leaves

LONGEST = 60  # characters of one name in the folder: paths stay below what Windows takes
SIGNS = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
CONTENTS = "目录.docx"
CHUNK_IDS = 500
Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Held:
    """An attachment behind an indicator, and the record that it belongs to."""

    attachment: Attachment
    of: str


@dataclass
class Folder:
    """One indicator of the assessment with what proves it."""

    indicator: Assessment
    figure: Figure | None = None
    held: list[Held] = field(default_factory=list)
    files: list[tuple[str, Held]] = field(
        default_factory=list
    )  # name in the folder, "" for one whose bytes are lost
    name: str = ""


def indicators_of(bureau: Bureau, assessment: str, year: int) -> QuerySet[Assessment]:
    """The verified indicators of an assessment in a year, in their own order."""
    found = Assessment.objects.filter(bureau=bureau, state=State.VERIFIED, assessment=assessment, year=year)
    return found.order_by("number", "pk")


def assessments(bureau: Bureau) -> list[tuple[str, int, int]]:
    """(assessment, year, verified indicators) of which a folder can be packed, the newest first. One query."""
    found = Assessment.objects.filter(bureau=bureau, state=State.VERIFIED, year__isnull=False).order_by()
    told = found.values_list("assessment", "year").annotate(Count("pk")).order_by("-year", "assessment")
    return [(name, year, count) for name, year, count in told]


def pack(bureau: Bureau, assessment: str, year: int, target: IO[bytes], say: Say) -> None:
    """Write the folder as a .zip into `target`."""
    indicators = list(indicators_of(bureau, assessment, year))
    desk, names = Figures(bureau), set[str]()
    folders = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, indicator in enumerate(indicators, 1):
            say("收集证明材料", at, len(indicators))
            folder = gathered(indicator, desk, Period.parse(str(year)))
            folder.name = unused(f"{at:02d} {safe_name(indicator.indicator)}", names)
            add_files(archive, folder)
            folders.append(folder)
        _add(archive, CONTENTS, contents(bureau, assessment, year, folders), timezone.now())


def gathered(indicator: Assessment, desk: Figures, year: Period) -> Folder:
    """The attachments behind an indicator, each file once."""
    folder = Folder(indicator)
    code = next((c for c, i in desk.catalogue.items() if indicator.indicator in i.names), "")
    found = [Held(a, indicator.title) for a in attached("assessments", [indicator.pk])]
    if code:
        folder.figure = desk.figure(code, year)
        for leaf in leaves(folder.figure):
            found += behind(leaf, desk.bureau)
    folder.held = list({held.attachment.file_id: held for held in reversed(found)}.values())[::-1]
    return folder


def behind(leaf: Figure, bureau: Bureau) -> list[Held]:
    """The attachments of the records that a figure counts."""
    if leaf.definition is None or leaf.value is None or leaf.expression.startswith("target("):
        return []
    register = registers()[leaf.definition.register]
    titles = dict(
        rows.rows(leaf.definition, bureau=bureau, period=leaf.period)
        .order_by("pk")
        .values_list("pk", "title")
    )
    return [Held(a, titles[a.record_id]) for a in attached(register.name, list(titles))]


def attached(register: str, ids: list[int]) -> Iterable[Attachment]:
    """The attachments in use of some records, in the order of the records."""
    for at in range(0, len(ids), CHUNK_IDS):
        some = Attachment.objects.filter(
            register=register, record_id__in=ids[at : at + CHUNK_IDS], ended_at=None
        )
        yield from some.select_related("file").order_by("record_id", "pk")


def add_files(archive: zipfile.ZipFile, folder: Folder) -> None:
    """Write the folder's files; one whose bytes are lost is left out and told in the contents."""
    names: set[str] = set()
    for held in folder.held:
        try:
            content = pieces(held.attachment.file.sha256)
        except (Lost, Spoiled):
            folder.files.append(("", held))
            continue
        name = unused(safe_name(held.attachment.name), names)
        _add(archive, f"{folder.name}/{name}", content, held.attachment.at)
        folder.files.append((name, held))


def _add(archive: zipfile.ZipFile, name: str, content: bytes | Iterable[bytes], at: datetime) -> None:
    entry = zipfile.ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    with archive.open(entry, "w") as part:
        for chunk in [content] if isinstance(content, bytes) else content:
            part.write(chunk)


def safe_name(name: str) -> str:
    """A name that Windows, macOS and every unpacker take: no signs of paths, no reserved word, not too long."""
    name = "".join(c for c in name.translate(SIGNS) if c.isprintable())
    stem, dot, extension = " ".join(name.split()).strip(". ").rpartition(".")
    if not dot or len(extension) > 10:
        stem, dot, extension = f"{stem}{dot}{extension}", "", ""
    stem = stem[: LONGEST - len(extension) - 1].strip(". ") or "未命名"
    return f"{'_' if stem.lower() in RESERVED else ''}{stem}{dot}{extension}"


def unused(name: str, names: set[str]) -> str:
    """The name, with a number where the folder has it already (the case of letters does not count)."""
    stem, dot, extension = name.rpartition(".") if "." in name else (name, "", "")
    at, found = 2, name
    while found.lower() in names:
        found, at = f"{stem}（{at}）{dot}{extension}", at + 1
    names.add(found.lower())
    return found


def contents(bureau: Bureau, assessment: str, year: int, folders: list[Folder]) -> bytes:
    """The table of contents as a .docx: indicator by indicator, what is proven by which file and what lacks one."""
    lacking = [f.indicator.indicator for f in folders if not any(name for name, _ in f.files)]
    count = sum(bool(name) for f in folders for name, _ in f.files)
    blocks: list[Block] = [Paragraph((f"共 {len(folders)} 项指标，{count} 份证明材料。",))]
    if lacking:
        blocks.append(Paragraph((f"还没有证明材料的指标 {len(lacking)} 项：{'、'.join(lacking)}。",)))
    for folder in folders:
        blocks.append(Heading(2, (folder.name,)))
        blocks.append(Paragraph((_said(folder),)))
        lines = tuple(
            (str(at), name or f"{held.attachment.name}（存档文件不在了，请从备份找回）", held.of,
             held.attachment.file.sha256[:16])
            for at, (name, held) in enumerate(folder.files, 1)
        )  # fmt: skip
        if lines:
            blocks.append(Table(("序号", "文件", "来自", "SHA-256 前 16 位"), lines))
    title = f"{assessment}（{year}年）证明材料目录"
    return write_docx(Paper(title, tuple(blocks), signature=bureau.name))


def _said(folder: Folder) -> str:
    """Target, result and the ledger's own figure of an indicator."""
    row, unit = folder.indicator, folder.indicator.measure_unit
    parts = [f"{word} {value.normalize():f}{unit}" for word, value in (("目标", row.target), ("完成", row.result))
             if value is not None]  # fmt: skip
    if folder.figure is not None and folder.figure.value is not None:
        parts.append(f"台账 {folder.figure.grouped}{folder.figure.unit}（{folder.figure.name}）")
    if row.evidence:
        parts.append(f"佐证要求：{row.evidence}")
    if not folder.files:
        parts.append("没有附件：请在考核指标或相关记录上添加")
    return "；".join(parts) + "。"
