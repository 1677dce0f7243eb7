"""Every claim of a document, each once."""

from collections.abc import Iterable, Sequence

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.relations.averages import find_averages
from taizhang.core.reading.relations.compositions import find_compositions
from taizhang.core.reading.relations.context import see
from taizhang.core.reading.relations.growth import find_growth
from taizhang.core.reading.relations.hundreds import complete_shares, find_hundreds
from taizhang.core.reading.relations.points import find_points
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.remainders import Remainders
from taizhang.core.reading.relations.repeats import find_repeats, in_tables
from taizhang.core.reading.relations.shares import Shares
from taizhang.core.reading.relations.sums import Sums
from taizhang.core.reading.relations.sweep import sweep
from taizhang.core.reading.relations.tables import table_relations
from taizhang.core.reading.relations.wordings import find_wordings


def find_relations(document: Document, figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Find and recompute what the text claims between its figures, in the order of the text."""
    context = see(document, figures)
    listed = Sums(context)
    shares = Shares(context, listed.parents, listed.used)
    quotients = list(shares.find())
    differences = [
        *find_growth(context),
        *find_points(context),
        *Remainders(context, listed.parents, shares.anchors).find(),
    ]
    told = {_figures(each) for each in differences if each.type is Type.DIFFERENCE}
    sums = [each for each in (*listed.relations, *sweep(context, listed.used)) if _figures(each) not in told]
    hundreds = list(find_hundreds(context))
    quotients += find_compositions(sums, hundreds, quotients)
    found = [
        *differences,
        *quotients,
        *find_averages(context),
        *hundreds,
        *complete_shares(sums, quotients),
        *sums,
        *table_relations(document, figures),
        *in_tables(context, figures),
        *find_repeats(context, listed.parents),
        *find_wordings(context, listed),
    ]
    return tuple(sorted(_once(found), key=lambda relation: relation.stated_figure.start))


def _figures(relation: Relation) -> frozenset[int]:
    return frozenset(figure.start for figure in relation.figures)


def _once(relations: Iterable[Relation]) -> list[Relation]:
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        parts = tuple(sorted(figure.start for figure in relation.parts))
        seen.setdefault((relation.type, relation.whole.start if relation.whole else -1, parts), relation)
    return list(seen.values())
