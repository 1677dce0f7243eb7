"""Every address names its act; every role gets from every list exactly what the table says."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, path

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.registers.declaration import registers
from taizhang.web.api.ledger import api

# What needs no mark, and why.
UNMARKED = {
    "api/v1/": "the root of the interface: it answers 404 and shows nothing",
}


def patterns(resolver=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, where)
        else:
            yield where, entry


def operations() -> dict[str, list]:
    """Path below the interface -> its operations."""
    found = {}
    for router in api._get_bound_routers():
        for where, view in router.path_operations.items():
            found[where.strip("/")] = view.operations
    return found


def unmarked(found) -> list[str]:
    """Addresses whose view (or one of whose operations) names no act."""
    inside = operations()
    missing = []
    for where, pattern in found:
        if where in UNMARKED or getattr(pattern.callback, "act", None) in list(Act):
            continue
        asked = inside.get(where.removeprefix("api/v1/").replace("<", "{").replace(">", "}"), [])
        if not asked or any(getattr(op.view_func, "act", None) not in list(Act) for op in asked):
            missing.append(where)
    return missing


def test_every_address_names_its_act():
    assert unmarked(patterns()) == []


def test_an_address_without_a_mark_is_found():
    bare = path("bare/", lambda request: None)
    marked = path("marked/", acts(Act.HOME)(lambda request: None))
    assert unmarked([("bare/", bare), ("marked/", marked)]) == ["bare/"]


def test_the_exceptions_still_exist():
    assert set(UNMARKED) <= {where for where, _ in patterns()}


def test_every_operation_names_its_register_and_is_for_signed_in_users():
    for where, asked in operations().items():
        for operation in asked:
            assert operation.view_func.register == where.split("/")[0]
            assert operation.auth_callbacks


def test_only_these_are_public():
    public = {where for where, p in patterns() if getattr(p.callback, "act", None) == Act.PUBLIC}
    assert public - {"search/", "registers/<slug:name>/", "registers/<slug:name>/<int:pk>/", "feedback/"} <= {
        "", "healthz", "readyz", "sign-in/", "sign-in/code/", "sign-in/again/", "session/", "sign-out/", "locked/",
        "sign-in/oidc/", "sign-in/oidc/back/", "sign-in/cas/", "sign-in/cas/back/", "sign-in/directory/", "sign-in/done/",
        "api/v1/openapi.json", "api/v1/docs",
        "check/", "check/take/", "check/rules/", "check/samples/", "check/samples/<str:name>/",
        "personal/notice/", "notices/", "notices/<int:pk>/", "notices/<int:pk>/files/<int:file>/",
        "policies/", "policies/<path:name>/",
    }  # fmt: skip


@pytest.mark.parametrize("name", list(registers()))
def test_every_role_gets_from_every_list_what_the_table_says(cast, client, name):
    register = registers()[name]
    one_each = {user.role: user for user in cast.users.values() if user.bureau == cast.bureau}
    for who, user in (*one_each.items(), ("stranger", cast.stranger_staff)):
        client.force_login(user)
        allowed = bool(can(user, Act.VIEW, name))
        assert (client.get(f"/registers/{name}/").status_code == 200) is allowed, f"{who} {name}"
        assert client.get(f"/api/v1/{name}").status_code == (200 if allowed else 403), f"{who} {name}"
        offered = client.get(f"/registers/{name}/new/").status_code == 200
        assert not offered or can(user, Act.ADD, name), f"{who} {name}"
    client.logout()
    assert client.get(f"/api/v1/{name}").status_code == 401
    assert (client.get(f"/registers/{name}/").status_code == 200) is bool(
        can(client_user(client), Act.VIEW, register.name)
    )


def client_user(client):
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def test_the_stranger_gets_the_same_answer_as_for_what_is_not_there(cast, client):
    client.force_login(cast.stranger_staff)
    for where, _ in patterns():
        if not where.startswith("registers/") or "<int:pk>" not in where:
            continue
        address = "/" + where.replace("<slug:name>", "organizations").replace("<slug:kind>", "xlsx").replace(
            "<slug:field>", "name"
        )
        for method in (client.get, client.post):
            there = method(address.replace("<int:pk>", str(cast.firm_east.pk)))
            absent = method(address.replace("<int:pk>", "987654321"))
            assert there.status_code == absent.status_code, address
            assert there.status_code in (404, 405), address
            assert cast.firm_east.title.encode() not in b"".join(there)
