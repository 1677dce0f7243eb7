"""The filters of the ladder: each with what may be chosen, its choice in the address 筛选."""

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.web.desk.ladder.board import Board

WITHIN = {"": "年底前", "90": "90 天内", "180": "180 天内", "365": "一年内"}


@dataclass(frozen=True)
class Option:
    title: str
    query: str
    on: bool


@dataclass(frozen=True)
class Filter:
    """One filter: its title, what is chosen in words ("" for all), the choices."""

    title: str
    text: str
    options: list[Option]


def filters(board: Board) -> list[Filter]:
    """Street, technical field, industry; of who may fall out, also how far ahead."""
    asking = board.asking
    streets = [(r.name, r.pk) for r in board.streets]
    found = [
        chosen(board, "street", "镇街", asking.street, [("全部", 0), *streets]),
        chosen(board, "field", "技术领域", asking.field, [("全部", ""), *((f, f) for f in board.fields)]),
        chosen(
            board,
            "industry",
            "行业",
            asking.industry,
            [("全部", ""), *((f"{c} {t}", c) for c, t in board.industries)],
        ),
    ]
    if board.show == "fall":
        until = [(words, days) for days, words in WITHIN.items()]
        found.append(chosen(board, "within", "证书到期", asking.within, until, always=True))
    return found


def chosen(
    board: Board,
    name: str,
    title: str,
    value: int | str,
    known: Sequence[tuple[str, int | str]],
    *,
    always: bool = False,
) -> Filter:
    options = [Option(words, board.asking.query(**{name: one}), one == value) for words, one in known]
    text = next((o.title for o in options if o.on), str(value))
    return Filter(title, text if value or always else "", options)
