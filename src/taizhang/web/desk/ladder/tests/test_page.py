"""The ladder shows every enterprise once, by the same indicators as the report, and recounts what is tried."""

import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.cast import organization

from taizhang.core.periods import Period
from taizhang.decisions import population
from taizhang.decisions.packs import pack_of
from taizhang.decisions.tests.ledger import add, certificate
from taizhang.indicators.actions import set_target
from taizhang.indicators.figures import Figures
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.web.desk.ladder.rungs import so_far
from taizhang.web.desk.ladder.tests.firms import TODAY, firm

LADDER = reverse("ladder")
HTE = "national/high_tech_enterprise"


@pytest.fixture(autouse=True)
def today(time_machine):
    cache.clear()
    population._kept.clear()  # with the clock standing still, two tests' journals look alike
    time_machine.move_to(f"{TODAY} 09:00+08:00", tick=False)


@pytest.fixture
def staff(cast, client):
    client.force_login(cast.staff)
    return client


def shown(client, **asked):
    """(the counts of the groups, the lines of the list that stands open) of the page for an address."""
    page = client.get(LADDER, asked)
    assert page.status_code == 200
    counts = {tab.name: tab.count for tab in page.context["tabs"].parts}
    return counts, [(line.name, line.amount) for line in page.context["lines"]]


def test_every_enterprise_stands_in_one_group_and_the_groups_add_up(cast, staff):
    firm(cast, 11, "甲材料有限公司")
    firm(cast, 12, "乙材料有限公司", rd=1_400_000)
    firm(cast, 13, "丙材料有限公司", rd=1_400_000, core_ip="0 件")
    firm(cast, 14, "丁材料有限公司", environmental_offence=None)
    holder = firm(cast, 15, "戊材料有限公司")
    certificate(cast, holder, "GR202333000001", date(2023, 12, 8), date(2026, 12, 7))
    asking = firm(cast, 16, "己材料有限公司", rd=100)
    add(
        cast,
        "recognitions",
        organization=asking,
        kind="high_tech_enterprise",
        result="accepted",
        applied_on=date(2026, 8, 1),
    )
    counts, rise = shown(staff)
    assert counts == {"held": 1, "applied": 1, "rise": 1, "near": 1, "far": 1, "lack": 3, "other": 0}
    assert rise == [("甲材料有限公司", "待专家评价")]
    assert shown(staff, show="near")[1] == [("乙材料有限公司", "30.00 万元")]
    assert shown(staff, show="far")[1] == [("丙材料有限公司", "2 项")]
    assert shown(staff, show="lack")[1][0] == (
        "丁材料有限公司",
        "1 项",
    )  # the two of the cast lack nearly all
    assert shown(staff, show="held")[1] == [("戊材料有限公司", "2026-12-07，还有 15 天")]
    assert shown(staff, show="applied")[1] == [("己材料有限公司", "差 1 项")]


def test_a_near_miss_says_what_it_lacks_and_who_lacks_least_comes_first(cast, staff):
    firm(cast, 11, "甲材料有限公司", rd=1_000_000)
    firm(cast, 12, "乙材料有限公司", rd=1_499_000)
    firm(cast, 13, "丙材料有限公司", rd=1_300_000)
    page = staff.get(LADDER, {"show": "near"})
    lines = page.context["lines"]
    assert [line.name[0] for line in lines] == ["乙", "丙", "甲"]
    assert (
        lines[0].says[0].endswith("5%（449.70 万元 ÷ 9,000.00 万元），须不低于 5%，还差 3,000.00 元")
        or "还差" in lines[0].says[0]
    )
    assert "还差" in page.content.decode()


def test_the_counts_are_the_report_s_indicators_and_open_their_proof(cast, staff):
    for serial in (11, 12):
        made = firm(cast, serial, f"{serial}号材料有限公司")
        certificate(cast, made, f"GR2025330000{serial}", date(2025, 12, 8), date(2028, 12, 7))
    page = staff.get(LADDER)
    figure = Figures(cast.bureau).figure("hte_count", so_far(TODAY))
    held = next(s for s in page.context["board"].steps if s.rung.name == "hte")
    assert (held.figure, figure.value) == (figure, 2)
    assert 'data-fig href="/figures/?e=hte_count&amp;p=2026-01-01..2026-11-22"' in re.sub(
        r'(href="[^"]*")([^>]*?)( data-fig)', r"\3 \1\2", page.content.decode()
    ).replace("  ", " ")
    assert shown(staff, show="held")[0]["held"] == 2


