"""Properties of tables: right totals are confirmed, one changed cell is named, scale and notes change no verdict."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import Document
from taizhang.core.reading.tests.made_tables import claims, relations_of, text_document

Matrix = list[list[int]]
NAMES = [f"{name}街道" for name in "东西南北中上下左右前"]


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Three to eight rows of three to five counts."""
    columns = draw(st.integers(3, 5))
    row = st.lists(st.integers(1, 9999), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=3, max_size=8))


def closed(matrix: Matrix) -> Matrix:
    """With a total column in front and a total row at the end."""
    rows = [[sum(row), *row] for row in matrix]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def document(
    rows: Sequence[Sequence[object]], unit: str = "家", note: str = "", on_top: bool = False
) -> Document:
    width = len(rows[0]) - 1
    head = ["地区", "合计", *(f"类别{'甲乙丙丁戊'[i]}" for i in range(width))]
    named = [[name, *row] for name, row in zip([*NAMES[: len(rows) - 1], "合计"], rows, strict=True)]
    if on_top:
        named = [named[-1], *named[:-1]]
    lines = ["\t".join(map(str, line)) for line in [head, *named]]
    return text_document(f"各街道企业统计表（单位：{unit}）\n" + "\n".join(lines) + note)


@given(matrices(), st.booleans())
def test_right_totals_are_all_confirmed(matrix: Matrix, on_top: bool) -> None:
    found = relations_of(document(closed(matrix), on_top=on_top))
    assert {relation.holds for relation in found} == {True}
    assert len(found) >= len(matrix) + 1 + len(matrix[0])


@given(matrices(), st.data())
def test_one_changed_cell_is_named_by_its_row_and_its_column(matrix: Matrix, data: st.DataObject) -> None:
    rows = closed(matrix)
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    rows[row][column] += data.draw(st.integers(1, 500))
    red = [relation for relation in relations_of(document(rows)) if relation.holds is False]
    changed = (0, row + 1, column + 1)
    assert red
    assert all(changed in {figure.cell for figure in relation.figures} for relation in red)
    along = [{figure.cell[1] for figure in r.figures if figure.cell} for r in red]
    across = [{figure.cell[2] for figure in r.figures if figure.cell} for r in red]
    assert {row + 1} in along
    assert {column + 1} in across


@given(matrices(), st.sampled_from([2, 10, 1000]))
def test_scaling_every_cell_keeps_the_verdicts(matrix: Matrix, factor: int) -> None:
    rows = closed(matrix)
    rows[0][1] += 7
    scaled = [[value * factor for value in row] for row in rows]
    verdicts = [relation.holds for relation in relations_of(document(rows))]
    assert [relation.holds for relation in relations_of(document(scaled))] == verdicts
    assert False in verdicts


@given(matrices())
def test_a_note_below_changes_nothing(matrix: Matrix) -> None:
    rows = closed(matrix)
    rows[-1][0] += 1
    assert claims(document(rows, note="\n注：数据来源于市科技局")) == claims(document(rows))


@given(matrices())
def test_without_totals_nothing_is_claimed_wrong(matrix: Matrix) -> None:
    head = ["地区", *(f"类别{'甲乙丙丁戊'[i]}" for i in range(len(matrix[0])))]
    rows = [[name, *map(str, row)] for name, row in zip(NAMES, matrix, strict=False)]
    made = text_document("\n".join("\t".join(line) for line in [head, *rows]))
    assert [relation for relation in relations_of(made) if relation.holds is False] == []


@given(st.lists(st.tuples(st.integers(50, 5000), st.integers(50, 5000)), min_size=2, max_size=8))
def test_right_growth_rates_are_confirmed(pairs: list[tuple[int, int]]) -> None:
    lines = [
        f"指标{i}\t家\t{now}\t{before}\t{(now - before) / before * 100:.2f}"
        for i, (now, before) in enumerate(pairs)
    ]
    found = relations_of(text_document("指标\t单位\t本年\t上年\t同比增长(%)\n" + "\n".join(lines)))
    assert [relation.holds for relation in found] == [True] * len(pairs)
