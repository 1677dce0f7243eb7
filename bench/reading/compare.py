"""One reading against the labels of its text: what agrees, what was missed, what was made up.

Figures: a hit has the same span, value and unit. A borderline label (`optional`) counts neither as found nor as
missed, and a figure read anywhere on it neither; the reader's own `optional` is no excuse. Role, kind, period,
approximation, mask and `of` are compared over the hits.

Relations: a hit has the same type, whole and parts, told by the spans of the figures. Parts are a set in sums and
products, ordered elsewhere (minuend before subtrahend, amount before rate). «The same amount said twice» (a sum of one
part) is the same both ways round. A claim read twice counts once. A claim that ties a borderline figure and is not
labelled counts neither way, but is a false alarm like any other when called wrong.
"""

from dataclasses import dataclass, field
from typing import Any

from bench.reading.count import Tally, overlap
from bench.reading.gold import Labelled

Span = tuple[int, int]
Key = tuple[str, Span | None, tuple[Span, ...]]


@dataclass
class Comparison:
    """The count for one text, its lines of detail (what, where, in words), and what each false alarm ties."""

    tally: Tally
    details: list[tuple[str, int, str]] = field(default_factory=list)
    alarms: list[frozenset[Span]] = field(default_factory=list)


def compare(gold: Labelled, read: dict[str, Any]) -> Comparison:
    """The labels of a text against what was read from it (both in the form of the labels)."""
    out = Comparison(Tally())
    _figures(gold, read["figures"], out)
    _relations(gold, read, out)
    return out


# ---------------------------------------------------------------- figures


def _figures(gold: Labelled, read: list[dict[str, Any]], out: Comparison) -> None:
    tally, wanted = out.tally, {(g["start"], g["end"]): g for g in gold.figures if not g.get("optional")}
    borderline = [(g["start"], g["end"]) for g in gold.figures if g.get("optional")]
    tally.gold = len(wanted)
    hit: set[Span] = set()
    for figure in read:
        span = (figure["start"], figure["end"])
        label = wanted.get(span)
        if label is None and any(a < span[1] and span[0] < b for a, b in borderline):
            continue
        tally.figures += 1
        if label is not None and span not in hit and _same(label, figure):
            hit.add(span)
            _agreement(gold, label, figure, out)
        else:
            said = f" (labelled {_amount(label)})" if label else ""
            out.details.append(
                ("figure, extra", span[0], f"{_amount(figure)}{said} {context(gold.text, *span)}")
            )
    tally.hits = len(hit)
    for span, label in wanted.items():
        if span not in hit:
            out.details.append(("figure, missed", span[0], f"{_amount(label)} {context(gold.text, *span)}"))


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if (one["value"] is None) != (other["value"] is None) or (one["unit"] or "") != (other["unit"] or ""):
        return False
    return one["value"] is None or abs(one["value"] - other["value"]) <= 1e-9 * max(1, abs(one["value"]))


def _agreement(gold: Labelled, label: dict[str, Any], figure: dict[str, Any], out: Comparison) -> None:
    tally = out.tally
    for name in ("role", "kind", "period", "approx", "masked"):
        if label[name] == figure[name]:
            setattr(tally, name, getattr(tally, name) + 1)
        else:
            said = (
                f"{figure[name]}, labelled {label[name]}: {context(gold.text, label['start'], label['end'])}"
            )
            out.details.append((name, label["start"], said))
    shared = overlap(label["of"] or "", figure["of"] or "")
    tally.of += shared
    if shared < 0.6:
        said = (
            f"«{figure['of']}», labelled «{label['of']}»: {context(gold.text, label['start'], label['end'])}"
        )
        out.details.append(("of", label["start"], said))


def _amount(figure: dict[str, Any]) -> str:
    masked = " masked" if figure["masked"] else ""
    return (
        f"[{figure['text']} = {figure['value']} {figure['unit']} {figure['kind']}/{figure['role']}{masked}]"
    )


