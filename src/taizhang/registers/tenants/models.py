"""Enterprises in incubators 在孵企业."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Money, Number, OrganizationLink, Text, YesNo
from taizhang.registers.record import Record

OUTCOMES = (
    ("signed", "签约待入驻", "签订入驻协议", "拟入驻", "拟进驻", "签约", "正准备进驻", "准备进驻", "待入驻"),
    ("incubated", "在孵", "已进驻", "入驻", "已入驻", "在园", "孵化中", "在驻", "已注册"),
    ("graduated", "毕业", "已毕业", "孵化毕业"),
    ("left", "退出", "已退出", "迁出", "退孵", "注销", "清退"),
)  # fmt: skip


class Tenant(Record):
    """An organization's stay in an incubator 在孵企业. The incubator goes by the name it has in 创新平台."""

    platform = Text(
        "孵化器",
        also=(
            "孵化载体名称 孵化器名称 孵化载体 所在孵化器 载体名称 平台名称 众创空间 所在平台 入驻载体"
            " 孵化平台 所属孵化器"
        ).split(),
        example="示例科技企业孵化器",
    )
    organization = OrganizationLink(
        "企业名称",
        also=(
            "在孵企业 入驻企业 单位名称 公司名称 在孵企业名称 入驻企业名称 企业（团队）名称 入孵企业"
            " 毕业企业 名称 企业"
        ).split(),
        required=True,
    )
    entered_on = Day(
        "入驻日期",
        also="入驻时间 进驻日期 入孵日期 入孵（注册）日期 入孵时间 进驻时间 入园时间 注册入驻时间 签约时间".split(),
    )
    left_on = Day(
        "毕业或退出日期",
        also="毕业时间 退出时间 毕业日期 退出日期 离园时间 毕业（退出）时间 毕业退出时间".split(),
    )
    outcome = Choice(
        "去向",
        OUTCOMES,
        also="状态 去向（状态） 在孵状态 孵化状态 目前状态 入驻状态 毕业情况".split(),
        default="incubated",
    )
    field = Text("技术领域", also="领域 所属领域 行业领域 产业领域 行业".split())
    products = Text("主要产品", also="主营业务 项目名称 创业项目 主营产品".split())
    area = Number("场地面积", also="租赁面积 使用面积 孵化面积 面积 入驻面积".split(), unit="平方米")
    staff = Integer("从业人员", also="员工数 人员数 吸纳就业 就业人数 人数 带动就业".split(), unit="人")
    returnee = YesNo("是否海归团队", also="海归团队 海归创业 是否留学人员企业 海归 留学人员企业".split())
    financed_yuan = Money("获投融资额", also="投融资额 获得投资 融资额 融资金额 获投资金额".split())
    contact = Text(
        "联系人",
        also="负责人 企业负责人 联络人".split(),
        personal=Personal(PersonalKind.NAME, "核实在孵企业情况、开展孵化服务", DUTY, 3),
        max_length=60,
    )
    phone = Code(
        "联系电话",
        also="电话 手机 联系方式 手机号".split(),
        personal=Personal(PersonalKind.PHONE, "核实在孵企业情况、开展孵化服务", DUTY, 3),
    )

    class Register:
        name = "tenants"
        title = "在孵企业"
        group = "平台与人才"
        also = "入驻企业 在孵企业 孵化企业 毕业企业 入孵企业 进驻企业 科创中心企业 创业中心企业".split()
        # An incubator's own list seldom names the incubator.
        keys = (("platform", "organization"), ("organization", "entered_on"))
        heading = ("organization", "platform")
        columns = (
            "organization",
            "platform",
            "entered_on",
            "outcome",
            "left_on",
            "field",
            "area",
            "staff",
            "region",
        )
        filters = ("platform", "outcome", "returnee", "region")
        dates = ("entered_on", "left_on")
        search = ("organization", "platform")
        order = "-entered_on"

    class Meta(Record.Meta):
        verbose_name = "在孵企业"
        constraints = held_to(
            not_negative("amounts", "area", "staff", "financed_yuan", says="面积、人数和金额不能是负数"),
            in_order("order", "entered_on", "left_on", says="毕业或退出日期不能早于入驻日期"),
        )
