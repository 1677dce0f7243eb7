"""Style checks of one document 文面检查: which rules it does not keep, where, and what they ask for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from taizhang.core.reading.document import BlockKind, Document, Place
from taizhang.core.reading.outline import outline
from taizhang.core.reading.style.catalogue import RULES, chosen
from taizhang.core.reading.style.elements import element_hits
from taizhang.core.reading.style.headings import heading_hits
from taizhang.core.reading.style.marks import mark_hits
from taizhang.core.reading.style.patterns import pattern_hits
from taizhang.core.reading.style.rule import Group, Hit, Rule, StyleFinding
from taizhang.core.reading.style.sameness import sameness_hits
from taizhang.core.reading.wording.places import Places

_PROSE = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.NOTE)
_IN_CELLS = ("N01", "N02")  # what is wrong in a table as well
_MANY = 12  # a rule seen more often is told once, with its places
_KEPT = 300  # places kept of a finding
_QUOTED = 40

Span = tuple[int, int]


def style_findings(
    data: bytes, document: Document, *, only: Collection[str] | None = None
) -> tuple[StyleFinding, ...]:
    """Check a document's writing and, of a docx, its layout. `only`: codes or groups of rules; None for all.

    `data` are the bytes the document was read from. Never raises for what they hold. In order of the text, the page
    and the file first.
    """
    wanted = frozenset(RULES) if only is None else chosen(tuple(only))
    groups = {RULES[code].group for code in wanted}
    heads = outline(document)
    hits: list[Hit] = []
    if Group.NUMBERS in groups:
        for each in (pattern_hits, mark_hits, sameness_hits):
            hits += _in_prose(document, each(document.text), wanted)
    if Group.HEADINGS in groups:
        hits += heading_hits(document, heads)
    if Group.LAYOUT in groups:
        hits += element_hits(document)
        if document.format == "docx":
            from taizhang.core.reading.style.layout.check import layout_hits

            hits += layout_hits(data, document, heads)
    by_rule: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.code in wanted:
            by_rule[hit.code].append(hit)
    place = _Where(document)
    found = [
        finding for code, members in by_rule.items() for finding in _findings(RULES[code], members, place)
    ]
    found.sort(key=lambda finding: (finding.start, finding.end, finding.rule.code))
    return tuple(found)


def _in_prose(document: Document, hits: Iterable[Hit], wanted: frozenset[str]) -> Iterable[Hit]:
    """The hits that stand in running text: tables, menus and page numbers have ways of their own."""
    for hit in hits:
        if hit.code in wanted:
            kind = document.block_at(hit.start).kind
            if kind in _PROSE or (kind is BlockKind.CELL and hit.code in _IN_CELLS):
                yield hit


def _findings(rule: Rule, hits: list[Hit], place: "_Where") -> Iterable[StyleFinding]:
    if rule.group is Group.LAYOUT or not (rule.together or len(hits) > _MANY) or len(hits) == 1:
        for hit in hits:
            yield _finding(rule, hit, place, hit.count, hit.others)
        return
    hits.sort(key=lambda hit: hit.start)
    first = hits[0]
    others = tuple((hit.start, hit.end) for hit in hits[1 : _KEPT + 1])
    yield _finding(rule, first, place, len(hits), others)


def _finding(rule: Rule, hit: Hit, place: "_Where", count: int, others: tuple[Span, ...]) -> StyleFinding:
    measured, wanted = _short(hit.measured), _short(hit.wanted)
    message = hit.message or (f"“{measured}”应写作“{wanted}”" if hit.fix else f"“{measured}”：{wanted}")
    if count > 1 and not hit.count > 1:
        message = f"{message}，全文 {count} 处"
    where, at = place.of(hit)
    return StyleFinding(
        rule, hit.start, hit.end, message, hit.measured, hit.wanted, hit.fix, where, at, count, others
    )


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


class _Where:
    """Places in words; looked up only for what is told."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _places(self) -> Places:
        return Places(self._document)

    def of(self, hit: Hit) -> tuple[str, Place]:
        """The place of a hit in words, and as the document gives it."""
        if hit.where or not self._document.blocks:
            return hit.where, Place()
        return self._places.at(hit.start), self._document.block_at(hit.start).place
