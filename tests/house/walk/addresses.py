"""Every address of the house, out of the code itself: pages, fragments, downloads, and the operations of the interface."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from taizhang.access.roles import Act
from taizhang.web.api.ledger import api

API = "api/v1/"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern with its act and the methods by which it is asked."""

    route: str  # registers/<slug:name>/<int:pk>/
    act: Act
    methods: tuple[str, ...]
    register: str = ""  # of an operation of the interface

    @property
    def is_api(self) -> bool:
        return bool(self.register)

    @property
    def thing(self) -> str:
        """The route up to its last parameter: what says which thing an address is about. "" without any."""
        found = list(PARAMETER.finditer(self.route))
        if not found:
            return ""
        end = self.route.find("/", found[-1].end())
        return self.route[: end + 1] if end >= 0 else self.route

    def path(self, values: dict[str, Any]) -> str:
        return "/" + PARAMETER.sub(lambda m: str(values[m[1]]), self.route)


def pages(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Route and pattern of everything but the interface's operations."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry, route)
        else:
            yield route, entry


def operations() -> Iterator[Address]:
    """Each operation of the interface."""
    for router in api._get_bound_routers():
        for where, view in router.path_operations.items():
            route = API + re.sub(r"{(\w+:)?(\w+)}", r"<\1\2>", where.strip("/"))
            for operation in view.operations:
                told: Any = operation.view_func
                yield Address(route, told.act, tuple(operation.methods), told.register)


def addresses(resolver: Any = None) -> list[Address]:
    """Everything that can be asked for. What the interface answers by an operation stands there once, by operation."""
    inside = list(operations())
    routes = {a.route for a in inside}
    found = [
        Address(route, pattern.callback.act, methods_of(pattern.callback))
        for route, pattern in pages(resolver)
        if route not in routes and hasattr(pattern.callback, "act")
    ]
    return found + (inside if resolver is None else [])


def methods_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """The methods to which a decorator limits a view; else GET, and POST where the view itself looks at it."""
    seen: Any = view
    while seen is not None:
        for cell in getattr(seen, "__closure__", None) or ():
            held = cell.cell_contents
            if isinstance(held, list | tuple) and held and set(held) <= METHODS:
                return tuple(m for m in held if m != "HEAD" or "GET" not in held)
        if (kind := getattr(seen, "view_class", None)) is not None:
            return tuple(m.upper() for m in ("get", "post") if hasattr(kind, m))
        inner = getattr(seen, "__wrapped__", None)
        if inner is None:
            break
        seen = inner
    source = inspect.getsource(getattr(seen, "func", seen))
    return tuple(m for m in ("GET", "POST", "PUT") if m == "GET" or m in source)
