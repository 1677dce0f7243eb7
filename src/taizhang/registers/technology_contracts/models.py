"""Registered technology contracts 技术合同."""

from typing import Any

from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Money, OrganizationLink, Text, YesNo
from taizhang.registers.record import Record

KINDS = (
    ("development", "技术开发", "技术开发合同", "委托开发", "合作开发", "开发"),
    ("transfer", "技术转让", "技术转让合同", "转让", "专利权转让", "技术秘密转让"),
    ("licence", "技术许可", "技术许可合同", "许可", "专利实施许可"),
    ("consulting", "技术咨询", "技术咨询合同", "咨询"),
    ("service", "技术服务", "技术服务合同", "服务", "技术培训", "技术中介"),
)  # fmt: skip
DIRECTIONS = (
    ("output", "输出", "流出", "卖出", "技术输出", "输出技术"),
    ("absorbed", "吸纳", "流入", "买入", "技术吸纳", "吸纳技术", "引进"),
    ("local", "本地", "本地流转", "区内", "本地转化", "输出且吸纳"),
)  # fmt: skip
STATUSES = (
    ("submitted", "待审", "已提交", "审核中", "受理"),
    ("returned", "退回", "退回修改", "补正"),
    ("registered", "已登记", "登记", "认定", "已认定", "通过", "有效"),
    ("refused", "未予登记", "不予登记", "未通过"),
    ("amended", "变更", "已变更"),
    ("revoked", "注销", "撤销", "已注销"),
)  # fmt: skip
RULES = (("2001", "2001年规则", "国科发政字〔2001〕253号"), ("2026", "2026年规则", "2026年管理办法"))


class TechnologyContract(Record):
    """A registered technology contract 技术合同. Counts by registration date.

    合同成交额 is the whole price; 技术交易额 only its technical part, so 0 <= technical <= amount.
    Output 输出 is by the seller's place, absorption 吸纳 by the buyer's; local ones count in both.
    """

    contract_no = Code(
        "合同登记编号",
        also=(
            "登记编号 合同编号 登记号 合同登记号 认定登记编号 合同号 技术合同登记编号 编号 认定登记号"
        ).split(),
        example="2025330881000123",
    )
    name = Text("合同名称", also="技术合同名称 项目名称 合同项目名称 名称 合同标的".split(), required=True)
    kind = Choice("合同类型", KINDS, also="合同类别 类型 技术合同类别 技术合同类型 类别 合同种类".split())
    seller = OrganizationLink(
        "卖方",
        also=(
            "转让方 卖方名称 技术卖方 受托方 让与方 许可方 输出方 卖方（转让方） 乙方 卖方单位"
            " 卖方（受托方） 技术提供方"
        ).split(),
    )
    buyer = OrganizationLink(
        "买方",
        also=(
            "受让方 买方名称 技术买方 委托方 吸纳方 被许可方 买方（受让方） 甲方 买方单位"
            " 买方（委托方） 技术需求方"
        ).split(),
    )
    direction = Choice("流向", DIRECTIONS, also="技术流向 输出吸纳 输出/吸纳 交易方向 方向 流向类型".split())
    signed_on = Day("签订日期", also="签订时间 合同签订日期 签约日期 签署日期 签订年月 合同签订时间".split())
    registered_on = Day(
        "登记日期", also="登记时间 认定登记日期 认定日期 认定登记时间 合同登记日期 审核日期 登记年月".split()
    )
    amount_yuan = Money(
        "合同成交额",
        also=(
            "成交额 合同金额 成交金额 合同成交金额 合同额 合同总金额 合同交易总额 合同总额 金额"
            " 技术合同成交额"
        ).split(),
        example="300",
    )
    technical_amount_yuan = Money(
        "技术交易额",
        also="其中技术交易额 其中：技术交易额 核定技术交易额 技术额 技术交易金额 技术性收入".split(),
    )
    field = Text("技术领域", also="领域 所属领域 所属技术领域 行业领域".split(), example="电子信息")
    ip_kind = Text("知识产权类型", also="知识产权 知识产权构成".split(), max_length=60)
    plan_source = Text("计划来源", also="计划类别 项目来源".split(), max_length=60)
    related_parties = YesNo("是否关联交易", also="关联交易 是否关联方".split())
    registry = Text("登记机构", also="登记站 认定登记机构 合同登记机构 登记机关".split(), max_length=100)
    rule_version = Choice("登记规则", RULES, also="规则版本 适用规则".split())
    status = Choice(
        "登记状态", STATUSES, also="状态 合同状态 审核状态 认定状态".split(), default="registered"
    )

    class Register:
        name = "technology_contracts"
        title = "技术合同"
        group = "成果与转化"
        also = "技术合同 合同登记 技术交易 技术市场 吸纳技术 输出技术".split()
        keys = (("contract_no",), ("name", "seller", "buyer", "signed_on"), ("name", "seller", "buyer"))
        heading = ("name", "contract_no")
        columns = (
            "contract_no", "name", "kind", "direction", "seller", "buyer", "registered_on", "amount_yuan", "technical_amount_yuan", "field",
        )  # fmt: skip
        filters = ("kind", "direction", "field", "status", "region")
        dates = ("registered_on", "signed_on")
        search = ("name", "contract_no", "seller", "buyer")
        order = "-registered_on"

        @staticmethod
        def merge(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
            """In the list of output and again in that of absorption: a local contract, which counts in both."""
            before, now = old.get("direction"), new.get("direction")
            return {"direction": "local"} if before and now and before != now else {}

    class Meta(Record.Meta):
        verbose_name = "技术合同"
        constraints = held_to(
            not_negative(
                "amounts", "amount_yuan", "technical_amount_yuan", says="合同成交额和技术交易额不能是负数"
            ),
            in_order(
                "technical", "technical_amount_yuan", "amount_yuan", says="技术交易额不能大于合同成交额"
            ),
        )
