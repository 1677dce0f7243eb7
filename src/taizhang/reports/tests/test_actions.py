"""Writing a report: each act keeps what was there, and a signed report takes none."""

import json
from decimal import Decimal

import pytest

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.indicators.figure import Kind
from taizhang.indicators.models import Target
from taizhang.indicators.queries import indicators
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.reports import actions
from taizhang.reports.aims import aims, set_target_from_sentence
from taizhang.reports.content import content, plain_text
from taizhang.reports.editions import content_of, differences
from taizhang.reports.models import Paragraph, Report, Token
from taizhang.reports.queries import reports_with
from taizhang.reports.tests.ledger import half_year, row, small_report
from taizhang.reports.tying import Spec

HALF = Period.parse("2022-H1")
PDF = b"%PDF-1.4 basis"


@pytest.fixture
def author(cast):
    return Author(cast.staff)


@pytest.fixture
def report(cast):
    return small_report(cast.bureau)


@pytest.fixture
def told(report):
    """The paragraph with the contracts."""
    return report.paragraphs.get(body__contains="输出技术合同成交额")


def test_a_draft_is_made_and_told_in_the_journal(cast, author):
    half_year(cast.bureau)
    report = actions.make_report(bureau=cast.bureau, period=HALF, author=author)
    entry = Entry.objects.get(event=Event.REPORT_MADE)
    assert (entry.record_id, entry.title, entry.by) == (report.pk, report.title, cast.staff)
    assert json.loads(entry.after) == {"period": "2022-H1", "template": "half_year"}


def test_a_period_without_a_start_or_an_unknown_template_is_refused(cast, author):
    for period, code in ((Period.parse("..2022-06-30"), ""), (HALF, "weekly")):
        with pytest.raises(Refused):
            actions.make_report(bureau=cast.bureau, period=period, author=author, code=code)
    assert not Report.objects.exists()


def test_two_people_editing_one_paragraph_lose_nothing(told, author, cast):
    actions.edit_paragraph(paragraph=told, body="甲写的。", version=1, author=author)
    with pytest.raises(actions.Conflict) as conflict:
        actions.edit_paragraph(paragraph=told, body="乙写的。", version=1, author=Author(cast.colleague))
    assert (conflict.value.theirs, conflict.value.mine) == ("甲写的。", "乙写的。")
    told.refresh_from_db()
    assert (told.body, told.version, told.changed_by) == ("甲写的。", 2, cast.staff)


def test_figures_stay_figures_in_an_edited_paragraph(report, told, author):
    actions.edit_paragraph(paragraph=told, body=f"今年来，{told.body}", version=1, author=author)
    (section,) = [s for s in content(report) if s.paragraph.pk == told.pk]
    assert section.text.startswith("今年来，") and "1200万元" in section.text


def test_a_figure_of_another_report_cannot_be_typed(told, author):
    with pytest.raises(Refused, match="k999"):
        actions.edit_paragraph(paragraph=told, body="共{{k999}}项。", version=1, author=author)


def test_several_lines_become_several_paragraphs_in_their_order(report, told, author):
    actions.edit_paragraph(paragraph=told, body="第一。\n\n第二。\r\n第三。", version=1, author=author)
    texts = [s.text for s in content(report)]
    at = texts.index("第一。")
    assert texts[at : at + 3] == ["第一。", "第二。", "第三。"]


def test_general_words_are_no_longer_marked_once_they_were_edited(report, author):
    first = report.paragraphs.order_by("position").first()
    assert actions.edit_paragraph(paragraph=first, body="写好了。", version=1, author=author).prompt == ""


def test_paragraphs_come_go_come_back_and_move(report, told, author):
    made = actions.add_paragraph(report=report, after=told, body="新的一段。", author=author)
    texts = [s.text for s in content(report)]
    assert texts[texts.index("新的一段。") - 1].startswith("健全技术转移")
    actions.remove_paragraph(paragraph=made, version=1, author=author)
    assert "新的一段。" not in plain_text(report)
    actions.restore_paragraph(paragraph=made, author=author)
    actions.move_paragraph(paragraph=made, after=None, author=author)
    assert next(iter(content(report))).text == "新的一段。"