def context(text: str, start: int, end: int, around: int = 24) -> str:
    """The figure in its surroundings, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return f"{before}【{text[start:end]}】{after}".replace("\r", "").replace("\n", "⏎")


# ---------------------------------------------------------------- relations


def _relations(gold: Labelled, read: dict[str, Any], out: Comparison) -> None:
    tally = out.tally
    gold_spans = {g["id"]: (g["start"], g["end"]) for g in gold.figures}
    spans = {f["id"]: (f["start"], f["end"]) for f in read["figures"]}
    borderline = [(g["start"], g["end"]) for g in gold.figures if g.get("optional")]
    wanted = {key(r, gold_spans): r for r in gold.relations}
    found: dict[Key, dict[str, Any]] = {}
    for relation in read["relations"]:
        found.setdefault(key(relation, spans), relation)
    tally.relations_gold = len(wanted)
    tally.errors = sum(not r["holds"] for r in wanted.values())
    unlabelled = {_tied(k): r for k, r in wanted.items() if k not in found}
    for each, relation in found.items():
        label = wanted.get(each)
        other = unlabelled.get(_tied(each)) if label is None else None
        neither = label is None and any(a < e and s < b for s, e in _tied(each) for a, b in borderline)
        tally.relations += not neither
        tally.relation_hits += label is not None
        tally.unsure += relation["holds"] is None
        _verdict(gold, each, relation, label, other, out)
        if label is None:
            form = f" (labelled as {other['type']})" if other else ""
            tally.other_form += other is not None
            what = "relation, extra" if not neither else "relation on a borderline figure"
            out.details.append((what, _first(each), f"{words(gold, each, relation)}{form}"))
    for each, label in wanted.items():
        if each not in found:
            out.details.append(("relation, missed", _first(each), words(gold, each, label)))
        if not label["holds"] and (each not in found or found[each]["holds"] is not False):
            out.details.append(("ERROR NOT FOUND", _first(each), words(gold, each, label)))
    for aside in read.get("asides", []):
        if aside["holds"] is False:
            tally.asides_wrong += 1
            each = key(aside, spans)
            out.details.append(("aside called wrong", _first(each), words(gold, each, aside)))


def _verdict(
    gold: Labelled,
    each: Key,
    relation: dict[str, Any],
    label: dict[str, Any] | None,
    other: dict[str, Any] | None,
    out: Comparison,
) -> None:
    tally, said = out.tally, words(gold, each, relation)
    if relation["holds"] is None:
        out.details.append(("unsure", _first(each), said))
    elif relation["holds"] is False and label is not None:
        tally.errors_found += not label["holds"]
        tally.alarms_on_true += label["holds"]
        if label["holds"]:
            out.alarms.append(_tied(each))
            out.details.append(("FALSE ALARM on a claim that holds", _first(each), said))
    elif relation["holds"] is False and not (other is not None and not other["holds"]):
        tally.alarms_on_none += 1
        out.alarms.append(_tied(each))
        out.details.append(("FALSE ALARM on no claim", _first(each), said))


def key(relation: dict[str, Any], spans: dict[str, Span]) -> Key:
    """What makes two relations the same one."""
    whole = spans[relation["whole"]] if relation["whole"] else None
    parts = [spans[p] for p in relation["parts"]]
    if relation["type"] == "sum" and len(parts) == 1 and whole is not None:
        whole, parts[0] = min(whole, parts[0]), max(whole, parts[0])
    if relation["type"] in ("sum", "product"):
        parts = sorted(set(parts))
    return relation["type"], whole, tuple(parts)


def _tied(each: Key) -> frozenset[Span]:
    return frozenset(each[2]) | (frozenset({each[1]}) if each[1] else frozenset())


def _first(each: Key) -> int:
    return min(start for start, _ in _tied(each))


def words(gold: Labelled, each: Key, relation: dict[str, Any]) -> str:
    """A relation on one line: its figures as printed, the calculation, the place of the first."""
    printed = [gold.text[a:b] for a, b in each[2]]
    whole = gold.text[each[1][0] : each[1][1]] if each[1] else "(100%)"
    sums = f"expected {relation['expected']} stated {relation['stated']} ± {relation['tolerance']}"
    start, end = min(_tied(each))
    line = f"{each[0]} {whole} = {' '.join(printed)}; {sums}; holds={relation['holds']} {relation['note']}"
    return f"{line}\n        {context(gold.text, start, end, 40)}"
