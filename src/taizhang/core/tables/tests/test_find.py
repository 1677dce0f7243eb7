"""Finding tables: the header wherever it is, and every row exactly one thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.core.tables.book import open_paste
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.table import RowKind

from .builders import ALL, sheet_of, tables_of

K = RowKind
HEAD = ["企业名称", "统一社会信用代码", "营业收入", "备注"]


def kinds(table):
    return [K(kind) for kind in table.kinds]


def names(table):
    return [column.header for column in table.columns]


def test_a_plain_table():
    (table,) = tables_of([HEAD, ["甲公司", "x", 1, ""], ["乙公司", "y", 2, "好"]])
    assert (table.header_rows, names(table), table.data_rows) == ((1,), HEAD, 2)


def test_titles_unit_note_and_filler_above_the_header():
    (table,) = tables_of(
        [
            ["附件1"],
            ["2025年企业情况表"],
            ["填报单位：A街道", "", "填报日期：2026年6月", "单位：万元"],
            HEAD,
            ["甲公司", "x", 1, ""],
        ],
        merges=["A2:D2"],
    )
    assert (table.title, table.unit, table.header_rows) == ("2025年企业情况表", "万元", (4,))
    assert kinds(table) == [K.TITLE, K.TITLE, K.TITLE, K.HEADER, K.DATA]


def test_a_unit_in_the_title():
    assert tables_of([["企业收入表（单位：亿元）"], HEAD, ["甲公司", "x", 1, ""]])[0].unit == "亿元"
    assert tables_of([["企业收入表（万元）"], HEAD, ["甲公司", "x", 1, ""]])[0].unit == "万元"


def test_the_filling_unit_is_not_a_unit_of_money():
    assert tables_of([["填报单位：元岗街道"], HEAD, ["甲公司", "x", 1, ""]])[0].unit == ""


def test_a_merged_two_row_header_is_flattened():
    (table,) = tables_of(
        [
            ["企业情况表", "", "", "", ""],
            ["序号", "企业名称", "营业收入", "", "备注"],
            ["", "", "2024年", "2025年", ""],
            [1, "甲公司", 10, 20, ""],
        ],
        merges=["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"],
    )
    assert table.header_rows == (2, 3)
    assert names(table) == ["序号", "企业名称", "营业收入/2024年", "营业收入/2025年", "备注"]


def test_a_two_row_header_without_merged_cells():
    sheet = open_paste("企业名称\t营业收入\t\t备注\n\t2024年\t2025年\t\n甲公司\t10\t20\t好").sheets[0]
    (table,) = find_tables(sheet, ALL)
    assert names(table) == ["企业名称", "营业收入/2024年", "营业收入/2025年", "备注"]
    assert table.data_rows == 1


def test_a_three_row_header():
    (table,) = tables_of(
        [
            ["企业名称", "经济指标", "", "", "人员"],
            ["", "收入", "", "税收", ""],
            ["", "2024年", "2025年", "", ""],
            ["甲公司", 1, 2, 3, 4],
        ],
        merges=["A1:A3", "B1:D1", "B2:C2", "D2:D3", "E1:E3"],
    )
    assert names(table) == [
        "企业名称",
        "经济指标/收入/2024年",
        "经济指标/收入/2025年",
        "经济指标/税收",
        "人员",
    ]
    assert table.data_rows == 1


def test_column_numbers_and_units_below_the_header_belong_to_it():
    (table,) = tables_of(
        [["企业名称", "营业收入", "从业人员"], ["", "万元", "人"], ["甲", "1", "2"], ["甲公司", 10, 20]]
    )
    assert table.header_rows == (1, 2, 3)
    assert names(table) == ["企业名称", "营业收入（万元）", "从业人员（人）"]


def test_group_total_note_and_blank_rows():
    (table,) = tables_of(
        [
            HEAD,
            ["北京市（2所）", "", "", ""],
            ["甲公司", "x", 1, ""],
            ["乙公司", "x", 1, ""],
            ["小  计", "", 2, ""],
            ["", "", "", ""],
            ["天津市（1所）", "", "", ""],
            ["丙公司", "x", 5, ""],
            ["合计", "", 7, ""],
            ["注：数据截至6月30日", "", "", ""],
            ["填表人：", "审核人：", "", "日期："],
        ],
        merges=["A2:D2", "A7:D7", "A10:D10"],
    )
    assert kinds(table) == [
        K.HEADER, K.GROUP, K.DATA, K.DATA, K.TOTAL, K.BLANK, K.GROUP, K.DATA, K.TOTAL, K.NOTE, K.NOTE,
    ]  # fmt: skip
    assert [row.group for row in table.data()] == ["北京市（2所）", "北京市（2所）", "天津市（1所）"]


@pytest.mark.parametrize(
    "word", ["合计", "总计", "共 计", "全区合计", "合计：", "合计（3家）", "其中：规上企业", "一、合计"]
)
def test_words_of_totals(word):
    (table,) = tables_of([HEAD, ["甲公司", "x", 1, ""], [word, "", 3, ""]])
    assert kinds(table)[-1] is K.TOTAL


def test_a_total_behind_a_serial_number_or_in_the_second_column():
    (table,) = tables_of(
        [["序号", *HEAD], [1, "甲公司", "x", 1, ""], ["", "合计", "", 3, ""], [3, "合计", "", 3, ""]]
    )
    assert kinds(table) == [K.HEADER, K.DATA, K.TOTAL, K.TOTAL]


@pytest.mark.parametrize(
    "row",
    [
        ["合 计", "", 3, ""], ["本页合计", "", 3, ""], ["全市合计", "", 3, ""], ["合计（12项）", "", 3, ""],
        ["粤海街道小计", "", 3, ""], ["2025年合计", "", 3, ""], ["省级合计", "—", 3, ""], ["总数", "", 3, ""],
        ["合计", "12家", 3, "其中省级两家"], ["累计", "", "3.2亿", ""], ["南山区", "小计", 3, ""],
        ["合计", "合计", 3, ""], ["全市平均", "", 3, ""],
    ],
)  # fmt: skip
def test_rows_of_totals(row):
    (table,) = tables_of([HEAD, ["甲公司", "x", 1, ""], row])
    assert kinds(table)[-1] is K.TOTAL


REGION_HEAD = ["企业名称", "统一社会信用代码", "所属街道", "营业收入", "从业人员"]


@pytest.mark.parametrize(
    "row",
    [
        ["小计 7家", "", "", 3, 4], ["小计 2", "", "", 3, 4], ["小计：7", "", "", 3, 4], ["小计 7家", "", "", "", ""],
        ["双塔街道小计", "", "", 3, 4], ["双塔街道小计", "", "", "", ""], ["双塔街道", "", "", 7, ""],
        ["双塔街道", 7, "", 300, ""], ["双塔街道", "7家", "", 7, ""], ["全镇合计 12 家", "", "", "", ""],
        ["全镇合计 12 家", "", "", 5, ""], [1, "小计 7家", "", 3, 4], ["共计12家", "", "", 3, 4],
        ["", "", "双塔街道", 3, 4], ["双塔街道", "小计 2", "", 3, 4], ["装备制造合计", "", "", 3, ""],
        ["装备制造", "合计", "", 3, ""],
    ],
)  # fmt: skip
def test_subtotals_of_a_group_or_a_place_are_no_records(row):
    (table,) = tables_of(
        [
            REGION_HEAD,
            ["一、装备制造（2家）", "", "", "", ""],
            ["甲公司", "x", "双塔街道", 1, 2],
            ["乙公司", "y", "双塔街道", 1, 2],
            row,
            ["丙公司", "z", "虎山街道", 1, 2],
        ],
        merges=["A2:E2"],
    )
    assert kinds(table) == [K.HEADER, K.GROUP, K.DATA, K.DATA, K.TOTAL, K.DATA]


def test_the_sums_of_a_place_above_its_rows():
    (table,) = tables_of([REGION_HEAD, ["双塔街道", "", "", 7, 9], ["甲公司", "x", "双塔街道", 7, 9]])
    assert kinds(table) == [K.HEADER, K.TOTAL, K.DATA]


def test_a_table_of_places_is_data():
    rows = [
        ["街道", "企业数", "营业收入", "备注"],
        ["双塔街道", 12, 300, "好"],
        ["虎山街道", 8, 200, ""],
        ["贺村镇", 1, 2, ""],
    ]
    (table,) = tables_of(rows)
    assert kinds(table) == [K.HEADER, K.DATA, K.DATA, K.DATA]


@pytest.mark.parametrize(
    "row",
    [
        ["高新技术企业总数", "家", 12, ""], ["高新技术企业总数", "", 12, ""], ["专利授权总量", "件", 12, ""],
        ["科技型企业总数", "", 12, ""], ["全市高新技术企业总数", "", 12, ""], ["技术合同成交额合计", "亿元", 12, ""],
        ["研发投入累计", "", 12, ""], ["累计", "高新技术企业", 12, ""], ["合计", "规上企业", 12, ""],
        ["研发投入", "合计", 12, ""], ["其中：发明专利", "件", 12, ""],
    ],
)  # fmt: skip
def test_indicators_that_speak_of_a_total_are_data(row):
    (table,) = tables_of([["指标名称", "计量单位", "数值", "备注"], ["专利", "件", 1, ""], row])
    assert kinds(table)[-1] is K.DATA


@pytest.mark.parametrize("name", ["合计科技有限公司", "深圳市统计信息公司", "北京总计算中心", "会计事务所"])
def test_organizations_whose_name_sounds_like_a_total_are_data(name):
    (table,) = tables_of([HEAD, [name, "x", 1, ""]])
    assert kinds(table)[-1] is K.DATA


def test_numbered_lines_nobody_filled_in_are_blank():
    (table,) = tables_of(
        [["序号", *HEAD], [1, "甲公司", "x", 1, ""], [2, "", "", "", ""], [3, "", "", "", ""]]
    )
    assert kinds(table) == [K.HEADER, K.DATA, K.BLANK, K.BLANK]


def test_a_repeated_header_is_a_header_not_data():
    (table,) = tables_of([HEAD, ["甲公司", "x", 1, ""], HEAD, ["乙公司", "x", 1, ""]])
    assert kinds(table) == [K.HEADER, K.DATA, K.HEADER, K.DATA]


def test_a_page_title_repeated_with_its_header_stays_one_table():
    rows = [["企业情况表"], HEAD, ["甲公司", "x", 1, ""], ["企业情况表"], HEAD, ["乙公司", "x", 1, ""]]
    (table,) = tables_of(rows)
    assert kinds(table) == [K.TITLE, K.HEADER, K.DATA, K.TITLE, K.HEADER, K.DATA]


def test_two_tables_one_below_the_other():
    first, second = tables_of(
        [
            ["一、企业"],
            HEAD,
            ["甲公司", "x", 1, ""],
            [],
            ["二、专利"],
            ["专利号", "专利名称", "专利权人", "授权日期"],
            ["ZL1", "装置", "甲公司", "2026-06-03"],
            ["ZL2", "方法", "乙公司", "2026-06-03"],
        ]
    )
    assert (first.title, second.title) == ("一、企业", "二、专利")
    assert (first.data_rows, second.data_rows, second.header_rows) == (1, 2, (6,))
    assert (first.first_row, first.last_row, second.first_row, second.last_row) == (1, 4, 5, 8)


def test_two_tables_without_titles_between():
    rows = [HEAD, ["甲公司", "x", 1, ""], [], ["专利号", "专利名称", "专利权人"], ["ZL1", "装置", "甲公司"]]
    assert [table.data_rows for table in tables_of(rows)] == [1, 1]


def unknown_below(*between, head=("甲乙", "丙丁", "戊己"), rows=((5, "东边", 7), (6, "西边", 8))):
    first = [HEAD, ["甲公司", "x", 1, "好"], ["乙公司", "y", 2, "好"]]
    return tables_of([*first, *between, list(head), *(list(row) for row in rows)])


@pytest.mark.parametrize("between", [([],), ([], ["另一张"]), (["另一张"],), ([], [], [])])
def test_a_second_table_with_unknown_words(between):
    first, second = unknown_below(*between)
    assert (names(first), first.data_rows) == (HEAD, 2)
    assert ([n for n in names(second) if n], second.data_rows) == (["甲乙", "丙丁", "戊己"], 2)


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            ("丙公司", "z", "未报", "好"),
            (("丁公司", "w", 3, "好"), ("戊公司", "v", 4, "")),
        ),  # a number is missing
        (("丙公司", "z", "未报", "好"), ((7, "w", 3, "好"),)),  # a name ends like an organization
        (("甲乙", "丙丁", ""), ((5, "东边", 7), (6, "西边", 8))),  # values outside the head
        (("甲乙", "丙丁", "戊己"), ((5, "东边", 7), ("无名", "西边", 8))),  # no one type
        (("甲乙", "甲乙", "戊己"), ((5, "东边", 7), (6, "西边", 8))),
        (("甲乙", "丙丁", "戊己"), (("甲", "东边", 7), ("乙", "西边", 8))),  # the same types as above
    ],
)
def test_a_blank_row_alone_does_not_part_a_table(head, rows):
    assert len(unknown_below([], head=head, rows=rows)) == 1


def test_unknown_words_without_a_gap_are_data():
    assert len(unknown_below()) == 1


def test_two_tables_side_by_side():
    left, right = tables_of(
        [
            ["企业", "", "", "专利", ""],
            ["企业名称", "营业收入", "", "专利号", "专利名称"],
            ["甲公司", 1, "", "ZL1", "装置"],
            ["乙公司", 2, "", "", ""],
        ]
    )
    assert (names(left), names(right)) == (["企业名称", "营业收入"], ["专利号", "专利名称"])
    assert (left.data_rows, right.data_rows) == (2, 1)
    assert [column.letter for column in right.columns] == ["D", "E"]


def test_an_empty_column_inside_one_table_does_not_part_it():
    (table,) = tables_of([["企业名称", "营业收入", "", "增长率", "备注"], ["甲公司", 1, "", 0.5, "好"]])
    assert len(table.columns) >= 4


def test_vertically_merged_cells_are_filled_down_but_amounts_are_not():
    (table,) = tables_of(
        [["企业名称", "项目名称", "资助金额"], ["甲公司", "A", 10], ["", "B", ""], ["乙公司", "C", 5]],
        merges=["A2:A3", "C2:C3"],
    )
    assert [row.cells for row in table.data()] == [
        ["甲公司", "A", 10.0],
        ["甲公司", "B", ""],
        ["乙公司", "C", 5.0],
    ]


def test_no_header_is_a_sentence_and_the_rows_are_still_counted():
    (table,) = tables_of([["甲公司", 1, 2], ["乙公司", 3, 4]])
    assert [problem.code for problem in table.problems] == ["header.missing"]
    assert table.header_rows == () and table.data_rows == 2


def test_an_english_header():
    (table,) = tables_of([["start_time", "title", "money"], [202001, "x", 34]])
    assert table.header_rows == (1,)


def test_a_column_of_values_without_a_name_is_kept():
    (table,) = tables_of([["企业名称", "营业收入", ""], ["甲公司", 1, "多出来的"]])
    assert names(table) == ["企业名称", "营业收入", ""]


def test_an_empty_sheet_has_no_tables():
    assert find_tables(sheet_of([["x", ""]]), ALL) != []
    assert tables_of([HEAD])[0].data_rows == 0


cell = st.one_of(
    st.just(""),
    st.just(""),
    st.sampled_from(
        ["企业名称", "合计", "注：x", "甲公司", "营业收入", "专利号", "备注", "一、甲", "序号", "单位：万元"]
    ),
    st.integers(0, 3000),
)


@given(st.lists(st.lists(cell, min_size=1, max_size=6), min_size=1, max_size=14))
@settings(max_examples=200, deadline=None)
def test_every_row_of_the_sheet_is_classified_exactly_once(rows):
    text = "\n".join("\t".join(str(value) for value in row) for row in rows) + "\n末\t1"
    sheet = open_paste(text).sheets[0]
    tables = find_tables(sheet, ALL)
    bands: dict[tuple[int, ...], list] = {}
    for table in tables:
        side = 0 if table.columns and min(c.index for c in table.columns) == 0 else 1
        bands.setdefault((side,), []).append(table)
    total = sum(sum(table.counts.values()) for table in tables)
    assert total % sheet.last_row == 0
    for table in tables:
        assert len(table.kinds) == table.last_row - table.first_row + 1 == len(list(table.rows()))
