"""The half-year draft of a sample bureau says every figure of the report that was really published."""

from taizhang.core.periods import Period
from taizhang.operations import samples
from taizhang.regions.divisions import load_divisions
from taizhang.reports.content import plain_text
from taizhang.reports.drafting import draft
from taizhang.reports.templates import template_for

# The twenty figures of the published text, each where the draft says it.
SAID = (
    "18家单位申报市级科技项目21项", "申报资金281万元", "新增高企培育入库企业28家", "申报高新技术企业6家",
    "高新技术产业增加值增速21.1%，位居全市第二位，高于全市平均水平18.1个百分点", "吸纳技术合同成交额12430.39万元",
    "输出技术合同成交额7184.98万元，同比增长19.7%，位居全市第二位", "省级以上工程技术研究中心8家", "省级以上重点实验室6家",
    "省级以上众创空间1家", "创新创业领军人才3人", "“省115产业创新团队”1个", "“50·科技之星创新团队”14个",
    "科技特派员14名，联系服务36个村", "育苗基地示范面积600亩",
)  # fmt: skip


def test_the_draft_of_a_sample_says_every_figure_of_the_published_report(db):
    load_divisions()
    bureau = samples.make_bureau(next(b for b in samples.BUREAUS if b.slug == "tianjiaan"))
    samples.bring_in(bureau, samples.workbooks("tianjiaan"))
    period = Period.parse("2022-H1")
    report = draft(template_for(period), bureau, period)
    text = plain_text(report)
    assert [words for words in SAID if words not in text] == []
    assert report.note == ""
