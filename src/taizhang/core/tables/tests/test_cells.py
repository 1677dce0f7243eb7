"""Cells typed: what people write becomes a value, or a problem that says what to do."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from taizhang.core.decisions import Severity
from taizhang.core.tables.amounts import money_parser, number_parser, percent_parser, read_amount
from taizhang.core.tables.codes import parse_code, parse_credit_code
from taizhang.core.tables.dates import date_parser, is_end, parse_date, parse_period, parse_year
from taizhang.core.tables.spec import Choice, Column, Kind
from taizhang.core.tables.words import choice_parser, parse_yes_no, plain_text, text_parser

from .builders import CREDIT

D = Decimal
STAFF = Column("staff", "从业人员", Kind.INTEGER, unit="人")
AREA = Column("area", "面积", Kind.NUMBER, unit="亩")


def outcome(typed):
    value, issue = typed
    return value, issue and issue.severity, issue and issue.suggestion


# -- dates --------------------------------------------------------------------------------------

DAY = dt.date(2026, 6, 3)


@pytest.mark.parametrize(
    "cell",
    ["2026-06-03", "2026/6/3", "2026.6.3", "2026年6月3日", "20260603", "二〇二六年六月三日", "2026年 6月 3日",
     "２０２６－０６－０３", "2026-06-03 12:30:00", "2026-06-03T00:00:00", dt.datetime(2026, 6, 3, 8), DAY, 20260603.0],
)  # fmt: skip
def test_days(cell):
    assert parse_date(cell) == (DAY, None)


@pytest.mark.parametrize(
    "cell", ["2026.6", "2026年6月", "2026/06", "202606", 2026.6, 202606.0, "二〇二六年六月"]
)
def test_months_are_the_first_to_look_at(cell):
    assert outcome(parse_date(cell)) == (dt.date(2026, 6, 1), Severity.LOOK, "")


@pytest.mark.parametrize("cell", ["2026", "2026年", "二〇二六年", 2026.0])
def test_years_are_their_first_day_to_look_at(cell):
    assert outcome(parse_date(cell)) == (dt.date(2026, 1, 1), Severity.LOOK, "")


def test_a_number_that_lost_its_zero_says_so():
    value, issue = parse_date(2026.1)
    assert value == dt.date(2026, 1, 1) and "10 月" in issue.message


@pytest.mark.parametrize("cell", [46176.0, "46176"])
def test_serial_numbers_of_excel(cell):
    assert outcome(parse_date(cell)) == (DAY, Severity.LOOK, "")


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("2026-6-31", "2026-06-30"),
        ("2025.2.29", "2025-02-28"),
        ("2026/13/1", ""),
        ("26.6.3", "2026-06-03"),
        ("2026.1-2026.12", "2026-01-01"),
        ("六月三日", ""),
        ("0000-00-00", ""),
        ("待定", ""),
        (True, ""),
        (7.0, ""),
    ],
)
def test_what_is_not_a_day_is_an_error_with_a_suggestion_where_there_is_one(cell, suggestion):
    assert outcome(parse_date(cell)) == (None, Severity.ERROR, suggestion)


UNTIL = Column("expires_on", "有效期至", Kind.DATE)
BEGAN = Column("founded_on", "成立日期", Kind.DATE)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2026.6", "2026-06-30"), ("2026年2月", "2026-02-28"), (2026.6, "2026-06-30"), (202606.0, "2026-06-30"),
     ("2026", "2026-12-31"), ("2026年", "2026-12-31"), (2026.0, "2026-12-31")],
)  # fmt: skip
def test_where_something_ends_a_month_or_a_year_is_its_last_day(cell, day):
    value, issue = date_parser(UNTIL, "有效期至", 0)(cell)
    last = dt.date.fromisoformat(day)
    assert (value, issue.severity) == (last, Severity.LOOK)
    assert f"按最后一天 {last.year} 年 {last.month} 月 {last.day} 日记" in issue.message
    assert date_parser(UNTIL, "有效期至", 0)("2026-06-03") == (DAY, None)


@pytest.mark.parametrize(
    ("name", "title", "header", "ends"),
    [
        ("a_on", "日期", "服务期（止）", True), ("a_on", "结束日期", "服务期（起）", False),
        ("a_on", "日期", "执行期止", True), ("a_on", "日期", "截止日期", True),
        ("a_on", "日期", "贷款到期日", True), ("a_on", "日期", "有效期", True), ("a_on", "日期", "结束时间", True),
        ("until_on", "日期", "日期", True), ("expires_on", "日期", "", True), ("ended_on", "x", "x", True),
        ("a_on", "规上终止", "退库时间", True), ("a_on", "成立日期", "成立日期", False),
        ("a_on", "日期", "起止时间", False), ("starts_on", "开始日期", "执行期起", False), ("a_on", "日期", "发证日期", False),
        ("a_on", "有效期至", "有效期起始日期", False), ("a_on", "日期", "执行期/终止", True),
    ],
)  # fmt: skip
def test_columns_that_say_when_something_ends(name, title, header, ends):
    assert is_end(Column(name, title, Kind.DATE), header) is ends


@pytest.mark.parametrize(
    "cell", ["三年", "3年", "十年", "36个月", "五年期", "半年", "长期", "永久", "长期有效", "20年"]
)
def test_a_length_is_no_day_but_refuses_nothing_where_something_ends(cell):
    value, issue = date_parser(UNTIL, "有效期", 0)(cell)
    assert (value, issue.severity) == (None, Severity.LOOK) and "不是哪一天" in issue.message


@pytest.mark.parametrize("cell", ["三年", "36个月", "25年", "六月"])
def test_a_length_elsewhere_and_a_short_year_are_errors(cell):
    assert outcome(date_parser(BEGAN, "成立日期", 0)(cell))[:2] == (None, Severity.ERROR)
    assert cell[0] not in "2六" or outcome(date_parser(UNTIL, "有效期", 0)(cell))[:2] == (
        None,
        Severity.ERROR,
    )


@pytest.mark.parametrize("cell", ["3月5日", "3月5号", "三月五日", " 3 月 5 日"])
def test_a_day_without_a_year_is_of_the_tables_year_or_an_error(cell):
    value, issue = date_parser(BEGAN, "成立日期", 2025)(cell)
    assert (value, issue.severity) == (dt.date(2025, 3, 5), Severity.LOOK) and "2025-03-05" in issue.message
    value, issue = date_parser(BEGAN, "成立日期", 0)(cell)
    assert (value, issue.severity) == (None, Severity.ERROR) and "请写上年份" in issue.fix


def test_an_impossible_day_without_a_year_is_an_error():
    assert outcome(date_parser(BEGAN, "", 2025)("2月30日")) == (None, Severity.ERROR, "2025-02-28")


def test_a_chinese_day_beyond_ten():
    assert parse_date("二〇二五年十二月三十一日") == (dt.date(2025, 12, 31), None)
    assert parse_date("二〇二五年十月二十日") == (dt.date(2025, 10, 20), None)


@pytest.mark.parametrize("cell", [2025.0, "2025", "2025年", "2025年度", "二〇二五年", dt.date(2025, 3, 1)])
def test_years(cell):
    assert parse_year(cell) == (2025, None)


def test_a_short_year_is_suggested():
    assert outcome(parse_year("25年")) == (None, Severity.ERROR, "2025")


@pytest.mark.parametrize(
    ("cell", "period"),
    [("2025", "2025"), (2025.0, "2025"), ("2025年上半年", "2025H1"), ("2025H2", "2025H2"), ("2025年第三季度", "2025Q3"),
     ("2025年3季度", "2025Q3"), ("2025Q4", "2025Q4"), ("2025年6月", "2025-06"), ("2025-06", "2025-06"),
     ("202506", "2025-06"), ("2025年1-6月", "2025H1"), ("2025年1-12月", "2025"), (dt.date(2025, 6, 1), "2025-06")],
)  # fmt: skip
def test_periods(cell, period):
    assert parse_period(cell) == (period, None)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_reads_the_same_however_it_is_written(day):
    for text in (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        day.isoformat(),
    ):
        assert parse_date(text) == (day, None)


# -- amounts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [("3.2亿", "", "320000000"), ("3.2亿", "万元", "320000000"), ("1,203.5万", "", "12035000"),
     ("1203.5万元", "万元", "12035000"), ("１２３", "", "123"), (1203.5, "万元", "12035000"), ("1，203.5", "", "1203.5"),
     ("(12.5)", "", "-12.5"), ("（12.5）", "万元", "-125000"), ("-3", "", "-3"), ("￥1,000.00", "", "1000.00"),
     ("1亿2000万", "", "120000000"), ("5千元", "", "5000"), (0.1 + 0.2, "", "0.3"), ("人民币5元", "万元", "5"),
     ("1.5e3", "", "1500"), (1 / 3, "万元", "3333.33"), ("12 000", "", "12000"), ("+7", "", "7")],
)  # fmt: skip
def test_money_is_exact_in_yuan(cell, unit, yuan):
    assert money_parser(unit)(cell) == (D(yuan), None)


def test_a_rough_amount_is_taken_and_flagged():
    assert outcome(money_parser("万元")("约300"))[:2] == (D(3000000), Severity.LOOK)


@pytest.mark.parametrize(
    "cell", ["若干", "12-15", "1,2", "3.2.1", "12美元", "5吨", True, dt.date(2026, 1, 1), "10%"]
)
def test_what_is_not_money_is_an_error(cell):
    assert outcome(money_parser("")(cell))[:2] == (None, Severity.ERROR)


def test_money_in_a_foreign_column_is_an_error():
    assert money_parser("万美元")(3.0)[1].code == "money.foreign"


@given(
    st.decimals(min_value=0, max_value=10**10, places=2, allow_nan=False),
    st.sampled_from(["元", "万元", "亿元", "千元"]),
)
def test_the_unit_does_not_change_the_money(yuan, unit):
    from taizhang.core.tables.lexicon import MONEY_UNITS

    text = f"{yuan / MONEY_UNITS[unit]:f}{unit}"
    assert money_parser("万元")(text) == (yuan, None)
    assert read_amount(text).unit == unit


@pytest.mark.parametrize(
    ("cell", "number"),
    [(41.0, 41), ("41", 41), ("12人", 12), ("１２", 12), ("1.2万", 12000), ("1,024", 1024), ("12名", 12)],
)
def test_whole_numbers(cell, number):
    assert number_parser(STAFF, "人", whole=True)(cell) == (number, None)


def test_a_remark_behind_a_number_is_an_error_with_the_number_suggested():
    assert outcome(number_parser(STAFF, "", whole=True)("41（含外聘）")) == (None, Severity.ERROR, "41")


@pytest.mark.parametrize("cell", [2.5, "两三个", "12亩"])
def test_what_is_not_a_whole_number_is_an_error(cell):
    assert outcome(number_parser(STAFF, "", whole=True)(cell))[:2] == (None, Severity.ERROR)


def test_units_of_numbers_convert_or_are_refused():
    assert number_parser(AREA, "万亩", whole=False)(1.5) == (D(15000), None)
    assert number_parser(AREA, "公顷", whole=False)(2.0) == (D(30), None)
    assert number_parser(AREA, "平方米", whole=False)(2.0)[1].code == "unit.differs"


@pytest.mark.parametrize(
    ("cell", "options", "fraction"),
    [("87.42%", {}, "0.8742"), (0.8742, {}, "0.8742"), (87.42, {"points": True}, "0.8742"), ("87.42", {"points": True}, "0.8742"),
     (1.5, {"formatted": True}, "1.5"), ("５％", {}, "0.05"), ("3‰", {}, "0.003"), (0.5, {"points": True}, "0.005")],
)  # fmt: skip
def test_percentages_are_fractions(cell, options, fraction):
    parse = percent_parser(**{"points": False, "formatted": False, "mixed": False, **options})
    assert parse(cell) == (D(fraction), None)


def test_a_percentage_without_a_sign_is_flagged():
    parse = percent_parser(points=False, formatted=False, mixed=False)
    assert outcome(parse(87.42))[:2] == (D("0.8742"), Severity.LOOK)


# -- codes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", [CREDIT, CREDIT.lower(), f" {CREDIT[:8]} {CREDIT[8:]} ", f"'{CREDIT}"])
def test_good_credit_codes(cell):
    assert parse_credit_code(cell) == (CREDIT, None)


def test_a_full_width_credit_code():
    assert parse_credit_code("".join(chr(ord(c) + 0xFEE0) for c in CREDIT)) == (CREDIT, None)


@pytest.mark.parametrize("cell", [9.14403007109286e17, "9.144E+17", "9.14403E+17", 91440300710928600.0])
def test_scientific_notation_is_never_a_code(cell):
    for parse in (parse_credit_code, parse_code):
        value, issue = parse(cell)
        assert value is None and issue.code == "code.scientific" and "丢失" in issue.message


def test_a_wrong_check_digit_says_what_it_should_be():
    wrong = CREDIT[:-1] + ("1" if CREDIT[-1] != "1" else "2")
    value, issue = parse_credit_code(wrong)
    assert value is None and f"应为 {CREDIT[-1]}" in issue.message and issue.suggestion == ""


def test_too_short_too_long_and_old_numbers_say_so():
    assert "少 1 位" in parse_credit_code(CREDIT[:-1])[1].message
    assert "多 1 位" in parse_credit_code(CREDIT + "1")[1].message
    assert "旧注册号" in parse_credit_code("440301103456789")[1].message
    assert parse_credit_code(123456789012345.0)[0] is None


def test_a_letter_that_looks_like_a_digit_is_suggested():
    at = CREDIT.index("0", 4)
    value, issue = parse_credit_code(CREDIT[:at] + "O" + CREDIT[at + 1 :])
    assert (value, issue.suggestion) == (None, CREDIT)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXYIOSZV -", min_size=1, max_size=22))
def test_a_code_is_a_value_only_when_its_check_digit_holds(text):
    value, issue = parse_credit_code(text)
    assert (value is None) == (issue is not None)
    assert value is None or uscc.is_valid(value)
    assert issue is None or not issue.suggestion or uscc.is_valid(issue.suggestion)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("'00123", "00123"), (" GR2024 44001 ", "GR202444001"), ("ＺＬ２０２４", "ZL2024"), (13800138000.0, "13800138000"),
     ("13800000001.0", "13800000001"), (13800000001.0, "13800000001"), ("2.0", "2.0"), (2025.5, "2025.5"),
     ("粤科 （2025）3号", "粤科 （2025）3号"), ("0755-8888 8888", "0755-8888 8888")],
)  # fmt: skip
def test_codes_keep_their_digits(cell, code):
    assert parse_code(cell) == (code, None)


# -- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["是", "√", "有", "Y", "1", 1.0, True, " 是 "])
def test_yes(cell):
    assert parse_yes_no(cell) == (True, None)


@pytest.mark.parametrize("cell", ["否", "×", "无", "N", "0", 0.0, False, "x"])
def test_no(cell):
    assert parse_yes_no(cell) == (False, None)


def test_neither_yes_nor_no():
    assert outcome(parse_yes_no("是的吧")) == (None, Severity.ERROR, "是")
    assert outcome(parse_yes_no("也许")) == (None, Severity.ERROR, "")


LEVEL = Column(
    "level",
    "级别",
    Kind.CHOICE,
    choices=(Choice("n", "国家级", ("国家",)), Choice("p", "省级"), Choice("c", "市级")),
)


@pytest.mark.parametrize("cell", ["国家级", "国家", "n", "N", " 国家级 "])
def test_choices_by_label_value_and_other_words(cell):
    assert choice_parser(LEVEL)(cell) == ("n", None)


def test_a_near_choice_is_suggested_by_its_label():
    assert outcome(choice_parser(LEVEL)("国家级（重点）")) == (None, Severity.ERROR, "国家级")
    assert outcome(choice_parser(LEVEL)("部级")) == (None, Severity.ERROR, "")


def test_text_is_one_line_and_has_a_limit():
    column = Column("t", "标题", max_length=5)
    assert text_parser(column, lines=False)("甲\n公司 ") == ("甲公司", None)
    assert text_parser(column, lines=False)("a\nb") == ("a b", None)
    assert text_parser(column, lines=True)("甲\r\n乙") == ("甲\n乙", None)
    assert text_parser(column, lines=False)("一二三四五六")[1].code == "text.too_long"
    assert text_parser(column, lines=False)(41.0) == ("41", None)


@pytest.mark.parametrize(
    ("text", "one", "several"),
    [
        ("甲\x00乙\x07丙\x7f\x9f", "甲乙丙", "甲乙丙"),
        ("\u202e司公有\u2066限", "司公有限", "司公有限"),
        ("零\u200b宽\ufeff", "零宽", "零宽"),
        ("\ud800半个", "半个", "半个"),
        ("a\u2028b\x85c\rd", "a b c d", "a\nb\nc\nd"),
        ("a\tb", "a\tb", "a\tb"),
        (" 👨\u200d👩\u200d👧 科\u3000技 ", "👨\u200d👩\u200d👧 科\u3000技", "👨\u200d👩\u200d👧 科\u3000技"),
    ],
)
def test_a_text_holds_no_controls_and_nothing_that_cannot_be_seen(text, one, several):
    assert plain_text(text, lines=False) == one
    assert plain_text(text, lines=True) == several


@given(st.text())
def test_a_plain_text_stays_as_it_is(text):
    for lines in (True, False):
        once = plain_text(text, lines=lines)
        assert plain_text(once, lines=lines) == once
