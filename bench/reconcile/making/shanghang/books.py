# ruff: noqa: E501
"""上杭县: a county in the west of Fujian, the year 2023. Its workbooks: one for each office, old years beneath the new."""

from bench.reconcile.making.draft import Draft

CONTRACTS = """- 序号  contract_no 合同登记号  name 项目名称  kind 合同类别  direction 流向  seller 卖方单位  buyer 买方单位  registered_on 认定登记日期 slash
    amount 合同成交额（元） yuan  technical_amount 技术交易额（元） yuan  status 状态"""


def books(d: Draft) -> None:
    """The workbooks."""
    _firms(d)
    _work(d)
    _service(d)


def _firms(d: Draft) -> None:
    file, table = "上杭县科技型企业总表.xlsx", d.table
    d.sheet(file, "企业基本信息", table("organizations", "上杭县科技型企业基本信息表", "- 序号  name 企业名称  credit_code 统一社会信用代码  region 所在乡镇  technical_field 所属领域  founded_on 成立日期 iso  registered_capital 注册资本（万元） wan"))  # fmt: skip
    d.sheet(file, "高企（含往年）", table("recognitions", "国家高新技术企业名单（含往年）", "- 序号  organization 企业名称  kind 类型  certificate_no 证书编号  recognised_on 认定日期 iso  expires_on 有效期至 iso  first_time 是否首次认定 yes  region 所在乡镇", "kind=高新技术企业", sort="recognised_on"))  # fmt: skip
    d.sheet(file, "科小", table("recognitions", "科技型中小企业入库名单", "- 序号  organization 企业名称  kind 类型  batch_name 批次  certificate_no 入库编号  recognised_on 入库日期 cn", "kind=科技型中小企业", sort="batch_name", group=lambda r: r["batch_name"], counted="家"))  # fmt: skip
    d.sheet(file, "培育库", table("recognitions", "高企培育库入库企业", "- 序号  organization 企业名称  kind 类型  recognised_on 入库时间 dot", "kind=高企培育入库"))  # fmt: skip
    d.sheet(file, "专精特新", table("recognitions", "专精特新企业名单", "- 序号  organization 企业名称  kind 类型  written 级别  recognised_on 认定时间 dot", "kind=专精特新企业"))  # fmt: skip
    d.sheet(file, "研发统计", table("annual_returns", "2022年度规上工业企业研发情况", "- 序号  organization 企业名称  period 年度  revenue 营业收入（万元） wan  has_rd 有无研发活动 yes  rd_expense 研发费用（万元） wan  super_deduction 加计扣除额（万元） wan  staff 从业人员（人） int", total="合计"))  # fmt: skip


def _work(d: Draft) -> None:
    file, table = "科技创新股2023年台账.xlsx", d.table
    d.sheet(file, "项目", table("projects", "科技计划项目一览表", """- 序号  project_no 项目编号  name 项目名称  written 级别  plan 计划类别  organization 承担单位  industry_class 行业类别  applied_on 申报日期 dot
        approved_on 立项日期 dot  accepted_on 验收日期 dot  grant_funds 补助经费（万元） wan  stage 项目状态""", sort="written", group=lambda r: r["written"], counted="项"))  # fmt: skip
    d.sheet(file, "科技奖", table("awards", "省科学技术奖获奖项目", "- 序号  name 成果名称  award 奖项  written 级别  grade 等级  organization 完成单位  awarded_on 获奖日期 dot  year 奖励年度 int  result 结果"))  # fmt: skip
    d.sheet(file, "平台", table("platforms", "科技创新平台名单", "- 序号  name 平台名称  kind 类别  written 级别  organization 依托单位  recognised_on 认定日期 iso  area 场地面积（平方米） num  status 状态"))  # fmt: skip
    d.sheet(file, "在孵", table("tenants", "孵化载体入驻企业", "- 序号  platform 载体名称  organization 企业名称  entered_on 入驻日期 iso  left_on 毕业（退出）日期 iso  outcome 状态  staff 从业人员（人） int"))  # fmt: skip
    d.sheet(file, "考核", table("assessments", "市对县科技创新考核", "- 序号  assessment 考核名称  indicator 指标  year 年度 int  target 目标值 num  result 完成值 num  measure_unit 单位  owner 责任股室"))  # fmt: skip
    d.sheet(file, "统计数据", table("statistics", "有关部门反馈数据", "- 序号  indicator 指标名称  area 地区  period 期间  value 数值 num  measure_unit 单位  growth 增速（%） num  rank 位次 int  rank_scope 位次范围  origin 来源  published_on 反馈日期 iso"))  # fmt: skip
    d.sheet(file, "政策", table("policy_documents", "科技政策文件", "- 序号  name 文件名称  document_no 文号  issuer 制定机关  written 级别  stage 阶段  issued_on 印发日期 cn"))  # fmt: skip


def _service(d: Draft) -> None:
    file, table = "成果与农社股台账（2022、2023）.xlsx", d.table
    d.sheet(file, "技术合同2023", table("technology_contracts", "2023年技术合同认定登记", CONTRACTS, "registered_on>=2023-01-01", total="合计"))  # fmt: skip
    d.sheet(file, "技术合同2022", table("technology_contracts", "2022年技术合同认定登记", CONTRACTS, "registered_on<2023-01-01", total="合计"))  # fmt: skip
    d.sheet(file, "需求", table("needs", "企业技术需求征集对接", "- 序号  number 编号  name 需求名称  organization 企业名称  received_on 征集日期 iso  matched_on 对接日期 iso  solved_on 解决日期 iso  status 状态"))  # fmt: skip
    d.sheet(file, "产学研", table("cooperations", "产学研合作协议", "- 序号  subject 合作项目  organization 企业名称  partner 合作单位  kind 合作方式  signed_on 签约日期 slash  amount 合同金额（万元） wan  status 状态"))  # fmt: skip
    d.sheet(file, "专利", table("ip", "授权专利", "- 序号  number 专利号  name 专利名称  kind 专利类型  organization 专利权人  applied_on 申请日 iso  granted_on 授权公告日 iso  status 状态", page=200))  # fmt: skip
    d.sheet(file, "特派员", table("commissioners", "2023年科技特派员选认及服务情况", """- 序号  person 特派员（代号）  written 级别  kind 类型  organization 派出单位  served_place 服务村  from_on 服务期限|起 iso  until_on 服务期限|止 iso
        training_count 培训次数 int  people_served 服务人次 int  area_mu 示范面积（亩） int""", merge=("person", "written")))  # fmt: skip
    d.sheet(file, "活动", table("events", "活动情况", "- 序号  held_on 举办日期 cn  name 活动名称  kind 活动类型  place 地点  participants 参加人数 int  organizations_reached 走访企业（家） int  materials 发放资料（份） int", sort="held_on"))  # fmt: skip
    money = "资金与科技贷.xlsx"
    d.sheet(money, "资金", table("fund_movements", "科技资金台账", "- 序号  booked_on 日期 iso  voucher_no 凭证号  kind 类型  written 资金级别  purpose 用途  organization 收款单位  amount 金额（万元） wan", sort="booked_on"))  # fmt: skip
    d.sheet(money, "科技贷", table("loans", "“科技贷”放款情况", "- 序号  contract_no 合同编号  organization 借款企业  bank 放款银行  product 产品  stage 状态  granted_on 放款日期 iso  amount 放款金额（元） yuan  first_loan 是否首贷 yes"))  # fmt: skip
    d.beside(money, "联系人", "乡镇科技联络员", "乡镇 姓名 分机", "临城镇 甲 801", "蛟洋镇 乙 802")
