"""The regions of a bureau as an import looks them up, and which of them the person may write to."""

from dataclasses import dataclass

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.accounts.models import Bureau, User
from taizhang.intake.models import Batch
from taizhang.regions.models import Region
from taizhang.regions.queries import subtree_ids


class Regions:
    """A bureau's own tree, loaded once; found as `find_region` finds, without asking the database again."""

    def __init__(self, top: Region) -> None:
        self.top = top
        inside = Region.objects.filter(path__startswith=top.path).values_list("id", "code", "name")
        self.all = [(pk, code, name) for pk, code, name in inside.order_by("code")]
        self.known: dict[str, int | None] = {}

    def find(self, text: str) -> int | None:
        """The id of the region that a name or code means; None when it is not there or not unique."""
        text = "".join(text.split())
        if text not in self.known:
            self.known[text] = self.look(text)
        return self.known[text]

    def look(self, text: str) -> int | None:
        if not text:
            return None
        if text.isdigit() or text[:6].isdigit():
            return next((pk for pk, code, _ in self.all if code == text), None)
        tests = (lambda n: n == text, lambda n: n.startswith(text), lambda n: text in n)
        for fits in tests:
            found = [pk for pk, _, name in self.all if fits(name)]
            if len(found) == 1:
                return found[0]
        for name in (self.top.name, *(p.name for p in (self.top.parent,) if p)):
            if text.startswith(name) and len(text) > len(name):
                return self.find(text.removeprefix(name))
        return None


@dataclass
class Reach:
    """Whose import it is and how far it reaches: a liaison writes only in his own street or park."""

    bureau: Bureau
    user: User | None
    region_id: int | None  # for rows that name none
    area: frozenset[int] | None  # None: the whole bureau

    def covers(self, region_id: int | None) -> bool:
        """Whether rows of that region may be written."""
        return self.area is None or region_id in self.area


def reach_of(batch: Batch, act: Act = Act.INTAKE) -> Reach:
    """How far an import reaches, by the access table."""
    user = batch.by
    grant = grant_of(user, act) if user else None
    area, region_id = None, batch.region_id
    if user is not None and (grant is None or grant.scope != Scope.BUREAU):
        area = frozenset(subtree_ids(user.region)) if user.region else frozenset()
        if region_id not in area:
            region_id = user.region_id
    return Reach(batch.bureau, user, region_id, area)
