"""Technical needs 技术需求."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Long, Money, OrganizationLink, Text
from taizhang.registers.record import Record

STATUSES = (
    ("received", "已征集", "征集", "已收集", "已受理", "受理", "待发布", "待对接"),
    ("published", "已发布", "发布", "发榜", "已发榜", "挂网"),
    ("matched", "已对接", "对接", "对接中", "揭榜", "已揭榜", "洽谈中", "跟踪中", "正在解决"),
    ("solved", "已解决", "解决", "完成", "已完成", "已签约", "办结", "已办结"),
    ("closed", "已关闭", "关闭", "撤回", "未解决", "终止"),
)  # fmt: skip


class Need(Record):
    """A technical problem or need of an enterprise, and what became of it 技术需求."""

    number = Code("编号", also="需求编号 难题编号 需求序号 榜单编号".split(), example="XQ2025-001")
    name = Text(
        "需求名称",
        also=(
            "难题名称 技术需求名称 需求内容（名称） 技术难题 技术需求 需求题目 需求 技术难题名称 名称"
            " 榜单名称 项目名称 需求标题"
        ).split(),
        required=True,
    )
    organization = OrganizationLink(
        "提出单位",
        also="需求单位 企业名称 单位名称 需求企业 提出企业 公司名称 发榜单位 企业 需求方 单位".split(),
    )
    kind = Text(
        "需求类型",
        also="类型 需求类别 类别".split(),
        max_length=60,
        hint="技术攻关、成果引进、人才、平台、融资……",
    )
    field = Text("领域", also="技术领域 所属领域 行业领域 需求领域 产业领域 行业".split())
    content = Long("需求描述", also="需求内容 主要内容 技术指标 难题描述 具体需求 需求简介 内容".split())
    received_on = Day(
        "征集日期", also="征集时间 收集日期 收集时间 提出时间 受理日期 提出日期 登记日期 填报日期".split()
    )
    published_on = Day("发布日期", also="网上发布日期 发布时间 发榜时间 发榜日期 网上发布时间".split())
    matched_on = Day("对接日期", also="对接时间 揭榜时间 揭榜日期 匹配日期".split())
    solved_on = Day("解决日期", also="解决时间 完成时间 办结时间 办结日期".split())
    status = Choice(
        "状态", STATUSES, also="进展 需求状态 解决情况 对接情况 办理情况 进展情况 目前状态".split()
    )
    investment_yuan = Money(
        "拟投入", also="拟投入资金 拟投入金额 投入预算 预算金额 拟投入经费 榜单金额 资金预算 计划投入".split()
    )
    partner = Text(
        "解决单位", also="合作单位 对接单位 技术提供方 揭榜单位 对接院所 拟合作单位 对接高校院所".split()
    )
    contact = Text(
        "联系人",
        also="联络人 企业联系人".split(),
        personal=Personal(PersonalKind.NAME, "为技术需求对接专家和院所时联系企业", DUTY, 3),
        max_length=60,
    )
    phone = Code(
        "联系电话",
        also="电话 手机 联系方式 手机号".split(),
        personal=Personal(PersonalKind.PHONE, "为技术需求对接专家和院所时联系企业", DUTY, 3),
    )

    class Register:
        name = "needs"
        title = "技术需求"
        group = "服务"
        also = (
            "技术难题 需求台账 需求征集 技术需求 企业需求 揭榜挂帅榜单 难题汇总 需求汇总 需求研究生"
        ).split()
        keys = (("number",), ("name", "organization"))
        heading = ("name", "organization")
        columns = (
            "number",
            "name",
            "organization",
            "field",
            "received_on",
            "published_on",
            "matched_on",
            "status",
            "investment_yuan",
            "region",
        )
        filters = ("status", "field", "kind", "region")
        dates = ("received_on", "published_on", "matched_on", "solved_on")
        search = ("name", "organization", "number")
        order = "-received_on"

    class Meta(Record.Meta):
        verbose_name = "技术需求"
        constraints = held_to(
            not_negative("amounts", "investment_yuan", says="拟投入不能是负数"),
            in_order("order", "received_on", "solved_on", says="解决日期不能早于征集日期"),
        )
