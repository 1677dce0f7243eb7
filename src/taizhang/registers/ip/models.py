"""Intellectual property 知识产权."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Money, OrganizationLink, Text, YesNo
from taizhang.registers.record import Record

KINDS = (
    ("invention", "发明专利", "发明", "发明授权", "发明申请", "国防专利"),
    ("utility_model", "实用新型", "实用新型专利", "实用"),
    ("design", "外观设计", "外观", "外观设计专利", "外观专利"),
    ("software", "软件著作权", "软著", "计算机软件著作权", "软件著作"),
    ("plant_variety", "植物新品种", "植物新品种权", "农作物品种", "农作物新品种", "审定品种"),
    ("circuit", "集成电路布图", "集成电路布图设计", "布图设计", "集成电路布图设计专有权"),
    ("pct", "PCT", "PCT专利", "PCT国际专利", "PCT申请", "国外专利", "国际专利"),
    ("standard", "标准", "国家标准", "行业标准", "地方标准", "技术标准", "团体标准"),
    ("other", "其他", "其它", "商标", "新药证书", "著作权"),
)  # fmt: skip
STATUSES = (
    ("applied", "申请", "已申请", "受理", "审中", "在审", "实质审查", "公开", "申请中", "已受理", "实审", "审查中"),
    ("granted", "授权", "已授权", "有效", "有权", "授权有效", "登记", "已登记", "维持", "专利权维持"),
    ("ended", "失效", "终止", "无效", "过期", "届满", "专利权终止", "未缴年费终止", "放弃"),
    ("refused", "驳回", "撤回", "视为撤回", "未授权"),
    ("transferred", "转让", "已转让", "许可"),
)  # fmt: skip
WAYS = (
    ("own", "自主研发", "原始取得", "自主", "自主申请"),
    ("acquired", "受让", "受赠", "并购", "购买", "转让取得", "继受取得", "转让"),
    ("licensed", "许可", "独占许可", "5年以上独占许可"),
)  # fmt: skip


class IpRight(Record):
    """A patent, software copyright, plant variety or standard 知识产权, applied for and granted."""

    number = Code(
        "专利号或登记号",
        also=(
            "专利号 登记号 申请号 专利（申请）号 专利申请号 软著登记号 知识产权编号 授权号"
            " 授权号（登记号） 专利编号 品种权号 标准号 申请（专利）号 编号 证书号"
        ).split(),
        example="ZL202310123456.7",
    )
    name = Text(
        "名称",
        also=(
            "专利名称 发明名称 软件名称 知识产权名称 发明创造名称 软件全称 标准名称 品种名称 成果名称"
        ).split(),
        required=True,
        example="一种示例传动装置",
    )
    kind = Choice(
        "类型", KINDS, also="专利类型 知识产权类型 类别 专利类别 种类 知识产权类别 专利种类".split()
    )
    organization = OrganizationLink(
        "权利人",
        also=(
            "专利权人 申请人 单位名称 企业名称 著作权人 申请单位 第一申请人 当前权利人"
            " 申请（专利权）人 专利权人（申请人） 企业 单位 申请（权利）人 起草单位"
        ).split(),
    )
    applied_on = Day("申请日期", also="申请日 申请时间 专利申请日 申请年月 受理日期".split())
    granted_on = Day(
        "授权日期",
        also=(
            "授权日 授权公告日 授权时间 登记日期 发证日期 颁证日 公告日 登记日 授权公告日期 发布日期"
        ).split(),
    )
    expires_on = Day("有效期至", also="届满日 到期日期 有效期 失效日 到期日".split())
    status = Choice("状态", STATUSES, also="法律状态 专利状态 当前法律状态 有效性 案件状态".split())
    acquired = Choice("获得方式", WAYS, also="取得方式 来源方式 获取方式".split())
    high_value = YesNo("是否高价值", also="高价值发明专利 是否高价值专利 高价值专利".split())
    classification = Text("主分类号", also="IPC分类号 IPC 分类号 IPC主分类号".split(), max_length=60)
    inventors = Text(
        "发明人",
        also="设计人 发明（设计）人 发明人（设计人）".split(),
        personal=Personal(PersonalKind.NAME, "区分知识产权、核对职务发明人", DUTY, 10),
    )
    amount_yuan = Money(
        "资助金额", also="资助经费 奖励金额 补助金额 资助资金 专利资助 专利资助金额 奖补金额".split()
    )

    class Register:
        name = "ip"
        title = "知识产权"
        group = "成果与转化"
        also = (
            "专利 专利清单 专利申请 专利授权 软件著作权 软著 植物新品种 专利台账 知识产权 专利资助"
        ).split()
        keys = (("number",), ("name", "organization", "kind"))
        heading = ("name", "number")
        columns = (
            "number",
            "name",
            "kind",
            "organization",
            "applied_on",
            "granted_on",
            "status",
            "region",
            "amount_yuan",
        )
        filters = ("kind", "status", "region", "high_value")
        dates = ("applied_on", "granted_on", "expires_on")
        search = ("name", "number", "organization")
        order = "-applied_on"

    class Meta(Record.Meta):
        verbose_name = "知识产权"
        constraints = held_to(
            not_negative("amounts", "amount_yuan", says="资助金额不能是负数"),
            in_order("order", "applied_on", "granted_on", says="授权日期不能早于申请日期"),
        )
