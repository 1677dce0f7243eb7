"""A page that stays is told the sentence of a refusal, and the person reads it there, in a real browser."""

import pytest

from taizhang.access.can import can
from taizhang.access.roles import Act

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASK = "([verb, path]) => htmx.ajax(verb, path, {target: 'main', swap: 'innerHTML'})"


@pytest.mark.parametrize(
    ("verb", "path", "act"), [("GET", "/admin/users/", Act.USERS), ("POST", "/imports/files/", Act.INTAKE)]
)
def test_a_fragment_that_is_refused_says_why_and_the_page_stays(cast, page, sign_in, verb, path, act):
    sign_in(page, cast.leader)
    page.goto("/registers/organizations/")
    heading = page.inner_text("h1")
    page.evaluate(ASK, [verb, path])
    page.wait_for_selector(f"#toasts >> text={can(cast.leader, act).sentence}")
    assert page.inner_text("h1") == heading
    page.evaluate(ASK, [verb, path])  # a poll asks again and again: the sentence stands there once
    page.wait_for_timeout(500)
    assert page.locator("#toasts .tz-toast").count() == 1


def test_what_is_gone_meanwhile_is_said_too(cast, page, sign_in):
    sign_in(page, cast.leader)
    page.goto("/registers/organizations/")
    page.evaluate(ASK, ["GET", "/registers/organizations/987654321/history/"])
    page.wait_for_selector("#toasts >> text=已经不在，或不在您的范围内")
