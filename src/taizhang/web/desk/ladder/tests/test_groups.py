"""Every enterprise stands in exactly one group, and whoever is missing least comes first."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from taizhang.web.desk.ladder.groups import Group, Judged, answers, groups, ordered, turned


def judged(*rows: tuple[int, bool, int, int, float, bool]) -> Judged:
    """(verdict, judged, failing, unclear, shortage, applies) of each enterprise."""
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), (), ()]
    return Judged(
        np.array(columns[0], np.int8), np.array(columns[1], bool), np.array(columns[2], np.int64),
        np.array(columns[3], np.int64), np.array(columns[4], float), np.array(columns[5], bool), np.zeros(len(rows), bool),
    )  # fmt: skip


UNSAID = float("inf")
MEETS, JUDGED, ONE, TWO, LACKS = (
    (1, False, 0, 0, UNSAID, True),
    (-1, True, 0, 1, UNSAID, True),
    (0, False, 1, 0, 0.02, True),
    (0, False, 2, 1, 0.4, True),
    (-1, False, 0, 2, UNSAID, True),
)
row = st.sampled_from([MEETS, JUDGED, ONE, TWO, LACKS, (*LACKS[:-1], False)])


def test_each_answer_has_its_group_and_a_certificate_comes_before_any_answer():
    found = judged(MEETS, JUDGED, ONE, TWO, LACKS, (*MEETS[:-1], False), ONE, MEETS)
    held, applied = np.array([0, 0, 0, 0, 0, 0, 1, 0], bool), np.array([0, 0, 0, 0, 0, 0, 1, 1], bool)
    assert groups(found, held, applied).tolist() == [
        Group.RISE, Group.RISE, Group.NEAR, Group.FAR, Group.LACK, Group.OTHER, Group.HELD, Group.APPLIED,
    ]  # fmt: skip


def test_a_near_miss_of_a_little_stands_before_one_that_cannot_be_measured():
    found = judged(
        (0, False, 1, 0, 0.3, True),
        (0, False, 1, 0, UNSAID, True),
        (0, False, 1, 2, 0.01, True),
        (0, False, 1, 0, 0.01, True),
    )
    assert ordered(Group.NEAR, found, np.arange(4)).tolist() == [3, 2, 0, 1]


def test_who_lacks_one_fact_stands_before_who_lacks_three_and_who_meets_before_the_experts_turn():
    assert ordered(
        Group.LACK, judged((-1, False, 0, 3, UNSAID, True), (-1, False, 0, 1, UNSAID, True)), np.arange(2)
    ).tolist() == [1, 0]
    assert ordered(Group.RISE, judged(JUDGED, MEETS, JUDGED), np.arange(3)).tolist() == [1, 0, 2]


@given(st.lists(st.tuples(row, st.booleans(), st.booleans())))
def test_the_groups_add_up_to_all_enterprises(rows):
    found = judged(*(r for r, _, _ in rows))
    placed = groups(found, np.array([h for _, h, _ in rows], bool), np.array([a for _, _, a in rows], bool))
    sizes = [np.flatnonzero(placed == group) for group in Group]
    assert sum(map(len, sizes)) == len(rows)
    assert all(
        sorted(ordered(group, found, held).tolist()) == held.tolist()
        for group, held in zip(Group, sizes, strict=True)
    )


@given(st.lists(st.tuples(row, row, st.booleans())))
def test_before_and_after_add_up_to_the_same_enterprises_and_who_turns_is_the_difference(rows):
    before, after = judged(*(b for b, _, _ in rows)), judged(*(a for _, a, _ in rows))
    within = np.array([w for _, _, w in rows], bool)
    told = turned(before, after, within)
    assert (sum(told.before), sum(told.after)) == (within.sum(), within.sum())
    assert (
        told.before[0] + told.before[1] + len(told.gained) - len(told.lost) == told.after[0] + told.after[1]
    )
    assert answers(before, within) == told.before
