"""`taizhang check FILE…`: documents in, findings out 核查稿件. Knows no Django, loads what it needs when it needs it: its start counts."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.checking_copy import Copies, in_words
from taizhang.checking_options import Options, parse
from taizhang.core.decisions import Refused

if TYPE_CHECKING:  # the reader is loaded when there is something to read: --help is quick
    from taizhang.core.reading.document import Document
    from taizhang.core.reading.reading import Reading
    from taizhang.core.reading.style.rule import StyleFinding

CLEAN, FINDINGS, NOT_READ = 0, 1, 2
SUFFIXES = frozenset(".docx .doc .wps .rtf .pdf .html .htm .txt .xlsx .xls".split())
STDIN = "-"
ADVICE = "建议"  # the weight of a style finding that counts as one; a 提示 does not


@dataclass(frozen=True)
class Source:
    """One document to check: the name it goes by, and where its bytes are."""

    name: str
    path: Path | None  # None: standard input

    def read(self) -> bytes:
        """The document's bytes. Raises Refused."""
        try:
            if self.path is not None:
                return self.path.read_bytes()
            return sys.stdin.buffer.read() if sys.stdin else b""  # None: started with it closed
        except OSError as error:
            raise Refused(in_words(error)) from error


def check(arguments: list[str]) -> int:
    """Run the command; the answer is its exit code: 0 clean, 1 findings, 2 something could not be read."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # None: started with it closed
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = parse(arguments)
    try:
        code = _Check(options).run()
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:  # `| head` has seen enough
        _hush()
        return FINDINGS
    except OSError as error:  # what is read and what is copied says so itself: here the report has no room
        _hush()
        _complain(f"报告没有写完：{in_words(error)}")
        return NOT_READ
    except KeyboardInterrupt:
        return 130


class _Check:
    """One run of the command over its files."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.sources = list(_sources(options.files))
        self.many = len(options.files) > 1 or Path(options.files[0]).is_dir()
        self.codes: list[int] = []
        self.answers: list[dict[str, Any]] = []
        self.copies = Copies(options.annotate, many=self.many) if options.annotate else None

    def run(self) -> int:
        if not self.sources:
            _complain("这里没有能核查的稿件（docx、doc、pdf、html、txt、xlsx）。")
            return NOT_READ
        for number, source in enumerate(self.sources):
            if number and not self.options.json and self.options.detail != "short":
                print()
            self._one(source)
        if self.options.json:
            import json

            print(json.dumps(self.answers if self.many else self.answers[0], ensure_ascii=False, indent=1))
        elif self.many:
            clean, wrong, not_read = (self.codes.count(code) for code in (CLEAN, FINDINGS, NOT_READ))
            print(
                f"\n{len(self.codes)} 个文件：没有不符 {clean}，有不符 {wrong}，没读成或没批注成 {not_read}"
            )
        return max(self.codes)

    def _one(self, source: Source) -> None:
        """Check one file; whatever happens, the others are checked too."""
        said: list[str] = []
        aside: list[str] = []
        try:
            code, answer = self._checked(source, said, aside)
        except Refused as refused:
            code, answer = NOT_READ, {"file": source.name, "error": refused.sentence}
        except (
            Exception
        ) as error:  # a fault of ours: said in a sentence with its place, and the other files go on
            code, answer = NOT_READ, {"file": source.name, "error": _fault(error)}
        for report in said:
            print(report)
        for sentence in aside:
            _complain(sentence)
        if "error" in answer:
            _complain(f"{source.name}：{answer['error']}")
        self.codes.append(code)
        self.answers.append(answer)

    def _checked(self, source: Source, said: list[str], aside: list[str]) -> tuple[int, dict[str, Any]]:
        from taizhang.core.reading.documents.opening import open_document
        from taizhang.core.reading.reading import read

        data = source.read()
        document = open_document(data, source.name, convert=_convert)
        reading = read(document)
        style = _style(data, document) if self.options.style else None
        answer = {"file": source.name}
        if self.options.json:
            answer = _labels(reading, style)
        else:
            from taizhang.core.reading.terminal import report

            said.append(
                report(
                    reading, width=_width(), colour=self._colour(), detail=self.options.detail, style=style
                )
            )
        advice = any(finding.rule.weight == ADVICE for finding in style or ())
        code = FINDINGS if reading.wrong or advice else CLEAN
        if self.copies:
            try:
                aside.append(f"批注稿：{self.copies.write(data, source.name, source.path, reading)}")
            except Refused as refused:  # the findings stand all the same
                aside.append(f"{source.name}：{refused.sentence}")
                code = NOT_READ
        return code, answer

    def _colour(self) -> bool:
        return (
            not self.options.no_colour
            and not os.environ.get("NO_COLOR")
            and sys.stdout is not None
            and sys.stdout.isatty()
        )


def _style(data: bytes, document: "Document") -> "tuple[StyleFinding, ...]":
    from taizhang.core.reading.style.check import style_findings

    return style_findings(data, document)


def _labels(reading: "Reading", style: "tuple[StyleFinding, ...] | None") -> dict[str, Any]:
    from taizhang.core.reading.labels import as_labels
    from taizhang.core.reading.wording.calculation import calculation

    for relation in reading.relations:
        relation.note = relation.note or calculation(relation).sentence
    if style is None:
        return as_labels(reading)
    return as_labels(reading) | {"style": [_style_label(finding) for finding in style]}


def _style_label(finding: "StyleFinding") -> dict[str, Any]:
    rule = finding.rule
    return {
        "rule": rule.code, "name": rule.name, "source": rule.source, "standing": str(rule.standing),
        "weight": str(rule.weight),
        "start": finding.start, "end": finding.end, "message": finding.message, "measured": finding.measured,
        "wanted": finding.wanted, "fix": finding.fix, "where": finding.where, "count": finding.count,
    }  # fmt: skip


def _convert(data: bytes) -> bytes:
    from taizhang.office import to_docx

    return to_docx(data)


def _sources(files: list[str]) -> Iterator[Source]:
    """The files named; of a folder, the documents in it and below, in order of their names."""
    for name in files:
        path = Path(name)
        if name == STDIN:
            yield Source("标准输入", None)
        elif path.is_dir():
            for each in sorted(path.rglob("*")):
                hidden = each.name.startswith((".", "~$"))
                if each.suffix.lower() in SUFFIXES and not hidden and each.is_file():
                    yield Source(str(each), each)
        else:
            yield Source(name, path)


def _fault(error: Exception) -> str:
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"核查时程序出了错（{type(error).__name__}，{Path(frame.filename).name} 第 {frame.lineno} 行），这份没有核查。"
        "请把这句话和稿件的情况告诉维护人员。"
    )


def _complain(sentence: str) -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
    # the name of a file must not steer the terminal either
    print("".join(char if char.isprintable() else " " for char in sentence), file=sys.stderr)


def _hush() -> None:
    """Nothing more is written: the pipe is closed or the disk is full, and the end of the program would try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _width() -> int:
    from shutil import get_terminal_size

    return max(60, min(get_terminal_size((100, 24)).columns, 120))
