"""A merge moves everything, refuses while something is open, happens once, and comes back exactly."""

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import credit_code

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.files.actions import attach_file
from taizhang.files.models import Attachment
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.merging.actions import ask_merge
from taizhang.merging.models import Merge
from taizhang.merging.tests import ledger
from taizhang.merging.undoing import ask_undo
from taizhang.registers.actions import Change, add_record, change_records, end_record, resume_record
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.proof import prove_records
from taizhang.registers.record import State

ORGANIZATIONS = registers()["organizations"]
pytestmark = pytest.mark.django_db


def merge_of(cast, *firms, **more) -> Merge:
    return ask_merge(ledger.wish(*firms, **more), bureau=cast.bureau, author=ledger.author(cast), later=False)


def undo(cast, merge, **more) -> Merge:
    return ask_undo(merge, author=ledger.author(cast), later=False, **more)


def fresh(record):
    return type(record)._default_manager.get(pk=record.pk)


def test_everything_that_pointed_to_either_points_to_the_one_kept(cast):
    kept, gone = cast.firm_east, ledger.duplicate(cast)
    returned, owned = ledger.annual_return(cast, gone), ledger.patent(cast, gone, 1)
    own = ledger.patent(cast, kept, 2)
    user = cast.enterprise_west
    User.objects.filter(pk=user.pk).update(organization=gone)
    paper = attach_file(
        b"%PDF-1.4\n%%EOF", name="执照.pdf", register="organizations", record_id=gone.pk, title=gone.title,
        bureau=cast.bureau, author=ledger.author(cast),
    )  # fmt: skip
    merge = merge_of(cast, kept, gone)
    assert merge.state == Merge.State.DONE
    assert merge.outcome == {
        "annual_returns": 1, "ip": 1, "accounts.user": 1, "files.attachment": 1,
    }  # fmt: skip
    assert {fresh(r).organization_id for r in (returned, owned, own)} == {kept.pk}
    assert User.objects.get(pk=user.pk).organization_id == kept.pk
    assert Attachment.objects.get(pk=paper.pk).record_id == kept.pk
    gone = fresh(gone)
    assert (gone.state, gone.merged_into_id) == (State.ENDED, kept.pk)
    assert fresh(returned).title == ledger.annual_return(cast, cast.firm_west).title.replace(
        cast.firm_west.title, kept.title
    )
    assert prove_records().wrong == 0


def test_every_moved_record_has_its_own_journal_entry(cast):
    kept, gone = cast.firm_east, ledger.duplicate(cast)
    patents = [ledger.patent(cast, gone, n) for n in range(3)]
    merge_of(cast, kept, gone)
    moved = Entry.objects.filter(event=Event.RECORD_MOVED, register="ip").order_by("record_id")
    assert [e.record_id for e in moved] == [p.pk for p in patents]
    assert {(e.before, e.after) for e in moved} == {
        (f'{{"organization":{gone.pk}}}', f'{{"organization":{kept.pk}}}')
    }
    assert all(e.by == cast.staff and "并入" in e.ground for e in moved)


def test_values_are_taken_field_by_field_with_their_sources_and_names_are_kept(cast):
    kept, gone = cast.firm_east, ledger.duplicate(cast, former_name="江山恒远传动厂")
    merge_of(cast, kept, gone, fields={"address": gone.pk, "kind": kept.pk})
    kept = fresh(kept)
    assert kept.address == "江山市东城街道创新路 8 号"
    assert kept.former_name == f"江山恒远传动厂、{ledger.DUPLICATE}"
    assert kept.registered_capital_yuan == Decimal("60000000")
    assert prove_records().wrong == 0


def test_the_name_and_code_of_the_one_given_up_may_be_kept(cast):
    bare = ledger.add(cast, "organizations", name="恒远传动", region=cast.east)
    full = ledger.duplicate(cast, credit_code=credit_code(77))
    owned = ledger.patent(cast, bare, 1)
    merge = merge_of(cast, bare, full, fields={"credit_code": full.pk, "name": full.pk})
    bare = fresh(bare)
    assert (bare.title, bare.credit_code) == (ledger.DUPLICATE, credit_code(77))
    assert fresh(owned).title.count(ledger.DUPLICATE) == ("恒远传动" in owned.title)
    undo(cast, merge)
    assert (fresh(bare).title, fresh(bare).credit_code, fresh(bare).key) == ("恒远传动", "", bare_key(cast))
    assert fresh(full).key == f"0:{credit_code(77).lower()}"
    assert prove_records().wrong == 0


def bare_key(cast) -> str:
    return ORGANIZATIONS.key_of({"name": "恒远传动", "region": cast.east})[0]


def test_a_sound_code_does_not_change_by_a_merge(cast):
    gone = ledger.duplicate(cast, credit_code=credit_code(77))
    with pytest.raises(Refused, match="请改为保留那一家"):
        merge_of(cast, cast.firm_east, gone, fields={"credit_code": gone.pk})
    assert fresh(gone).merged_into_id is None


def test_of_two_returns_of_one_year_the_chosen_one_stays_and_the_other_is_ended(cast):
    kept, gone = cast.firm_east, ledger.duplicate(cast)
    mine, theirs = ledger.annual_return(cast, kept), ledger.annual_return(cast, gone, revenue="2000000")
    anchor = f"annual_returns:{mine.pk}"
    before = ledger.digests()
    merge = merge_of(cast, kept, gone, stays={anchor: theirs.pk})
    assert (fresh(mine).state, fresh(theirs).state) == (State.ENDED, State.VERIFIED)
    assert fresh(theirs).key == mine.key
    assert {fresh(r).organization_id for r in (mine, theirs)} == {kept.pk}
    undo(cast, merge)
    assert ledger.digests() == before


