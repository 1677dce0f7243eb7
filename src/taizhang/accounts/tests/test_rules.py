"""Each rule is declared once; its bounds hold wherever it is set."""

import re
from pathlib import Path

import pytest

from taizhang.accounts.bureau_rules import change_rules, may_administer_from, rules_of
from taizhang.accounts.models import Role
from taizhang.accounts.rules import BY_NAME, ROLES, RULES, from_environment, is_within, read
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author

OPERATIONS = Path(__file__).resolve().parents[4] / "docs" / "operations.md"
NUMBERS = [rule for rule in RULES if rule.kind == "number"]


@pytest.mark.parametrize("rule", NUMBERS, ids=lambda r: r.name)
def test_a_number_is_taken_within_its_bounds_and_no_further(rule):
    least = rule.least if rule.off is None else max(1, rule.least)
    assert read(rule, f" {least} ") == least
    assert read(rule, str(rule.most)) == rule.most
    assert rule.default == rule.off or rule.least <= rule.default <= rule.most
    for wrong in (str(rule.most + 1), "-1", "", "十", "1e3", "99999999999999999999", "٣"):
        with pytest.raises(ValueError, match=rule.label):
            read(rule, wrong)
    if rule.off is None:
        with pytest.raises(ValueError, match="不在允许的范围内"):
            read(rule, str(rule.least - 1))


def test_the_roles_of_the_rules_are_those_of_the_house():
    assert set(ROLES) == set(Role.values) - {"public"}
    assert read(BY_NAME["totp_roles"], "finance,system") == ("system", "finance")
    with pytest.raises(ValueError, match="没有角色"):
        read(BY_NAME["totp_roles"], "boss")


def test_addresses_are_networks_of_either_kind():
    networks = read(BY_NAME["admin_addresses"], "10.20.0.7/16\n192.168.1.5, 2001:db8::/32")
    assert networks == ("10.20.0.0/16", "192.168.1.5/32", "2001:db8::/32")
    assert [
        is_within(a, networks) for a in ("10.20.9.9", "::ffff:10.20.9.9", "192.168.1.5", "2001:db8::1")
    ] == [True] * 4
    assert [is_within(a, networks) for a in ("10.21.0.1", "192.168.1.6", "", "nonsense", "unix:")] == [
        False
    ] * 5
    with pytest.raises(ValueError, match=r"“10\.20”不是地址"):
        read(BY_NAME["admin_addresses"], "10.20")


def test_the_environment_sets_the_defaults_and_a_wrong_one_says_which():
    assert from_environment({"TAIZHANG_IDLE_MINUTES": "20", "TAIZHANG_TOTP_ROLES": "none"}) == {
        "idle_minutes": 20,
        "totp_roles": (),
    }
    with pytest.raises(ValueError, match="TAIZHANG_LOCK_AFTER='0'"):
        from_environment({"TAIZHANG_LOCK_AFTER": "0"})


def test_every_rule_stands_in_the_operators_table():
    told = set(re.findall(r"`(TAIZHANG_\w+)`", OPERATIONS.read_text()))
    assert {rule.variable for rule in RULES} - told == set()


def test_a_bureau_sets_its_own_over_the_installation_over_the_declaration(cast, settings):
    settings.SIGN_IN_RULES = {"idle_minutes": 20, "sessions": 7}
    changed = change_rules(bureau=cast.bureau, values={"idle_minutes": 45}, author=Author(cast.security))
    assert [rule.name for rule in changed] == ["idle_minutes"]
    cast.bureau.refresh_from_db()
    rules = rules_of(cast.bureau)
    assert (rules["idle_minutes"], rules["sessions"], rules["session_hours"]) == (45, 7, 12)
    assert rules_of(cast.other_bureau)["idle_minutes"] == 20
    entry = Entry.objects.get(event=Event.SETTING_CHANGED)
    assert (entry.register, entry.before, entry.after) == (
        "sign_in",
        '{"idle_minutes":20}',
        '{"idle_minutes":45}',
    )
    assert change_rules(bureau=cast.bureau, values={"idle_minutes": 45}, author=Author(cast.security)) == []
    assert Entry.objects.filter(event=Event.SETTING_CHANGED).count() == 1


def test_what_holds_for_the_whole_installation_no_bureau_sets(cast):
    assert change_rules(bureau=cast.bureau, values={"lock_after": 20}, author=Author(cast.security)) == []


def test_another_bureaus_rules_are_not_ones_own(cast):
    with pytest.raises(Refused, match="本局"):
        change_rules(bureau=cast.bureau, values={"sessions": 9}, author=Author(cast.stranger_staff))


def test_a_sample_bureau_begins_easier_until_it_sets_something(cast, strict):
    cast.bureau.sample = True
    cast.bureau.save()
    rules = rules_of(cast.bureau)
    assert (rules["totp_roles"], rules["password_days"], rules["idle_account_days"]) == ((), 0, 0)
    change_rules(bureau=cast.bureau, values={"totp_roles": ("system",)}, author=Author(cast.security))
    cast.bureau.refresh_from_db()
    assert rules_of(cast.bureau)["totp_roles"] == ("system",)
    assert rules_of(cast.other_bureau)["totp_roles"] == ("system", "security", "audit", "finance", "leader")


def test_nobody_shuts_himself_out_by_a_list_of_addresses(cast):
    with pytest.raises(Refused, match=r"10\.0\.0\.9 不在"):
        change_rules(
            bureau=cast.bureau,
            values={"admin_addresses": ("10.1.0.0/16",)},
            author=Author(cast.security, address="10.0.0.9"),
        )
    cast.bureau.refresh_from_db()
    assert cast.bureau.sign_in_rules == {}


def test_the_list_concerns_the_three_administrators_only(cast):
    inside = Author(cast.security, address="10.1.2.3")
    change_rules(bureau=cast.bureau, values={"admin_addresses": ("10.1.0.0/16",)}, author=inside)
    cast.bureau.refresh_from_db()
    for user in cast.users.values():
        user.bureau.refresh_from_db()
        away = user.bureau != cast.bureau or user.role not in ("system", "security", "audit")
        assert may_administer_from(user, "10.9.9.9") is away, user
        assert may_administer_from(user, "10.1.9.9")
