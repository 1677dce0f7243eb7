"""Uploads in pieces: continued where they broke off, one person's alone, taken once."""

import hashlib
from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.files import uploads
from taizhang.files.models import Attachment, Upload
from taizhang.intake.models import Batch
from taizhang.journal.models import Entry

PIECE = "application/offset+octet-stream"
PDF = b"%PDF-1.7\n" + b"0123456789" * 3000


@pytest.fixture
def staff(cast, client):
    client.force_login(cast.staff)
    return client


def announced(
    client, content: bytes = PDF, name: str = "合同.pdf", place: str = "here", size: int | None = None
):
    told = ",".join(
        f"{k} {b64encode(v.encode()).decode()}" for k, v in (("filename", name), ("place", place))
    )
    return client.post(
        "/uploads/",
        headers={"Upload-Length": str(len(content) if size is None else size), "Upload-Metadata": told},
    )


def piece(client, where: str, offset: int, content: bytes):
    return client.patch(where, content, content_type=PIECE, headers={"Upload-Offset": str(offset)})


def sent(client, content: bytes = PDF, **more) -> str:
    where = announced(client, content, **more)["Location"]
    assert piece(client, where, 0, content).status_code == 204
    return where.rstrip("/").split("/")[-1]


def test_an_upload_goes_on_where_it_broke_off(staff, cast):
    where = announced(staff)["Location"]
    assert piece(staff, where, 0, PDF[:1000])["Upload-Offset"] == "1000"
    assert staff.head(where)["Upload-Offset"] == "1000"
    wrong = piece(staff, where, 900, PDF[900:])
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "1000")
    assert piece(staff, where, 1000, PDF[1000:]).status_code == 204
    found = Upload.objects.get(by=cast.staff)
    assert uploads.complete(found)
    assert hashlib.sha256(uploads.opened(found).read()).digest() == hashlib.sha256(PDF).digest()


def test_what_came_before_a_break_is_kept(staff, cast):
    class Broken(BytesIO):
        def read(self, size=-1):
            if self.tell() >= uploads.CHUNK:
                raise ConnectionResetError
            return super().read(size)

    upload = uploads.begin_upload(by=cast.staff, place="", name="大.pdf", size=3 * uploads.CHUNK)
    with pytest.raises(ConnectionResetError):
        uploads.write_piece(upload, 0, Broken(b"x" * 3 * uploads.CHUNK))
    assert uploads.arrived(upload) == uploads.CHUNK
    assert uploads.write_piece(upload, uploads.CHUNK, BytesIO(b"y" * 2 * uploads.CHUNK)) == upload.size


def test_two_windows_do_not_write_into_one_another(cast):
    upload = uploads.begin_upload(by=cast.staff, place="", name="一.pdf", size=100)

    class Slow(BytesIO):
        def read(self, size=-1):
            with pytest.raises(uploads.Busy):
                uploads.write_piece(upload, 0, BytesIO(b"z" * 100))
            return super().read(size)

    assert uploads.write_piece(upload, 0, Slow(b"x" * 100)) == 100
    assert uploads.opened(upload).read() == b"x" * 100


def test_more_than_announced_is_not_taken(staff):
    where = announced(staff, size=10)["Location"]
    answer = piece(staff, where, 0, b"x" * 11)
    assert answer.status_code == 413
    assert "比开始时说的大" in answer.content.decode()
    assert staff.head(where)["Upload-Offset"] == "0"


@pytest.mark.parametrize(("size", "says"), [(0, "空的"), (10**12, "最大"), (-5, "空的")])
def test_a_wrong_size_is_refused_at_once_in_words(staff, size, says):
    answer = announced(staff, size=size)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Upload.objects.exists()


def test_an_upload_is_not_there_for_anybody_else(staff, cast, client):
    where = announced(staff)["Location"]
    for other in (cast.colleague, cast.enterprise, cast.stranger_staff):
        client.force_login(other)
        answers = [client.head(where), piece(client, where, 0, PDF), client.delete(where)]
        assert [a.status_code for a in answers] == [404, 404, 404]
    client.force_login(cast.staff)
    assert client.head(where)["Upload-Offset"] == "0"


def test_who_may_neither_attach_nor_import_may_not_upload(cast, client):
    for user in (cast.leader, cast.expert, cast.bank, cast.audit):
        client.force_login(user)
        assert announced(client).status_code == 403


def test_a_form_takes_what_has_arrived_once(staff, cast):
    place = f"record:organizations:{cast.firm_east.pk}"
    named = sent(staff, place=place)
    where = f"/registers/organizations/{cast.firm_east.pk}/"
    assert "合同.pdf" in staff.get(where + "?tab=files").content.decode()
    for _ in range(2):
        assert staff.post(where + "files/", {"uploads": named}).status_code == 302
    made = Attachment.objects.get(record_id=cast.firm_east.pk)
    assert made.file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert Entry.objects.filter(event="file.attached").count() == 1
    assert not uploads.part_of(Upload.objects.get(pk=UUID(named))).exists()


def test_nobody_attaches_what_another_sent(staff, cast, client):
    named = sent(staff)
    client.force_login(cast.colleague)
    client.post(
        f"/registers/organizations/{cast.firm_east.pk}/files/", {"uploads": [named, str(uuid4()), "x"]}
    )
    assert not Attachment.objects.exists()


def test_an_import_takes_what_has_arrived(staff):
    table = "单位名称\t所属区划\n澜江新成科技有限公司\t东城街道\n".encode()
    named = sent(staff, table, name="六月.tsv", place="imports")
    answer = staff.post(reverse("imports_upload"), {"uploads": named, "token": "t1"})
    assert Batch.objects.get().name == "六月.tsv", answer.content.decode()[:300]
    staff.post(reverse("imports_upload"), {"uploads": named, "token": "t1"})
    assert Batch.objects.count() == 1


def test_one_bad_file_does_not_hold_up_the_others(staff, cast):
    bad = sent(staff, b"MZ\x90\x00 not a pdf", name="坏.pdf")
    good = sent(staff)
    page = staff.post(
        f"/registers/organizations/{cast.firm_east.pk}/files/", {"uploads": [bad, good]}, follow=True
    )
    assert [a.name for a in Attachment.objects.all()] == ["合同.pdf"]
    assert "“坏.pdf”没有添加" in page.content.decode()


def test_what_nobody_takes_goes_after_three_days(staff, cast):
    kept, old = sent(staff), sent(staff)
    Upload.objects.filter(pk=old).update(begun_at=timezone.now() - uploads.KEPT - timedelta(minutes=1))
    path = uploads.part_of(Upload.objects.get(pk=old))
    assert uploads.sweep(timezone.now()) == 1
    assert not path.exists()
    assert [str(u.pk) for u in Upload.objects.all()] == [kept]


def test_a_person_cannot_fill_the_disk(cast, settings, monkeypatch):
    monkeypatch.setattr(uploads, "OPEN_AT_ONCE", 2)
    for _ in range(2):
        uploads.begin_upload(by=cast.staff, place="", name="a.pdf", size=5)
    with pytest.raises(Exception, match="传好了还没有用"):
        uploads.begin_upload(by=cast.staff, place="", name="a.pdf", size=5)
