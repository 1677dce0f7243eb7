"""The list that stands open on the ladder, whole, as a workbook 导出名单."""

from taizhang.journal.writing import Author
from taizhang.registers.export_lists import Head, export_list
from taizhang.registers.organizations.models import Organization
from taizhang.web.desk.ladder.board import Board
from taizhang.web.desk.ladder.lines import HEADS
from taizhang.web.desk.ladder.tabs import title_of


def title(board: Board) -> str:
    """What the list is called: 企业梯队-高企-可以升."""
    return f"企业梯队-{board.rung.short}-{title_of(board.show, board.rung)}"


def workbook(board: Board, author: Author) -> bytes:
    """Every line of the list, in its order and in its words, each enterprise with its code."""
    lines, last = board.lines(board.places()), HEADS[board.show]
    codes = dict(Organization.objects.in_bulk([line.pk for line in lines]))
    heads = [
        Head("企业名称", 36),
        Head("统一社会信用代码", 22),
        Head("镇街", 14),
        Head("技术领域", 20),
        Head(last.says, 70),
    ]
    rows = [
        [
            n.name,
            codes[n.pk].credit_code or "",
            n.place,
            n.field,
            "；".join((*n.says, *([n.also] if n.also else []))),
        ]
        for n in lines
    ]
    if last.amount:
        heads.append(Head(last.amount, 24))
        rows = [[*row, line.amount] for row, line in zip(rows, lines, strict=True)]
    asked = {"list": board.show, "rung": board.rung.name, "asked": board.asking.query()}
    return export_list(
        title=f"{board.bureau.name} {title(board)}", note=board.conditions, heads=heads, rows=rows, register="organizations",
        asked=asked, author=author,
    )  # fmt: skip
