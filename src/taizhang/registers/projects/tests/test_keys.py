"""A project through its life keeps being the same project."""

from taizhang.registers.declaration import registers


def test_project_that_got_its_number_later_is_a_likely_duplicate():
    key_of = registers()["projects"].key_of
    applied = {"name": "高效互感器关键技术研究", "organization": 7, "level": "city"}
    approved = {**applied, "project_no": "QYKJ2025001"}
    assert key_of(applied)[0] != key_of(approved)[0]
    assert key_of(applied)[1] == key_of(approved)[1] != ""


def test_the_same_number_at_two_levels_is_two_projects():
    key_of = registers()["projects"].key_of
    assert (
        key_of({"level": "city", "project_no": "2025001"})[0]
        != key_of({"level": "provincial", "project_no": "2025001"})[0]
    )
