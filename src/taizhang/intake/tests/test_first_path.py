"""Upload, check, accept, undo: the path every workbook goes."""

import pytest

from taizhang.intake import actions, queries
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import firm, firms, imported, ledger_digest, only_sheet, read, rows_of
from taizhang.journal.chain import first_break, seal
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db


def test_a_list_of_firms_goes_in_and_is_undone_to_the_same_content(cast):
    before = ledger_digest()
    content = firms(
        firm(11, "江山市新谷机械有限公司"),
        firm(1, "澜江恒远精密传动科技股份有限公司", contact="联系人丙", phone="13800001234"),
        firm(2, "澜江拓微电子技术有限公司", "西城街道", contact="联系人甲", phone="13800001234"),
    )
    batch = read(content, cast.staff)
    assert batch.state == Batch.State.CHECKED, batch.sentence
    assert [(r.row, r.verdict) for r in rows_of(batch)] == [(3, "new"), (4, "changed"), (5, "same")]
    assert rows_of(batch)[1].changes == {"contact": ["联系人甲", "联系人丙"]}
    actions.accept(batch, cast.staff, later=False)
    assert batch.state == Batch.State.ACCEPTED, batch.sentence
    added = Organization.objects.get(name="江山市新谷机械有限公司")
    assert (added.state, added.sources) == ("verified", {"*": [batch.pk, 1, 3]})
    assert Organization.objects.get(pk=cast.firm_east.pk).contact == "联系人丙"
    source = queries.source_of(added, "registered_capital_yuan")
    assert (source.cell, source.header) == ("D3", "注册资本（万元）")
    assert queries.window_of(source).rows[2][1][0] == "江山市新谷机械有限公司"
    assert queries.undo_preview(batch).withdrawn == {"organizations": 1}
    actions.undo(batch, cast.staff, later=False)
    assert batch.state == Batch.State.UNDONE, batch.sentence
    assert ledger_digest() == before
    seal()
    assert first_break() is None


def test_counts_of_a_sheet_add_up(cast):
    batch = read(firms(firm(11, "江山市新谷机械有限公司"), ["合计", "", "", 6000, "", ""]), cast.staff)
    t = queries.sheet_tally(only_sheet(batch))
    assert t.rows == t.header + t.title + t.group + t.total + t.note + t.blank + t.data
    assert (t.data, t.new, t.total, t.title, t.header) == (1, 1, 1, 1, 1)


def test_accepting_twice_writes_once(cast):
    batch = imported(firms(firm(11, "江山市新谷机械有限公司")), cast.staff)
    actions.accept(batch, cast.staff, later=False)
    assert Organization.objects.filter(name="江山市新谷机械有限公司").count() == 1
