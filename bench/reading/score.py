"""The reader against labelled texts: per text and in total.

    .venv/bin/python -m bench.reading.score [FOLDER] [--detail] [--only WORD] [--gold-figures] [--predictions JSON]

FOLDER holds NN-name.txt with NN-name.gold.json (../shared/reports/dev where it is there, else bench/reading/texts).
--gold-figures gives the finder of relations the labelled figures, to judge it alone.
--predictions scores what `taizhang check --json` wrote instead of reading the texts here.
--detail prints each miss and extra in its surroundings; --only WORD those whose heading holds the word.
How hits are counted is told in compare.py.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.reading.compare import Comparison, compare
from bench.reading.count import Tally, f1, ratio, total
from bench.reading.gold import Labelled, default_folder, load
from taizhang.core.reading.relations.relation import Relation

HEAD = (
    "text                         figures P    R     F1    kind  role  of    period appr. mask  "
    "| relations P    R     F1    n    | errors  alarms ?"
)


def read_text(gold: Labelled) -> dict[str, Any]:
    """The whole reader, from bytes to labels."""
    from taizhang.core.reading.labels import as_labels
    from taizhang.core.reading.reading import read

    return as_labels(read(gold.document))


def relations_of_gold(gold: Labelled) -> dict[str, Any]:
    """The finder of relations alone, on the labelled figures."""
    from taizhang.core.reading.relations.find import find_relations
    from taizhang.core.reading.relations.relation import LABELLED

    found = find_relations(gold.document, gold.as_figures())
    return {
        "figures": gold.figures,
        "relations": [as_label(each) for each in found if each.type in LABELLED],
        "asides": [as_label(each) for each in found if each.type not in LABELLED],
    }


def as_label(relation: Relation) -> dict[str, Any]:
    """A relation in the form of the labels."""
    return {
        "type": str(relation.type),
        "whole": relation.whole.id if relation.whole is not None else None,
        "parts": [part.id for part in relation.parts],
        "holds": relation.holds,
        "expected": float(round(relation.expected, 4)),
        "stated": float(relation.stated),
        "tolerance": float(round(relation.tolerance, 4)),
        "note": relation.note,
    }


def predicted(path: Path) -> Callable[[Labelled], dict[str, Any]]:
    """What `taizhang check --json` wrote: one object, a list, or one object a line."""
    written = path.read_text(encoding="utf-8")
    try:
        parsed = json.loads(written)
    except json.JSONDecodeError:
        parsed = [json.loads(line) for line in written.splitlines() if line.strip()]
    by_name = {Path(each["file"]).name: each for each in (parsed if isinstance(parsed, list) else [parsed])}
    return lambda gold: by_name[gold.path.name]


def line(name: str, t: Tally) -> str:
    """One row of the table."""
    p, r = ratio(t.hits, t.figures), ratio(t.hits, t.gold)
    rp, rr = ratio(t.relation_hits, t.relations), ratio(t.relation_hits, t.relations_gold)
    over = " ".join(f"{ratio(n, t.hits):.3f}" for n in (t.kind, t.role, t.of, t.period, t.approx, t.masked))
    figures = f"{t.gold:4d} {p:.3f} {r:.3f} {f1(p, r):.3f} {over}"
    relations = f"{rp:.3f} {rr:.3f} {f1(rp, rr):.3f} {t.relation_hits:3d}/{t.relations_gold:<3d}"
    alarms = f"{t.alarms_on_true}+{t.alarms_on_none}+{t.asides_wrong}"
    verdicts = f"{t.errors_found}/{t.errors}".ljust(7) + f" {alarms:6s} {t.unsure}"
    return f"{name[:28]:28s} {figures} | {relations} | {verdicts}"


def report(found: list[tuple[Labelled, Comparison]], detail: str | None) -> Tally:
    """Prints the table and, when asked, the details; gives the total."""
    print(HEAD)
    for gold, comparison in found:
        print(line(gold.name, comparison.tally))
    whole = total(comparison.tally for _, comparison in found)
    print(line("TOTAL", whole))
    print(
        f"\nerrors: labelled claims that do not hold, found to be wrong. alarms: on labelled claims that hold "
        f"({whole.alarms_on_true}) + on what is no labelled claim ({whole.alarms_on_none}) + wording and rank "
        f"({whole.asides_wrong}).\nExtras that tie a labelled claim's figures in another form: {whole.other_form}. "
        f"of: mean of 2 x shared characters / (length + length) over the hits."
    )
    if detail is not None:
        for gold, comparison in found:
            print(f"\n== {gold.name}")
            for what, _, said in sorted(comparison.details, key=lambda d: d[:2]):
                if detail in what:
                    print(f"  {what}: {said}")
    return whole


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--detail", action="store_true", help="print each miss and extra")
    parser.add_argument("--only", metavar="WORD", help="of the details, those whose heading holds WORD")
    parser.add_argument("--gold-figures", action="store_true")
    parser.add_argument("--predictions", type=Path, metavar="JSON")
    given = parser.parse_args(argv)
    if given.predictions:
        reader = predicted(given.predictions)
    else:
        reader = relations_of_gold if given.gold_figures else read_text
    texts = load(given.folder or default_folder())
    if not texts:
        parser.error("no labelled texts there")
    detail = given.only or ("" if given.detail else None)
    report([(gold, compare(gold, reader(gold))) for gold in texts], detail)
    return 0


if __name__ == "__main__":
    sys.exit(main())
