"""The report's whole way, in a real browser: from a figure to the cell it came from, to Word and back, signed, outliving a correction."""

import pytest

from taizhang.accounts.models import Role
from taizhang.journal.writing import Author
from taizhang.operations import samples
from taizhang.regions.divisions import load_divisions
from taizhang.reports.actions import edit_paragraph
from taizhang.reports.models import Report
from taizhang.reports.tests.ledger import small_report
from taizhang.reports.tests.test_taking_over import edited
from tests.cast import PASSWORD, user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FUNDS = "申报科技项目资金"  # 281 万元 in the published report of that half-year


@pytest.fixture
def report() -> Report:
    """The draft of the sample bureau whose half-year report was published, as `./start` makes it."""
    load_divisions()
    sample = next(b for b in samples.BUREAUS if b.slug == "tianjiaan")
    bureau = samples.make_bureau(sample)
    samples.bring_in(bureau, samples.workbooks(sample.slug))
    return samples.make_report(sample, bureau)


@pytest.fixture
def clerk(report, page):
    """A clerk of that bureau, signed in by name and password."""
    return signed_in(page, report.bureau)


@pytest.fixture
def leader(report):
    return user("leader", Role.LEADER, report.bureau, name="局长乙")


def signed_in(page, bureau):
    made = user("clerk", Role.STAFF, bureau, name="经办甲")
    sign_in(page, made)
    return made


def sign_in(page, who):
    """By name and password, whoever used the browser before."""
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.fill("input[name=username]:visible", who.username)
    page.fill("input[name=password]:visible", PASSWORD)
    page.press("input[name=password]:visible", "Enter")
    page.wait_for_selector(".tz-me")


def figure(report: Report, name: str) -> str:
    return f"#doc .fig[data-k={report.tokens.get(name=name).key}]"


def test_a_draft_is_proven_written_sent_to_word_signed_and_outlives_a_correction(
    report, clerk, leader, worker, page
):
    home, funds = f"/reports/{report.pk}/", figure(report, FUNDS)
    page.click(f".report-panel a:has-text('{report.title}')")
    assert page.inner_text(funds) == "281"

    # A figure opens into its rows, a row into the cell of the workbook, and back.
    page.click(funds)
    page.wait_for_selector("#drawer .fig-big:has-text('281')")
    assert page.locator(f"{funds}.is-open").count() == 1 and "?f=" in page.url
    assert "共 21 行" in page.inner_text("#drawer")
    page.click("#drawer .proof-head >> nth=0")
    project = page.url.rstrip("/")
    page.go_back()
    page.wait_for_selector("#drawer .orig .tz-sheet .hit-ok")
    page.click("#drawer a.src >> nth=0")
    page.wait_for_selector(".tz-sheet .hit, .tz-sheet .hit-ok")
    assert "/imports/" in page.url
    page.click("text=返回报告")
    page.wait_for_selector("#drawer .fig-big:has-text('281')")

    # A paragraph is written in place and saves itself.
    paragraph = page.locator(".para", has_text="申报资金").first
    place = paragraph.get_attribute("id")
    paragraph.locator("p").first.dblclick(position={"x": 60, "y": 12})
    page.wait_for_selector("form[data-ready] .para-rich:focus")
    page.keyboard.press("Control+Home")
    page.keyboard.type("紧盯目标任务，")
    page.wait_for_selector("#saved:has-text('已保存')")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".para-editor", state="detached")
    assert "紧盯目标任务，" in page.inner_text(f"#{place}")

    # Out to Word; one number is changed there; back, and that one number is told.
    with page.expect_download() as download:
        page.click("text=导出 Word")
    docx = download.value.path().read_bytes()
    page.goto(f"{home}return/")
    changed = edited(docx, (">281<", ">285<"))
    page.set_input_files("input[type=file]", {"name": "改.docx", "mimeType": DOCX, "buffer": changed})
    page.click("button:has-text('收回')")
    page.wait_for_selector("text=文中的数与台账不同")
    wrong = page.locator("section:has-text('文中的数与台账不同') tbody tr")
    assert [" ".join(cell.split()) for cell in wrong.first.locator("td").all_inner_texts()[:4]] == [
        FUNDS, "285 万元", "281 万元", "4",
    ]  # fmt: skip
    assert wrong.count() == 1 and "1 个数字被改过" in page.inner_text("main")
    page.click("text=用台账数")
    page.wait_for_selector(f"{funds}:has-text('281')")
    assert "冲突" not in page.inner_text("#counts") and "紧盯目标任务，" in page.inner_text(f"#{place}")

    # Signed; then a row of the ledger is corrected: the report stands, the difference is told.
    page.click("text=签发…")
    page.wait_for_selector("text=签发由局领导来做：局长乙")
    sign_in(page, leader)
    page.goto(home)
    page.click("text=签发…")
    page.check("input[name=anyway]")  # the words of the template stand as they are
    page.click("main button:has-text('签发')")
    page.wait_for_selector("text=每个数字和它的每一行都与签发时相同")
    sign_in(page, clerk)
    page.goto(f"{project}/edit/")
    before = page.input_value("#i-grant_funds_yuan")
    page.fill("#i-grant_funds_yuan", str(float(before.replace(",", "")) + 4))
    page.click(".bar button[type=submit]")
    page.wait_for_url(f"{project}/")
    page.goto(home)
    assert page.inner_text(funds) == "281" and page.locator("[data-edit]").count() == 0
    page.goto(f"{home}proof/?check=1")
    assert "逐字节一致" in page.inner_text("main")
    assert "281 万元" in page.inner_text("tr:has-text('资金')") and "285 万元" in page.inner_text(
        "tr:has-text('资金')"
    )
    page.goto(f"/figures/?e=projects_applied_grant[level=city]&p={report.period}")
    assert "285" in page.inner_text("main .fig-big")


