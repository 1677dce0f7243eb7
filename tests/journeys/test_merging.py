"""A clerk finds a firm registered twice, merges it with the keyboard, opens what came of it, and takes it back."""

import re

import pytest

from taizhang.merging.models import Merge
from taizhang.merging.tests import ledger
from taizhang.registers.organizations.models import Organization

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_duplicate_is_merged_and_taken_back(cast, page, sign_in):
    gone = ledger.duplicate(cast, legal_person="王建国")
    owned = ledger.patent(cast, gone, 1)
    sign_in(page, cast.staff, "/registers/organizations/")
    page.click("text=疑似重复")
    assert "名称只差“股份”" in page.inner_text("main")
    page.click("text=比对合并")
    page.wait_for_selector("[data-merge]")
    address = page.locator("tr[data-line]", has_text="注册地址")
    address.locator("input").first.focus()
    page.keyboard.press("2")
    assert address.locator("input").nth(1).is_checked()
    page.fill("input[name=ground]", "已核对营业执照")
    page.locator("#merge-form button.btn-primary").dblclick()
    page.wait_for_url(re.compile(r"/merging/\d+/$"))
    assert "已合并" in page.inner_text("h1")
    assert Merge.objects.count() == 1
    owned.refresh_from_db()
    assert owned.organization_id == cast.firm_east.pk
    assert Organization._default_manager.get(pk=cast.firm_east.pk).address == gone.address

    page.click(f".into-from >> text={gone.title}")
    page.click(f".page-note >> text={cast.firm_east.title}")
    assert "并入这里的单位" in page.inner_text("main")
    page.click("text=看这次合并")
    page.click("text=撤销合并…")
    assert "恢复为单独的单位" in page.inner_text("main")
    page.click("main form button.btn-seal")
    page.wait_for_url(re.compile(r"/merging/\d+/$"))
    assert "合并已撤销" in page.inner_text("h1")
    owned.refresh_from_db()
    assert owned.organization_id == gone.pk
