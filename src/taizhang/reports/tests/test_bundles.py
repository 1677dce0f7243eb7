"""Bundles are made once, by one job; a dead job's is begun again; the packed folder holds what proves an assessment."""

import io
import os
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.files.actions import attach_file
from taizhang.files.store import path_of, read
from taizhang.intake import progress
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.assessments.models import Assessment
from taizhang.reports import actions, bundles, packing
from taizhang.reports.models import Bundle
from taizhang.reports.tests.ledger import half_year, row

NAME = "2022年考核"


@pytest.fixture
def author(cast):
    return Author(cast.staff)


@pytest.fixture
def indicator(cast):
    half_year(cast.bureau)
    return Assessment.objects.get(assessment=NAME)


def attached(cast, author, register, record, name, content):
    attach_file(
        content,
        name=name,
        register=register,
        record_id=record.pk,
        title="",
        bureau=cast.bureau,
        author=author,
    )


def packed(cast, author):
    bundle = bundles.ask_papers(bureau=cast.bureau, assessment=NAME, year=2022, author=author)
    bundles.work(bundle.pk)
    bundle.refresh_from_db()
    assert bundle.state == Bundle.State.DONE, bundle.sentence
    return zipfile.ZipFile(io.BytesIO(read(bundle.file)))


def test_the_folder_holds_what_is_attached_to_the_indicator_and_to_its_rows(cast, author, indicator):
    contract = row(cast.bureau, "technology_contracts", title="合同丙", direction="output", status="registered",
                   registered_on=date(2022, 3, 3), amount_yuan=Decimal(1))  # fmt: skip
    attached(cast, author, "assessments", indicator, "通知.pdf", b"%PDF-1.4 a")
    attached(cast, author, "technology_contracts", contract, "登记:证明.pdf", b"%PDF-1.4 b")
    attached(cast, author, "technology_contracts", contract, "通知.PDF", b"%PDF-1.4 c")
    archive = packed(cast, author)
    folder = "01 输出技术合同成交额"
    assert archive.namelist() == [
        f"{folder}/通知.pdf",
        f"{folder}/登记 证明.pdf",
        f"{folder}/通知（2）.PDF",
        "目录.docx",
    ]
    assert archive.read(f"{folder}/登记 证明.pdf") == b"%PDF-1.4 b"
    with zipfile.ZipFile(io.BytesIO(archive.read("目录.docx"))) as paper:
        told = paper.read("word/document.xml").decode()
    assert "合同丙" in told and "3 份证明材料" in told
    assert Entry.objects.filter(event=Event.EVIDENCE_MADE).count() == 1


def test_a_lost_file_and_an_indicator_without_papers_are_told(cast, author, indicator):
    attached(cast, author, "assessments", indicator, "通知.pdf", b"%PDF-1.4 a")
    row(cast.bureau, "assessments", assessment=NAME, indicator="新增平台", year=2022, target=Decimal(3))
    path_of(indicator_file(indicator)).unlink()
    archive = packed(cast, author)
    with zipfile.ZipFile(io.BytesIO(archive.read("目录.docx"))) as paper:
        told = paper.read("word/document.xml").decode()
    assert "存档文件不在了" in told and "还没有证明材料的指标 2 项" in told


def indicator_file(indicator):
    from taizhang.files.models import Attachment

    return Attachment.objects.get(register="assessments", record_id=indicator.pk).file.sha256


def test_an_assessment_without_indicators_is_refused(cast, author):
    with pytest.raises(Refused, match="没有“年度考核”2022 年的已核指标"):
        bundles.ask_papers(bureau=cast.bureau, assessment="年度考核", year=2022, author=author)


def test_two_clicks_make_one_bundle_and_two_jobs_work_once(cast, author, indicator):
    report = actions.make_report(bureau=cast.bureau, period=Period.parse("2022-H1"), author=author)
    first, second = (bundles.ask_evidence(report=report, author=author) for _ in range(2))
    assert first == second
    bundles.work(first.pk)
    first.refresh_from_db()
    done_at = first.done_at
    bundles.work(first.pk)
    first.refresh_from_db()
    assert (first.state, first.done_at) == (Bundle.State.DONE, done_at)
    assert first.name.endswith("数字佐证表（草稿）.xlsx")
    assert progress.read(f"bundle-{first.pk}") == progress.Progress()


def test_a_dead_jobs_bundle_is_begun_again_once(cast, author, indicator):
    bundle = bundles.ask_papers(bureau=cast.bureau, assessment=NAME, year=2022, author=author)
    for state in (Bundle.State.WAITING, Bundle.State.FAILED):
        Bundle.objects.filter(pk=bundle.pk).update(state=Bundle.State.WORKING, claim="dead")
        progress.Beat(f"bundle-{bundle.pk}").say("写")
        assert bundles.recover() == 0
        long_ago = (timezone.now() - 2 * bundles.STALE).timestamp()
        os.utime(progress.path_of(f"bundle-{bundle.pk}"), (long_ago, long_ago))
        assert bundles.recover() == 1
        bundle.refresh_from_db()
        assert (bundle.state, bundle.claim) == (state, "")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc passwd"), ("a\\b:c*?.pdf", "a b c.pdf"), ("CON.txt", "_CON.txt"), ("...", "未命名"),
        (".htaccess", "htaccess"), ("长" * 200 + ".docx", "长" * 55 + ".docx"), ("报告\u202e.pdf", "报告.pdf"), ("名 .", "名"),
    ],
)  # fmt: skip
def test_names_are_taken_by_every_system(name, safe):
    assert packing.safe_name(name) == safe
