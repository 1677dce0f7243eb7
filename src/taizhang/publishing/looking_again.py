"""What is before the public already is looked at again when the rules have changed 公开后复查; staff are told, nothing is taken down."""

from taizhang.core.personal.scanning.edition import edition
from taizhang.publishing.checking import obstacles
from taizhang.publishing.models import Publication


def look(*, everything: bool = False) -> int:
    """Look at published texts and files by today's rules; called every minute. Returns in how many something stands."""
    found = 0
    published = Publication.objects.filter(state=Publication.State.PUBLISHED)
    for one in published if everything else published.exclude(looked_with=edition()):
        left = [o for o in obstacles(one) if o.release is None]
        if any(o.pending for o in left):
            continue  # a file is still being scanned
        found += bool(left)
        Publication.objects.filter(pk=one.pk).update(left=len(left), looked_with=edition())
    return found
