"""What is kept lies sealed, comes back as it was, and says so when somebody was at it."""

import io
import os

import pytest
from django.core.management import CommandError, call_command

from taizhang.core.decisions import Refused
from taizhang.core.personal import streams
from taizhang.files import resealing, sealing, store
from taizhang.files.models import StoredFile
from taizhang.files.store import Lost, Spoiled, keep, opened, path_of, read, spoiled
from taizhang.personal import keyring
from taizhang.personal.rekeying import rekey

pytestmark = pytest.mark.django_db

PHONE = b"13800001234"
LONG = PHONE * (streams.CHUNK // 5)  # of three chunks


def kept_in_clear(content: bytes) -> StoredFile:
    """As an earlier release kept it."""
    file = keep(content, "text/plain")
    path_of(file.sha256).write_bytes(content)
    StoredFile.objects.filter(pk=file.pk).update(sealed=False)
    return file


@pytest.mark.parametrize("content", [b"", PHONE, LONG])
def test_what_is_kept_comes_back_whole_and_piece_by_piece_and_lies_sealed(content):
    file = keep(io.BytesIO(content), "text/plain")
    assert (file.size, file.sealed, read(file)) == (len(content), True, content)
    with opened(file.sha256) as stored:
        assert stored.read(5) + stored.read() == content
    assert PHONE not in path_of(file.sha256).read_bytes()
    assert keep(content, "text/plain") == file
    assert list(spoiled()) == []


def test_a_long_file_never_stands_in_memory_as_a_whole():
    file = keep(LONG, "text/plain")
    assert max(len(piece) for piece in store.pieces(file.sha256)) <= streams.CHUNK


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b[:-1],
        lambda b: b[: sealing.HEAD + 2 * (streams.CHUNK + streams.TAG)],
        lambda b: b[: sealing.HEAD],
        lambda b: b[:20],
        lambda b: b + b"x",
        lambda b: b[:30] + b"A" * 30 + b[60:],
        lambda b: b[:-5] + bytes([b[-5] ^ 1]) + b[-4:],
        lambda b: PHONE,
        lambda b: b"",
    ],
)
def test_what_was_changed_on_the_disk_is_refused_in_words_and_told_by_the_proof(change):
    file = keep(LONG, "text/plain")
    path = path_of(file.sha256)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(Spoiled, match="改动过、不完整"):
        read(file)
    assert [(f, "从备份找回" in sentence) for f, sentence in spoiled()] == [(file, True)]


def test_a_file_under_anothers_name_does_not_open():
    mine, theirs = keep(b"mine", "text/plain"), keep(b"their", "text/plain")
    path_of(mine.sha256).write_bytes(path_of(theirs.sha256).read_bytes())
    with pytest.raises(Spoiled):
        read(mine)


def test_a_lost_file_is_said_before_anything_is_sent():
    file = keep(PHONE, "text/plain")
    path_of(file.sha256).unlink()
    with pytest.raises(Lost, match="不在了"):
        store.pieces(file.sha256)


def test_without_the_key_nothing_is_kept_nothing_opens_and_no_new_key_is_made(settings):
    file = keep(PHONE, "text/plain")
    keyring.path().rename(keyring.path().with_name("aside"))
    for act in (lambda: keep(b"more", "text/plain"), lambda: read(file)):
        with pytest.raises(Refused, match="找不到（或读不了）字段密钥文件"):
            act()
    assert [p.name for p in store.on_disk()] == [file.sha256]
    assert (list(spoiled()), store.unread(), StoredFile.objects.count()) == ([], 1, 1)
    assert not keyring.path().exists()
    assert list((settings.HOME / "files").glob("part-*")) == []


def test_another_key_file_opens_nothing_and_says_so():
    file = keep(PHONE, "text/plain")
    keyring.path().unlink()
    keyring.make(keyring.path())
    with pytest.raises(Spoiled, match="密钥文件不是当初那一份"):
        read(file)


def test_what_an_earlier_release_kept_is_read_as_it_stands_and_sealed_once():
    old, long, damaged = kept_in_clear(PHONE), kept_in_clear(LONG), kept_in_clear(b"whole")
    path_of(damaged.sha256).write_bytes(b"cut")
    assert (read(old), read(long)) == (PHONE, LONG)
    assert resealing.seal_clear() == 2
    assert resealing.seal_clear() == 0
    assert (read(old), read(long)) == (PHONE, LONG)
    assert not any(PHONE in path.read_bytes() for path in store.on_disk())
    assert set(StoredFile.objects.filter(sealed=True)) == {old, long}
    assert [f for f, _ in spoiled()] == [damaged], "a damaged file is not sealed as if it were whole"


def test_a_change_of_key_writes_heads_only_and_the_old_key_opens_nothing_more():
    file, old = keep(LONG, "text/plain"), keyring.path().read_text()
    before = path_of(file.sha256).read_bytes()
    done = rekey(forget=True)
    after = path_of(file.sha256).read_bytes()
    assert (done.files, done.dropped) == (1, ("k1",))
    assert after[sealing.HEAD :] == before[sealing.HEAD :]
    assert b"k1." not in after[: sealing.HEAD] and b"k2." in after[: sealing.HEAD]
    assert read(file) == LONG
    assert rekey(new=False).files == 0
    keyring.path().write_text(old)
    with pytest.raises(Spoiled):
        read(file)


def test_a_change_of_key_that_broke_off_anywhere_leaves_a_file_that_opens(monkeypatch):
    file = keep(LONG, "text/plain")
    path, write = path_of(file.sha256), os.pwrite
    for broken in (0, 1):
        keyring.add_key()

        def breaks(handle, text, at, left=[broken]):  # noqa: B006 what is left until the power goes
            if not left[0]:
                write(handle, text[:40], at)
                raise OSError("power cut")
            left[0] -= 1
            return write(handle, text, at)

        with monkeypatch.context() as cut:
            cut.setattr(os, "pwrite", breaks)
            with pytest.raises(OSError, match="power cut"):
                resealing.rewrap_all()
        assert read(file) == LONG
        assert resealing.rewrap_all() == (1, 0)
        head = path.read_bytes()[: sealing.HEAD]
        assert [bool(sealing.text_of(head, slot)) for slot in sealing.SLOTS].count(True) == 1
        assert read(file) == LONG


def test_old_keys_stay_while_a_file_opens_with_none():
    file = keep(PHONE, "text/plain")
    path_of(file.sha256).write_bytes(sealing.MAGIC + b"\0" * 2000)
    with pytest.raises(CommandError, match="1 个存档文件用现有的密钥打不开"):
        call_command("rekey", "--forget")
    assert "k1 " in keyring.path().read_text()