def test_a_typed_number_is_tied_and_made_text_again(report, told, author):
    typed = actions.edit_paragraph(paragraph=told, body="申报项目6项。", version=1, author=author)
    token = actions.tie(
        paragraph=typed, start=4, end=5, version=2, spec=Spec("projects_applied[level=city]"), author=author
    )
    (section,) = [s for s in content(report) if s.paragraph.pk == told.pk]
    assert (section.text, token.kind, token.name, token.unit) == (
        "申报项目5项。",
        Kind.AGGREGATE,
        "申报科技项目数",
        "项",
    )
    told.refresh_from_db()
    actions.untie(paragraph=told, key=token.key, version=3, author=author)
    told.refresh_from_db()
    assert told.body == "申报项目5项。"


@pytest.mark.parametrize(
    "spec",
    [
        Spec("no_such"), Spec("projects_applied +"), Spec(), Spec("projects_applied", {"register": "projects"}),
        Spec(definition={"register": "projects", "measure": "sum:gone"}), Spec("projects_applied", form="loud"),
        Spec("projects_applied", period="someday"),
    ],
)  # fmt: skip
def test_what_could_never_give_a_figure_is_refused_in_words(told, author, spec):
    with pytest.raises(Refused):
        actions.tie(paragraph=told, start=0, end=2, version=1, spec=spec, author=author)
    told.refresh_from_db()
    assert told.version == 1


def test_a_tie_may_be_a_definition_of_ones_own_in_another_unit(report, told, author):
    definition = {"register": "technology_contracts", "measure": "sum:amount_yuan", "where": [["direction", "output"]],
                  "on": "registered_on"}  # fmt: skip
    spec = Spec(definition=definition, name="输出", unit="亿元", decimals=2, period="2022")
    token = actions.tie(paragraph=told, start=0, end=2, version=1, spec=spec, author=author)
    (section,) = [s for s in content(report) if s.paragraph.pk == told.pk]
    assert section.text.startswith("0.17")
    assert token.period == "2022"


def test_a_manual_figure_needs_a_reason_and_a_document(report, author):
    token = report.tokens.get(key="k1")
    for reason, document in (("", PDF), ("统计局来函", b"")):
        with pytest.raises(Refused):
            actions.set_manual(
                token=token,
                value=Decimal(7),
                reason=reason,
                content=document,
                file_name="函.pdf",
                author=author,
            )
    actions.set_manual(
        token=token, value=Decimal(7), reason="统计局来函", content=PDF, file_name="函.pdf", author=author
    )
    shown = next(f for s in content(report) for f in s.figures if f.key == "k1")
    assert (shown.text, shown.figure.kind, shown.figure.meaning) == ("7", Kind.MANUAL, "统计局来函")
    entry = Entry.objects.get(event=Event.FIGURE_TYPED)
    assert json.loads(entry.after)["sha256"] == token.file.sha256


def test_a_verified_figure_that_moves_is_shown_as_moved(report, cast, author):
    token = report.tokens.get(expression="projects_applied[level=city]")
    actions.verify_token(token=token, author=author)
    row(cast.bureau, "projects", name="补录", level="city", plan="工业攻关项目", applied_on=HALF.end)
    shown = next(f for s in content(report) for f in s.figures if f.key == token.key)
    assert (shown.token.verified_value, shown.text, shown.moved) == ("5", "6", True)


def test_a_new_definition_takes_the_verification_away(report, author):
    token = actions.verify_token(token=report.tokens.get(key="k1"), author=author)
    assert actions.retie(token=token, spec=Spec("projects_applied"), author=author).verified_at is None


def test_a_figure_without_a_value_cannot_be_verified(report, author):
    token = actions.retie(token=report.tokens.get(key="k1"), spec=Spec("growth(hte_count)"), author=author)
    with pytest.raises(Refused, match="不能核实"):
        actions.verify_token(token=token, author=author)


