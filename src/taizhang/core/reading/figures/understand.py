"""What each number of a document says: role, what is counted, period."""

from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures.figure import Figure, Number
from taizhang.core.reading.figures.grammar import scan
from taizhang.core.reading.figures.paragraph import Paragraph
from taizhang.core.reading.figures.periods import Own, Setting, leading_span, own_period, periods, setting
from taizhang.core.reading.figures.pieces import Reports, pieces
from taizhang.core.reading.figures.table_cells import cell_figures, quiet_spans
from taizhang.core.reading.outline import Heading, outline


def understand(document: Document) -> tuple[Figure, ...]:
    """Every stated figure of a document in order of the text, numbered f1, f2 …, those of tables among them."""
    figures = [*prose_figures(document, scan(document.text)), *cell_figures(document)]
    figures.sort(key=lambda figure: figure.start)
    for index, figure in enumerate(figures, start=1):
        figure.id = f"f{index}"
    return tuple(figures)


def prose_figures(document: Document, numbers: Sequence[Number]) -> Iterator[Figure]:
    """The figures that stand in paragraphs, outside of tables and site noise; ids are given later."""
    text = document.text
    rev = text[::-1]
    headings = outline(document)
    own = own_period(document, headings, sum(number.masked for number in numbers))
    blocks, headings = pieces(document, headings)
    reports = Reports(text, own, headings.headings)
    leads: dict[int, str] = {}  # by section: the span of months that its first paragraph opens with
    for block, members in _by_block(document, blocks, numbers):
        own = reports.at(block)
        above = tuple(heading for heading in headings.above(block.start) if heading.line >= reports.since)
        if not members:
            continue
        here = _with_lead(text, block, above, setting(own, above), own, leads)
        told = periods(text, block.start, block.end, members, own, here)
        yield from Paragraph(text, rev, block, above, here, own).read(members, told)


def _by_block(
    document: Document, blocks: Sequence[Block], numbers: Sequence[Number]
) -> Iterator[tuple[Block, list[Number]]]:
    """The paragraphs and the numbers in each, without noise and tables."""
    quiet = quiet_spans(document)
    next_quiet = index = 0
    for block in blocks:
        members: list[Number] = []
        while index < len(numbers) and numbers[index].start < block.end:
            number = numbers[index]
            index += 1
            while next_quiet < len(quiet) and quiet[next_quiet][1] <= number.start:
                next_quiet += 1
            quieted = next_quiet < len(quiet) and quiet[next_quiet][0] <= number.start
            if number.start >= block.start and not quieted:
                members.append(number)
        if block.kind not in (BlockKind.NOISE, BlockKind.CELL):
            yield block, members


def _with_lead(
    text: str, block: Block, above: Sequence[Heading], here: Setting, own: Own, leads: dict[int, str]
) -> Setting:
    """前三季度，… at the head of a section's first paragraph holds for the paragraphs that follow in it."""
    if not own.period or here.period != own.period:
        return here
    section = above[0].line if above and above[0].level == 1 else -1
    if section in leads:
        return Setting(leads[section], here.plan, here.year) if leads[section] else here
    start = above[-1].end if above and above[-1].line == block.start else block.start
    while start < block.end and text[start] in "。.：: \u3000":
        start += 1
    leads[section] = leading_span(text, start, block.end, own) or ""
    return here
