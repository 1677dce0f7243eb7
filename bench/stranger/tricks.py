"""What a stranger tries with the numbers, names and addresses of the other side 试探."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

ON_RECORD = (
    "",
    "edit/",
    "verify/",
    "end/",
    "resume/",
    "reveal/",
    "history/",
    "files/",
    "?tab=files",
    "?tab=history",
    "?in=&at=0",
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
NEIGHBOURS = 3
HTMX = {"HX_Request": "true", "HX_Target": "list"}


@dataclass(frozen=True)
class Try:
    """One request, and in words what it hopes for. `private`: it must not be let in at all."""

    kind: str
    method: str
    path: str
    fields: dict[str, str] | None = None
    htmx: bool = False
    private: bool = False


@dataclass(frozen=True)
class Target:
    """A record of the other side."""

    register: str
    pk: int
    title: str
    code: str


def tries(
    targets: list[Target], columns: dict[str, list[str]], other: Any, words: list[str]
) -> Iterator[Try]:
    """Everything that is tried against one side, its records first."""
    for target in targets:
        yield from on_record(target)
    for register, names in columns.items():
        yield from on_list(register, names, other, targets)
    for word in words:
        yield from by_word(word)
    for number in range(1, 60):
        yield from by_number(number)
    yield from elsewhere(other)


def on_record(target: Target) -> Iterator[Try]:
    base, api = f"/registers/{target.register}/{target.pk}/", f"/api/v1/{target.register}/{target.pk}"
    for tail in ON_RECORD:
        for method in METHODS[:2] if tail.startswith("?") else METHODS:
            yield Try(
                "page of the record", method, base + tail, {} if method == "POST" else None, private=True
            )
        yield Try("fragment", "GET", base + tail, htmx=True, private=True)
    for tail in ("", "/verify", "/history", "/"):
        for method in METHODS:
            yield Try(
                "interface",
                method,
                api + tail,
                {} if method in ("POST", "PATCH", "PUT") else None,
                private=True,
            )
    for near in range(target.pk - NEIGHBOURS, target.pk + NEIGHBOURS + 1):
        yield Try("neighbouring number", "GET", f"/registers/{target.register}/{near}/")
        yield Try("neighbouring number", "GET", f"/api/v1/{target.register}/{near}")
    yield Try("export by number", "GET", f"/registers/{target.register}/export.csv?ids={target.pk}&all=1")
    yield Try(
        "source of the record",
        "GET",
        f"/figures/source/?of={target.register}.{target.pk}&field=name",
        private=True,
    )
    yield Try("draft of the record", "PUT", f"/drafts/edit:{target.register}:{target.pk}/", {"note": "x"})
    for number in range(1, 8):
        yield Try(
            "cell of an import",
            "GET",
            f"/imports/{number}/source/?sheet=1&cell=A3&of={target.register}.{target.pk}",
            private=True,
        )


def on_list(register: str, names: list[str], other: Any, targets: list[Target]) -> Iterator[Try]:
    base = f"/registers/{register}/"
    asked = [
        f"region={other.region}", f"organization={other.firm.pk}", f"q={quote(other.firm.title)}", f"q={other.firm.credit_code}",
        "state=ended",
        "batch=1", "batch=2", "group=region", "order=-changed_at", "page=2", "columns=phone,contact,note", "bureau=1", "id=1", "pk=1",
        "state=provisional&all=1",
    ]  # fmt: skip
    asked += [f"{name}={other.firm.pk}" for name in names]
    asked += [f"{name}.phone=1" for name in names] + [
        f"{name}.name={quote(other.firm.title[:4])}" for name in names
    ]
    asked += [f"{name}.registered_capital_yuan=1..999999999999" for name in names]
    for query in asked:
        yield Try("list narrowed to the other", "GET", f"{base}?{query}")
        yield Try("sums narrowed to the other", "GET", f"{base}sums/?{query}", htmx=True)
        yield Try("export narrowed to the other", "GET", f"{base}export.csv?{query}&all=1")
        yield Try("interface narrowed to the other", "GET", f"/api/v1/{register}?{query}&size=200")
    for name in (*names, "region", "name", "note", "phone", "state", "bureau"):
        yield Try("drop-down of a field", "GET", f"{base}condition/{name}/", htmx=True)
    for target in [t for t in targets if t.register == register][:5]:
        yield Try("pick list", "GET", f"{base}pick/?name={quote(target.title[:6])}", htmx=True)
        yield Try("pick list", "GET", f"{base}pick/?q={target.code or target.title[:2]}")
    fields = dict.fromkeys(names, other.firm.title) | {f"{name}__id": str(other.firm.pk) for name in names}
    yield Try("new record about the other", "POST", f"{base}new/", {**fields, "name": "x"})
    yield Try(
        "new record about the other's code",
        "POST",
        f"{base}new/",
        dict.fromkeys(names, other.firm.credit_code),
    )
    yield Try(
        "verify the other's",
        "POST",
        f"{base}verify/",
        {"all": "1", "in": f"region={other.region}"},
        private=True,
    )
    yield Try(
        "save a view of the other's",
        "POST",
        f"{base}views/",
        {"title": "x", "in": f"organization={other.firm.pk}"},
    )
    yield Try("import template", "GET", f"{base}template.xlsx")


def by_word(word: str) -> Iterator[Try]:
    for text in (word, word[:2], word[-4:], word[2:5]):
        yield Try("search", "GET", f"/search/?q={quote(text)}")
        yield Try("suggestions", "GET", f"/search/?q={quote(text)}&suggest=1", htmx=True)
    yield Try("first hit", "GET", f"/search/?q={quote(word)}&first=1")


def by_number(number: int) -> Iterator[Try]:
    for path in (
        f"/files/{number}/", f"/imports/{number}/", f"/imports/{number}/original/", f"/imports/{number}/annotated/",
        f"/imports/{number}/problems/",
        f"/imports/{number}/progress/", f"/reports/{number}/", f"/reports/{number}/report.docx", f"/reports/{number}/proof/kept.json",
        f"/reports/bundles/{number}/", f"/handins/{number}/", f"/handins/{number}/original/", f"/reconcile/{number}/",
        f"/reconcile/{number}/found.json", f"/admin/users/{number}/",
    ):  # fmt: skip
        yield Try("other things by number", "GET", path, private=True)
        yield Try("other things by number", "POST", path, {}, private=True)
    for path in (f"/proposals/{number}/decide/", f"/files/{number}/end/", f"/registers/organizations/views/{number}/drop/",
                 f"/admin/account/tokens/{number}/end/"):  # fmt: skip
        yield Try("decide or end by number", "POST", path, {"decision": "accept"}, private=True)


ODD = (
    "/files/../files/1/", "/static/../taizhang.sqlite3", "/static/%2e%2e/%2e%2e/secret_key", "/files/%2e%2e%2fsecret_key",
    "/drafts/edit:../1/",
    "/drafts/%2e%2e/", "/registers/bureau/", "/registers/users/", "/registers/journal/", "/admin/journal/", "/admin/access/",
    "/admin/status/",
    "/admin/users/", "/admin/settings/", "/leader/", "/reports/", "/indicators/", "/handins/", "/reconcile/", "/figures/?e=hte_count",
    "/api/v1/users", "/api/v1/journal", "/api/v1/organizations?bureau=2", "/api/v1/organizations?size=100000",
)  # fmt: skip


def odd() -> Iterator[Try]:
    """Pages of others' roles, and paths that lead out of the house."""
    for path in ODD:
        for method in ("GET", "POST", "HEAD"):
            yield Try("paths and pages of others", method, path, {} if method == "POST" else None)


