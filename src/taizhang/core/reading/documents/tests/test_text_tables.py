"""Tables in plain text: found where columns are sure, never in prose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import BlockKind, Document
from taizhang.core.reading.tests.made_tables import text_document


def cells(document: Document, table: int = 0) -> list[list[str]]:
    found = document.tables[table].cells
    rows: list[list[str]] = [[] for _ in range(max(cell.row for cell in found) + 1)]
    for cell in found:
        row = rows[cell.row]
        row.extend([""] * (cell.column - len(row)))
        row.append(document.text[cell.start : cell.end].strip())
    return rows


EXPECTED = [
    ["地区", "高企（家）", "专利（件）"],
    ["东区", "12", "340"],
    ["西区", "8", "95"],
    ["合计", "20", "435"],
]


@pytest.mark.parametrize("between", ["\t", "    ", "\u3000\u3000", " \u3000 ", "\u00a0\u00a0"])
def test_columns_parted_by_tabs_and_spaces(between: str) -> None:
    document = text_document("一、情况\n" + "\n".join(between.join(row) for row in EXPECTED) + "\n二、打算")
    assert cells(document) == EXPECTED


@pytest.mark.parametrize("border", ["|---|---:|:--:|\n", "| --- | --- | --- |\n", ""])
def test_markdown_with_and_without_a_border_row(border: str) -> None:
    head, *rows = ["| " + " | ".join(row) + " |\n" for row in EXPECTED]
    assert cells(text_document(head + border + "".join(rows))) == EXPECTED


def test_bars_without_outer_bars() -> None:
    assert cells(text_document("\n".join(" | ".join(row) for row in EXPECTED))) == EXPECTED


def test_drawn_frames() -> None:
    frame = "+------+------+------+\n"
    text = frame + frame.join("|" + "|".join(row) + "|\n" for row in EXPECTED) + frame
    assert cells(text_document(text)) == EXPECTED


def test_one_cell_per_line_where_the_pattern_leaves_no_doubt() -> None:
    text = (
        "各区情况见下表：\n"
        + "\n".join("\n".join(row) for row in EXPECTED)
        + "\n以上数据由各区上报，市局汇总。"
    )
    assert cells(text_document(text)) == EXPECTED


def test_empty_cells_of_tabs_keep_their_column() -> None:
    document = text_document("地区\t高企\t专利\n东区\t\t340\n西区\t8\t\n合计\t8\t340")
    assert cells(document) == [
        ["地区", "高企", "专利"],
        ["东区", "", "340"],
        ["西区", "8"],
        ["合计", "8", "340"],
    ]


def test_a_short_line_of_spaces_is_put_below_the_nearest_columns() -> None:
    text = "地区      高企      专利\n东区      12        340\n西区                95\n南区      7         20\n合计      19        455"
    assert cells(text_document(text))[2] == ["西区", "", "95"]


def test_the_caption_is_the_title_and_the_line_of_units() -> None:
    document = text_document("表1 各区高新技术企业情况\n单位：家\n地区\t高企\n东区\t12\n西区\t8\n合计\t20")
    assert document.text[slice(*document.tables[0].caption)] == "表1 各区高新技术企业情况\n单位：家"


def test_prose_before_a_table_is_no_caption() -> None:
    document = text_document("全年新增高新技术企业20家。\n地区\t高企\n东区\t12\n西区\t8\n合计\t20")
    assert document.tables[0].caption == (0, 0)


def test_cells_are_blocks_with_their_place_from_one() -> None:
    document = text_document("一、情况\n" + "\n".join("\t".join(row) for row in EXPECTED))
    blocks = [block for block in document.blocks if block.kind is BlockKind.CELL]
    assert len(blocks) == 12
    assert (blocks[5].place.table, blocks[5].place.row, blocks[5].place.column) == (1, 2, 3)
    assert document.text[blocks[5].start : blocks[5].end] == "340"


def test_two_tables_are_told_apart_and_numbered() -> None:
    one = "\n".join("\t".join(row) for row in EXPECTED)
    document = text_document(f"{one}\n表2 续\n{one}")
    assert [cells(document, 0), cells(document, 1)] == [EXPECTED, EXPECTED]
    assert {block.place.table for block in document.blocks} == {0, 1, 2}


def test_a_section_row_stays_inside_its_table() -> None:
    document = text_document("指标\t单位\t数值\n一、企业\n高企\t家\t12\n二、专利\n发明\t件\t30\n实用\t件\t70")
    assert len(document.tables) == 1
    assert cells(document)[3] == ["二、专利"]


@pytest.mark.parametrize(
    "text",
    [
        "全年新增高企12家，\n同比增长20%，\n其中规上8家，\n专利30件。",
        "    一是加强领导，落实责任。\n    二是增加投入，全年12万元。\n    三是强化宣传，开展活动8场。",
        "发布时间：2023-01-05    浏览次数：120\n来源：科技局    字号：大 中 小\n联系人：张三    电话：12345678",
        "附件：1.申报书    2.汇总表\n          3.承诺书",
        "（一）  新增高企  12家。\n（二）  新增科小  30家。\n（三）  新增平台  5个。",
        "甲\n乙\n丙\n12\n丁\n13",
        "|",
        "局 长  张三  2023年1月1日",
        "1\t2",
    ],
)
def test_prose_is_never_a_table(text: str) -> None:
    assert text_document(text).tables == ()


@given(st.text("1９甲乙，。：|\t \u3000-—+\n", max_size=300))
def test_any_text_gives_ordered_blocks_and_cells_inside_it(text: str) -> None:
    document = text_document(text)
    spans = [(block.start, block.end) for block in document.blocks]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for table in document.tables:
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(set(places)) == len(places)
        assert all("\n" not in text[cell.start : cell.end] for cell in table.cells)


def test_single_spaces_below_a_head_of_as_many_names() -> None:
    document = text_document(
        "全年情况见表\n地区 高企 专利\n东区 12 340\n西区 8 95\n合计 20 435\n以上为全部地区。"
    )
    assert cells(document) == [
        ["地区", "高企", "专利"],
        ["东区", "12", "340"],
        ["西区", "8", "95"],
        ["合计", "20", "435"],
    ]


def test_heads_whose_merged_cells_a_capture_has_lost() -> None:
    text = "类别 | 合同（项） | 金额（亿元） | |||\n2021年 | 2022年 | 增长率 | 2021年 | 2022年 | 增长率 | |\n"
    document = text_document(
        text + "开发 | 20 | 22 | 10.0% | 5.0 | 6.0 | 20.0% |\n转让 | 10 | 12 | 20.0% | 4.0 | 5.0 | 25.0% |"
    )
    table = document.tables[0]
    at = {
        document.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns)
        for c in table.cells
        if c.end > c.start
    }
    assert at["类别"] == (0, 0, 2, 1)
    assert at["合同（项）"] == (0, 1, 1, 3)
    assert at["金额（亿元）"] == (0, 4, 1, 3)
    assert [c.column for c in table.cells if c.row == 1 and c.end > c.start] == [1, 2, 3, 4, 5, 6]


def test_a_head_row_without_its_empty_corner() -> None:
    document = text_document(
        "2021年 | 2022年 | 增长率 | |\n合同（项） | 20 | 22 | 10.0% |\n金额（亿元） | 5.0 | 6.0 | 20.0% |"
    )
    assert cells(document)[0] == ["", "2021年", "2022年", "增长率", ""][: len(cells(document)[0])]
    assert [c.column for c in document.tables[0].cells if c.row == 0 and c.end > c.start] == [1, 2, 3]
