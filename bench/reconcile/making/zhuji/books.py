# ruff: noqa: E501
"""诸暨市: a county-level city's first nine months of 2024. Its workbooks: one big ledger, and what the sections keep."""

from bench.reconcile.making.draft import Draft

LEDGER = "诸暨市科技局2024年工作台账（9月更新）.xlsx"
MONEY, TRADE = "兑现与金融.xlsx", "成果科-技术市场.xlsx"


def books(d: Draft) -> None:
    """The workbooks."""
    table, sheet = d.table, d.sheet
    sheet(
        LEDGER,
        "企业库",
        table(
            "organizations",
            "诸暨市科技企业库",
            "- 序号  name 企业全称  credit_code 社会信用代码  region 镇街  technical_field 领域  founded_on 注册时间 slash  registered_capital 注册资本（元） yuan",
        ),
    )
    sheet(LEDGER, "国高", table("recognitions", "国家高新技术企业名单（历年）", """- 序号  organization 企业名称  kind 类别  certificate_no 证书编号  recognised_on 发证日期 dot  expires_on 有效期至 dot
        region 所属镇街""", "kind=高新技术企业;recognised_on!=", total="合计", notes=("注：2020年发证的已到期。",)))  # fmt: skip
    sheet(
        LEDGER,
        "国高申报",
        table(
            "recognitions",
            "2024年国高申报情况（截至8月底）",
            "- 序号  organization 申报企业  kind 申报类别  applied_on 提交日期 iso  first_time 是否首次 yes  result 进展  region 镇街",
            "kind=高新技术企业;applied_on!=",
        ),
    )
    sheet(LEDGER, "科小", table("recognitions", "国家科技型中小企业入库名单", """- 序号  organization 企业名称  kind 类别  batch_name 批次  certificate_no 入库登记编号  recognised_on 入库日期 cn
        region 镇街""", "kind=科技型中小企业", group=lambda r: r["batch_name"], counted="家"))  # fmt: skip
    sheet(
        LEDGER,
        "省科小等",
        table(
            "recognitions",
            "省科技型中小企业、瞪羚、专精特新名单",
            "- 序号  organization 企业名称  kind 资质  level 级别  recognised_on 认定时间 slash  certificate_no 编号",
            "kind=省级科技型企业|瞪羚企业|专精特新企业",
        ),
    )
    sheet(LEDGER, "项目", table("projects", "各级科技计划项目", """- 序号  project_no 编号  name 项目名称  level 级别  plan 计划类别  organization 承担单位  industry_class 行业类别  approved_on 时间|立项 iso
        accepted_on 时间|验收 iso  grant_funds 补助经费（万元） wan  stage 状态""", sort="level", group=lambda r: r["level"], counted="项", subtotal="小计", total="合计"))  # fmt: skip
    sheet(
        LEDGER,
        "平台",
        table(
            "platforms",
            "创新平台载体清单",
            "- 序号  name 平台名称  kind 平台类型  level 级别  organization 依托单位  recognised_on 认定时间 dot  status 状态  region 镇街",
            merge=(),
        ),
    )
    sheet(
        LEDGER,
        "专利",
        table(
            "ip",
            "授权专利清单（2023年以来）",
            "- 序号  number 专利号  name 专利名称  kind 专利类型  organization 专利权人  applied_on 申请日 slash  granted_on 授权公告日 slash  status 法律状态",
            page=80,
        ),
    )
    sheet(
        LEDGER,
        "人才",
        table(
            "talents",
            "人才计划入选名单",
            "- 序号  person 姓名（代号）  organization 用人单位  programme 人才计划  level 级别  selected_on 入选时间 cn  amount 资助（万元） wan",
        ),
    )
    sheet(LEDGER, "特派员", table("commissioners", "2024年科技特派员一览表", """- 序号  person 特派员  organization 派出单位  level 派出级别  kind 类型  served_place 服务村  from_on 服务期限|起 dot  until_on 服务期限|止 dot
        training_count 培训次数 int  people_served 服务人次 int""", sort="level"))  # fmt: skip
    sheet(
        LEDGER,
        "活动",
        table(
            "events",
            "活动登记",
            "- 序号  held_on 日期 cn  name 活动名称  kind 活动类别  place 地点  participants 参加人数 int  organizations_reached 涉及企业（家） int  materials 发放资料（份） int  agreements 达成意向（项） int",
            sort="held_on",
        ),
    )
    sheet(
        LEDGER,
        "获奖",
        table(
            "awards",
            "2023年度科技奖励",
            "- 序号  name 成果名称  award 奖项  level 级别  grade 等级  organization 第一完成单位  awarded_on 授奖日期 cn  year 奖励年度 int  result 结果",
        ),
    )
    sheet(
        LEDGER,
        "考核",
        table(
            "assessments",
            "绍兴市科技创新考核（诸暨）",
            "- 序号  assessment 考核名称  indicator 考核指标  year 年度 int  target 目标值 num  result 1—9月完成 num  measure_unit 计量单位  owner 责任科室",
        ),
    )
    sheet(
        LEDGER,
        "统计数据",
        table(
            "statistics",
            "统计局反馈数据",
            "- 序号  indicator 指标名称  area 区域  period 期间  value 数值 num  measure_unit 单位  growth 增速（%） num  rank 排名 int  rank_scope 排名范围  origin 来源  published_on 反馈时间 iso",
        ),
    )
    d.beside(LEDGER, "值班表", "9月值班安排", "日期 带班领导 值班人员", "9月1日 甲 乙", "9月2日 丙 丁")
    sheet(TRADE, "2024", table("technology_contracts", "2024年技术合同登记", """- 序号  contract_no 合同登记编号  name 项目名称  kind 合同类别  seller 卖方  buyer 买方  direction 输出或吸纳  registered_on 登记日期 serial  amount 合同成交额（元） yuan
        technical_amount 技术交易额（元） yuan  status 状态""", "registered_on>=2024-01-01", total="合计"))  # fmt: skip
    sheet(TRADE, "2023（1-9月）", table("technology_contracts", "2023年1—9月技术合同登记", """- 序号  contract_no 合同登记编号  name 项目名称  kind 合同类别  seller 卖方  buyer 买方  direction 输出或吸纳  registered_on 登记日期 iso
        amount 合同成交额（万元） wan  technical_amount 技术交易额（万元） wan  status 状态""", "registered_on<2024-01-01", total="合计"))  # fmt: skip
    sheet(
        TRADE,
        "需求",
        table(
            "needs",
            "企业技术需求",
            "- 序号  number 需求编号  name 需求名称  organization 企业  received_on 征集日期 slash  matched_on 对接日期 slash  solved_on 解决日期 slash  status 状态  investment 拟投入（万元） wan",
        ),
    )
    sheet(
        TRADE,
        "产学研",
        table(
            "cooperations",
            "产学研合作项目",
            "- 序号  subject 合作项目  organization 企业名称  partner 高校院所  kind 合作方式  signed_on 签约日期 cn  amount 合同金额 wan_text  status 进展",
        ),
    )
    sheet(
        MONEY,
        "奖补",
        table(
            "fund_movements",
            "科技资金收支登记",
            "booked_on 日期 date  voucher_no 凭证号  kind 类型  level 资金级别  purpose 用途  organization 收款单位  amount 金额（元） yuan",
            sort="booked_on",
            total="合计",
        ),
    )
    sheet(
        MONEY,
        "浙科贷",
        table(
            "loans",
            "“浙科贷”放款明细",
            "- 序号  contract_no 合同号  organization 借款企业  bank 银行  product 产品  stage 阶段  granted_on 放款日期 iso  amount 放款金额 wan_short  first_loan 是否首贷 yes",
        ),
    )
    sheet(
        MONEY,
        "创新券",
        table(
            "vouchers",
            "2024年创新券",
            "- 序号  voucher_no 券号  organization 企业名称  amount 面额（元） yuan  issued_on 发放日期 dot  provider 服务机构  status 状态  redeemed_on 兑付日期 dot  redeemed_amount 兑付金额（元） yuan",
            total="合计",
        ),
    )
