"""What a draft says: its figures are the ledger's, and what has nothing to say is not said."""

from decimal import Decimal

import pytest

from taizhang.core.figures import formula
from taizhang.core.periods import Period
from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.reading import read
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.models import Target
from taizhang.regions.models import Level, Region
from taizhang.reports import templates
from taizhang.reports.content import Shown, content, plain_text
from taizhang.reports.drafting import local_levels
from taizhang.reports.models import Paragraph
from taizhang.reports.sentences import slots
from taizhang.reports.tests.ledger import draft, half_year, random_ledger, row

HALF = Period.parse("2022-H1")


@pytest.fixture
def bureau(cast):
    half_year(cast.bureau)
    return cast.bureau


def written(bureau, period=HALF, template=None):
    return plain_text(draft(template or templates.template_for(period), bureau, period))


def test_every_figure_that_the_shipped_templates_name_is_in_the_catalogue():
    for template in templates.templates().values():
        asked = [s for b in template.blocks for a in b.say for pieces in a for s in slots(pieces)]
        codes = {r.code for s in asked for r in formula.refs(formula.parse(s.expression))}
        codes |= {code for b in template.blocks for code in b.chart}
        assert codes - set(built_in()) - set(template.indicators) == set()


def test_the_half_year_of_a_small_ledger_says_what_it_holds(bureau):
    text = written(bureau)
    for sentence in (
        "甲区科学技术局2022年上半年工作总结和下半年工作计划",
        "4家单位申报市级科技项目5项（工业攻关项目3项，农业攻关项目2项），申报资金150万元。",
        "1—5月，全市高新技术产业增加值增速21.1%，位居全市第二位，高于全市平均水平18.1个百分点。",
        "1—5月，输出技术合同成交额1200万元，同比增长20.0%。",
        "技术合同成交额（输出）1700万元，完成目标的85.0%。",
        "有效期内高新技术企业1家。",  # as many as at the end of last year
    ):
        assert sentence in text, sentence


def test_nothing_is_said_of_what_the_ledger_does_not_hold(bureau):
    text = written(bureau)
    # The heading goes with what stands below it; no sign is left of parts that vanished.
    for gone in ("创新券", "特派员制度", "专利", "科学普及", "—", "，。", "、。", "（）", "0家"):
        assert gone not in text.replace("1—5月", ""), gone


def test_headings_are_numbered_as_they_stand(bureau):
    heads = [p.body for p in draft(templates.template("half_year"), bureau, HALF).paragraphs.filter(level=2)]
    assert [h[:3] for h in heads[:3]] == ["（一）", "（二）", "（三）"]


def test_an_empty_ledger_still_gives_a_form_to_write_in(cast):
    report = draft(templates.template("half_year"), cast.bureau, Period.parse("1999-H1"))
    assert not report.tokens.exists()
    assert report.paragraphs.exclude(prompt="").exists()


def test_a_figure_has_its_own_period_where_statistics_lag_behind(bureau):
    report = draft(templates.template("half_year"), bureau, HALF)
    assert set(report.tokens.filter(expression="tc_value_out").values_list("period", flat=True)) == {
        "",
        "2022-01..2022-05",
    }


def test_general_words_are_marked_as_to_be_edited_and_the_plan_as_plan(bureau):
    report = draft(templates.template("half_year"), bureau, HALF)
    first, last = (
        report.paragraphs.order_by("position").first(),
        report.paragraphs.order_by("position").last(),
    )
    assert first.prompt and not first.plan
    assert last.prompt and last.plan


def test_a_breakdown_has_at_most_twelve_parts_which_add_up(cast):
    for n in range(15):
        for _ in range(15 - n):
            row(
                cast.bureau, "projects", name="课题", level="city", plan=f"计划{n:02d}类", applied_on=HALF.end
            )
    report = draft(templates.template("half_year"), cast.bureau, HALF)
    section = next(s for s in content(report) if "市级科技项目" in s.text)
    parts = [f for f in section.figures if "plan=" in f.token.expression]
    assert len(parts) == 12
    assert "其余10项" in section.text
    assert sum(f.figure.value for f in parts) == 120
    assert [f.figure.value for f in parts[:-1]] == sorted((f.figure.value for f in parts[:-1]), reverse=True)


def test_what_has_no_plan_stands_last_as_others(cast):
    for plan in ("甲计划", "甲计划", "乙计划", ""):
        row(cast.bureau, "projects", name="课题", level="city", plan=plan, applied_on=HALF.end)
    assert "市级科技项目4项（甲计划2项，乙计划1项，其他1项）" in written(cast.bureau)


def test_a_target_of_a_plan_is_said_in_the_plan_and_held_against_the_ledger_in_the_next_report(bureau, cast):
    Target.objects.create(
        bureau=bureau, expression="tc_value_out", period="2022", value=Decimal(1700), unit="万元"
    )
    Target.objects.create(
        bureau=bureau, expression="hte_recognised", period="2022-H2", value=Decimal(8), unit="家"
    )
    text = written(bureau)
    assert "技术合同成交额（输出）1700万元，完成目标。" in text
    assert "8家以上" in text and text.index("8家以上") > text.index("下半年工作计划\n")


