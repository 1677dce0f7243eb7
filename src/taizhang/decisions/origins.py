"""Where each fact of the packs comes from 事实的出处: the one table, for one enterprise and for all.

What stands here is all that the ledger knows of an enterprise for a policy. A fact that is not here is stated by somebody
(`StatedFact`) or missing. Verified records only.
"""

from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.fields import Money

# fact of the enterprise -> field of its record 单位
OF_ORGANIZATION = {"founded_on": "founded_on", "kind": "kind", "industry": "industry"}

# fact of a year -> field of that year's return 年度数据. The accounting item 研发费用 and the staff at the year's end count
# people and costs of another kind: they are offered for confirmation (`OFFERED`) and never taken silently.
OF_YEAR = {
    "sales_revenue": "revenue_yuan",
    "total_income": "total_income_yuan",
    "non_taxable_income": "non_taxable_income_yuan",
    "high_tech_income": "high_tech_revenue_yuan",
    "net_assets": "net_assets_yuan",
    "total_assets": "total_assets_yuan",
    "cost_and_expense": "cost_yuan",
    "taxable_income": "taxable_income_yuan",
    "rd_personnel": "rd_personnel_yuan",
    "rd_direct": "rd_direct_yuan",
    "rd_depreciation": "rd_depreciation_yuan",
    "rd_intangible": "rd_intangible_yuan",
    "rd_design": "rd_design_yuan",
    "rd_trial": "rd_trial_yuan",
    "rd_commissioned_home": "rd_commissioned_yuan",
    "rd_commissioned_abroad": "rd_commissioned_abroad_yuan",
    "rd_other": "rd_other_yuan",
    "rd_expense": "high_tech_rd_yuan",
    "rd_abroad": "foreign_rd_yuan",
    "tax_rd_expense": "super_deduction_yuan",
    "staff_average": "staff_average",
    "st_staff_average": "st_staff_average",
    "sme_staff": "sme_staff_average",
    "sme_st_staff": "sme_st_staff_average",
    "transformations": "transformations",
    "data_explained": "data_explained",
}

# fact that is missing -> (field of the same year that stands nearby, what it is called, the basis to confirm)
OFFERED = {
    "rd_expense": ("rd_expense_yuan", "会计口径研发费用", "高企口径"),
    "staff_average": ("staff", "从业人员", "全年月平均（183 天口径）"),
    "st_staff_average": ("rd_staff", "研发人员", "全年月平均（183 天口径）"),
    "sme_staff": ("staff", "从业人员", "全年月平均（6 个月口径）"),
    "sme_st_staff": ("rd_staff", "研发人员", "全年月平均（6 个月口径）"),
}

# fact -> field of the newest return, where the register of rights knows fewer 知识产权
OF_NEWEST_YEAR = {"class_one_ip": "class_one_ip", "class_two_ip": "class_two_ip"}

# 工作指引 三（七）: Ⅰ类 and Ⅱ类; what is neither (PCT, standards, trade marks) does not count.
CLASS_ONE = ("invention", "plant_variety", "circuit")
CLASS_TWO = ("utility_model", "design", "software")

# kind of platform -> (fact that the enterprise runs one, facts of it -> field)
OF_PLATFORM: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "incubator": (
        ("runs_incubator", "runs_standard_incubator"),
        {
            "incubator_area": "area", "incubator_staff": "staff", "tenants": "tenants_count",
            "standard_tenants": "tenants_count", "tenants_graduated": "graduates_count",
        },
    ),
    "maker_space": (("runs_maker_space",), {"maker_area": "area"}),
    "new_rd_institution": (("calls_itself_new_rd",), {}),
}  # fmt: skip

# 研发机构 for the direct confirmation of tech SMEs
RESEARCH_PLATFORMS = (
    "engineering_centre", "key_laboratory", "innovation_centre", "technology_centre", "rd_centre", "new_rd_institution",
)  # fmt: skip

YEARS = 6  # calendar years that rules look back on, this one included


def is_money(field: str) -> bool:
    """Whether a field of the annual return is money, kept in 分."""
    return isinstance(AnnualReturn._meta.get_field(field), Money)
