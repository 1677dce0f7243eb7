"""A file of a publication with its finds marked 标注稿: made when asked for and kept nowhere, so that it cannot become public."""

from collections.abc import Iterable
from datetime import UTC, datetime

from taizhang.core.decisions import Problem, Refused, Severity
from taizhang.core.reading.annotate.anchors import Anchor, Anchors
from taizhang.core.reading.annotate.docx import annotate_docx
from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.reading import Reading
from taizhang.core.tables.annotate import annotate
from taizhang.files import store
from taizhang.publishing.checking import Obstacle, standing
from taizhang.publishing.models import PublicationFile

BOOKS = ("xlsx", "xlsm", "xls", "et", "csv", "ods")
PAPERS = ("docx",)
NEITHER = "只有表格和 .docx 能标注。这种文件请按检查结果里写的位置查找。"


def markable(held: PublicationFile) -> bool:
    """Whether there is a marked copy of this kind of file."""
    return held.name.rpartition(".")[2].lower() in (*BOOKS, *PAPERS)


def marked(held: PublicationFile) -> tuple[bytes, str]:
    """The copy and its name: coloured cells with comments, or a Word with comments. Refused in words where there is none."""
    here = [o for o in standing(held.publication) if o.file is not None and o.file.pk == held.pk]
    if not here:
        raise Refused("这个附件里没有要处理的地方，不用标注。")
    data, extension = store.read(held.file), held.name.rpartition(".")[2].lower()
    if extension in BOOKS:
        return annotate(data, held.name, [problem(o) for o in here])
    if extension in PAPERS:
        return paper(data, held.name, here), f"{held.name.rpartition('.')[0]}（标注）.docx"
    raise Refused(NEITHER)


def problem(found: Obstacle) -> Problem:
    """A find as a problem of a cell; what pages do not show stands in the list alone."""
    sheet, row, column = found.at if len(found.at) == 3 else ("", 0, "")
    message = f"{found.label}：{found.place}" if not found.at else found.label
    return Problem(
        str(sheet), int(row), str(column), "", found.excerpt, Severity.LOOK, "personal", message, found.advice
    )  # fmt: skip


def paper(data: bytes, name: str, here: list[Obstacle]) -> bytes:
    """The Word with a comment at each find; what the body shows no place for is told at its beginning."""
    document = open_document(data, name)

    def notes(reading: Reading, anchors: Anchors) -> Iterable[tuple[Anchor, list[str]]]:
        placed, told = [], [f"公开前检查：{len(here)} 处要处理。"]
        for found in here:
            anchor = anchors.of(int(found.at[0]), int(found.at[1])) if len(found.at) == 2 else None
            said = [f"{found.label}：{found.excerpt}", found.advice]
            if anchor is None:
                told.append(f"{found.place} {said[0]}")
            else:
                placed.append((anchor, said))
        tops = (anchors.of(b.start, b.end) for b in document.blocks if b.kind is not BlockKind.NOISE)
        top = next((a for a in tops if a is not None), None)
        return [(top, told), *placed] if top is not None else placed

    return annotate_docx(data, Reading(document, (), ()), when=datetime.now(UTC), notes=notes)
