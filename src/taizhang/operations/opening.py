"""A bureau begins its ledger 启用台账."""

from django.db import transaction

from taizhang.accounts.models import Bureau, Role, User
from taizhang.accounts.passwords import set_password
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write_all
from taizhang.regions.divisions import load_streets
from taizhang.regions.models import Region


@transaction.atomic
def open_bureau(*, slug: str, name: str, region_code: str, admin: str, password: str) -> Bureau:
    """Make a bureau, the streets of its region, and its first system administrator. Refused when taken."""
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        raise Refused(f"没有区划代码 {region_code}。请用六位行政区划代码，例如 330881。")
    if Bureau.objects.filter(slug=slug).exists():
        raise Refused(f"简称 {slug} 已被使用，请换一个。")
    if User.objects.filter(username=admin).exists():
        raise Refused(f"帐号 {admin} 已被使用，请换一个。")
    load_streets(region)
    bureau = Bureau.objects.create(slug=slug, name=name, region=region)
    user = User(username=admin, role=Role.SYSTEM, bureau=bureau, name="系统管理员")
    set_password(user, password, one_time=True)
    user.save()
    author = Author(None, "启用台账", bureau=bureau)
    write_all(
        author,
        [Note(Event.LEDGER_STARTED, title=name), Note(Event.USER_ADDED, "users", user.pk, user.username)],
    )
    return bureau
