"""The table of access, cell by cell where it matters most."""

import pytest

from taizhang.access.can import WORDS, can
from taizhang.access.roles import TABLE, Act, Scope
from taizhang.access.scopes import covers, visible_to
from taizhang.accounts.models import Role
from taizhang.registers.declaration import registers

ADMINISTRATION = {Act.USERS, Act.SETTINGS, Act.ACCESS, Act.JOURNAL}
WRITING = {Act.ADD, Act.CHANGE, Act.VERIFY, Act.END, Act.ATTACH, Act.INTAKE, Act.ACCEPT, Act.UNDO, Act.MERGE}


def test_every_role_has_its_row():
    assert set(TABLE) == set(Role)


def test_the_three_administrators_share_nothing_and_see_no_register():
    rows = [set(TABLE[r]) & ADMINISTRATION for r in (Role.SYSTEM, Role.SECURITY, Role.AUDIT)]
    assert rows == [{Act.USERS, Act.SETTINGS}, {Act.ACCESS}, {Act.JOURNAL}]
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT):
        assert not set(TABLE[role]) & (WRITING | {Act.SEARCH, Act.VIEW, Act.EXPORT, Act.HISTORY, Act.REVEAL})


def test_only_administrators_administer():
    for role in set(Role) - {Role.SYSTEM, Role.SECURITY, Role.AUDIT}:
        assert not set(TABLE[role]) & ADMINISTRATION


def test_only_staff_and_finance_verify_and_only_staff_reveal():
    assert {r for r in Role if Act.VERIFY in TABLE[r]} == {Role.STAFF, Role.FINANCE}
    assert {r for r in Role if Act.REVEAL in TABLE[r]} == {Role.STAFF}
    assert TABLE[Role.FINANCE][Act.VERIFY].registers == {"fund_movements", "vouchers", "loans"}


def test_only_staff_merge_organizations():
    assert {r for r in Role if Act.MERGE in TABLE[r]} == {Role.STAFF}


def test_figures_are_for_those_who_read_every_register():
    everything = {
        r for r in Role if (g := TABLE[r].get(Act.VIEW)) and g.scope == Scope.BUREAU and not g.registers
    }
    assert (
        {r for r in Role if Act.FIGURES in TABLE[r]} == everything == {Role.LEADER, Role.STAFF, Role.FINANCE}
    )


def test_what_a_firm_may_have_is_read_by_the_bureau_its_street_and_itself():
    told = {r: g.scope for r in Role if (g := TABLE[r].get(Act.BENEFITS))}
    assert told == {
        Role.LEADER: Scope.BUREAU, Role.STAFF: Scope.BUREAU, Role.FINANCE: Scope.BUREAU, Role.LIAISON: Scope.AREA,
        Role.ENTERPRISE: Scope.OWN,
    }  # fmt: skip


def test_what_the_program_keeps_nobody_writes_by_hand(cast):
    kept = {name for name, register in registers().items() if register.by_program}
    assert kept == {"decisions"}
    for person in cast.users.values():
        for act in WRITING:
            answer = can(person, act, "decisions", "政策判定")
            assert (bool(answer), visible_to(person, registers()["decisions"].model, act).count()) == (
                False,
                0,
            )
            assert "不能手工" in answer.sentence
    assert can(cast.staff, Act.VIEW, "decisions") and can(cast.staff, Act.EXPORT, "decisions")


def test_only_staff_decide():
    assert {r for r in Role if Act.DECIDE in TABLE[r]} == {Role.STAFF}


def test_staff_define_and_write_and_the_leader_signs():
    holders = {act: {r for r in Role if act in TABLE[r]} for act in (Act.DEFINE, Act.REPORT, Act.SIGN)}
    assert holders == {
        Act.DEFINE: {Role.STAFF}, Act.REPORT: {Role.STAFF}, Act.SIGN: {Role.LEADER},
    }  # fmt: skip


def test_whoever_may_write_may_see_what_he_writes():
    known = set(registers())
    for role, row in TABLE.items():
        seen = row[Act.VIEW].registers or known if Act.VIEW in row else set()
        for act in WRITING & set(row):
            assert (row[act].registers or known) <= set(seen), f"{role} {act}"


def test_every_register_that_the_table_names_exists():
    named = {name for row in TABLE.values() for grant in row.values() for name in grant.registers}
    assert named <= set(registers())


def test_a_register_that_the_table_does_not_know_is_for_the_bureaus_own_people():
    """What a third party adds: staff all, leaders and finance read, everybody else nothing."""
    reading = {r for r in Role if (g := TABLE[r].get(Act.VIEW)) and not g.registers}
    writing = {r for r in Role if (g := TABLE[r].get(Act.ADD)) and not g.registers}
    assert reading == {Role.LEADER, Role.STAFF, Role.FINANCE}
    assert writing == {Role.STAFF}
    assert all(TABLE[r][Act.VIEW].scope == Scope.BUREAU for r in reading)


@pytest.mark.parametrize("role", list(Role))
def test_a_no_is_a_sentence_that_says_what_to_do(cast, role):
    for act in (a for a in Act if a in WORDS):
        answer = can(cast.users[role.value], act, "organizations", "单位")
        assert bool(answer) is (answer.sentence == ""), act
        if not answer:
            assert WORDS[act] in answer.sentence
            assert "系统管理员" in answer.sentence, act


def test_the_stranger_sees_no_row_of_another_bureau_in_any_register(cast):
    for register in registers().values():
        for act in (Act.VIEW, Act.SEARCH, Act.CHANGE, Act.EXPORT, Act.HISTORY):
            assert (
                not visible_to(cast.stranger_staff, register.model, act).filter(bureau=cast.bureau).exists()
            )
    assert not covers(cast.stranger_staff, Act.VIEW, cast.firm_east)
    assert covers(cast.staff, Act.VIEW, cast.firm_east)


def test_narrow_scopes_without_what_they_stand_for_see_nothing(cast):
    model = registers()["organizations"].model
    cast.liaison.region = None
    cast.enterprise.organization = None
    cast.bank.bank = ""
    for who in (cast.liaison, cast.enterprise, cast.bank):
        assert not visible_to(who, model).exists()
