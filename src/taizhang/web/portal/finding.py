"""Whose page it is 哪一家: the firm of an address within the person's range, and the frame around it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import Role
from taizhang.registers.declaration import registers
from taizhang.registers.record import Record
from taizhang.web.author import person_of


def firm_of(request: HttpRequest, pk: int) -> Record:
    """The firm, if the person may see what it may have; else 404, the same for what is not there."""
    firms = visible_to(request.user, registers()["organizations"].model, Act.BENEFITS)
    return get_object_or_404(firms.select_related("region", "bureau"), pk=pk)


def is_own(request: HttpRequest, firm: Record) -> bool:
    """Whether the firm looks at its own page."""
    user = person_of(request)
    return user.role == Role.ENTERPRISE and user.organization_id == firm.pk


def frame_of(request: HttpRequest) -> str:
    """The shell of the page: enterprises have their own, the bureau and its liaisons the desk's."""
    return "portal/shell.html" if person_of(request).role == Role.ENTERPRISE else "shell.html"


def page_url(request: HttpRequest, firm: Record) -> str:
    """The page of a firm, as this person reaches it."""
    return reverse("my_benefits") if is_own(request, firm) else reverse("benefits_of", args=[firm.pk])
