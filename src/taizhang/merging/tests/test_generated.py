"""Whatever hangs on two organizations: after merge and undo every table is what it was, and the proof holds throughout."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.accounts.models import User
from taizhang.indicators.models import Target
from taizhang.journal.events import Event
from taizhang.merging.actions import ask_merge
from taizhang.merging.tests import ledger
from taizhang.merging.undoing import ask_undo
from taizhang.registers.actions import add_records, set_state
from taizhang.registers.around import SavedView
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.proof import prove_records
from taizhang.registers.record import State

side = st.integers(0, 2)  # which of three organizations
things = st.lists(
    st.tuples(
        st.sampled_from(["return", "ip", "cooperation", "contract"]),
        side,
        side,
        st.integers(0, 4),
        st.booleans(),
    ),
    max_size=12,
)
FIELDS = ("name", "address", "region", "products", "note", "legal_person")


def put(cast, firms, kind: str, one: int, other: int, number: int, ended: bool) -> None:
    """One record; the same again is left out."""
    values = {
        "return": ("annual_returns", {"organization": firms[one], "period": str(2020 + number), "revenue_yuan": Decimal(number)}),
        "ip": ("ip", {"organization": firms[one], "kind": "invention", "number": f"ZL{number}", "name": f"专利 {number}"}),
        "cooperation": ("cooperations", {"organization": firms[one], "partner": firms[other], "subject": f"合作 {number}"}),
        "contract": (
            "technology_contracts",
            {"seller": firms[one], "buyer": firms[other], "name": f"合同 {number}", "signed_on": date(2025, 1, 1) + timedelta(number)},
        ),
    }  # fmt: skip
    name, held = values[kind]
    register = registers()[name]
    key, _ = register.key_of(held)
    if key and register.model._default_manager.filter(bureau=cast.bureau, key=key).exists():
        return
    author = ledger.author(cast)
    (record,) = add_records(register, [(held, {"*": ["form"]})], bureau=cast.bureau, author=author)
    if ended:
        set_state(register, [record], State.ENDED, author=author, event=Event.RECORD_ENDED)


@given(
    links=things,
    picked=st.dictionaries(st.sampled_from(FIELDS), side, max_size=4),
    three=st.booleans(),
    user=side,
    named=side,
)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_undoing_a_merge_gives_back_every_table(cast, links, picked, three, user, named):
    with transaction.atomic():
        firms = [
            cast.firm_east,
            ledger.duplicate(cast, products="齿轮"),
            ledger.add(cast, "organizations", name="恒远传动", region=cast.west, note="街道表"),
        ]
        for thing in links:
            put(cast, firms, *thing)
        User.objects.filter(pk=cast.enterprise_west.pk).update(organization=firms[user])
        SavedView.objects.create(
            bureau=cast.bureau,
            register="ip",
            name="看这家",
            query=f"organization={firms[named].pk}",
            by=cast.staff,
        )
        Target.objects.create(
            bureau=cast.bureau, expression=f"ip_count[organization={firms[named].pk}]", period="2025", value=3
        )
        merged = firms if three else firms[:2]
        before = ledger.digests()
        wish = ledger.wish(*merged, fields={n: merged[at % len(merged)].pk for n, at in picked.items()})
        merge = ask_merge(wish, bureau=cast.bureau, author=ledger.author(cast), later=False)
        gone = {f.pk for f in merged[1:]}
        for register in registers().values():
            for name in register.organization_fields:
                held = register.model._default_manager
                assert not held.filter(**{f"{name}__in": gone}).exists()
        assert not User.objects.filter(organization__in=gone).exists()
        assert not SavedView.objects.filter(query__in=[f"organization={pk}" for pk in gone]).exists()
        assert prove_records().wrong == 0
        ask_undo(merge, author=ledger.author(cast), later=False)
        assert ledger.digests() == before
        assert prove_records().wrong == 0
        assert not Organization._default_manager.exclude(merged_into=None).exists()
        transaction.set_rollback(True)