def test_what_is_in_sight_adds_up_to_the_target(cast, staff):
    firm(cast, 11, "甲材料有限公司")
    for serial, until in ((12, date(2026, 12, 7)), (13, date(2028, 12, 7))):
        made = firm(cast, serial, f"{serial}号材料有限公司")
        certificate(cast, made, f"GR2025330000{serial}", until - timedelta(days=1095), until)
    set_target(
        bureau=cast.bureau,
        expression="hte_count",
        period=Period.parse("2026"),
        value=Decimal(5),
        author=Author(cast.staff),
    )
    found = staff.get(LADDER).context["board"].in_sight
    assert (found.valid, found.expiring, found.applied, found.rise, found.total) == (2, 1, 0, 1, 2)
    assert found.sentence == "今年目标 5 家，在望数还差 3 家。"


def test_who_may_fall_out_ends_soon_or_has_no_longer_enough_in_the_last_year(cast, staff):
    for serial, name, last, until in (
        (11, "甲", 0, date(2026, 12, 7)), (12, "乙", 1_400_000, date(2028, 12, 7)), (13, "丙", 0, date(2027, 2, 1)),
        (14, "丁", 0, date(2028, 12, 7)),
    ):  # fmt: skip
        made = firm(cast, serial, f"{name}材料有限公司", rd=1_600_000, last=last)
        certificate(cast, made, f"GR2025330000{serial}", until - timedelta(days=1095), until)
    page = staff.get(LADDER, {"show": "fall"})
    told = [(line.name[0], line.says) for line in page.context["lines"]]
    assert [name for name, _ in told] == ["甲", "乙"]
    assert told[0][1] == ("证书到期，没有在办的申报",)
    assert told[1][1][0].startswith("三年合计还够，上年单年研发费用占比不低于比例档 4.67%")
    assert [n[0] for n, _ in shown(staff, show="fall", within="90")[1]] == ["甲", "丙", "乙"]


def test_a_trial_says_before_and_after_and_who_turns_and_changes_nothing(cast, staff):
    firm(cast, 11, "甲材料有限公司")
    firm(cast, 12, "乙材料有限公司", rd=1_400_000)
    page = staff.get(LADDER, {"rd": "10", "show": "turn"})
    compared = page.context["compared"]
    assert (compared.passes.before, compared.gained, compared.lost, compared.passes.after) == (1, 1, 0, 2)
    assert [(line.name[0], line.amount) for line in page.context["lines"]] == [("乙", "差 1 项 → 待专家评价")]
    fewer = staff.get(LADDER, {"rd": "-10"}).context["compared"]
    assert (fewer.gained, fewer.lost, fewer.names) == (0, 1, ["甲材料有限公司"])
    stricter = staff.get(LADDER, {"by": "rd_share.0", "to": "5.5"}).context["compared"]
    assert (stricter.gained, stricter.lost) == (0, 1)
    assert shown(staff)[0]["rise"] == 1
    assert not Entry.objects.filter(register="decisions").exists()


def test_the_slider_gets_only_what_it_recounts_and_a_wrong_value_is_told(cast, staff):
    firm(cast, 11, "甲材料有限公司")
    part = staff.get(
        LADDER, {"rd": "-10"}, headers={"HX-Request": "true", "HX-Target": "recount"}
    ).content.decode()
    assert part.strip().startswith('<div id="recount"') and "不再达到 1" in part and "<html" not in part
    wrong = staff.get(LADDER, {"by": "rd_share.0", "to": "很多"}).content.decode()
    assert "“很多”不是数。请写成 5000 万元、5 %、70 分 这样。没有改这一项。" in wrong


def test_filters_narrow_lists_and_figures_alike(cast, staff):
    for serial, where in ((11, cast.east), (12, cast.west), (13, cast.west)):
        made = firm(cast, serial, f"{serial}号材料有限公司", where=where)
        if serial != 12:
            add(
                cast, "recognitions", organization=made, kind="high_tech_enterprise", certificate_no=f"GR2025330000{serial}",
                recognised_on=date(2025, 12, 8), expires_on=date(2028, 12, 7), result="recognised", region=where,
            )  # fmt: skip
    counts, rise = shown(staff, street=cast.west.pk, field="新材料", industry="C39")
    assert (counts["held"], rise) == (1, [("12号材料有限公司", "待专家评价")])
    held = next(
        s for s in staff.get(LADDER, {"street": cast.west.pk}).context["board"].steps if s.rung.name == "hte"
    )
    assert held.figure.value == 1
    nothing = staff.get(LADDER, {"field": "生物与新医药"})
    assert (
        sum(t.count for t in nothing.context["tabs"].parts),
        "没有可以升的企业" in nothing.content.decode(),
    ) == (0, True)


