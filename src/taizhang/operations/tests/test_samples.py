"""The sample bureaus are brought in once."""

import pytest

from taizhang.intake.models import Batch
from taizhang.intake.tests.books import firm, firms
from taizhang.operations.samples import bring_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_brought_in_has_no_second_batch(cast, tmp_path):
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    first.write_bytes(firms(firm(11, "江山市新谷机械有限公司")))
    bring_in(cast.bureau, [first])
    assert Batch.objects.filter(accepted_at__isnull=False).count() == 1
    second.write_bytes(firms(firm(12, "江山市新禾机械有限公司")))
    bring_in(cast.bureau, [first, second])
    assert sorted(Batch.objects.values_list("name", flat=True)) == ["一.xlsx", "二.xlsx"]
