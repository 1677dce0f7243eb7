"""The year's data of a firm: what is known is confirmed, jumps are explained, nothing is lost, the receipt proves it."""

import json
import re
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outsider import outside

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers import actions
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import registers
from taizhang.registers.drafts import kept_draft
from taizhang.web.annual.asked import RD_ITEMS
from taizhang.web.annual.research import counted

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
FORM, CHECK = reverse("my_annual_form", args=[YEAR]), reverse("my_annual_check", args=[YEAR])
WAN = Decimal(10_000)


@pytest.fixture
def firm(cast, client):
    """The browser of the enterprise in the east."""
    client.force_login(cast.enterprise)
    return client


def held(add, cast, year=YEAR, **values):
    """A verified record of the enterprise's year, looked at long ago."""
    record = add("annual_returns", by=cast.staff, organization=cast.firm_east, period=str(year), **values)
    with outside():
        Entry.objects.filter(record_id=record.pk).update(at=timezone.now() - timedelta(days=91))
    return record


def fields(page: bytes) -> dict[str, str]:
    """What the year's form would send as it stands: everything but unticked boxes."""
    text = page.decode()
    inside = re.search(r'<form method="post" action="[^"]*check/".*?</form>', text, re.S)
    assert inside
    found = {}
    for tag in re.findall(r"<input ([^>]*)>", inside[0]):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in told and (told.get("type") != "checkbox" or re.search(r"\bchecked\b", tag)):
            found[told["name"]] = told.get("value", "").replace("&quot;", '"')
    return found


def send(client: Client, **typed: str):
    """Open the form, type, check, and send from the checking page."""
    sheet = {**fields(client.get(FORM).content), **{n.replace("__", "-"): v for n, v in typed.items()}}
    checked = client.post(CHECK, sheet)
    return client.post(
        CHECK,
        {
            **fields(checked.content),
            **{n: v for n, v in sheet.items() if n.startswith("why-")},
            "submit": "1",
        },
    )


def test_a_new_year_goes_in_as_waiting_with_a_receipt(firm, cast):
    answer = send(firm, revenue_yuan="4000", rd_personnel_yuan="120.5", staff="60")
    entry = Entry.objects.get(event=Event.RETURN_SUBMITTED)
    assert answer.url == reverse("my_annual_receipt", args=[YEAR, entry.pk])
    record = AnnualReturn.objects.get(organization=cast.firm_east, period=str(YEAR))
    assert (record.revenue_yuan, record.rd_personnel_yuan, record.staff) == (
        4000 * WAN,
        Decimal("120.5") * WAN,
        60,
    )
    assert (record.state, record.region) == ("provisional", cast.east)
    page = firm.get(answer.url).content.decode()
    assert f"ND{YEAR}-{entry.pk:06d}" in page
    assert f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}" in page
    assert kept_draft(cast.enterprise, f"page:annual:{cast.firm_east.pk}:{YEAR}") is None


def test_a_verified_year_keeps_its_values_until_staff_decide(firm, cast, add):
    record = held(add, cast, revenue_yuan=4000 * WAN)
    send(firm, revenue_yuan="4100")
    record.refresh_from_db()
    assert record.revenue_yuan == 4000 * WAN
    proposal = ProposedChange.objects.get(record_id=record.pk)
    assert Decimal(str(proposal.values["revenue_yuan"])) == 4100 * WAN
    assert "已提交改为 4,100.00 万元" in firm.get(FORM).content.decode()


def test_staff_and_the_street_fill_in_for_a_firm(cast, client):
    for who, state in (("liaison", "provisional"), ("staff", "verified")):
        client.force_login(cast.users[who])
        form = reverse("annual_form", args=[cast.firm_east.pk, YEAR])
        sheet = fields(client.get(form).content) | {"revenue_yuan": f"{len(who)}00"}
        client.post(form + "check/", {**sheet, "submit": "1"})
        record = AnnualReturn.objects.get(organization=cast.firm_east)
        assert (who, record.state, record.revenue_yuan) == (who, state, len(who) * 100 * WAN)
        with outside():
            record.delete()


def test_a_street_reaches_its_own_firms_only(cast, client):
    client.force_login(cast.liaison)
    assert client.get(reverse("annual_form", args=[cast.firm_west.pk, YEAR])).status_code == 404
    client.force_login(cast.enterprise)
    assert client.get(reverse("annual", args=[cast.firm_west.pk])).status_code == 404


