"""Asking one address as one person, and what the answer amounts to."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.house.walk.addresses import Address
from tests.house.walk.entries import QUERIES
from tests.house.walk.expected import Outcome, Thing

# What differs between two answers that say the same.
VARYING = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|hx-headers=\'[^\']*\'|nonce-[\w=+/-]+| aria-current="page"'
    rb'| data-left="\d+"|[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}'
)
# Bodies of the form that is asked for: whether one may is looked at after that.
BODY = {"POST": "{}", "PATCH": '{"version": 1, "values": {}}'}
CHANGING_HEADERS = {"set-cookie", "content-length", "date", "x-request-id", "last-modified"}


@dataclass
class Answer:
    """What came back, and how many questions the database was asked for it."""

    status: int
    body: bytes
    headers: dict[str, str]
    queries: int
    where: str

    @property
    def said(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def outcome(self) -> Outcome:
        if self.status >= 500:
            return Outcome.BROKEN
        if self.status == 401 or (self.status in (302, 303) and self.where.startswith(reverse("sign_in"))):
            return Outcome.SIGN_IN
        return {403: Outcome.DENIED, 404: Outcome.NOTHING}.get(self.status, Outcome.IN)


class Counter:
    """Counts what the database is asked, savepoints aside."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" not in sql:
            self.count += 1
        return execute(sql, params, many, context)


def client_of(user: Any) -> Client:
    """A browser in which somebody has signed in (or nobody)."""
    # One number for all requests: it stands on pages, and is no difference between two of them.
    client = Client(raise_request_exception=False, HTTP_HOST="localhost", HTTP_X_REQUEST_ID="the-same-one")
    if not isinstance(user, AnonymousUser):
        client.force_login(user)
    return client


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written in between is undone."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def ask(client: Client, address: Address, thing: Thing | None, method: str, **more: Any) -> Answer:
    """One request; what it wrote is taken back."""
    path = address.path(thing.values if thing else {})
    if query := QUERIES.get(address.route):
        path += "?" + query(thing)
    told: dict[str, Any] = dict(more)
    if address.is_api and method in ("POST", "PATCH"):
        told = {"data": BODY[method], "content_type": "application/json", **more}
    counter, kept = Counter(), {n: m.value for n, m in client.cookies.items()}
    with taken_back(), connection.execute_wrapper(counter):
        by_form = method in ("GET", "POST") and not address.is_api
        response = (
            getattr(client, method.lower())(path, **told) if by_form else client.generic(method, path, **told)
        )
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if response.headers.get("Content-Type", "").startswith("application/json") and body:
            body = json.dumps(json.loads(body), ensure_ascii=False).encode()  # words, as a program reads them
        body += b"".join(parts_of(body))
    client.cookies = SimpleCookie(kept)  # signing in and out is taken back too
    return Answer(
        response.status_code,
        body,
        dict(response.headers),
        counter.count,
        response.headers.get("Location", ""),
    )


def parts_of(body: bytes) -> Iterator[bytes]:
    """What is packed inside: the parts of a workbook, a paper, a folder of papers."""
    if not body.startswith(b"PK"):
        return
    with ZipFile(BytesIO(body)) as packed:
        for name in packed.namelist():
            inner = packed.read(name)
            yield inner
            yield from parts_of(inner)


def plain(answer: Answer, thing: Thing) -> tuple[int, bytes, dict[str, str], int]:
    """An answer without what it echoes of the address."""
    echoed = [str(v).encode() for v in thing.values.values() if isinstance(v, int)]
    body = VARYING.sub(b"", answer.body)
    for number in sorted(echoed, key=len, reverse=True):
        body = re.sub(rb"(?<=/)" + number + rb"(?=/)", b"#", body)
    headers = {n: v for n, v in answer.headers.items() if n.lower() not in CHANGING_HEADERS}
    return answer.status, body, headers, answer.queries