def test_an_assessment_is_told_as_it_states_itself_and_its_money_in_its_own_unit(bureau):
    told = {"assessment": "年度考核", "indicator": "技术合同成交额", "year": 2022, "measure_unit": "亿元"}
    row(
        bureau, "assessments", **told, target=Decimal("2.5"), result=Decimal("1.97")
    )  # both ways, not 输出 alone
    text = written(bureau)
    assert "技术合同成交额1.97亿元，完成目标的78.8%。" in text
    assert "力争技术合同成交额达到2.5亿元以上。" in text


def test_what_a_plan_is_to_reach_is_said_as_offices_say_it(bureau):
    for name in ("高新技术企业净增数", "省级平台新增数", "科技型中小企业入库数"):
        row(bureau, "assessments", assessment="考核", indicator=name, year=2022, target=6, measure_unit="家")
    text = written(bureau)
    for sentence in (
        "力争净增高新技术企业6家以上。",
        "力争新增省级平台6家以上。",
        "力争科技型中小企业入库6家以上。",
    ):
        assert sentence in text, sentence


def test_what_came_out_of_the_year_before_is_said_with_its_year(bureau):
    told = {"period": "2021", "value": Decimal("4.36"), "measure_unit": "亿元", "growth": Decimal("0.215")}
    row(bureau, "statistics", indicator="全社会研发经费", published_on=HALF.end, **told)
    assert "2021年，全市全社会研发经费4.36亿元，同比增长21.5%。" in written(bureau)


def test_patents_known_only_as_granted_say_nothing_of_applications(bureau):
    held = {"kind": "utility_model", "applied_on": HALF.start, "granted_on": HALF.end}
    row(bureau, "ip", number="1", name="装置", status="granted", **held)
    assert "授权专利1件" in (text := written(bureau)) and "申请专利" not in text


def test_levels_and_kinds_are_told_in_their_own_order(cast):
    for level in ("city", "city", "provincial"):
        row(cast.bureau, "projects", name="课题", level=level, approved_on=HALF.end)
    row(cast.bureau, "projects", name="课题", level="district", approved_on=HALF.end)
    assert "科技项目立项4项（省级1项，市级2项，本级1项）" in written(cast.bureau)


def test_levels_are_called_as_people_call_them_in_the_region():
    region = Region(name="内蒙古自治区", level=Level.PROVINCE)
    city = Region(name="鄂尔多斯市", level=Level.CITY, parent=region)
    banner = Region(name="达拉特旗", level=Level.DISTRICT, parent=city)
    assert dict(local_levels(banner)) == {"省级": "自治区级", "区县级": "旗级", "县区级": "旗级"}
    assert local_levels(Region(name="长沙市", level=Level.CITY)) == []


def test_a_template_with_an_unknown_figure_says_so_and_writes_the_rest(bureau):
    made = templates.read(
        "own",
        'name = "自定"\ntitle = "{bureau}"\nmonths = 6\n[[block]]\nsay = ["甲{no_such}项。", "申报项目{projects_applied}项。"]',
    )
    report = draft(made, bureau, HALF)
    assert "no_such" in report.note and "自定" in report.note
    assert [s.text for s in content(report)] == ["申报项目5项。"]


def test_a_template_brings_its_own_definitions(bureau):
    made = templates.read(
        "own",
        """
name = "自定"
title = "{bureau}"
months = 6
[[indicator]]
code = "industry"
name = "工业攻关"
register = "projects"
where = { plan = "=工业攻关项目" }
on = "applied_on"
[[block]]
say = ["工业攻关{industry}项，占{share(industry, projects_applied) to 0}%。"]
""",
    )
    assert [s.text for s in content(draft(made, bureau, HALF))] == ["工业攻关3项，占60%。"]


def test_the_chart_shows_the_years_that_have_values(bureau):
    report = draft(templates.template("half_year"), bureau, HALF)
    (chart,) = [s for s in content(report) if s.paragraph.kind == Paragraph.Kind.CHART]
    assert chart.option["xAxis"]["data"] == ["2021年1—5月", "2022年1—5月"]
    assert chart.option["series"][0]["data"] == [1000.0, 1200.0]


def printed_and_read(report):
    """The figures as they were printed and as the reader understands them, by place; and the reading."""
    text, printed = report.title + "\n", {}
    for section in content(report):
        for run in section.runs:
            if isinstance(run, Shown) and (number := number_of(run)) is not None:
                printed[len(text) + len(run.before)] = number
            text += run if isinstance(run, str) else run.phrase.text
        text += "\n" if section.text else ""
    reading = read(open_text(text))
    found = {
        next((place for place in printed if f.start <= place < f.end), f.start): f.value
        for f in reading.figures
    }
    return printed, found, reading


def number_of(shown):
    """The number that a figure prints; None for words (持平)."""
    if shown.token.form == "ordinal":
        return shown.figure.value
    return Decimal(shown.text) if shown.text[0].isdigit() else None


@pytest.mark.parametrize("seed", range(5))
def test_what_is_generated_reads_back_equal_and_without_a_false_claim(cast, seed):
    random_ledger(cast.bureau, seed, 2022)
    for period in map(Period.parse, ("2022-H1", "2022")):
        report = draft(templates.template_for(period), cast.bureau, period)
        printed, found, reading = printed_and_read(report)
        assert found == printed
        assert [*reading.wrong, *reading.unsure] == []
        assert len(printed) > 10
