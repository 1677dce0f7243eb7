"""Somebody signed in over HTTP, or nobody; every answer is kept only as long as it is read."""

import html
import http.client
import io
import json
import re
import secrets
import zipfile
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Reply:
    """What came back."""

    status: int
    body: bytes
    location: str
    called: str = ""  # the name of a file

    @property
    def text(self) -> str:
        """What a person can read of it: a workbook unpacked, JSON without its escapes, the names in the head."""
        if self.body[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(self.body)) as parts:
                read = "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
        elif self.body[:1] in (b"{", b"["):
            read = json.dumps(json.loads(self.body), ensure_ascii=False)
        else:
            read = html.unescape(self.body.decode(errors="replace"))
        return "\n".join((read, unquote(self.location), unquote(self.called)))


@dataclass
class Browser:
    """One connection with its cookies."""

    port: int
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None
    asked: int = 0

    def ask(
        self,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        *,
        raw: bytes | None = None,
        **headers: str,
    ) -> Reply:
        """One request, with the fields of a form or a raw body; a broken connection is opened again once."""
        body: bytes | str | None = raw
        if fields is not None:
            body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})
        sent = {
            "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        if fields is not None:
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
        return Reply(
            answer.status,
            content,
            answer.headers.get("Location", ""),
            answer.headers.get("Content-Disposition", ""),
        )

    def send(self, path: str, fields: dict[str, str], name: str, content: bytes) -> Reply:
        """A form with one file."""
        mark = secrets.token_hex(12)
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode()
            for n, v in fields.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        raw = b"".join(parts) + head + content + f"\r\n--{mark}--\r\n".encode()
        return self.ask("POST", path, raw=raw, Content_Type=f"multipart/form-data; boundary={mark}")

    def form(self, path: str, action: str = "") -> dict[str, str]:
        """The hidden fields of a page's form, as they stand."""
        page = self.ask("GET", path).body.decode(errors="replace")
        at = page.find(f'action="{action}"') if action else 0
        inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page[at:])
        found: dict[str, str] = {}
        for name, value in inputs:
            found.setdefault(name, html.unescape(value))
        return found

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
