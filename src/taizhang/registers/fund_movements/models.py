"""Movements of science and technology money 资金."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, not_negative
from taizhang.registers.fields import Choice, Code, Day, Money, OrganizationLink, Text, Year
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

KINDS = (
    ("appropriated", "下达", "预算下达", "指标下达", "财政拨款", "安排", "预算安排", "收入"),
    ("paid", "拨付", "支付", "拨款", "已拨付", "支出", "资金拨付", "无偿资助"),
    ("awarded", "奖励", "奖金", "奖励兑现"),
    ("subsidised", "补助", "补贴", "后补助", "贴息", "贷款贴息", "奖补", "资助"),
    ("recovered", "回收", "收回", "追回", "追缴", "退回", "归还"),
    ("from_above", "争取上级", "上级补助", "上级资金", "争取资金", "争取上级资金", "向上争取"),
    ("compensated", "风险补偿", "代偿", "补偿"),
    ("other", "其他", "其它"),
)  # fmt: skip


class FundMovement(Record):
    """A movement of science and technology money 资金: appropriated, paid, awarded, subsidised, recovered.

    Amounts are never negative; the kind says which way the money goes.
    """

    voucher_no = Code(
        "凭证号",
        also="凭证编号 记账凭证号 拨款凭证号 流水号 支付凭证号 单据号 凭证字号".split(),
        example="2025-记-0123",
        hint="带上年度；一张凭证多笔的，加分录号",
    )
    kind = Choice(
        "类型",
        KINDS,
        also="资金类型 收支类型 类别 资金类别 业务类型 收支类别 资金性质 资金流向".split(),
    )
    level = Choice("资金级别", LEVELS, also=(*LEVEL_ALSO, "级别", "资金来源", "资金来源级别", "资金层级"))
    purpose = Text(
        "用途", also="摘要 资金用途 事由 资金名称 支出内容 专项名称 款项用途 支出事项 资金项目".split()
    )
    organization = OrganizationLink(
        "收款单位",
        also=(
            "拨付单位 收（付）款单位 受款单位 单位名称 企业名称 拨付对象 付款单位 受补助单位 资助单位"
            " 获奖单位 收款方 使用单位 单位 用款单位 承担单位 补助单位"
        ).split(),
    )
    project_name = Text("项目", also="项目名称 所属项目 对应项目 资助项目".split())
    amount_yuan = Money(
        "金额",
        also=(
            "拨付金额 资金额 发生额 下达金额 金额小写 补助金额 支付金额 资金数额 奖励金额 回收金额 拨款金额"
        ).split(),
        required=True,
    )
    booked_on = Day(
        "日期",
        also=(
            "记账日期 拨付日期 拨付时间 入账日期 时间 支付日期 下达日期 到账日期 发生日期 拨款日期"
            " 到账时间 下达时间 回收日期"
        ).split(),
    )
    year = Year("预算年度", also="年度 资金年度 所属年度".split())
    document_no = Text(
        "文号",
        also="文件号 下达文号 指标文号 发文字号 拨款文号 文件文号 依据文号".split(),
        max_length=80,
        example="海科〔2025〕31号",
    )
    budget_item = Text(
        "预算科目",
        also="功能科目 科目 支出功能分类 经济科目 支出科目 科目名称".split(),
        max_length=80,
        example="2060404 科技成果转化与扩散",
    )

    payee_account = Code(
        "收款账号",
        also="银行账号 收款账户 收款人账号 开户账号 银行帐号 收款帐号 收款银行账号 银行卡号".split(),
        hint="只在拨付时填写，不在申报时收集",
        personal=Personal(PersonalKind.BANK, "把补助资金拨付到收款人的账户、核对退汇", DUTY, 10),
    )

    class Register:
        name = "fund_movements"
        title = "资金"
        group = "项目与资金"
        also = (
            "资金台账 三项费用 科技经费 拨付登记 收支台账 专项资金 资金拨付 资金争取 奖补资金兑现 科技三项费"
        ).split()
        keys = (
            ("voucher_no",),
            ("organization", "booked_on", "amount_yuan", "purpose"),
            ("organization", "booked_on", "amount_yuan"),
        )
        heading = ("purpose", "organization")
        columns = (
            "voucher_no",
            "booked_on",
            "kind",
            "level",
            "purpose",
            "organization",
            "amount_yuan",
            "document_no",
            "budget_item",
        )
        filters = ("kind", "level", "year", "region")
        dates = ("booked_on",)
        search = ("purpose", "organization", "voucher_no", "document_no")
        order = "-booked_on"

    class Meta(Record.Meta):
        verbose_name = "资金"
        constraints = held_to(
            not_negative("amounts", "amount_yuan", says="金额不能是负数：收回的钱登记为“回收”，不写负数"),
        )
