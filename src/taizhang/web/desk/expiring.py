"""Certificates that end soon, and whether a new application is under way 到期提醒: for staff, a street's liaison, the firm itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.registers.recognitions.models import KINDS, Recognition
from taizhang.registers.record import State

if TYPE_CHECKING:
    from taizhang.accounts.models import User

SOON = 90  # days before a certificate ends in which it is worth a line
AFTER = 30  # days after its end in which one that nobody renewed is still told
VALID = ("recognised", "")
UNDER_WAY = ("applied", "accepted", "publicised")
LABELS = {kind[0]: kind[1] for kind in KINDS}


@dataclass(frozen=True)
class Expiry:
    """One certificate that ends soon or ended lately, with no newer one of its kind; `applied`: a new one is under way."""

    pk: int
    organization: int
    name: str
    kind: str
    until: date
    applied: bool
    today: date

    @property
    def days(self) -> int:
        return (self.until - self.today).days

    @property
    def label(self) -> str:
        return LABELS.get(self.kind, self.kind)

    @property
    def words(self) -> str:
        """2026-12-15 到期，还有 23 天；没有在办的申报."""
        left = (
            f"还有 {self.days} 天"
            if self.days > 0
            else "就是今天"
            if self.days == 0
            else f"已过 {-self.days} 天"
        )
        return f"{self.until} 到期，{left}；{'新的申报在办' if self.applied else '没有在办的申报'}"


def expiring(user: "User", today: date) -> list[Expiry]:
    """The certificates within the person's range that end soon, first to end first; three questions to the ledger."""
    if not grant_of(user, Act.VIEW, "recognitions"):
        return []
    seen = visible_to(user, Recognition).filter(state=State.VERIFIED)
    span = (today - timedelta(days=AFTER), today + timedelta(days=SOON))
    ending = list(
        seen.filter(result__in=VALID, expires_on__range=span, organization__isnull=False)
        .select_related("organization")
        .order_by("expires_on", "pk")
    )
    if not ending:
        return []
    firms = seen.filter(organization__in={r.organization_id for r in ending}).order_by()
    kept = firms.filter(result__in=VALID).values_list("organization_id", "kind", "product")
    latest = {tuple(key): last for *key, last in kept.annotate(last=Max("expires_on"))}
    asked = firms.filter(result__in=UNDER_WAY, applied_on__gt=today - timedelta(days=365))
    under_way = set(asked.values_list("organization_id", "kind"))
    return [
        Expiry(
            r.pk,
            r.organization_id or 0,
            r.organization.title,
            r.kind,
            r.expires_on,
            (r.organization_id, r.kind) in under_way,
            today,
        )
        for r in ending
        if latest[r.organization_id, r.kind, r.product] == r.expires_on
    ]
