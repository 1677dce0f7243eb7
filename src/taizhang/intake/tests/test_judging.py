"""What a row is taken for, held against the ledger and against the rest of the file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import credit_code

from taizhang.intake import queries
from taizhang.intake.tests.books import HEAD, book, firm, firms, imported, only_sheet, read, rows_of
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

pytestmark = pytest.mark.django_db

EAST = "澜江恒远精密传动科技股份有限公司"
NEEDS = ("需求名称", "企业名称", "统一社会信用代码", "技术领域", "发布日期")


def verdicts(batch):
    return [(r.row, r.verdict) for r in rows_of(batch)]


def codes(row):
    return [p["code"] for p in row.problems]


def needs(*lines):
    return book({"技术需求": [["企业技术需求征集表"], NEEDS, *lines]})


def test_an_empty_cell_never_erases_a_value(cast):
    line = [EAST, credit_code(1), "", "", "", ""]
    batch = imported(firms(line, firm(11, "江山市新谷机械有限公司")), cast.staff)
    assert verdicts(batch) == [(3, "same"), (4, "new")]
    assert Organization.objects.get(pk=cast.firm_east.pk).contact == "联系人甲"


def test_a_row_that_comes_twice_is_skipped_and_a_different_one_waits(cast):
    content = firms(
        firm(11, "江山市新谷机械有限公司"), firm(11, "江山市新谷机械有限公司"),
        firm(11, "江山市新谷机械有限公司", contact="联系人丙"),
    )  # fmt: skip
    rows = rows_of(read(content, cast.staff))
    assert [r.verdict for r in rows] == ["new", "skipped", "duplicate"]
    assert "第 3 行" in rows[1].problems[0]["message"]
    assert "第 3 行是同一条，但内容不同" in rows[2].problems[0]["message"]


def test_a_name_in_other_brackets_and_spaces_is_the_same_firm(cast):
    imported(firms(["示例（衢州）精密有限公司", "", "东城街道", 10, "", ""]), cast.staff)
    batch = read(firms(["示例 (衢州)精密有限公司", "", "东城街道", 10, "联系人丙", ""]), cast.staff)
    row = rows_of(batch)[0]
    assert (row.verdict, row.by_name) == ("changed", True)
    assert "contact" in row.changes


def test_a_code_that_does_not_hold_is_never_stored_and_the_firm_is_offered_by_name(cast):
    bad = credit_code(1)[:-1] + ("A" if credit_code(1)[-1] != "A" else "B")
    row = rows_of(read(firms([EAST, bad, "", "", "联系人丙", ""]), cast.staff))[0]
    assert (row.verdict, row.look, row.record_id) == ("changed", True, cast.firm_east.pk)
    assert "credit_code" not in row.values
    assert row.problems[0]["suggestion"] == credit_code(1)


def test_a_code_that_excel_turned_into_a_number_is_flagged(cast):
    row = rows_of(read(firms([EAST, 9.1330881e17, "", "", "联系人丙", ""]), cast.staff))[0]
    assert (row.verdict, row.record_id) == ("changed", cast.firm_east.pk)
    assert codes(row) == ["code.scientific"]


def test_an_unknown_name_becomes_an_organization_of_the_same_batch(cast):
    batch = imported(
        needs(["轴承寿命提升", "江山市新谷机械有限公司", credit_code(11), "先进制造", "2026-03-01"]),
        cast.staff,
    )
    firm_added = Organization.objects.get(name="江山市新谷机械有限公司")
    assert (firm_added.credit_code, firm_added.sources) == (credit_code(11), {"*": [batch.pk, 1, 3]})
    assert batch.outcome["stubs"] == 1
    assert queries.undo_preview(batch).withdrawn == {"organizations": 1, "needs": 1}


def test_a_near_miss_of_a_name_is_shown_with_the_name_it_may_mean(cast):
    row = rows_of(read(needs(["轴承寿命", "澜江恒远精密传动科技有限公司", "", "", ""]), cast.staff))[0]
    assert (row.verdict, row.look, codes(row)) == ("new", True, ["organization.near"])
    assert row.problems[0]["suggestion"] == EAST


def test_a_code_and_a_name_that_do_not_belong_together_are_shown(cast):
    row = rows_of(read(needs(["轴承寿命", "别的公司", credit_code(1), "", ""]), cast.staff))[0]
    assert (row.values["organization"], codes(row)) == (cast.firm_east.pk, ["organization.mismatch"])


def test_only_a_code_is_enough_when_the_ledger_knows_it_and_not_otherwise(cast):
    rows = rows_of(
        read(needs(["甲", "", credit_code(1), "", ""], ["乙", "", credit_code(77), "", ""]), cast.staff)
    )
    assert "organization.by_code" in codes(rows[0])
    assert rows[1].verdict == "error"


def test_a_likely_duplicate_of_a_firm_waits_for_a_decision(cast):
    row = rows_of(read(firms(["澜江恒远精密传动科技有限公司", "", "东城街道", "", "", ""]), cast.staff))[0]
    assert row.verdict == "duplicate"
    assert [c["id"] for c in row.candidates] == [cast.firm_east.pk]


def test_what_the_database_would_refuse_is_said_before(cast):
    head = (*HEAD, "成立日期", "注销日期")
    content = book(
        {"企业名录": [["企业名录"], head, [*firm(11, "江山市新谷机械有限公司"), "2020-01-01", "2019-01-01"]]}
    )
    row = rows_of(read(content, cast.staff))[0]
    assert (row.verdict, codes(row)) == ("error", ["rule.broken"])


def test_a_change_to_an_ended_record_is_shown(cast):
    Organization.objects.filter(pk=cast.firm_east.pk).update(state=State.ENDED)
    row = rows_of(read(firms([EAST, credit_code(1), "", "", "联系人丙", ""]), cast.staff))[0]
    assert (row.verdict, row.look, codes(row)) == ("changed", True, ["record.ended"])


def test_hidden_sheets_are_listed_and_read_when_asked_for(cast):
    import io

    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(firms(firm(11, "江山市新谷机械有限公司"))))
    page = workbook.copy_worksheet(workbook.active)
    page.title, page.sheet_state = "旧数据", "hidden"
    buffer = io.BytesIO()
    workbook.save(buffer)
    batch = read(buffer.getvalue(), cast.staff)
    assert (batch.hidden_sheets, batch.sheets.count()) == (["旧数据"], 1)
    from taizhang.intake import actions

    actions.read_with_hidden(batch, later=False)
    assert batch.sheets.count() == 2


def test_a_liaison_imports_his_own_street_only(cast):
    content = firms(
        firm(11, "江山市新谷机械有限公司"), firm(12, "江山市西谷机械有限公司", "西城街道"),
        firm(2, "澜江拓微电子技术有限公司", "", contact="联系人丙"),
    )  # fmt: skip
    rows = rows_of(read(content, cast.liaison))
    assert [r.verdict for r in rows] == ["new", "error", "error"]
    assert "联系人甲" not in str([r.problems for r in rows])


NAMES = st.sampled_from(
    [EAST, "江山市新谷机械有限公司", "合计", "", "江山市老谷机械有限公司", "注：本表由街道填报"]
)
LINES = st.lists(
    st.tuples(NAMES, st.sampled_from(["", credit_code(1), credit_code(11), "123"]), st.integers(0, 3)),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_counts_always_add_up(cast, lines):
    content = firms(firm(21, "江山市头谷机械有限公司"), *([n, c, "东城街道", k, "", ""] for n, c, k in lines))
    batch = read(content, cast.staff)
    t = queries.tally(batch)
    assert t.rows == t.header + t.title + t.group + t.total + t.note + t.blank + t.data
    assert t.data == t.new + t.changed + t.same + t.duplicate + t.skipped + t.error
    assert t.data == len(rows_of(batch))
    assert only_sheet(batch).tally["look"] == sum(r.look for r in rows_of(batch))


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(cast, count, django_assert_max_num_queries):
    content = needs(*([f"需求{n}", f"江山市新{'甲乙丙'[n]}谷有限公司", "", "", ""] for n in range(count)))
    with django_assert_max_num_queries(60):
        read(content, cast.staff)


def test_another_streets_code_with_any_other_name_links_nothing_and_names_nobody(cast):
    content = needs(
        ["轴承寿命", "随便一个名字", credit_code(2), "", ""],
        ["齿轮", cast.firm_west.name, credit_code(2), "", ""],
    )
    guessed, named = rows_of(read(content, cast.liaison))
    assert (guessed.verdict, codes(guessed)) == ("error", ["organization.mismatch"])
    assert "organization" not in guessed.values and cast.firm_west.name not in str(guessed.problems)
    assert (named.verdict, named.values["organization"]) == ("new", cast.firm_west.pk)
