"""Whose year a page is about, and under which addresses: an enterprise's own, or a firm that the bureau or its street looks after."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.access.scopes import covers, visible_to
from taizhang.accounts.models import Role
from taizhang.core.decisions import Refused
from taizhang.registers.annual_returns.years import YearHeld, years_of
from taizhang.registers.organizations.models import Organization
from taizhang.web.author import person_of

FIRST = 10  # so many years back there may be something to hand in late


@dataclass(frozen=True)
class Whose:
    """An organization's year, as this person reaches it."""

    organization: Organization
    year: int
    own: bool
    now: YearHeld
    last: YearHeld

    def url(self, name: str, *more: Any) -> str:
        """The address of one of its pages: form, check, total, people, ledger, take, receipt."""
        return address(self.organization, self.own, name, self.year, *more)

    @property
    def place(self) -> str:
        """Where what is typed is kept until it is sent."""
        return f"page:annual:{self.organization.pk}:{self.year}"

    @property
    def title(self) -> str:
        return f"{self.year} 年度数据" + ("" if self.own else f" · {self.organization.title}")


def address(organization: Organization, own: bool, name: str, *more: Any) -> str:
    """The address of a page of a firm's annual data; `years` is the list of them."""
    prefix, first = ("my_annual", []) if own else ("annual", [organization.pk])
    return reverse(prefix if name == "years" else f"{prefix}_{name}", args=[*first, *more])


def organization_of(request: HttpRequest, pk: int | None) -> tuple[Organization, bool]:
    """The firm that the person may fill in for, and whether it is his own; 404 otherwise."""
    user = person_of(request)
    if grant_of(user, Act.CHANGE, "annual_returns") is None:
        raise Http404
    own = pk is None
    found = visible_to(user, Organization).select_related("region", "bureau")
    return get_object_or_404(found, pk=user.organization_id if own else pk), own


def find(request: HttpRequest, year: int, pk: int | None) -> Whose:
    """The year with the one before it; 404 for a year that cannot be handed in. Refused where the record is beyond reach."""
    this_year = timezone.localdate().year
    organization, own = organization_of(request, pk)
    if not this_year - FIRST <= year <= this_year:
        raise Http404
    held = years_of(organization, [year, year - 1])
    now = held[year]
    if now.record is not None and not covers(request.user, Act.CHANGE, now.record):
        raise Refused("这一年的数据登记在别的镇街，您不能填。请联系局里的科室经办。")
    return Whose(organization, year, own, now, held[year - 1])


def is_enterprise(request: HttpRequest) -> bool:
    return person_of(request).role == Role.ENTERPRISE
