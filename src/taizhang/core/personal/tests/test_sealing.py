"""The ring: what is sealed opens with its key, in its place, unchanged, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.personal.sealing import AesGcm, Ring, Unsealable

ONE = Ring(b"i" * 32, {"k1": AesGcm(b"a" * 32)})
TWO = Ring(b"i" * 32, {"k1": AesGcm(b"a" * 32), "k2": AesGcm(b"b" * 32)})


@given(st.text(min_size=1, max_size=60))
def test_what_is_sealed_opens_again_and_never_looks_the_same_twice(text):
    first, second = ONE.seal(text, "people.phone"), ONE.seal(text, "people.phone")
    assert first != second and first.startswith("k1.")
    assert ONE.open(first, "people.phone") == ONE.open(second, "people.phone") == text


def test_a_new_key_seals_and_old_ones_still_open():
    assert TWO.seal("13800001234", "a.b").startswith("k2.")
    assert TWO.open(ONE.seal("13800001234", "a.b"), "a.b") == "13800001234"


def test_it_opens_in_no_other_place_with_no_other_key_and_not_changed():
    sealed = ONE.seal("13800001234", "people.phone")
    flipped = sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB")
    for ring, text, place in (
        (ONE, sealed, "needs.phone"),
        (Ring(b"i" * 32, {"k1": AesGcm(b"c" * 32)}), sealed, "people.phone"),
        (Ring(b"i" * 32, {"k9": AesGcm(b"a" * 32)}), sealed, "people.phone"),
        (ONE, flipped, "people.phone"),
        (ONE, "k1.no base64", "people.phone"),
        (ONE, "k1.", "people.phone"),
        (ONE, "", "people.phone"),
    ):
        with pytest.raises(Unsealable):
            ring.open(text, place)


def test_marks_are_equal_for_equal_values_of_one_place_and_key():
    assert ONE.mark("138", "a.b") == TWO.mark("138", "a.b")
    assert (
        len(
            {
                ONE.mark("138", "a.b"),
                ONE.mark("138", "a.c"),
                ONE.mark("139", "a.b"),
                Ring(b"j" * 32, {}).mark("138", "a.b"),
            }
        )
        == 4
    )
    assert ONE.mark("b1", "a") != ONE.mark("1", "ab")
    assert len(ONE.mark("138", "a.b")) == 26
