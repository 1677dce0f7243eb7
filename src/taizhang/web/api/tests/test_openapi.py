"""The description of the interface: whole, valid in its structure, and true."""

import re

import pytest

from taizhang.core.tables.spec import Kind
from taizhang.registers.declaration import registers
from taizhang.registers.fields import Choice


@pytest.fixture
def document(db, client):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def nodes(part):
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)


def test_the_document_has_the_structure_of_openapi_3_1(document):
    assert re.fullmatch(r"3\.1\.\d", document["openapi"])
    assert document["info"]["title"]
    assert document["info"]["version"]
    ids = set()
    for path, methods in document["paths"].items():
        assert path.startswith("/")
        named = set(re.findall(r"\{(\w+)\}", path))
        for method, operation in methods.items():
            assert method in {"get", "post", "patch"}
            assert operation["operationId"] not in ids
            ids.add(operation["operationId"])
            assert operation["responses"]
            assert all(re.fullmatch(r"\d{3}", str(status)) for status in operation["responses"])
            assert all(answer["description"] for answer in operation["responses"].values())
            places = [(p["in"], p["name"]) for p in operation.get("parameters", [])]
            assert len(places) == len(set(places)), f"{path} names a parameter twice"
            assert {name for place, name in places if place == "path"} == named
            assert operation["security"]
    schemes = document["components"]["securitySchemes"]
    used = {
        name
        for node in document["paths"].values()
        for op in node.values()
        for s in op["security"]
        for name in s
    }
    assert used <= set(schemes)


def test_every_reference_leads_somewhere(document):
    schemas = document["components"]["schemas"]
    references = {n["$ref"] for n in nodes(document) if isinstance(n.get("$ref"), str)}
    assert references
    assert {r.removeprefix("#/components/schemas/") for r in references} <= set(schemas)


@pytest.mark.parametrize("name", list(registers()))
def test_every_register_is_in_it_with_titles_units_and_choices(document, name):
    register = registers()[name]
    base = f"/api/v1/{name}"
    paths = document["paths"]
    assert set(paths[base]) == {"get", "post"}
    assert set(paths[base + "/{pk}"]) == {"get", "patch"}
    assert set(paths[base + "/{pk}/verify"]) == {"post"}
    assert set(paths[base + "/{pk}/history"]) == {"get"}
    prefix = "".join(p.capitalize() for p in name.split("_"))
    values = document["components"]["schemas"][prefix + "Values"]
    assert set(values["properties"]) == set(register.fields)
    assert set(values.get("required", [])) == {n for n, f in register.fields.items() if f.required}
    assert values["additionalProperties"] is False
    for field, column in register.fields.items():
        told = values["properties"][field]
        assert told["title"] == column.title
        assert told["examples"]
        if column.kind == Kind.MONEY:
            assert told["x-unit"] == "元"
        if column.covered:
            assert told["x-masked"] is True
        if isinstance(column, Choice):
            assert set(told["enum"]) - {""} == {o.value for o in column.options}


def test_the_reference_page_needs_nothing_from_outside(db, client):
    answer = client.get("/api/v1/docs")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "http://" not in page
    assert "https://" not in page
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in s or "application/json" in s for s in scripts)
    assert "<style" not in page
