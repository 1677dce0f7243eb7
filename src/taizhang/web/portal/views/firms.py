"""The firms of a street or of the bureau."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.web.author import person_of


@acts(Act.BENEFITS)
def firms(request: HttpRequest) -> HttpResponse:
    """The firms that the person looks after; an enterprise goes to its own page."""
    user = person_of(request)
    return redirect("my_benefits") if user.role == "enterprise" else redirect("register", "organizations")
