"""From 我能享受什么 to the report: one condition missed, a value corrected with a paper, verified, and everything moves by one."""

import pytest
from django.utils import timezone

from taizhang.core.periods import Period
from taizhang.decisions.actions import decide
from taizhang.decisions.packs import pack_of
from taizhang.files.models import Attachment
from taizhang.journal.writing import Author
from taizhang.reports.templates import read
from taizhang.reports.tests.ledger import draft
from taizhang.web.desk.ladder.tests.firms import firm
from tests.outsider import outside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POLICY = "national/high_tech_enterprise"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TEMPLATE = """
name = "梯队小样"
title = "{bureau}{period}企业培育情况"
months = 6
[[block]]
say = ["{period}，全区符合高新技术企业认定条件的企业{hte_ready}家。"]
"""


@pytest.fixture
def near(cast):
    """The enterprise's firm misses recognition by 1 万元 of research; a neighbour does not; both were judged."""
    today = timezone.localdate()
    made = firm(cast, 21, "同舟新材料有限公司", rd=1_600_000, last=1_290_000, on=today)
    other = firm(cast, 22, "远航新材料有限公司", on=today)
    with outside():
        cast.enterprise.organization = made
        cast.enterprise.save()
    decide(cast.bureau, [made, other], pack_of(POLICY), on=today, author=Author(cast.staff))
    return made


@pytest.fixture
def report(cast, near):
    today = timezone.localdate()
    half = "H1" if today.month <= 6 else "H2"
    return draft(read("ladder", TEMPLATE), cast.bureau, Period.parse(f"{today.year}-{half}"))


def figure(page, report):
    page.goto(f"/reports/{report.pk}/")
    return page.locator("#doc .fig").first.inner_text()


def ready(page):
    """The ladder's own sum: decided on record, and what today's data makes of it."""
    page.goto("/ladder/")
    return " ".join(page.locator("section[aria-label='目标与在望']").inner_text().split())


def test_a_value_corrected_with_a_paper_turns_the_page_the_ladder_and_the_report(
    cast, near, report, window, sign_in
):
    phone, desk = window(width=390, height=844), window()
    sign_in(desk, cast.staff)
    assert figure(desk, report) == "1"
    assert "可以升 1 =" in ready(desk)

    # The enterprise sees why it misses recognition by one condition, on a phone.
    sign_in(phone, cast.enterprise, "/my/benefits/")
    card = phone.locator("#policy-national-high_tech_enterprise")
    assert phone.locator("h2#nearly").inner_text().startswith("只差一项")
    assert "还差 1.00 万元" in card.locator("li:has(.x)").inner_text()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # It corrects last year's research with a paper.
    card.locator("summary", has_text="数据不对").click()
    card.get_by_label(f"高企口径研发费用合计 {timezone.localdate().year - 1}不对，提出更正").click()
    phone.fill("#value", "130")
    phone.fill("#reason", "按专项审计报告")
    phone.set_input_files(
        "#files", {"name": "专项审计报告.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    phone.wait_for_selector("text=已传好")
    phone.click("text=提交更正，等科室核实")
    assert "是元还是万元" in phone.locator("#errors").inner_text()
    assert "专项审计报告.pdf" in phone.locator("main").inner_text()
    phone.fill("#value", "130 万元")
    phone.click("text=提交更正，等科室核实")
    phone.wait_for_url("**/my/benefits/")
    assert "从“只差一项”变成“可申报”" in card.inner_text()
    assert "更正处理中" in phone.locator("#data").inner_text()

    # The bureau sees the paper where it decides, and verifies; nothing has moved until then.
    assert "可以升 1 =" in ready(desk)
    desk.goto("/")
    desk.locator(".tz-todo li", has_text="高企口径研发费用").get_by_role("link", name="处理").click()
    assert desk.locator(".proposal a", has_text="专项审计报告.pdf").count() == 1
    desk.click("text=采纳 1 处修改")
    desk.wait_for_selector("text=已采纳")
    assert Attachment.objects.get().name == "专项审计报告.pdf"

    # The page turns, and the ladder counts one more; the report's figure follows once the firm is judged anew.
    phone.goto("/my/benefits/")
    assert phone.locator("h2#direct ~ article#policy-national-high_tech_enterprise").count() == 1
    assert "更正处理中" not in phone.locator("main").inner_text()
    assert "可以升 2 =" in ready(desk)
    assert figure(desk, report) == "1"
    desk.goto("/decisions/changes/")
    changed = desk.locator("tr", has_text=near.title)
    assert "129.00 万元 → 130.00 万元" in " ".join(changed.inner_text().split())
    changed.locator("input.ck").check()
    desk.click("button:has-text('重新判定选中的 1 家')")
    desk.wait_for_selector("text=撤销")
    assert figure(desk, report) == "2"


def test_the_page_reads_and_answers_without_scripts(cast, near, window, sign_in):
    page = window(width=390, height=844, javascript=False)
    sign_in(page, cast.enterprise, "/my/benefits/")
    assert "还差 1.00 万元" in page.locator("main").inner_text()
    question = page.locator("form[id^=ask-]").first
    asked = question.get_attribute("id")
    question.locator("label").first.click()
    question.locator("button").click()
    assert "已保存" in page.locator(f"#{asked}").inner_text()
    small = page.locator("main a.btn, main button.btn:visible").all()
    assert small and all(box["height"] >= 36 for one in small if (box := one.bounding_box()))
