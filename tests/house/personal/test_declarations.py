"""Every field that sounds personal is declared, with purpose, ground and term; nothing exposes a covered one."""

import pytest

from taizhang.core.personal.declared import DUTY, GROUNDS, Personal, PersonalKind, looks_personal
from taizhang.registers.declaration import registers
from taizhang.registers.fields import Code, Text

# Titles that sound personal and are not, each with its reason.
NOT_PERSONAL: dict[tuple[str, str], str] = {}


def declared():
    return [(r, n, f) for r in registers().values() for n, f in r.fields.items()]


def test_what_sounds_personal_is_declared_or_stands_in_the_list_with_its_reason():
    undeclared = {
        (r.name, n): f.title for r, n, f in declared() if looks_personal(f.title) and f.personal is None
    }
    unexplained = {at: title for at, title in undeclared.items() if at not in NOT_PERSONAL}
    assert unexplained == {}, "declare personal=Personal(...) or explain it in NOT_PERSONAL"
    assert set(NOT_PERSONAL) <= set(undeclared), "exceptions that are none any more"


def test_declarations_are_whole_and_grounds_are_those_of_the_law():
    told = [(r.name, n, f.personal) for r, n, f in declared() if f.personal]
    assert len(told) >= 15
    for register, name, personal in told:
        assert personal.ground in GROUNDS, (register, name)
        assert len(personal.purpose) >= 6, (register, name)
        assert personal.shown == "" or len(personal.shown) >= 8, (register, name)


@pytest.mark.parametrize(
    ("missing", "word"),
    [
        ({"purpose": ""}, "目的"),
        ({"ground": " "}, "依据"),
        ({"keep_years": 0}, "保存期限"),
        ({"shown": "公开"}, "总是遮盖"),
    ],
)
def test_a_declaration_that_leaves_something_out_is_refused_when_it_is_read(missing, word):
    whole = {"purpose": "联系", "ground": DUTY, "keep_years": 3}
    Personal(PersonalKind.PHONE, **whole)
    with pytest.raises(ValueError, match=word):
        Personal(PersonalKind.PHONE, **{**whole, **missing})


def test_a_sealed_field_must_have_room_for_its_reference():
    with pytest.raises(ValueError, match="max_length"):
        Code("身份证号", max_length=18, personal=Personal(PersonalKind.ID, "核对身份", DUTY, 5))
    assert Text("姓名", max_length=10, personal=Personal(PersonalKind.NAME, "核对身份", DUTY, 5)).covered


@pytest.mark.parametrize("place", ["heading", "search", "filters", "dates", "order"])
def test_a_register_may_not_name_sort_or_search_by_what_is_masked(place):
    from taizhang.registers.personal_rules import refuse_exposure
    from taizhang.registers.record import Record

    told = type("Register", (), {"name": "x", place: "-phone" if place == "order" else ("phone",)})
    phone = Code("联系电话", personal=Personal(PersonalKind.PHONE, "联系", DUTY, 3))
    phone.name = "phone"
    meta = type("Meta", (), {"abstract": False, "local_fields": [phone]})
    sender = type("Sender", (Record,), {"__module__": __name__, "Meta": type("Meta", (), {"abstract": True})})
    sender._meta, sender.Register = meta, told
    with pytest.raises(ValueError, match="那里不遮盖"):
        refuse_exposure(sender)


def test_titles_and_search_of_no_register_carry_covered_data():
    for register in registers().values():
        covered = {n for n, f in register.fields.items() if f.covered}
        assert not covered & {*register.told.heading, *register.search_fields, *register.filters}
