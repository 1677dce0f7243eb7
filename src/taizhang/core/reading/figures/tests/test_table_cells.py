"""Number cells: their unit, role, name and period come from the heads."""

from decimal import Decimal

import pytest

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.figures.table_cells import cell_figures, quiet_spans
from taizhang.core.reading.tests.made_tables import figure_at, text_document, word_document


def table(*rows: str, caption: str = "") -> Document:
    lines = [row.replace(" ", "\t") for row in rows]
    return text_document("\n".join(([caption] if caption else []) + lines))


def shown(document: Document) -> list[str]:
    return [figure.text for figure in cell_figures(document)]


COMMUNIQUE = table(
    "指标 单位 绝对数 比上年增长(%)",
    "地区生产总值 亿元 512.6 5.3",
    "其中：第一产业 亿元 40.1 -1.2",
    "发明专利授权量 件 320 12.0",
    "R&D经费投入强度 % 2.61 0.12个百分点",
    caption="表1 2022年主要指标",
)


def test_a_column_of_units_gives_each_row_its_unit() -> None:
    units = [(f.text, f.unit, f.kind) for f in cell_figures(COMMUNIQUE) if f.cell and f.cell[2] == 2]
    assert units == [
        ("512.6", "亿元", Kind.MONEY),
        ("40.1", "亿元", Kind.MONEY),
        ("320", "件", Kind.COUNT),
        ("2.61", "%", Kind.PERCENT),
    ]


def test_a_growth_column_has_its_own_unit_and_a_minus_is_a_fall() -> None:
    rise, fall = figure_at(COMMUNIQUE, 1, 3), figure_at(COMMUNIQUE, 2, 3)
    assert (rise.role, rise.value, rise.unit) == (Role.GROWTH_RATE, Decimal("5.3"), "%")
    assert (fall.role, fall.value, fall.unit, fall.text) == (Role.DECREASE, Decimal("1.2"), "%", "1.2")


def test_a_unit_printed_in_the_cell_comes_first() -> None:
    points = figure_at(COMMUNIQUE, 4, 3)
    assert (points.text, points.unit, points.role) == ("0.12个百分点", "个百分点", Role.INCREASE)


def test_an_intensity_is_a_share_and_the_row_names_what_is_counted() -> None:
    intensity = figure_at(COMMUNIQUE, 4, 2)
    assert (intensity.role, intensity.of) == (Role.SHARE, "R&D经费投入强度")
    named = figure_at(COMMUNIQUE, 2, 2)
    assert named.of == "第一产业"
    assert COMMUNIQUE.text[named.of_start :].startswith("第一产业\t亿元")


def test_the_caption_gives_the_period() -> None:
    assert {figure.period for figure in cell_figures(COMMUNIQUE)} == {"2022"}


@pytest.mark.parametrize(
    ("head", "unit", "kind"),
    [
        ("金额（万元）", "万元", Kind.MONEY),
        ("金额(万元)", "万元", Kind.MONEY),
        ("数量/件", "件", Kind.COUNT),
        ("数量（单位：家）", "家", Kind.COUNT),
        ("面积，万亩", "万亩", Kind.AREA),
        ("产量（吨）", "吨", Kind.WEIGHT),
        ("增长(%)", "%", Kind.PERCENT),
        ("增长%", "%", Kind.PERCENT),
        ("增长（％）", "%", Kind.PERCENT),
        ("密度（件/万人）", "件/万人", Kind.OTHER),
        ("经费(全口径)（亿元）", "亿元", Kind.MONEY),
        ("金额【万元】", "万元", Kind.MONEY),
        ("企业（个）", "个", Kind.COUNT),
        ("数量(含市级)", None, Kind.COUNT),
    ],
)
def test_the_unit_of_a_column_head(head: str, unit: str | None, kind: Kind) -> None:
    figure = figure_at(table(f"地区 {head}", "东区 12", "西区 8"), 1, 1)
    assert (figure.unit, figure.kind) == (unit, kind)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("同比增长(%)", Role.GROWTH_RATE),
        ("增速(%)", Role.GROWTH_RATE),
        ("比上年±%", Role.GROWTH_RATE),
        ("增减（家）", Role.INCREASE),
        ("比上年增加(件)", Role.INCREASE),
        ("降幅（%）", Role.DECREASE),
        ("占比(%)", Role.SHARE),
        ("占全市比重（%）", Role.SHARE),
        ("完成率(%)", Role.COMPLETION_RATE),
        ("占年度目标(%)", Role.COMPLETION_RATE),
        ("预算执行率", Role.COMPLETION_RATE),
        ("年度目标（家）", Role.TARGET),
        ("年初预算（万元）", Role.TARGET),
        ("计划数（个）", Role.TARGET),
        ("全市排名", Role.RANK),
        ("位次", Role.RANK),
        ("累计完成（家）", Role.LEVEL),
        ("预算执行数（万元）", Role.LEVEL),
        ("科技计划项目（项）", Role.LEVEL),
        ("工业增加值（亿元）", Role.LEVEL),
        ("一般公共预算收入（亿元）", Role.LEVEL),
        ("高新技术企业（家）", Role.LEVEL),
    ],
)
def test_the_role_of_a_column_head(head: str, role: Role) -> None:
    assert figure_at(table(f"地区 {head}", "东区 12", "西区 8"), 1, 1).role is role


