"""The list of firms: whose firms, counted as their own pages count, sorted by use, found by name and pinyin."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import organization
from tests.outsider import outside

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.columns.answering import answer_columns, table_of
from taizhang.policies.engine.loading import load
from taizhang.policies.engine.rules import rules_on
from taizhang.registers.search import rebuild
from taizhang.web.portal.sections import Section, section_of
from taizhang.web.portal.street import SHOWN, sections

ON = date(2026, 6, 1)
AMOUNT = st.none() | st.integers(-1, 60).map(lambda wan: Fraction(wan * 10_000))
FIRM = st.fixed_dictionaries(
    {
        ("kind", None): st.sampled_from([None, "enterprise", "university"]),
        ("founded_on", None): st.sampled_from([None, date(2015, 1, 1), date(2025, 3, 1)]),
        ("major_safety_accident", None): st.sampled_from([None, True, False]),
        ("sales_revenue", 2024): AMOUNT, ("sales_revenue", 2025): AMOUNT, ("rd_expense", 2024): AMOUNT, ("rd_expense", 2025): AMOUNT,
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def pack(trial_folder):
    return load(trial_folder / "trial")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(firms=st.lists(FIRM, min_size=1, max_size=8))
def test_all_at_once_stand_where_each_stands_alone(pack, firms):
    held = [{key: Held(value) for key, value in firm.items() if value is not None} for firm in firms]
    told = sections(answer_columns(rules_on(pack, ON), table_of(held, pack.facts)))
    for row, firm in enumerate(held):
        stands = [section for section, flags in told.items() if flags[row]]
        assert stands == [section_of(answer(pack, firm, ON))]


def listed(client, query=""):
    answer = client.get(f"/benefits/{query}")
    assert answer.status_code == 200
    return [(row.firm.title, row.counts, row.near) for row in answer.context["rows"]]


def test_a_liaison_sees_the_firms_of_his_street_and_staff_all(cast, as_user, short_by_one):
    east, west = cast.firm_east.title, cast.firm_west.title
    assert [title for title, _, _ in listed(as_user(cast.liaison))] == [east]
    assert [title for title, _, _ in listed(as_user(cast.liaison_west))] == [west]
    assert {title for title, _, _ in listed(as_user(cast.staff))} == {east, west}
    assert [title for title, _, _ in listed(as_user(cast.stranger_staff))] == [cast.firm_elsewhere.title]
    for who in (cast.expert, cast.bank, cast.security):
        assert as_user(who).get("/benefits/").status_code == 403


def test_a_firm_counts_here_as_on_its_own_page(cast, as_user, short_by_one):
    client = as_user(cast.staff)
    (title, counts, near), _ = listed(client)
    page = client.get(f"/benefits/{cast.firm_east.pk}/").context["page"]
    assert (title, near) == (cast.firm_east.title, "试用政策")
    assert counts == tuple(len(page.of(section)) for section in SHOWN)
    assert counts[SHOWN.index(Section.NEARLY)] == 1


def test_the_list_is_sorted_by_what_is_useful_or_by_name_and_keeps_its_words(cast, as_user, short_by_one):
    organization(cast.bureau, cast.east, "安达机械有限公司", 77)
    client = as_user(cast.liaison)
    by_use, by_name = listed(client), listed(client, "?sort=name")
    assert by_use[0][0] == cast.firm_east.title
    assert [title for title, _, _ in by_name] == ["安达机械有限公司", cast.firm_east.title]
    assert [t for t, _, _ in listed(client, "?sort=nonsense")] == [t for t, _, _ in by_use]


@pytest.mark.parametrize(("text", "found"), [("恒远", 1), ("ljhy", 1), ("拓微", 0), ("没有这家", 0)])
def test_a_firm_is_found_by_part_of_its_name_and_by_initials_within_the_street(cast, as_user, text, found):
    rebuild()
    assert len(listed(as_user(cast.liaison), f"?q={text}")) == found


def test_a_list_asks_as_often_for_three_firms_as_for_one(cast, as_user, short_by_one):
    with outside():
        type(cast.firm_west).objects.filter(pk=cast.firm_west.pk).update(kind="university")
    client = as_user(cast.staff)

    def queries():
        listed(client)
        with CaptureQueriesContext(connection) as asked:
            listed(client)
        return len(asked)

    one = queries()
    for serial in (78, 79):
        organization(cast.bureau, cast.east, f"{serial}号机械有限公司", serial)
    assert queries() == one