ELSEWHERE = (
    "/my/data/?organization={pk}", "/my/data.xlsx?organization={pk}", "/my/data/?user=1", "/personal/answer/", "/merging/",
    "/merging/compare/?id={pk}&id=1", "/merging/pick/?q={title}", "/merging/done/", "/merging/not-same/", "/merging/1/",
    "/merging/1/progress/", "/merging/1/undo/", "/figures/source/?of=organizations.{pk}&field=name", "/indicators/-/regions.xlsx",
    "/leader/pick/?q={title}", "/admin/backups/", "/admin/security/", "/admin/journal/proof/", "/admin/journal/seals/",
    "/admin/journal/?q={title}", "/admin/journal/?archive=1", "/admin/users/?q={title}", "/admin/account/sittings/end/", "/sign-in/oidc/",
    "/sign-in/oidc/back/?code=x&state=y", "/sign-in/cas/back/?ticket=ST-1", "/sign-in/done/?next=//other.example", "/session/", "/readyz",
    "/healthz", "/api/v1/openapi.json", "/notices/?q={title}",
)  # fmt: skip


def elsewhere(other: Any) -> Iterator[Try]:
    """What has no number of a record in its address: holdings, merging, archives, providers, notices."""
    for path in ELSEWHERE:
        for method in ("GET", "POST"):
            filled = path.format(pk=other.firm.pk, title=quote(other.firm.title))
            yield Try(
                "holdings, merging, archives, providers", method, filled, {} if method == "POST" else None
            )


def hashes(known: list[str]) -> Iterator[Try]:
    """Stored files by their hash, where a careless server would serve them."""
    for sha in known:
        for path in (
            f"/files/{sha}/",
            f"/files/{sha[:2]}/{sha}",
            f"/media/{sha}",
            f"/static/files/{sha[:2]}/{sha}",
        ):
            yield Try("stored file by its hash", "GET", path, private=True)