def test_ranks_have_kind_rank_and_no_unit() -> None:
    figure = figure_at(table("县区 得分 位次", "甲县 88.5 1", "乙县 80.1 第2位"), 2, 2)
    assert (figure.kind, figure.role, figure.text, figure.value) == (
        Kind.RANK,
        Role.RANK,
        "第2位",
        Decimal(2),
    )


def test_years_as_columns_give_the_period_and_rates_take_the_latest() -> None:
    document = table("指标 2021年 2022年 增长（%）", "高企（家） 100 120 20.0", "科小（家） 50 60 20.0")
    assert [figure_at(document, 1, column).period for column in (1, 2, 3)] == ["2021", "2022", "2022"]
    assert figure_at(document, 1, 1).unit == "家"
    assert figure_at(document, 1, 1).of == "高企"


def test_years_as_rows_give_the_period_and_the_columns_the_name() -> None:
    document = table("年份 专利申请(件) 专利授权(件)", "2020年 90 40", "2021年 100 50")
    assert shown(document) == ["90", "40", "100", "50"]
    figure = figure_at(document, 2, 2)
    assert (figure.period, figure.of, figure.unit) == ("2021", "专利授权", "件")


def test_bare_years_as_columns_are_heads() -> None:
    document = table("指标 2020 2021", "高企（家） 100 120", "科小（家） 50 60")
    assert shown(document) == ["100", "120", "50", "60"]
    assert figure_at(document, 2, 2).period == "2021"


@pytest.mark.parametrize(
    ("heads", "caption", "periods"),
    [
        ("指标 上半年 上年同期", "2023年上半年指标", ["2023-H1", "2022-H1"]),
        ("指标 1-5月 去年同期", "2022年1-5月指标统计", ["2022-01..2022-05", "2021-01..2021-05"]),
        ("指标 本年 上年", "2022年度情况表", ["2022", "2021"]),
        ("指标 年度目标 上半年完成", "2023年上半年完成情况", ["2023", "2023-H1"]),
        ("指标 1-6月 1-12月", "2022年情况表", ["2022-H1", "2022"]),
        ("指标 2016-2020年 2021年", "情况一览", ["2016..2020", "2021"]),
        ("指标 第一季度 数量", "2023年情况表", ["2023-01..2023-03", "2023"]),
    ],
)
def test_periods_of_heads(heads: str, caption: str, periods: list[str]) -> None:
    document = table(heads, "高企（家） 12 10", "科小（家） 30 20", caption=caption)
    assert [figure_at(document, 1, column).period for column in (1, 2)] == periods


def test_what_is_no_figure() -> None:
    document = table(
        "序号 项目编号 项目名称 立项年度 联系电话 起止时间 资助金额（万元） 备注",
        "1 2023A001 高效电机 2023 13812345678 2023.1-2024.12 50 无",
        "2 2023A002 水稻育种 2023 0553-1234567 2023.1-2024.12 30 -",
        "3 2023A003 芯片封测 2023 13912345678 2023.1-2024.12 — 缓拨",
    )
    assert shown(document) == ["50", "30"]


def test_a_row_that_numbers_the_columns_is_no_figure() -> None:
    assert shown(table("指标 预算 执行", "栏次 1 2", "科技支出 90 80", "教育支出 70 60")) == [
        "90",
        "80",
        "70",
        "60",
    ]


def test_masked_cells_are_masked_figures() -> None:
    document = table("地区 高企（家） 金额（万元）", "东区 xx 10", "西区 ** 12", "南区 12×× 8")
    masked = [(f.text, f.unit, f.value) for f in cell_figures(document) if f.masked]
    assert masked == [("xx", "家", None), ("**", "家", None), ("12××", "家", None)]


@pytest.mark.parametrize(
    ("cell", "text", "value", "unit", "approx"),
    [
        ("1,234", "1,234", "1234", "家", None),
        ("1，234", "1，234", "1234", "家", None),
        ("12*", "12", "12", "家", None),
        ("12家", "12家", "12", "家", None),
        ("约12", "12", "12", "家", "约"),
        ("120余家", "120余家", "120", "家", "余"),
        ("≥20", "20", "20", "家", "以上"),
        ("20以上", "20", "20", "家", "以上"),
        ("１２", "１２", "12", "家", None),
        ("0", "0", "0", "家", None),
        ("+12", "12", "12", "家", None),
        ("-12", "-12", "-12", "家", None),
    ],
)
def test_how_a_cell_is_printed(cell: str, text: str, value: str, unit: str, approx: str | None) -> None:
    figure = figure_at(table("地区 高企（家）", f"东区 {cell}", "西区 8"), 1, 1)
    assert (figure.text, figure.value, figure.unit, figure.approx) == (text, Decimal(value), unit, approx)


