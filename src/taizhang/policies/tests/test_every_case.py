"""Every signed case of every built-in pack comes out as it was signed 全部算例."""

import pytest

from taizhang.policies.engine.cases import Case, read_cases, run
from taizhang.policies.engine.loading import BUILT_IN, folders, load
from taizhang.policies.engine.pack import Pack

EVERY = [
    (load(folder, folder.relative_to(BUILT_IN).as_posix()), case)
    for folder in folders(BUILT_IN)
    for case in read_cases(folder)
]


@pytest.mark.parametrize(("pack", "case"), EVERY, ids=[f"{p.name}:{c.id}" for p, c in EVERY])
def test_the_case_comes_out_as_signed(pack: Pack, case: Case) -> None:
    assert run(pack, case).wrong == ()


FIELD = {"H": 24, "T": 13, "B": 12, "F": 15, "C": 10, "P": 18, "I": 13, "R": 12}


def test_every_worked_example_of_the_field_is_a_case() -> None:
    held = {case.id for _, case in EVERY}
    wanted = {f"{letter}{number}" for letter, last in FIELD.items() for number in range(1, last + 1)}
    assert wanted - held == set()
