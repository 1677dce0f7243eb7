"""After a whole journey no planted phone, address, ID or account stands in clear in any table or file of the home."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from taizhang.accounts.actions import make_token
from taizhang.files import sealing, store, uploads
from taizhang.files.models import Attachment, StoredFile, Upload
from taizhang.intake import actions as intake
from taizhang.intake.tests.books import book, imported, ledger_digest, read
from taizhang.journal.chain import first_break, seal
from taizhang.journal.writing import Author
from taizhang.operations.sealing_old import seal_old
from taizhang.personal import keyring, vault
from taizhang.personal.models import PersonalValue
from taizhang.personal.rekeying import rekey
from taizhang.registers.actions import change_record
from taizhang.registers.covering import covered, opened
from taizhang.registers.declaration import registers
from taizhang.registers.proof import prove_records
from taizhang.registers.proving import prove

pytestmark = pytest.mark.django_db

PHONES = [f"1588800{n:04d}" for n in range(1001, 1009)]
MAIL, SECOND_MAIL = "atrest.one@planted.example", "atrest.two@planted.example"
ID, ACCOUNT, SECOND_ACCOUNT = "330881197003034567", "6222021207005566778", "6222021207005566786"
ATTACHED, SENT, IMPORTED = "15888002001", "15888002002", "15888002003"
PLANTED = [*PHONES, ATTACHED, SENT, IMPORTED, MAIL, SECOND_MAIL, ID, ACCOUNT, SECOND_ACCOUNT]


def everything_stored() -> dict[str, bytes]:
    """Every table as text and every file of the home but the key: stored originals and parts on their way in as well."""
    from django.conf import settings

    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = json.dumps(cursor.fetchall(), default=readable, ensure_ascii=False).encode()
    for path in Path(settings.HOME).rglob("*"):
        inside = path.relative_to(settings.HOME).parts
        if path.is_file() and inside[0] != "field_key":
            found[str(path.relative_to(settings.HOME))] = path.read_bytes()
    return found


def readable(value):
    return bytes(value).decode("utf-8", "replace") if isinstance(value, memoryview | bytes) else str(value)


def in_clear() -> list[tuple[str, str]]:
    stored = everything_stored()
    assert len(stored) > 30
    return [
        (where, value) for where, content in stored.items() for value in PLANTED if value.encode() in content
    ]


def people(*rows) -> bytes:
    head = ["姓名", "单位", "职称", "联系电话", "电子邮箱", "身份证号"]
    return book({"专家名单": [["专家名单"], head, *rows]})


@pytest.fixture
def journey(cast, django_capture_on_commit_callbacks):
    """Import, edit, propose, draft, export, reveal, interface, a second import that is undone, one that waits."""
    firm = cast.firm_east
    with django_capture_on_commit_callbacks(execute=True):
        imported(people(["植入甲", firm.title, "教授", PHONES[0], MAIL, ID]), cast.staff, name="专家.xlsx")
        person = registers()["people"].model._default_manager.get()
        before = ledger_digest()
        batch = imported(
            people(["植入甲", firm.title, "教授", PHONES[1], SECOND_MAIL, ID]), cast.staff, name="专家二.xlsx"
        )
        person.refresh_from_db()
        assert opened(person.phone) == PHONES[1]
        intake.undo(batch, cast.staff, later=False)
        assert ledger_digest() == before
        read(people(["植入乙", firm.title, "教授", PHONES[2], MAIL, ID]), cast.staff, name="专家三.xlsx")
        staff = Client()
        staff.force_login(cast.staff)
        money = {"purpose": "补助", "amount_yuan": "5", "voucher_no": "V-1", "payee_account": ACCOUNT}
        assert staff.post(reverse("record_new", args=["fund_movements"]), money).status_code == 302
        organizations = registers()["organizations"]
        change_record(organizations, firm, {"phone": PHONES[3]}, version=1, author=Author(cast.staff))
        _, proposed = change_record(
            organizations, firm, {"phone": PHONES[4]}, version=2, author=Author(cast.enterprise)
        )
        assert opened(proposed[0].values["phone"]) == PHONES[4]
        draft = reverse("draft", args=["new:people"])
        assert (
            staff.put(draft, f"name=某人&phone={PHONES[5]}", "application/x-www-form-urlencoded").status_code
            == 200
        )
        staff.post(reverse("record_reveal", args=["people", person.pk]), {"reason": "核对"})
        staff.get(reverse("record", args=["people", person.pk]))
        staff.get(reverse("export", args=["people", "xlsx"]) + f"?all=1&q={PHONES[0]}")
        token = make_token(user=cast.staff, name="x", author=Author(cast.staff))[1]
        body = {"version": 3, "values": {"phone": PHONES[6]}}
        program = Client(headers={"Authorization": f"Bearer {token}"})
        path = f"/api/v1/people/{person.pk}"
        body["version"] = program.get(path).json()["version"]
        assert program.patch(path, json.dumps(body), "application/json").status_code == 200
        notes = SimpleUploadedFile("通讯录.txt", f"植入甲 {ATTACHED}".encode())
        staff.post(reverse("attach", args=["people", person.pk]), {"files": notes})
        upload = uploads.begin_upload(by=cast.staff, place="", name="半份.txt", size=99)
        uploads.write_piece(upload, 0, BytesIO(SENT.encode()))
        read(f"姓名,单位,联系电话\n植入丙,{firm.title},{IMPORTED}\n".encode(), cast.staff, name="专家.csv")
    seal()
    person.refresh_from_db()
    return person


def test_nothing_planted_is_found_in_clear_and_everything_still_opens(cast, journey):
    assert in_clear() == []
    assert opened(journey.phone) == PHONES[6]
    assert opened(registers()["fund_movements"].model._default_manager.get().payee_account) == ACCOUNT
    firm = registers()["organizations"].model._default_manager.get(pk=cast.firm_east.pk)
    assert opened(firm.phone) == PHONES[3]
    assert StoredFile.objects.count() == 5
    assert all(sealing.is_sealed(path) for path in store.on_disk())
    assert ATTACHED.encode() in b"".join(store.read(file) for file in StoredFile.objects.all())
    assert uploads.opened(Upload.objects.get()).read() == SENT.encode()
    assert first_break() is None
    assert prove_records().wrong == 0


def test_every_reference_of_a_record_has_its_value_in_the_vault(journey):
    for register in registers().values():
        for name, field in register.fields.items():
            if field.sealed:
                held = register.model._default_manager.exclude(**{name: ""}).values_list(name, flat=True)
                assert vault.missing(held) == set(), (register.name, name)


def test_a_clear_value_cannot_be_written_past_the_actions(cast):
    firm = cast.firm_east
    model = registers()["organizations"].model
    firm.phone = "15888009999"
    with pytest.raises(RuntimeError, match="只能写入"):
        firm.save()
    with pytest.raises(RuntimeError, match="只能写入"):
        model._default_manager.filter(pk=firm.pk).update(phone="15888009999")


def test_without_the_key_pages_say_so_and_nothing_wrong_is_written(cast, journey, as_user, settings):
    client, person = as_user(cast.staff), journey
    was = {v.ref: v.sealed for v in PersonalValue.objects.all()}
    keyring.path().rename(keyring.path().with_name("aside"))
    one = reverse("record", args=["people", person.pk])
    client.post(f"{one}reveal/", {"reason": "核对"})
    page = client.get(one).content.decode()
    assert "（无法解密）" in page and PHONES[6] not in page
    assert "（无法解密）" in client.get(f"{one}?tab=history").content.decode()
    attachment = reverse("download", args=[Attachment.objects.get().pk])
    assert "找不到（或读不了）字段密钥文件" in client.get(attachment).content.decode()
    more = SimpleUploadedFile("更多.txt", b"more")
    told = client.post(reverse("attach", args=["people", person.pk]), {"files": more})
    assert told.status_code == 409 and "找不到（或读不了）字段密钥文件" in told.content.decode()
    edit = reverse("record_edit", args=["people", person.pk])
    refused = client.post(edit, {"name": person.name, "phone": PHONES[7], "version": person.version})
    assert refused.status_code == 422 and "找不到（或读不了）字段密钥文件" in refused.content.decode()
    kept = client.post(edit, {"name": person.name, "phone": "", "post": "处长", "version": person.version})
    assert kept.status_code == 302
    fresh = type(person)._default_manager.get(pk=person.pk)
    assert (fresh.post, fresh.phone) == ("处长", person.phone)
    assert {v.ref: v.sealed for v in PersonalValue.objects.all()} == was
    assert not keyring.path().exists(), "a new key would not open what is there"
    whole = prove(record=False)
    assert (whole.holds, whole.unread) == (True, 5)
    assert "其中 5 个没有核对" in "".join(whole.sentences())
    assert "找不到（或读不了）" in keyring.trouble()
    keyring.path().with_name("aside").rename(keyring.path())
    assert keyring.trouble() == ""
    assert opened(fresh.phone) == PHONES[6]


def test_keys_change_without_a_record_or_an_entry_being_touched(cast, journey):
    records, old = ledger_digest(), PersonalValue.objects.count()
    kept = keyring.path().read_text()
    done = rekey(forget=True)
    assert (done.key, done.dropped, done.unreadable, done.files) == ("k2", ("k1",), 0, 5)
    assert done.sealed >= old
    assert not PersonalValue.objects.exclude(sealed__startswith="k2.").exists()
    assert ledger_digest() == records
    assert opened(journey.phone) == PHONES[6]
    seal()
    assert first_break() is None and prove_records().wrong == 0
    assert in_clear() == []
    assert rekey(new=False).sealed == 0
    keyring.path().write_text(kept)
    assert covered(str(journey.phone)) == "（无法解密）"


def test_what_an_earlier_release_wrote_in_clear_is_sealed_in_batches_as_often_as_one_likes(cast, journey):
    note = StoredFile.objects.get(sha256=Attachment.objects.get().file.sha256)
    store.path_of(note.sha256).write_bytes(store.read(note))
    StoredFile.objects.filter(pk=note.pk).update(sealed=False)
    assert {value for _, value in in_clear()} == {ATTACHED}
    assert seal_old() == 1
    people_table = registers()["people"].model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {people_table} SET phone = %s", [PHONES[7]])
        cursor.execute('UPDATE registers_draft SET "values" = %s', [json.dumps({"phone": PHONES[7]})])
    assert {value for _, value in in_clear()} == {PHONES[7]}
    assert prove_records().wrong == 1
    assert seal_old() == 2
    assert seal_old() == 0
    assert in_clear() == []
    journey.refresh_from_db()
    assert opened(journey.phone) == PHONES[7]
    assert prove_records().wrong == 0
