"""What an enterprise's first page says of its policies 一眼: the counts, and where those stand that it asked to be reminded of."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.registers.record import Record
from taizhang.web.portal.making import Making
from taizhang.web.portal.sections import Section, section_of


@dataclass(frozen=True)
class Reminded:
    """A policy that the firm asked to be reminded of, and where it stands today."""

    title: str
    url: str
    section: Section

    @property
    def ready(self) -> bool:
        return self.section == Section.DIRECT


@dataclass(frozen=True)
class Glance:
    """The equation of the page in one line, and the reminders; what can be applied for now comes first."""

    policies: int
    counts: tuple[tuple[Section, int], ...]
    reminded: tuple[Reminded, ...]


def glance(user: User, firm: Record) -> Glance:
    """Worked out as on the page itself; it does not count as a visit there."""
    making = Making(user, firm, timezone.localdate())
    stands = {name: section_of(told) for name, told in making.answers.items()}
    found = Counter(stands.values())
    reminded = [
        Reminded(making.packs[name].title, reverse("benefits_policy", args=[firm.pk, name]), stands[name])
        for name in sorted(making.reminded & set(stands))
    ]
    order = list(Section)
    reminded.sort(key=lambda one: order.index(one.section))
    return Glance(len(stands), tuple((section, found[section]) for section in Section), tuple(reminded))
