"""How well texts of bureaus that nobody prepared are reconciled: verdicts, values, planted errors.

.venv/bin/python -m bench.reconcile.score [--home HOME] [--wrong] [slug ...]
A bureau marked held_out is scored only when it is named. Without --home the folders are imported into a fresh one.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.reconcile.check_gold import BUREAUS, TAIZHANG, imported, taizhang


def reconciled(home: Path, slug: str, period: str) -> tuple[list[dict[str, Any]], float]:
    """The command's own answer, and the seconds it took."""
    text = str(BUREAUS / slug / "report.txt")
    settings = {**os.environ, "TAIZHANG_HOME": str(home), "TAIZHANG_SAMPLES": "0"}
    began = time.perf_counter()
    words = [str(TAIZHANG), "reconcile", text, "--bureau", slug, "--period", period, "--json"]
    told = subprocess.run(words, env=settings, capture_output=True, text=True, check=False)
    if told.returncode == 2 or not told.stdout.strip():
        raise SystemExit(told.stderr)
    return json.loads(told.stdout)["figures"], time.perf_counter() - began


def same(found: Any, wanted: Any) -> bool:
    """Whether two ledger values are one, but for rounding."""
    if found is None or wanted is None:
        return found is wanted
    return abs(float(found) - float(wanted)) <= max(0.06, abs(float(wanted)) * 0.001)


def score(gold: list[dict[str, Any]], figures: list[dict[str, Any]], *, wrong: bool) -> Counter[str]:
    """Counts of one bureau; prints what is not as it should be when asked."""
    held = {(f["start"], f["end"]): f for f in figures}
    told: Counter[str] = Counter()
    for item in gold:
        told["figures"] += 1
        found = held.get((item["start"], item["end"]))
        verdict = found["verdict"] if found else "not read"
        told["verdict right"] += verdict == item["verdict"]
        told["verdict allowed"] += verdict in (item["verdict"], *item.get("accept", ()))
        known = item["ledger"] is not None
        told["ledger known"] += known
        told["ledger right"] += bool(known and found and same(found["ledger"], item["ledger"]))
        told["wrong differs"] += verdict in ("differs", "inconsistent") and item["verdict"] not in (
            "differs",
            "inconsistent",
        )
        told["wrong agrees"] += verdict == "agrees" and item["verdict"] != "agrees"
        if item.get("planted"):
            told["planted"] += 1
            told["planted found"] += verdict in ("differs", "inconsistent")
        if wrong and (
            verdict != item["verdict"] or (known and found and not same(found["ledger"], item["ledger"]))
        ):
            said = (
                f"{found['ledger']} {found['indicator'] or ''} {found['words']} {found['reason']}"
                if found
                else ""
            )
            print(f"  {item['text']} {item['what']} [{item['verdict']} {item['ledger']}] <- {verdict} {said}")
    return told


def main(words: list[str]) -> int:
    wrong = "--wrong" in words
    home = Path(words[words.index("--home") + 1]) if "--home" in words else None
    named = [
        w for i, w in enumerate(words) if not w.startswith("--") and (i == 0 or words[i - 1] != "--home")
    ]
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made:
        for folder in sorted(BUREAUS.iterdir()):
            about = json.loads((folder / "bureau.json").read_text("utf-8"))
            if folder.name not in named and (named or about.get("held_out")):
                continue
            place = home or Path(made)
            if home is None:
                taizhang(place, "setup", "--no-samples")
                imported(place, folder.name)
            figures, seconds = reconciled(place, folder.name, about["period"])
            gold = json.loads((folder / "gold.json").read_text("utf-8"))
            told = score(gold, figures, wrong=wrong)
            total += told
            print(folder.name, f"{seconds:.1f} s", dict(told))
    print("all", dict(total))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
