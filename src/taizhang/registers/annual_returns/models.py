"""Annual returns 年度数据."""

from taizhang.registers.constraints import held_to, not_negative
from taizhang.registers.fields import Integer, Long, Money, Number, OrganizationLink, Period, YesNo
from taizhang.registers.record import Record


class AnnualReturn(Record):
    """One organization's operating and R&D data for a year or quarter 年度数据.

    The four R&D amounts of Chinese practice stay apart: the accounting item 研发费用, the amount
    deducted for tax 加计扣除, the high-tech-enterprise basis 高企研发费用, and the statistical one.
    """

    organization = OrganizationLink(
        "单位名称",
        also="企业名称 单位详细名称 公司名称 填报单位 企业 企业全称 单位全称 名称".split(),
        required=True,
        example="示例科技有限公司",
    )
    period = Period(
        "年度",
        also="年份 期间 统计年度 报告期 会计年度 统计期间 数据年度".split(),
        required=True,
        example="2025",
        hint="年度写 2025，季度写 2025Q3，半年写 2025H1",
    )
    revenue_yuan = Money(
        "营业收入", also="营收 营业总收入 销售收入 年销售收入 产品销售收入 收入".split(), example="3200"
    )
    main_revenue_yuan = Money("主营业务收入", also="主营收入 主营业务营收".split())
    high_tech_revenue_yuan = Money(
        "高新技术产品收入",
        also=("高新技术产品（服务）收入 高新收入 高品收入 高新技术产品销售收入 高新技术产品服务收入").split(),
    )
    new_product_revenue_yuan = Money("新产品销售收入", also="新产品收入 新产品产值".split())
    total_income_yuan = Money(
        "总收入", also="收入总额 企业总收入".split(), hint="企业所得税口径，与营业收入不同"
    )
    non_taxable_income_yuan = Money("不征税收入")
    rd_expense_yuan = Money(
        "研发费用",
        also="研发投入 研究开发费用 研发经费 研发支出 研发费 科技活动经费 研发费用支出".split(),
        hint="会计科目口径；加计扣除、高企口径、统计口径另列",
    )
    super_deduction_yuan = Money(
        "加计扣除研发费用", also="加计扣除额 研发费用加计扣除额 研发加计扣除 加计扣除".split()
    )
    high_tech_rd_yuan = Money("高企口径研发费用", also="高企研发费用 高企归集研发费用".split())
    foreign_rd_yuan = Money("境外研发费用", also=("委托境外研发费用",))
    statistical_rd_yuan = Money(
        "统计研发经费", also="R&D经费 R&D经费支出 R&D经费内部支出 R&D投入 统计R&D经费".split()
    )
    profit_yuan = Money("利润总额", also="利润 利润额".split())
    net_profit_yuan = Money("净利润", also=("净利",))
    tax_yuan = Money(
        "纳税总额", also="税收 税金 上缴税费 实缴税金 纳税额 实际上缴税费总额 税费 上缴税金".split()
    )
    tax_relief_yuan = Money("减免税额", also="税收减免 减免税总额 享受税收减免".split())
    exports_10k_usd = Number("出口创汇", also="创汇 出口额 出口创汇额 出口总额 出口".split(), unit="万美元")
    output_value_yuan = Money("总产值", also="工业总产值 产值 年产值 农业总产值".split())
    high_tech_output_yuan = Money("高新技术产业产值", also="高新技术产值 高新产值".split())
    value_added_yuan = Money("增加值", also=("工业增加值",))
    total_assets_yuan = Money("资产总额", also="资产总计 总资产 资产 年末资产总额".split())
    net_assets_yuan = Money("净资产", also="净资产总额 所有者权益 年末净资产".split())
    staff = Integer(
        "从业人员",
        also="职工总数 员工数 人员总数 从业人数 职工人数 员工总数 年末从业人员 人数".split(),
        unit="人",
    )
    rd_staff = Integer(
        "研发人员", also="科技人员 科技活动人员 研发人数 R&D人员 研究开发人员 科技人员数".split(), unit="人"
    )
    graduate_staff = Integer("大专以上人员", also="大专以上学历人员 大专以上科技人员".split(), unit="人")
    class_one_ip = Integer("Ⅰ类知识产权", also="一类知识产权 I类知识产权 Ⅰ类知识产权数".split(), unit="件")
    class_two_ip = Integer("Ⅱ类知识产权", also="二类知识产权 II类知识产权 Ⅱ类知识产权数".split(), unit="件")
    inventions_owned = Integer(
        "有效发明专利", also="发明专利拥有量 拥有发明专利 发明专利数".split(), unit="件"
    )
    patents_applied = Integer("专利申请数", also="申请专利 专利申请量 当年申请专利".split(), unit="件")
    patents_granted = Integer("专利授权数", also="授权专利 专利授权量 当年授权专利".split(), unit="件")
    transformations = Integer("科技成果转化数", also="成果转化数 科技成果转化 成果转化".split(), unit="项")
    has_rd_centre = YesNo(
        "有无研发机构", also="是否有研发机构 研发机构 是否建有研发机构 是否设立研发机构".split()
    )
    has_rd = YesNo("有无研发活动", also="是否有研发活动 研发活动 是否开展研发活动".split())
    surveyed = YesNo("是否调查", also="是否纳入调查 纳入调查 列入调查".split())

    # R&D of the high-tech-enterprise basis by the items of 国科发火〔2016〕195号 三（六）, as they were spent: the shares that
    # count (80 % of what was commissioned, at most 20 % of other costs) are worked out by the rules.
    rd_personnel_yuan = Money("人员人工费用", hint="高企口径，按辅助账归集")
    rd_direct_yuan = Money("直接投入费用")
    rd_depreciation_yuan = Money("折旧费用与长期待摊费用", also=("折旧与长期待摊费用",))
    rd_intangible_yuan = Money("无形资产摊销费用")
    rd_design_yuan = Money("设计费用", also=("新产品设计费",))
    rd_trial_yuan = Money("装备调试费用与试验费用", also=("装备调试费与试验费用",))
    rd_commissioned_yuan = Money(
        "委托境内研发实际发生额", also="委托境内研发费用 委托境内研究开发费用".split()
    )
    rd_commissioned_abroad_yuan = Money("委托境外研发实际发生额", also=("委托境外研究开发费用",))
    rd_other_yuan = Money("其他研发费用", also=("研发其他费用",))
    cost_yuan = Money("成本费用支出总额", also=("成本费用总额",), hint="科技型中小企业评价用")
    taxable_income_yuan = Money("应纳税所得额")
    # An average over the year is another figure than the staff at its end; the two laws count other people in it.
    staff_average = Number(
        "183天口径职工年平均人数", unit="人", hint="高企口径：全年须在企业累计工作 183 天以上"
    )
    st_staff_average = Number(
        "183天口径科技人员年平均人数", unit="人", hint="高企口径：累计实际工作 183 天以上"
    )
    sme_staff_average = Number("6个月口径职工年平均人数", unit="人", hint="科技型中小企业口径：6 个月以上")
    sme_st_staff_average = Number(
        "6个月口径科技人员年平均人数", unit="人", hint="科技型中小企业口径：6 个月以上"
    )
    data_explained = Long("数据说明", hint="数值异常但属实的，写明原因；写了就不再存疑")

    class Register:
        name = "annual_returns"
        title = "年度数据"
        group = "主体"
        also = (
            "年度数据 企业年报 经济指标 年度经营 调查汇总 创新情况调查 研发投入统计 企业经营情况"
            " 骨干企业产值 财务数据"
        ).split()
        keys = (("organization", "period"),)
        heading = ("organization", "period")
        columns = (
            "organization", "period", "region", "revenue_yuan", "high_tech_revenue_yuan", "rd_expense_yuan", "profit_yuan",
            "tax_yuan", "staff", "rd_staff",
        )  # fmt: skip
        filters = ("period", "region", "surveyed", "has_rd_centre")
        dates = ("period",)
        search = ("organization", "period")
        order = "-period"

    class Meta(Record.Meta):
        verbose_name = "年度数据"
        constraints = held_to(
            not_negative(
                "amounts", "revenue_yuan", "rd_expense_yuan", "high_tech_revenue_yuan", "total_assets_yuan", "staff", "rd_staff",
                says="收入、研发费用、资产总额和人数不能是负数",
            ),
        )  # fmt: skip
