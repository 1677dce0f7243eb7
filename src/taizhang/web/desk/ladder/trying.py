"""What a trial changes, now and then side by side 试算对照."""

from dataclasses import dataclass

from taizhang.web.desk.ladder.board import Board

NAMED = 5  # enterprises that turn, named at once
ANSWERS = ("符合", "其余条件符合，待专家评价", "不符合", "缺数据")


@dataclass(frozen=True)
class Compared:
    """One count before and after."""

    title: str
    before: int
    after: int

    @property
    def change(self) -> str:
        gap = self.after - self.before
        return "不变" if not gap else f"{'多' if gap > 0 else '少'} {abs(gap):,}"


@dataclass(frozen=True)
class Comparison:
    """The answers of those who may rise, each before and after; who turns; how many holders would still meet."""

    rows: list[Compared]
    passes: Compared
    gained: int
    lost: int
    names: list[str]
    holders: Compared

    @property
    def count(self) -> int:
        return self.gained + self.lost


def comparison(board: Board) -> Comparison:
    """Before and after; without a trial both are the same and not worked out twice."""
    told, held = board.turned, board.held_turned
    rows = [Compared(*row) for row in zip(ANSWERS, told.before, told.after, strict=True)]
    who = [*told.gained[:NAMED].tolist(), *told.lost[: max(0, NAMED - len(told.gained))].tolist()]
    return Comparison(
        rows, Compared("可以升", sum(told.before[:2]), sum(told.after[:2])), len(told.gained), len(told.lost),
        [str(board.crowd.names[at]) for at in who], Compared("仍符合", sum(held.before[:2]), sum(held.after[:2])),
    )  # fmt: skip
