"""The paragraphs of a docx by what they are 标题、层次标题、正文, with what holds for each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import RUN, TEXT, WRAPPERS, W
from taizhang.core.reading.documents.docx_places import paragraphs
from taizhang.core.reading.outline import Heading, Outline
from taizhang.core.reading.style.layout.properties import Cascade, Face, Properties

_SHORT = 15  # a shorter line may be a signature, a caption, a salutation: it is not measured as body text
_TITLE_LINES = 4
_APART = re.compile(
    r"(?:[表图][ \u3000]?\d|注[:：]|说明[:：]|数据来源|资料来源|抄送|联系人|[（(]联系人|报送|主送|单位[:：])"
)


class Part(StrEnum):
    """What a paragraph is in an official document."""

    TITLE = "title"  # 标题
    HEADING = "heading"  # 层次标题, on a line of its own
    BODY = "body"  # 正文
    OTHER = "other"  # salutation, signature, caption, annexes


@dataclass(slots=True)
class Measured:
    """One paragraph with the format that holds for it. `faces`: Chinese characters by font and size."""

    part: Part
    level: int
    start: int
    end: int
    text: str
    format: Properties
    faces: Counter[Face] = field(default_factory=Counter)

    @property
    def face(self) -> Face | None:
        """The type that most of its Chinese characters are set in."""
        return self.faces.most_common(1)[0][0] if self.faces else None


def measure(root: Element, document: Document, heads: Outline, cascade: Cascade) -> Iterator[Measured]:
    """Every paragraph of the body outside of tables and text boxes."""
    elements = paragraphs(root)
    headings = {heading.line: heading for heading in heads.headings}
    kinds = _Kinds(heads)
    last = 0
    for block in document.blocks:
        ordinal = block.place.paragraph
        if block.place.part or block.place.table or not 0 < ordinal <= len(elements) or ordinal == last:
            continue
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        last = ordinal
        element = elements[ordinal - 1]
        format, run = cascade.paragraph(element)
        if "frame" in format:
            continue
        text = document.text[block.start : block.end]
        measured = Measured(Part.OTHER, 0, block.start, block.end, text, format)
        _count(element, cascade, run, measured.faces)
        measured.part, measured.level = kinds.of(block, measured, headings.get(block.start))
        yield measured


class _Kinds:
    """Tells the title, the headings and the body apart, going down the document."""

    def __init__(self, heads: Outline) -> None:
        self._title = heads.title
        self._lines = 0  # lines of the title so far
        self._begun = False  # something that is no title was read
        self._annex = False

    def of(self, block: Block, measured: Measured, heading: Heading | None) -> tuple[Part, int]:
        line = measured.text.strip(" \t\u3000\xa0")
        if self._is_title(block, measured, line):
            self._lines += 1
            return Part.TITLE, 0
        if line.startswith("附件"):
            self._annex = True
        if self._annex or measured.format.get("align") in ("center", "right", "end"):
            return Part.OTHER, 0
        if heading is not None and heading.number and 1 <= heading.level <= 4 and not heading.run_in:
            self._begun = True
            # a sentence of its own with a number is text: 1.完成申报12项。
            return (Part.BODY, 0) if line.endswith(("。", "；")) else (Part.HEADING, heading.level)
        if (
            (len(line) < _SHORT and not line.endswith("。"))
            or line.endswith(("：", ":"))
            or _APART.match(line)
        ):
            return Part.OTHER, 0
        self._begun = True
        return Part.BODY, 0

    def _is_title(self, block: Block, measured: Measured, line: str) -> bool:
        if self._begun or self._lines >= _TITLE_LINES or line.endswith("。") or len(line) > 60:
            return False
        if block.start == self._title[0] and self._title[1] > self._title[0]:
            return True
        centred = measured.format.get("align") == "center"
        face = measured.face
        return centred and face is not None and face.size >= 18 and not line.startswith(("（", "("))


def _count(parent: Element, cascade: Cascade, under: Properties, faces: Counter[Face]) -> None:
    for child in parent:
        if child.tag == RUN:
            chinese = sum(_chinese(each.text or "") for each in child.iterchildren(TEXT))
            if chinese:
                holds = cascade.run(child, under)
                if not holds.get("vanish"):
                    faces[Face(holds.get("font", ""), holds["size"])] += chinese
        elif child.tag in WRAPPERS and child.tag != W + "del":
            _count(child, cascade, under, faces)


def _chinese(text: str) -> int:
    return sum("一" <= char <= "鿿" for char in text)
