"""Awkward files: each is read, or refused in a sentence; nothing half-written remains."""

import pytest

from taizhang.intake import actions
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import HEAD, book, firm, firms, ledger_digest, read, rows_of
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db


def test_marks_and_formulas_in_names_are_only_text(cast):
    names = ["江山市O'Brien<b>机械</b>有限公司", '江山市"引号"电子有限公司', "江山市\u200b零宽食品有限公司"]
    batch = read(firms(*(firm(11 + n, name) for n, name in enumerate(names))), cast.staff)
    actions.accept(batch, cast.staff, later=False)
    assert Organization.objects.filter(name=names[0]).exists()
    assert queries_add_up(batch)


def queries_add_up(batch):
    from taizhang.intake import queries

    t = queries.tally(batch)
    return t.data == t.new + t.changed + t.same + t.duplicate + t.skipped + t.error


@pytest.mark.parametrize(
    "rows",
    [
        [["没有表头的一张纸"]],
        [[1, 2, 3], [4, 5, 6]],
        [["甲", "乙", "丙", "丁"], ["戊", "己", "庚", "辛"]],
    ],
)
def test_a_sheet_without_a_known_head_says_so(cast, rows):
    batch = read(book({"表": rows}), cast.staff)
    said = batch.sentence + "".join(s.sentence for s in batch.sheets.all())
    assert batch.state in (Batch.State.CHECKED, Batch.State.REFUSED)
    assert "。" in said


def test_a_head_without_rows_imports_nothing(cast):
    batch = read(book({"企业名录": [["企业名录"], HEAD]}), cast.staff)
    assert rows_of(batch) == []


def test_every_awkward_file_is_read_or_refused_in_words(cast, shared):
    files = sorted(p for p in (shared / "data" / "awkward_files").iterdir() if p.is_file())
    before = ledger_digest()
    for path in files:
        if path.suffix.lower() in (".md", ".json"):
            continue
        batch = read(path.read_bytes(), cast.staff, path.name)
        assert batch.state in (Batch.State.CHECKED, Batch.State.REFUSED), path.name
        assert batch.state == Batch.State.CHECKED or batch.sentence.endswith(("。", "）")), (
            path.name,
            batch.sentence,
        )
        assert queries_add_up(batch)
    assert ledger_digest() == before
