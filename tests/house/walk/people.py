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
        User(username="stranger_security", name="乙安全", role=Role.SECURITY, bureau=cast.other_bureau),
        User(username="stranger_audit", name="乙审计", role=Role.AUDIT, bureau=cast.other_bureau),
        User(username="stranger_finance", name="乙财务", role=Role.FINANCE, bureau=cast.other_bureau),
        User(username="stranger_bank", name="乙银行", role=Role.BANK, bureau=cast.other_bureau, bank="示例银行"),
        User(username="another_expert", name="另一位专家", role=Role.EXPERT, bureau=here),
    ]  # fmt: skip
    for user in made:
        user.set_unusable_password()
        user.save()
        cast.users[user.username] = user
    found: dict[str, User | AnonymousUser] = dict(cast.users)
    return {**found, NOBODY: AnonymousUser()}


def side_of(cast: Cast, user: User | AnonymousUser) -> str:
    """On which side somebody's own rows are."""
    if not isinstance(user, User) or user.bureau_id == cast.bureau.pk:
        west = isinstance(user, User) and (
            user.region == cast.west or user.organization_id == cast.firm_west.pk
        )
        return "west" if west else "east"
    return "elsewhere"
