"""A report to Word and back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.core.papers.paper import Paper
from taizhang.core.papers.paper import Paragraph as Text
from taizhang.core.papers.write import write_docx
from taizhang.reports.tests.test_taking_over import edited
from taizhang.web.desk.reports.tests.asked import page


def test_the_paper_goes_out_and_comes_back_with_one_number_reported(staff, report):
    out = staff.post(f"/reports/{report.pk}/report.docx")
    docx = b"".join(out) if out.streaming else out.content
    changed = SimpleUploadedFile(
        "改.docx", edited(docx, (">150<", ">155<"), ("加强项目储备", "举办沙龙12场，加强项目储备"))
    )
    assert staff.post(f"/reports/{report.pk}/return/", {"file": changed}).status_code == 302
    text = staff.get(f"/reports/{report.pk}/return/").content.decode()
    figures = report.tokens.count()
    assert f"原有 {figures} 个数字" in text and f"{figures - 1} 个没有动" in text
    assert "1 个数字被改过" in text and "1 个新打的数字" in text and "台账里没有" in text
    assert "155 万元" in text and "150 万元" in text and report.manuscripts.count() == 1
    compared = staff.get(f"/reports/{report.pk}/editions/?a=1").content.decode()
    assert '<del class="diff-old">150</del>' in compared and '<ins class="diff-new">155</ins>' in compared


def test_a_returned_paper_is_undone_by_one_click_and_a_strange_one_refused(staff, report, told):
    out = staff.post(f"/reports/{report.pk}/report.docx")
    docx = b"".join(out) if out.streaming else out.content
    letter = write_docx(Paper("通知", (Text(("请于8月3日参会。",)),)))
    refused = staff.post(f"/reports/{report.pk}/return/", {"file": SimpleUploadedFile("通知.docx", letter)})
    assert refused.status_code == 422 and 'name="anyway"' in refused.content.decode()
    assert "去核对页" in refused.content.decode()
    file = SimpleUploadedFile("改.docx", edited(docx, ("加强项目储备", "另写一句")))
    staff.post(f"/reports/{report.pk}/return/", {"file": file})
    text = staff.get(f"/reports/{report.pk}/return/").content.decode()
    back = re.search(r"/reports/\d+/editions/\d+/back/", text)[0]
    assert "另写一句" in page(staff, report)
    assert "已恢复成" in staff.post(back, follow=True).content.decode()
    assert "另写一句" not in page(staff, report) and "加强项目储备" in page(staff, report)


@pytest.mark.parametrize("name, content", [("空.docx", b"junk"), ("a.pdf", b"%PDF-1.4"), ("无.docx", None)])
def test_what_is_no_paper_is_told_in_words(staff, report, name, content):
    sent = {"file": SimpleUploadedFile(name, content)} if content else {}
    answer = staff.post(f"/reports/{report.pk}/return/", sent)
    assert answer.status_code == 422 and "tz-errsum" in answer.content.decode()
    assert not report.editions.exists()