def test_what_is_known_is_shown_with_its_source_and_confirmed_by_a_click(firm, cast, add):
    record = held(add, cast, revenue_yuan=4000 * WAN, staff=60)
    held(add, cast, YEAR - 1, revenue_yuan=3900 * WAN)
    page = firm.get(FORM).content.decode()
    assert 'name="ok-revenue_yuan"' in page
    assert "3,900.00 万元" in page  # last year's
    assert re.search(r'<input[^>]*name="revenue_yuan" value=""', page)
    send(firm, **{"ok-revenue_yuan": "1"})
    entry = Entry.objects.get(event=Event.RETURN_SUBMITTED)
    assert json.loads(entry.after) == {"year": YEAR, "values": {}, "confirmed": ["revenue_yuan"]}
    record.refresh_from_db()
    assert record.version == 1
    again = firm.get(FORM).content.decode()
    assert 'name="ok-revenue_yuan"' not in again  # confirmed today: shown, not asked
    assert 'name="ok-staff"' in again


@pytest.mark.parametrize(("days", "asked"), [(89, False), (90, True)])
def test_what_was_verified_in_the_last_ninety_days_is_not_asked_again(firm, cast, add, days, asked):
    record = held(add, cast, revenue_yuan=4000 * WAN)
    with outside():
        Entry.objects.filter(record_id=record.pk).update(at=timezone.now() - timedelta(days=days))
    assert ('name="ok-revenue_yuan"' in firm.get(FORM).content.decode()) is asked


def test_the_accounting_figure_is_offered_for_the_other_basis_and_never_taken_silently(firm, cast, add):
    record = held(add, cast, rd_expense_yuan=265 * WAN)
    page = firm.get(FORM).content.decode()
    assert "会计口径的研发费用" in page
    assert "265.00 万元" in page
    send(firm, staff="60")
    record.refresh_from_db()
    assert ProposedChange.objects.get().values.keys() & {"high_tech_rd_yuan"} == set()
    send(firm, **{"take-high_tech_rd_yuan": "1"})
    newest = ProposedChange.objects.order_by("-id")[0]
    assert Decimal(str(newest.values["high_tech_rd_yuan"])) == 265 * WAN


def test_a_jump_and_research_above_revenue_ask_why_and_keep_the_answer(firm, cast, add):
    held(add, cast, YEAR - 1, revenue_yuan=1000 * WAN)
    refused = send(firm, revenue_yuan="1600", rd_expense_yuan="1700")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "1,600.00 万元，比上年 1,000.00 万元增加 60.0%" in page
    assert "1,700.00 万元，大于营业收入 1,600.00 万元" in page
    assert AnnualReturn.objects.filter(period=str(YEAR)).count() == 0
    send(
        firm,
        revenue_yuan="1600",
        rd_expense_yuan="1700",
        **{"why-revenue_yuan": "二期投产", "why-rd_expense_yuan": "新设研究院"},
    )
    record = AnnualReturn.objects.get(period=str(YEAR))
    assert record.data_explained == "营业收入：二期投产\n研发费用：新设研究院"
    assert "为什么？" not in firm.post(CHECK, fields(firm.get(FORM).content)).content.decode()


