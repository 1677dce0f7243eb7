"""A sample bureau's ledger, its indicators and its half-year draft hold every figure of the report that was really published."""

from decimal import Decimal

from samples.making import figures as listed

from taizhang.core.periods import Period
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.figures import Figures
from taizhang.operations import samples
from taizhang.regions.divisions import load_divisions
from taizhang.reports.content import plain_text
from taizhang.reports.templates import template_for
from taizhang.reports.tests.ledger import draft

# The twenty figures of the published text, each where the draft says it.
SAID = (
    "18家单位申报市级科技项目21项", "申报资金281万元", "新增高企培育入库企业28家", "申报高新技术企业6家",
    "高新技术产业增加值增速21.1%，位居全市第二位，高于全市平均水平18.1个百分点", "吸纳技术合同成交额12430.39万元",
    "输出技术合同成交额7184.98万元，同比增长19.7%，位居全市第二位", "省级以上工程技术研究中心8家", "省级以上重点实验室6家",
    "省级以上众创空间1家", "创新创业领军人才3人", "“省115产业创新团队”1个", "“50·科技之星创新团队”14个",
    "科技特派员14名，联系服务36个村", "育苗基地示范面积600亩",
)  # fmt: skip


# The figures of the half-year report of the fourth sample: its number there, its expression here, its period.
HALF_YEAR, FIVE_MONTHS = "2022-H1", "2022-01..2022-05"
REPORT = {
    "f1": ("projects_applicants[level=city]", HALF_YEAR),
    "f2": ("projects_applied[level=city]", HALF_YEAR),
    "f3": ("projects_applied_grant[level=city]", HALF_YEAR),
    "f4": ("cultivation_listed[batch_name==2022—2024年库]", HALF_YEAR),
    "f5": ("hte_applied", HALF_YEAR),
    "f6": ("hti_va_growth", FIVE_MONTHS),
    "f7": ("hti_va_growth_rank", FIVE_MONTHS),
    "f8": ("hti_va_growth_lead", FIVE_MONTHS),
    "f9": ("tc_value_in", FIVE_MONTHS),
    "f10": ("tc_value_out", FIVE_MONTHS),
    "f11": ("tc_rank", FIVE_MONTHS),
    "f12": ("engineering_centre_count[level=national,provincial]", HALF_YEAR),
    "f13": ("key_lab_count[level=national,provincial]", HALF_YEAR),
    "f14": ("maker_space_count[level=provincial]", HALF_YEAR),
    "f15": ("talent_count[batch_name==第八批]", HALF_YEAR),
    "f16": ("team_count[level=provincial]", HALF_YEAR),
    "f17": ("team_count[level=city]", HALF_YEAR),
    "f18": ("st_commissioner", HALF_YEAR),
    "f19": ("commissioner_places", HALF_YEAR),
    "f20": ("agri_base_area[name=~育苗基地]", HALF_YEAR),
}


def test_indicators_and_draft_of_a_sample_say_every_figure_of_the_published_report(db):
    load_divisions()
    bureau = samples.make_bureau(next(b for b in samples.BUREAUS if b.slug == "tianjiaan"))
    samples.bring_in(bureau, samples.workbooks("tianjiaan"))
    desk = Figures(bureau)
    given = {number: desk.figure(text, Period.parse(told)) for number, (text, told) in REPORT.items()}
    printed = {
        f.id.removeprefix("04-"): Decimal(f.value)
        for f in listed.read(samples.FOLDER / "figures.csv")
        if f.bureau == "tianjiaan" and f.id.startswith("04-f")
    }
    assert {number: Decimal(figure.text) for number, figure in given.items()} == printed
    period = Period.parse(HALF_YEAR)
    for code in built_in():
        figure = desk.figure(code, period)
        assert figure.value is not None or figure.why, code
    report = draft(template_for(period), bureau, period)
    text = plain_text(report)
    assert [words for words in SAID if words not in text] == []
    assert report.note == ""