def test_what_is_typed_over_a_figure_is_asked_about_and_never_dropped(cast, page):
    report = small_report(cast.bureau)
    signed_in(page, report.bureau)
    page.goto(f"/reports/{report.pk}/")
    para = page.locator(".para", has_text="申报资金").first
    place = f"#{para.get_attribute('id')}"

    def edit():
        page.locator(f"{place} p").first.dblclick(position={"x": 60, "y": 12})
        page.wait_for_selector("form[data-ready] .para-rich:focus")

    def type_over(key, text):
        page.evaluate(
            """key => { const at = document.querySelector(`.para-rich [data-k=${key}]`), range = document.createRange();
            range.selectNode(at); getSelection().removeAllRanges(); getSelection().addRange(range); }""",
            key,
        )
        page.keyboard.type(text)

    funds = report.tokens.get(name__contains="申报科技项目资金").key
    edit()
    type_over(funds, "155")
    assert "150" in page.inner_text(".chip-ask") and page.locator(".chip-ask button").first.is_visible()
    for key in ("Escape", "Control+s"):  # neither throws it away nor saves past the question
        page.keyboard.press(key)
        assert "155" in page.inner_text(".para-rich") and page.locator(".chip-ask").is_visible()
    page.click("[data-cancel]")
    assert "155" in page.inner_text(".para-rich")
    page.click(".chip-ask [data-way=manual]")
    page.wait_for_selector("#drawer input[name=value]")
    assert page.input_value("#drawer input[name=value]") == "155"
    assert page.locator(f".para-rich [data-k={funds}]").count() == 1

    # Everything deleted: all figures are named, and all come back.
    page.click(".para-rich")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert page.inner_text("[data-said]").startswith("2 个数字被改掉或删去了")
    page.click(".chip-ask [data-way=back]")
    assert page.locator(".para-rich [data-k]").count() == 2

    # A figure that the report does not have: the sentence says so, the text stays and is saved once it is mended.
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("又记{{k99}}项")
    page.keyboard.press("Control+s")
    page.wait_for_selector("[data-wrong]:has-text('k99')")
    assert "又记{{k99}}项" in page.inner_text(".para-rich")
    for _ in "{{k99}}项":
        page.keyboard.press("Backspace")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".para-editor", state="detached")
    assert "又记" in page.inner_text(place)

    # Enter in the middle makes two paragraphs of one, at the end a new one that is open for writing.
    edit()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{place}:not(.is-editing) p:text-matches('又$')")
    edit()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.wait_for_url("**?edit=*")
    page.wait_for_selector("form[data-ready] .para-rich:focus")
    assert page.inner_text(".para-rich").strip() == ""
    page.keyboard.press("Escape")
    page.wait_for_selector(".para-editor", state="detached")

    # Somebody else is quicker: both texts stand side by side, and neither is lost.
    edit()
    paragraph = report.paragraphs.get(pk=place.removeprefix("#p"))
    edit_paragraph(
        paragraph=paragraph,
        body=f"同事先写。{paragraph.body}",
        version=paragraph.version,
        author=Author(cast.staff),
    )
    page.keyboard.press("Control+Home")
    page.keyboard.type("我后写。")
    page.keyboard.press("Control+s")
    page.wait_for_selector("[data-conflict] [data-mine]")
    assert "同事先写。" in page.inner_text("[data-conflict]") and "我后写。" in page.inner_text(".para-rich")
    page.click("[data-conflict] [data-mine]")
    page.wait_for_selector("#saved:has-text('已保存')")
    page.keyboard.press("Escape")
    page.click("[data-cancel]")
    page.wait_for_selector(".para-editor", state="detached")
    assert "我后写。" in page.inner_text(place)
