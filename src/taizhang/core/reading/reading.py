"""The way in: a document read, its figures understood, its claims recomputed."""

from dataclasses import dataclass

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.figures.understand import understand
from taizhang.core.reading.relations.find import find_relations
from taizhang.core.reading.relations.relation import Relation


@dataclass(frozen=True)
class Reading:
    """What one document says: its figures, the claims between them, and what nothing could be tied to."""

    document: Document
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]

    @property
    def wrong(self) -> list[Relation]:
        """Claims that do not hold 不符."""
        return [relation for relation in self.relations if relation.holds is False]

    @property
    def unsure(self) -> list[Relation]:
        """Claims that may or may not hold 存疑."""
        return [relation for relation in self.relations if relation.holds is None]

    @property
    def right(self) -> list[Relation]:
        """Claims confirmed 相符."""
        return [relation for relation in self.relations if relation.holds]

    @property
    def unchecked(self) -> list[Figure]:
        """Figures that no claim of the text ties to anything 无从核对."""
        tied = {figure.id for relation in self.relations for figure in relation.figures}
        return [figure for figure in self.figures if figure.id not in tied]


def read(document: Document) -> Reading:
    """Find, understand and check every figure of a document."""
    figures = understand(document)
    return Reading(document, figures, find_relations(document, figures))
