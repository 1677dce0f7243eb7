"""A workbook arrives: once, under the next number, or it is refused in words."""

import io
import threading

import pytest
from django.db import connection
from tests.cast import assemble

from taizhang.core.decisions import Refused
from taizhang.intake import actions, tasks
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import HEAD, firm, firms, imported, read, rows_of

pytestmark = pytest.mark.django_db

LIST = firms(firm(11, "江山市新谷机械有限公司"))


def received(cast, content=LIST, **more):
    return actions.receive(content, "企业.xlsx", bureau=cast.bureau, user=cast.staff, later=False, **more)


def test_the_same_form_sent_twice_is_one_batch(cast):
    assert received(cast, token="t1") == received(cast, token="t1")
    assert Batch.objects.count() == 1


def test_the_same_content_is_known_again_once_imported_and_may_come_again_once_undone(cast):
    first = imported(LIST, cast.staff)
    again = received(cast)
    assert (again.state, again.same_as) == (Batch.State.REFUSED, first)
    assert again.sentence.startswith("内容与批次 1 完全相同，未导入")
    actions.undo(first, cast.staff, later=False)
    assert received(cast).state == Batch.State.RECEIVED


def test_another_bureau_may_import_the_same_content(cast):
    imported(LIST, cast.staff)
    other = actions.receive(LIST, "a.xlsx", bureau=cast.other_bureau, user=cast.stranger_staff, later=False)
    assert (other.state, other.number) == (Batch.State.RECEIVED, 1)


class Endless(io.RawIOBase):
    """A file of 300 MB that fails the test when it is read."""

    def seek(self, offset, whence=0):
        return 300 * 1024 * 1024 if whence == io.SEEK_END else 0

    def read(self, size=-1):
        raise AssertionError("read")


def test_a_file_of_300_mb_is_refused_without_being_read(cast):
    with pytest.raises(Refused, match="300 MB，超过了 50 MB 的上限"):
        received(cast, Endless())
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空的"),
    ],
)
def test_an_empty_file_is_refused(cast, content, says):
    with pytest.raises(Refused, match=says):
        received(cast, content)


def test_a_pasted_block_goes_the_same_way(cast):
    text = "\n".join("\t".join(map(str, line)) for line in (HEAD, firm(11, "江山市新谷机械有限公司")))
    batch = actions.receive_paste(text, bureau=cast.bureau, user=cast.staff, later=False)
    tasks.read_batch.call(batch.pk)
    assert [r.verdict for r in rows_of(batch)] == ["new"]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04broken", b"%PDF-1.7 x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, b"\x00\x01\x02"],
)
def test_what_is_no_workbook_ends_in_a_sentence(cast, content):
    batch = read(content, cast.staff)
    assert batch.state == Batch.State.REFUSED
    assert batch.sentence.endswith("。")


def test_the_name_of_a_file_loses_its_folders(cast):
    batch = actions.receive(
        LIST, "..\\..\\C:\\企业<b>.xlsx", bureau=cast.bureau, user=cast.staff, later=False
    )
    assert batch.name == "企业<b>.xlsx"


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_come_at_once():
    cast = assemble()

    def send(serial):
        try:
            received(cast, firms(firm(serial, f"江山市第{serial}机械有限公司")))
        finally:
            connection.close()

    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        for serial in range(20, 28):
            received(cast, firms(firm(serial, f"江山市第{serial}机械有限公司")))
    else:
        threads = [threading.Thread(target=send, args=(n,)) for n in range(20, 28)]
        [t.start() for t in threads]
        [t.join() for t in threads]
    assert sorted(Batch.objects.values_list("number", flat=True)) == list(range(1, 9))
