"""Indicators whose definition names the organization: each gets a new version that names the one kept 指标口径."""

from taizhang.core.decisions import Refused
from taizhang.indicators import queries
from taizhang.indicators.actions import change_indicator
from taizhang.indicators.indicator import as_data
from taizhang.journal.writing import Author
from taizhang.merging.models import Merge, Move
from taizhang.merging.naming import Renaming

LABEL = "indicators.indicatorversion"


def change_definitions(merge: Merge, how: Renaming, author: Author) -> int:
    """Versions are never changed, only followed by the next; undoing adds one more. Returns how many changed."""
    changed = 0
    for code, indicator in queries.indicators(merge.bureau).items():
        before = as_data(indicator)
        after = how.data(before)
        if after == before:
            continue
        stored = change_indicator(
            bureau=merge.bureau, code=code, data=after, seen=indicator.version, author=author
        )
        Move.objects.create(merge=merge, model=LABEL, object_id=stored.pk, before=before, after=after)
        changed += 1
    return changed


def put_back_definition(merge: Merge, move: Move, author: Author) -> str:
    """The definition as it was, as a new version; a sentence when somebody changed it since."""
    code = str(move.before["code"])
    now = queries.indicators(merge.bureau).get(code)
    if now is None or as_data(now) != move.after:
        return "合并之后又改过口径"
    try:
        change_indicator(bureau=merge.bureau, code=code, data=move.before, seen=now.version, author=author)
    except Refused as refused:
        return refused.sentence
    return ""
