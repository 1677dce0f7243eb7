"""Metacharacters of SQL and templates in every condition, order, column and search; lookups smuggled into names."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench.hostile.case import Case, Outcome, failed, judged
from bench.hostile.house import House

PAYLOADS = (
    "'", '"', "' OR 1=1 --", "'; DROP TABLE accounts_user; --", "%s", "%(x)s", "%", "_", "\\", "{{7919*7907}}", "{% debug %}",
    "${7919*7907}", "2026-99-99", "..", "1..", "..1", "9" * 400, "-" + "9" * 400, "1e999", "NaN", "Infinity", "²", "٣", "-", "!", "!!",
    "\x00", "\ud800", "\u202e", "9223372036854775808", "99999999999999999999", "1,2,3," * 800, "0000-00-00..9999-99-99", "a*b(c)NEAR", '"a" AND "b"',
    "00001-01-01", "1-1-1", "𝟙", "ﷺ" * 300, "～", "=1", ">", "<", ">=1..<=2", "未填", "(((((", "*" * 2000,
)  # fmt: skip
ORDERS = (
    "password", "bureau__users__password", "id;--", "-", "--id", "name__sort_key", "organization__bureau__slug", "?", "pk", "'", "-'",
    "created_by__password", "RANDOM()", "version",
)  # fmt: skip
LOOKUPS = (
    "name__contains", "bureau", "bureau_id", "bureau__slug", "id__gt", "pk", "state__in", "organization.bureau", "organization.id", "_state",
    "__class__", "organization.organization.name", "created_by", "version", ".", "name.", ".name",
)  # fmt: skip
BESIDES = ("q", "state", "batch", "page", "columns", "view", "size", "before", "ids", "in", "density")


def cases() -> Iterator[Case]:
    from taizhang.registers.declaration import registers

    turn = 0
    for name, register in registers().items():
        for field in register.fields:
            for faces in (PAGES, API):
                payload = PAYLOADS[turn % len(PAYLOADS)]
                turn += 1
                yield question(faces, name, {field: payload})
        yield question(PAGES, name, {"order": ORDERS[turn % len(ORDERS)]})
        yield question(
            API, name, {"order": ORDERS[(turn + 5) % len(ORDERS)], LOOKUPS[turn % len(LOOKUPS)]: "1"}
        )
    for at, payload in enumerate(PAYLOADS):
        for face in (
            "/search/",
            "/search/?suggest=1",
            "/registers/people/pick/",
            "/indicators/",
            "/admin/journal/",
            "/figures/",
            "/leader/",
        ):
            yield question(
                (face,), "", {"q": payload, BESIDES[at % len(BESIDES)]: payload, "p": payload, "e": payload}
            )
        for beside in BESIDES:
            yield question((*PAGES, *API), "organizations", {beside: payload})
    for lookup in LOOKUPS:
        yield question((*PAGES, *API), "organizations", {lookup: "1"})
    for order in ORDERS:
        yield question((*PAGES, *API), "annual_returns", {"order": order})


PAGES = ("/registers/{}/", "/registers/{}/sums/", "/registers/{}/export.csv")
API = ("/api/v1/{}",)


def question(faces: tuple[str, ...], name: str, asked: dict[str, str]) -> Case:
    shown = ", ".join(f"{k}={v[:30]!r}" for k, v in asked.items())
    return Case(
        "questions: SQL, templates, lookups",
        f"{name} {faces[0]} {shown}",
        lambda house: put(house, faces, name, asked),
    )


def put(house: House, faces: tuple[str, ...], name: str, asked: dict[str, str]) -> Outcome:
    """Every face of the question: no fault, nothing reckoned by a template, no row of another bureau."""
    outcome = None
    who = "security" if "/admin/" in faces[0] else "staff"
    for face in faces:
        path = face.format(name)
        path += ("&" if "?" in path else "?") + urlencode(asked, errors="surrogatepass")
        answer = house.ask("GET", path, who=who)
        if b"62615533" in answer.body and b"7919*7907" not in answer.body:
            return failed(f"{face}: reckoned")
        if "乙区云栈数联" in answer.text:
            return failed(f"{face}: a row of another bureau")
        outcome = judged(answer.status, answer.body, words=answer.status not in (414, 400))
        if outcome.verdict == "failed":
            return failed(f"{face}: {outcome.note}")
    assert outcome is not None
    return outcome
