"""Personal data past its time is found by its declaration and erased with a ground; the journal keeps only references."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.journal.chain import first_break, seal
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.personal.models import PersonalValue
from taizhang.registers.actions import change_record, end_record
from taizhang.registers.covering import opened
from taizhang.registers.declaration import registers
from taizhang.registers.proof import prove_records
from taizhang.registers.retention import announce, erase_overdue, overdue
from taizhang.registers.tests.test_archiving import archive_before, at, day
from tests.cast import organization

pytestmark = pytest.mark.django_db
YEARS = 3


@pytest.fixture
def ended(cast):
    """A firm with a phone of its own, ended a little more than its term ago; another ended, not so long ago."""
    organizations = registers()["organizations"]
    old = organization(cast.bureau, cast.east, "早已终止的公司", 801, phone="15888007001", contact="旧联系人")
    young = organization(cast.bureau, cast.east, "刚终止的公司", 802, phone="15888007002")
    for firm in (old, young):
        end_record(organizations, firm, author=Author(cast.staff, "注销"))
    long_ago = timezone.now() - timedelta(days=366 * YEARS)
    organizations.model._default_manager.filter(pk=old.pk).update(changed_at=long_ago)
    return old, young


def test_what_is_past_its_time_is_listed_to_staff_and_erased_with_its_ground(cast, ended, as_user):
    old, young = ended
    ref = type(old)._default_manager.get(pk=old.pk).phone
    client = as_user(cast.staff)
    page = client.get(reverse("personal")).content.decode()
    assert "单位 1 条：联系人、联系电话" in page and "记录终止已满 3 年" in page
    erase = reverse("personal_erase", args=["organizations", YEARS])
    assert client.post(erase, {"ground": " "}).status_code == 409
    assert PersonalValue.objects.filter(ref=ref).exists()
    client.post(erase, {"ground": "保存期限已满"})
    fresh = type(old)._default_manager.get(pk=old.pk)
    assert (fresh.phone, fresh.contact, fresh.name) == ("", "", old.name)
    assert not PersonalValue.objects.filter(ref=ref).exists()
    assert opened(ref) == "（已删除）"
    entry = Entry.objects.get(event=Event.RECORD_ERASED)
    assert (
        entry.ground == "保存期限已满"
        and "15888007001" not in entry.before
        and "旧联系人" not in entry.before
    )
    assert opened(type(young)._default_manager.get(pk=young.pk).phone) == "15888007002"
    seal()
    assert first_break() is None and prove_records().wrong == 0
    history = client.get(reverse("record", args=["organizations", old.pk]) + "?tab=history").content.decode()
    assert "（已删除）" in history and "15888007001" not in history


def test_what_is_past_its_time_waits_on_the_home_page_of_staff_and_is_announced_once(cast, ended, as_user):
    old, _ = ended
    staff = as_user(cast.staff)
    assert "1 条终止记录的个人信息过了保存期限" in staff.get("/").content.decode()
    for other in ("leader", "liaison", "stranger_staff", "system"):
        assert "过了保存期限" not in as_user(cast.users[other]).get("/").content.decode(), other
    assert [announce(timezone.localdate()) for _ in range(2)] == [1, 0], "the same is said once"
    entry = Entry.objects.get(event=Event.PERSONAL_DUE)
    assert (entry.bureau, entry.after) == (cast.bureau, '{"organizations.3":1}')
    assert opened(type(old)._default_manager.get(pk=old.pk).phone) == "15888007001", "nothing goes by itself"
    staff = as_user(cast.staff)
    staff.post(reverse("personal_erase", args=["organizations", YEARS]), {"ground": "保存期限已满"})
    assert "过了保存期限" not in staff.get("/").content.decode()
    assert announce(timezone.localdate()) == 0


def test_a_number_that_another_record_holds_stays_with_that_record(cast, ended):
    old, _ = ended
    twin = organization(cast.bureau, cast.east, "同一电话的公司", 803, phone="15888007001")
    done = erase_overdue(
        registers()["organizations"],
        YEARS,
        user=cast.staff,
        today=timezone.localdate(),
        author=Author(cast.staff, "期满"),
    )
    assert done == 1
    assert opened(type(old)._default_manager.get(pk=twin.pk).phone) == "15888007001"


@pytest.fixture
def moved(cast):
    """A firm whose number changed three times, the first so long ago that only an archive tells of it."""
    organizations = registers()["organizations"]
    firm = organization(
        cast.bureau, cast.east, "换过号码的公司", 805, phone="15888007011", contact="旧联系人"
    )
    organization(cast.bureau, cast.east, "别家公司", 806, phone="15888007013")
    change_record(organizations, firm, {"phone": "15888007010"}, version=1, author=Author(cast.staff))
    with at(400):
        for version, number in ((2, "15888007012"), (3, "15888007013"), (4, "15888007014")):
            changed = {"phone": number}
            change_record(organizations, firm, changed, version=version, author=Author(cast.staff))
        seal()
        assert archive_before(day(150))
    return firm


def test_who_asks_for_it_has_earlier_numbers_erased_too_also_those_that_only_an_archive_points_to(
    cast, moved, as_user
):
    before = {opened(v.ref): v.ref for v in PersonalValue.objects.all()}
    client = as_user(cast.staff)
    erase = reverse("record_erase", args=["organizations", moved.pk])
    assert as_user(cast.stranger_staff).post(erase, {"ground": "x"}).status_code == 404
    client = as_user(cast.staff)
    assert client.post(erase, {"ground": ""}).status_code == 409
    client.post(erase, {"ground": "本人申请删除"})
    fresh = type(moved)._default_manager.get(pk=moved.pk)
    assert (fresh.phone, fresh.contact, fresh.name) == ("", "", moved.name)
    gone = {number for number, ref in before.items() if opened(ref) == "（已删除）"}
    assert gone == {f"1588800701{n}" for n in (0, 1, 2, 4)}, (
        "a number that another firm holds stays with that firm"
    )
    history = client.get(
        reverse("record", args=["organizations", moved.pk]) + "?tab=history"
    ).content.decode()
    assert "（已删除）" in history and "158****7012" not in history
    seal()
    assert first_break() is None and prove_records().wrong == 0


def test_nothing_is_erased_a_day_early_or_by_somebody_else(cast, ended, as_user):
    today = timezone.localdate()
    assert [(o.register.name, o.count) for o in overdue(cast.staff, today)] == [("organizations", 1)]
    assert overdue(cast.staff, date(today.year - 1, 1, 1)) == []
    assert overdue(cast.stranger_staff, today) == []
    for who in (cast.leader, cast.liaison, cast.enterprise):
        client = as_user(who)
        assert client.post(
            reverse("personal_erase", args=["organizations", YEARS]), {"ground": "x"}
        ).status_code in (403, 404)
        assert "到期的个人信息" not in client.get(reverse("personal")).content.decode()
    with pytest.raises(Refused, match="依据"):
        erase_overdue(
            registers()["organizations"], YEARS, user=cast.staff, today=today, author=Author(cast.staff)
        )


def test_the_dictionary_and_the_notice_are_read_from_the_declarations(cast, as_user, client):
    from pathlib import Path

    from taizhang.registers.dictionary import markdown

    told = Path(__file__).resolve().parents[3] / "docs" / "personal-data.md"
    assert markdown() in told.read_text(), (
        "run `taizhang retention --table` and put it into docs/personal-data.md"
    )
    notice = client.get(reverse("personal_notice")).content.decode()
    assert "第十七条" in notice and "把补助资金拨付到收款人的账户" in notice
    assert "个人信息保护法第十三条" in as_user(cast.enterprise).get(reverse("personal")).content.decode()