def test_undoing_brings_every_table_back(cast):
    kept, gone = cast.firm_east, ledger.duplicate(cast, former_name="江山恒远传动厂")
    for n in range(3):
        ledger.patent(cast, gone, n)
    ledger.add(
        cast,
        "cooperations",
        organization=gone,
        partner=cast.firm_west,
        subject="齿轮",
        signed_on=date(2025, 1, 2),
    )
    User.objects.filter(pk=cast.enterprise_west.pk).update(organization=gone)
    before = ledger.digests()
    merge = merge_of(cast, kept, gone, fields={"address": gone.pk})
    assert ledger.digests() != before
    merge = undo(cast, merge)
    assert merge.state == Merge.State.UNDONE
    assert ledger.digests() == before
    assert prove_records().wrong == 0


def test_the_same_form_sent_twice_is_one_merge(cast):
    gone = ledger.duplicate(cast)
    wish = ledger.wish(cast.firm_east, gone)
    made = [ask_merge(wish, bureau=cast.bureau, author=ledger.author(cast), later=False) for _ in range(2)]
    assert made[0].pk == made[1].pk
    assert Merge.objects.count() == 1
    assert undo(cast, made[0]).pk == undo(cast, made[0]).pk
    assert Entry.objects.filter(event=Event.MERGE_UNDONE, register="merges").count() == 1


def test_who_comes_second_is_told(cast):
    gone = ledger.duplicate(cast)
    mine, theirs = ledger.wish(cast.firm_east, gone), ledger.wish(cast.firm_east, gone, token="another")
    ask_merge(mine, bureau=cast.bureau, author=ledger.author(cast, "colleague"), later=False)
    with pytest.raises(Refused, match=r"被别人改过|刚刚已被并入"):
        ask_merge(theirs, bureau=cast.bureau, author=ledger.author(cast), later=False)


def test_a_change_in_between_is_shown_not_lost(cast):
    gone = ledger.duplicate(cast)
    seen = ledger.wish(cast.firm_east, gone)
    change_records(
        ORGANIZATIONS, [Change(gone, {"products": "齿轮"})], author=ledger.author(cast, "colleague")
    )
    with pytest.raises(Refused, match="被别人改过"):
        ask_merge(seen, bureau=cast.bureau, author=ledger.author(cast), later=False)
    assert Merge.objects.count() == 0


def test_a_merged_organization_is_no_longer_changed_resumed_or_registered_again(cast):
    gone = ledger.duplicate(cast, credit_code=credit_code(78))
    merge_of(cast, cast.firm_east, gone)
    for act in (
        lambda: change_records(
            ORGANIZATIONS, [Change(gone, {"products": "齿轮"})], author=ledger.author(cast)
        ),
        lambda: resume_record(ORGANIZATIONS, gone, author=ledger.author(cast)),
    ):
        with pytest.raises(Refused, match="已并入“澜江恒远精密传动科技股份有限公司”"):
            act()
    with pytest.raises(Refused, match="并入了“澜江恒远精密传动科技股份有限公司”"):
        add_record(
            ORGANIZATIONS, {"name": "另一种写法", "credit_code": credit_code(78)}, bureau=cast.bureau,
            author=ledger.author(cast),
        )  # fmt: skip


def test_what_is_registered_for_a_merged_organization_goes_to_the_one_kept(cast):
    third = ledger.duplicate(cast, name="恒远传动（江山）有限公司")
    second = ledger.duplicate(cast)
    merge_of(cast, second, third, token="first")
    merge_of(cast, cast.firm_east, second, token="second")
    assert ledger.patent(cast, third, 9).organization_id == cast.firm_east.pk


def test_a_merge_under_a_later_one_is_undone_after_it(cast):
    third, second = ledger.duplicate(cast, name="恒远传动（江山）有限公司"), ledger.duplicate(cast)
    owned = ledger.patent(cast, third, 9)
    before = ledger.digests()
    first = merge_of(cast, second, third, token="first")
    later = merge_of(cast, cast.firm_east, second, token="second")
    with pytest.raises(Refused, match="请先撤销那一次合并"):
        undo(cast, first)
    undo(cast, later)
    undo(cast, first)
    assert fresh(owned).organization_id == third.pk
    assert ledger.digests() == before


def test_a_verified_duplicate_makes_the_kept_one_verified_and_undoing_takes_that_back(cast):
    kept = ledger.duplicate(cast)
    Organization._default_manager.filter(pk=kept.pk).update(state=State.PROVISIONAL)
    merge = merge_of(cast, kept, cast.firm_west, fields={"credit_code": cast.firm_west.pk})
    assert fresh(kept).state == State.VERIFIED
    undo(cast, merge)
    assert fresh(kept).state == State.PROVISIONAL


def test_of_three_organizations_one_is_left(cast):
    firms = [cast.firm_east, ledger.duplicate(cast), ledger.duplicate(cast, name="恒远精密传动")]
    owned = [ledger.patent(cast, firm, n) for n, firm in enumerate(firms)]
    before = ledger.digests()
    merge = merge_of(cast, *firms)
    assert {fresh(p).organization_id for p in owned} == {cast.firm_east.pk}
    undo(cast, merge)
    assert ledger.digests() == before


def test_a_record_that_was_ended_before_the_merge_comes_back_beside_the_one_that_took_its_key(cast):
    kept, gone = cast.firm_east, ledger.duplicate(cast)
    old = ledger.annual_return(cast, kept)
    end_record(registers()["annual_returns"], old, author=ledger.author(cast))
    new = ledger.annual_return(cast, gone)
    before = ledger.digests()
    merge = merge_of(cast, kept, gone)
    assert (fresh(new).key, fresh(old).key[0]) == (old.key, "~")
    undo(cast, merge)
    assert ledger.digests() == before
