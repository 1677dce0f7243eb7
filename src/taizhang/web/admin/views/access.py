"""Who may do what, and why 谁能做什么: the access table, questions about a person or a record, and recent refusals."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.access.can import WORDS
from taizhang.access.marks import acts
from taizhang.access.roles import TABLE, Act
from taizhang.accounts.models import Role, User
from taizhang.registers.declaration import registers
from taizhang.web.admin import reach
from taizhang.web.author import bureau_of

ASKED = ("person", "act", "register", "record")


@acts(Act.ACCESS)
def access(request: HttpRequest) -> HttpResponse:
    """Role by act with the scope in words; above it the question about one person, one act, one record."""
    bureau, known = bureau_of(request), registers()
    rows = [(WORDS[act], [reach.said(TABLE[role].get(act)) for role in Role]) for act in reach.SHOWN]
    asked = {name: request.GET.get(name, "").replace("\x00", "").strip()[:80] for name in ASKED}
    register = known.get(asked["register"])
    record = reach.record_of(bureau.pk, register, asked["record"])
    told: dict[str, Any] = {
        "roles": [r.label for r in Role], "rows": rows, "asked": asked, "registers": known.values(), "register": register,
        "acts": [(a.value, WORDS[a]) for a in reach.SHOWN], "refusals": list(reach.refusals(bureau.pk)),
        "record": record, "unknown_record": bool(asked["record"]) and record is None,
    }  # fmt: skip
    people = User.objects.filter(bureau=bureau).exclude(role=Role.PUBLIC)
    act = Act(asked["act"]) if asked["act"] in list(Act) and asked["act"] in WORDS else None
    if asked["person"] and not told["unknown_record"]:
        named = people.filter(Q(username__iexact=asked["person"]) | Q(name=asked["person"]))
        found = list(named.select_related("region", "organization").order_by("id")[:5])
        told["why"] = [
            (p, [reach.why(p, act, register, record)] if act else reach.answers(p, register, record))
            for p in found
        ]
    if act and not told["unknown_record"]:
        told["holders"], told["more"] = reach.holders(people, act, register, record)
        told["act_words"] = WORDS[act]
    return render(request, "admin/access.html", told)