def test_editions_tell_what_changed_between_them(report, told, cast, author):
    first = actions.keep_edition(report=report, author=author)
    row(cast.bureau, "projects", name="补录", level="city", plan="工业攻关项目", applied_on=HALF.end)
    actions.edit_paragraph(
        paragraph=report.paragraphs.order_by("position").first(), body="新开头。", version=1, author=author
    )
    actions.remove_paragraph(paragraph=told, version=1, author=author)
    found = differences(first.content, content_of(report))
    assert ("removed", "段落") in {(c.what, c.name) for c in found}
    assert ("figure", "申报科技项目数", "5", "6") in {(c.what, c.name, c.before, c.after) for c in found}
    opening = next(c for c in found if c.after == "新开头。")
    assert ("new", "新开头") in opening.pieces or opening.pieces[-1][0] in ("same", "new")
    assert differences(first.content, first.content) == []


def test_a_signed_report_takes_no_change(report, told, author):
    Report.objects.filter(pk=report.pk).update(state=Report.State.SIGNED)
    token = report.tokens.get(key="k1")
    for act in (
        lambda: actions.edit_paragraph(paragraph=told, body="改", version=1, author=author),
        lambda: actions.add_paragraph(report=report, after=None, body="加", author=author),
        lambda: actions.remove_paragraph(paragraph=told, version=1, author=author),
        lambda: actions.move_paragraph(paragraph=told, after=None, author=author),
        lambda: actions.tie(
            paragraph=told, start=0, end=1, version=1, spec=Spec("projects_applied"), author=author
        ),
        lambda: actions.retie(token=token, spec=Spec("projects_applied"), author=author),
        lambda: actions.change_report(report=report, values={"title": "改"}, author=author),
        lambda: actions.verify_token(token=token, author=author),
    ):
        with pytest.raises(Refused, match="已经签发"):
            act()


def test_the_heads_of_a_report_change_and_need_a_title(report, author):
    changed = actions.change_report(report=report, values={"addressee": "区政府"}, author=author)
    assert changed.addressee == "区政府"
    with pytest.raises(Refused, match="标题"):
        actions.change_report(report=report, values={"title": " "}, author=author)


def test_the_reports_that_use_an_indicator_are_found(report, cast):
    known = indicators(cast.bureau)

    def using(bureau, code):
        return [use.report for use in reports_with(bureau, known[code], known)]

    assert using(cast.bureau, "projects_applied") == [report]
    assert using(cast.bureau, "projects_approved") == []
    assert using(cast.other_bureau, "projects_applied") == []


def test_a_bare_token_of_a_removed_indicator_shows_why(report):
    Token.objects.filter(key="k1").update(expression="gone_code")
    shown = next(f for s in content(report) for f in s.figures if f.key == "k1")
    assert (shown.text, "gone_code" in shown.why) == ("—", True)


def test_a_body_with_a_key_that_no_token_has_shows_a_dash(report):
    Paragraph.objects.create(report=report, position=9999, body="共{{k777}}项")
    assert content(report)[-1].text == "共—项"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("力争新增高新技术企业8家以上。", [("8", "家", "hte_recognised", "2022-H2")]),
        ("全年技术合同成交额力争达到4亿元。", [("4", "亿元", "tc_value_out", "2022")]),
        ("高新技术企业总数达到62家。", [("62", "家", "hte_count", "2022-H2")]),
        ("认真抓好各项工作。", []),
    ],
)
def test_a_plan_sentence_is_understood(report, sentence, found):
    assert [
        (f"{a.value.normalize():f}", a.unit, a.expression, a.period.text) for a in aims(report, sentence)
    ] == found


def test_a_target_is_kept_once_in_the_unit_of_its_indicator(report, cast, author):
    for value in (3, 4):
        set_target_from_sentence(
            report=report, sentence=f"全年技术合同成交额力争达到{value}亿元。", author=author
        )
    target = Target.objects.get()
    assert (target.value, target.unit, target.period, target.report_id) == (
        Decimal(40000),
        "万元",
        "2022",
        report.pk,
    )


def test_what_names_no_indicator_is_asked_for(report, author):
    with pytest.raises(Refused, match="哪个指标"):
        set_target_from_sentence(report=report, sentence="力争新增某某8个。", author=author)
    made = set_target_from_sentence(
        report=report, sentence="力争新增某某8个。", author=author, expression="projects_approved"
    )
    assert [(t.expression, t.value) for t in made] == [("projects_approved", Decimal(8))]
