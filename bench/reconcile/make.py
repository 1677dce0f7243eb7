"""Make the invented bureaus: .venv/bin/python -m bench.reconcile.make [slug ...]"""

import json
import re
import sys
from importlib import import_module

from bench.reconcile.making.draft import BUREAUS

SLUGS = ("ganyu", "meitan", "xuchang", "xinwu", "zhuji", "cuiping", "dalate", "shanghang")


def main(slugs: list[str]) -> None:
    """Make them, and print the digits of each text that no label covers, to be looked at."""
    for slug in slugs or SLUGS:
        import_module(f"bench.reconcile.making.{slug}").make()
        text = (BUREAUS / slug / "report.txt").read_text(encoding="utf-8")
        gold = json.loads((BUREAUS / slug / "gold.json").read_text(encoding="utf-8"))
        verdicts = [g["verdict"] for g in gold]
        print(
            slug, len(text), "characters,", {v: verdicts.count(v) for v in sorted(set(verdicts))}, len(gold)
        )
        covered = {i for g in gold for i in range(g["start"], g["end"])}
        loose = [m for m in re.finditer(r"\d[\d.,]*", text) if m.start() not in covered]
        print(
            "  unlabelled:",
            " ".join(text[max(m.start() - 1, 0) : m.end() + 2].replace("\n", "/") for m in loose),
        )


if __name__ == "__main__":
    main(sys.argv[1:])
