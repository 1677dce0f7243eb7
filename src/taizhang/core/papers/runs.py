"""The text of a line with its ties, as words and figures."""

from taizhang.core.papers.identity import without_place
from taizhang.core.papers.line import Line, Tie
from taizhang.core.papers.numbers import number_within
from taizhang.core.papers.paper import Figure, Run
from taizhang.core.papers.problems import Problems


def runs_of_line(line: Line, problems: Problems) -> tuple[Run, ...]:
    """Words and figures in order, without blanks at the ends.

    Of a control that holds more than its number (12家) the number is the figure and the rest stands beside it. One that
    holds no single number is left as words, and told.
    """
    for placed, title in line.emptied:
        problems.emptied(placed, title)
    for outer, title, placed in line.nested:
        problems.nested(outer, title, placed)
    stretches = _stretches(line)
    owned: dict[int, list[tuple[int, int]]] = {}
    for start, end, owner in stretches:
        owned.setdefault(id(owner), []).append((start, end))
    numbers: dict[tuple[int, int], tuple[int, int]] = {}
    for tie in line.ties:
        found = _number(tie, owned.get(id(tie), []), line.text, problems)
        if found is not None:
            numbers[found[0]] = found[1]
    out: list[Run] = []
    for start, end, owner in stretches:
        span = numbers.get((start, end))
        if owner is None or span is None:
            out.append(line.text[start:end])
            continue
        text = line.text[span[0] : span[1]]
        problems.found(owner.placed, text, owner.title)
        title = owner.title or problems.title(owner.placed)
        figure = Figure(without_place(owner.placed), text, line.link(*span), title)
        out += [line.text[start : span[0]], figure, line.text[span[1] : end]]
    return trimmed(merged(out))


def merged(runs: list[Run]) -> list[Run]:
    """Words that follow each other as one run; empty ones dropped."""
    out: list[Run] = []
    for run in runs:
        if isinstance(run, str) and out and isinstance(out[-1], str):
            out[-1] += run
        elif run:
            out.append(run)
    return out


def trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without blanks in front and behind: they are a way to indent."""
    if runs and isinstance(runs[0], str):
        runs[0] = runs[0].lstrip()
    if runs and isinstance(runs[-1], str):
        runs[-1] = runs[-1].rstrip()
    return tuple(run for run in runs if run)


def _stretches(line: Line) -> list[tuple[int, int, Tie | None]]:
    """The text cut at the ends of all ties; each piece with the shortest tie round it."""
    size = len(line.text)
    cuts = sorted({0, size, *(cut for tie in line.ties for cut in (tie.start, tie.end))})
    # The inner ones last; of two with the same span the outer was read later (a control ends after what it holds).
    inner_last = sorted(line.ties, key=lambda tie: tie.end - tie.start)[::-1]
    owners: list[Tie | None] = [None] * (len(cuts) - 1)
    place = {cut: index for index, cut in enumerate(cuts)}
    for tie in inner_last:
        for index in range(place[tie.start], place[tie.end]):
            owners[index] = tie
    return [(cuts[index], cuts[index + 1], owner) for index, owner in enumerate(owners)]


def _number(
    tie: Tie, own: list[tuple[int, int]], text: str, problems: Problems
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """(the stretch of a tie that holds its number, the span of the number); None where there is none."""
    found = []
    for start, end in own:
        words = text[start:end]
        core = words.strip()
        if core and problems.printed(tie.placed, core):
            at = start + words.find(core)
            return (start, end), (at, at + len(core))
        if span := number_within(words):
            found.append(((start, end), (start + span[0], start + span[1])))
    if len(found) == 1:
        return found[0]
    left = "".join(text[start:end] for start, end in own).strip()
    if left:
        problems.unclear(tie.placed, tie.title, left)
    return None
