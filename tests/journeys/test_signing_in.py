"""A session ends while somebody writes: the page stays, he signs in over it, and nothing that he typed is lost."""

import re
from time import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django_otp.oath import totp

from taizhang.accounts import second_factor
from taizhang.accounts.models import Authenticator, Sitting
from taizhang.accounts.sittings import SEEN
from taizhang.journal.writing import Author
from taizhang.registers.around import Draft
from taizhang.registers.declaration import registers
from taizhang.reports.tests.ledger import small_report
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "本项目由企业牵头，联合两所高校，围绕关键部件的国产替代开展攻关。" * 20
PLACE = "new:needs"
FORM = "/registers/needs/new/"


def let_pass(user, seconds):
    """As if the person had done nothing for so long."""
    for key in Sitting.objects.filter(user=user, ended_at=None).values_list("key", flat=True):
        session = SessionStore(key)
        session[SEEN] -= seconds
        session.save()


def expire(user):
    let_pass(user, 31 * 60)


def sign_in_over(page, username, password=PASSWORD):
    page.wait_for_selector("#again[open] [name=password]:visible")
    page.fill("#again [name=username]", username)
    page.fill("#again [name=password]", password)
    page.click("#again form button")


def long_box(page):
    """The box for long text of the form."""
    return page.locator("form.record-form textarea").first


def test_a_record_form_outlives_its_session(cast, page, sign_in):
    sign_in(page, cast.staff, FORM)
    box = long_box(page)
    box.fill(LONG)
    page.wait_for_selector("#saved:has-text('已保存')")
    expire(cast.staff)
    box.press_sequentially("写到一半。")
    page.wait_for_selector("#again[open]")
    assert "太久没有操作" in page.inner_text("#again")
    assert box.input_value() == LONG + "写到一半。"
    sign_in_over(page, "staff", "wrong")
    page.wait_for_selector("#again [data-wrong]:has-text('不对')")
    sign_in_over(page, "staff")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_selector("#saved:has-text('已保存')")
    assert page.url.endswith(FORM)
    assert box.input_value() == LONG + "写到一半。"
    page.wait_for_timeout(300)
    assert LONG + "写到一半。" in Draft.objects.get(by=cast.staff, place=PLACE).values.values()
    box.press_sequentially("接着写。")
    box.blur()
    page.wait_for_timeout(1800)
    assert LONG + "写到一半。接着写。" in Draft.objects.get(by=cast.staff, place=PLACE).values.values()


def test_another_person_does_not_get_the_text(cast, page, sign_in):
    sign_in(page, cast.staff, FORM)
    expire(cast.staff)
    long_box(page).fill(LONG)
    long_box(page).blur()
    sign_in_over(page, "colleague")
    page.wait_for_selector("#again [data-wrong]:has-text('另一个人打开的')")
    assert not Draft.objects.filter(by=cast.colleague).exists()
    assert not Sitting.objects.filter(user=cast.colleague).exists()
    other = page.context.new_page()
    sign_in(other, cast.colleague)
    page.press("#again [name=username]", "Escape")
    assert page.is_visible("#again[open]")
    sign_in_over(page, "staff")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_timeout(500)
    assert LONG in Draft.objects.get(place=PLACE).values.values()
    assert Draft.objects.get(place=PLACE).by == cast.staff


def test_a_form_is_never_sent_in_the_name_of_another_who_signed_in_meanwhile(cast, page, sign_in):
    sign_in(page, cast.staff, FORM)
    expire(cast.staff)
    other = page.context.new_page()
    sign_in(other, cast.colleague)
    page.fill("[name=name]", "轴承寿命提升")
    page.locator("[name=name]").blur()
    page.wait_for_selector("#again[open] [data-why]:has-text('另一个人')")
    with page.expect_navigation():
        page.evaluate(
            "document.querySelector('form.record-form').submit()"
        )  # past the dialog, as a script could
    assert "请再提交一次" in page.inner_text("main")
    assert not registers()["needs"].model._default_manager.exists()
    assert not Draft.objects.filter(by=cast.colleague).exists()


def test_a_form_that_is_sent_while_the_line_is_cut_stays_with_all_that_was_typed(cast, page, sign_in):
    sign_in(page, cast.staff, FORM)
    page.fill("[name=name]", "轴承寿命提升")
    page.context.set_offline(True)
    page.click("form.record-form button[type=submit]")
    page.wait_for_selector("text=连不上服务器，还没有提交")
    assert page.input_value("[name=name]") == "轴承寿命提升"
    page.context.set_offline(False)
    page.select_option("[name=region]", str(cast.east.pk))
    with page.expect_navigation():
        page.click("form.record-form button[type=submit]")
    assert registers()["needs"].model._default_manager.get().name == "轴承寿命提升"


