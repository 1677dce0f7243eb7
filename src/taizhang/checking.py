"""`taizhang check FILE…`: documents in, findings out 核查稿件. Knows no Django: its start counts."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from taizhang.checking_options import Options, parse
from taizhang.core.decisions import Refused

CLEAN, FINDINGS, NOT_READ = 0, 1, 2
SUFFIXES = frozenset(".docx .doc .wps .pdf .html .htm .txt .xlsx".split())
STDIN = "-"


@dataclass(frozen=True)
class Source:
    """One document to check: the name it goes by, and where its bytes are."""

    name: str
    path: Path | None  # None: standard input

    def bytes(self) -> bytes:
        """The document's bytes. Raises OSError."""
        return sys.stdin.buffer.read() if self.path is None else self.path.read_bytes()


def check(arguments: list[str]) -> int:
    """Run the command; the answer is its exit code: 0 clean, 1 findings, 2 something could not be read."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = parse(arguments)
    try:
        return _check_all(options)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS


def _check_all(options: Options) -> int:
    sources = list(_sources(options.files))
    many = len(sources) != 1 or Path(options.files[0]).is_dir()
    if not sources:
        _complain("这个文件夹里没有能核查的稿件（docx、doc、pdf、html、txt、xlsx）。")
        return NOT_READ
    worst, answers = CLEAN, []
    for source in sources:
        try:
            code, answer = _check_one(source, options, many)
        except Refused as refused:
            code, answer = NOT_READ, {"file": source.name, "error": refused.sentence}
            _complain(f"{source.name}：{refused.sentence}")
        worst = max(worst, code)
        answers.append(answer)
    if options.json:
        print(json.dumps(answers if many else answers[0], ensure_ascii=False, indent=1))
    return worst


def _check_one(source: Source, options: Options, many: bool) -> tuple[int, dict[str, Any]]:
    from taizhang.core.reading.documents.opening import open_document
    from taizhang.core.reading.labels import as_labels
    from taizhang.core.reading.reading import read

    try:
        data = source.bytes()
    except OSError as error:
        raise Refused(_cannot_open(error)) from error
    document = open_document(data, source.name)
    reading = read(document)
    if not options.json:
        from taizhang.core.reading.terminal import report

        print(report(reading, width=_width(), colour=_colour(options), detail=options.detail))
    code = FINDINGS if reading.wrong else CLEAN
    if options.annotate:
        code = max(code, _annotate(data, source, reading, Path(options.annotate), many))
    return code, as_labels(reading) if options.json else {}


def _annotate(data: bytes, source: Source, reading: Any, target: Path, many: bool) -> int:
    from taizhang.core.reading.annotate.docx import annotate_docx

    if reading.document.format != "docx":
        raise Refused(
            f"批注只能写进 docx，这是 {reading.document.format}。请用 Word 或 WPS 打开原稿，另存为 .docx 再核查。"
        )
    if target.is_dir():
        target = target / f"{Path(source.name).stem}-批注.docx"
    elif many:
        raise Refused(f"几个文件一起批注时，--annotate 后面要写一个已有的文件夹，{target} 不是。")
    if source.path is not None and target.exists() and target.samefile(source.path):
        raise Refused("批注稿不能盖掉原稿，请给 --annotate 另起一个文件名。")
    marked = annotate_docx(data, reading, when=datetime.now(UTC))
    try:
        target.write_bytes(marked)
    except OSError as error:
        raise Refused(f"批注稿没有写成（{target}）：{_cannot_open(error)}") from error
    _complain(f"批注稿：{target}")
    return CLEAN


def _sources(files: list[str]) -> Iterator[Source]:
    """The files named; of a folder, the documents in it and below, in order of their names."""
    for name in files:
        path = Path(name)
        if name == STDIN:
            yield Source("标准输入", None)
        elif path.is_dir():
            for each in sorted(path.rglob("*")):
                if (
                    each.suffix.lower() in SUFFIXES
                    and not each.name.startswith((".", "~$"))
                    and each.is_file()
                ):
                    yield Source(str(each), each)
        else:
            yield Source(name, path)


def _cannot_open(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请检查文件名和文件夹。"
    if isinstance(error, PermissionError):
        return "没有打开这个文件的权限。"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹。"
    return f"文件打不开（{error.strerror or error}）。"


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _width() -> int:
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _colour(options: Options) -> bool:
    return not options.no_colour and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
