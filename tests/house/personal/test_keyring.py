"""The key file: made once, readable by nobody else, never made anew over sealed values, refused when it is spoiled."""

import pytest
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.personal import keyring, vault
from taizhang.personal.models import PersonalValue
from taizhang.personal.references import Sealed, is_reference
from taizhang.registers.contents import sealed
from taizhang.registers.declaration import registers
from taizhang.registers.fields import Code

pytestmark = pytest.mark.django_db


def field_of(kind: PersonalKind) -> Code:
    """A field as a register of funds would declare it."""
    made = Code("号码", personal=Personal(kind, "核对收款人身份", DUTY, 10))
    made.set_attributes_from_name("number")
    made.model = registers()["fund_movements"].model
    return made


def test_it_is_made_at_first_need_and_only_its_owner_reads_it():
    assert not keyring.path().exists()
    keyring.ring()
    assert keyring.path().stat().st_mode & 0o777 == 0o600
    before = keyring.path().read_bytes()
    keyring.make(keyring.path())
    assert keyring.path().read_bytes() == before, "who comes second takes the first one's"
    keyring.path().chmod(0o644)
    assert "chmod 600" in keyring.trouble()


def test_it_may_lie_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("TAIZHANG_FIELD_KEY_FILE", str(tmp_path / "safe" / "key"))
    keyring.ring()
    assert (tmp_path / "safe" / "key").exists()


@pytest.mark.parametrize(
    "content", ["", "index hmac-sha-256 AAAA\n", "k1 aes-256-gcm !!!\n", "rubbish", "index x y z\n"]
)
def test_a_spoiled_file_is_refused_in_words(content):
    keyring.path().write_text(content)
    with pytest.raises(Refused, match="读不懂"):
        keyring.ring()


def test_over_sealed_values_no_new_key_is_made():
    PersonalValue.objects.create(ref="◈" + "a" * 26, place="x.y", sealed="k1.AAAA", kept_at=timezone.now())
    with pytest.raises(Refused, match="找不到"):
        keyring.ring()
    assert not keyring.path().exists()


@pytest.mark.parametrize(
    ("kind", "written", "held"),
    [
        (PersonalKind.ID, "330881 19700303 456x", "33088119700303456X"),
        (PersonalKind.BANK, "6222-0212 0700 5566 778", "6222021207005566778"),
        (PersonalKind.PHONE, " １３８００００１２３４ ", "13800001234"),
    ],
)
def test_the_same_number_written_otherwise_has_the_same_reference_and_opens_in_one_form(kind, written, held):
    field = field_of(kind)
    first, second = sealed(field, written), sealed(field, held)
    assert first == second and is_reference(first) and held not in first
    vault.keep([first, second])
    assert PersonalValue.objects.count() == 1
    assert vault.opened(Sealed(str(first))) == held


def test_a_reference_typed_by_hand_means_nothing():
    field = field_of(PersonalKind.ID)
    real = sealed(field, "33088119700303456X")
    vault.keep([real])
    typed = sealed(field, str(real))
    assert typed != real
    vault.keep([typed])
    assert vault.opened(Sealed(str(typed))) == str(real).upper()


def test_a_value_moved_to_another_reference_does_not_open():
    field = field_of(PersonalKind.BANK)
    mine, theirs = sealed(field, "6222021207005566778"), sealed(field, "6222021207005566786")
    vault.keep([mine, theirs])
    stolen = PersonalValue.objects.get(ref=str(theirs)).sealed
    PersonalValue.objects.filter(ref=str(mine)).update(sealed=stolen)
    assert vault.opened(Sealed(str(mine))) == vault.UNREADABLE
