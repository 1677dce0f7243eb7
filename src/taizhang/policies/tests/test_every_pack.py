"""What holds of every pack of the house: it is sound, its cases pass, and they show each answer and each turning day."""

import pytest

from taizhang.policies.engine.checking import check
from taizhang.policies.engine.loading import BUILT_IN, folders

FOLDERS = folders(BUILT_IN)
# The worked examples of the field's notes, by their ids.
WORKED = {"H": 24, "T": 13, "B": 12, "F": 15, "C": 10, "P": 18, "I": 13, "R": 12}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.relative_to(BUILT_IN).as_posix())
def test_a_pack_is_sound_and_its_cases_show_every_answer(folder):
    checked = check(folder, folder.relative_to(BUILT_IN).as_posix())
    assert (checked.problems, checked.reminders) == ((), ())


def test_every_worked_example_is_a_case_once():
    ids = [r.case.id for folder in FOLDERS for r in check(folder).results]
    wanted = [f"{letter}{number}" for letter, last in WORKED.items() for number in range(1, last + 1)]
    assert [i for i in wanted if ids.count(i) != 1] == []
