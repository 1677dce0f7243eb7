"""Somebody signed in over HTTP, or nobody; every answer is kept only as long as it is read."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Reply:
    """What came back."""

    status: int
    body: bytes
    location: str


@dataclass
class Browser:
    """One connection with its cookies."""

    port: int
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None
    asked: int = 0

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None, **headers: str) -> Reply:
        """One request; a broken connection is opened again once."""
        body = (
            urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})
            if fields is not None
            else None
        )
        sent = {
            "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.asked += 1
        for again in (True, False):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.connection.request(method, quote(path, safe="/?&=%.:,~+-@"), body, sent)
                answer = self.connection.getresponse()
                content = answer.read()
                break
            except (http.client.HTTPException, OSError):
                self.connection = None
                if not again:
                    raise
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return Reply(answer.status, content, answer.headers.get("Location", ""))

    def sign_in(self, password: str) -> None:
        """As a person does: the page, then the form."""
        page = self.ask("GET", "/sign-in/").body.decode()
        found = TOKEN.search(page)
        assert found, "the sign-in page has no form"
        answer = self.ask(
            "POST",
            "/sign-in/",
            {"csrfmiddlewaretoken": found[1], "username": self.name, "password": password},
        )
        assert answer.status == 302 and "sign-in" not in answer.location, (
            self.name,
            answer.status,
            answer.location,
        )
