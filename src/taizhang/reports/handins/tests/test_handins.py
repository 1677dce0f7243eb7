"""A layout from upload to hand-in: tied, filled, compared, corrected."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.files.store import read
from taizhang.indicators.models import IndicatorVersion
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record, add_records, change_record
from taizhang.registers.declaration import registers
from taizhang.reports.handins import actions, queries
from taizhang.reports.handins.comparing import cells_of, changes
from taizhang.reports.handins.due import due_of, latest
from taizhang.reports.handins.models import CellTie
from taizhang.reports.handins.tests.books import half_year_report

pytestmark = pytest.mark.django_db
H1 = Period.parse("2022-H1")


@pytest.fixture
def author(cast):
    return Author(cast.staff, bureau=cast.bureau)


def training(cast, name, day, region=None, verified=True):
    values = {"name": name, "kind": "training", "held_on": day, "region": region}
    author = Author(None, "测试", bureau=cast.bureau)
    return add_records(
        registers()["events"], [(values, {})], bureau=cast.bureau, author=author, verified=verified
    )[0]


@pytest.fixture
def layout(cast, author):
    return actions.add_layout(
        half_year_report(), file_name="主要指标.xlsx", name="半年报", superior="市科技局", every="half", due_days=15,
        bureau=cast.bureau, author=author,
    )  # fmt: skip


def tie(layout, author, cell, expression="training_count", **more):
    told = {
        "sheet": "主要指标",
        "rule": "this",
        "unit": "",
        "decimals": None,
        "region": None,
        "over_formula": False,
        **more,
    }
    return actions.tie_cell(layout, cell=cell, expression=expression, author=author, **told)


def sheet_of(handin, name="主要指标"):
    return openpyxl.load_workbook(io.BytesIO(read(handin.file)))[name]


def test_a_filled_table_holds_this_period_last_year_and_nothing_where_nothing_is_known(cast, layout, author):
    training(cast, "甲", date(2022, 3, 1))
    training(cast, "乙", date(2022, 6, 30))
    training(cast, "丙", date(2021, 5, 1))
    training(cast, "丁", date(2022, 5, 1), verified=False)
    tie(layout, author, "D3")
    tie(layout, author, "E3", rule="before")
    tie(layout, author, "D4", "tc_value_out", unit="亿元")
    handin = actions.fill(layout, period=H1, author=author)
    page, cells = sheet_of(handin), cells_of(handin.values)
    assert (page["D3"].value, page["E3"].value, page["D4"].value) == (2, 1, None)
    assert cells["主要指标!D3"].provisional == 1
    assert "技术合同" in cells["主要指标!D4"].why


def test_money_is_told_in_the_unit_of_the_cell_and_rounded_half_up_once(cast, layout, author):
    values = {
        "name": "某技术", "contract_no": "2022001", "kind": "development", "direction": "output", "status": "registered",
        "registered_on": date(2022, 2, 2), "amount_yuan": Decimal("12345678.50"), "seller": cast.firm_east,
    }  # fmt: skip
    add_record(
        registers()["technology_contracts"], values, bureau=cast.bureau,
        author=Author(None, "测试", bureau=cast.bureau), sources={},
    )  # fmt: skip
    tie(layout, author, "D4", "tc_value_out", unit="亿元", decimals=2)
    tie(layout, author, "E4", "tc_value_out", unit="万元", decimals=1)
    page = sheet_of(actions.fill(layout, period=H1, author=author))
    assert (page["D4"].value, page["E4"].value) == (pytest.approx(0.12), pytest.approx(1234.6))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"cell": "D3", "expression": "no_such"}, "没有代码是“no_such”的指标"),
        ({"cell": "D3", "expression": "1 +"}, "看不懂"),
        ({"cell": "D3", "unit": "万元"}, "不能换算成“万元”"),
        ({"cell": "D3", "expression": "growth(training_count)", "rule": "target"}, "不能取算式的"),
        ({"cell": "B1"}, "并进了别的单元格"),
        ({"cell": "B5", "sheet": "分镇街"}, "是公式"),
        ({"cell": "D3", "sheet": "没有"}, "已经没有工作表"),
        ({"cell": "D3", "expression": "training_count[nonsense=1]"}, "没有“nonsense”这个字段"),
    ],
)
def test_a_tie_that_cannot_work_is_refused_with_a_sentence(layout, author, more, words):
    with pytest.raises(Refused) as no:
        tie(layout, author, **more)
    assert words in no.value.sentence
    assert not layout.ties.exists()


def test_a_column_of_streets_is_tied_at_once_and_its_sum_is_left_alone(cast, layout, author):
    training(cast, "甲", date(2022, 3, 1), cast.east)
    training(cast, "乙", date(2022, 3, 2), cast.west)
    training(cast, "丙", date(2022, 3, 3), cast.west)
    first = tie(layout, author, "B3", sheet="分镇街", region=cast.east)
    assert actions.fill_down(first, author=author) == 2
    page = sheet_of(actions.fill(layout, period=H1, author=author), "分镇街")
    assert [page[c].value for c in ("B3", "B4", "B5")] == [1, 2, "=SUM(B3:B4)"]


def test_filling_down_without_streets_is_refused(layout, author):
    with pytest.raises(Refused, match="镇街名"):
        actions.fill_down(tie(layout, author, "D3"), author=author)


def test_a_handed_in_table_stays_and_a_correction_names_what_changed_and_why(cast, layout, author):
    kept = training(cast, "留下的", date(2022, 3, 1))
    tie(layout, author, "D3")
    first = actions.fill(layout, period=H1, author=author)
    actions.hand_in(first, on=date(2022, 7, 10), author=author)
    training(cast, "补登的", date(2022, 4, 1))
    second = actions.fill(layout, period=H1, author=author)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert sheet_of(first)["D3"].value == 1
    [change] = changes(cast.bureau, second.values, queries.earlier(second).values)
    assert (change.old, change.new, change.difference, change.why) == (
        "1",
        "2",
        "+1",
        "增加 1 行（补登的）。",
    )
    change_record(
        registers()["events"], kept, {"held_on": date(2021, 3, 1)}, author=author, version=kept.version
    )
    third = actions.fill(layout, period=H1, author=author)
    assert third.pk == second.pk  # not handed in yet: made anew
    assert changes(cast.bureau, third.values, first.values) == []  # another row, the same number


def test_another_period_says_so(cast, layout, author):
    training(cast, "甲", date(2021, 3, 1))
    tie(layout, author, "D3")
    actions.fill(layout, period=H1.year_before(), author=author)
    second = actions.fill(layout, period=H1, author=author)
    [change] = changes(cast.bureau, second.values, queries.earlier(second).values)
    assert change.why == "期间不同：2021年上半年 1 行，2022年上半年 0 行。"


def test_an_ended_indicator_leaves_its_cell_empty_and_is_named(cast, layout, author):
    training(cast, "甲", date(2022, 3, 1))
    held = tie(layout, author, "D3")
    data = {"code": "training_count", "name": "培训场次", "register": "events"}
    IndicatorVersion.objects.create(
        bureau=cast.bureau, code="training_count", number=2, data=data, ended=True
    )
    handin = actions.fill(layout, period=H1, author=author)
    assert "“培训场次”已停用" in cells_of(handin.values)["主要指标!D3"].why
    assert sheet_of(handin)["D3"].value is None
    assert "已停用" in queries.troubles(layout, queries.workbook_of(layout), [held])[held.pk]


def test_a_newer_edition_of_the_workbook_names_the_cells_that_moved_or_vanished(layout, author):
    moved, gone = tie(layout, author, "D3"), tie(layout, author, "B3", sheet="分镇街")
    book = openpyxl.load_workbook(io.BytesIO(half_year_report()))
    book["主要指标"]["B3"] = "另一个指标"
    del book["分镇街"]
    out = io.BytesIO()
    book.save(out)
    told = {"name": layout.name, "superior": "", "every": "half", "due_days": 15}
    newer = actions.change_layout(layout, **told, content=out.getvalue(), file_name="新.xlsx", author=author)
    troubles = queries.troubles(newer, queries.workbook_of(newer), queries.ties_of(newer))
    assert "行头列头变了" in troubles[moved.pk]
    assert "已经没有工作表“分镇街”" in troubles[gone.pk]
    assert "主要指标!D3" in actions.fill(newer, period=H1, author=author).values["cells"]


def test_a_table_without_ties_or_handed_in_twice_or_for_tomorrow_is_refused(cast, layout, author):
    with pytest.raises(Refused, match="还没有关联"):
        actions.fill(layout, period=H1, author=author)
    tie(layout, author, "D3")
    handin = actions.fill(layout, period=H1, author=author)
    with pytest.raises(Refused, match="还没有到"):
        actions.hand_in(handin, on=date(2999, 1, 1), author=author)
    actions.hand_in(handin, on=date(2022, 7, 1), author=author)
    with pytest.raises(Refused, match="已经记为报出"):
        actions.hand_in(handin, on=date(2022, 7, 2), author=author)


def test_a_tie_taken_away_is_gone_and_journalled(layout, author):
    actions.untie_cell(tie(layout, author, "D3"), author=author)
    assert not CellTie.objects.exists()


def test_a_table_is_owed_from_shortly_before_its_day_until_it_is_handed_in(layout):
    layout.at = layout.at.replace(year=2022, month=6, day=1)
    owed = {
        day: due_of(layout, set(), day) for day in (date(2022, 6, 20), date(2022, 7, 5), date(2022, 7, 20))
    }
    assert owed[date(2022, 6, 20)] is None  # the half-year before was over when the table came
    assert (owed[date(2022, 7, 5)].period.text, owed[date(2022, 7, 5)].late) == ("2022-H1", False)
    assert owed[date(2022, 7, 20)].late
    assert due_of(layout, {"2022-H1"}, date(2022, 7, 20)) is None


def test_periods_to_choose_from_run_back_in_their_rhythm():
    assert [p.text for p in latest("quarter", date(2022, 6, 30), 3)] == ["2022-Q2", "2022-Q1", "2021-Q4"]
    assert [p.text for p in latest("month", date(2022, 1, 31), 2)] == ["2022-01", "2021-12"]
