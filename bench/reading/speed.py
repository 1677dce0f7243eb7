"""How fast the reader is, and whether its cost grows with the length alone.

    .venv/bin/python -m bench.reading.speed [--sizes 0.1 1 10] [--pages 30] [--runs 5] [--source made] [--one-line]
    .venv/bin/python -m bench.reading.speed --hostile 5000

In process: MB (UTF-8) of text per second of one core, stage by stage, for texts of several sizes; the price of a MB in the longest
against the shortest. Then `taizhang check` on a docx of 30 pages as a whole process, start included.
Labelled texts one after another have some 8 figures a kB, made ones 28, so these cost more; --one-line joins a text
into a single line. Short reports one after another, not one long report: no office writes one of 10 MB.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from bench.reading.generator.docx import long_text, of_pages
from bench.reading.gold import default_folder, load

ROOT = Path(__file__).resolve().parents[2]
MB = 1_000_000


def text_of(size: float, source: str, one_line: bool) -> str:
    """A text of so many MB in UTF-8: reports one after another, over again when they are used up."""
    wanted, length, parts = int(size * MB), 0, []
    reports = made() if source == "made" else cycle([gold.text + "\n" for gold in load(default_folder())])
    while length < wanted:
        parts.append(next(reports))
        length += len(parts[-1].encode())
    text = "".join(parts).encode()[:wanted].decode(errors="ignore")
    return text.replace("\n", "") if one_line else text


def made() -> Iterator[str]:
    """Made-up reports of some 2,500 characters: forty different ones, then those again."""
    return cycle([long_text(2_500, 7 + number) + "\n" for number in range(40)])


def stages(text: str) -> dict[str, float]:
    """Seconds of processor time of each stage, once: others may be at work on the machine."""
    from taizhang.core.reading.documents.opening import open_document
    from taizhang.core.reading.figures.grammar import scan
    from taizhang.core.reading.figures.understand import understand
    from taizhang.core.reading.labels import as_labels
    from taizhang.core.reading.reading import Reading
    from taizhang.core.reading.relations.find import find_relations

    data, spent = text.encode(), {}
    started = time.process_time()

    def lap(name: str) -> None:
        nonlocal started
        spent[name] = time.process_time() - started
        started = time.process_time()

    document = open_document(data, "made.txt")
    lap("open")
    figures = understand(document)
    lap("understand")
    relations = find_relations(document, figures)
    lap("relations")
    as_labels(Reading(document, figures, relations))
    lap("labels")
    spent["all"] = sum(spent.values())
    spent["figures"], spent["relations found"] = len(figures), len(relations)
    started = time.process_time()
    scan(document.text)
    lap("scan alone")
    return spent


def in_process(sizes: list[float], source: str, runs: int, one_line: bool) -> None:
    print(f"{source} texts{', one line' if one_line else ''}")
    print(f"{'MB':>6} {'open':>7} {'underst.':>8} {'(scan)':>7} {'relat.':>7} {'labels':>7} {'all s':>7} "
          f"{'MB/s':>6} {'figures':>8} {'us/fig':>7} {'peak MB':>8}")  # fmt: skip
    price: dict[float, float] = {}
    for size in sizes:
        # Each size in a process of its own: what an earlier one left in memory does not count.
        once = [sys.executable, "-m", "bench.reading.speed", "--child", str(size)]
        shown = subprocess.run(
            [*once, "--source", source, "--runs", str(runs)] + ["--one-line"] * one_line,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        found = json.loads(shown.stdout)
        price[size] = found["all"] / size
        print(f"{size:6.1f} {found['open']:7.2f} {found['understand']:8.2f} {found['scan alone']:7.2f} {found['relations']:7.2f} "
              f"{found['labels']:7.2f} {found['all']:7.2f} {size / found['all']:6.2f} {found['figures']:8.0f} "
              f"{found['all'] / found['figures'] * 1e6:7.1f} {found['peak']:8.0f}")  # fmt: skip
    print(f"a MB of the longest costs {price[max(price)] / price[min(price)]:.2f} x a MB of the shortest")


def child(size: float, source: str, runs: int, one_line: bool) -> None:
    """One size, median of the runs, as JSON."""
    text = text_of(size, source, one_line)
    stages(text[:2000])  # modules loaded, patterns compiled
    found = [stages(text) for _ in range(runs if size < 5 else 1)]
    middle = {name: statistics.median(each[name] for each in found) for name in found[0]}
    middle["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps(middle))


def hostile(length: int) -> None:
    """Texts of one pattern over and over: the price of a character in a text four times as long, worst first."""
    from bench.reading.fuzz import REPEATED
    from taizhang.core.reading.documents.opening import open_text
    from taizhang.core.reading.reading import read

    def seconds(pattern: str, characters: int) -> float:
        text = pattern * (characters // len(pattern))
        started = time.perf_counter()
        read(open_text("全区 " + text))
        return time.perf_counter() - started

    rows = []
    for pattern in REPEATED:
        once, fourfold = seconds(pattern, length), seconds(pattern, 4 * length)
        rows.append((fourfold / once / 4, once, fourfold, pattern))
    print(f"characters: {length} and {4 * length}; growth of the price of one character, seconds, pattern")
    for growth, once, fourfold, pattern in sorted(rows, reverse=True):
        if growth > 1.4 or fourfold > 4 * length * 10e-6:
            print(f"{growth:6.2f} {once:8.3f} {fourfold:8.3f} {pattern!r}")


def whole_process(pages: int, runs: int) -> None:
    """`taizhang check` on a docx, start included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.docx"
        path.write_bytes(of_pages(pages, 7))
        command = [str(Path(sys.executable).with_name("taizhang")), "check", str(path)]
        seconds = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
            seconds.append(time.perf_counter() - started)
        print(f"taizhang check, docx of {pages} pages ({path.stat().st_size / 1000:.0f} kB): median of {runs} "
              f"{statistics.median(seconds[1:]):.2f} s (first {seconds[0]:.2f}), exit {done.returncode}")  # fmt: skip
        if done.returncode not in (0, 1):
            print(done.stderr.decode()[-500:])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1, 10])
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--source", choices=("labelled", "made"), help="only these texts")
    parser.add_argument("--one-line", action="store_true")
    parser.add_argument(
        "--hostile", type=int, metavar="LENGTH", help="patterns repeated: is the cost linear for each"
    )
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.hostile:
        hostile(given.hostile)
    elif given.child:
        child(given.child, given.source, given.runs, given.one_line)
    else:
        for source in [given.source] if given.source else ["labelled", "made"]:
            in_process(given.sizes, source, given.runs, given.one_line)
        whole_process(given.pages, given.runs)


if __name__ == "__main__":
    main()
