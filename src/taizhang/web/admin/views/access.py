"""The access table as it is, and why somebody can or cannot 权限表."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.access.can import WORDS, can, grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import TABLE, Act, Grant, Scope
from taizhang.accounts.models import Role, User
from taizhang.registers.declaration import Register, registers

SHOWN = [act for act in Act if act in WORDS]


@dataclass(frozen=True)
class Why:
    """The answer to one question about one person."""

    yes: bool
    sentence: str
    reach: str


@acts(Act.ACCESS)
def access(request: HttpRequest) -> HttpResponse:
    """Role by act with the scope in words; below it the question about one person."""
    known = registers()
    rows = [(WORDS[act], [words(TABLE[role].get(act), known) for role in Role]) for act in SHOWN]
    asked = {name: request.GET.get(name, "").strip() for name in ("person", "act", "register")}
    told: dict[str, Any] = {
        "roles": [r.label for r in Role], "rows": rows, "asked": asked, "registers": known.values(),
        "acts": [(a.value, WORDS[a]) for a in SHOWN], "why": None, "people": [],
    }  # fmt: skip
    if asked["person"] and asked["act"] in list(Act):
        people = User.objects.filter(bureau=request.user.bureau)  # type: ignore[union-attr]
        found = people.filter(Q(username__iexact=asked["person"]) | Q(name=asked["person"]))
        told["people"] = list(found.select_related("region", "organization").order_by("id")[:5])
        told["why"] = [(p, why(p, Act(asked["act"]), known.get(asked["register"]))) for p in told["people"]]
    return render(request, "admin/access.html", told)


def words(grant: Grant | None, known: Mapping[str, Register]) -> tuple[str, str]:
    """A cell: the scope, and which registers when they are not all."""
    if grant is None:
        return "", ""
    if not grant.registers:
        return grant.scope.label, "全部台账"
    titles = [r.title for n, r in known.items() if n in grant.registers]
    return f"{grant.scope.label} · {len(titles)} 个台账", "、".join(titles)


def why(person: User, act: Act, register: Register | None) -> Why:
    """Whether the person may, the sentence he would read, and which grant says so."""
    name, title = (register.name, register.title) if register else ("", "")
    role = Role(person.role).label
    what = WORDS.get(act, act.value) + (f"“{title}”" if title else "")
    if not person.is_active:
        return Why(False, f"{person.name}的帐号已停用，什么也不能做。", "")
    answer = can(person, act, name, title)
    grant = grant_of(person, act, name)
    if not answer or grant is None:
        elsewhere = TABLE[Role(person.role)].get(act)
        reach = (
            f"权限表里，{role}这一项只到：{words(elsewhere, registers())[1]}。"
            if elsewhere
            else f"权限表里，{role}没有这一项。"
        )
        return Why(False, answer.sentence, reach)
    return Why(
        True, f"{person.name}（{role}）可以{what}。", f"范围：{grant.scope.label}{whose(person, grant)}。"
    )


def whose(person: User, grant: Grant) -> str:
    """Which street, firm or bank a narrow scope means for this person."""
    held = {Scope.AREA: person.region, Scope.OWN: person.organization, Scope.BANK: person.bank}.get(
        grant.scope
    )
    if held:
        return f"（{held}）"
    return "" if grant.scope in (Scope.BUREAU, Scope.OPEN) else "（他的帐号没有指定，所以一行也看不到）"
