"""What is another's stays unseen: in conditions, chips, links, refusals, views, counts and in what the database is asked."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import organization

from taizhang.core.decisions import Refused
from taizhang.files.actions import attach_file
from taizhang.intake.tests.books import firm, firms, imported
from taizhang.journal.writing import Author
from taizhang.registers import queries
from taizhang.registers.actions import change_record
from taizhang.registers.around import ProposedChange, SavedView
from taizhang.registers.declaration import registers
from taizhang.registers.search import rebuild

ABSENT = 987_654_321
LINKS = [(name, link) for name, register in registers().items() for link in register.links]
CAPITAL = "registered_capital_yuan"


def listed(client, name, **query):
    """What a list shows, as a page."""
    return client.get(reverse("register", args=[name]), query)


def titles(page):
    return [row.record.title for row in page.context["rows"]]


@pytest.mark.parametrize(("name", "link"), LINKS, ids=lambda said: said)
def test_a_condition_on_a_link_names_only_what_the_reader_may_see(cast, as_user, name, link):
    target = registers()[name].links[link]
    theirs = target._default_manager.filter(pk=cast.firm_west.pk).first()
    theirs = theirs or target(bureau=cast.bureau, region=cast.west, title="西城的一条", key="k", sort_key="x")
    if theirs.pk is None:
        theirs.save()
    said = {}
    for who in ("staff", "liaison", "enterprise", "stranger_staff"):
        page = listed(as_user(cast.users[who]), name, **{link: theirs.pk})
        said[who] = page.status_code == 200 and theirs.title in page.content.decode()
    assert said == {"staff": True, "liaison": False, "enterprise": False, "stranger_staff": False}


@pytest.fixture
def beyond(cast, add):
    """What the people of the east see of which the firm, or one of two, is of the west."""
    return {
        "platforms": add("platforms", name="东城的平台", region=cast.east, organization=cast.firm_west),
        "technology_contracts": add(
            "technology_contracts", name="东西之间的合同", region=cast.east, seller=cast.firm_west, buyer=cast.firm_east
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "name", "link"),
    [
        ("liaison", "platforms", "organization"),
        ("liaison", "technology_contracts", "seller"),
        ("public", "platforms", "organization"),
        ("expert", "platforms", "organization"),
    ],
)
@pytest.mark.parametrize("asked", ["1..", "..99999999999", "-", "!-"])
def test_a_condition_one_hop_away_asks_nothing_of_what_the_reader_may_not_see(
    cast, as_user, beyond, who, name, link, asked
):
    assert beyond[name].title in titles(listed(as_user(cast.users[who]), name))
    assert titles(listed(as_user(cast.users[who]), name, **{f"{link}.{CAPITAL}": asked})) == []
    of_staff = titles(listed(as_user(cast.staff), name, **{f"{link}.{CAPITAL}": "1.."}))
    assert of_staff == [beyond[name].title]


def test_nor_does_a_visitors_or_a_programs(cast, client, as_user, beyond):
    page = listed(client, "platforms", **{f"organization.{CAPITAL}": "1.."})
    assert page.status_code == 200 and titles(page) == []
    asked = {f"seller.{CAPITAL}": "1.."}
    told = {
        who: as_user(cast.users[who]).get("/api/v1/technology_contracts", asked).json()["total"]
        for who in ("staff", "liaison")
    }
    assert told == {"staff": 1, "liaison": 0}


@pytest.mark.parametrize("name", ["needs", "recognitions"])
def test_a_code_in_a_form_finds_only_what_the_writer_may_see(cast, as_user, name):
    register = registers()[name]
    for theirs, found in ((cast.firm_east, True), (cast.firm_west, False)):
        sent = {"name": "写点什么", "region": cast.east.pk, "organization": theirs.credit_code}
        page = as_user(cast.liaison).post(reverse("record_new", args=[name]), sent, follow=True)
        assert (theirs.title in page.content.decode()) is found, theirs
        assert register.model._default_manager.filter(organization=theirs).exists() is found, theirs


def test_a_key_that_another_street_holds_is_told_without_its_record(cast, as_user):
    sent = {"name": "换个名字的公司", "credit_code": cast.firm_west.credit_code, "region": cast.east.pk}
    page = as_user(cast.liaison).post(reverse("record_new", args=["organizations"]), sent)
    assert page.status_code == 422
    assert "不在您的范围内" in page.content.decode() and cast.firm_west.title not in page.content.decode()


def test_a_patent_number_of_another_firm_is_told_without_its_record(cast, as_user, add):
    theirs = add(
        "ip", name="西城的专利", number="ZL202310000001.1", organization=cast.firm_west, region=cast.west
    )
    sent = {"name": "自己的专利", "number": theirs.number}
    page = as_user(cast.enterprise).post(reverse("record_new", args=["ip"]), sent)
    assert page.status_code == 422
    assert "不在您的范围内" in page.content.decode() and theirs.title not in page.content.decode()
    told = as_user(cast.enterprise).post(
        "/api/v1/ip", {"values": {**sent, "organization": cast.firm_east.pk}}, "application/json"
    )
    assert told.status_code == 409 and theirs.title not in told.content.decode()


def test_a_changed_key_that_another_holds_is_told_likewise(cast, add):
    own = add("organizations", by=cast.liaison, name="东城新登记的公司", region=cast.east)
    code = {"credit_code": cast.firm_west.credit_code}
    author = Author(cast.liaison, bureau=cast.bureau)
    with pytest.raises(Refused, match="不在您的范围内") as no:
        change_record(registers()["organizations"], own, code, version=own.version, author=author)
    assert cast.firm_west.title not in str(no.value)


def test_a_shared_view_is_shared_among_those_who_see_every_row(cast, as_user):
    SavedView.objects.create(
        bureau=cast.bureau, register="organizations", name="盯着拓微", query="q=拓微", by=cast.staff, shared=True
    )  # fmt: skip
    said = {
        who: "盯着拓微" in listed(as_user(cast.users[who]), "organizations").content.decode()
        for who in ("staff", "colleague", "leader", "liaison", "enterprise", "stranger_staff")
    }
    assert {who for who, told in said.items() if told} == {"staff", "colleague", "leader"}


def test_a_banks_search_does_not_tell_that_others_have_more(cast, as_user, add, monkeypatch):
    monkeypatch.setattr(queries, "ENOUGH", 2)
    for n in range(3):
        bank = "示例银行" if n == 2 else "另一家银行"
        add(
            "loans", organization=organization(cast.bureau, cast.east, f"恒远贷款第{n}家", 300 + n), bank=bank
        )
    rebuild()
    of_bank, of_staff = (
        as_user(cast.users[who]).get(reverse("search"), {"q": "恒远贷款"}) for who in ("bank", "staff")
    )
    assert [(h.count, h.more) for h in of_bank.context["found"]] == [(1, False)]
    assert any(h.more for h in of_staff.context["found"])


def codes_in(client, name, kind):
    answer = client.get(reverse("export", args=[name, kind]), {"all": "1"})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_an_export_holds_the_codes_of_those_whom_the_reader_may_see(cast, as_user, add, beyond):
    add("loans", organization=cast.firm_east, bank="示例银行")
    for who, name, shown in (
        ("bank", "loans", set()),
        ("staff", "loans", {"east"}),
        ("liaison", "technology_contracts", {"east"}),
        ("staff", "technology_contracts", {"east", "west"}),
        ("enterprise", "technology_contracts", {"east"}),
    ):
        rows = str(codes_in(as_user(cast.users[who]), name, "csv"))
        firms_there = {"east": cast.firm_east, "west": cast.firm_west}
        assert {side for side, one in firms_there.items() if one.credit_code in rows} == shown, (who, name)


def questions(client, method, path):
    """How often the database is asked, and what came out, when nothing is kept from before."""
    getattr(client, method)(path)
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method)(path)
    return answer.status_code, len([q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]])


@pytest.fixture
def hung(cast):
    """A file, a proposed change and an import, all of the west."""
    west = cast.firm_west
    file = attach_file(
        b"%PDF-1.7 of the west", name="a.pdf", register="organizations", record_id=west.pk, title=west.title,
        bureau=cast.bureau, author=Author(cast.staff),
    )  # fmt: skip
    change = ProposedChange.objects.create(
        bureau=cast.bureau, register="organizations", record_id=west.pk, title=west.title, values={"note": "改"},
        ground="测试", by=cast.liaison_west,
    )  # fmt: skip
    batch = imported(firms(firm(2, west.title, "西城街道", capital=8000)), cast.staff)
    return {"download": file.pk, "file_end": file.pk, "decide": change.pk, "batch_source": batch.number}


@pytest.mark.parametrize(
    ("who", "method", "where", "query"),
    [
        ("liaison", "get", "download", ""),
        ("enterprise", "get", "download", ""),
        ("stranger_staff", "get", "download", ""),
        ("enterprise", "post", "file_end", ""),
        ("finance", "post", "decide", ""),
        ("stranger_staff", "post", "decide", ""),
        ("enterprise", "get", "batch_source", "?sheet=1&cell=D3"),
        ("enterprise", "get", "batch_source", "?sheet=1&cell=D3&of=organizations.{east}"),
        ("enterprise", "get", "batch_source", "?sheet=1&cell=D3&of=organizations.{west}"),
        ("liaison", "get", "batch_source", "?sheet=1&cell=D3"),
        ("liaison", "get", "batch_source", "?sheet=1&cell=D3&of=organizations.{west}"),
    ],
)
def test_what_is_anothers_asks_the_database_as_often_as_what_is_not_there(
    cast, as_user, hung, who, method, where, query
):
    client = as_user(cast.users[who])
    query = query.format(east=cast.firm_east.pk, west=cast.firm_west.pk)
    theirs, absent = (
        questions(client, method, reverse(where, args=[number]) + query) for number in (hung[where], ABSENT)
    )
    assert theirs == absent
    assert theirs[0] == 404
