"""The reader beside JioNLP and recognizers-text-suite, on the same labelled texts in the same run.

    python -m venv FOLDER; FOLDER/bin/pip install -r bench/reading/rivals.txt
    .venv/bin/python -m bench.reading.rivals FOLDER [TEXTS]

Only finding figures is compared: neither library knows roles, periods or relations. Each is taken with all that it
offers for amounts (see rival_runner.py). Values are compared as plain numbers, so that no unit's name matters:
6.3亿元 is 630000000 for all. A label without a value (masked) or borderline counts for nobody. Three ways to hit, the
value agreeing each time: the label's span, number with unit; that span or the same without its unit, since the two
know no Chinese measure words and call 186家 the number 186; any overlap. «money» looks at money alone, for JioNLP's sake.
MB/s: the texts' bytes over the processor time of reading them, start and first use not counted.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.reading.count import f1, ratio
from bench.reading.gold import Labelled, default_folder, load
from taizhang.core.reading.figures.exactness import scale

RUNNER = Path(__file__).with_name("rival_runner.py")
Found = tuple[int, int, float, str]
WAYS = ("span", "number", "overlap")


def ours(texts: list[Labelled]) -> tuple[float, list[list[Found]]]:
    """The reader's own figures, as far as finding them goes (bytes to understood figures)."""
    from taizhang.core.reading.documents.opening import open_document
    from taizhang.core.reading.figures.understand import understand

    understand(open_document(texts[0].text[:200].encode(), "first.txt"))
    out, started = [], time.process_time()
    for gold in texts:
        figures = understand(open_document(gold.text.encode(), gold.path.name))
        out.append(
            [
                (f.start, f.end, float(f.value * scale(f.unit)), str(f.kind))
                for f in figures
                if f.value is not None
            ]
        )
    return time.process_time() - started, out


def theirs(python: Path, name: str, texts: list[Labelled]) -> tuple[float, list[list[Found]], list[str]]:
    given = json.dumps([gold.text for gold in texts])
    done = subprocess.run(
        [str(python), str(RUNNER), name], input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-600:]}")
    said = json.loads(done.stdout)
    return said["seconds"], [[tuple(f) for f in found] for found in said["found"]], said["errors"]


def wanted(gold: Labelled, money: bool) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """The labels to be found, and the spans that count for nobody."""
    real = [g for g in gold.figures if not g.get("optional") and g["value"] is not None]
    kept = [g for g in real if not money or g["kind"] == "money"]
    rest = [(g["start"], g["end"]) for g in gold.figures if g not in kept]
    return kept, rest


def fits(label: dict[str, Any], found: Found, way: str) -> bool:
    """Whether a found amount is the labelled one."""
    start, end, value, _ = found
    if not (label["start"] < end and start < label["end"]):
        return False
    full = label["value"] * float(scale(label["unit"]))
    readings = (
        [full, full * 10, full / 100] if label["kind"] == "percent" else [full]
    )  # 四成 may be 40 or 0.4
    if not any(abs(value - each) <= max(1e-9, 2e-4 * abs(each)) for each in readings):
        return False
    if way == "overlap":
        return True
    whole, bare = (label["start"], label["end"]), _without_unit(label)
    return (start, end) == whole or (way == "number" and (start, end) in bare)


def _without_unit(label: dict[str, Any]) -> set[tuple[int, int]]:
    """The span less its unit, with and without the 万 or 亿 that belongs to the number."""
    printed = label["text"]
    number = re.match(r"[第]?(?:百分之)?[\d,.，零〇一二三四五六七八九十百千两分之]+", printed)
    if not number:
        return set()
    ends = {label["start"] + number.end()}
    if printed[number.end() : number.end() + 1] in ("万", "亿"):
        ends.add(label["start"] + number.end() + 1)
    return {(label["start"] + lead, end) for end in ends for lead in (0, printed.startswith("第"))}


def compared(
    texts: list[Labelled], found: list[list[Found]], money: bool
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 for each way to hit."""
    out = {}
    for way in WAYS:
        hits = labels = said = 0
        for gold, amounts in zip(texts, found, strict=True):
            kept, rest = wanted(gold, money)
            free = list(amounts)
            mine = [f for f in free if not _on(f, rest) or any(fits(g, f, way) for g in kept)]
            if money:
                mine = [f for f in mine if f[3] in ("money", "currency")]
            used: set[int] = set()
            for label in kept:
                at = next((i for i, f in enumerate(mine) if i not in used and fits(label, f, way)), None)
                if at is not None:
                    used.add(at)
            hits, labels, said = hits + len(used), labels + len(kept), said + len(mine)
        p, r = ratio(hits, said), ratio(hits, labels)
        out[way] = (p, r, f1(p, r))
    return out


def _on(found: Found, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < found[1] and found[0] < b for a, b in spans)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("venv", type=Path, help="where rivals.txt was installed")
    parser.add_argument("texts", nargs="?", type=Path)
    given = parser.parse_args()
    texts = load(given.texts or default_folder())
    size = sum(len(gold.text.encode()) for gold in texts) / 1e6
    python = given.venv / "bin" / "python"
    rows: list[tuple[str, float, list[list[Found]]]] = [("taizhang", *ours(texts))]
    for name in ("jionlp", "recognizers", "recognizers-no-dates"):
        seconds, found, errors = theirs(python, name, texts)
        rows.append((name, seconds, found))
        for error in sorted(set(errors)):
            print(f"{name}: {errors.count(error)} paragraphs failed with {error}")
    print(f"{len(texts)} texts, {size * 1000:.0f} kB")
    print(
        f"{'':22} {'':8} {'span P    R    F1':>20} {'number P    R    F1':>21} {'overlap P    R    F1':>21} {'MB/s':>8}"
    )
    for name, seconds, found in rows:
        for money in (False, True):
            ways = compared(texts, found, money)
            cells = " ".join(f"{p:8.3f} {r:.3f} {f:.3f}" for p, r, f in ways.values())
            print(f"{name:22} {'money' if money else 'all':8} {cells} {size / seconds:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
