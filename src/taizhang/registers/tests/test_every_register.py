"""What every register owes: a declaration that holds together, and records that live their life."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from taizhang.core.tables.columns import normal
from taizhang.core.tables.headers import fold
from taizhang.core.tables.spec import Kind
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record, change_record, end_record, verify_records
from taizhang.registers.contents import contents, restored
from taizhang.registers.declaration import registers
from taizhang.registers.fields import (
    Choice,
    Day,
    Industry,
    Integer,
    Money,
    Number,
    OrganizationLink,
    Percent,
    Period,
    Year,
    YesNo,
)
from taizhang.registers.record import State

NAMES = (
    "annual_returns", "assessments", "awards", "commissioners", "cooperations", "events", "fund_movements", "ip", "loans",
    "needs", "organizations", "people", "platforms", "policy_documents", "projects", "recognitions", "statistics", "talents",
    "technology_contracts", "tenants", "vouchers",
)  # fmt: skip
BY_PROGRAM = ("decisions",)  # its records live their life in taizhang/decisions/tests
GROUPS = {"主体", "平台与人才", "项目与资金", "成果与转化", "服务", "管理"}
every = pytest.mark.parametrize("name", NAMES)
declared = pytest.mark.parametrize("name", (*NAMES, *BY_PROGRAM))


def sample_value(field, cast):
    """A value that fits the field; dates and amounts of one register are all alike, so no order is broken."""
    if isinstance(field, OrganizationLink):
        return cast.firm_east
    if field.name == "region":
        return cast.east
    if isinstance(field, Choice):
        return field.options[0].value
    for kind, value in (
        (Money, Decimal("1203.57")), (Percent, Decimal("0.0345")), (Number, Decimal("12.5")), (Integer, 3), (Year, 2025),
        (Day, date(2025, 6, 3)), (Period, "2025"), (YesNo, True), (Industry, "C3453"),
    ):  # fmt: skip
        if isinstance(field, kind):
            return value
    if field.kind == Kind.CREDIT_CODE:
        return "91330881MA9X00099E"
    return f"值{field.name}"[: field.max_length or 20]


def least(register, cast):
    """The least a record needs: its required fields and its first key."""
    wanted = {n for n, f in register.fields.items() if f.required} | set(register.keys[0])
    return {n: sample_value(f, cast) for n, f in register.fields.items() if n in wanted}


def full(register, cast):
    return {n: sample_value(f, cast) for n, f in register.fields.items()}


def author(cast):
    return Author(cast.staff, "测试")


def test_the_registers_are_these():
    assert sorted(registers()) == sorted((*NAMES, *BY_PROGRAM))


# The declaration.


@declared
def test_declaration_holds_together(name):
    register = registers()[name]
    assert register.title and register.group in GROUPS
    assert register.keys and all(register.keys)
    assert 6 <= len(register.columns) <= 11
    named = {
        *register.columns,
        *register.filters,
        *register.dates,
        *register.search_fields,
        *register.told.heading,
    }
    named |= {n for key in register.keys for n in key} | {register.order.lstrip("-")} - {"sort_key"}
    assert named - set(register.fields) == set()
    assert all(register.fields[n].kind in (Kind.DATE, Kind.PERIOD) for n in register.dates)
    assert register.dates
    assert register.layout.name == name and register.layout.column(register.columns[0]).title


@declared
def test_columns_have_names_of_their_own(name):
    """No header could mean two fields of one register."""
    columns = registers()[name].layout.columns
    assert len({c.title for c in columns}) == len(columns)
    exact = [(fold(w), c.name) for c in columns for w in {c.title, *c.also}]
    owners: dict[str, set[str]] = {}
    for word, owner in exact:
        owners.setdefault(word, set()).add(owner)
    assert {w: o for w, o in owners.items() if len(o) > 1} == {}
    bare: dict[str, set[str]] = {}
    for c in columns:
        for word in {c.title, *c.also}:
            if fold(word) == normal(word):  # one with a bracket is told apart by it
                bare.setdefault(normal(word), set()).add(c.name)
    assert {w: o for w, o in bare.items() if len(o) > 1} == {}


@declared
def test_choices_are_spelled_once(name):
    for field in registers()[name].fields.values():
        spelled = [
            w for o in getattr(field, "options", ()) for w in dict.fromkeys((o.value, o.label, *o.also))
        ]
        assert [w for w in spelled if spelled.count(w) > 1] == [], field.name
        assert all(len(o.value) <= field.max_length for o in getattr(field, "options", ()))


@declared
def test_names_in_the_database_are_short(name):
    meta = registers()[name].model._meta
    names = [
        meta.db_table,
        *(f.column for f in meta.fields),
        *(i.name for i in meta.indexes),
        *(c.name for c in meta.constraints),
    ]
    assert [n for n in names if len(n) > 30] == []
    assert all(c.violation_error_message for c in meta.constraints)


# A record's life.


@every
def test_record_lives_its_life(name, cast):
    register = registers()[name]
    record = add_record(register, least(register, cast), bureau=cast.bureau, author=author(cast))
    assert (record.state, record.version, bool(record.title), record.key[:2]) == (
        State.VERIFIED,
        1,
        True,
        "0:",
    )
    [changed], _ = change_record(register, record, {"note": "改过"}, version=1, author=author(cast))
    assert (changed.note, changed.version, changed.key) == ("改过", 2, record.key)
    [ended] = end_record(register, changed, author=Author(cast.staff, "企业已注销"))
    assert ended.state == State.ENDED
    assert register.model._default_manager.get(pk=record.pk).key == record.key


@every
def test_what_a_liaison_adds_waits_for_staff(name, cast):
    register = registers()[name]
    values = {**least(register, cast), "region": cast.east}
    record = add_record(register, values, bureau=cast.bureau, author=Author(cast.liaison, "测试"))
    assert record.state == State.PROVISIONAL
    [verified] = verify_records(register, [record], author=author(cast))
    assert verified.state == State.VERIFIED


@declared
def test_every_value_comes_back_and_round_trips(name, cast):
    """Money to the 分; the journal's text of a record is the record, on either database."""
    register = registers()[name]
    record = add_record(register, full(register, cast), bureau=cast.bureau, author=author(cast))
    stored = register.model._default_manager.get(pk=record.pk)
    held = contents(register, stored)
    assert held == contents(register, record)
    assert all(held[n] == "1203.57" for n, f in register.fields.items() if isinstance(f, Money))
    again = {n: restored(register, n, v) for n, v in held.items() if n in register.fields}
    assert {n: getattr(stored, register.fields[n].attname) for n in again} == again
    assert set(again) == set(register.fields)


@declared
def test_key_does_not_depend_on_how_it_is_written(name, cast):
    register = registers()[name]
    values = full(register, cast)
    values = {n: getattr(v, "pk", v) for n, v in values.items()}
    spaced = {n: f" {v} ".upper() if isinstance(v, str) else v for n, v in values.items()}
    assert register.key_of(spaced) == register.key_of(values)
    assert register.key_of({}) == ("", "")


@declared
@pytest.mark.parametrize("weaker", range(11))
def test_row_without_its_number_is_still_recognised(name, weaker):
    """Each fallback key is used when nothing stronger is there."""
    register = registers()[name]
    if weaker >= len(register.keys):
        return
    values = {n: 7 if register.fields[n].is_relation else "甲" for n in register.keys[weaker]}
    key, _ = register.key_of(values)
    first = next(i for i, columns in enumerate(register.keys) if set(columns) <= set(values))
    assert key.startswith(f"{first}:")


def test_tables_are_of_this_database(db):
    tables = set(connection.introspection.table_names())
    assert {r.model._meta.db_table for r in registers().values()} <= tables
