"""数据不对？ A correction reaches the bureau with its papers, is decided there, and the page turns or tells the reply."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.files.models import Attachment
from taizhang.personal.models import Request
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import registers
from taizhang.registers.record import State
from taizhang.web.portal.sections import Section

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def correct(cast, last_year):
    """Send the form of a fact as it stands on its page: `correct(client, "rd_expense", value=…)`."""

    def sent(client, fact, *, year=True, firm=None, version="", **fields):
        query = f"?year={last_year if year is True else year}" if year else ""
        address = f"/benefits/{(firm or cast.firm_east).pk}/facts/{fact}/{query}"
        if not version:
            page = client.get(address).context
            version = page["held"].version if page.get("held") else ""
        return client.post(address, {"version": version, "reason": "按专项审计报告调整", **fields})

    return sent


def paper(name="专项审计报告.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def test_a_correction_waits_with_its_paper_and_the_page_says_what_it_would_change(
    cast, as_user, short_by_one, correct, card
):
    client = as_user(cast.enterprise)
    answer = correct(client, "rd_expense", value="51 万元", files=paper())
    assert answer.headers["Location"] == "/my/benefits/"
    (proposal,) = ProposedChange.objects.all()
    assert (proposal.values, proposal.ground, proposal.by) == (
        {"high_tech_rd_yuan": "510000"},
        "按专项审计报告调整",
        cast.enterprise,
    )
    assert [(a.name, a.record_id) for a in Attachment.objects.all()] == [
        ("专项审计报告.pdf", short_by_one.pk)
    ]
    found = card(client)
    assert (found.section, found.after) == (Section.NEARLY, "核实后会从“只差一项”变成“可申报”。")
    page = client.get("/my/benefits/").content.decode()
    assert "更正处理中" in page
    assert "改为 51.00 万元，等科室核实" in page


def test_staff_see_the_paper_where_they_decide_and_the_page_turns(cast, as_user, short_by_one, correct, card):
    correct(as_user(cast.enterprise), "rd_expense", value="51 万元", files=paper())
    client = as_user(cast.staff)
    address = reverse("record", args=["annual_returns", short_by_one.pk])
    page, file = client.get(address).content.decode(), Attachment.objects.get()
    assert "专项审计报告.pdf" in page
    assert reverse("download", args=[file.pk]) in page
    client.post(reverse("decide", args=[ProposedChange.objects.get().pk]), {"decision": "accept"})
    found = card(as_user(cast.enterprise))
    assert (found.section, found.after) == (Section.DIRECT, "")


def test_a_declined_correction_shows_its_reply(cast, as_user, short_by_one, correct, card):
    correct(as_user(cast.enterprise), "rd_expense", value="51 万元")
    decide = reverse("decide", args=[ProposedChange.objects.get().pk])
    as_user(cast.staff).post(decide, {"decision": "decline", "reply": "报告中为 49 万元"})
    client = as_user(cast.enterprise)
    assert card(client).section == Section.NEARLY
    page = client.get("/my/benefits/").content.decode()
    assert "上次更正没有采纳：报告中为 49 万元" in page
    assert "更正处理中" not in page


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("51", "是元还是万元"),
        ("51 平方米", "以元计"),
        ("很多", "很多"),
        ("-3 万元", "不会是负数"),
        ("1,5 万元", "不是数"),
        ("9999999999999999 万元", "数太大"),
        ("", "请填"),
        ("49 万元", "和台账现在的值一样"),
    ],
)
def test_a_value_that_cannot_be_is_told_in_words_and_nothing_is_sent(
    cast, as_user, short_by_one, correct, value, words
):
    answer = correct(as_user(cast.enterprise), "rd_expense", value=value, files=paper())
    assert answer.status_code == 422
    assert words in "".join(sentence for _, sentence in answer.context["wrong"])
    assert (ProposedChange.objects.count(), Attachment.objects.count()) == (0, 0)


def test_every_fault_is_told_at_once(cast, as_user, short_by_one, correct):
    answer = correct(as_user(cast.enterprise), "rd_expense", value="51", reason=" ")
    assert [at for at, _ in answer.context["wrong"]] == ["value", "reason"]


def test_a_paper_that_cannot_be_taken_stops_the_whole(cast, as_user, short_by_one, correct):
    answer = correct(
        as_user(cast.enterprise), "rd_expense", value="51 万元", files=paper("报告.exe", b"MZ\x90\x00")
    )
    assert answer.status_code == 422
    assert [at for at, _ in answer.context["wrong"]] == ["files"]
    assert (ProposedChange.objects.count(), Attachment.objects.count()) == (0, 0)


def test_one_paper_proves_two_values(cast, as_user, short_by_one, correct):
    client = as_user(cast.enterprise)
    correct(client, "rd_expense", value="51 万元", files=paper())
    correct(client, "sales_revenue", value="1010 万元", files=paper())
    assert (ProposedChange.objects.count(), Attachment.objects.count()) == (2, 1)


def test_a_missing_year_is_reported_once_and_waits(cast, as_user, annual, correct, card, last_year):
    annual(cast.firm_east, ago=2, revenue=1000, rd=50)
    client = as_user(cast.enterprise)
    correct(client, "rd_expense", value="60 万元", files=paper())
    correct(client, "sales_revenue", value="1000 万元")
    model = registers()["annual_returns"].model
    (record,) = model.objects.filter(organization=cast.firm_east, period=str(last_year))
    assert (record.state, record.high_tech_rd_yuan, record.revenue_yuan) == (
        State.PROVISIONAL,
        Decimal(600000),
        Decimal(10000000),
    )
    assert Attachment.objects.get().record_id == record.pk
    found = card(client)
    assert (found.section, found.after) == (Section.UNKNOWN, "核实后“研发费用占销售收入的比例”的结果会变。")


@pytest.mark.parametrize(("who", "proposed", "value"), [("liaison", 1, 490000), ("staff", 0, 510000)])
def test_a_liaison_proposes_and_staff_correct_at_once(
    cast, as_user, short_by_one, correct, who, proposed, value
):
    correct(as_user(cast.users[who]), "rd_expense", value="51 万元")
    short_by_one.refresh_from_db()
    assert (ProposedChange.objects.count(), short_by_one.high_tech_rd_yuan) == (proposed, Decimal(value))


@pytest.mark.parametrize("who", ["leader", "finance"])
def test_who_only_reads_corrects_nothing(cast, as_user, short_by_one, correct, who):
    client = as_user(cast.users[who])
    assert "不能更正" in client.get(f"/benefits/{cast.firm_east.pk}/facts/founded_on/").content.decode()
    assert correct(client, "rd_expense", value="51 万元", version="1").status_code == 409
    assert ProposedChange.objects.count() == 0


def test_what_another_register_holds_is_asked_of_the_bureau_in_words(cast, as_user, correct):
    client = as_user(cast.enterprise)
    correct(client, "class_one_ip", year=False, reason="2024 年授权的发明专利 1 件没有登记")
    (asked,) = Request.objects.all()
    assert (asked.kind, asked.what) == ("correct", "Ⅰ类知识产权：2024 年授权的发明专利 1 件没有登记")
    assert correct(client, "class_one_ip", year=False, reason=" ").status_code == 422


def test_the_day_of_founding_is_corrected_on_the_firm_itself(cast, as_user, correct):
    correct(as_user(cast.staff), "founded_on", year=False, value="2016-03-01")
    cast.firm_east.refresh_from_db()
    assert cast.firm_east.founded_on.isoformat() == "2016-03-01"


def test_what_is_no_fact_or_of_no_year_is_not_there(cast, as_user):
    client = as_user(cast.enterprise)
    for address in ("facts/no_such/", "facts/rd_expense/", "facts/founded_on/?year=2025"):
        assert client.get(f"/benefits/{cast.firm_east.pk}/{address}").status_code == 404, address


@pytest.mark.parametrize(("ahead", "status"), [(-11, 404), (-10, 200), (0, 200), (1, 404), (7973, 404)])
def test_only_a_year_that_can_be_handed_in_is_corrected(cast, as_user, last_year, ahead, status):
    address = f"/benefits/{cast.firm_east.pk}/facts/rd_expense/?year={last_year + 1 + ahead}"
    assert as_user(cast.enterprise).get(address).status_code == status


def test_two_who_correct_one_value_are_shown_both_sides(cast, short_by_one, last_year):
    one, two = Client(), Client()
    for client in (one, two):
        client.force_login(cast.staff)
    address = f"/benefits/{cast.firm_east.pk}/facts/rd_expense/?year={last_year}"
    seen = {c: c.get(address).context["held"] for c in (one, two)}
    assert seen[one].version == seen[two].version != ""

    def sends(client, value, version):
        fields = {"version": version, "seen": seen[client].seen, "value": value, "reason": "核对"}
        return client.post(address, fields)

    assert sends(one, "51 万元", seen[one].version).status_code == 302
    both = sends(two, "52 万元", seen[two].version)
    assert both.status_code == 409
    (side,) = both.context["sides"]
    assert (side.theirs, side.mine, side.both) == ("51.00 万元", "52 万元", True)
    assert sends(two, side.mine, both.context["version"]).status_code == 302
    short_by_one.refresh_from_db()
    assert short_by_one.high_tech_rd_yuan == Decimal(520000)


@pytest.mark.parametrize(
    ("who", "form"), [("enterprise", "/my/annual/{year}/"), ("liaison", "/annual/{pk}/{year}/")]
)
def test_who_has_more_than_one_figure_to_give_finds_the_form_of_the_year(cast, as_user, last_year, who, form):
    page = as_user(cast.users[who]).get(f"/benefits/{cast.firm_east.pk}/facts/rd_expense/?year={last_year}")
    assert form.format(pk=cast.firm_east.pk, year=last_year) in page.content.decode()
