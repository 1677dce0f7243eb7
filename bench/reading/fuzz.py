"""Broken documents and hostile texts for the reader, for a bounded time.

    .venv/bin/python -m bench.reading.fuzz [--seconds 120] [--seed 1] [--only docx] [--keep FOLDER] [--again SEED]

Starts from sound documents (made here; those of ../shared too where they are there) and changes bytes: flipped, cut off,
spliced, the parts of an archive changed inside and packed again; and from texts: random Unicode, strings of digits and
marks made to be slow. Every input follows from its number: `--again` runs one alone. The reader runs in a process of its
own with bounded memory; each input has 20 seconds. Whatever is not `Unreadable` in words is told with its number.
"""

import argparse
import io
import json
import resource
import signal
import subprocess
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from bench.reading.generator.docx import as_docx
from bench.reading.generator.report import make

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PATIENCE = 20  # seconds for one input
MEMORY = 4 << 30
MARKS = (
    "0123456789" * 3
    + ".,，、；：:（）()%％‰/-—~～+×xX*＊零一二三四五六七八九十百千万亿余多近约第倍成元家项年月\n\t 　"
)
WORDS = (
    "其中", "分别为", "同比增长", "占", "亿元", "万元", "百分之", "个百分点", "第", "倒数第", "完成", "比上年增加", "三分之", "合计",
    "一、", "（一）", "2023年", "上半年", "以上", "不足", "家", "等", "以及", "，", "、", "。", "；", "（", "）",
    "12", "3.5", "%", "\n",
)  # fmt: skip
REPEATED = (
    "1", "1,", "1.", "1，", "1家、", "1:", "（", "（1", "1）", "十", "十百千万亿", "一二三四", "第一", "其中1家，", "占1%，", "分别为1家、",
    "1%、", "1-", "1～2", "x", "×万", "1万亿", "百分之", "三分之", "增长1%，", "1\t", "1 ", "\n", "|1", "1\n", "2023年",
    "0", "0.0", "１", "九",
    "亿", "甲1家、乙2家、", "共2家，其中甲1家、乙1家；", "1+", "〔2021〕", "⼀", "\u200b1", "1家比上年增加1家，增长1%，",
)  # fmt: skip


# ---------------------------------------------------------------- sound documents


def sound() -> list[tuple[str, bytes]]:
    """(name, bytes) of documents that read well."""
    text = make(3, 0).text
    made = [
        ("made.txt", text.encode()),
        ("made-gbk.txt", text.encode("gb18030")),
        ("made-16.txt", text.encode("utf-16")),
    ]
    made += [("made.docx", as_docx(text)), ("made.html", _html(text)), ("made.xlsx", _xlsx(text))]
    for folder in (SHARED / "data" / "awkward_files", SHARED / "reports" / "dev"):
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if (
                    path.suffix in (".docx", ".pdf", ".xlsx", ".xls", ".doc", ".txt", ".html")
                    and path.stat().st_size < 400_000
                ):
                    made.append((path.name, path.read_bytes()))
    return made


def _html(text: str) -> bytes:
    rows = "".join(f"<p>{line}</p>" if "\t" not in line else _row(line) for line in text.split("\n"))
    return f"<!DOCTYPE html><html><head><title>总结</title></head><body><div>首页 &gt; 工作</div>{rows}</body></html>".encode()


def _row(line: str) -> str:
    return "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr></table>"


def _xlsx(text: str) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("总结")
        for row, line in enumerate(text.split("\n")):
            for column, cell in enumerate(line.split("\t")):
                sheet.write(row, column, cell)
    return out.getvalue()


# ---------------------------------------------------------------- changes


