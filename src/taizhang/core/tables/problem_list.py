"""How problems are shown in a returned workbook: colours, comments, the sheet 问题清单."""

from collections.abc import Iterable, Mapping, Sequence

from taizhang.core.decisions import Problem, Severity

LIST_NAME = "问题清单"
MAX_COMMENTS = 20_000  # more would make the workbook unusable; the list holds them all
AUTHOR = "台账"
HEADS = ("工作表", "行", "列", "列名", "您的值", "程度", "问题", "改法", "建议值")
WIDTHS = (16, 7, 6, 18, 24, 12, 50, 50, 22)
COLOURS = {Severity.ERROR: "FFC7CE", Severity.LOOK: "FFEB9C"}
_WORDS = {Severity.ERROR: "不能导入", Severity.LOOK: "请看一眼"}
_CELL_LIMIT = 32_767

Place = tuple[str, int, str]  # sheet, row from 1, column letters


def by_place(problems: Iterable[Problem]) -> dict[Place, list[Problem]]:
    """Problems of the same cell together. A whole row's problem goes to column A, a whole sheet's nowhere."""
    places: dict[Place, list[Problem]] = {}
    for problem in problems:
        if problem.row > 0:
            places.setdefault((problem.sheet, problem.row, problem.column or "A"), []).append(problem)
    return places


def worst(problems: Sequence[Problem]) -> Severity:
    """Error when there is one among them."""
    return Severity.ERROR if any(p.severity is Severity.ERROR for p in problems) else Severity.LOOK


def comment_text(problems: Sequence[Problem]) -> str:
    """The comment of a cell: what is wrong, what to do, a suggested value."""
    lines = [p.message + p.fix + (f"建议：{p.suggestion}" if p.suggestion else "") for p in problems]
    return clean("\n".join(lines))[:2_000]


def comment_size(text: str) -> tuple[int, int]:
    """Width and height, in pixels, in which the comment can be read without scrolling."""
    return 320, 40 + 20 * min(12, len(text) // 22 + text.count("\n") + 1)


def list_rows(problems: Iterable[Problem], names: Mapping[str, str]) -> Iterable[tuple[str | int, ...]]:
    """The rows of the list; `names` are sheets that had to be renamed."""
    for p in problems:
        texts = (p.column, p.header, p.value, _WORDS[p.severity], p.message, p.fix, p.suggestion)
        yield clean(names.get(p.sheet, p.sheet)), p.row or "整表", *(clean(text) for text in texts)


def clean(text: str) -> str:
    """Text that a cell can hold: no control characters, not too long."""
    return "".join(c for c in text if c >= " " or c in "\n\t")[:_CELL_LIMIT]
