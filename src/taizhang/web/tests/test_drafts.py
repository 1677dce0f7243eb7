"""Drafts: one person's, kept as typed, found on the first page, gone once the form was taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.registers import drafts
from taizhang.registers.around import Draft

PLACE = "page:1abc2def"
FORM = "application/x-www-form-urlencoded"


def typed(
    client,
    place: str = PLACE,
    body: str = "reason=%E5%86%99%E4%BA%86&_url=/reconcile/&_title=%E5%AF%B9%E8%B4%A6",
):
    return client.put(f"/drafts/{place}/", body, content_type=FORM)


@pytest.fixture
def staff(cast, client):
    client.force_login(cast.staff)
    return client


def test_what_is_typed_comes_back_to_the_page_where_it_was_typed(staff):
    assert typed(staff).status_code == 200
    assert staff.get("/drafts/?at=/reconcile/").json()[PLACE]["values"] == {"reason": "写了"}
    assert staff.get("/drafts/?at=/imports/").json() == {}


def test_a_draft_is_nobody_elses(staff, cast, client):
    typed(staff)
    client.force_login(cast.colleague)
    assert client.get("/drafts/?at=/reconcile/").json() == {}
    client.post(f"/drafts/{PLACE}/", {"discard": 1})
    assert Draft.objects.filter(by=cast.staff, place=PLACE).exists()
    assert "没写完的" not in client.get("/").content.decode()


def test_the_first_page_leads_back_to_what_was_begun(staff, cast):
    typed(staff)
    typed(staff, f"edit:organizations:{cast.firm_east.pk}", "version=1&contact=x")
    typed(staff, "new:ip", "name=x")
    page = staff.get("/").content.decode()
    assert "没写完的" in page
    for url in ("/reconcile/", f"/registers/organizations/{cast.firm_east.pk}/edit/", "/registers/ip/new/"):
        assert f'href="{url}"' in page, url


def test_a_draft_of_a_record_that_is_out_of_sight_tells_nothing_of_it(cast, client):
    client.force_login(cast.liaison)
    typed(client, f"edit:organizations:{cast.firm_west.pk}", "version=1&contact=x")
    assert cast.firm_west.title not in client.get("/").content.decode()


def test_a_form_that_was_taken_leaves_no_draft_and_one_sent_back_keeps_it(staff, cast):
    where = f"/registers/organizations/{cast.firm_east.pk}/end/"
    typed(staff)
    assert staff.post(where, {"ground": "", "draft_place": PLACE}).status_code >= 400
    assert Draft.objects.filter(place=PLACE).exists()
    assert staff.post(where, {"ground": "企业已注销", "draft_place": PLACE}).status_code < 400
    assert not Draft.objects.filter(place=PLACE).exists()


@pytest.mark.parametrize(
    "url", ["https://example.com/x", "//example.com/x", "javascript:alert(1)", "/\\example.com"]
)
def test_a_draft_leads_to_no_other_house(staff, url):
    typed(staff, body=f"reason=x&_title=t&_url={url}")
    assert Draft.objects.get(place=PLACE).url == ""
    assert "example.com" not in staff.get("/").content.decode()


@pytest.mark.parametrize("place", ["columns:ip", "other:1", "page:" + "x" * 80])
def test_a_strange_place_is_not_there(staff, place):
    assert typed(staff, place).status_code == 404
    assert not Draft.objects.exists()


def test_too_much_is_said_in_words(staff, cast, monkeypatch):
    monkeypatch.setattr(drafts, "LARGEST", 100)
    answer = typed(staff, body="text=" + "x" * 200)
    assert (answer.status_code, "草稿存不下" in answer.content.decode()) == (413, True)
    monkeypatch.setattr(drafts, "MOST", 1)
    typed(staff, body="text=a")
    with pytest.raises(Refused, match="没有提交的内容"):
        drafts.keep_draft(by=cast.staff, place="page:other", values={})


def test_after_ninety_days_a_draft_goes_but_a_choice_of_columns_stays(cast):
    for place in (PLACE, "columns:ip"):
        drafts.keep_draft(by=cast.staff, place=place, values={"a": "b"})
    Draft.objects.update(saved_at=timezone.now() - drafts.KEPT - timedelta(days=1))
    assert drafts.sweep(timezone.now()) == 1
    assert [d.place for d in Draft.objects.all()] == ["columns:ip"]
