"""Chunks come back as they went; whatever is done to them on the disk does not open."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.core.personal.sealing import Unsealable
from taizhang.core.personal.streams import CHUNK, TAG, Whitened, as_file, seal, unseal, whiten

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
SEALED = CHUNK + TAG
THREE = bytes(range(256)) * (CHUNK // 256) * 2 + b"the last one"


def sealed(content: bytes) -> bytes:
    return b"".join(seal(KEY, [content]))


def unsealed(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(unseal(key, io.BytesIO(content).read))


@given(st.lists(st.integers(0, CHUNK + 3), max_size=5))
@settings(max_examples=25, deadline=None)
def test_pieces_of_any_size_come_back(sizes):
    pieces = [bytes([n % 251]) * size for n, size in enumerate(sizes)]
    stored = b"".join(seal(KEY, pieces))
    assert unsealed(stored) == b"".join(pieces)
    assert as_file(unseal(KEY, io.BytesIO(stored).read)).read() == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_content_on_the_edge_of_a_chunk_comes_back_and_nothing_of_it_shows(size):
    content = b"13800001234" * (size // 11 + 1)
    stored = sealed(content[:size])
    assert unsealed(stored) == content[:size]
    assert b"13800001234" not in stored


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s[:-1],
        lambda s: s[:SEALED],
        lambda s: s[: 2 * SEALED],
        lambda s: b"",
        lambda s: s[SEALED:],
        lambda s: s[SEALED : 2 * SEALED] + s[:SEALED] + s[2 * SEALED :],
        lambda s: s[:SEALED] + s[2 * SEALED :],
        lambda s: s + s[-28:],
        lambda s: s + b"\0",
        lambda s: s[:100] + bytes([s[100] ^ 1]) + s[101:],
        lambda s: s[: 2 * SEALED] + sealed(b"the last one"),
    ],
    ids="cut one-chunk at-a-chunk empty beheaded swapped left-out doubled longer flipped from-another".split(),
)
def test_cut_reordered_swapped_or_changed_chunks_do_not_open(change):
    with pytest.raises(Unsealable):
        unsealed(change(sealed(THREE)))


def test_another_key_opens_nothing():
    with pytest.raises(Unsealable):
        unsealed(sealed(b"abc"), OTHER)


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=4))
def test_what_is_whitened_in_any_parts_is_clear_again_from_the_start(content, cuts):
    edges = [0, *sorted(min(c, len(content)) for c in cuts), len(content)]
    stored = b"".join(whiten(KEY, a).update(content[a:b]) for a, b in pairwise(edges))
    assert len(stored) == len(content)
    assert whiten(KEY, 0).update(stored) == content
    with io.BufferedReader(Whitened(io.BytesIO(stored), KEY), 16) as file:
        for at in cuts:
            file.seek(at)
            assert file.read() == content[at:]
