"""A form that is sent again because no answer came does what it did, once."""

import pytest
from bench.faults.browser import form_of

from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import registers
from taizhang.registers.record import State

pytestmark = pytest.mark.django_db


def opened(browser, path):
    """The form as a browser shows it."""
    return form_of(browser.get(path).content.decode(), "record-form")


def test_a_change_sent_again_is_no_conflict_with_oneself(cast, as_user):
    browser = as_user(cast.staff)
    path = f"/registers/organizations/{cast.firm_east.pk}/edit/"
    fields = opened(browser, path) | {"address": "东城街道一号"}
    first, again = (browser.post(path, fields) for _ in range(2))
    assert [first.status_code, again.status_code] == [302, 302]
    assert browser.post(path, fields | {"address": "东城街道二号"}).status_code == 409  # something else is


def test_a_reported_change_sent_again_waits_once(cast, as_user):
    browser = as_user(cast.enterprise)
    path = f"/registers/organizations/{cast.firm_east.pk}/edit/"
    assert (
        registers()["organizations"].model._default_manager.get(pk=cast.firm_east.pk).state == State.VERIFIED
    )
    fields = opened(browser, path) | {"address": "东城街道三号"}
    for _ in range(2):
        assert browser.post(path, fields).status_code == 302
    browser.post(path, fields | {"address": "东城街道四号"})
    waiting = ProposedChange.objects.filter(record_id=cast.firm_east.pk)
    assert sorted(p.values["address"] for p in waiting) == ["东城街道三号", "东城街道四号"]
