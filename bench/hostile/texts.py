"""Markup, formulas and odd characters in every text field of every register, then every page and file that shows them."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bench.hostile.case import Case, Outcome, Verdict, failed, judged
from bench.hostile.house import House

MARKUP = (
    "<tz-evil>", '"><tz-evil>', "'><tz-evil>", '" tzevil="1', "' tzevil='1", " tzevil=1 ", "<script>window.tzevil=1</script>",
    "<img src=x onerror=window.tzevil=1>", "</textarea><tz-evil>", "</title><tz-evil>", "</script><tz-evil>", "--><tz-evil>",
    "<svg/onload=window.tzevil=1>", "javascript:window.tzevil=1", '" hx-on:load="window.tzevil=1" x="', "{{7919*7907}}", "{% debug %}",
    "&lt;tz-evil&gt;", "]]><tz-evil>", '\\"><tz-evil>', "%3Ctz-evil%3E", "<tz-evil\x0b/>",
)  # fmt: skip
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example")',
    "＝1+1",
    "=\n1",
    "'=1",
)
CHARACTERS = (
    "\u202e反向", "零\u200b宽", "\ufeff字节序", "е同形а", "e\u0301组合", "\U000e0041标签", "\ud800半个", "a\x00b", "\x01\x02", "\u2028行", "👨‍👩‍👧‍👦",
    "ﷺ" * 20, "Z\u0351\u036b\u0343\u036a" * 10, "％s", "%s%d%n", "../../etc/passwd", "NULL", "undefined", "１２３",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Each register takes each payload in turn in all its text fields at once, by the interface and by the form."""
    from taizhang.registers.declaration import registers

    payloads = (
        [("markup", p) for p in MARKUP]
        + [("formula", p) for p in FORMULAS]
        + [("characters", p) for p in CHARACTERS]
    )
    for at, name in enumerate(registers()):
        for step in range(5):
            kind, payload = payloads[(at * 5 + step) % len(payloads)]
            yield Case(
                f"text fields: {kind}",
                f"{name} {payload!r}",
                lambda house, n=name, p=payload: written(house, n, p),
                20,
            )
    for kind, payload in payloads:
        yield Case(
            f"text fields: {kind}",
            f"organizations {payload!r}",
            lambda house, p=payload: written(house, "organizations", p),
            20,
        )
        yield Case(
            "text fields: other forms", repr(payload), lambda house, p=payload: elsewhere(house, p), 30
        )


def values(register: Any, house: House, payload: str) -> dict[str, Any]:
    """A full record as the interface takes it, with the payload in every text field."""
    from taizhang.core.tables.spec import Kind
    from taizhang.registers.fields import Choice
    from taizhang.web.api.schemas import EXAMPLES

    made: dict[str, Any] = {}
    house.serial = getattr(house, "serial", 100) + 1
    for name, field in register.fields.items():
        if isinstance(field, Choice):
            made[name] = field.options[0].value
        elif field.kind == Kind.REGION:
            made[name] = house.cast.east.code
        elif field.is_relation:
            made[name] = house.cast.firm_east.pk if field.kind == Kind.ORGANIZATION else None
        elif field.kind == Kind.CREDIT_CODE:
            from tests.cast import credit_code

            made[name] = credit_code(house.serial)
        elif field.kind == Kind.DATE:
            made[name] = date(2025, 6, 3).isoformat()
        elif field.kind == Kind.PERIOD:
            made[name] = "2025"
        elif field.kind in EXAMPLES:
            made[name] = EXAMPLES[field.kind]
        elif field.kind in (Kind.TEXT, Kind.LONG):
            made[name] = fitting(payload, house.serial, getattr(field, "max_length", None) or 300)
    return {name: value for name, value in made.items() if value is not None}


def fitting(payload: str, serial: int, most: int) -> str:
    """The payload with a number behind it, so that no key is met twice; alone where there is no room."""
    with_number = f"{payload}{serial}"
    return with_number if len(with_number) <= most else payload[:most]


def written(house: House, name: str, payload: str) -> Outcome:
    """Add a record; every page and file that shows it keeps the text a text."""
    from taizhang.registers.declaration import registers

    register = registers()[name]
    content = values(register, house, payload)
    body = json.dumps({"values": content, "ground": payload[:200]})
    answer = house.ask(
        "POST", f"/api/v1/{name}", who="staff", body=body, **{"Content-Type": "application/json"}
    )
    if answer.status in (401, 403):
        return failed(f"{answer.status}: the bench itself was not let in")
    if answer.status != 201:
        outcome = judged(answer.status, answer.body)
        # Some registers have fields that no payload fits; then the fields that refuse it are left out.
        refused = (
            {p["field"] for p in json.loads(answer.body or b"{}").get("problems", [])}
            if answer.status == 422
            else set()
        )
        kept = {n: v for n, v in content.items() if n not in refused}
        if outcome.verdict == Verdict.FAILED or not refused or not kept:
            return outcome
        body = json.dumps({"values": kept, "ground": "x"})
        answer = house.ask(
            "POST", f"/api/v1/{name}", who="staff", body=body, **{"Content-Type": "application/json"}
        )
        if answer.status != 201:
            return judged(answer.status, answer.body)
    made = json.loads(answer.body)
    return shown(house, name, made, payload)


