"""A paper that comes back: figures that still hold stay tied, what was changed is told, nothing is lost."""

import io
import re
import shutil
import subprocess
import zipfile

import pytest

from taizhang.core.papers.paper import Paper, figures
from taizhang.core.papers.paper import Paragraph as Text
from taizhang.core.papers.read import read_docx
from taizhang.core.papers.write import write_docx
from taizhang.core.periods import Period
from taizhang.core.reading.documents.unreadable import Unreadable
from taizhang.journal.writing import Author
from taizhang.reports import actions
from taizhang.reports.content import content, plain_text
from taizhang.reports.going_back import go_back
from taizhang.reports.models import Paragraph
from taizhang.reports.recognising import NotOurs
from taizhang.reports.taking_over import hand_out, take_over
from taizhang.reports.templates import read
from taizhang.reports.tests.ledger import SMALL, draft, row, small_report

HALF = Period.parse("2022-H1")


@pytest.fixture
def author(cast):
    return Author(cast.staff)


@pytest.fixture
def report(cast):
    return small_report(cast.bureau)


def edited_part(docx, part, change):
    """The paper with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == part else data)
    return out.getvalue()


def edited_xml(docx, change):
    return edited_part(docx, "word/document.xml", change)


def edited(docx, *changes):
    """The paper with pieces of its document's XML replaced, each of which must be there."""

    def change(text):
        for was, now in changes:
            assert was in text, was
            text = text.replace(was, now)
        return text

    return edited_xml(docx, change)


def stripped(xml):
    """The text of a paper as it is after it was copied into a new file: no control, bookmark or link is left."""
    text = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml, flags=re.S)
    return re.sub(r"<w:bookmark(?:Start|End)[^>]*/>|</?w:hyperlink[^>]*>", "", text)


def without_marks(docx):
    return edited_xml(docx, stripped)


def bodies(report):
    return list(report.paragraphs.filter(removed=False).order_by("position").values_list("body", "level"))


def returned(report, author, *changes):
    docx = edited(hand_out(report=report, author=author, address="http://ledger.local"), *changes)
    return take_over(report=report, data=docx, author=author)


def test_every_figure_goes_out_as_a_control_with_its_proof(report, author):
    held = list(
        figures(read_docx(hand_out(report=report, author=author, address="http://ledger.local")).blocks)
    )
    shown = [f for s in content(report) for f in s.figures]
    assert [(f.id, f.text) for f in held] == [(f.key, f.text) for f in shown]
    assert held[0].link == f"http://ledger.local/reports/{report.pk}/?f=k1"


def test_the_same_report_gives_the_same_bytes(report, author):
    assert hand_out(report=report, author=author) == hand_out(report=report, author=author)


def test_an_untouched_paper_changes_nothing(report, author):
    before = list(report.paragraphs.order_by("position").values_list("pk", "body", "version", "removed"))
    assert returned(report, author) == []
    assert (
        list(report.paragraphs.order_by("position").values_list("pk", "body", "version", "removed")) == before
    )


def test_one_changed_number_is_told_and_stands_as_text(report, author):
    (found,) = returned(report, author, (">1200<", ">1300<"))
    assert (found.kind, found.was, found.now) == ("changed", "1200", "1300")
    text = Paragraph.objects.get(pk=found.paragraph_id).body
    assert "输出技术合同成交额1300万元，同比增长" not in text and "1300万元" in text
    assert f"{{{{{found.key}}}}}" not in text
    assert report.editions.order_by("-number").first().reason == "收回修改稿之前"


def test_a_number_changed_back_is_tied_again(report, author):
    went_out = hand_out(report=report, author=author)
    take_over(report=report, data=edited(went_out, (">1200<", ">1300<")), author=author)
    assert take_over(report=report, data=went_out, author=author) == []
    assert "1200万元" in plain_text(report)


def test_words_that_turn_with_the_value_are_part_of_it(report, author):
    (found,) = returned(report, author, ("同比增长", "同比下降"))
    assert (found.kind, found.was) == ("changed", "增长20.0%")
    assert "下降20.0%" in found.sentence


def test_text_is_taken_and_its_figures_stay(report, author):
    assert returned(report, author, ("健全技术转移服务体系", "进一步健全技术转移体系")) == []
    text = plain_text(report)
    assert "进一步健全技术转移体系" in text and "1200万元" in text
    assert len([f for s in content(report) for f in s.figures]) == report.tokens.count()


def test_a_number_written_with_commas_still_is_the_number(report, author):
    assert returned(report, author, (">1200<", ">1,200<")) == []


