"""The rules as told to people 核查规则: each kind of claim with an example that holds and one that does not.

The examples are read by the reader itself in the tests: what this page promises is what the reader does.
"""

from dataclasses import dataclass

from taizhang.core.reading.style.catalogue import RULES as STYLE_RULES
from taizhang.core.reading.style.rule import Group


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of claim: what it is, an example that holds, one that does not, and how the second is recomputed."""

    title: str
    says: str
    right: str
    wrong: str
    why: str


RULES = (
    Rule(
        "加总",
        "“其中”“分别为”“按……分”、括号里或几句话里列出的分项，加起来要等于总数。",
        "登记技术合同336项，其中开发182项、服务121项、转让21项、咨询12项。",
        "登记技术合同336项，其中开发182项、服务121项、转让21项、咨询22项。",
        "182 + 121 + 21 + 22 = 346",
    ),
    Rule(
        "占比",
        "分项除以总数，要得出文中写的百分比。",
        "全区高新技术企业412家，其中电子信息类103家，占25.0%。",
        "全区高新技术企业412家，其中电子信息类103家，占35.0%。",
        "103 ÷ 412 = 25.0%",
    ),
    Rule(
        "增减",
        "今年的数、上年的数（或增减了多少）和增减幅，三者要对得上。",
        "申报高新技术企业96家，比上年增加14家，增长17.1%。",
        "申报高新技术企业96家，比上年增加14家，增长14.6%。",
        "96 − 14 = 82，14 ÷ 82 = 17.1%",
    ),
    Rule(
        "完成率",
        "支出进度、立项率、到位率、通过率：完成数除以应完成数。",
        "申报项目124项，获批立项57项，立项率46.0%。",
        "申报项目124项，获批立项57项，立项率64.0%。",
        "57 ÷ 124 = 46.0%",
    ),
    Rule(
        "相减",
        "预算减去支出等于结余，今年减去上年等于增加数。",
        "全年预算3600万元，已支出2124万元，结余1476万元。",
        "全年预算3600万元，已支出2124万元，结余1576万元。",
        "3600 − 2124 = 1476",
    ),
    Rule(
        "前后一致",
        "同一个数在前文和后文说了两次，要一样。",
        "截至6月底，全区有效期内高新技术企业达到412家。\n二、问题\n截至6月底，全区有效期内高新技术企业412家，占比偏低。",
        "截至6月底，全区有效期内高新技术企业达到412家。\n二、问题\n截至6月底，全区有效期内高新技术企业411家，占比偏低。",
        "前文 412，后文 411",
    ),
    Rule(
        "表格合计",
        "表里的合计行、合计列，要等于各行、各列相加；表里写的占比、增减幅也重算。",
        "镇街\t企业（家）\n城东\t118\n城西\t96\n合计\t214",
        "镇街\t企业（家）\n城东\t118\n城西\t96\n合计\t215",
        "118 + 96 = 214",
    ),
)

NOT_CHECKED = (
    ("与事实是否相符", "文中写 412 家，实际是不是 412 家，要与台账或原始资料比。这里只核文中自己说的关系。"),
    ("没有列全的分项", "“包括……等”“以及其他”后面的分项不要求加得出总数。"),
    ("只有一个数的说法", "“同比增长 12.8%”而文中没有上年数，列为未核；能反推的，告诉你上年数应是多少。"),
    ("隐去的数字", "“××家”“xx万元”没有值，列为未核。"),
)

NOT_FIGURES = "日期、年份、文号、电话、编号、章节序号，以及“十四五”“两个一百年”“一是二是”这样的说法，不算数字，不标也不核。"

_STYLE_GROUPS = {Group.NUMBERS: "数字和标点", Group.HEADINGS: "层次序数", Group.LAYOUT: "版式和要素"}


def style_rules() -> list[tuple[str, list[str]]]:
    """The style rules 文面 by family: its name, and the names of its rules."""
    return [
        (title, [rule.name for rule in STYLE_RULES.values() if rule.group is group])
        for group, title in _STYLE_GROUPS.items()
    ]
