"""`annotate_docx`: the original docx with a comment at every figure that does not add up 带批注的原稿."""

import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime

from taizhang.core.decisions import Refused
from taizhang.core.reading.annotate.anchors import Anchor, Anchors
from taizhang.core.reading.annotate.comments import (
    comment,
    first_free,
    space_of,
    with_comments,
    with_relation,
    with_type,
)
from taizhang.core.reading.annotate.insertion import with_marks
from taizhang.core.reading.annotate.package import UNUSUAL, with_parts
from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.documents.archive import Element, open_archive, parse_xml, read_part, related
from taizhang.core.reading.documents.docx import main_part
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.words import Finding, Words

TYPES = "[Content_Types].xml"
SCOPE = "只核文内关系；没有核对的数字不等于对，要与台账或原始资料比。"
_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, which no office program writes into a docx
_MOST_LOOSE = 40  # figures named in the summary


Notes = Callable[[Reading, Anchors], Iterable[tuple[Anchor, list[str]]]]  # each comment's place and lines


def annotate_docx(
    data: bytes, reading: Reading, when: datetime | None = None, notes: Notes | None = None
) -> bytes:
    """The docx that was read, with comments 批注 by 数据核查 at wrong and unsure figures, and a summary at the top.

    `notes` are other comments instead. `when` is the date of the comments (UTC); without it they bear none. Text,
    formatting and all other parts stay as they are, byte for byte. Raises Refused in words.
    """
    with open_archive(data) as archive:
        main = main_part(archive)
        body = read_part(archive, main)
        if body[:2] in _MARKS:
            raise Refused(UNUSUAL)
        others, present = related(archive, main), set(archive.namelist())
        root = parse_xml(body)
        anchors = Anchors(reading.document, root, lambda kind: _part(archive, others, present, kind))
        folder, _, file = main.rpartition("/")
        known = next((each for each in others.get("comments", ()) if each in present), None)
        existing = read_part(archive, known) if known else None
        placed = list((notes or _notes)(reading, anchors))
        space, first = space_of(body), first_free(body, existing or b"")
        marked = with_marks(
            body, root, [(first + at, anchor) for at, (anchor, _) in enumerate(placed)], space
        )
        written = [comment(first + at, lines, space, when) for at, (_, lines) in enumerate(placed)]
        part = known or _free_name(folder, present)
        parts = {main: marked, part: with_comments(existing, written, space)}
        if known is None:
            relations = f"{folder}/_rels/{file}.rels".lstrip("/")
            old = read_part(archive, relations) if relations in present else None
            parts[relations] = with_relation(old, part.rpartition("/")[2], space)
            parts[TYPES] = with_type(read_part(archive, TYPES), part)
    return with_parts(data, parts)


def _part(
    archive: zipfile.ZipFile, others: dict[str, list[str]], present: set[str], kind: str
) -> Element | None:
    file = next((each for each in others.get(kind, ()) if each in present), None)
    return parse_xml(read_part(archive, file)) if file else None


def _free_name(folder: str, present: set[str]) -> str:
    names = ("comments.xml", *(f"comments{number}.xml" for number in range(1, len(present) + 2)))
    paths = (f"{folder}/{name}".lstrip("/") for name in names)
    return next(path for path in paths if path not in present)


def _notes(reading: Reading, anchors: Anchors) -> Iterable[tuple[Anchor, list[str]]]:
    """Each comment with its place: the summary at the first words, then the findings in the order of the text."""
    words = Words(reading)
    top = _top(reading, anchors)
    summary = _summary(reading, words)
    placed: list[tuple[Anchor, list[str]]] = []
    for finding in words.findings([*reading.wrong, *reading.unsure]):
        stated = finding.relation.stated_figure
        anchor = anchors.of(stated.start, stated.end)
        if anchor is not None:
            placed.append((anchor, _said(finding)))
        else:
            summary += [finding.place, *_said(finding)]
    if top is None:
        raise Refused(UNUSUAL)
    return [(top, summary), *placed]


def _top(reading: Reading, anchors: Anchors) -> Anchor | None:
    """The first words of the body."""
    for block in reading.document.blocks:
        if block.kind is not BlockKind.NOISE:
            anchor = anchors.of(block.start, block.end)
            if anchor is not None:
                return anchor
    return None


def _said(finding: Finding) -> list[str]:
    sign = "✕" if finding.relation.holds is False else "?"
    lines = [f"{sign} {finding.title}", finding.calculation.sentence]
    lines += ["另一处：" + finding.elsewhere] if finding.elsewhere else []
    lines += finding.causes
    return [*lines, "存疑：" + finding.why] if finding.why else lines


def _summary(reading: Reading, words: Words) -> list[str]:
    loose = words.loose()
    named = "、".join(f"{each.figure.of} {each.figure.text}".strip() for each in loose[:_MOST_LOOSE])
    if len(loose) > _MOST_LOOSE:
        named += f" 等 {len(loose)} 个"
    lines = [
        f"全文 {len(reading.figures)} 个数字。重算：相符 {len(reading.right)}，不符 {len(reading.wrong)}，"
        f"存疑 {len(reading.unsure)}。无从核对的数字 {len(loose)} 个。",
        SCOPE,
    ]
    return [*lines, "无从核对：" + named] if loose else lines