@pytest.mark.parametrize(
    "cell", ["100/79.8", "3:2", "12（8）", "007", "2023-01-05", "12.5.3", "▲12", "A12", "第3批", "2023年"]
)
def test_cells_that_are_not_one_number(cell: str) -> None:
    assert shown(table("地区 高企（家）", f"东区 {cell}", "西区 8", "南区 9")) == ["8", "9"]


def test_the_unit_of_the_caption_holds_where_the_head_has_none() -> None:
    document = table(
        "类别 预算数 项目数 占比",
        "研发补助 300 12 60.0%",
        "平台 200 8 40.0%",
        caption="经费安排表（单位：万元）",
    )
    assert [figure_at(document, 1, column).unit for column in (1, 2, 3)] == ["万元", None, "%"]


def test_two_units_in_the_caption_are_told_apart_by_the_heads() -> None:
    document = table(
        "类别 项目数 资助金额", "重点研发 12 300", "自然基金 8 200", caption="汇总表（单位：项、万元）"
    )
    assert [figure_at(document, 1, column).unit for column in (1, 2)] == ["项", "万元"]


def test_rows_of_which_take_the_unit_of_the_row_above() -> None:
    document = table(
        "指标 2021 2022", "科技人员（人） 90 99", "#科学家 40 44", "专利（件） 70 77", "#发明 10 11"
    )
    assert [figure_at(document, row, 1).unit for row in (1, 2, 3, 4)] == ["人", "人", "件", "件"]


def test_rows_of_rates_below_columns_of_counts() -> None:
    document = table("项目 高企（家） 合同额（亿元）", "本年 120 9.5", "上年 100 10.0", "增长（%） 20.0 -5.0")
    rate = figure_at(document, 3, 2)
    assert (rate.unit, rate.role, rate.value, rate.of) == ("%", Role.DECREASE, Decimal("5.0"), "合同额")


def test_the_total_row_is_named_by_its_column() -> None:
    document = table(
        "地区 高企（家） 专利（件）", "东区 12 30", "西区 8 20", "合 计 20 50".replace("合 计", "合计")
    )
    assert figure_at(document, 3, 1).of == "高企"


def test_merged_heads_of_two_rows() -> None:
    document = word_document(
        [
            [("地区", 2, 1), ("专利申请（件）", 1, 2), ("专利授权", 1, 2)],
            ["总量", "同比增长(%)", "总量（件）", "同比增长(%)"],
            ["东区", "120", "20.0", "60", "-4.0"],
            ["西区", "80", "10.0", "40", "5.0"],
        ]
    )
    total, fall = figure_at(document, 2, 1), figure_at(document, 2, 4)
    assert (total.unit, total.role, total.of) == ("件", Role.LEVEL, "东区")
    assert (fall.unit, fall.role, fall.value) == ("%", Role.DECREASE, Decimal("4.0"))


def test_a_title_and_a_line_of_units_inside_the_table() -> None:
    document = word_document(
        [
            [("2022年经费情况表", 1, 3)],
            [("单位：万元", 1, 3)],
            ["类别", "预算", "支出"],
            ["平台建设", "300", "280"],
            ["成果转化", "200", "190"],
        ]
    )
    figure = figure_at(document, 3, 2)
    assert (figure.unit, figure.kind, figure.period) == ("万元", Kind.MONEY, "2022")


def test_a_row_of_units_below_the_heads() -> None:
    document = table("地区 企业数 营收", "\t家\t亿元".replace("\t", " "), "东区 12 5.5", "西区 8 3.1")
    assert [figure_at(document, 2, column).unit for column in (1, 2)] == ["家", "亿元"]


def test_two_halves_side_by_side() -> None:
    document = table("收入 金额 支出 金额", "财政拨款 100 基本支出 60", "其他收入 20 项目支出 60")
    assert [figure_at(document, 1, column).of for column in (1, 3)] == ["财政拨款", "基本支出"]


def test_a_note_below_the_table_holds_no_figure() -> None:
    document = word_document(
        [["地区", "高企"], ["东区", "12"], ["西区", "8"], [("注：不含2家外迁企业", 1, 2)]]
    )
    assert shown(document) == ["12", "8"]


def test_a_table_of_words_has_no_figures() -> None:
    assert shown(word_document([["时间", "内容"], ["上午", "开会"], ["下午", "调研"]])) == []


def test_heads_and_names_are_quiet_but_the_text_of_a_cell_is_not() -> None:
    document = word_document(
        [
            ["序号", "任务", "进展", "数量（家）"],
            ["1", "50强培育", "已走访企业30家，解决问题12个。", "12"],
            ["2", "平台", "新建5个，认定3个。", "8"],
        ]
    )
    quiet = [document.text[start:end] for start, end in quiet_spans(document)]
    assert quiet == ["序号", "任务", "进展", "数量（家）", "1", "50强培育", "12", "2", "平台", "8"]


def test_the_reports_own_period_holds_where_the_table_names_none() -> None:
    document = table("地区 高企（家） 上年（家）", "东区 12 10", "西区 8 6")
    assert [figure.period for figure in cell_figures(document, "2023-H1")[:2]] == ["2023-H1", "2022-H1"]
