"""A person's browser 浏览器: one session, forms read from the page and sent as a browser sends them."""

import http.client
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

CSRF = "f" * 32
TIMEOUT = 30
NO_CONTENT = 204
# Where the time between "sent" and "answered" begins is told to whoever kills.
Told = Callable[[str], None]


class Unanswered(Exception):
    """The connection broke before an answer came: whether it was done is not known."""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    location: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """A write is answered by a redirect, a draft by a 200."""
        return self.status in (200, 201, 204, 302, 303)


@dataclass
class Browser:
    """One signed-in person's browser."""

    port: int
    cookie: str
    told: Told

    def get(self, path: str) -> Reply:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str], what: str) -> Reply:
        body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"}, what)

    def put(self, path: str, fields: Mapping[str, str], what: str) -> Reply:
        return self._ask("PUT", path, urlencode(fields).encode(), {"X-CSRFToken": CSRF}, what)

    def upload(self, path: str, fields: Mapping[str, str], file: tuple[str, bytes], what: str) -> Reply:
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": CSRF, **fields}.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{file[0]}"\r\n'
        parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", file[1], f"\r\n--{edge}--\r\n".encode()]  # fmt: skip
        return self._ask(
            "POST", path, b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={edge}"}, what
        )

    def piece(self, method: str, path: str, body: bytes, headers: dict[str, str], what: str) -> Reply:
        """A request of the protocol of uploads."""
        told = {
            "X-CSRFToken": CSRF,
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
        }
        return self._ask(method, path, body, {**told, **headers}, what)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], what: str = ""
    ) -> Reply:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        headers = {**headers, "Cookie": f"sessionid={self.cookie}; csrftoken={CSRF}", "Connection": "close"}
        try:
            line.request(method, path, body, headers)
            if what:
                self.told(what)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
            bare = method == "HEAD" or answer.status == NO_CONTENT
            if not bare and "Content-Length" not in answer.headers:
                raise http.client.IncompleteRead(b"")  # the server was killed between two of its headers
            return Reply(answer.status, answer.headers.get("Location", ""), text, dict(answer.headers))
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered(f"{method} {path}: {error!r}") from error
        finally:
            line.close()


class FormFields(HTMLParser):
    """The fields of the form with a class or an id, as a browser would send them."""

    def __init__(self, form_class: str) -> None:
        super().__init__()
        self.form_class, self.inside = form_class, False
        self.fields: dict[str, str] = {}
        self.area, self.select = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.form_class in (held.get("id"), *held.get("class", "").split())
        if not self.inside:
            return
        name = held.get("name", "")
        if tag == "input" and name and (held.get("type") not in ("checkbox", "radio") or "checked" in held):
            self.fields[name] = held.get("value", "")
        elif tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "select":
            self.select, self.fields[name] = name, ""
        elif tag == "option" and self.select and ("selected" in held):
            self.fields[self.select] = held.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


def form_of(text: str, form_class: str) -> dict[str, str]:
    """The fields of a page's form; empty when it has no such form."""
    read = FormFields(form_class)
    read.feed(text)
    return {n: v for n, v in read.fields.items() if n != "csrfmiddlewaretoken"}
