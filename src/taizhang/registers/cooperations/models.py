"""Cooperation of industry, universities and institutes 产学研合作."""

from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Day, Long, Money, OrganizationLink, Text
from taizhang.registers.record import Record

KINDS = (
    ("intent", "意向", "合作意向", "意向协议", "签约意向", "意向合作"),
    ("agreement", "协议", "合作协议", "框架协议", "战略合作", "合作框架协议", "技术合作", "合同"),
    ("joint_centre", "共建载体", "共建平台", "共建研发中心", "共建研究院", "联合实验室", "共建研发机构", "共建"),
    ("development", "委托开发", "合作研发", "合作开发", "技术开发", "联合攻关", "联合研发", "产学研项目"),
    ("transfer", "技术转移", "成果转化", "技术转让", "成果转让", "专利转让", "技术许可"),
    ("talent", "人才引进", "引才引智", "外国专家引进", "专家引进", "柔性引才", "团队引进"),
    ("service", "技术服务", "技术咨询", "专家服务"),
    ("other", "其他", "其它", "对接", "交流"),
)  # fmt: skip
STATUSES = (
    ("published", "已发布", "发布", "待对接"),
    ("following", "跟踪中", "跟踪", "洽谈中", "对接中", "意向", "跟进中"),
    ("agreed", "确定合作", "已确定", "达成合作", "达成意向"),
    ("signed", "已签约", "签约", "正式签约", "已签订", "签订"),
    ("running", "实施中", "研究中", "执行中", "进行中", "合作中", "在建", "已运行"),
    ("completed", "已形成成果", "已完成", "完成", "成果转化", "结题"),
    ("ended", "终止", "已终止", "中止", "未成"),
)  # fmt: skip


class Cooperation(Record):
    """An intent, agreement or joint centre between an enterprise and a partner 产学研合作."""

    subject = Text(
        "合作内容",
        also=(
            "合作项目 合作项目名称 项目名称 合作事项 合作主题 合作（对接）项目 对接项目"
            " 合作内容（项目） 合作名称 签约项目"
        ).split(),
        required=True,
    )
    organization = OrganizationLink(
        "企业",
        also=(
            "企业名称 单位名称 我市企业 我区企业 我区单位 我市单位 本地单位 合作企业 公司名称 企业单位 甲方 我县企业 单位"
        ).split(),
    )
    partner = OrganizationLink(
        "合作单位",
        also=(
            "合作院校 合作方 合作高校 高校院所 合作高校院所 院校 合作院所 乙方 合作机构 对接单位"
            " 高校（院所） 合作对象"
        ).split(),
    )
    kind = Choice("类型", KINDS, also="合作类型 合作方式 类别 合作形式 合作模式".split())
    field = Text("领域", also="技术领域 所属领域 合作领域 行业领域".split())
    intended_on = Day("意向日期", also="意向时间 对接时间 对接日期 达成意向时间 意向签订日期".split())
    signed_on = Day(
        "签约日期", also="签约时间 正式签约日期 签订日期 签订时间 协议签订时间 合同签订日期".split()
    )
    running_from = Day(
        "实施日期", also="实施时间 实施起始 起始日期 运行时间 启动时间 开始日期 运行日期 启动日期".split()
    )
    ended_on = Day("结束日期", also="合作期至 终止日期 到期日期 完成日期".split())
    status = Choice(
        "状态", STATUSES, also="进展 进展状态 进展情况 合作状态 合作进展 目前状态 实施情况 履约情况".split()
    )
    amount_yuan = Money(
        "合同金额", also="金额 合作金额 协议金额 合同额 签约金额 合作经费 技术合同金额".split()
    )
    results = Long("合作成效", also="成果 成效 合作成果 取得成效 主要成果".split())

    class Register:
        name = "cooperations"
        title = "产学研合作"
        group = "成果与转化"
        also = (
            "产学研 签约意向 合作对接 科工会 共建载体 合作跟踪 科技合作 校企合作 签约项目 合作成果"
        ).split()
        keys = (("organization", "partner", "subject"), ("organization", "subject"), ("partner", "subject"))
        heading = ("subject", "organization")
        columns = (
            "subject",
            "organization",
            "partner",
            "kind",
            "intended_on",
            "signed_on",
            "running_from",
            "status",
            "amount_yuan",
            "region",
        )
        filters = ("kind", "status", "region")
        dates = ("intended_on", "signed_on", "running_from", "ended_on")
        search = ("subject", "organization", "partner")
        order = "-signed_on"

    class Meta(Record.Meta):
        verbose_name = "产学研合作"
        constraints = held_to(
            not_negative("amounts", "amount_yuan", says="合同金额不能是负数"),
            in_order("order", "running_from", "ended_on", says="结束日期不能早于实施日期"),
        )
