"""The rules of signing in that hold for a bureau: what it set, else the installation, else the declaration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from taizhang.accounts.models import Bureau, User
from taizhang.accounts.rules import ADMINISTRATORS, BY_NAME, RULES, Rule, is_within
from taizhang.core.decisions import Refused
from taizhang.core.standing import must_stand
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write


@dataclass(frozen=True)
class InForce:
    """The rules as they stand for one bureau; a value by its name: `rules["idle_minutes"]`."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def idle_minutes(self, role: str) -> int:
        return int(self["idle_minutes_admin" if role in ADMINISTRATORS else "idle_minutes"])

    def sessions(self, role: str) -> int:
        return int(self["sessions_admin" if role in ADMINISTRATORS else "sessions"])

    def wants_second_factor(self, role: str) -> bool:
        return role in self["totp_roles"]


def standard(rule: Rule, bureau: Bureau | None) -> Any:
    """What holds while the bureau sets nothing itself. A sample bureau begins easier, so that a first look stays easy."""
    if bureau is not None and bureau.sample and rule.sample is not None:
        return rule.sample
    return settings.SIGN_IN_RULES.get(rule.name, rule.default)


def rules_of(bureau: Bureau | None) -> InForce:
    """The rules in force for a bureau; for somebody without one, those of the installation."""
    own = bureau.sign_in_rules if bureau is not None else {}
    values = {}
    for rule in RULES:
        value = own[rule.name] if rule.here and rule.name in own else standard(rule, bureau)
        values[rule.name] = value if rule.kind == "number" else tuple(value)
    return InForce(values)


def rules_for(user: User) -> InForce:
    return rules_of(user.bureau)


def may_administer_from(user: User, address: str) -> bool:
    """Whether an administrator may work from this address; always, while the bureau lists none."""
    allowed = rules_for(user)["admin_addresses"]
    return not allowed or user.role not in ADMINISTRATORS or is_within(address, allowed)


@transaction.atomic
def change_rules(
    *, bureau: Bureau, values: Mapping[str, Any], author: Author, version: str | None = None
) -> list[Rule]:
    """Set rules of a bureau 修改登录与安全设置; returns those that changed. They hold from the next request on.

    Refused when the list of addresses would shut out who saves it. Raises Moved when they are no longer as the person
    saw them at `version`.
    """
    bureau = Bureau.objects.select_for_update().get(pk=bureau.pk)
    if author.user is not None and author.user.bureau_id != bureau.pk:
        raise Refused("只能修改本局的设置。")
    allowed = values.get("admin_addresses", ())
    if author.user is not None and allowed and not is_within(author.address, tuple(allowed)):
        raise Refused(
            f"您现在的地址 {author.address or '（不明）'} 不在填写的管理地址内，保存后您自己就进不来了。请把它加进去再保存。"
        )
    held = rules_of(bureau)
    must_stand(told(held), version)
    changed = [BY_NAME[n] for n, v in values.items() if BY_NAME[n].here and plain(v) != plain(held[n])]
    if not changed:
        return []
    before = {r.name: plain(held[r.name]) for r in changed}
    after = {r.name: plain(values[r.name]) for r in changed}
    bureau.sign_in_rules = {**bureau.sign_in_rules, **after}
    bureau.save(update_fields=["sign_in_rules"])
    write(author, Note(Event.SETTING_CHANGED, "sign_in", None, "登录与安全设置", before, after))
    return changed


def told(rules: InForce) -> dict[str, Any]:
    """The rules that a bureau may set, as they stand for it."""
    return {rule.name: plain(rules[rule.name]) for rule in RULES if rule.here}


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value if isinstance(value, int) else list(value)
