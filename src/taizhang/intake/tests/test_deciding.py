"""What a person decides on the page: registers, columns, cells, duplicates."""

import pytest
from tests.cast import credit_code

from taizhang.core.decisions import Refused
from taizhang.intake import actions, queries
from taizhang.intake.models import HeaderMemory
from taizhang.intake.tests.books import book, firm, firms, imported, only_sheet, read, rows_of
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db

EAST = "澜江恒远精密传动科技股份有限公司"
NEAR = "澜江恒远精密传动科技有限公司"


def bad_code(serial=1):
    code = credit_code(serial)
    return code[:-1] + ("A" if code[-1] != "A" else "B")


def test_a_mended_cell_lets_the_row_in_and_can_be_taken_back(cast):
    batch = read(firms(firm(11, "江山市新谷机械有限公司", capital="三万左右")), cast.staff)
    row = rows_of(batch)[0]
    assert (row.verdict, row.shown("D")) == ("error", "三万左右")
    row = actions.fix_cell(row, "D", "3")
    assert (row.verdict, row.values["registered_capital_yuan"], row.edits) == ("new", "30000", {"D": "3"})
    assert queries.tally(batch).new == 1
    assert actions.clear_cell(rows_of(batch)[0], "D").verdict == "error"


def test_every_suggestion_of_one_kind_is_taken_at_once_and_taken_back(cast):
    batch = read(
        firms([EAST, bad_code(1), "", "", "", ""], ["澜江拓微电子技术有限公司", bad_code(2), "", "", "", ""]),
        cast.staff,
    )
    sheet = only_sheet(batch)
    (group,) = queries.problem_groups(sheet)
    assert (group.header, group.count, group.suggestions) == ("统一社会信用代码", 2, 2)
    taken = actions.take_suggestions(sheet, group.code, group.header)
    assert (taken.count, taken.rows) == (2, (3, 4))
    assert [r.problems for r in rows_of(batch)] == [[], []]
    assert actions.untake(sheet, group.header, taken.rows) == 2
    assert [len(r.problems) for r in rows_of(batch)] == [1, 1]


def test_a_likely_duplicate_becomes_a_change_or_another_firm(cast):
    batch = read(firms([NEAR, "", "东城街道", "", "联系人丙", ""]), cast.staff)
    row = actions.choose(rows_of(batch)[0], cast.firm_east.pk)
    assert (row.verdict, row.record_id) == ("changed", cast.firm_east.pk)
    assert row.changes["contact"] == ["联系人甲", "联系人丙"]
    row = actions.choose_another(rows_of(batch)[0])
    assert row.verdict == "new"
    assert actions.skip(rows_of(batch)[0]).verdict == "skipped"
    assert actions.undecide(rows_of(batch)[0]).verdict == "duplicate"
    with pytest.raises(Refused, match="不在候选里"):
        actions.choose(rows_of(batch)[0], cast.firm_west.pk)


def test_a_value_of_the_ledger_is_kept_on_request(cast):
    batch = read(firms(firm(1, EAST, capital=7000, contact="联系人丙", phone="13800001234")), cast.staff)
    actions.keep_value(rows_of(batch)[0], "contact")
    actions.accept(batch, cast.staff, later=False)
    held = Organization.objects.get(pk=cast.firm_east.pk)
    assert (held.contact, held.registered_capital_yuan) == ("联系人甲", 70000000)


def test_a_column_and_its_unit_are_chosen_and_remembered_for_the_sender(cast):
    head = ("单位名称", "统一社会信用代码", "镇街", "本钱", "对接人")
    content = book(
        {"表一": [["企业名录"], head, ["江山市新谷机械有限公司", credit_code(11), "东城街道", 5, "联系人丙"]]}
    )
    batch = read(content, cast.staff, sender="东城街道")
    sheet = only_sheet(batch)
    actions.set_column(sheet, "D", "registered_capital_yuan", "万元")
    actions.set_column(sheet, "E", "contact")
    row = rows_of(batch)[0]
    assert (row.values["registered_capital_yuan"], row.values["contact"]) == ("50000", "联系人丙")
    actions.accept(batch, cast.staff, later=False)
    assert HeaderMemory.objects.get(header="对接人").field == "contact"
    content = book(
        {"表一": [["企业名录"], head, ["江山市老谷机械有限公司", credit_code(12), "东城街道", 5, "联系人丁"]]}
    )
    again = only_sheet(read(content, cast.staff, sender="东城街道"))
    column = again.column_of("contact")
    assert (column["header"], column["reason"]) == ("对接人", "上次的对法")
    assert only_sheet(read(content, cast.staff, sender="另一处")).column_of("contact")["header"] == "对接人"


def test_a_table_is_given_to_another_register_and_left_out(cast):
    batch = read(firms(firm(11, "江山市新谷机械有限公司")), cast.staff)
    sheet = only_sheet(batch)
    actions.set_register(sheet, "tenants")
    assert only_sheet(batch).column_of("organization")["header"] == "企业名称"
    actions.set_register(sheet, "organizations")
    assert [r.verdict for r in rows_of(batch)] == ["new"]
    actions.include_sheet(sheet, False)
    assert queries.tally(batch).data == 0
    with pytest.raises(Refused, match="没有可以导入的行"):
        actions.accept(batch, cast.staff, later=False)


def test_nothing_is_changed_in_a_batch_once_its_rows_are_in(cast):
    batch = imported(firms(firm(11, "江山市新谷机械有限公司")), cast.staff)
    for act in (
        lambda: actions.fix_cell(rows_of(batch)[0], "D", "3"),
        lambda: actions.set_column(only_sheet(batch), "D", ""),
    ):
        with pytest.raises(Refused):
            act()


def test_a_batch_is_given_up(cast):
    batch = read(firms(firm(11, "江山市新谷机械有限公司")), cast.staff)
    assert actions.discard(batch, cast.staff).state == "discarded"
    with pytest.raises(Refused):
        actions.accept(batch, cast.staff, later=False)
