"""The pages of merging: who may open them, what they show, what comes of a form, where lookups lead."""

import re

import pytest

from taizhang.merging.models import Merge, NotSame
from taizhang.merging.tests import ledger
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.around import Draft
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db


def fields_of(page: str) -> dict[str, str]:
    """What the merge form would send as it stands."""
    form = page[page.index('id="merge-form"') :]
    found = {}
    for tag in re.findall(r"<input ([^>]*)>", form[: form.index("</form>")]):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in told and (told.get("type") != "radio" or " checked" in tag):
            found[told["name"]] = told.get("value", "")
    return found


def compare(client, *firms) -> tuple[str, str]:
    address = "/merging/compare/?" + "&".join(f"id={f.pk}" for f in firms)
    return address, client.get(address).content.decode()


def send(client, address: str, page: str, *firms, **more):
    return client.post(address, {**fields_of(page), "id": [f.pk for f in firms], **more})


def test_only_staff_open_them(cast, as_user):
    for who in ("leader", "liaison", "enterprise", "system", "finance"):
        assert as_user(cast.users[who]).get("/merging/").status_code == 403
    assert as_user(cast.staff).get("/merging/").status_code == 200


def test_the_list_tells_why_and_a_dismissed_pair_leaves_it(cast, as_user):
    other = ledger.duplicate(cast)
    client = as_user(cast.staff)
    assert "名称只差“股份”" in client.get("/merging/").content.decode()
    client.post("/merging/not-same/", {"low": cast.firm_east.pk, "high": other.pk})
    assert "没有疑似重复的单位" in client.get("/merging/").content.decode()
    assert other.title in client.get("/merging/not-same/").content.decode()
    client.post(f"/merging/not-same/{NotSame.objects.get().pk}/back/")
    assert other.title in client.get("/merging/").content.decode()


def test_side_by_side_with_personal_data_masked_then_merged_once(cast, as_user):
    other = ledger.duplicate(cast, phone="13912345678")
    ledger.patent(cast, other, 1)
    client = as_user(cast.staff)
    address, page = compare(client, cast.firm_east, other)
    assert "13912345678" not in page
    assert "13800001234" not in page
    assert "知识产权<b" in page
    answers = [send(client, address, page, cast.firm_east, other) for _ in range(2)]
    merge = Merge.objects.get()
    assert [a.headers["Location"] for a in answers[:1]] == [f"/merging/{merge.pk}/"]
    assert Merge.objects.count() == 1
    done = client.get(f"/merging/{merge.pk}/").content.decode()
    assert "已合并" in done
    assert "撤销合并…" in done


def test_a_change_in_between_comes_back_with_what_was_picked(cast, as_user):
    other = ledger.duplicate(cast)
    client = as_user(cast.staff)
    address, page = compare(client, cast.firm_east, other)
    Organization._default_manager.filter(pk=other.pk).update(version=9)
    answer = send(client, address, page, cast.firm_east, other, **{"field-name": other.pk})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "被别人改过" in text
    assert fields_of(text)["field-name"] == str(other.pk)
    assert fields_of(text)[f"version-{other.pk}"] == "9"


def test_what_is_open_is_named_and_the_button_rests(cast, as_user):
    other = ledger.duplicate(cast)
    Draft.objects.create(by=cast.enterprise, place=f"edit:organizations:{cast.firm_east.pk}")
    _, page = compare(as_user(cast.staff), cast.firm_east, other)
    assert "还有没了结的事，现在不能合并" in page
    assert "打开那条记录" in page


def merged(cast, client):
    other = ledger.duplicate(cast)
    address, page = compare(client, cast.firm_east, other)
    send(client, address, page, cast.firm_east, other)
    return other, Merge.objects.get()


def test_the_page_of_the_merged_one_leads_to_the_one_kept_and_back(cast, as_user):
    client = as_user(cast.staff)
    other, merge = merged(cast, client)
    page = client.get(f"/registers/organizations/{other.pk}/").content.decode()
    assert "已并入" in page
    assert f"/registers/organizations/{cast.firm_east.pk}/" in page
    assert "恢复这条记录" not in page
    kept = client.get(f"/registers/organizations/{cast.firm_east.pk}/").content.decode()
    assert "并入这里的单位" in kept
    assert f"/merging/{merge.pk}/" in kept


def test_the_interface_answers_with_the_successor(cast, as_user):
    client = as_user(cast.staff)
    other, _ = merged(cast, client)
    told = client.get(f"/api/v1/organizations/{other.pk}").json()
    assert told["merged_into"] == {"id": cast.firm_east.pk, "title": cast.firm_east.title}
    assert client.get(f"/api/v1/organizations/{cast.firm_east.pk}").json()["merged_into"] is None


def test_a_form_that_names_the_merged_one_writes_to_the_one_kept(cast, as_user):
    client = as_user(cast.staff)
    other, _ = merged(cast, client)
    sent = {"organization": other.title, "organization__id": other.pk, "period": "2025", "revenue_yuan": "1"}
    answer = client.post("/registers/annual_returns/new/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert AnnualReturn.objects.get().organization_id == cast.firm_east.pk


def test_the_undo_page_lists_and_undoes(cast, as_user):
    client = as_user(cast.staff)
    other, merge = merged(cast, client)
    page = client.get(f"/merging/{merge.pk}/undo/").content.decode()
    assert f"“{other.title}”恢复为单独的单位" in page
    client.post(f"/merging/{merge.pk}/undo/")
    assert Merge.objects.get().state == Merge.State.UNDONE
    assert "合并已撤销" in client.get(f"/merging/{merge.pk}/").content.decode()


def test_another_bureau_gets_the_answer_for_what_is_not_there(cast, as_user):
    client = as_user(cast.staff)
    _, merge = merged(cast, client)
    stranger = as_user(cast.stranger_staff)
    for address in (f"/merging/{merge.pk}/", f"/merging/{merge.pk}/undo/", f"/merging/{merge.pk}/progress/"):
        assert stranger.get(address).status_code == 404
    page = stranger.get(f"/merging/compare/?id={cast.firm_east.pk}&id={cast.firm_west.pk}").content.decode()
    assert cast.firm_east.title not in page
    answer = stranger.post("/merging/not-same/", {"low": cast.firm_east.pk, "high": cast.firm_west.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize("query", ["id=abc", "id=99999999999999999999&id=1", "id=1&id=1", "", "id=-1&kept=x"])
def test_odd_addresses_lead_to_the_search(cast, as_user, query):
    assert as_user(cast.staff).get(f"/merging/compare/?{query}").status_code == 200


def test_organizations_ticked_in_the_list_are_compared(cast, as_user):
    client = as_user(cast.staff)
    answer = client.post("/merging/pick/", {"ids": [cast.firm_east.pk, cast.firm_west.pk], "in": ""})
    assert answer.headers["Location"] == f"/merging/compare/?id={cast.firm_east.pk}&id={cast.firm_west.pk}"
    answer = client.post("/merging/pick/", {"ids": [cast.firm_east.pk]}, follow=True)
    assert "请勾选 2 到 5 家单位" in answer.content.decode()
