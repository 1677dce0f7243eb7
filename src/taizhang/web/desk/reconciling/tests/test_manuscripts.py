"""Texts held against the ledger, as people hand them in and decide 对账稿件."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.reports import manuscripts as work
from taizhang.reports.models import Manuscript, SentenceDecision
from taizhang.reports.tests.ledger import half_year
from taizhang.web.desk.reconciling.page import grouped

TEXT = "上半年，申报市级科技计划项目5项。输出技术合同成交额1000万元。编写宣传材料300页。"


@pytest.fixture
def staff(client, cast, django_capture_on_commit_callbacks):
    half_year(cast.bureau)
    client.force_login(cast.staff)
    return client


def handed_in(staff, text: str = TEXT) -> Manuscript:
    """A text handed in on the page and worked on, as the worker would."""
    answer = staff.post(reverse("reconcile"), {"text": text, "period": "2022-H1"})
    assert answer.status_code == 302
    made = Manuscript.objects.get()
    work.work(made.pk)
    made.refresh_from_db()
    return made


def verdicts(manuscript: Manuscript) -> dict[str, str]:
    return {f["text"]: f["verdict"] for f in manuscript.result["figures"]}


def test_each_figure_gets_its_verdict_and_its_proof(staff):
    made = handed_in(staff)
    assert made.state == Manuscript.State.DONE
    assert verdicts(made) == {"5项": "agrees", "1000万元": "differs", "300页": "not_in_ledger"}
    page = staff.get(reverse("manuscript", args=[made.pk])).content.decode()
    assert "与台账不符" in page and "/figures/?" in page


def test_a_reckoned_figure_opens_into_what_it_is_reckoned_from(staff):
    made = handed_in(staff, "上半年，输出技术合同成交额1700万元，同比增长70%。")
    grown = next(f for f in made.result["figures"] if f["text"] == "70%")
    assert [o["period"] for o in grown["operands"]] == ["2022-H1", "2021-H1"]
    page = staff.get(reverse("manuscript", args=[made.pk])).content.decode()
    links = re.findall(r'<a class="fig" href="([^"]+)">技术合同', page)
    assert len(links) == 2
    assert all(staff.get(html.unescape(link)).status_code == 200 for link in links)


def test_what_has_no_end_is_shown_to_two_decimals_and_shares_differ_by_points(staff):
    made = handed_in(staff, "上半年，输出技术合同成交额1700万元，同比增长66%。")
    page = staff.get(reverse("manuscript", args=[made.pk])).content.decode()
    assert "4个百分点" in page
    assert [grouped(v) for v in (25.85952371309384, 13140000, "12430.39")] == [
        "25.86",
        "13,140,000",
        "12,430.39",
    ]


def test_a_decision_holds_for_the_next_text_with_that_sentence(staff):
    made = handed_in(staff)
    wrong = next(f for f in made.result["figures"] if f["verdict"] == "differs")
    answer = staff.post(
        reverse("manuscript_decide", args=[made.pk]),
        {"print": wrong["print"], "verdict": "agrees", "reason": "含两项补报的", "at": f"r-{wrong['id']}"},
    )
    assert answer.status_code == 302
    work.again(made)
    work.work(made.pk)
    made.refresh_from_db()
    kept = next(f for f in made.result["figures"] if f["print"] == wrong["print"])
    assert (kept["verdict"], kept["reason"]) == ("agrees", "保留文中的数：含两项补报的")


def test_keeping_a_number_needs_a_reason(staff):
    made = handed_in(staff)
    wrong = next(f for f in made.result["figures"] if f["verdict"] == "differs")
    data = {"print": wrong["print"], "verdict": "agrees", "reason": " "}
    page = staff.post(reverse("manuscript_decide", args=[made.pk]), data, follow=True).content.decode()
    assert "要写理由" in page
    assert not SentenceDecision.objects.exists()


@pytest.mark.parametrize(
    "data, says",
    [
        ({"text": " ", "period": "2022-H1"}, "没有收到内容"),
        ({"text": TEXT, "period": "去年下半年吧"}, "不是能认出的期间"),
        ({"file": SimpleUploadedFile("总结.docx", b"PK not a docx"), "period": "2022-H1"}, "总结.docx"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(staff, data, says):
    answer = staff.post(reverse("reconcile"), data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Manuscript.objects.exists()


def test_another_bureaus_text_is_not_there(staff, client, cast):
    made = handed_in(staff)
    client.force_login(cast.stranger_staff)
    for name in ("manuscript", "manuscript_json", "manuscript_original"):
        assert client.get(reverse(name, args=[made.pk])).status_code == 404


def test_a_job_that_runs_twice_works_once(staff):
    made = handed_in(staff)
    Manuscript.objects.filter(pk=made.pk).update(result=None)
    work.work(made.pk)
    made.refresh_from_db()
    assert made.result is None
