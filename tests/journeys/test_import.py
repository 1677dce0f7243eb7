"""A workbook's whole way, in a real browser: in, mended, accepted, found, traced to its cell, undone."""

import pytest

from taizhang.intake import actions
from taizhang.intake.models import Batch
from taizhang.registers.organizations.models import Organization
from tests.journeys.messy import FOUND, IMPOSSIBLE, SCIENTIFIC, street_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "东城街道6月企业表.xlsx"


def upload(page, content: bytes, name: str = NAME, sender: str = ""):
    """Choose a file and send it; the page follows the reading by itself until the check is there."""
    page.goto("/imports/")
    page.set_input_files("#id_files", {"name": name, "mimeType": XLSX, "buffer": content})
    if sender:
        page.fill("[data-upload] input[name=sender]", sender)
    page.click("[data-upload] [data-submit]")
    page.wait_for_selector("#work.is-check, #work.is-columns")
    if page.locator("#work.is-columns").count():
        page.click("text=下一步：检查与预览差异")
    page.wait_for_selector("#work.is-check")


def type_in(page, text: str):
    """Fill the cell at the cursor by hand; it was the last one that was wrong."""
    page.fill(".own input[name=text]", text)
    page.press(".own input[name=text]", "Enter")
    page.wait_for_selector("tr[data-problem] .bad", state="detached")


def equation(page) -> str:
    return " ".join(page.inner_text(".tz-equation").split())


def test_a_messy_workbook_goes_in_is_found_traced_and_undone(cast, worker, page, sign_in):
    before = Organization.objects.count()
    sign_in(page, cast.staff)
    upload(page, street_workbook(), sender="东城街道")

    # What was read adds up, and what is wrong is said at its cell.
    assert equation(page).startswith("7 数据行 = ")
    assert "合计相符" in equation(page)
    assert page.locator("tr[data-problem]").count() == 2
    assert "2016 年 6 月没有 31 日" in page.inner_text("tr[aria-current]")
    assert page.inner_text(".around .hit") == "2016.6.31"
    page.click("text=请看一眼 >> nth=0")
    page.wait_for_selector("text=科学计数")
    assert page.locator("tr[data-problem]", has_text="9.14400E+17").count() == 1

    # Two are mended: one by the suggestion, one by hand; the second fix is taken back and made again.
    page.click(".tz-tabs a:has-text('不能导入')")
    page.wait_for_selector("tr[aria-current] .bad")
    page.keyboard.press("a")
    page.wait_for_selector("tr[data-problem] >> nth=0 >> text=必须填写")
    type_in(page, "江山市瀚海云图传感技术有限公司")
    page.keyboard.press("Control+z")
    page.wait_for_selector("text=已撤销上一步")
    page.wait_for_selector("tr[data-problem] .bad")
    type_in(page, "江山市瀚海云图传感技术有限公司")
    page.click(".tz-tabs a:has-text('修改')")
    page.wait_for_selector(".df")
    assert "6,500.00" in page.inner_text(".df")

    # It goes in.
    page.click("#accept")
    page.wait_for_selector("#work.is-result")
    assert "已导入 7 行" in page.inner_text("#work")
    assert Organization.objects.count() == before + 5
    assert str(Organization.objects.get(name=IMPOSSIBLE).founded_on) == "2016-06-30"
    assert Organization.objects.get(name=SCIENTIFIC).credit_code.startswith("91330881")

    # The firm is found by the initials of its name, and each value leads to its cell.
    page.fill(".tz-search input", "yzsl")
    page.press(".tz-search input", "Enter")
    page.click(f"main a:has-text('{FOUND}')")
    page.wait_for_selector("h1")
    page.click("a.src:has-text('G9') >> nth=0")
    page.wait_for_selector("#cell")
    assert page.inner_text("#cell") == "1,203.5"
    assert page.inner_text("tr.head").split()[1:3] == ["序号", "单位名称"]

    # The whole batch goes back.
    number = Batch.objects.get().number
    page.goto(f"/imports/{number}/")
    page.click("text=撤销整批…")
    assert "单位 5 条" in page.inner_text("main")
    page.click("#undo")
    page.wait_for_selector("text=已整批撤销")
    assert Organization.objects.count() == before
    page.fill(".tz-search input", "yzsl")
    page.press(".tz-search input", "Enter")
    page.wait_for_selector("text=没有找到")
    assert page.locator(f"main a:has-text('{FOUND}')").count() == 0


