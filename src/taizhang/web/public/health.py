"""`/healthz` and `/readyz`: for gateways and monitors 存活与就绪."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.operations.health import readiness, ready


@acts(Act.PUBLIC)
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process lives. Asks nothing of the database: a restart would not bring that back."""
    return HttpResponse("ok", content_type="text/plain")


@acts(Act.PUBLIC)
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the ledger can work, else 503; what is wrong in words, to whom the settings let see it."""
    parts = readiness()
    well = ready(parts)
    told: dict[str, object] = {"ready": well}
    if may_see(address_of(request)):
        told["parts"] = {p.name: {"ok": p.ok, "needed": p.needed, "says": p.says} for p in parts}
    return JsonResponse(told, status=200 if well else 503, json_dumps_params={"ensure_ascii": False})


def may_see(address: str) -> bool:
    """Whether the details are for this address: the machine itself, and the monitors of TAIZHANG_MONITORS."""
    try:
        asker = ip_address(address)
    except ValueError:
        return False
    return asker.is_loopback or any(asker in net for net in settings.MONITORS)
