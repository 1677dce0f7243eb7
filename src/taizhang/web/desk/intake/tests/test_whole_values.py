"""Values that every row has, on the pages 整表取值."""

import pytest
from django.urls import reverse
from tests.cast import credit_code

from taizhang.intake import actions
from taizhang.intake.tests.books import book, only_sheet, read
from taizhang.registers.declaration import registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(cast):
    rows = [["澜江恒远精密传动科技股份有限公司", credit_code(1), 3200]]
    return read(
        book(
            {"研发": [["2025年企业研发情况表"], ("单位名称", "统一社会信用代码", "营业收入（万元）"), *rows]}
        ),
        cast.staff,
    )


def test_what_every_row_has_is_shown_changed_and_dropped(as_user, cast, batch):
    client, address = as_user(cast.staff), reverse("batch", args=[batch.number]) + "?step=columns"
    page = client.get(address).content.decode()
    assert 'value="2025"' in page and "取自表题" in page
    give = reverse("batch_given", args=[batch.number, 1])
    client.post(give, {"field": "period", "text": "2024", "back": "step=columns"})
    assert only_sheet(batch).given == {"period": {"text": "2024", "from": "person"}}
    assert "人工指定" in client.get(address).content.decode()
    page = client.post(
        give, {"field": "period", "text": "去年", "back": "step=columns"}, follow=True
    ).content.decode()
    assert "去年" in page
    client.post(give, {"field": "period", "text": "", "back": "step=columns"})
    assert only_sheet(batch).whole_values() == {}
    assert "还没有对上必填的 <b>年度</b>" in client.get(address).content.decode()


def test_the_record_says_that_a_value_is_of_the_title(as_user, cast, batch):
    actions.accept(batch, cast.staff, later=False)
    record = registers()["annual_returns"].model._default_manager.get()
    page = as_user(cast.staff).get(reverse("record", args=["annual_returns", record.pk])).content.decode()
    assert f"批次 {batch.number} 表题" in page


def test_others_give_nothing(as_user, cast, batch):
    give = reverse("batch_given", args=[batch.number, 1])
    assert as_user(cast.stranger_staff).post(give, {"field": "period", "text": "2024"}).status_code == 404
    assert as_user(cast.leader).post(give, {"field": "period", "text": "2024"}).status_code == 403
