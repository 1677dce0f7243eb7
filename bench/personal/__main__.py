"""`python -m bench.personal [--seed N] [--size N] [--misses]`: precision and recall per kind, and the alarms of the sample report."""

import argparse
import time
from collections import Counter
from pathlib import Path

from bench.personal.corpus import KINDS, Case, corpus
from taizhang.core.personal.scanning.files import scan_file
from taizhang.core.personal.scanning.scan import scan_text

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--misses", action="store_true")
    told = parser.parse_args()
    cases = list(corpus(told.seed, told.size))
    begun = time.process_time()
    right, missed, wrong, odd = score(cases)
    spent = time.process_time() - begun
    signs = sum(len(c.text) for c in cases)
    print(
        f"{len(cases)} cases, {sum(not c.kind for c in cases)} of them without personal data; {signs / spent:,.0f} characters a second"
    )
    print("| kind | cases | precision | recall |\n|---|---|---|---|")
    for kind in (*KINDS, "all"):
        hit, lost, false = (sum(c.values()) if kind == "all" else c[kind] for c in (right, missed, wrong))
        print(f"| {kind} | {hit + lost} | {hit / max(1, hit + false):.4f} | {hit / max(1, hit + lost):.4f} |")
    for path in sorted(SAMPLES.glob("*.docx")):
        print(
            f"{path.name}: {len(scan_file(path.read_bytes(), path.name).findings)} finds (no personal data in it)"
        )
    if told.misses:
        for line in odd:
            print(line)


def score(cases: list[Case]) -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Right, missed, wrong by kind, and each miss and false alarm in words. A find counts when it covers the value."""
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    odd = []
    for case in cases:
        hits = scan_text(case.text)
        mine = [
            h
            for h in hits
            if case.kind and h.kind == case.kind and h.start <= case.start + 3 and h.end >= case.end - 1
        ]
        if mine:
            right[case.kind] += 1
        elif case.kind:
            missed[case.kind] += 1
            odd.append(f"missed {case.kind}: {case.text!r}")
        for hit in hits:
            if hit not in mine:
                wrong[hit.kind] += 1
                odd.append(f"false {hit.kind}: {case.text[hit.start : hit.end]!r} in {case.text!r}")
    return right, missed, wrong, odd


if __name__ == "__main__":
    main()
