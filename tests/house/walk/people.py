"""Who walks: the cast, and as many again as there are ways to be somebody else."""

from django.contrib.auth.models import AnonymousUser

from taizhang.accounts.models import Role, User
from tests.cast import Cast

NOBODY = "nobody"


def walkers(cast: Cast) -> dict[str, User | AnonymousUser]:
    """Everybody of the cast, the same roles elsewhere, and nobody."""
    if "bank_west" in cast.users:
        return {**cast.users, NOBODY: AnonymousUser()}
    here = cast.bureau
    made = [
        User(username="bank_west", name="bank_west", role=Role.BANK, bureau=here, bank="另一家银行"),
        User(username="stranger_firm", name="乙企业", role=Role.ENTERPRISE, bureau=cast.other_bureau,
             organization=cast.firm_elsewhere),
        User(username="stranger_liaison", name="乙联络员", role=Role.LIAISON, bureau=cast.other_bureau,
             region=cast.other_bureau.region),
        User(username="stranger_expert", name="乙专家", role=Role.EXPERT, bureau=cast.other_bureau),
        User(username="stranger_leader", name="乙领导", role=Role.LEADER, bureau=cast.other_bureau),
        User(username="stranger_system", name="乙系统", role=Role.SYSTEM, bureau=cast.other_bureau),
    ]  # fmt: skip
    for user in made:
        user.set_unusable_password()
        user.save()
        cast.users[user.username] = user
    found: dict[str, User | AnonymousUser] = dict(cast.users)
    return {**found, NOBODY: AnonymousUser()}