def test_a_sentence_of_a_report_outlives_its_session(cast, page, sign_in):
    report = small_report(cast.bureau)
    sign_in(page, cast.staff, f"/reports/{report.pk}/")
    paragraph = report.paragraphs.filter(kind="text").exclude(body="").order_by("pk").first()
    page.dblclick(f"#p{paragraph.pk} p")
    page.wait_for_selector(".para-rich:visible")
    page.wait_for_load_state("networkidle")  # a request on its way would count as work after the end
    expire(cast.staff)
    page.keyboard.press("End")
    page.keyboard.type("会话结束以后写的一句话。")
    page.wait_for_selector("#again[open]")
    sign_in_over(page, "staff")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_selector("#saved:has-text('已')")
    assert "会话结束以后写的一句话。" in page.inner_text(f"#p{paragraph.pk}")
    page.wait_for_timeout(500)
    paragraph.refresh_from_db()
    assert "会话结束以后写的一句话。" in paragraph.body


def test_a_form_that_is_sent_after_the_end_waits_for_the_sign_in(cast, page, sign_in):
    page.clock.install()
    sign_in(page, cast.staff, "/registers/events/new/")
    page.fill("[name=name]", "科技成果对接会")
    page.clock.fast_forward(5_000)
    page.wait_for_selector("#saved:has-text('已保存')")
    page.clock.fast_forward(61_000)
    expire(cast.staff)
    page.click("form.record-form button[type=submit]")
    page.wait_for_selector("#again[open]")
    assert page.input_value("[name=name]") == "科技成果对接会"
    sign_in_over(page, "staff")
    page.wait_for_selector(".tz-note, .tz-errsum")
    written = registers()["events"].model._default_manager.filter(name="科技成果对接会").exists()
    assert written or "处需要修改" in page.inner_text("main")
    if not written:
        assert page.input_value("[name=name]") == "科技成果对接会"


def test_two_minutes_before_one_is_warned_and_stays_with_one_click(cast, page, sign_in):
    page.clock.install()
    sign_in(page, cast.staff, FORM)
    let_pass(cast.staff, 30 * 60 - 100)
    page.clock.fast_forward(250_000)
    page.wait_for_selector("#again[open] [data-here]")
    assert re.search(r"1 分 \d+ 秒|2 分钟", page.inner_text("#again"))
    page.click("#again [data-here]")
    page.wait_for_selector("#again:not([open])", state="attached")
    session = SessionStore(Sitting.objects.get(user=cast.staff).key)
    assert time() - session[SEEN] < 60


def test_signing_in_again_in_another_tab_needs_no_password_here(cast, page, sign_in):
    sign_in(page, cast.staff, FORM)
    other = page.context.new_page()
    expire(cast.staff)
    other.goto("/")
    sign_in(other, cast.staff)
    long_box(page).fill(LONG)
    long_box(page).blur()
    page.wait_for_selector("#saved:has-text('已保存')")
    assert not page.is_visible("#again")
    assert LONG in Draft.objects.get(by=cast.staff, place=PLACE).values.values()


def test_the_code_is_asked_for_over_the_page_too(cast, page, sign_in):
    sign_in(page, cast.staff, FORM)
    second_factor.prepare(cast.staff)
    secret = Authenticator.objects.get(user=cast.staff).secret
    second_factor.confirm(user=cast.staff, code=f"{totp(secret):06d}", author=Author(cast.staff))
    Authenticator.objects.update(last_step=-1)
    expire(cast.staff)
    long_box(page).fill(LONG)
    long_box(page).blur()
    sign_in_over(page, "staff")
    page.wait_for_selector("#again [name=code]:visible")
    page.fill("#again [name=code]", f"{totp(secret):06d}")
    page.click("#again form button")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_selector("#saved:has-text('已保存')")
    assert LONG in Draft.objects.get(by=cast.staff, place=PLACE).values.values()


def test_without_javascript_the_sign_in_page_leads_back_to_what_was_sent(cast, window, sign_in):
    page = window(javascript=False)
    sign_in(page, cast.staff, "/registers/events/new/")
    page.fill("[name=name]", "科技成果对接会")
    expire(cast.staff)
    page.click("form.record-form button[type=submit]")
    assert "已存为草稿" in page.inner_text("main")
    page.fill("main .stack [name=username]", "staff")
    page.fill("main .stack [name=password]", PASSWORD)
    page.click("main .stack button")
    assert page.url.endswith("/registers/events/new/")
    assert page.input_value("[name=name]") == "科技成果对接会"


def test_a_stranger_client_gets_no_session_from_the_overlay(cast, db):
    answer = Client().post("/sign-in/again/", {"username": "staff", "password": PASSWORD, "person": "0"})
    assert answer.status_code == 409