def test_a_ledger_that_moved_since_the_paper_went_out_is_no_change_by_hand(report, cast, author):
    docx = edited(hand_out(report=report, author=author), ("加强项目储备", "切实加强项目储备"))
    row(cast.bureau, "projects", name="补录", level="city", plan="工业攻关项目", applied_on=HALF.end)
    found = take_over(report=report, data=docx, author=author)
    assert {d.kind for d in found} == {"moved"}
    assert ("5", "6") in {(d.was, d.now) for d in found}
    assert "市级科技项目6项" in plain_text(report)


def test_a_paragraph_that_was_deleted_is_told_and_can_come_back(report, author):
    went_out = hand_out(report=report, author=author)
    xml = zipfile.ZipFile(io.BytesIO(went_out)).read("word/document.xml").decode()
    at = xml.index("提升创新平台能级")
    start, end = xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at) + len("</w:p>")
    found = take_over(report=report, data=edited(went_out, (xml[start:end], "")), author=author)
    assert [d.kind for d in found] == ["paragraph"]
    gone = report.paragraphs.get(removed=True)
    actions.restore_paragraph(paragraph=gone, author=author)
    assert "提升创新平台能级" in plain_text(report)


def test_a_title_changed_in_word_is_taken(report, author):
    found = returned(report, author, ("和下半年工作计划", "及下半年工作安排"))
    assert "head" in {d.kind for d in found}
    report.refresh_from_db()
    assert report.title.endswith("及下半年工作安排")


def test_a_paper_that_is_not_ours_changes_nothing_unless_the_person_says_so(report, author):
    before = bodies(report)
    letter = write_docx(Paper("关于开会的通知", (Text(("请各单位于8月3日上午参会，地点在301室。",)),)))
    with pytest.raises(NotOurs, match="请到核对页") as no:
        take_over(report=report, data=letter, author=author)
    assert not no.value.of_another
    assert bodies(report) == before and not report.editions.exists()
    take_over(report=report, data=letter, author=author, anyway=True)
    assert bodies(report) == [("请各单位于8月3日上午参会，地点在301室。", 0)]
    go_back(report=report, edition=report.editions.get(number=1), author=author)
    report.refresh_from_db()
    assert bodies(report) == before and report.title != "关于开会的通知"


def test_a_paper_of_another_report_is_sent_there(cast, report, author):
    other = draft(read("small", SMALL), cast.bureau, Period.parse("2022-H1"))
    before = bodies(report)
    for anyway in (False, True):
        with pytest.raises(NotOurs) as no:
            take_over(report=report, data=hand_out(report=other, author=author), author=author, anyway=anyway)
        assert no.value.of == other
    assert bodies(report) == before


def test_a_figure_copied_from_another_report_is_not_ours_of_the_same_number(report, author):
    docx = hand_out(report=report, author=author, address="http://l")
    strange = edited_part(
        docx,
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace(f"/reports/{report.pk}/?f=k1", "/reports/999/?f=k1"),
    )
    strange = edited(strange, ("加强项目储备", "切实加强项目储备"))
    assert [d.kind for d in take_over(report=report, data=strange, author=author)] == ["strange"]


def test_numbers_whose_controls_are_gone_are_tied_again_by_their_words(report, author):
    before = bodies(report)
    docx = hand_out(report=report, author=author, address="http://l")
    assert take_over(report=report, data=without_marks(docx), author=author) == []
    assert bodies(report) == before
    changed = edited(
        docx, (">1200<", ">1300<"), ("健全技术转移服务体系", "进一步健全技术转移体系"), (">150<", ">150.00<")
    )
    (found,) = take_over(report=report, data=without_marks(changed), author=author)
    assert (found.kind, found.was, found.now) == ("changed", "1200", "1300")
    text = plain_text(report)
    assert "进一步健全技术转移体系" in text and "1300万元，同比增长20.0%" in text
    assert len({f.key for s in content(report) for f in s.figures}) == report.tokens.count() - 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("by", ["odt", "rtf"])
def test_a_paper_saved_by_libreoffice_comes_back_as_it_went(report, author, tmp_path, by):
    before = bodies(report)
    (tmp_path / "稿.docx").write_bytes(hand_out(report=report, author=author, address="http://l"))
    file = tmp_path / "稿.docx"
    for kind in dict.fromkeys((by, "docx")):
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path / f"as-{kind}"),
        ]
        subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
        file = tmp_path / f"as-{kind}" / f"稿.{kind}"
    assert take_over(report=report, data=file.read_bytes(), author=author) == []
    assert bodies(report) == before


def test_what_is_no_paper_changes_nothing(report, author):
    with pytest.raises(Unreadable):
        take_over(report=report, data=b"PK\x03\x04 broken", author=author)
    assert not report.editions.exists()