def shown(house: House, name: str, made: dict[str, Any], payload: str) -> Outcome:
    one = f"/registers/{name}/{made['id']}/"
    pages = [
        f"/registers/{name}/", one, f"{one}edit/", f"{one}history/", f"/registers/{name}/sums/", "/", "/search/?q=tz-evil",
        f"/registers/{name}/?columns=" + ",".join(made["values"]), f"/registers/{name}/new/",
    ]  # fmt: skip
    for page in pages:
        answer = house.ask("GET", page, who="staff")
        if answer.status >= 500:
            return failed(f"{page} answers {answer.status}")
        if fault := markup(answer.text):
            return failed(f"{page}: {fault}")
    for kind in ("xlsx", "csv"):
        answer = house.ask("GET", f"/registers/{name}/export.{kind}?all=1&ids={made['id']}", who="staff")
        if answer.status != 200:
            return failed(f"export.{kind} answers {answer.status}")
        if fault := (workbook if kind == "xlsx" else lines)(answer.body):
            return failed(f"export.{kind}: {fault}")
        if fault := same_again(name, kind, answer.body, made):
            return failed(f"export.{kind} read again: {fault}")
    return Outcome(Verdict.HARMLESS)


def markup(page: str) -> str:
    """What a page holds that is no part of it: an element, an attribute, a script of the payloads."""
    from lxml import html

    if not page.strip():
        return ""
    for element in html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "tz-evil" or "tzevil" in element.attrib:
            return f"<{element.tag}> of a payload"
        for name, value in element.attrib.items():
            if name.startswith(("on", "hx-on")) or (
                name in ("href", "src", "action", "formaction")
                and value.strip().lower().startswith("javascript:")
            ):
                return f"{name}={value[:40]!r}"
        if (
            element.tag == "script"
            and "src" not in element.attrib
            and element.get("type") != "application/json"
        ):
            return "an inline script"
    if "62615533" in page and "7919*7907" not in page:
        return "a template was reckoned"
    return ""


def workbook(content: bytes) -> str:
    """No cell of an export is a formula."""
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    return f"{cell.coordinate} is a formula"
    return ""


def lines(content: bytes) -> str:
    """No cell of a CSV begins as a formula."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            if re.match(r"[=+@\t\r]|-[^0-9]", cell):
                return f"a cell begins {cell[:12]!r}"
    return ""


def same_again(name: str, kind: str, content: bytes, made: dict[str, Any]) -> str:
    """Read as an import reads it, the file gives the same texts (but for what no cell can hold)."""
    from taizhang.core.tables.book import open_book
    from taizhang.core.tables.spec import Kind
    from taizhang.registers.declaration import registers

    register = registers()[name]
    sheet = open_book(content, f"x.{kind}").sheets[0]
    cells = {str(cell).strip() for _, row in sheet.rows() for cell in row}
    for field in register.fields.values():
        if field.kind in (Kind.TEXT, Kind.LONG) and not field.covered:
            text = made["values"].get(field.name) or ""
            if plain(text) and plain(text) not in {plain(cell) for cell in cells}:
                return f"{field.name} {text[:40]!r} is not there"
    return ""


def plain(text: str) -> str:
    """A text without what a cell cannot hold or a reader trims: controls, blanks, the mark of a text."""
    return re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u200b\ufeff]|^'", "", text)


FORMS = (
    ("/sign-in/", "", {"username": "P", "password": "P"}),
    ("/registers/organizations/new/", "staff", {"name": "P", "phone": "P", "contact": "P"}),
    ("/registers/organizations/views/", "staff", {"name": "P", "query": "P", "title": "P"}),
    ("/registers/organizations/columns/", "staff", {"columns": "P", "column": "P"}),
    ("/drafts/new:organizations/", "staff", {"name": "P", "P": "P"}),
    ("/imports/pasted/", "staff", {"text": "企业名称\t备注\nP\tP", "sender": "P", "token": "P"}),
    ("/check/", "", {"text": "全区P企业412家，其中103家，占35%。"}),
    ("/reconcile/", "staff", {"text": "P企业412家", "title": "P", "period": "2025"}),
    ("/indicators/-/preview/", "staff", {"name": "P", "expression": "P", "definition": "P", "code": "P"}),
    ("/indicators/-/new/", "staff", {"name": "P", "code": "P", "expression": "P", "unit": "P"}),
    ("/reports/new/", "staff", {"title": "P", "period": "P", "template": "P"}),
    ("/handins/new/", "staff", {"name": "P", "to": "P"}),
    ("/admin/users/add/", "system", {"username": "P", "name": "P", "role": "P", "section": "P", "email": "P"}),
    ("/admin/settings/", "system", {"name": "P", "P": "P"}),
    ("/admin/account/", "staff", {"name": "P", "old_password": "P", "new_password1": "P", "token": "P"}),
)  # fmt: skip


def elsewhere(house: House, payload: str) -> Outcome:
    """Every other form takes the payload in every field; what comes back, and the page after it, holds no markup."""
    for path, who, shape in FORMS:
        given = {name.replace("P", payload): text.replace("P", payload) for name, text in shape.items()}
        answer = house.form(path, given, who=who)
        if answer.status >= 500:
            return failed(f"{path} answers {answer.status}")
        if "html" in answer.headers.get("content-type", "") and (fault := markup(answer.text)):
            return failed(f"{path}: {fault}")
        after = house.ask("GET", path if answer.status != 405 else "/", who=who)
        if after.status >= 500 or ("html" in after.headers.get("content-type", "") and markup(after.text)):
            return failed(f"{path} afterwards: {after.status} {markup(after.text)}")
    return Outcome(Verdict.HARMLESS)