def test_every_problem_is_listed_at_once_each_as_a_link_and_nothing_is_lost(firm, cast):
    answer = send(firm, revenue_yuan="三千多", staff="-5", tax_yuan="200")
    page = answer.content.decode()
    assert f'href="{FORM}#f-revenue_yuan"' in page
    assert f'href="{FORM}#f-staff"' in page
    assert "disabled" in page
    assert AnnualReturn.objects.count() == 0
    again = firm.get(FORM).content.decode()
    assert 'value="三千多"' in again
    assert 'value="200"' in again


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("revenue_yuan", "1e400", "“营业收入”的数太大"), ("revenue_yuan", "9" * 29, "“营业收入”的数太大"),
        ("staff", "9" * 20, "“从业人员”的数太大"), ("staff_average", "1e400", "年平均人数”的数太大"),
        ("rd_personnel_yuan", "-3", "人员人工费用不会是负数"), ("staff_average", "-4", "年平均人数不会是负数"),
        ("transformations", "-7", "科技成果转化数不会是负数"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_is_told_and_stops_the_sending(firm, cast, name, text, told):
    page = send(firm, tax_yuan="200", **{name: text}).content.decode()
    assert told in page
    assert AnnualReturn.objects.count() == 0
    assert firm.get(reverse("my_annual_total", args=[YEAR]), {name: text}).status_code == 200


def test_a_loss_and_debts_above_assets_are_taken(firm, cast):
    send(firm, profit_yuan="-20", taxable_income_yuan="-15", net_assets_yuan="-5")
    record = AnnualReturn.objects.get()
    assert (record.profit_yuan, record.taxable_income_yuan, record.net_assets_yuan) == (
        -20 * WAN,
        -15 * WAN,
        -5 * WAN,
    )


def test_nothing_typed_and_nothing_confirmed_is_told(firm):
    page = firm.post(CHECK, fields(firm.get(FORM).content)).content.decode()
    assert "没有可提交的内容" in page
    assert "disabled" in page


def test_who_was_quicker_is_noticed_and_both_sides_are_shown(firm, cast, add):
    record = held(add, cast, revenue_yuan=4000 * WAN, staff=60)
    sheet = fields(firm.get(FORM).content) | {"staff": "61"}
    change = actions.Change(record, {"staff": 70}, {"*": ["form"]}, record.version)
    actions.change_records(registers()["annual_returns"], [change], author=Author(cast.staff))
    answer = firm.post(CHECK, {**sheet, "submit": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'name="staff" value="70"' in page
    assert 'name="staff" value="61"' in page
    assert (
        'name="revenue_yuan" value="4000"' not in page.split("<table")[1]
    )  # the same on both sides: no choice
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    chosen = firm.post(CHECK, {**sheet, "staff": "61", "version": version[1], "submit": "1"})
    assert chosen.status_code == 302
    assert ProposedChange.objects.get().values["staff"] == 61


def test_the_total_counts_by_the_rules_of_recognition_while_one_types(firm):
    page = firm.get(
        reverse("my_annual_total", args=[YEAR]),
        {
            "rd_personnel_yuan": "200",
            "rd_commissioned_yuan": "100",
            "rd_commissioned_abroad_yuan": "50",
            "revenue_yuan": "4000",
        },
    ).content.decode()
    assert "320.00" in page  # H7: 200 + 80 + 40
    assert "其中境外 40.00 万元" in page
    assert "有 30.00 万元不计入" in page
    assert "占营业收入 4,000.00 万元的 8.00%" in page


money = st.integers(0, 10**9).map(lambda fen: Decimal(fen) / 100)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(RD_ITEMS), money, min_size=1))
def test_what_counts_is_never_more_than_what_was_spent(items):
    found = counted(YEAR, items)
    assert found is not None
    assert 0 <= found.abroad <= found.total <= Fraction(found.spent)


def test_monthly_heads_become_averages_in_the_form(firm, cast):
    people = reverse("my_annual_people", args=[YEAR])
    typed = {f"m-staff_average-{n}": "120" for n in range(12)} | {"m-staff_average-12": "132"}
    assert firm.post(people, typed).url == FORM + "#people"
    assert 'value="120.5"' in firm.get(FORM).content.decode()
    gap = firm.post(people, {"m-staff_average-0": "5", "m-staff_average-2": "5"})
    assert gap.status_code == 422
    assert "1 月末的人数没有填" in gap.content.decode()


@pytest.mark.parametrize("text", ["五个", "1e400", "Infinity", "NaN", "9" * 30, "1,5", "1e5"])
def test_what_is_no_number_of_people_is_told(firm, cast, text):
    answer = firm.post(
        reverse("my_annual_people", args=[YEAR]), {"m-staff_average-0": text, "m-staff_average-1": "5"}
    )
    assert (
        answer.status_code,
        f"“{text[:20]}”不是人数。请写成 86 这样的数。" in answer.content.decode(),
    ) == (422, True)


@pytest.mark.parametrize("years", [1, 3])
def test_the_list_of_years_asks_the_same_number_of_questions(
    firm, cast, add, years, django_assert_max_num_queries
):
    for back in range(years):
        held(add, cast, YEAR - back, revenue_yuan=4000 * WAN)
    firm.get(reverse("my_annual"))
    with django_assert_max_num_queries(22):
        page = firm.get(reverse("my_annual")).content.decode()
    assert page.count("已核实") == years
