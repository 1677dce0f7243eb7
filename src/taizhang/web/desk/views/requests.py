"""Requests to correct or delete what is held on somebody: asked by who is signed in, or at the window; answered by staff."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.personal import requests as asking
from taizhang.personal.models import Request
from taizhang.web.author import author_of, bureau_of, person_of

NEWEST = 100


@require_POST
@acts(Act.HOME)
def mine(request: HttpRequest) -> HttpResponse:
    """Ask for oneself, or for the firm whose account it is."""
    user = person_of(request)
    applicant = str(user.organization) if user.organization_id else user.name
    try:
        made = asking.ask(
            **typed(request), applicant=applicant, bureau=bureau_of(request), author=author_of(request)
        )
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"申请已收到，{made.due_on:%Y-%m-%d} 前答复，答复会显示在这一页。")
    return redirect("my_data")


def typed(request: HttpRequest) -> dict[str, str]:
    return {"kind": request.POST.get("kind", ""), "what": request.POST.get("what", "")}


@acts(Act.REVEAL)
def requests(request: HttpRequest) -> HttpResponse:
    """What was asked, the open ones first; one that came to the window is written down here."""
    error, sent = "", {**typed(request), "applicant": request.POST.get("applicant", "")}
    if request.method == "POST":
        try:
            asking.ask(**sent, bureau=bureau_of(request), author=author_of(request))
        except Refused as no:
            error = no.sentence
        else:
            messages.success(request, "已记下。")
            return redirect("requests")
    context = {
        "requests": asking.of_bureau(person_of(request))[:NEWEST], "kinds": Request.Kind.choices, "today": timezone.localdate(),
        "error": error, "typed": sent,
    }  # fmt: skip
    return render(request, "desk/requests.html", context, status=422 if error else 200)


@require_POST
@acts(Act.REVEAL)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one, done or declined, in words that the applicant reads."""
    one = get_object_or_404(asking.of_bureau(person_of(request)), pk=pk)
    done, words = request.POST.get("decision") == "done", request.POST.get("words", "")
    try:
        asking.reply(one, done=done, words=words, author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, "已答复，申请人会看到。")
    return redirect("requests")
