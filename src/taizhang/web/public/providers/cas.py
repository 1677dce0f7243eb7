"""Out to the CAS server and back; and its word that somebody signed out there."""

import secrets
import time
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.models import Sitting
from taizhang.accounts.providers.cas import NOT_VALID, identity_of, sign_in_address, signed_out_ticket
from taizhang.accounts.providers.configuration import Cas
from taizhang.accounts.providers.identity import Forged
from taizhang.accounts.sittings import close, ticket_digest
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.web.public.providers.entering import come_in, refuse
from taizhang.web.public.signing_in import safe_next

STATES = "cas_states"  # in a session: which sign-ins were begun in this browser, and where they lead
MOST, SECONDS = 10, 600


def asked() -> Cas:
    """The provider as configured; 404 when there is none."""
    provider = settings.PROVIDERS.get("cas")
    if not isinstance(provider, Cas):
        raise Http404
    return provider


def service(request: HttpRequest, state: str) -> str:
    """The address that a ticket is made for. The state ties it to this browser: CAS itself has no such thing."""
    return request.build_absolute_uri(f"{reverse('sign_in_cas_back')}?{urlencode({'state': state})}")


@acts(Act.PUBLIC)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To the server, which sends the person back with a ticket."""
    provider, state = asked(), secrets.token_urlsafe(24)
    states = dict(list((request.session.get(STATES) or {}).items())[-(MOST - 1) :])
    states[state] = {"at": time.time(), "then": safe_next(request, reverse("home"))}
    request.session[STATES] = states
    return redirect(sign_in_address(provider, service(request, state)))


@csrf_exempt  # the server has no token of ours; it only ends what it names by its secret ticket
@acts(Act.PUBLIC)
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Back with a ticket; or the server itself, to say that somebody signed out there."""
    provider = asked()
    if request.method == "POST":
        return signed_out_there(request)
    states = request.session.get(STATES) or {}
    state = request.GET.get("state", "")
    held = states.pop(state, None)
    request.session[STATES] = states
    try:
        if held is None or time.time() - held["at"] > SECONDS:
            raise Forged(NOT_VALID)
        identity = identity_of(provider, request.GET.get("ticket", ""), service(request, state))
        return come_in(request, identity, held["then"])
    except Refused as no:
        return refuse(request, "cas", no)


@transaction.atomic
def signed_out_there(request: HttpRequest) -> HttpResponse:
    """End the sittings that began with the ticket named; the answer is the same when there are none."""
    digest = ticket_digest(signed_out_ticket(request.POST.get("logoutRequest", "")))
    found = Sitting.objects.select_related("user").filter(ticket=digest, ended_at=None)
    sitting = found.first() if digest else None
    if sitting is not None:
        close(found, Sitting.End.PROVIDER)
        author = Author(sitting.user, Sitting.End.PROVIDER.label, address=address_of(request))
        write(author, Note(Event.SITTING_ENDED, title=f"{sitting.user}：{sitting.device}"))
    return HttpResponse(status=204)
