"""What waits for a person: batches, proposed changes, records to verify."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.intake.models import Batch
from taizhang.regions.queries import subtree_ids

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

    Person = User | AnonymousUser


def batches_of(user: "Person") -> QuerySet[Batch]:
    """The import batches that the user may see: the bureau's, or those of his street and his own."""
    grant = grant_of(user, Act.INTAKE)
    if grant is None or not user.is_authenticated:
        return Batch.objects.none()
    found = Batch.objects.filter(bureau_id=user.bureau_id)
    if grant.scope == Scope.AREA:
        inside = subtree_ids(user.region) if user.region else []
        found = found.filter(Q(by=user) | Q(region_id__in=inside))
    return found.order_by("-id")
