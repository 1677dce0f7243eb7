"""How much of the words for what is counted a candidate accounts for 覆盖."""

from collections.abc import Iterable

from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.lexicon import lexicon


def covered(target: str, forms: Iterable[str], places: Iterable[str] = ()) -> float:
    """0..1: the share of the telling characters of a plain text that stand in one of the forms.

    Generic words (项目, 企业, 共) and the bureau's own places tell nothing; a text with no telling character is covered.
    """
    held: set[int] = set()
    for form in forms:
        if not form:
            continue
        start = target.find(form)
        if start >= 0:
            while start >= 0:
                held.update(range(start, start + len(form)))
                start = target.find(form, start + 1)
        elif words.alike(form, target) and (hit := _told(form, target)):
            held |= hit.covered
        else:
            held |= _within(target, form)
    telling = {
        at for at, char in enumerate(target) if char != "|"
    } - held  # | parts before and after a number
    for word in (*places, *lexicon().words["generic"]):
        start = target.find(word)
        while start >= 0:
            telling -= set(range(start, start + len(word)))
            start = target.find(word, start + 1)
    whole = len(held) + len(telling)
    return 1.0 if not whole else len(held) / whole


def _told(form: str, target: str) -> words.Hit | None:
    return words.common(form, target) or words.shortened(form, target) or words.scattered(form, target)


def _within(target: str, form: str) -> set[int]:
    """The characters of a text that are a piece of a longer name: 全社会研发投入 of 全社会研发投入占GDP比重."""
    least = min(words.LCS, len(target))
    for length in range(len(target), least - 1, -1):
        for start in range(len(target) - length + 1):
            if target[start : start + length] in form:
                return set(range(start, start + length))
    return set()


def fully(target: str, near: str, forms: Iterable[str], places: Iterable[str] = ()) -> float:
    """The cover of the words for what is counted; where those are only generic (企业), half of it is left to the clause around."""
    forms, places = tuple(forms), tuple(places)
    if telling(target, places):
        return covered(target, forms, places)
    return 0.5 + 0.5 * covered(near, forms, places)


def telling(target: str, places: Iterable[str] = ()) -> bool:
    """Whether a text has words of its own beside the generic ones."""
    rest = target
    for word in (*places, *lexicon().words["generic"]):
        rest = rest.replace(word, "")
    return len(rest) >= 2
