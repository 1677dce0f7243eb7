"""Persons of one name, and what is masked."""

from taizhang.registers.declaration import registers


def test_namesakes_in_two_organizations_are_two_persons():
    key_of = registers()["people"].key_of
    assert (
        key_of({"name": "王示例", "organization": 1})[0] != key_of({"name": "王示例", "organization": 2})[0]
    )


def test_orcid_that_comes_later_meets_the_person_without_one():
    key_of = registers()["people"].key_of
    known = {"name": "王示例", "organization": 1}
    assert key_of(known)[1] == key_of({**known, "orcid": "0000-0002-1825-0097"})[1] != ""


def test_personal_data_is_masked_and_identity_numbers_have_no_place():
    fields = registers()["people"].fields
    assert {n for n, f in fields.items() if f.covered} == {"phone", "email"}
    assert not [n for n in fields if "id_number" in n or "bank" in n]
