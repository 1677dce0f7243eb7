# ruff: noqa: E501
"""翠屏区: a district on the Yangtze, the year 2023. Its workbooks: one file a topic, some lists without a column for their kind."""

from bench.reconcile.making.draft import Draft


def books(d: Draft) -> None:
    """The workbooks."""
    table, sheet = d.table, d.sheet
    sheet(
        "企业基础信息.xlsx",
        "Sheet1",
        table(
            "organizations",
            "翠屏区科技型企业基础信息表",
            "- 序号  name 企业名称  credit_code 统一社会信用代码  region 所在镇（街道）  technical_field 所属领域  founded_on 成立时间 cn_full  registered_capital 注册资本 yi_text",
        ),
    )
    firms = "高企、科小、专精特新.xlsx"
    sheet(
        firms,
        "高企",
        table(
            "recognitions",
            "翠屏区高新技术企业名单",
            "- 序号  organization 企业名称  certificate_no 高企证书编号  recognised_on 认定时间 serial  expires_on 证书到期日 serial  field 高新技术领域",
            "kind=高新技术企业",
        ),
    )
    for year in (2022, 2023):
        sheet(
            firms,
            f"科小{year}",
            table(
                "recognitions",
                f"{year}年国家科技型中小企业入库名单",
                "- 序号  organization 企业名称  batch_name 入库批次  certificate_no 入库登记编号  recognised_on 入库公告日期 dot",
                f"kind=科技型中小企业;batch_name~{year}",
                merge=("batch_name",),
            ),
        )
    sheet(
        firms,
        "高企培育库",
        table(
            "recognitions",
            "高新技术企业培育库入库企业",
            "- 序号  organization 企业名称  recognised_on 入库时间 dot  field 技术领域",
            "kind=高企培育入库",
        ),
    )
    sheet(
        firms,
        "瞪羚专精特新",
        table(
            "recognitions",
            "瞪羚企业、专精特新企业",
            "- 序号  organization 企业名称  kind 荣誉  level 荣誉级别  recognised_on 获批时间 dot",
            "kind=瞪羚企业|专精特新企业",
        ),
    )
    sheet(
        "规上企业研发.xlsx",
        "汇总",
        table(
            "annual_returns",
            "规模以上企业研发情况（2022—2023年）",
            "- 序号  organization 单位名称  period 年度  revenue 经营情况|营业收入（万元） wan  staff 经营情况|从业人员（人） int  has_rd 研发情况|是否有研发活动 yes  rd_expense 研发情况|研发费用（万元） wan",
            sort="period",
            total="总计",
        ),
    )
    sheet("科技项目.xlsx", "立项验收", table("projects", "2021—2023年科技项目立项、验收情况", """- 序号  project_no 项目编号  name 项目名称  level 项目层级  plan 项目类别  organization 牵头单位  industry_class 领域类别
        approved_on 立项时间 dot  accepted_on 验收时间 dot  grant_funds 专项经费（万元） wan  stage 项目状态""", "approved_on!=", sort="level", group=lambda r: r["level"], counted="项", subtotal="小计", total="合计"))  # fmt: skip
    sheet(
        "科技项目.xlsx",
        "申报未立项",
        table(
            "projects",
            "2023年申报未立项项目",
            "- 序号  project_no 受理编号  name 项目名称  level 级别  plan 类别  organization 申报单位  applied_on 申报时间 dot  stage 状态",
            "applied_on!=",
        ),
    )
    sheet(
        "科技项目.xlsx",
        "科技奖",
        table(
            "awards",
            "科技奖励获奖名单",
            "- 序号  name 项目名称  award 奖项名称  level 级别  grade 等级  organization 主要完成单位  awarded_on 获奖时间 dot  year 奖励年度 int  result 状态",
        ),
    )
    sheet(
        "平台载体.xlsx",
        "平台",
        table(
            "platforms",
            "翠屏区科技创新平台载体一览",
            "- 序号  name 名称  kind 类别  level 级别  organization 依托单位  recognised_on 批复时间 cn_month  area 场地面积（平方米） num  status 状态",
            notes=("说明：面积仅孵化器、众创空间填写。",),
        ),
    )
    sheet(
        "平台载体.xlsx",
        "在孵企业",
        table(
            "tenants",
            "孵化器在孵、毕业企业台账",
            "- 序号  platform 孵化器名称  organization 企业名称  entered_on 入孵日期 iso  outcome 目前状态  left_on 毕业日期 iso  staff 职工人数 int",
        ),
    )
    for year, money in (
        (2022, "amount 成交金额（元） yuan  technical_amount 技术交易额（元） yuan"),
        (2023, "amount 成交金额 yi_text  technical_amount 技术交易额 yi_text"),
    ):
        sheet(
            f"技术合同{year}.xlsx",
            "登记表",
            table(
                "technology_contracts",
                f"翠屏区{year}年技术合同认定登记表",
                f"- 序号  contract_no 合同编号  name 技术合同名称  kind 合同种类  direction 流向  seller 卖方名称  buyer 买方名称  registered_on 认定日期 slash  {money}  status 登记状态",
                f"registered_on>={year}-01-01;registered_on<={year}-12-31",
            ),
        )
    sheet(
        "知识产权.xlsx",
        "专利软著",
        table(
            "ip",
            "授权专利、登记软著清单",
            "- 序号  kind 类型  number 专利号/登记号  name 名称  organization 权利人  applied_on 申请日期 iso  granted_on 授权（登记）日期 iso  status 状态",
            sort="kind",
        ),
    )
    sheet(
        "产学研与难题.xlsx",
        "难题",
        table(
            "needs",
            "企业技术难题征集表",
            "- 序号  number 难题编号  name 难题名称  organization 提出企业  received_on 征集时间 iso  solved_on 解决时间 iso  status 进展状态",
        ),
    )
    sheet(
        "产学研与难题.xlsx",
        "合作",
        table(
            "cooperations",
            "产学研合作签约清单",
            "- 序号  subject 合作事项  organization 企业  partner 合作高校院所  kind 合作类型  signed_on 签约时间 iso  amount 合同额（万元） wan  status 状态",
            total="合计",
        ),
    )
    sheet(
        "科技金融.xlsx",
        "天府科创贷",
        table(
            "loans",
            "“天府科创贷”放款台账",
            "- 序号  contract_no 借款合同号  organization 企业名称  bank 放款银行  product 贷款品种  stage 业务阶段  granted_on 放款时间 iso  amount 放款金额（元） yuan",
            total="合计",
        ),
    )
    sheet(
        "科技金融.xlsx",
        "经费",
        table(
            "fund_movements",
            "科技经费收支台账",
            "booked_on 记账日期 iso  voucher_no 凭证号  kind 类型  level 经费级别  purpose 用途  organization 收款单位  amount 金额（万元） wan",
            sort="booked_on",
            total="合计",
        ),
    )
    sheet(
        "人才特派员.xlsx",
        "人才",
        table(
            "talents",
            "人才计划入选情况",
            "- 序号  person 人才姓名（代号）  organization 所在单位  programme 人才计划名称  level 层级  selected_on 入选日期 slash",
        ),
    )
    sheet(
        "人才特派员.xlsx",
        "特派员",
        table(
            "commissioners",
            "2023年科技特派员服务情况表",
            "- 序号  person 特派员  level 选派级别  organization 派出单位  kind 类型  served_place 服务村（企）  from_on 服务起始 slash  until_on 服务截止 slash  training_count 开展培训（次） int  people_served 服务人次 int  area_mu 示范面积（亩） int",
            merge=("person", "level"),
        ),
    )
    sheet(
        "活动政策考核.xlsx",
        "活动",
        table(
            "events",
            "2022—2023年活动台账",
            "- 序号  name 活动名称  kind 类型  held_on 举办日期 date  place 地点  participants 参加人数 int  organizations_reached 参加企业数 int  materials 发放资料份数 int",
            sort="held_on",
        ),
    )
    sheet(
        "活动政策考核.xlsx",
        "政策",
        table(
            "policy_documents",
            "政策制定情况",
            "- 序号  name 文件名称  document_no 文号  issuer 制定机关  stage 阶段  consulted_on 征求意见日期 iso  issued_on 印发日期 iso",
        ),
    )
    sheet(
        "活动政策考核.xlsx",
        "目标",
        table(
            "assessments",
            "市对区目标任务",
            "- 序号  assessment 考核名称  indicator 指标  year 年度 int  target 目标 num  result 完成 num  measure_unit 单位  owner 责任股室",
        ),
    )
    sheet(
        "活动政策考核.xlsx",
        "统计局数据",
        table(
            "statistics",
            "统计部门反馈",
            "- 序号  indicator 指标名称  area 区域  period 年份  value 数值 num  measure_unit 单位  growth 增长（%） num  rank 位次 int  rank_scope 位次范围  origin 来源  published_on 提供日期 iso",
        ),
    )
