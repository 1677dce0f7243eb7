"""Innovation vouchers 创新券."""

from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Money, OrganizationLink, Text
from taizhang.registers.record import Record

KINDS = (
    ("general", "一般券", "通用券", "普通券", "服务券"),
    ("special", "专项券", "研发券", "专项创新券"),
    ("test", "检测券", "检验检测券", "仪器共享券", "共享券"),
    ("maker", "创客券", "创业券"),
    ("other", "其他", "其它"),
)  # fmt: skip
SERVICES = (
    ("rd", "研究开发", "研发", "技术研发", "合作研发"),
    ("testing", "检验检测认证", "检验检测", "检测", "检测认证"),
    ("equipment", "大型仪器共享", "仪器共享", "设备共享"),
    ("transfer", "技术转移", "成果转化", "技术转让"),
    ("ip", "知识产权"),
    ("consulting", "科技咨询", "技术咨询", "咨询"),
    ("incubation", "创业孵化", "孵化"),
    ("finance", "科技金融"),
    ("popular_science", "科普"),
    ("other", "其他", "其它"),
)  # fmt: skip
STATUSES = (
    ("applied", "已申请", "申请", "申领中"),
    ("issued", "已发放", "发放", "未使用", "已领取", "有效"),
    ("used", "已使用", "使用", "部分使用", "使用中"),
    ("redeeming", "兑付审核", "申请兑付", "兑付中", "公示"),
    ("redeemed", "已兑付", "兑付", "已兑现", "兑现"),
    ("expired", "已过期", "过期", "失效"),
    ("withdrawn", "已作废", "作废", "撤回", "收回", "已收回", "注销"),
)  # fmt: skip


class Voucher(Record):
    """An innovation voucher 创新券: a quota certificate issued, used with a provider, redeemed.

    redeemed <= used <= face amount.
    """

    voucher_no = Code(
        "券号", also="创新券编号 券编号 编号 创新券号 创新券券号 电子券号".split(), example="QYCXQ20250001"
    )
    kind = Choice("券种", KINDS, also="创新券类型 类型 券类型 类别 创新券种类 种类".split())
    organization = OrganizationLink(
        "企业名称",
        also=(
            "申领企业 单位名称 领券企业 公司名称 申请单位 用券企业 申请企业 领券单位 企业 申领单位"
        ).split(),
        required=True,
    )
    amount_yuan = Money("面额", also="券面金额 发放金额 创新券面额 金额 额度 发放额度 面值 核定额度".split())
    used_amount_yuan = Money("使用金额", also="已使用金额 用券金额 已用金额 抵扣金额".split())
    redeemed_amount_yuan = Money("兑付金额", also="兑现金额 已兑付金额 兑付额 核定兑付金额".split())
    service_amount_yuan = Money("服务合同金额", also="合同金额 服务金额 带动投入 实际服务金额".split())
    issued_on = Day("发放日期", also="发放时间 发券日期 领券日期 申领日期 发券时间 领取时间".split())
    used_on = Day("使用日期", also="使用时间 用券日期 用券时间".split())
    redeemed_on = Day("兑付日期", also="兑付时间 兑现日期 兑现时间".split())
    expires_on = Day("有效期至", also="有效期 到期日期 截止日期 有效期截止".split())
    provider = Text(
        "服务机构",
        also="服务机构名称 服务提供方 服务单位 合作机构 接券机构 供给方 服务方".split(),
        max_length=100,
    )
    service_class = Choice("服务类别", SERVICES, also="服务内容 服务类型 服务项目".split())
    status = Choice("状态", STATUSES, also="使用状态 券状态 发放状态 兑付状态 创新券状态".split())

    class Register:
        name = "vouchers"
        title = "创新券"
        group = "项目与资金"
        also = "创新券 科技创新券 创新券发放 创新券兑付 创新券兑现".split()
        keys = (("voucher_no",), ("organization", "kind", "issued_on", "amount_yuan"))
        heading = ("voucher_no", "organization")
        columns = (
            "voucher_no", "kind", "organization", "amount_yuan", "issued_on", "status", "provider", "used_amount_yuan",
            "redeemed_amount_yuan", "redeemed_on",
        )  # fmt: skip
        filters = ("kind", "status", "service_class", "region")
        dates = ("issued_on", "used_on", "redeemed_on", "expires_on")
        search = ("voucher_no", "organization", "provider")
        order = "-issued_on"

    class Meta(Record.Meta):
        verbose_name = "创新券"
        constraints = held_to(
            not_negative(
                "amounts",
                "amount_yuan",
                "used_amount_yuan",
                "redeemed_amount_yuan",
                "service_amount_yuan",
                says="金额不能是负数",
            ),
            in_order("used", "used_amount_yuan", "amount_yuan", says="使用金额不能大于面额"),
            in_order("redeemed", "redeemed_amount_yuan", "amount_yuan", says="兑付金额不能大于面额"),
            in_order("order", "issued_on", "redeemed_on", says="兑付日期不能早于发放日期"),
        )
