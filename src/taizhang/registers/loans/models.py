"""Science and technology loans 科技信贷."""

from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import (
    Choice,
    Code,
    Day,
    Integer,
    Money,
    OrganizationLink,
    Percent,
    Text,
    YesNo,
)
from taizhang.registers.record import Record

STAGES = (
    ("candidate", "入库备选", "备选", "入库", "已入库", "备选企业", "申请", "已申请", "意向"),
    ("recommended", "推荐", "已推荐", "推送银行", "对接中", "尽调"),
    ("approved", "授信", "已授信", "审批通过", "批复"),
    ("granted", "放款", "已放款", "已发放", "在贷", "存续", "已备案"),
    ("repaid", "结清", "已结清", "已还款", "还清", "到期结清"),
    ("overdue", "逾期", "已逾期", "不良", "展期"),
    ("compensated", "代偿", "已代偿", "风险补偿"),
    ("refused", "未通过", "拒绝", "未获批", "退出"),
)  # fmt: skip
GUARANTEES = (
    ("credit", "信用", "纯信用", "信用贷款", "信用贷"),
    ("ip_pledge", "知识产权质押", "专利质押", "专利权质押"),
    ("guarantee", "保证担保", "担保", "融资担保", "保证", "担保公司担保"),
    ("mortgage", "抵押", "资产抵押", "房产抵押"),
    ("pledge", "质押", "股权质押", "应收账款质押"),
    ("other", "其他", "其它"),
)  # fmt: skip


class Loan(Record):
    """A loan under a risk-sharing scheme 科技信贷 (科贷通): listed, recommended, granted, repaid."""

    contract_no = Code(
        "合同号",
        also="借款合同号 合同编号 贷款合同号 借据号 借款合同编号 贷款编号 备案编号".split(),
        example="DK2025-0001",
    )
    organization = OrganizationLink(
        "企业",
        also=(
            "企业名称 借款企业 单位名称 贷款企业 公司名称 借款人 贷款企业名称 借款企业名称 备选企业 推荐企业"
        ).split(),
        required=True,
    )
    bank = Text(
        "银行",
        also="合作银行 贷款银行 放贷银行 承贷银行 银行名称 经办银行 贷款机构 推荐银行 放款银行".split(),
        max_length=100,
        example="示例银行",
    )
    product = Text(
        "产品", also="贷款产品 信贷产品 产品名称 贷款品种 金融产品".split(), max_length=100, example="科贷通"
    )
    stage = Choice("阶段", STAGES, also="状态 业务阶段 贷款状态 进展 目前阶段 办理进度 贷款阶段".split())
    listed_on = Day(
        "入库日期",
        also="入库时间 备选入库日期 备案日期 推荐日期 推荐时间 入库备案时间 申请日期 备案时间".split(),
    )
    approved_on = Day("授信日期", also="授信时间 审批日期 批复日期 审批时间".split())
    granted_on = Day(
        "放款日期", also="放款时间 贷款日期 发放日期 贷款发放日 起始日期 贷款发放日期 借款日期 起贷日".split()
    )
    due_on = Day("到期日期", also="到期日 贷款到期日 到期时间".split())
    repaid_on = Day("结清日期", also="还款日期 结清时间 还清日期 还款时间".split())
    credit_yuan = Money("授信额度", also="授信金额 授信 授信额".split())
    amount_yuan = Money(
        "贷款金额", also="放款金额 发放金额 借款金额 金额 贷款额 放款额 贷款额度 贷款发放金额".split()
    )
    balance_yuan = Money("贷款余额", also="余额 未还本金 在贷余额".split())
    rate = Percent("利率", also="年利率 贷款利率 执行利率 年化利率".split(), example="3.45%")
    months = Integer("期限", also="贷款期限 期限（月） 借款期限".split(), unit="月")
    guarantee = Choice("担保方式", GUARANTEES, also="增信方式 担保类型 贷款方式".split())
    first_loan = YesNo("是否首贷", also="首贷 首次贷款 首贷户".split())
    interest_subsidy_yuan = Money("贴息金额", also="贴息 贴息额 已贴息金额".split())
    compensation_yuan = Money("风险补偿金额", also="补偿金额 代偿金额 风险补偿".split())
    recovered_yuan = Money("追偿收回金额", also="追回金额 收回金额".split())

    class Register:
        name = "loans"
        title = "科技信贷"
        group = "项目与资金"
        also = "科技信贷 科贷通 科创贷 科技贷款 贷款备案 放款清单 信贷 备选企业库 融资 科技金融".split()
        bank = "bank"
        # The last key finds likely duplicates: the candidate that became a loan.
        keys = (
            ("bank", "contract_no"), ("organization", "bank", "granted_on"), ("organization", "bank", "listed_on"),
            ("organization", "listed_on"), ("organization", "bank"),
        )  # fmt: skip
        heading = ("organization", "bank", "contract_no")
        columns = (
            "organization",
            "bank",
            "product",
            "stage",
            "contract_no",
            "listed_on",
            "granted_on",
            "amount_yuan",
            "rate",
            "due_on",
            "region",
        )
        filters = ("bank", "stage", "guarantee", "first_loan", "region")
        dates = ("granted_on", "listed_on", "approved_on", "due_on", "repaid_on")
        search = ("organization", "bank", "contract_no", "product")
        order = "-granted_on"

    class Meta(Record.Meta):
        verbose_name = "科技信贷"
        constraints = held_to(
            not_negative(
                "amounts", "credit_yuan", "amount_yuan", "balance_yuan", "rate", "interest_subsidy_yuan", "compensation_yuan",
                "recovered_yuan", says="金额和利率不能是负数",
            ),
            in_order("balance", "balance_yuan", "amount_yuan", says="贷款余额不能大于贷款金额"),
            in_order("order", "granted_on", "repaid_on", says="结清日期不能早于放款日期"),
        )  # fmt: skip
