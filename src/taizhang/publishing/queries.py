"""Reading publications: those of the bureau on the desk, the published ones for everybody."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from taizhang.publishing.models import Publication, PublicationFile

if TYPE_CHECKING:
    from taizhang.accounts.models import User


def of_bureau(user: "User") -> QuerySet[Publication]:
    """A bureau's publications, newest first."""
    return Publication.objects.filter(bureau=user.bureau).select_related("by", "published_by").order_by("-pk")


def public(text: str = "") -> QuerySet[Publication]:
    """What everybody may read; a search looks into title and text."""
    found = Publication.objects.filter(state=Publication.State.PUBLISHED).select_related("bureau")
    if text := text.strip():
        found = found.filter(Q(title__icontains=text) | Q(text__icontains=text))
    return found.order_by("-published_at", "-pk")


def public_files() -> QuerySet[PublicationFile]:
    """Files of published publications."""
    return PublicationFile.objects.filter(removed_at=None, publication__state=Publication.State.PUBLISHED)
