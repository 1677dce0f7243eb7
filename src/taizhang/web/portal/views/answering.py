"""Answers to what no register holds, saved as they are given; and reminders."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.decisions import actions
from taizhang.decisions.packs import known_facts
from taizhang.registers.record import Record
from taizhang.web.author import author_of, person_of
from taizhang.web.portal.finding import firm_of, page_url
from taizhang.web.portal.making import Making
from taizhang.web.portal.questions import Question, askable


def firm_to_write(request: HttpRequest, pk: int) -> Record:
    """The firm, if the person may give values for it; 404 beyond his range, Refused for who only reads."""
    found, may = firm_of(request, pk), can(request.user, Act.CHANGE, "annual_returns", "年度数据")
    if not may:
        raise Refused(may.sentence)
    return found


@require_POST
@acts(Act.BENEFITS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one answer; a fragment draws the question anew, a whole page goes back to where the question stood."""
    found, name = firm_to_write(request, pk), request.POST.get("fact", "")
    spec = known_facts().get(name)
    if spec is None or not askable(spec):
        raise Refused("没有这个问题，可能政策已经更新。请刷新页面再回答。")
    value, wrong = request.POST.get("value", "").strip()[:100], ""
    try:
        actions.state_facts(found, {(name, None): value}, author=author_of(request))  # type: ignore[arg-type]
    except Refused as no:
        if not request.htmx:  # type: ignore[attr-defined]
            raise
        wrong = no.sentence
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, f"{spec.title}：已保存。")
        return redirect(page_url(request, found) + f"#ask-{name}")
    told = Making(person_of(request), found, timezone.localdate()).stated.get(name)
    question = Question(spec, value, None if wrong or told is None else told.at, wrong=wrong)
    context = {"q": question, "firm": found, "fresh": not wrong, "back": page_url(request, found)}
    return render(request, "portal/question.html", context)


@require_POST
@acts(Act.BENEFITS)
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to be told when a policy comes near or its day does; or no longer."""
    found, wanted = firm_to_write(request, pk), "stop" not in request.POST
    actions.remind(found, request.POST.get("policy", ""), author=author_of(request), wanted=wanted)  # type: ignore[arg-type]
    messages.success(request, "已设提醒，到期或可以申报时在首页告诉您。" if wanted else "已取消提醒。")
    return redirect(page_url(request, found))
