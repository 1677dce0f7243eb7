"""稿件数字核查 in a browser: paste, see what does not add up, step, click, take the annotated Word home."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from taizhang.core.reading.documents.tests.builders import docx, paragraph

WRONG = "登记技术合同336项，其中开发182项、服务121项、转让21项、咨询22项。"
TEXT = f"""清源区上半年科技工作总结
一、技术交易
{WRONG}组织培训7场。
二、企业培育
全区高新技术企业412家，其中电子信息类103家，占35.0%。专利授权1286件，同比增长12.8%。
"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def paste(page, text=TEXT):
    page.goto("/check/")
    page.fill("#id_text", text)
    page.click("[data-submit]")
    page.wait_for_selector(".tz-paper")


def hand_in(page, data, name="上半年总结.docx"):
    page.goto("/check/")
    page.set_input_files("#id_file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.click("[data-submit]")
    page.wait_for_selector(".tz-paper")


def on(page) -> str:
    """The title of the finding that is open."""
    return page.inner_text(".find.on a")


def in_sight(page, selector) -> bool:
    return page.evaluate(
        "s => { const r = document.querySelector(s).getBoundingClientRect();"
        " return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; }",
        selector,
    )


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_from_pasted_text_to_the_finding_and_by_keys_through_all(page):
    paste(page)
    assert page.inner_text(".eq").split("\n")[0].startswith("11 个数字")
    assert on(page) == "加总不符：技术合同"
    assert "182 + 121 + 21 + 22 = 346" in page.inner_text(".find.on")
    assert page.inner_text(".sn.on").startswith("登记技术合同336项")
    seen = [on(page)]
    for _ in range(3):
        page.keyboard.press("n")
        seen.append(on(page))
    assert seen[1].startswith("占比不符") and len(set(seen)) == 4
    for _ in range(3):
        page.keyboard.press("p")
    assert on(page) == seen[0]
    page.keyboard.press("p")
    assert on(page) not in seen  # round to the last


def test_a_mark_opens_its_finding_and_a_finding_its_mark(page):
    paste(page, "各项工作有序推进。\n" * 60 + TEXT)
    page.click(".mk-bad >> nth=1")
    assert on(page).startswith("占比不符")
    page.evaluate("document.querySelector('.manuscript').scrollTop = 0")
    page.click(".tz-drawer .find-t >> nth=0")
    assert on(page) == "加总不符：技术合同" and in_sight(page, ".mk-bad.on")
    page.click(".mk-ask >> nth=0")
    assert page.inner_text(".find.on").endswith("7场")


def test_tabs_show_one_kind_and_style_only_when_asked(page):
    paste(page, TEXT.replace("7场", "７场"))
    assert page.is_hidden("#g-style") and page.is_visible("#g-bad")
    page.click(".find-tabs [data-tab=bad]")
    assert page.is_visible("#g-bad") and page.is_hidden("#g-rest") and page.is_hidden("#g-look")
    page.click(".find-tabs [data-tab=style]")
    assert "全角数字" in page.inner_text("#g-style") and page.is_hidden("#g-bad")
    page.keyboard.press("n")
    assert page.locator("#g-style .find.on").count() == 1
    page.click(".mk-bad >> nth=0")
    assert on(page) == "加总不符：技术合同" and page.is_visible("#g-bad")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_the_annotated_word_and_the_json_are_taken_home(window, javascript):
    page = window(javascript=javascript)
    hand_in(page, docx(paragraph(WRONG)))
    with page.expect_download() as caught:
        page.click("text=下载带批注的 Word")
    assert caught.value.suggested_filename == "上半年总结-批注.docx"
    with zipfile.ZipFile(io.BytesIO(Path(caught.value.path()).read_bytes())) as marked:
        assert "346" in marked.read("word/comments.xml").decode()
    with page.expect_download() as caught:
        page.click("text=下载 JSON")
    assert json.loads(Path(caught.value.path()).read_text())["relations"][0]["holds"] is False
    assert page.is_visible(".tz-paper")


def test_without_script_the_links_lead_there_and_back(window):
    page = window(javascript=False)
    paste(page, "各项工作有序推进。\n" * 60 + TEXT)
    assert not in_sight(page, ".mk-bad")
    page.click(".tz-drawer .find-t >> nth=1")
    assert page.inner_text(".sn:target").startswith("全区高新技术企业412家") and in_sight(page, ".sn:target")
    page.click(".mk-ask >> nth=0")
    assert page.inner_text(".find:target").endswith("7场")
    page.click(".find-tabs [data-tab=ok]")
    assert page.url.endswith("#g-ok")


def test_too_large_or_nothing_is_said_before_anything_is_sent(page):
    page.goto("/check/")
    page.click("[data-submit]")
    assert page.inner_text("[data-error]") == "请先选一个文件，或把正文粘贴到框里。"
    page.fill("#id_text", WRONG)
    big = {"name": "大.docx", "mimeType": "application/octet-stream", "buffer": b"0" * (11 * 1024 * 1024)}
    page.set_input_files("#id_file", big)
    assert "超过了 10 MB 的上限" in page.inner_text("[data-error]")
    assert page.is_disabled("[data-submit]") and page.input_value("#id_text") == WRONG


def test_without_script_too_large_a_file_is_answered_in_words(window):
    page = window(javascript=False)
    page.goto("/check/")
    big = {"name": "大.docx", "mimeType": "application/octet-stream", "buffer": b"0" * (14 * 1024 * 1024)}
    page.set_input_files("#id_file", big)
    page.click("[data-submit]")
    assert "超过了 10 MB 的上限" in page.inner_text("[data-error]")


def test_on_a_phone_nothing_runs_over_and_a_bar_steps_through_the_findings(window):
    page = window(width=390, height=844)
    name = "清源区科学技术局关于二〇二六年上半年全区科技创新工作情况及下半年工作打算的报告（送审稿第三次修改）.docx"
    wide = docx(*(paragraph(line) for line in TEXT.splitlines()), paragraph("无" * 200 + "A" * 120))
    hand_in(page, wide, name)
    assert sideways(page) == 0
    assert in_sight(page, "#r1 .find-t")
    page.click("#r1 .find-t")
    assert in_sight(page, ".mk-bad.on") and page.is_visible("[data-stepper]")
    page.click("[data-stepper] [data-step='1']")
    assert page.inner_text("[data-stepper-title]").startswith("占比不符") and in_sight(page, ".mk-bad.on")
    for address in ("/check/", "/check/rules/", "/check/samples/"):
        page.goto(address)
        assert sideways(page) == 0, address
