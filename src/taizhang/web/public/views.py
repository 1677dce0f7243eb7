"""Pages open to everybody: health."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from taizhang.access.marks import acts
from taizhang.access.roles import Act


@acts(Act.PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    """200 once the ledger answers."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")
