"""The ladder in a browser: the slider recounts at once, the address says what is tried, and it all works without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.decisions.tests.ledger import certificate
from taizhang.web.desk.ladder.tests.firms import firm

RISE = "#recount .turn b"


@pytest.fixture
def firms(cast):
    today = timezone.localdate()
    firm(cast, 11, "甲材料有限公司", on=today)
    firm(cast, 12, "乙材料有限公司", rd=1_400_000, on=today)
    holder = firm(cast, 13, "丙材料有限公司", on=today)
    certificate(cast, holder, "GR202333000013", today - timedelta(days=350), today + timedelta(days=700))


@pytest.mark.browser
def test_the_slider_recounts_at_once_and_the_address_says_so(cast, firms, page, sign_in):
    sign_in(page, cast.staff, "/ladder/")
    slider = page.get_by_label("每家企业的研发费用各项同增减百分之几")
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector("#recount .turn b:has-text('2')")
    assert page.locator("[data-rd]").inner_text() == "+10%"
    assert "rd=10" in page.url
    page.get_by_role("link", name="看会变的 1 家").click()
    assert page.locator(".lines tbody tr").all_inner_texts()[0].startswith("乙材料有限公司")
    assert "差 1 项 → 待专家评价" in page.locator(".lines tbody").inner_text()


@pytest.mark.browser
def test_a_parameter_brings_its_present_value_and_a_figure_opens_its_proof_beside(cast, firms, page, sign_in):
    sign_in(page, cast.staff, "/ladder/")
    page.get_by_label("改哪一个参数").select_option("rd_share.0")
    assert page.get_by_label("改成多少").input_value() == "5"
    page.get_by_label("改成多少").fill("4.5")
    page.wait_for_selector(f"{RISE}:has-text('2')")
    page.locator(".rung.is-on .v a.fig").click()
    page.wait_for_selector("#drawer:has-text('丙材料有限公司')")


@pytest.mark.browser
def test_without_scripts_a_button_recounts(cast, firms, window, sign_in):
    page = window(javascript=False)
    sign_in(page, cast.staff, "/ladder/")
    page.get_by_label("改哪一个参数").select_option("rd_share.0")
    page.get_by_label("改成多少").fill("4.5")
    page.get_by_role("button", name="重新算").click()
    assert page.locator(RISE).inner_text() == "2"
    assert "to=4.5" in page.url
