"""What is typed is not lost, in a real browser: the window closes, the line breaks, the form comes back as it was."""

import pytest

from taizhang.registers.around import Draft
from tests.journeys.test_signing_in import expire, sign_in_over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GROUND = "企业已于六月注销，镇里来函说明，附件随后补上"


def test_a_reason_begun_is_there_again_and_gone_once_sent(cast, page, sign_in):
    sign_in(page, cast.staff)
    where = f"/registers/organizations/{cast.firm_east.pk}/"
    page.goto(where)
    form = "form[action$='/end/']"
    page.eval_on_selector(
        form,
        "form => { let d = form.closest('details'); while (d) { d.open = true; d = d.parentElement.closest('details'); } }",
    )
    page.fill(f"{form} [name=ground]", GROUND)
    page.wait_for_selector(f"{form} >> text=已存草稿")
    page.goto("/")
    page.click("text=没写完的 >> xpath=../.. >> a")
    page.wait_for_function(
        "text => document.querySelector(\"form[action$='/end/'] [name=ground]\")?.value === text", arg=GROUND
    )
    page.eval_on_selector(form, "form => form.requestSubmit()")
    page.wait_for_selector("text=已终止 >> nth=0")
    assert not Draft.objects.exists()
    page.goto(where)
    page.wait_for_load_state("networkidle")
    assert not Draft.objects.exists()
    assert page.locator("text=没有提交的内容").count() == 0


def test_a_broken_line_is_said_and_the_draft_follows_when_it_is_back(cast, page, sign_in):
    sign_in(page, cast.staff)
    page.goto("/imports/")
    page.context.set_offline(True)
    page.fill("#id_text", "单位名称\t所属区划\n澜江新成科技有限公司\t东城街道")
    page.wait_for_selector("text=连不上服务器，内容还在这里")
    page.context.set_offline(False)
    page.wait_for_selector("text=已存草稿", timeout=20_000)
    page.goto("/imports/")
    page.wait_for_function("() => document.querySelector('#id_text').value.includes('澜江新成')")
    page.click("text=丢弃")
    page.wait_for_timeout(300)
    page.goto("/imports/")
    page.wait_for_load_state("networkidle")
    assert page.input_value("#id_text") == ""


def test_what_is_typed_on_after_the_session_ended_is_kept_as_it_stands_last(cast, page, sign_in):
    sign_in(page, cast.staff, "/imports/")
    page.fill("#id_text", "单位名称\t所属区划")
    page.wait_for_selector("text=已存草稿")
    expire(cast.staff)
    page.fill("#id_text", "单位名称\t所属区划\n澜江新成科技有限公司")
    sign_in_over(page, "staff")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.locator("#id_text").press_sequentially("、澜江")
    page.locator("#id_text").blur()
    page.wait_for_timeout(300)
    page.wait_for_load_state("networkidle")
    (kept,) = Draft.objects.filter(by=cast.staff)
    assert "单位名称\t所属区划\n澜江新成科技有限公司、澜江" in kept.values.values()


def test_a_draft_thrown_away_after_the_session_ended_is_thrown_away(cast, page, sign_in):
    sign_in(page, cast.staff, "/imports/")
    page.fill("#id_text", "单位名称\t所属区划\n澜江新成科技有限公司")
    page.wait_for_selector("text=已存草稿")
    page.goto("/imports/")
    expire(cast.staff)
    page.click("text=丢弃")
    sign_in_over(page, "staff")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_load_state("networkidle")
    assert not Draft.objects.exists()
