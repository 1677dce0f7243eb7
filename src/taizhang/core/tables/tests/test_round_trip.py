"""Exporting and importing again changes nothing, for any register and any rows."""

import datetime as dt
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from taizhang.core.tables.book import open_book
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.lexicon import EMPTY_MARKS
from taizhang.core.tables.match import recognise
from taizhang.core.tables.rows import type_rows
from taizhang.core.tables.spec import Choice, Column, Kind, Layout
from taizhang.core.tables.template import write_template
from taizhang.core.tables.write import write_csv, write_table

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
CHOICES = (Choice("n", "国家级"), Choice("p", "省级"), Choice("c", "=市级"))

text = (
    st.text(st.sampled_from("=+-@'\"甲乙丙公司科技1290aZ_x000D<>&,;：（）%/ \t"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda t: t and t not in EMPTY_MARKS and "DISPIMG" not in t)
)
codes = st.text("0123456789ABCXZ-/", min_size=1, max_size=20).filter(
    lambda t: t not in EMPTY_MARKS and not _scientific(t)
)
numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)


def _scientific(text):
    from taizhang.core.tables.issue import is_scientific

    return is_scientific(text)


@st.composite
def credit_codes(draw):
    body = "91440300" + draw(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
    return body + uscc.calc_check_digit(body)


VALUES = {
    Kind.TEXT: text,
    Kind.LONG: st.lists(text, min_size=1, max_size=3).map("\n".join).filter(lambda t: t not in EMPTY_MARKS),
    Kind.CODE: codes,
    Kind.CREDIT_CODE: credit_codes(),
    Kind.INTEGER: st.integers(-(10**17), 10**17),
    Kind.NUMBER: numbers,
    Kind.MONEY: st.decimals(min_value=-(10**13), max_value=10**15, places=2, allow_nan=False),
    Kind.PERCENT: st.decimals(min_value=-5, max_value=5, places=6, allow_nan=False),
    Kind.DATE: st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    Kind.YEAR: st.integers(1900, 2100),
    Kind.PERIOD: st.sampled_from(["2025", "2025H1", "2025Q3", "2025-06"]),
    Kind.YES_NO: st.booleans(),
    Kind.CHOICE: st.sampled_from(["n", "p", "c"]),
    Kind.REGION: text,
    Kind.INDUSTRY: text,
    Kind.ORGANIZATION: text,
}
UNITS = {Kind.MONEY: "元", Kind.INTEGER: "人", Kind.NUMBER: "亩"}


@st.composite
def layouts(draw):
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=8))
    titles = draw(
        st.lists(
            st.text(LETTERS, min_size=2, max_size=4).flatmap(
                lambda t: st.sampled_from([t, t + "名称", t + "R&D", "2025年" + t, t + "（人）数", t + "/" + t[0]])
            ),
            min_size=len(kinds), max_size=len(kinds), unique_by=lambda t: t.replace("（人）", ""),
        )
    )  # fmt: skip
    columns = tuple(
        Column(f"f{i}", title, kind, unit=UNITS.get(kind, ""), choices=CHOICES if kind is Kind.CHOICE else ())
        for i, (kind, title) in enumerate(zip(kinds, titles, strict=True))
    )
    return Layout(
        "things",
        "事项",
        (
            Column("key", "事项编号", Kind.CODE, required=True),
            Column("name", "事项名称", Kind.TEXT),
            *columns,
        ),
    )


@st.composite
def registers(draw):
    layout = draw(layouts())
    rows = []
    for number in range(draw(st.integers(1, 6))):
        row = {c.name: draw(st.none() | VALUES[c.kind]) for c in layout.columns}
        row["key"], row["name"] = f"SX{number:04d}", f"甲{number}公司"
        rows.append(row)
    return layout, rows


def back(data, name, layout):
    sheets = open_book(data, name).read_sheets()
    (table,) = find_tables(sheets[0], [layout])
    match = recognise(table, [layout])
    assert match.layout is layout
    assert [c.confidence for c in match.columns] == [1.0] * len(layout.columns)
    typed = list(type_rows(table, match, layout))
    assert {p.code for row in typed for p in row.problems} <= {"number.outlier"}  # amounts above 1,000 亿元
    return [row.values for row in typed]


SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@given(registers(), st.sampled_from(["元", "万元"]), st.sampled_from(["", "事项一览表"]))
@SLOW
def test_xlsx_reads_back_the_same(register, unit, title):
    layout, rows = register
    data = write_table(layout, [c.name for c in layout.columns], rows, title, money_unit=unit)
    assert back(data, "x.xlsx", layout) == rows


@given(registers(), st.sampled_from(["元", "万元"]))
@SLOW
def test_csv_reads_back_the_same(register, unit):
    layout, rows = register
    assert (
        back(write_csv(layout, [c.name for c in layout.columns], rows, money_unit=unit), "x.csv", layout)
        == rows
    )


@given(registers())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_filled_in_template_reads_back_the_same(register):
    layout, rows = register
    assert back(write_template(layout, rows), "x.xlsx", layout) == rows


@given(st.decimals(min_value=0, max_value=Decimal("99999999999.99"), places=2, allow_nan=False))
@settings(max_examples=100, deadline=None)
def test_money_in_wan_yuan_keeps_every_fen(yuan):
    layout = Layout(
        "m",
        "款",
        (Column("k", "编号", Kind.CODE), Column("n", "名称"), Column("v", "金额", Kind.MONEY, unit="元")),
    )
    assume(yuan is not None)
    data = write_table(layout, ["k", "n", "v"], [{"k": "1", "n": "甲", "v": yuan}], "", money_unit="万元")
    assert back(data, "x.xlsx", layout)[0]["v"] == yuan
