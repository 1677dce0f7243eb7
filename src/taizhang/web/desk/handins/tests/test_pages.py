"""The hand-in pages: from the upload to the download, and who may do what."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.journal.writing import Author
from taizhang.registers.actions import add_records
from taizhang.registers.declaration import registers
from taizhang.reports.handins.models import HandIn, Layout
from taizhang.reports.handins.tests.books import half_year_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def training(cast):
    values = {"name": "甲", "kind": "training", "held_on": date(2022, 3, 1), "region": cast.west}
    author = Author(None, "测试", bureau=cast.bureau)
    return add_records(
        registers()["events"], [(values, {})], bureau=cast.bureau, author=author, verified=True
    )[0]


def upload(client, content=None, file_name="主要指标.xlsx", name="半年报"):
    file = SimpleUploadedFile(file_name, half_year_report() if content is None else content)
    told = {"name": name, "superior": "市科技局", "every": "half", "due_days": "15", "file": file}
    return client.post("/handins/new/", told)


@pytest.fixture
def layout(cast, as_user):
    upload(as_user(cast.staff))
    return Layout.objects.get()


def tied(client, layout, cell="D3", **more):
    told = {
        "sheet": "主要指标",
        "cell": cell,
        "title": "",
        "expression": "training_count",
        "rule": "this",
        **more,
    }
    return client.post(f"/handins/{layout.pk}/tie/", told)


def test_a_table_is_uploaded_pointed_at_filled_and_downloaded(cast, as_user, training):
    client = as_user(cast.staff)
    address = upload(client).url
    pointed = client.get(address, {"sheet": "主要指标", "cell": "D3"}).content.decode()
    assert 'value="training_count"' in pointed  # what the heads say, ready to be confirmed
    layout = Layout.objects.get()
    assert tied(client, layout).status_code == 302
    assert client.post(f"{address}fill/", {"period": "2022-H1"}).url == f"{address}2022-H1/"
    page = client.get(f"{address}2022-H1/").content.decode()
    assert "/figures/?e=training_count&amp;p=2022-H1" in page
    answer = client.get(f"{address}2022-H1/file/")
    assert openpyxl.load_workbook(io.BytesIO(answer.content))["主要指标"]["D3"].value == 1
    assert client.post(f"{address}2022-H1/hand-in/", {"on": "2022-07-10"}).status_code == 302
    assert HandIn.objects.get().handed_on == date(2022, 7, 10)


def test_a_wrong_file_is_refused_on_the_page_and_nothing_is_kept(cast, as_user):
    answer = upload(as_user(cast.staff), "指标,数\n".encode(), "表.csv")
    assert answer.status_code == 422
    assert "另存为 .xlsx" in answer.content.decode()
    assert not Layout.objects.exists()


def test_a_name_typed_ties_as_well_as_one_picked_and_nonsense_is_said_in_the_panel(cast, as_user, layout):
    client = as_user(cast.staff)
    assert tied(client, layout, expression="", title="技术合同成交额（输出）").status_code == 302
    assert layout.ties.get().expression == "tc_value_out"
    assert (
        tied(client, layout, "E3", title="技术合同成交额（输出）").status_code == 302
    )  # typed over what was suggested
    assert layout.ties.get(cell="E3").expression == "tc_value_out"
    answer = tied(client, layout, "D4", expression="", title="不是指标")
    assert answer.status_code == 422
    assert "不是指标" in answer.content.decode()


def test_one_click_ties_a_whole_column_of_streets(cast, as_user, layout, training):
    client = as_user(cast.staff)
    tied(client, layout, "B3", sheet="分镇街", region=str(cast.east.pk), then="down")
    assert sorted(layout.ties.values_list("cell", "region__name")) == [("B3", "东城街道"), ("B4", "西城街道")]


def test_an_indicator_is_found_by_pinyin(cast, as_user, layout):
    page = as_user(cast.staff).get(
        f"/handins/{layout.pk}/pick/", {"title": "gxjsqy"}, headers={"HX-Request": "true"}
    )
    assert 'data-id="hte_count"' in page.content.decode()


def test_the_leader_looks_but_ties_nothing_and_others_see_nothing(cast, as_user, layout):
    client = as_user(cast.leader)
    page = client.get(f"/handins/{layout.pk}/")
    assert page.status_code == 200
    assert "data-cell" not in page.content.decode()
    assert tied(client, layout).status_code == 403
    assert as_user(cast.liaison).get("/handins/").status_code == 403
    assert as_user(cast.stranger_staff).get(f"/handins/{layout.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["{}/2022-H1/", "{}/nonsense/", "{}/2022-H1/file/", "999/"])
def test_what_is_not_there_is_not_found(cast, as_user, layout, address):
    assert as_user(cast.staff).get("/handins/" + address.format(layout.pk)).status_code == 404


@pytest.mark.parametrize("query", ["?sheet=没有&cell=D3", "?cell=ZZZZ99", "?cell=A1:B2", "?n=x&sheet="])
def test_nonsense_in_the_address_shows_the_sheet(cast, as_user, layout, query):
    assert as_user(cast.staff).get(f"/handins/{layout.pk}/{query}").status_code == 200


def test_the_list_asks_as_many_questions_for_three_as_for_one(cast, as_user, layout):
    client = as_user(cast.staff)
    counts = []
    for more in ((), ("季报", "年报")):
        for name in more:
            upload(client, name=name)
        client.get("/handins/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/handins/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
