"""What the form of a year asks for 年度数据表, in its order, and what the ledger offers instead of typing."""

from dataclasses import dataclass

RD_ITEMS = (
    "rd_personnel_yuan", "rd_direct_yuan", "rd_depreciation_yuan", "rd_intangible_yuan", "rd_design_yuan", "rd_trial_yuan",
    "rd_commissioned_yuan", "rd_commissioned_abroad_yuan", "rd_other_yuan",
)  # fmt: skip
# A loss, what is owed by more than is owned, a tax refund; nothing else that is asked for falls below zero.
SIGNED = ("profit_yuan", "taxable_income_yuan", "net_assets_yuan", "tax_yuan")
AVERAGES = ("staff_average", "st_staff_average", "sme_staff_average", "sme_st_staff_average")


@dataclass(frozen=True)
class Section:
    """A part of the form, with what must be known before it is filled in."""

    code: str
    title: str
    says: str
    names: tuple[str, ...]


SECTIONS = (
    Section(
        "income", "收入与资产", "按审计报告和企业所得税年度纳税申报表填写。",
        ("revenue_yuan", "total_income_yuan", "non_taxable_income_yuan", "cost_yuan", "profit_yuan", "taxable_income_yuan",
         "tax_yuan", "total_assets_yuan", "net_assets_yuan"),
    ),
    Section(
        "research", "研发费用", "按高企口径的八项填写实际发生额；委托外部的境内、境外分开填，折算和上限由系统按规则计算。",
        ("rd_expense_yuan", *RD_ITEMS, "high_tech_rd_yuan", "super_deduction_yuan"),
    ),
    Section(
        "products", "高新技术产品（服务）收入与成果", "产品（服务）收入与技术性收入之和；同一成果转化成几个产品的只计一项。",
        ("high_tech_revenue_yuan", "transformations"),
    ),
    Section(
        "people", "人员", "年平均人数是全年各月平均人数的平均，与年末人数不同。",
        ("staff", "rd_staff", *AVERAGES),
    ),
)  # fmt: skip
NAMES = tuple(name for section in SECTIONS for name in section.names)

# Another figure of the ledger that may be the same one, but only the enterprise can say so: it is offered, never taken.
OFFERED = {
    "high_tech_rd_yuan": ("rd_expense_yuan", "会计口径的研发费用", "口径不同：高企口径按八项归集，一般与会计科目的数不一样"),
    "staff_average": ("staff", "年末从业人员", "年末人数不是年平均人数"),
    "st_staff_average": ("rd_staff", "研发人员（年末）", "年末人数不是年平均人数"),
    "sme_staff_average": ("staff_average", "183 天口径的职工年平均", "6 个月口径可能多算一些人"),
    "sme_st_staff_average": ("st_staff_average", "183 天口径的科技人员年平均", "6 个月口径可能多算一些人"),
}  # fmt: skip
HINTS = {
    "revenue_yuan": "主营业务收入与其他业务收入之和",
    "rd_expense_yuan": "会计科目“研发费用”，供核对，不用来判断高企",
    "high_tech_rd_yuan": "分项填了就不用填；只有合计时填这里",
    "rd_commissioned_yuan": "付给境内机构和个人的实际发生额",
    "rd_commissioned_abroad_yuan": "付给境外（含港澳台）机构和个人的实际发生额",
    "super_deduction_yuan": "税收口径，汇算清缴时填报的数",
    "net_assets_yuan": "年末所有者权益，可以是负数",
    "transformations": "当年完成转化的科技成果项数",
}
