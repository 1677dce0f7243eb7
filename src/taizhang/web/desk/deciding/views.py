"""What stored decisions would be today, deciding again, deciding for the first time, taking a run back."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.decisions import actions
from taizhang.decisions.changes import outline, undecided, with_reasons
from taizhang.decisions.packs import judging_packs, pack_of
from taizhang.registers.organizations.models import Organization
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.deciding.board import board

PAGE = 50
Wanted = Mapping[str, Sequence[int]]  # policy -> the firms to judge by it
AT_A_TIME = 500  # firms judged by one press: a few seconds


@acts(Act.FIGURES)
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """The stored decisions that would be different today, with why; those of one policy where it is asked for."""
    bureau, today = bureau_of(request), timezone.localdate()
    found = outline(bureau, today)
    policy = request.GET.get("policy", "")
    policy = policy if policy in judging_packs() else ""
    asked = [c for c in found if not policy or c.policy == policy]
    page = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    context = {
        "board": board(bureau, found, policy), "page": page, "rows": with_reasons(bureau, today, list(page)),
        "may": bool(can(request.user, Act.DECIDE)), "policy": policy, "total": len(asked), "at_a_time": AT_A_TIME,
        "undecided": _left(undecided(bureau, today), policy), "keep": urlencode({"policy": policy}) if policy else "",
    }  # fmt: skip
    return render(request, "desk/deciding/changes.html", context)


def _left(left: Mapping[str, Sequence[int]], policy: str) -> list[dict[str, object]]:
    """The policies that some firms were never judged by."""
    packs = judging_packs()
    return [
        {"policy": name, "title": packs[name].title, "example": packs[name].example, "count": len(ids), "now": min(len(ids), AT_A_TIME)}
        for name, ids in sorted(left.items(), key=lambda one: (packs[one[0]].example, one[0]))
        if ids and (not policy or name == policy)
    ]  # fmt: skip


@acts(Act.DECIDE)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Judge the chosen ones anew, or all that would be different; what stands today as it stood is left alone."""
    bureau, policy = bureau_of(request), request.POST.get("policy", "")
    chosen = set(request.POST.getlist("ids"))
    everything = request.POST.get("all") == "1"

    def wanted() -> Wanted:
        found: dict[str, list[int]] = {}
        for change in outline(bureau, timezone.localdate()):
            if (str(change.decision.pk) in chosen) or (everything and policy in ("", change.policy)):
                found.setdefault(change.policy, []).append(change.organization_id)
        return found

    nobody = "没有重新判定：请先勾选企业；勾选过的，可能别人刚刚判定过了。"
    return _decided(request, wanted, policy, "重新判定", nobody)


@acts(Act.DECIDE)
@require_POST
def first(request: HttpRequest) -> HttpResponse:
    """Judge by a policy those that never were, some hundred at a time."""
    bureau, asked = bureau_of(request), request.POST.get("decide", "")

    def wanted() -> Wanted:
        left = undecided(bureau, timezone.localdate()).get(asked, [])
        return {asked: left} if left else {}

    nobody = "没有还没判定的企业：可能别人刚刚判定过了。"
    return _decided(request, wanted, request.POST.get("policy", ""), "第一次判定", nobody)


def _decided(
    request: HttpRequest, wanted: Callable[[], Wanted], policy: str, ground: str, nobody: str
) -> HttpResponse:
    """Whom to judge is asked once the turn is one's own: of two who press at once the second finds nobody left."""
    bureau, run, made = bureau_of(request), uuid.uuid4().hex[:12], 0
    rows = Organization._default_manager.filter(bureau=bureau).select_related("bureau__region", "region")
    try:
        with transaction.atomic():
            actions.wait_for_turn(bureau)
            for name, ids in wanted().items():
                firms = list(rows.filter(pk__in=list(ids)[: AT_A_TIME - made]))
                author = author_of(request, f"{ground}：{pack_of(name).title}")
                made += len(
                    actions.decide(
                        bureau, firms, pack_of(name), on=timezone.localdate(), author=author, run=run
                    )
                )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return _back(policy)
    if not made:
        messages.warning(request, nobody)
        return _back(policy)
    messages.success(request, f"判定了 {made} 家，每家看到的事实和推算过程都已留存。")
    return _back(policy)


@acts(Act.DECIDE)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what one press decided."""
    try:
        count = actions.undo_decisions(
            bureau_of(request), request.POST.get("run", ""), author=author_of(request)
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"已撤销 {count} 家的判定，恢复成原来的结果。")
    return _back(request.POST.get("policy", ""))


def _back(policy: str) -> HttpResponse:
    return redirect(
        reverse("decision_changes")
        + (f"?{urlencode({'policy': policy})}" if policy in judging_packs() else "")
    )
