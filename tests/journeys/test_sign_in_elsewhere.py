"""A session ends while somebody writes who has no password of ours: he signs in at the city's in another window, and goes on."""

import pytest

from taizhang.accounts.providers.tying import drop_password
from taizhang.journal.writing import Author
from tests.journeys.test_signing_in import FORM, LONG, expire, long_box
from tests.providers.browsing import PASSWORD
from tests.providers.conftest import city, configure, tie, with_cas  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at_the_city(page):
    page.fill("[name=username]", "zhou.min")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def test_the_page_goes_on_after_a_sign_in_in_another_window(cast, page, live_server, with_cas, tie):  # noqa: F811
    tie(cast.staff, "cas", "zhou.min")
    drop_password(user=cast.staff, author=Author(cast.system))
    page.goto(f"{live_server.url}/sign-in/?next={FORM}")
    page.click("text=统一身份认证（CAS）")
    at_the_city(page)
    page.wait_for_url(f"**{FORM}")
    box = long_box(page)
    box.fill(LONG)
    page.wait_for_selector("#saved:has-text('已保存')")
    expire(cast.staff)
    box.press_sequentially("写到一半。")
    page.wait_for_selector("#again[open] [data-ways]")
    with page.context.expect_page() as opened:
        page.click("#again [data-ways] a")
    opened.value.wait_for_url("**/sign-in/done/")  # the city still knows him
    assert "已登录" in opened.value.inner_text("main")
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_selector("#saved:has-text('已保存')")
    assert box.input_value() == LONG + "写到一半。"
