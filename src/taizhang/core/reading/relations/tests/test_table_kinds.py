"""Made tables of six kinds in four spellings, seeded: right ones raise no alarm, one slipped cell is always named."""

import random
from decimal import Decimal

import pytest

from taizhang.core.reading.tests.made_tables import relations_of, text_document

PLACES = ["东湖区", "西湖区", "青山区", "江岸区", "高新区", "经开区", "新洲县", "黄陂县", "临江县", "港区"]
Rows = list[list[str]]


class Maker:
    """One table: a head, rows of parts, a total."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = self.random.sample(PLACES, self.random.randint(4, 8))
        self.unit = self.random.choice(["家", "件", "项", "万元", "亿元"])
        self.step = Decimal("0.01") if self.unit.endswith("元") else Decimal(1)

    def column(self) -> list[Decimal]:
        """An amount for each name, and their total."""
        amounts = [
            (Decimal(self.random.randint(2_000, 200_000)) / 100).quantize(self.step) for _ in self.names
        ]
        return [*amounts, sum(amounts, Decimal(0))]

    def rows(self, kind: str) -> Rows:
        """Head, parts, total: right to the last digit."""
        one, two = self.column(), self.column()
        unit, names = self.unit, [*self.names, "合计"]
        pairs = list(zip(names, one, two, strict=True))
        if kind == "totals":
            columns = [one, two, self.column()]
            head = ["地区", *(f"{name}（{unit}）" for name in ("高企", "授权量", "合同"))]
            return [head, *([name, *(str(c[i]) for c in columns)] for i, name in enumerate(names))]
        if kind == "both":
            columns = [one, two, self.column()]
            body = [
                [name, str(sum(c[i] for c in columns)), *(str(c[i]) for c in columns)]
                for i, name in enumerate(names)
            ]
            return [["地区", "合计", "发明", "实用新型", "外观设计"], *body]
        if kind == "shares":
            return [
                ["类别", f"数量（{unit}）", "占比（%）"],
                *([name, str(a), f"{a / one[-1] * 100:.1f}"] for name, a, _ in pairs),
            ]
        if kind == "growth":
            head = ["地区", "单位", "2023年", "2022年", "同比增长(%)"]
            return [head, *([name, unit, str(a), str(b), f"{(a - b) / b * 100:.1f}"] for name, a, b in pairs)]
        if kind == "changes":
            head = ["地区", f"本年（{unit}）", f"上年（{unit}）", "增减", "增幅（%）"]
            return [
                head,
                *([name, str(a), str(b), str(a - b), f"{(a - b) / b * 100:.2f}"] for name, a, b in pairs),
            ]
        head = ["单位名称", f"年度目标（{unit}）", f"累计完成（{unit}）", "完成率"]
        return [head, *([name, str(b), str(a), f"{a / b * 100:.1f}%"] for name, a, b in pairs)]

    def slip(self, rows: Rows) -> tuple[int, int]:
        """Make one cell wrong by far more than rounding; where."""
        row = self.random.randrange(1, len(rows))
        column = self.random.choice([c for c, cell in enumerate(rows[row]) if cell[-1] in "0123456789%"])
        cell = rows[row][column]
        digits = Decimal(cell.rstrip("%"))
        slipped = digits + self.random.choice([-1, 1]) * max(abs(digits) / 10, Decimal(4))
        rows[row][column] = f"{slipped.quantize(digits)}{'%' if cell.endswith('%') else ''}"
        return row, column

    def text(self, rows: Rows) -> str:
        """The table spelled in one of four ways."""
        return {
            "tabs": "\n".join("\t".join(row) for row in rows),
            "markdown": "\n".join(["| " + " | ".join(row) + " |" for row in rows]),
            "bars": "\n".join(" | ".join(row) for row in rows),
            "spaces": "\n".join("    ".join(row) for row in rows),
        }[self.random.choice(["tabs", "markdown", "bars", "spaces"])]


@pytest.mark.parametrize("kind", ["totals", "both", "shares", "growth", "changes", "completion"])
@pytest.mark.parametrize("seed", range(20))
def test_no_alarm_on_a_right_table_and_a_slip_is_named(kind: str, seed: int) -> None:
    maker = Maker(seed)
    rows = maker.rows(kind)
    right = relations_of(text_document(maker.text(rows)))
    assert {relation.holds for relation in right} == {True}
    row, column = maker.slip(rows)
    red = [relation for relation in relations_of(text_document(maker.text(rows))) if relation.holds is False]
    assert red
    assert all((0, row, column) in {figure.cell for figure in relation.figures} for relation in red)
