"""What a text claims, as tests read it."""

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.reading import read

Told = tuple[str, str | None, tuple[str, ...], bool | None]


def claims(text: str, *types: str) -> list[Told]:
    """(type, whole, parts, holds) of every claim, in order; of these types only, when any are named."""
    found = []
    for relation in read(open_text(text)).relations:
        if types and relation.type not in types:
            continue
        whole = relation.whole.text if relation.whole is not None else None
        found.append((str(relation.type), whole, tuple(part.text for part in relation.parts), relation.holds))
    return found
