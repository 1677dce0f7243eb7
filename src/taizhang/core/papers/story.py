"""The body of a paper that came back, read into blocks."""

from collections.abc import Callable
from dataclasses import replace

from taizhang.core.papers.line import Line, figure_of, joined, read_line
from taizhang.core.papers.paper import Block, Figure, Heading, Paragraph, Picture, Run, Table
from taizhang.core.papers.problems import Problems
from taizhang.core.papers.roles import Part, Role, Roles, numbered_level
from taizhang.core.papers.runs import merged, runs_of_line
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_grid import grid
from taizhang.core.reading.documents.docx_names import (
    ALTERNATE,
    CONTROL,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    TABLE,
    VAL,
    WRAPPERS,
    W,
    first,
    switched_on,
)  # fmt: skip
from taizhang.core.reading.documents.docx_numbering import Numbering
from taizhang.core.reading.documents.docx_styles import Styles
from taizhang.core.reading.documents.docx_text import boxes
from taizhang.core.reading.documents.limits import MAX_BLOCKS, MAX_SPREAD, MAX_TABLES_DEEP, MAX_TEXT

_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_WIDTH_MM = 140.0  # of a picture whose file does not say


class Story:
    """Reads one body. `picture`: the bytes behind a relation, None for what is no picture that can be shown."""

    def __init__(
        self, root: Element, styles: Element | None, numbering: Element | None, links: dict[str, str],
        picture: Callable[[str], bytes | None], problems: Problems,
    ) -> None:  # fmt: skip
        self.blocks: list[Block] = []
        self.matter: dict[Role, list[str]] = {}  # title, addressee, signature, date, note: their lines
        self._links, self._image, self._problems = links, picture, problems
        self._roles, self._styles, self._numbering = Roles(styles), Styles(styles), Numbering(numbering)
        self._by_tags = any(figure_of(control) for control in root.iter(CONTROL))
        self._pending: list[Line] = []  # paragraphs whose ends were deleted
        self._caption = ""
        self._deep = self._count = self._size = 0

    def read(self, parent: Element) -> None:
        """The children of an element as blocks."""
        self._children(parent)
        self._end_pending()
        self._drop_caption()

    def _children(self, parent: Element) -> None:
        for child in parent:
            if child.tag == PARAGRAPH:
                self._paragraph(child)
            elif child.tag == TABLE:
                self._table(child)
            elif child.tag == CONTROL and _is_contents(child):
                continue
            elif child.tag in WRAPPERS:
                self._children(child)
            elif child.tag == ALTERNATE and len(child):
                self._children(child[0])

    def _line(self, paragraph: Element) -> Line:
        line = read_line(paragraph, self._links, self._by_tags)
        self._count += 1
        self._size += len(line.text)
        if self._count > MAX_BLOCKS:
            raise unreadable.too_many_lines(MAX_BLOCKS)
        if self._size > MAX_TEXT:
            raise unreadable.too_long(MAX_TEXT)
        return line

    def _number(self, paragraph: Element, line: Line) -> str:
        """The automatic number that Word shows before the text."""
        style = self._styles.of(first(paragraph, PARAGRAPH_PROPERTIES))
        return self._numbering.next(style) if style.numbering is not None and line.text.strip() else ""

    def _paragraph(self, paragraph: Element) -> None:
        line = self._line(paragraph)
        self._pending.append(line)
        if not line.goes_on:
            line, self._pending = joined(self._pending), []
            self._text(line, self._roles.of(paragraph, line.text.strip()), self._number(paragraph, line))
        self._boxes(paragraph)

    def _end_pending(self) -> None:
        """A deleted end with no paragraph behind it ends all the same."""
        if self._pending:
            pending, self._pending = self._pending, []
            self._text(joined(pending), Part(Role.BODY), "")

    def _boxes(self, paragraph: Element) -> None:
        """Text boxes follow the paragraph that they hang on."""
        found = boxes(paragraph)
        if found:
            self._enter()
            for box in found:
                self._children(box)
            self._deep -= 1

    def _enter(self) -> None:
        self._deep += 1
        if self._deep > MAX_TABLES_DEEP:
            raise unreadable.nested()

    def _text(self, line: Line, part: Part, number: str) -> None:
        runs = runs_of_line(line, self._problems)
        if number:
            runs = tuple(merged([number, *runs]))
        text = "".join(run.text if isinstance(run, Figure) else run for run in runs)
        pictures = self._pictures(line)
        if not text:
            self.blocks += pictures
            return
        if part.role is Role.PICTURE_CAPTION and self._captioned(text):
            return
        if part.role is not Role.TABLE_CAPTION:
            self._drop_caption()
        match part.role:
            case Role.CONTENTS:
                return
            case Role.TABLE_CAPTION:
                self._drop_caption()
                self._caption = text
            case Role.HEADING:
                self.blocks.append(Heading(part.level, runs, line.id))
            case Role.TITLE if self.blocks:
                self.blocks.append(Heading(1, runs, line.id))
            case Role.TITLE | Role.ADDRESSEE | Role.SIGNATURE | Role.DATE | Role.NOTE:
                self.matter.setdefault(part.role, []).append(text)
            case _:
                level = 0 if line.id else numbered_level(text)
                self.blocks.append(Heading(level, runs) if level else Paragraph(runs, line.id))
        self.blocks += pictures

    def _captioned(self, text: str) -> bool:
        """Whether the picture just read takes this as its caption."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Picture) and not last.caption:
            self.blocks[-1] = replace(last, caption=text)
            return True
        return False

    def _drop_caption(self) -> None:
        """A caption without a table is a paragraph."""
        if self._caption:
            self.blocks.append(Paragraph((self._caption,)))
            self._caption = ""

    def _pictures(self, line: Line) -> list[Block]:
        out: list[Block] = []
        for image in line.images:
            data = self._image(image.relation)
            if data is not None:
                out.append(Picture(data, image.width_mm or _WIDTH_MM, "", image.description))
        return out

    def _table(self, table: Element) -> None:
        self._end_pending()
        self._enter()
        caption, self._caption = self._caption, ""
        rows = grid(table)
        columns = max((cell.column + cell.columns for row in rows for cell in row), default=0)
        if columns * len(rows) > MAX_SPREAD:
            raise unreadable.bomb()
        inside = _Inside()
        cells: list[list[tuple[Run, ...]]] = [[() for _ in range(columns)] for _ in rows]
        for row in rows:
            for cell in row:
                cells[cell.row][cell.column] = self._cell(cell.element, inside)
        if columns:
            self.blocks.append(_as_table(cells, bool(rows[0]) and _is_head(rows[0][0].element), caption))
        self.blocks += inside.pictures
        for inner in inside.tables:
            self._table(inner)
        for paragraph in inside.paragraphs:
            self._boxes(paragraph)
        self._deep -= 1

    def _cell(self, parent: Element, inside: "_Inside") -> tuple[Run, ...]:
        out: list[Run] = []
        for child in parent:
            runs: tuple[Run, ...] = ()
            if child.tag == PARAGRAPH:
                line = self._line(child)
                number = self._number(child, line)
                runs = (number, *runs_of_line(line, self._problems))
                inside.pictures += self._pictures(line)
                inside.paragraphs.append(child)
            elif child.tag == TABLE:
                inside.tables.append(child)
            elif child.tag in WRAPPERS:
                runs = self._cell(child, inside)
            if any(runs):
                out += ["\n", *runs] if out else runs
        return tuple(merged(out))


class _Inside:
    """What is found in the cells of a table beside their text, to be read after it."""

    def __init__(self) -> None:
        self.pictures: list[Block] = []
        self.tables: list[Element] = []
        self.paragraphs: list[Element] = []


def _as_table(cells: list[list[tuple[Run, ...]]], headed: bool, caption: str) -> Table:
    """A cell of one run is that run; a head with a figure in it is an ordinary row."""
    head = ["".join(run for run in cell if isinstance(run, str)) for cell in cells[0]]
    headed = headed and not any(isinstance(run, Figure) for cell in cells[0] for run in cell)
    rows = tuple(
        tuple(cell[0] if len(cell) == 1 else cell or "" for cell in row)
        for row in cells[1 if headed else 0 :]
    )
    return Table(tuple(head) if headed else (), rows, caption)


def _is_head(cell: Element) -> bool:
    row = next(cell.iterancestors(ROW), None)
    mark = row.find(f"{W}trPr/{W}tblHeader") if row is not None else None
    return switched_on(mark)


def _is_contents(control: Element) -> bool:
    gallery = control.find(_GALLERY)
    return gallery is not None and gallery.get(VAL) == "Table of Contents"
