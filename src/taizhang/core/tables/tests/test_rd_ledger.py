"""The official summaries of R&D ledgers: both forms read to the 分, every number with its cell, what is wrong in words."""

import shutil
import subprocess
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.core.tables.rd_ledger import Item, read_rd_ledger
from taizhang.core.tables.tests.rd_ledgers import form_2015, form_2021, plain, row
from taizhang.core.tables.unreadable import Unreadable

D = Decimal
ROWS = (
    row("减速器寿命检测", 400000.5, 120000, 30000, 0, 5000, other=20000, home=100000, abroad=50000),
    row("轻量化壳体", 300000, 80000.25, 10000, 2000, 0, other=12000),
)
READ = [
    Item("rd_personnel_yuan", D("700000.5"), "汇总表!F6:F7"),
    Item("rd_direct_yuan", D("200000.25"), "汇总表!G6:G7"),
    Item("rd_depreciation_yuan", D(40000), "汇总表!H6:H7"),
    Item("rd_intangible_yuan", D(2000), "汇总表!I6:I7"),
    Item("rd_design_yuan", D(5000), "汇总表!J6:J7"),
    Item("rd_commissioned_yuan", D(100000), "汇总表!N6:N7"),
    Item("rd_commissioned_abroad_yuan", D(50000), "汇总表!P6:P7"),
    Item("rd_other_yuan", D(32000), "汇总表!L6:L7"),
    Item("super_deduction_yuan", D("1099000.75"), "汇总表!E6:E7"),
]


def test_the_form_of_2021_is_read_with_its_merged_head():
    found = read_rd_ledger(form_2021(ROWS), "汇总.xlsx", 2025)
    assert (found.form, found.year, found.sheet, found.problems) == ("2021", 2025, "汇总表", [])
    assert [(p.row, p.name) for p in found.projects] == [(6, "减速器寿命检测"), (7, "轻量化壳体")]
    assert found.items == READ


def test_the_form_of_2015_keeps_what_was_commissioned_abroad_apart():
    found = read_rd_ledger(form_2015(ROWS), "汇总.xlsx", 2025)
    assert (found.form, found.year, found.problems) == ("2015", None, [])
    amounts = {item.field: item.amount for item in found.items}
    assert amounts == {item.field: item.amount for item in READ if item.field != "super_deduction_yuan"}
    assert found.items[5].where == "“研发支出”辅助账汇总表!K4:K5"


def test_ten_thousands_are_read_as_the_head_says():
    found = read_rd_ledger(form_2021(ROWS, unit="万元", scale=0.0001), "汇总.xlsx", 2025)
    assert {i.field: i.amount for i in found.items} == {i.field: i.amount for i in READ}


def test_a_total_that_does_not_add_up_is_told_with_its_cell():
    found = read_rd_ledger(form_2021(ROWS, total={"direct": 210000}), "汇总.xlsx", 2025)
    assert found.wrong
    places = [(p.column, p.row, p.code) for p in found.problems if p.column == "G"]
    assert places == [("G", 10, "rd_ledger.total")]
    said = next(p.message for p in found.problems if p.column == "G")
    assert said == "各项目加起来是 200,000.25 元，合计行写的是 210,000.00 元，差 -9,999.75 元"


def test_five_that_do_not_make_their_sum_are_told_by_project():
    found = read_rd_ledger(form_2021(ROWS, five_off=1), "汇总.xlsx", 2025)
    told = [(p.row, p.code) for p in found.problems if p.code == "rd_ledger.five"]
    assert told == [(6, "rd_ledger.five"), (7, "rd_ledger.five")]


def test_negative_amounts_and_words_are_told_with_their_cells():
    bad = form_2015([row("冲减", -5, 1, 1, 1, 1), ROWS[1]])
    found = read_rd_ledger(bad, "汇总.xlsx", 2025)
    assert ("E", 4, "rd_ledger.negative") in [(p.column, p.row, p.code) for p in found.problems]
    words = plain([["项目名称", "人员人工费用", "直接投入费用", "折旧费用"], ["甲项目", "约十二万", 3, 4]])
    problems = read_rd_ledger(words, "汇总.xlsx", 2025).problems
    assert [(p.column, p.row, p.code) for p in problems] == [("B", 2, "rd_ledger.amount")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (form_2021(ROWS, year="2024"), "rd_ledger.year"),
        (form_2021([row("", 0, 0, 0, 0, 0)]), "rd_ledger.blank"),
        (plain([["企业名称", "营业收入"], ["甲公司", 3200]]), "rd_ledger.other"),
        (
            plain([["凭证日期", "凭证号", "摘要", "借方金额"], ["2025-01-31", "记-12", "工资", 9000]]),
            "rd_ledger.other",
        ),
        (b"", "file.empty"),
    ],
)
def test_what_is_not_the_summary_of_the_year_is_refused_in_words(data, code):
    with pytest.raises(Unreadable) as refused:
        read_rd_ledger(data, "表.xlsx", 2025)
    assert refused.value.code == code
    assert "请" in refused.value.sentence


def test_only_a_total_is_enough():
    sheet = plain([["", "人员人工费用", "直接投入费用", "折旧费用"], ["合计", 12, 3, 4]])
    found = read_rd_ledger(sheet, "汇总.xlsx", 2025)
    assert [(i.field, i.amount, i.where) for i in found.items][:1] == [("rd_personnel_yuan", D(12), "表!B2")]


fen = st.integers(0, 10**10).map(lambda n: n / 100)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(fen, fen, fen, fen, fen, fen, fen), min_size=1, max_size=6))
def test_what_was_written_is_read_to_the_fen(amounts):
    rows = [row(f"项目{n}", *told[:5], other=told[5], home=told[6]) for n, told in enumerate(amounts)]
    if not any(any(told) for told in amounts):
        return
    found = read_rd_ledger(form_2015(rows), "汇总.xlsx", 2025)
    personnel = sum((D(str(told[0])) for told in amounts), D(0))
    assert found.items[0].amount == personnel


def test_the_form_is_read_from_an_xls_as_libreoffice_writes_it(tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: the .xls is not made")
    (tmp_path / "汇总.xlsx").write_bytes(form_2021(ROWS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "xls", "--outdir", tmp_path, tmp_path / "汇总.xlsx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    content = (tmp_path / "汇总.xls").read_bytes()
    assert content.startswith(b"\xd0\xcf\x11\xe0")
    found = read_rd_ledger(content, "汇总.xls", 2025)
    assert (found.form, found.year, found.problems, found.items) == ("2021", 2025, [], READ)
