"""A notice from draft to the public and back: blocked with the place, mended, published by the leader, withdrawn."""

import io
from pathlib import Path

import openpyxl
import pytest
from stdnum.cn import ric

pytestmark = pytest.mark.browser
BODY = "33088119900307241"
TITLE = "2026年度区级科技计划项目拟立项公示"


def workbook(folder: Path, *, hidden: bool) -> Path:
    """A list of people; `hidden`: with their ID numbers in a column that nobody sees."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "拟立项名单"
    sheet.append(["序号", "项目名称", "承担单位", "负责人", "身份证号"][: 5 if hidden else 4])
    for number in range(1, 8):
        row = [number, f"第{number}号高效传动部件的研发", "澜江恒远精密传动科技股份有限公司", "张*"]
        sheet.append([*row, BODY + str(ric.calc_check_digit(BODY + "0"))] if hidden and number == 3 else row)
    sheet.column_dimensions["E"].hidden = hidden
    path = folder / "拟立项名单.xlsx"
    book.save(path)
    return path


def downloaded(held) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(Path(held.value.path()).read_bytes()))


def test_a_notice_with_a_hidden_id_number_is_blocked_mended_published_read_and_withdrawn(
    cast, worker, window, sign_in, tmp_path
):
    desk = sign_in(window(), cast.staff, "/publishing/")
    desk.get_by_role("link", name="起草第一份").click()
    desk.fill("#title", TITLE)
    desk.fill("#text", "经形式审查和专家评审，现将拟立项项目予以公示。\n公示期内有意见的，请向本局反映。")
    desk.set_input_files("#files", workbook(tmp_path, hidden=True))
    desk.get_by_role("button", name="保存并检查").click()
    finds = desk.get_by_role("region", name="检查结果")
    finds.get_by_text("1 处没有处理，不能公开").wait_for()
    told = finds.inner_text()
    assert (
        "工作表“拟立项名单” E4（隐藏的列）" in told
        and "这一类不能放行" in told
        and BODY not in desk.content()
    )
    assert desk.get_by_role("button", name="提请发布").is_disabled()

    with desk.expect_download() as marked:
        desk.get_by_role("link", name="下载标注稿").click()
    copy = downloaded(marked)
    assert "身份证号" in copy["拟立项名单"]["E4"].comment.text

    desk.get_by_role("button", name="移除").click()
    desk.get_by_text("没有附件。").wait_for()
    desk.set_input_files("input[name=files]", workbook(tmp_path, hidden=False))
    desk.get_by_role("button", name="添加并检查").click()
    finds.get_by_text("没有要处理的").wait_for()
    desk.get_by_role("button", name="提请发布").click()
    desk.get_by_text("已提请，等局领导发布").wait_for()

    leader = sign_in(window(), cast.leader, "/publishing/")
    leader.get_by_role("link", name=TITLE).click()
    leader.get_by_role("button", name="发布", exact=True).click()
    leader.get_by_role("link", name="公众看到的页面").wait_for()

    public = window(width=390, height=844)
    public.goto("/notices/")
    public.get_by_role("link", name=TITLE).click()
    public.get_by_text("经形式审查和专家评审").wait_for()
    address = public.url
    with public.expect_download() as file:
        public.get_by_role("link", name="拟立项名单.xlsx").click()
    assert downloaded(file).active.max_column == 4
    assert public.evaluate("document.documentElement.scrollWidth") <= 390

    leader.fill("#reason", "公示期满")
    leader.get_by_role("button", name="撤下").click()
    leader.get_by_text("撤下：公示期满").wait_for()
    public.goto(address)
    assert "公示期满" in public.inner_text("main") and "专家评审" not in public.inner_text("main")
    public.goto("/notices/")
    assert TITLE not in public.inner_text("main")
