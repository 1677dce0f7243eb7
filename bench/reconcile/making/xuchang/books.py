# ruff: noqa: E501
"""许昌市: a city bureau's year 2021, with six counties below it. Its workbooks."""

from bench.reconcile.making.draft import Draft


def books(d: Draft) -> None:
    """The workbooks."""
    d.sheet("许昌市科技企业汇总.xlsx", "名录", d.table("organizations", "许昌市科技型企业名录（2021年12月）", """- 序号  name 企业名称  credit_code 统一社会信用代码  region 所在县（市、区）
        technical_field 所属领域  founded_on 注册时间 slash""", group=lambda r: r["region"], counted="家", sort="region"))  # fmt: skip
    for year in (2018, 2019, 2020, 2021):
        d.sheet("高新技术企业.xlsx", f"{year}", d.table("recognitions", f"{year}年认定高新技术企业名单", """- 序号  organization 公司名称  certificate_no 证书编号  recognised_on 发证日期 date
            expires_on 有效期至 cn  region 县区  kind 资质类型""", f"kind=高新技术企业;batch_name={year}年"))  # fmt: skip
    d.sheet(
        "高新技术企业.xlsx",
        "科小",
        d.table(
            "recognitions",
            "国家科技型中小企业备案名单",
            "- 序号  kind 资质类别  organization 企业名称  certificate_no 登记编号  batch_name 批次  recognised_on 入库日期 iso  region 县区",
            "kind=科技型中小企业",
        ),
    )
    d.sheet(
        "高新技术企业.xlsx",
        "龙头瞪羚",
        d.table(
            "recognitions",
            "创新龙头企业和瞪羚企业",
            "- 序号  organization 企业名称  kind 称号  full_name 认定名称  level 认定级别  recognised_on 认定时间 cn  certificate_no 证书编号",
            "kind=创新型企业|瞪羚企业",
        ),
    )
    d.sheet(
        "平台与孵化.xlsx",
        "研发平台",
        d.table(
            "platforms",
            "全市研发平台和孵化载体一览",
            "- 序号  level 平台级别  kind 平台类型  name 平台名称  organization 依托单位  recognised_on 批准时间 dot  status 状态  region 所在县区",
            sort="level",
            merge=("level",),
        ),
    )
    d.sheet("平台与孵化.xlsx", "在孵企业", d.table("tenants", "孵化载体在孵、毕业企业情况", """- 序号  platform 孵化载体  organization 企业名称  entered_on 入孵时间 iso  outcome 孵化状态  left_on 毕业（退出）时间 iso
        staff 带动就业 int  financed 获得投资（万元） wan"""))  # fmt: skip
    d.sheet("项目与奖励.xlsx", "立项", d.table("projects", "2020-2021年立项科技项目", """- 序号  project_no 项目编号  name 项目名称  level 项目级别  plan 计划类别  organization 承担单位  approved_on 立项时间 cn
        grant_funds 经费（万元）|财政资助 wan  self_funds 经费（万元）|企业自筹 wan  stage 项目状态  region 县区""", total="合计"))  # fmt: skip
    d.sheet(
        "项目与奖励.xlsx",
        "奖励",
        d.table(
            "awards",
            "河南省科学技术进步奖获奖项目",
            "- 序号  year 年度 int  name 项目名称  award 奖种  level 级别  grade 获奖等级  organization 第一完成单位  awarded_on 授奖时间 iso  result 结果",
        ),
    )
    d.sheet("项目与奖励.xlsx", "榜单", d.table("needs", "“揭榜挂帅”技术需求榜单", """- 序号  number 榜单编号  name 榜单名称  organization 发榜单位  received_on 征集时间 iso  published_on 发榜时间 iso
        investment 榜单金额（万元） wan  matched_on 揭榜时间 iso  partner 揭榜单位  status 状态""", total="合计"))  # fmt: skip
    for year in (2021, 2020):
        d.sheet("技术市场.xlsx", f"{year}年", d.table("technology_contracts", f"{year}年技术合同认定登记", """- 序号  contract_no 合同登记号  name 项目名称  kind 合同类别  seller 卖方名称  buyer 买方名称  direction 输出/吸纳
            registered_on 认定登记日期 date  amount 成交金额（万元） wan  technical_amount 技术交易额（万元） wan""", f"registered_on>={year}-01-01;registered_on<={year}-12-31", total="合计"))  # fmt: skip
    d.beside(
        "技术市场.xlsx",
        "分县区",
        "分县区完成情况（内部测算，未核）",
        "县区 目标（亿元） 完成（亿元）",
        "魏都区 3 4",
        "建安区 3 3",
        "鄢陵县 2 2",
        "襄城县 3 3",
        "禹州市 4 5",
        "长葛市 5 6",
    )
    d.sheet(
        "开放合作与人才.xlsx",
        "产学研",
        d.table(
            "cooperations",
            "产学研合作协议",
            "- 序号  organization 我市企业  partner 合作高校院所  subject 合作项目  kind 合作形式  signed_on 签订时间 slash  amount 协议金额（万元） wan  status 合作状态",
        ),
    )
    d.sheet(
        "开放合作与人才.xlsx",
        "人才",
        d.table(
            "talents",
            "2021年引进高层次人才（团队）",
            "- 序号  person 人才（团队）名称  organization 用人单位  programme 入选计划  level 级别  selected_on 公布日期 iso  status 引进状态",
        ),
    )
    d.sheet(
        "开放合作与人才.xlsx",
        "特派员",
        d.table(
            "commissioners",
            "科技特派员名单",
            "- 序号  person 姓名  organization 派出单位  level 级别  kind 类别  served_place 服务地点  from_on 起始日期 iso  until_on 截止日期 iso  rating 考核等次  region 县区",
        ),
    )
    d.sheet("科技金融与资金.xlsx", "科技贷", d.table("loans", "“科技贷”业务台账", """- 序号  contract_no 借据号  organization 贷款企业  bank 放贷银行  product 金融产品  granted_on 贷款发放日期 iso  amount 贷款金额（万元） wan
        rate 年利率（%） num  guarantee 担保方式  stage 贷款状态"""))  # fmt: skip
    d.sheet(
        "科技金融与资金.xlsx",
        "资金",
        d.table(
            "fund_movements",
            "财政科技资金台账",
            "- 序号  voucher_no 凭证编号  booked_on 拨付时间 cn  kind 资金类别  level 资金来源级别  purpose 资金用途（事项）  organization 受补助单位  amount 金额（万元） wan  year 资金年度 int",
            total="合计",
        ),
    )
    d.sheet(
        "专利统计考核.xlsx",
        "发明专利",
        d.table(
            "ip",
            "发明专利授权清单",
            "- 序号  number 专利号  name 发明名称  kind 专利类型  organization 专利权人  applied_on 申请日 iso  granted_on 授权日 iso  status 法律状态",
        ),
    )
    d.sheet(
        "专利统计考核.xlsx",
        "统计",
        d.table(
            "statistics",
            "外部门提供数据",
            "indicator 统计指标  area 地区  period 统计年度  value 指标值 num  measure_unit 计量单位  growth 增速（%） num  rank 位次 int  rank_scope 位次范围  origin 数据提供单位  published_on 发布时间 iso",
        ),
    )
    d.sheet(
        "专利统计考核.xlsx",
        "目标",
        d.table(
            "assessments",
            "省定目标任务",
            "- 序号  assessment 目标任务来源  indicator 目标任务  year 目标年度 int  target 目标数 num  measure_unit 指标单位  owner 责任科室",
        ),
    )
