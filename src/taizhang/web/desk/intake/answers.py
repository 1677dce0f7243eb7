"""How the import pages answer: back to the page, with what happened 回答."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from taizhang.core.decisions import Refused
from taizhang.intake.models import Batch
from taizhang.web.desk.intake.fixes import Step, remember


def page_of(request: HttpRequest, batch: Batch, **changes: str) -> HttpResponse:
    """Back to the batch's page as it stood, which the form's `back` says."""
    query = QueryDict(request.POST.get("back", ""), mutable=True)
    for name, value in changes.items():
        query[name] = value
    address = reverse("batch", args=[batch.number])
    return redirect(f"{address}?{query.urlencode()}" if query else address)


def changed(
    request: HttpRequest, batch: Batch, act: Callable[[], Any], step: Step | None = None
) -> HttpResponse:
    """Do one change and show the page anew; a refusal is said on it, a step that was taken can be taken back."""
    try:
        act()
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        if step:
            remember(request, batch, step)
    return page_of(request, batch)
