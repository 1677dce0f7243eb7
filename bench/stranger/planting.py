"""What the other side leaves behind before it is tried 埋下: each thing holds a mark that nobody else may ever read."""

import base64
import io
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.stranger.browser import Browser
from bench.stranger.setting import Side
from bench.stranger.tricks import Try

TUS = {"Tus_Resumable": "1.0.0"}
TOKEN = re.compile(r"tz_[A-Za-z0-9_-]{20,}")
NEEDS = ("需求名称", "提出单位", "统一社会信用代码", "需求描述", "所属区划")


@dataclass
class Planted:
    """The marks, and the addresses at which they lie."""

    words: list[str] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    homes: tuple[str, ...] = ()  # addresses that are this person's own
    once: str = ""


def plant(browser: Browser, side: Side, register: str, record: int) -> Planted:
    """As this person: an attachment, a draft, a proposal, a record, a view, a token, an upload begun, a form sent once."""
    mark, once = f"zq{secrets.token_hex(5)}", secrets.token_hex(16)
    left = Planted([mark], once=once)
    page = f"/registers/{register}/{record}/"
    browser.send(page + "files/", {"once": secrets.token_hex(16)}, f"{mark}.txt", mark.encode())
    found = re.findall(r"/files/(\d+)/", browser.ask("GET", page + "?tab=files").text)
    browser.ask("PUT", f"/drafts/edit:{register}:{record}/", {"note": mark})
    browser.ask("PUT", "/drafts/new:needs/", {"name": mark})
    browser.ask("POST", "/registers/needs/views/", {"title": mark, "in": "q=x", "shared": "1"})
    token = program(browser, mark)
    need = {"name": mark, "region": side.region_code, "organization": side.firm.pk}
    added = call(browser, token, "POST", "/api/v1/needs", {"values": need}, Idempotency_Key=once)
    call(browser, token, "PATCH", f"/api/v1/{register}/{record}", {"version": 1, "values": {"note": mark}})
    place = begun(browser, f"record:{register}:{record}", f"{mark}.pdf", mark.encode() * 40)
    left.tries += [
        Try("another's upload", m, place, {} if m == "POST" else None, private=True)
        for m in ("HEAD", "PATCH", "DELETE", "POST")
    ]
    tokens = re.findall(r"/tokens/(\d+)/end/", browser.ask("GET", "/admin/account/").text)
    left.homes = tuple(f"/files/{n}/" for n in found) + tuple(f"/admin/account/tokens/{n}/" for n in tokens)
    for number in {*found, "1", "2", "3"}:
        left.tries += [
            Try("another's attachment", "GET", f"/files/{number}/"),
            Try("another's attachment", "POST", f"/files/{number}/end/", {}),
        ]
    for name in (f"edit:{register}:{record}", "new:needs"):
        left.tries += [
            Try("another's draft", m, f"/drafts/{name}/", {"x": "1"} if m != "GET" else None)
            for m in ("GET", "PUT", "POST")
        ]
    left.tries += [
        Try("another's draft", "GET", path) for path in ("/drafts/", "/registers/needs/new/", page + "edit/")
    ]
    if need_id := json.loads(added or "{}").get("id"):
        left.tries += [
            Try("another's new record", "GET", f"/registers/needs/{need_id}/", private=True),
            Try("another's new record", "GET", f"/api/v1/needs/{need_id}", private=True),
        ]
    return left


def plant_import(browser: Browser, side: Side) -> Planted:
    """As a liaison: a workbook that waits to be accepted."""
    mark = f"zq{secrets.token_hex(5)}"
    row = (mark, side.firm.name, side.firm.credit_code, mark, str(side.firm.region))
    fields = {**browser.form("/imports/", "/imports/files/"), "region": str(side.region_id)}
    told = browser.send("/imports/files/", fields, f"{mark}.xlsx", workbook([row]))
    number = told.location.strip("/").split("/")[-1]
    assert number.isdigit(), (told.status, told.location)
    tails = (
        "",
        "progress/",
        "original/",
        "annotated/",
        "problems/",
        "source/?sheet=1&cell=A2",
        "tables/1/rows/2/cell/",
        "accept/",
        "discard/",
        "undo/",
    )
    asked = [
        Try("another's import", m, f"/imports/{number}/{tail}", {} if m == "POST" else None, private=True)
        for tail in tails
        for m in ("GET", "POST")
    ]
    return Planted([mark], asked, (f"/imports/{number}/",))


def workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    """A sheet of needs."""
    import openpyxl

    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (NEEDS, *rows):
        sheet.append(row)
    book.save(content)
    return content.getvalue()


def plant_publication(browser: Browser) -> Planted:
    """As section staff: a draft to be published, with a file."""
    mark = f"zq{secrets.token_hex(5)}"
    told = browser.ask(
        "POST",
        "/publishing/new/",
        {"title": mark, "kind": "notice", "text": mark, "once": secrets.token_hex(16)},
    )
    base = told.location if re.fullmatch(r"/publishing/\d+/", told.location) else "/publishing/1/"
    browser.send(base + "files/", {"once": secrets.token_hex(16)}, f"{mark}.txt", mark.encode())
    number = base.strip("/").split("/")[-1]
    tails = (
        "",
        "change/",
        "progress/",
        "files/1/",
        "files/1/marked/",
        "files/1/remove/",
        "propose/",
        "publish/",
        "withdraw/",
        "release/",
    )
    asked = [
        Try("a draft to be published", m, base + tail, {} if m == "POST" else None, private=True)
        for tail in tails
        for m in ("GET", "POST")
    ]
    asked += [
        Try("a draft to be published", "GET", p, private=True)
        for p in (f"/notices/{number}/", f"/notices/{number}/files/1/")
    ]
    return Planted([mark], [*asked, Try("a draft to be published", "GET", "/notices/")])


def asked(
    kind: str, paths: Iterable[str], methods: Iterable[str] = ("GET", "POST"), private: bool = True
) -> list[Try]:
    """Each of the paths by each of the methods."""
    bodies = {"POST": {"x": "1"}, "PUT": {"x": "1"}}
    return [Try(kind, m, path, bodies.get(m), private=private) for path in paths for m in methods]


def program(browser: Browser, name: str) -> str:
    """A token of this person's own."""
    found = TOKEN.search(browser.ask("POST", "/admin/account/", {"token_name": name}).text)
    return found[0] if found else ""


def call(browser: Browser, token: str, method: str, path: str, body: object, **headers: str) -> str:
    """One call of the interface with a token; what came, when it was taken."""
    sent = {"Authorization": f"Bearer {token}", "Content_Type": "application/json", **headers}
    answer = browser.ask(method, path, raw=json.dumps(body).encode(), **sent)
    return answer.body.decode() if answer.status < 300 else ""


def begun(browser: Browser, place: str, name: str, content: bytes) -> str:
    """An upload of which the first half has arrived: its address."""
    told = ",".join(
        f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in (("filename", name), ("place", place))
    )
    answer = browser.ask(
        "POST", "/uploads/", raw=b"", Upload_Length=str(len(content)), Upload_Metadata=told, **TUS
    )
    half = content[: len(content) // 2]
    browser.ask(
        "PATCH",
        answer.location,
        raw=half,
        Upload_Offset="0",
        Content_Type="application/offset+octet-stream",
        **TUS,
    )
    return answer.location
