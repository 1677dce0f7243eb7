"""What makes an event the same one."""

from datetime import date

from taizhang.registers.declaration import registers


def key(**values):
    return registers()["events"].key_of({"name": "科技下乡", "held_on": date(2025, 3, 12), **values})


def test_two_villages_on_one_day_are_two_events():
    assert key(place="石塘村")[0] != key(place="青礁村")[0]


def test_list_without_places_finds_the_event_as_a_likely_duplicate():
    assert key(place="石塘村")[1] == key()[1] != ""


def test_the_same_event_next_year_is_another():
    assert set(key(place="石塘村")) & set(key(place="石塘村", held_on=date(2026, 3, 12))) == set()
