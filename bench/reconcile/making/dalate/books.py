# ruff: noqa: E501
"""达拉特旗: a banner of Inner Mongolia, the first half of 2022. Its workbooks: two tables on a sheet, a text file, old rows hidden."""

from samples.making.book import Sheet

from bench.reconcile.making.draft import Draft


def books(d: Draft) -> None:
    """The workbooks."""
    table, sheet = d.table, d.sheet
    sheet(
        "01企业名录.csv",
        "名录",
        table(
            "organizations",
            "达拉特旗科技企业名录",
            "- 序号  name 企业名称  credit_code 统一社会信用代码  region 所属镇（苏木、街道）  technical_field 领域  founded_on 成立日期 slash  registered_capital 注册资本（万元） wan",
        ),
    )
    firms = "企业类（高企 科小 专精特新）.xlsx"
    sheet(firms, "高企", table("recognitions", "达拉特旗高新技术企业一览表", "- 序号  organization 企业名称  kind 类别  certificate_no 证书编号  recognised_on 发证|时间 dot  expires_on 有效期|至 dot", "kind=高新技术企业;recognised_on!="),
          table("recognitions", "2022年拟申报（复审）高企", "- 序号  organization 企业名称  kind 类别  applied_on 申报日期 dot  first_time 是否首次申报 yes  result 目前进展", "kind=高新技术企业;applied_on!="))  # fmt: skip
    sheet(
        firms,
        "科小",
        table(
            "recognitions",
            "科技型中小企业评价入库名单",
            "- 序号  organization 企业名称  kind 类别  batch_name 年度批次  certificate_no 登记编号  recognised_on 入库时间 iso",
            "kind=科技型中小企业",
            total="合计",
        ),
    )
    sheet(
        firms,
        "专精特新",
        table(
            "recognitions",
            "自治区专精特新中小企业",
            "- 序号  organization 企业名称  kind 类别  written 级别  recognised_on 认定日期 cn",
            "kind=专精特新企业",
        ),
    )
    work = "2022年上半年科技工作台账.xlsx"
    sheet(work, "1项目", table("projects", "科技项目申报、立项、验收台账", """- 序号  project_no 编号  name 项目名称  written 级别  plan 计划类别  organization 承担单位  industry_class 类别  applied_on 进度|申报日期 iso
        approved_on 进度|立项日期 iso  accepted_on 进度|验收日期 iso  grant_funds 支持资金（万元） wan  stage 阶段""", sort="written", group=lambda r: r["written"], counted="项", total="合计"))  # fmt: skip
    sheet(
        work,
        "2平台",
        table(
            "platforms",
            "创新平台台账",
            "- 序号  name 平台名称  kind 平台类型  written 级别  organization 依托单位  recognised_on 认定时间 cn  status 状态",
        ),
    )
    sheet(work, "3技术合同", table("technology_contracts", "2022年1—6月技术合同登记情况", "- 序号  contract_no 登记编号  name 合同名称  kind 合同类别  direction 输出/吸纳  seller 卖方  buyer 买方  registered_on 登记时间 serial  amount 成交额（万元） wan  technical_amount 其中技术交易额（万元） wan  status 状态", "registered_on>=2022-01-01", total="合计"),
          table("technology_contracts", "上年同期技术合同登记情况", "- 序号  contract_no 登记编号  name 合同名称  kind 合同类别  direction 输出/吸纳  seller 卖方  buyer 买方  registered_on 登记时间 serial  amount 成交额（万元） wan  technical_amount 其中技术交易额（万元） wan  status 状态", "registered_on<2022-01-01", total="合计"))  # fmt: skip
    sheet(
        work,
        "4知识产权",
        table(
            "ip",
            "专利授权情况（2021、2022上半年）",
            "- 序号  number 专利号  name 专利名称  kind 类型  organization 专利权人  applied_on 申请日 iso  granted_on 授权日 iso  status 状态",
        ),
    )
    sheet(work, "5特派员", table("commissioners", "科技特派员服务嘎查村情况", """- 序号  person 姓名（代号）  written 级别  organization 派出单位  kind 类型  served_place 服务嘎查村  from_on 起 iso  until_on 止 iso  training_count 培训场次 int
        people_served 服务农牧民（人次） int  area_mu 示范面积（亩） int""", merge=("person", "written")))  # fmt: skip
    sheet(
        work,
        "6人才",
        table(
            "talents",
            "科技人才",
            "- 序号  person 姓名（代号）  organization 所在单位  programme 人才计划  written 级别  selected_on 确定日期 iso",
        ),
    )
    sheet(
        work,
        "7活动",
        table(
            "events",
            "培训、科普、走访活动",
            "- 序号  held_on 时间 iso  name 活动名称  kind 活动类型  place 地点  participants 参加人数 int  organizations_reached 走访企业数（家） int  materials 发放资料（份） int",
            sort="held_on",
        ),
    )
    sheet(work, "8需求合作", table("needs", "企业技术需求", "- 序号  number 编号  name 需求名称  organization 企业名称  received_on 征集时间 iso  matched_on 对接时间 iso  solved_on 解决时间 iso  status 状态"),
          table("cooperations", "校企合作签约项目", "- 序号  subject 合作内容  organization 企业名称  partner 合作院校  kind 合作类型  signed_on 签约时间 iso  amount 合同金额（元） yuan  status 状态"))  # fmt: skip
    sheet(
        work,
        "9获奖",
        table(
            "awards",
            "获得科技奖励情况",
            "- 序号  name 成果名称  award 奖项  written 级别  grade 等级  organization 完成单位  awarded_on 授奖时间 iso  year 年度 int  result 结果",
        ),
    )
    sheet(
        "资金、考核、统计.xlsx",
        "资金",
        table(
            "fund_movements",
            "科技资金台账",
            "- 序号  booked_on 日期 iso  voucher_no 凭证号  kind 类型  written 资金级别  purpose 用途  organization 收款单位  amount 金额（元） yuan",
            sort="booked_on",
            total="合计",
        ),
    )
    sheet(
        "资金、考核、统计.xlsx",
        "创新券",
        table(
            "vouchers",
            "内蒙古科技创新券",
            "- 序号  voucher_no 券编号  organization 领券企业  amount 面额（元） yuan  issued_on 发放日期 iso  provider 服务机构  status 状态  redeemed_on 兑付日期 iso  redeemed_amount 兑付金额（元） yuan",
        ),
    )
    sheet(
        "资金、考核、统计.xlsx",
        "考核",
        table(
            "assessments",
            "“科技兴蒙”考核指标",
            "- 序号  assessment 考核名称  indicator 指标名称  year 年度 int  target 年度目标 num  result 上半年完成 num  measure_unit 单位  owner 责任股室",
        ),
    )
    sheet(
        "资金、考核、统计.xlsx",
        "统计",
        table(
            "statistics",
            "部门提供数据",
            "- 序号  indicator 指标名称  area 地区  period 期间  value 数值 num  measure_unit 单位  growth 增速（%） num  rank 全市位次 int  rank_scope 位次范围  origin 数据来源  published_on 日期 iso",
        ),
    )
    sheet(
        "资金、考核、统计.xlsx",
        "规上研发",
        table(
            "annual_returns",
            "2021年规上企业研发情况",
            "- 序号  organization 企业名称  period 年度  revenue 营业收入（万元） wan  rd_expense 研发费用（万元） wan  has_rd 有无研发活动 yes  staff 从业人员 int",
            total="合计",
        ),
    )
    d.beside("资金、考核、统计.xlsx", "旧表", "2020年报送情况（作废）", "指标 数值", "高企 12", "科小 19")
    old: Sheet = d.books["资金、考核、统计.xlsx"].sheets[-1]
    old.hidden = True
