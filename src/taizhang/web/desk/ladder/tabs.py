"""The lists of the ladder as an equation: all enterprises = the groups, and beside it who may fall out 分组页签."""

from dataclasses import dataclass

from taizhang.web.desk.ladder.board import Board
from taizhang.web.desk.ladder.rungs import Rung

TITLES = {
    "held": "已是{}", "applied": "办理中", "rise": "可以升", "near": "只差一项", "far": "差两项以上", "lack": "缺数据",
    "other": "不适用", "fall": "可能掉出", "turn": "试算后会变",
}  # fmt: skip
WITHOUT_PACK = ("held", "applied")


@dataclass(frozen=True)
class Tab:
    """One list: its name in the address, its title, how many are in it."""

    name: str
    title: str
    count: int
    query: str
    on: bool


@dataclass(frozen=True)
class Tabs:
    """`total` = the sum of `parts`; `beside` are lists taken out of them."""

    total: int
    parts: list[Tab]
    beside: list[Tab]


def title_of(show: str, rung: Rung) -> str:
    return TITLES[show].format(rung.short)


def tabs(board: Board) -> Tabs:
    """The lists of a board with their counts."""
    parts = [tab(board, name, count) for name, count in board.sizes.items()]
    if board.pack is None:
        kept = [t for t in parts if t.name in WITHOUT_PACK]
        rest = sum(t.count for t in parts) - sum(t.count for t in kept)
        parts = [*kept, Tab("", "其余企业", rest, "", False)]
    beside = [tab(board, "fall", len(board.falling))]
    if board.trial:
        beside.append(tab(board, "turn", len(board.turned.gained) + len(board.turned.lost)))
    return Tabs(sum(board.sizes.values()), parts, beside)


def tab(board: Board, name: str, count: int) -> Tab:
    return Tab(name, title_of(name, board.rung), count, board.asking.query(show=name), board.show == name)