def test_a_double_click_imports_once(cast, worker, page, sign_in):
    before = Organization.objects.count()
    sign_in(page, cast.staff)
    upload(page, street_workbook())
    assert Batch.objects.count() == 1
    page.dblclick("#accept")
    page.wait_for_selector("#work.is-result")
    assert Organization.objects.count() == before + 3
    batch = Batch.objects.get()
    assert (batch.outcome["added"], batch.state) == (3, Batch.State.ACCEPTED)


def test_sending_the_same_form_twice_gives_one_batch(cast, worker, page, sign_in):
    sign_in(page, cast.staff, then="/imports/")
    page.set_input_files("#id_files", {"name": NAME, "mimeType": XLSX, "buffer": street_workbook()})
    page.dblclick("[data-upload] [data-submit]")
    page.wait_for_selector("#work")
    assert Batch.objects.count() == 1


def test_a_batch_of_another_bureau_is_not_there(cast, worker, page, sign_in):
    theirs = actions.receive(
        street_workbook(), "乙区.xlsx", bureau=cast.other_bureau, user=cast.stranger_staff, later=False
    )
    sign_in(page, cast.staff)
    for address in ("", "source/?sheet=1&cell=B5", "original/", "annotated/", "undo/", "progress/"):
        assert page.request.get(f"/imports/{theirs.number}/{address}").status == 404, address


def test_cells_pasted_anywhere_become_a_batch(cast, worker, page, sign_in):
    sign_in(page, cast.staff, then="/imports/")
    block = "企业名称\t所属街道\t注册资本（万元）\n江山市格致新能源装备有限公司\t东城街道\t500\n"
    page.evaluate(
        """text => { const board = new DataTransfer(); board.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: board, bubbles: true})); }""",
        block,
    )
    assert page.inner_text("[data-pasted]") == "已贴入 2 行 × 3 列"
    page.keyboard.press("Enter")
    page.wait_for_selector("#work.is-check, #work.is-columns")
    assert Batch.objects.get().pasted


def test_a_liaison_works_on_a_phone(cast, worker, window, sign_in):
    page = window(width=390, height=844)
    sign_in(page, cast.liaison)
    page.goto("/imports/")
    assert "东城街道" in page.inner_text(".field-known")
    upload(page, street_workbook())
    for address in ("/imports/", page.url, page.url.split("?")[0] + "?step=columns"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert Batch.objects.get().region == cast.east
    page.goto(page.url.split("?")[0] + "?step=check")
    page.click("#accept")
    page.wait_for_selector("#work.is-result")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert set(
        Organization.objects.filter(region=cast.east, state="provisional").values_list("name", flat=True)
    ) >= {FOUND}


def test_without_javascript_the_same_forms_do_it(cast, worker, window, sign_in):
    page = window(javascript=False)
    sign_in(page, cast.staff)
    page.goto("/imports/")
    page.set_input_files("#id_files", {"name": NAME, "mimeType": XLSX, "buffer": street_workbook()})
    page.click("[data-upload] [data-submit]")
    page.wait_for_selector("#work.is-check, #work.is-columns")  # the page asks again by itself
    page.goto(page.url.split("?")[0] + "?step=check")
    page.click("tr[aria-current] button:has-text('采用')")
    assert page.locator("tr[data-problem] .bad").count() == 1
    page.click("#accept")
    page.wait_for_selector("#work.is-result")
    assert "已导入 6 行" in page.inner_text("#work")
