"""Personal data planted in every register is nowhere in clear: no page, file or answer, for nobody, until it was revealed."""

import io
import json
import zipfile
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.accounts.actions import make_token
from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition
from taizhang.indicators.rows import register_of_definition
from taizhang.journal.writing import Author
from taizhang.registers.actions import change_record
from taizhang.registers.around import SavedView
from taizhang.registers.covering import covered
from tests.house.personal.planting import plant, values_for

pytestmark = pytest.mark.django_db


def pages(register, record):
    """Every address that reads a record or its register."""
    name, hidden = register.name, [n for n, f in register.fields.items() if f.covered]
    base, one = reverse("register", args=[name]), reverse("record", args=[name, record.pk])
    yield from (
        base,
        f"{base}sums/",
        f"{base}?q={record.title[:4]}",
        f"{base}new/",
        f"{base}pick/?q={record.title[:4]}",
    )
    yield from (f"{one}?blank=1", f"{one}?tab=history", f"{one}history/", f"{one}edit/", f"{one}reveal/")
    yield from (f"{base}export.xlsx?all=1", f"{base}export.csv?all=1", f"{base}template.xlsx")
    for field in hidden:
        yield from (
            f"{base}condition/{field}/",
            f"{base}?order={field}",
            f"{base}?group={field}",
            f"{base}?columns={field}",
        )
    yield from (f"/search/?q={record.title[:4]}", "/", "/admin/journal/", "/drafts/")


def interface(register, record):
    base = f"/api/v1/{register.name}"
    return (base, f"{base}/{record.pk}", f"{base}/{record.pk}/history")


def text_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(n).decode("utf-8", "replace") for n in book.namelist())
    return content.decode("utf-8", "replace")


def found_in(text: str, planted) -> list[str]:
    return [where for value, where in planted.values.items() if value in text]


@pytest.fixture
def planted(cast):
    """Records, each changed once so that its history holds two values, and a choice of columns that shows all of them."""
    made = plant(cast)
    for register, record in made.records:
        values = values_for(register, cast, made)
        change_record(
            register,
            record,
            {n: v for n, v in values.items() if register.fields[n].covered},
            version=1,
            author=Author(cast.staff),
        )
    return made


def test_no_page_no_file_and_no_answer_shows_them_to_anybody(cast, planted):
    looked, leaks, seen_masked = 0, [], 0
    for who, user in cast.users.items():
        client = Client()
        client.force_login(user)
        token = make_token(user=user, name="走查", author=Author(user))[1]
        program = Client(headers={"Authorization": f"Bearer {token}"})
        for register, record in planted.records:
            names = [n for n, f in register.fields.items() if f.covered]
            client.post(
                reverse("columns", args=[register.name]), {"column": [register.told.heading[0], *names]}
            )
            for asked, addresses in (
                (client, pages(register, record)),
                (program, interface(register, record)),
            ):
                for address in addresses:
                    answer = asked.get(address)
                    assert answer.status_code < 500, address
                    text = text_of(answer)
                    looked += answer.status_code == 200
                    seen_masked += "****" in text
                    leaks += [(who, address, where) for where in found_in(text, planted)]
    assert leaks == []
    assert looked > 1000
    assert seen_masked > 100, "the masked values must be on the pages that were looked at"


def test_revealing_shows_that_record_to_that_session_and_nothing_else(cast, planted):
    register, record = planted.records[0]
    other_register, other = planted.records[1]
    own = {v for v, where in planted.values.items() if where.startswith(f"{register.name}.")}
    client, colleague = Client(), Client()
    client.force_login(cast.staff)
    colleague.force_login(cast.colleague)
    one = reverse("record", args=[register.name, record.pk])
    client.post(f"{one}reveal/", {"reason": "核对联系方式"})
    assert own & set(planted.values) and any(v in text_of(client.get(f"{one}?blank=1")) for v in own)
    assert found_in(text_of(colleague.get(f"{one}?blank=1")), planted) == []
    assert (
        found_in(text_of(client.get(reverse("record", args=[other_register.name, other.pk]))), planted) == []
    )
    assert (
        found_in(text_of(client.get(reverse("export", args=[register.name, "csv"]) + "?all=1")), planted)
        == []
    )


def test_an_address_cannot_be_used_to_guess_a_masked_value(cast, planted, as_user):
    client = as_user(cast.staff)
    for register, record in planted.records:
        everything = client.get(reverse("register", args=[register.name])).context["total"]
        for name, field in register.fields.items():
            if field.covered:
                for value in (getattr(record, name), "没有这个值"):
                    asked = client.get(reverse("register", args=[register.name]), {name: value})
                    assert asked.context["total"] == everything, (register.name, name)


def test_a_view_and_the_links_of_a_list_keep_no_condition_on_what_is_masked_and_no_number(
    cast, planted, as_user
):
    client = as_user(cast.staff)
    for register, _ in planted.records:
        listed = reverse("register", args=[register.name])
        own = {
            v: where.split(".")[1]
            for v, where in planted.values.items()
            if where.startswith(f"{register.name}.")
        }
        for value, name in own.items():
            page = client.get(listed, {name: value, "order": "id"}).content.decode()
            assert value not in page and quote(value) not in page, (register.name, name)
            client.post(f"{listed}views/", {"title": name, "in": urlencode({name: value, "order": "id"})})
    assert len(planted.values) > 20
    assert {view.query for view in SavedView.objects.all()} == {"order=id"}
    listed = reverse("register", args=["organizations"])
    for title, asked in (
        ("按电话", "q=13800001234"),
        ("找 someone@planted.example", "q=恒远"),
        ("证件", "address=11010519491231002X"),
    ):
        refused = client.post(f"{listed}views/", {"title": title, "in": asked})
        assert refused.status_code == 409 and "没有存为视图" in refused.content.decode(), title
    assert (
        client.post(f"{listed}views/", {"title": "恒远 2026", "in": "q=恒远&address=创新路 8 号"}).status_code
        == 302
    )


def test_no_indicator_counts_by_what_is_masked(cast, planted):
    for register, record in planted.records:
        for name, field in register.fields.items():
            if not field.covered:
                continue
            for text in (covered(getattr(record, name)), f"={getattr(record, name)}", "!甲"):
                definition = {"register": register.name, "where": [[name, text]], "measure": "count"}
                with pytest.raises(Refused, match="只能数有没有填"):
                    register_of_definition(Definition.from_data(definition))
            whether = {"register": register.name, "where": [[name, "*"]], "measure": "count"}
            assert register_of_definition(Definition.from_data(whether)) is register


def test_the_interface_takes_a_masked_value_back_as_unchanged(cast, planted):
    token = make_token(user=cast.staff, name="x", author=Author(cast.staff))[1]
    program = Client(headers={"Authorization": f"Bearer {token}"})
    register, record = next((r, x) for r, x in planted.records if r.name == "people")
    path = f"/api/v1/people/{record.pk}"
    told = program.get(path).json()
    assert "*" in told["values"]["phone"]
    body = {"version": told["version"], "values": {"phone": told["values"]["phone"], "job_title": "研究员"}}
    assert program.patch(path, json.dumps(body), "application/json").status_code == 200
    held = register.model._default_manager.get(pk=record.pk)
    assert (held.job_title, covered(held.phone)) == ("研究员", told["values"]["phone"])
