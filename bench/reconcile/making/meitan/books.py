# ruff: noqa: E501
"""湄潭县: a western county's year 2024. Its workbooks."""

from bench.reconcile.making.draft import Draft


def books(d: Draft) -> None:
    """The workbooks."""
    d.sheet("01湄潭县科技企业情况.xlsx", "企业", d.table("organizations", "湄潭县科技企业（合作社）基本情况", """- 序号  name 单位名称  credit_code 信用代码  kind 单位类型  region 乡镇（街道）
        founded_on 成立日期 cn  registered_capital 注册资金（元） yuan"""))  # fmt: skip
    d.sheet("01湄潭县科技企业情况.xlsx", "高企", d.table("recognitions", "高新技术企业名单", """- 序号  organization 企业名称  certificate_no 证书编号  field 技术领域
        recognised_on 发证时间 dot  expires_on 有效期至 dot  region 乡镇  kind 称号""", "kind=高新技术企业"))  # fmt: skip
    d.sheet("01湄潭县科技企业情况.xlsx", "科小", d.table("recognitions", "国家科技型中小企业入库名单（2023、2024年）", """- 序号  organization 企业全称  certificate_no 入库编号  batch_name 批次
        recognised_on 公告日期 cn_full  kind 资质名称""", "kind=科技型中小企业", group=lambda r: r["batch_name"][:5] + "度", counted="家"))  # fmt: skip
    d.sheet("02研发投入调查.xlsx", "2023-2024", d.table("annual_returns", "规模以上工业企业研发投入调查汇总", """- 序号  organization 企业详细名称  period 年度  revenue 全年营业收入 wan  rd_expense 研发费用合计 wan
        has_rd 是否有研发活动 yes  staff 从业人员（人） int  region 乡镇""", unit="单位：万元"))  # fmt: skip
    d.sheet("03科技项目管理台账.xlsx", "项目", d.table("projects", "科技计划项目管理台账", """- 序号  level 项目级别  project_no 项目编号  name 项目名称  plan 计划类别  organization 承担单位  industry_class 行业领域
        approved_on 时间节点|立项时间 iso  accepted_on 时间节点|验收时间 iso  grant_funds 支持经费（万元） wan  stage 实施状态""", sort="level", group=lambda r: r["level"] + "项目", counted="项", subtotal="小计", total="总计"))  # fmt: skip
    d.sheet("03科技项目管理台账.xlsx", "科技奖", d.table("awards", "2024年度科技奖励获奖项目", """- 序号  name 获奖项目  award 奖种  level 奖励级别  grade 获奖等级  organization 第一完成单位  awarded_on 表彰时间 cn
        year 年度 int  result 结果"""))  # fmt: skip
    d.sheet("04平台、特派员、人才.xlsx", "平台", d.table("platforms", "科技创新平台名录", """- 序号  name 平台（设施）名称  kind 平台类别  level 层级  organization 依托单位  recognised_on 批准时间 slash  status 建设状态  region 乡镇"""))  # fmt: skip
    d.sheet("04平台、特派员、人才.xlsx", "特派员", d.table("commissioners", "科技特派员选派与绩效统计表", """- 序号  person 特派员姓名  level 选派级别  organization 来源单位  kind 特派员类型  served_place 服务村  from_on 选派时间 iso
        until_on 截止日期 iso  training_count 服务绩效|培训场次 int  people_served 服务绩效|服务群众（人次） int  area_mu 服务绩效|示范推广面积（亩） int  region 乡镇"""))  # fmt: skip
    d.sheet(
        "04平台、特派员、人才.xlsx",
        "三区人才",
        d.table(
            "talents",
            "“三区”科技人才名单",
            "- 序号  person 姓名  organization 所在单位  programme 人才计划  level 级别  selected_on 批准日期 cn  batch_name 批次",
        ),
    )
    d.sheet("05成果转化.xlsx", "技术合同", d.table("technology_contracts", "技术合同认定登记台账", """- 序号  contract_no 登记编号  name 合同名称  kind 合同类型  seller 卖方（受托方）  buyer 买方（委托方）  direction 技术流向
        registered_on 认定登记日 serial  amount 合同总金额（万元） wan  technical_amount 其中：技术交易额（万元） wan  status 状态""", sort="contract_no", total="合计"))  # fmt: skip
    d.sheet(
        "05成果转化.xlsx",
        "知识产权",
        d.table(
            "ip",
            "知识产权台账",
            "- 序号  number 专利号（登记号）  name 知识产权名称  kind 类别  organization 权利人  granted_on 授权日期 iso  status 状态",
        ),
    )
    d.sheet("05成果转化.xlsx", "创新券", d.table("vouchers", "贵州省科技创新券使用情况", """- 序号  voucher_no 创新券编号  organization 申领企业  amount 额度（元） yuan  issued_on 发放时间 iso  provider 服务机构  service_class 服务内容
        status 券状态  redeemed_on 兑现时间 iso  redeemed_amount 兑现金额（元） yuan""", total="合计"))  # fmt: skip
    d.beside(
        "05成果转化.xlsx",
        "汇总",
        "技术合同分类汇总（报市局）",
        "类别 2023年（项） 2024年（项）",
        "输出 15 18",
        "吸纳 20 26",
        "合计 35 44",
    )
    d.sheet(
        "06资金.xlsx",
        "收支",
        d.table(
            "fund_movements",
            "科技经费收支登记簿",
            "booked_on 记账日期 date  voucher_no 凭证号  kind 业务类型  level 资金层级  purpose 摘要  organization 收款单位（人）  amount 发生金额（元） yuan",
            sort="booked_on",
            total="本页合计",
        ),
    )
    d.sheet("07活动与考核.xlsx", "活动", d.table("events", "科技培训及科普活动记录", """- 序号  held_on 时间 cn  name 活动名称  kind 活动形式  place 地点  participants 参加人数 int
        materials 发放资料（册、份） int  agreements 达成意向（个） int""", sort="held_on"))  # fmt: skip
    d.sheet(
        "07活动与考核.xlsx",
        "考核",
        d.table(
            "assessments",
            "市对县目标考核科技指标",
            """- 序号  assessment 考核项目  indicator 指标名称  year 年份 int  target 目标值 num  result 完成情况 num  measure_unit 单位  owner 责任科室""",
        ),
    )
    d.sheet("07活动与考核.xlsx", "通报数据", d.table("statistics", "市科技局通报数据", """- 序号  indicator 指标  area 县（市、区）  period 年度  value 指标值 num  measure_unit 单位  growth 增长率（%） num  rank 全市排名 int
        rank_scope 排名范围  origin 来源  published_on 通报时间 iso"""))  # fmt: skip
