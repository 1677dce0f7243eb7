"""The indicators of an assessment come again every year."""

from datetime import date

from taizhang.registers.declaration import registers

LAST = {"assessment": "科技进步考核", "indicator": "研发投入强度", "year": 2024, "due_on": date(2024, 12, 31)}


def test_next_year_is_neither_the_same_nor_a_likely_duplicate():
    key_of = registers()["assessments"].key_of
    assert set(key_of(LAST)) & set(key_of({**LAST, "year": 2025, "due_on": date(2025, 12, 31)})) == set()


def test_row_without_its_year_meets_the_one_due_on_the_same_day():
    key_of = registers()["assessments"].key_of
    assert key_of({**LAST, "year": None})[1] == key_of(LAST)[1] != ""
