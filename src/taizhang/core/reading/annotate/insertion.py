"""Comment marks put into the bytes of a document part, splitting runs where needed; every other byte stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from taizhang.core.reading.annotate.anchors import Anchor, Point
from taizhang.core.reading.annotate.bytespans import ByteSpan, byte_spans, character_offsets
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import RUN_PROPERTIES, TEXT

_BLANKS = " \t\r\n"


@dataclass(slots=True)
class _Cut:
    """What goes in at one place: what closes the split run, marks that end, marks that begin, the run opened again."""

    before: bytes = b""
    after: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)

    def written(self) -> bytes:
        return self.before + b"".join(self.ends) + b"".join(self.starts) + self.after


def with_marks(data: bytes, root: Element, anchors: Sequence[tuple[int, Anchor]], space: str) -> bytes:
    """The part with a comment range for each (comment's number, anchor). `space`: the namespace of its words."""
    marker = _Marker(data, root, [anchor for _, anchor in anchors])
    prefixed = f' xmlns:w="{space}"' if root.prefix != "w" else ""
    for number, anchor in anchors:
        name = f'w:id="{number}"{prefixed}/>'
        marker.cut(anchor.start).starts.append(f"<w:commentRangeStart {name}".encode())
        reference = f'<w:r{prefixed}><w:commentReference w:id="{number}"/></w:r>'
        marker.cut(anchor.end).ends.append(f"<w:commentRangeEnd {name}{reference}".encode())
    return marker.written()


class _Marker:
    def __init__(self, data: bytes, root: Element, anchors: Sequence[Anchor]) -> None:
        self._data = data
        self._cuts: dict[int, _Cut] = {}
        wanted: set[Element] = set()
        for anchor in anchors:
            for point in (anchor.start, anchor.end):
                wanted.add(point.holder)
                if point.piece is not None:
                    wanted.update(point.holder)
        numbers = {number: each for number, each in enumerate(root.iter()) if each in wanted}
        self._spans = {numbers[number]: span for number, span in byte_spans(data, numbers).items()}

    def cut(self, point: Point) -> _Cut:
        """The place where the range may begin or end, opening the run there when the point lies inside."""
        position, before, after = self._place(point)
        return self._cuts.setdefault(position, _Cut(before, after))

    def written(self) -> bytes:
        out, at = [], 0
        for position, cut in sorted(self._cuts.items()):
            out += [self._data[at:position], cut.written()]
            at = position
        return b"".join([*out, self._data[at:]])

    def _place(self, point: Point) -> tuple[int, bytes, bytes]:
        outer = self._spans[point.holder]
        if point.piece is None:
            return (outer.end if point.ends else outer.start), b"", b""
        children = [child for child in point.holder if child.tag != RUN_PROPERTIES]
        inside = self._inside(point)
        if inside is None:  # at the edge of the piece
            if children[-1 if point.ends else 0] is point.piece:
                return (outer.end if point.ends else outer.start), b"", b""
            piece = self._spans[point.piece]
            return (
                (piece.end if point.ends else piece.start),
                self._closing(outer),
                self._opening(point.holder),
            )
        piece = self._spans[point.piece]
        tag = self._data[piece.start : piece.inner]
        if b"xml:space" not in tag and any(blank in (point.piece.text or "") for blank in _BLANKS):
            tag = tag[:-1] + b' xml:space="preserve">'
        closing = self._closing(piece) + self._closing(outer)
        return inside, closing, self._opening(point.holder) + tag

    def _inside(self, point: Point) -> int | None:
        """Where in the bytes of a w:t the run is split; None at its edges."""
        piece = point.piece
        if piece is None or piece.tag != TEXT:
            return None
        at, text = point.at, piece.text or ""
        if not point.ends:
            while (
                at and text[at - 1] in _BLANKS
            ):  # the first half keeps its tag, so it must not end in a blank
                at -= 1
        offsets = character_offsets(self._data, self._spans[piece])
        if offsets is None or at == 0 or at >= len(text) or len(offsets) != len(text) + 1:
            return None
        return offsets[at]

    def _closing(self, span: ByteSpan) -> bytes:
        return self._data[span.close : span.end]

    def _opening(self, run: Element) -> bytes:
        """The run's start tag and its properties again."""
        span = self._spans[run]
        head = self._data[span.start : span.inner]
        properties = next((self._spans[child] for child in run if child.tag == RUN_PROPERTIES), None)
        return head + (self._data[properties.start : properties.end] if properties else b"")