def changed(data: bytes, chance: Random, others: list[tuple[str, bytes]]) -> bytes:
    """Bytes flipped, cut, doubled, spliced with another document."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        if not out:
            break
        at = chance.randrange(len(out))
        match chance.randrange(7):
            case 0:
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                out[at : at + chance.randrange(1, 64)] = bytes(
                    chance.randrange(256) for _ in range(chance.randrange(64))
                )
            case 2:
                del out[at:]
            case 3:
                del out[at : at + chance.randrange(1, 4000)]
            case 4:
                out[at:at] = out[at : at + chance.randrange(1, 4000)] * chance.choice((1, 2, 40))
            case 5:
                other = chance.choice(others)[1]
                start = chance.randrange(len(other))
                out[at:at] = other[start : start + chance.randrange(1, 8000)]
            case 6:
                out[at : at + 8] = chance.choice(
                    (b"\0" * 8, b"\xff" * 8, b"<![CDATA", b"]]></w:t", b"&#0;&#55;", b"<w:tbl/>")
                )
    return bytes(out)


def inside(data: bytes, chance: Random, others: list[tuple[str, bytes]]) -> bytes:
    """An archive whose parts are changed and packed again, so that the change reaches the XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except zipfile.BadZipFile:
        return changed(data, chance, others)
    name = chance.choice(list(parts))
    for key in parts:
        if (
            key.endswith(("document.xml", "sheet1.xml", "sharedStrings.xml", "styles.xml"))
            and chance.random() < 0.7
        ):
            name = key
    parts[name] = _xml(parts[name], chance) if chance.random() < 0.6 else changed(parts[name], chance, others)
    if chance.random() < 0.1:
        parts.pop(chance.choice(list(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for key, value in parts.items():
            packed.writestr(key, value)
    return out.getvalue()


def _xml(data: bytes, chance: Random) -> bytes:
    """Tags taken out, doubled, swapped, nested: often still sound XML."""
    text = data.decode("utf-8", "replace")
    tags = [i for i, c in enumerate(text) if c == "<"][:200_000]
    if len(tags) < 4:
        return data
    for _ in range(chance.choice((1, 2, 6))):
        a, b = sorted(chance.sample(tags, 2))
        match chance.randrange(5):
            case 0:
                text = text[:a] + text[b:]
            case 1:
                text = text[:b] + text[a : min(b, a + 3000)] + text[b:]
            case 2:
                number = str(chance.choice((-1, 0, 1, 2, 999_999_999, 2**63)))
                text = (
                    text[:a]
                    + text[a:b].replace('"1"', f'"{number}"').replace('"0"', f'"{number}"')
                    + text[b:]
                )
            case 3:
                many = chance.choice((5, 40, 400))
                text = (
                    text[:a]
                    + "<w:tbl><w:tr><w:tc>" * many
                    + "<w:p/>"
                    + "</w:tc></w:tr></w:tbl>" * many
                    + text[a:]
                )
            case 4:
                text = (
                    text[:a]
                    + chance.choice(("&bad;", "\x01", "<!-- -->", "<w:p>", "</w:p>", "<?x?>"))
                    + text[a:]
                )
        tags = [t for t in tags if t < len(text)]
        if len(tags) < 4:
            break
    return text.encode("utf-8", "replace")


def hostile(chance: Random) -> str:
    """A text made to be slow or to surprise."""
    match chance.randrange(5):
        case 0:
            return chance.choice(REPEATED) * chance.choice((10, 1000, 30_000, 150_000))
        case 1:
            return "".join(chance.choices(MARKS, k=chance.choice((20, 500, 20_000))))
        case 2:
            return "".join(chance.choices(WORDS, k=chance.choice((20, 500, 20_000))))
        case 3:
            ranges = (
                (0x20, 0x7F),
                (0x3000, 0x303F),
                (0x4E00, 0x9FFF),
                (0xFF00, 0xFFEF),
                (0x2000, 0x206F),
                (0x1F300, 0x1FAFF),
                (0xE000, 0xF8FF),
            )
            return "".join(
                chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.choice((20, 500, 20_000)))
            )
        case _:
            text = list(make(chance.randrange(10**6), 0.5).text)
            for _ in range(chance.choice((3, 30, 300))):
                at = chance.randrange(len(text))
                text[at] = (
                    chance.choice(MARKS)
                    if chance.random() < 0.7
                    else chance.choice(REPEATED) * chance.randint(1, 50)
                )
            return "".join(text)


def input_of(number: int, documents: list[tuple[str, bytes]], only: str) -> tuple[str, bytes]:
    """The input with this number."""
    chance = Random(number)
    if only == "text" or (not only and chance.random() < 0.35):
        text = hostile(chance)
        return "hostile.txt", text.encode(chance.choice(("utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    fitting = [d for d in documents if d[0].endswith(only)] if only else documents
    kinds = sorted({d[0].rpartition(".")[2] for d in fitting})
    kind = chance.choice(kinds)
    name, data = chance.choice([d for d in fitting if d[0].endswith(kind)])
    change: Callable[[bytes, Random, list[tuple[str, bytes]]], bytes] = changed
    if kind in ("docx", "xlsx") and chance.random() < 0.75:
        change = inside
    return name, change(data, chance, documents)


# ---------------------------------------------------------------- running


class TooSlow(Exception):
    """The input had its time."""


def _ring(*_: object) -> None:
    raise TooSlow


def one(name: str, data: bytes) -> tuple[str, str]:
    """(what became of it, detail)."""
    from taizhang.core.reading.documents.opening import open_document
    from taizhang.core.reading.documents.unreadable import Unreadable
    from taizhang.core.reading.labels import as_labels
    from taizhang.core.reading.reading import read

    signal.alarm(PATIENCE)
    try:
        json.dumps(as_labels(read(open_document(data, name))))
    except Unreadable as refused:
        return "refused", refused.code
    except TooSlow:
        return "TOO SLOW", f"{name}, {len(data)} bytes\n{traceback.format_exc(limit=-4)}"
    except BaseException:
        return "EXCEPTION", f"{name}, {len(data)} bytes\n{traceback.format_exc(limit=-5)}"
    finally:
        signal.alarm(0)
    return "read", ""


def child(first: int, until: float, only: str) -> None:
    """Runs inputs one after another, telling each before and after."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _ring)
    documents, number = sound(), first
    while time.time() < until:
        name, data = input_of(number, documents, only)
        print(json.dumps({"start": number, "name": name, "size": len(data)}), flush=True)
        started = time.perf_counter()
        what, detail = one(name, data)
        print(
            json.dumps({"what": what, "detail": detail, "seconds": time.perf_counter() - started}), flush=True
        )
        number += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", default="", help="docx, pdf, html, txt, xlsx, xls, or text for hostile texts"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write what failed there")
    parser.add_argument("--again", type=int, metavar="NUMBER", help="one input alone, with its whole trace")
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.seed, given.child, given.only)
        return 0
    if given.again is not None:
        signal.signal(signal.SIGALRM, _ring)
        name, data = input_of(given.again, sound(), given.only)
        print(name, len(data), *one(name, data))
        return 0
    return run(given.seconds, given.seed * 10_000_000, given.only, given.keep)


def run(seconds: float, first: int, only: str, keep: Path | None) -> int:
    """Children until the time is over; a child that dies is told with the input it died of."""
    until, number = time.time() + seconds, first
    became: Counter[str] = Counter()
    slowest: list[tuple[float, int, str, int]] = []
    failures: list[tuple[int, str]] = []
    while time.time() < until:
        command = [
            sys.executable,
            "-m",
            "bench.reading.fuzz",
            "--child",
            str(until),
            "--seed",
            str(number),
            "--only",
            only,
        ]
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
        )
        at: dict[str, object] | None = None
        for line in done.stdout.splitlines():
            told = json.loads(line)
            if "start" in told:
                at, number = told, told["start"] + 1
                continue
            assert at is not None
            became[told["what"] + (f" ({told['detail']})" if told["what"] == "refused" else "")] += 1
            slowest.append((told["seconds"], number - 1, str(at["name"]), int(str(at["size"]))))
            slowest = sorted(slowest, reverse=True)[:5]
            if told["what"].isupper():
                failures.append((number - 1, f"{told['what']}: {told['detail']}"))
            at = None
        if at is not None:
            failures.append(
                (number - 1, f"the process died (exit {done.returncode}) on {at['name']}, {at['size']} bytes")
            )
    print(f"{number - first} inputs in {seconds:.0f} s, from number {first}")
    for what, count in became.most_common():
        print(f"  {count:6d} {what}")
    print(
        "slowest: "
        + "; ".join(f"{s:.2f} s number {n} ({name}, {size} bytes)" for s, n, name, size in slowest)
    )
    told_of: Counter[str] = Counter()
    for one_number, said in failures:
        last = said.strip().splitlines()[-1]
        told_of[last] += 1
        if told_of[last] <= 2:
            print(f"\nnumber {one_number}: {said}")
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            name, data = input_of(one_number, sound(), only)
            (keep / f"{one_number}-{name}").write_bytes(data)
    print(f"\n{len(failures)} inputs failed, in {len(told_of)} ways")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