def test_a_rung_without_rules_lists_who_is_in_it(cast, staff):
    made = firm(cast, 11, "甲材料有限公司")
    add(
        cast, "recognitions", organization=made, kind="cultivation", recognised_on=date(2026, 3, 1), result="recognised",
        expires_on=date(2028, 3, 1),
    )  # fmt: skip
    page = staff.get(LADDER, {"rung": "cultivation"})
    assert [line.name for line in page.context["lines"]] == ["甲材料有限公司"]
    assert "试算" not in page.content.decode()


def test_decisions_on_record_are_held_against_today(cast, staff):
    from taizhang.decisions.actions import decide

    good, bad = firm(cast, 11, "甲材料有限公司"), firm(cast, 12, "乙材料有限公司", rd=1_400_000)
    assert staff.get(LADDER).context["record"] is None
    decide(cast.bureau, [good, bad], pack_of(HTE), on=TODAY - timedelta(days=30), author=Author(cast.staff))
    record = staff.get(LADDER).context["record"]
    assert (record.on_record, record.gained, record.lost, record.today, record.others) == (1, 0, 0, 1, 2)


def test_the_file_holds_exactly_the_list_that_stands_open_and_stands_in_the_journal(cast, staff):
    firm(cast, 11, "甲材料有限公司", rd=1_400_000)
    firm(cast, 12, "乙材料有限公司")
    answer = staff.get(reverse("ladder_export"), {"show": "near"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ["企业名称", "统一社会信用代码", "镇街", "技术领域", "差什么", "差多少"]
    assert (len(rows), rows[1][0], rows[1][2:4], rows[1][5]) == (
        2,
        "甲材料有限公司",
        ["东城街道", "新材料"],
        "30.00 万元",
    )
    entry = Entry.objects.get(event=Event.ROWS_EXPORTED)
    assert (entry.by, entry.title) == (cast.staff, "甲区科学技术局 企业梯队-高企-只差一项 1 行")


@pytest.mark.parametrize(
    ("who", "status"),
    [("leader", 200), ("finance", 200), ("liaison", 403), ("enterprise", 403), ("bank", 403)],
)
def test_it_is_for_those_who_read_every_register(cast, client, who, status):
    client.force_login(cast.users[who])
    assert client.get(LADDER).status_code == status


def test_another_bureau_s_enterprises_are_never_shown(cast, client):
    firm(cast, 11, "甲材料有限公司")
    client.force_login(cast.stranger_staff)
    counts, lines = shown(client)
    assert (sum(counts.values()), lines) == (1, [])


def test_the_page_asks_as_often_for_three_enterprises_as_for_one(cast, staff):
    def asked(**query):
        cache.clear()
        staff.get(LADDER, query)
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert staff.get(LADDER, query).status_code == 200
        return len(seen)

    firm(cast, 11, "甲材料有限公司")
    firm(cast, 14, "乙材料有限公司", rd=1_400_000)
    certificate(
        cast, firm(cast, 15, "丙材料有限公司"), "GR202533000015", date(2023, 12, 8), date(2026, 12, 7)
    )
    one = [asked(show=show) for show in ("rise", "near", "held", "fall")]
    for serial in (12, 13):
        made = firm(cast, serial, f"{serial}号材料有限公司", rd=1_400_000)
        certificate(cast, made, f"GR2025330000{serial}", date(2023, 12, 8), date(2026, 12, 7))
    assert [asked(show=show) for show in ("rise", "near", "held", "fall")] == one


def test_a_holder_that_is_no_enterprise_is_counted_by_the_figure_and_named_beside_the_lists(cast, staff):
    institute = organization(cast.bureau, cast.east, "甲材料研究院", 31, kind="institute")
    certificate(cast, institute, "GR202533000031", date(2025, 12, 8), date(2028, 12, 7))
    page = staff.get(LADDER)
    assert page.context["board"].step.figure.value == 1
    assert shown(staff)[0]["held"] == 0
    assert "高企里另有 1 家不是企业（院所等），上面的数字算它们，名单里没有。" in page.content.decode()
