"""Science and technology awards 科技奖励."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Money, OrganizationLink, Text, Year
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

RESULTS = (
    ("applied", "申报", "已申报", "提名", "申报中"),
    ("accepted", "受理", "已受理", "评审中", "形式审查通过"),
    ("recommended", "推荐", "已推荐", "上报", "推荐上报", "已上报"),
    ("publicised", "公示", "公示中", "通过公示", "拟授奖"),
    ("awarded", "授奖", "获奖", "已授奖", "表彰", "已获奖", "奖励"),
    ("shortlisted", "入围", "晋级", "入围决赛", "进入决赛"),
    ("refused", "未获奖", "未通过", "落选", "未入围"),
)  # fmt: skip


class Award(Record):
    """An application for an award, or one given 科技奖励: level, grade, field; contests too."""

    name = Text(
        "项目名称",
        also=(
            "成果名称 获奖项目 获奖成果 参赛项目 获奖项目名称 成果（项目）名称 名称 推荐项目 作品名称"
        ).split(),
        required=True,
    )
    award = Text(
        "奖项",
        also=(
            "奖项名称 推荐奖项 拟报奖项 大赛名称及奖项 奖种 奖励名称 奖励类别 奖励种类 获奖名称"
            " 大赛名称 奖项类别 赛事名称"
        ).split(),
        max_length=100,
        example="省科学技术进步奖",
    )
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "奖励级别", "奖项级别", "获奖级别"))
    grade = Text(
        "等级", also="获奖等级 奖励等级 奖次 名次 等次 获奖等次 奖级".split(), max_length=40, example="二等奖"
    )
    field = Text("领域", also="所属领域 行业领域 学科领域 专业领域 学科 技术领域".split())
    organization = OrganizationLink(
        "完成单位",
        also=(
            "第一完成单位 主要完成单位 单位名称 获奖单位 企业名称 参赛企业 申报单位 参赛单位 牵头单位"
            " 承担单位 单位"
        ).split(),
    )
    partners = Text("其他完成单位", also="合作完成单位 参与完成单位 合作单位".split())
    ranking = Integer("单位排名", also="完成单位排名 排名 位次".split(), hint="第一完成单位写 1")
    people = Text(
        "主要完成人",
        also="完成人 获奖人 获奖人员 参赛人员".split(),
        personal=Personal(PersonalKind.NAME, "登记获奖成果的完成人，核对奖励对象", DUTY, 10),
    )
    applied_on = Day(
        "申报日期", also="申报时间 推荐日期 推荐时间 受理日期 受理时间 推荐上报日期 上报时间 提名时间".split()
    )
    awarded_on = Day(
        "授奖日期", also="授奖时间 获奖时间 获奖日期 表彰时间 颁奖时间 发文日期 批准时间".split()
    )
    year = Year("年度", also="奖励年度 获奖年度 年份 评奖年度 申报年度 授奖年度".split())
    result = Choice("结果", RESULTS, also="进展 状态 评审结果 获奖情况 办理情况".split())
    certificate_no = Code("证书编号", also="证书号 获奖证书号 获奖编号".split())
    document_no = Text("文号", also="授奖文号 批准文号 表彰文号 发文字号".split(), max_length=80)
    amount_yuan = Money("奖金", also="奖励金额 奖金金额 配套奖励 奖励资金 奖金数额".split())

    class Register:
        name = "awards"
        title = "科技奖励"
        group = "成果与转化"
        also = (
            "科学技术进步奖 科技进步奖 科学技术奖 科技奖 获奖 奖励推荐 创新创业大赛 获奖成果 竞赛获奖"
        ).split()
        # Lists often name the award in the title only; the last key finds likely duplicates.
        keys = (
            ("award", "year", "name"), ("award", "awarded_on", "name"), ("award", "name"), ("name", "organization"), ("award", "name"),
        )  # fmt: skip
        heading = ("name", "award")
        columns = (
            "name",
            "award",
            "level",
            "grade",
            "field",
            "organization",
            "year",
            "awarded_on",
            "result",
            "amount_yuan",
        )
        filters = ("level", "grade", "result", "year", "region")
        dates = ("applied_on", "awarded_on")
        search = ("name", "award", "organization")
        order = "-year"

    class Meta(Record.Meta):
        verbose_name = "科技奖励"
        constraints = held_to(
            not_negative("amounts", "amount_yuan", "ranking", says="奖金和排名不能是负数"),
        )
