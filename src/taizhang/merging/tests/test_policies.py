"""What was decided, stated and asked of a policy moves with the organization, and comes back with the undoing."""

from datetime import date, timedelta

import pytest

from taizhang.decisions.actions import decide, remind, state_facts
from taizhang.decisions.facts import facts_of
from taizhang.decisions.models import Decision
from taizhang.decisions.packs import pack_of
from taizhang.decisions.queries import reminders_of, standing_of
from taizhang.merging.actions import ask_merge
from taizhang.merging.tests import ledger
from taizhang.merging.undoing import ask_undo
from taizhang.registers.proof import prove_records
from taizhang.registers.record import State

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
POLICY = "national/maker_space"


def test_decisions_statements_and_reminders_move_and_come_back(cast):
    gone, author = ledger.duplicate(cast), ledger.author(cast)
    pack = pack_of(POLICY)
    state_facts(gone, {("runs_maker_space", None): "是", ("maker_staff", None): "3 人"}, author=author)
    remind(gone, POLICY, author=author)
    decide(cast.bureau, [cast.firm_east, gone], pack, on=ON, author=author)
    decide(cast.bureau, [gone], pack, on=ON + timedelta(days=1), author=author)
    before = ledger.digests()
    merge = ask_merge(ledger.wish(cast.firm_east, gone), bureau=cast.bureau, author=author, later=False)
    cast.firm_east.refresh_from_db()
    assert facts_of(cast.firm_east, ON)["maker_staff", None].value == 3
    assert [r.policy for r in reminders_of(cast.firm_east)] == [POLICY]
    assert standing_of(cast.firm_east)[POLICY].decided_on == ON + timedelta(days=1), "the newest of both"
    kept = Decision._default_manager.filter(organization=cast.firm_east, state=State.VERIFIED)
    assert kept.count() == 2, "two of one day are one"
    assert prove_records().wrong == 0
    ask_undo(merge, author=author, later=False)
    assert ledger.digests() == before
    assert prove_records().wrong == 0
