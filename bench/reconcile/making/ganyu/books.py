# ruff: noqa: E501
"""赣榆区: a coastal district's first half-year of 2023. Its workbooks."""

from bench.reconcile.making.draft import Draft


def books(d: Draft) -> None:
    """The workbooks, as the sections of the bureau keep them."""
    d.sheet("科技企业名录.xlsx", "企业库", d.table("organizations", "赣榆区科技型企业名录", """- 序号
        name 企业名称  credit_code 统一社会信用代码  region 所属镇街  technical_field 技术领域  founded_on 成立时间 dot  registered_capital 注册资本（万元） wan""",
        total="合计"))  # fmt: skip
    hte = "- 序号  organization 企业名称（全称）  region 所属镇街  certificate_no 高企证书编号  field 领域  recognised_on 发证日期（年/月/日） cn  expires_on 有效期至 iso  batch_name 批次  result 状态  kind 资质类型"
    d.sheet("高企和科小.xlsx", "高企", d.table("recognitions", "赣榆区国家高新技术企业名单（截至2023年6月）", hte,
        "kind=高新技术企业;recognised_on!=", notes=("注：2019年证书已到期，重新认定的列入2022年第三批。",)))  # fmt: skip
    d.sheet("高企和科小.xlsx", "2023年申报", d.table("recognitions", "2023年高新技术企业申报情况", """- 序号  kind 资质类型
        organization 申报企业  batch_name 批次  applied_on 提交日期 slash  first_time 是否首次申报 yes  region 所属镇街  result 进展""", "applied_on!="))  # fmt: skip
    d.sheet("高企和科小.xlsx", "科小入库", d.table("recognitions", "国家科技型中小企业评价入库名单", """- 序号  organization 企业名称  kind 类别
        certificate_no 入库登记编号  batch_name 入库批次  recognised_on 入库时间 date  region 镇街""", "kind=科技型中小企业"))  # fmt: skip
    d.sheet("高企和科小.xlsx", "培育库", d.table("recognitions", "高新技术企业培育入库企业", """- 序号  organization 企业名称  kind 资质类型
        certificate_no 证书编号  batch_name 批次  recognised_on 入库日期 iso  region 镇街  result 结果""", "kind=高企培育入库"))  # fmt: skip
    d.sheet("创新平台台账.xlsx", "平台", d.table("platforms", "全区创新平台一览表", """- 序号  name 平台名称  kind 类型  level 级别
        organization 依托单位  recognised_on 认定时间 cn  ended_on 撤销日期 iso  status 运行状态  region 所属镇街""", sort="level", merge=("level",)))  # fmt: skip
    d.sheet("计划项目.xlsx", "申报", d.table("projects", "2023年上半年科技计划项目申报汇总", """- 序号  project_no 申报编号  name 项目名称  level 项目级别  plan 计划类别
        organization 申报单位  applied_on 申报日期 iso  stage 项目阶段  region 镇街""", "stage=申报"))  # fmt: skip
    d.sheet("计划项目.xlsx", "立项与验收", d.table("projects", "科技计划项目立项、验收台账", """- 序号  project_no 立项编号  name 项目名称  level 级别  plan 计划类别
        organization 承担单位  approved_on 立项时间 date  grant_funds 立项经费 wan  accepted_on 验收时间 cn  stage 状态  region 镇街""",
        "stage=立项|验收", unit="单位：万元", total="合计"))  # fmt: skip
    d.sheet("知识产权.xlsx", "授权", d.table("ip", "专利授权明细", """- 序号  number 专利号  name 专利名称  kind 专利类型  organization 专利权人
        applied_on 申请日 iso  granted_on 授权公告日 iso  status 法律状态""", "granted_on!="))  # fmt: skip
    d.sheet("知识产权.xlsx", "申请", d.table("ip", "2023年发明专利申请明细", """- 序号  number 申请号  name 专利名称  kind 专利类型  organization 申请人
        applied_on 申请日 iso  status 法律状态""", "granted_on="))  # fmt: skip
    for sheet, direction, year in (
        ("2023输出", "输出", 2023),
        ("2023吸纳", "吸纳", 2023),
        ("2022输出", "输出", 2022),
        ("2022吸纳", "吸纳", 2022),
    ):
        d.sheet("技术合同登记.xlsx", sheet, d.table("technology_contracts", f"{year}年1-6月{direction}技术合同登记表", """- 序号  contract_no 合同登记编号  name 合同名称
            kind 合同类别  seller 卖方  buyer 买方  direction 流向  registered_on 登记日期 slash  amount 成交额（元） yuan""",
            f"direction={direction};registered_on>={year}-01-01;registered_on<={year}-12-31", total="总计"))  # fmt: skip
    d.sheet("产学研与需求.xlsx", "合作协议", d.table("cooperations", "产学研合作签约台账", """- 序号  subject 合作项目  organization 我区企业  partner 合作高校院所
        kind 合作方式  signed_on 签约时间 cn  amount 合同金额（万元） wan  status 进展""", total="合 计"))  # fmt: skip
    d.sheet("产学研与需求.xlsx", "需求", d.table("needs", "企业技术需求征集与对接情况", """- 序号  number 需求编号  name 需求名称  organization 提出企业
        field 技术领域  received_on 征集日期 iso  matched_on 对接日期 iso  solved_on 解决日期 iso  status 状态"""))  # fmt: skip
    d.sheet("人才金融特派员.xlsx", "人才", d.table("talents", "人才计划入选名单", """- 序号  person 姓名  organization 所在单位  programme 人才计划  level 级别
        batch_name 批次  selected_on 公布日期 iso"""))  # fmt: skip
    d.sheet("人才金融特派员.xlsx", "苏科贷", d.table("loans", "“苏科贷”放款备案清单", """- 序号  contract_no 借款合同号  organization 借款企业  bank 合作银行
        product 贷款品种  granted_on 放款日期 dot  amount 实际放款金额（万元） wan  balance 截至6月底贷款余额（万元） wan  first_loan 是否首贷 yes  guarantee 担保方式  stage 状态""", total="合计"))  # fmt: skip
    d.sheet("人才金融特派员.xlsx", "特派员", d.table("commissioners", "科技特派员选派及服务情况", """- 序号  person 特派员姓名  organization 派出单位  level 级别  kind 类型
        served_place 服务村  field 服务领域  from_on 服务期限|起 iso  until_on 服务期限|止 iso  training_count 培训场次 int  people_served 服务农户 int  region 乡镇"""))  # fmt: skip
    d.sheet("综合台账.xlsx", "活动", d.table("events", "科技活动登记表", """- 序号  name 活动名称  kind 活动类型  held_on 活动时间 cn  place 地点  handler 经办人
        participants 参加人数 int  organizations_reached 参加企业数 int  materials 发放资料（份） int""", sort="held_on"))  # fmt: skip
    d.sheet("综合台账.xlsx", "资金", d.table("fund_movements", "科技资金收支台账", """- 序号  booked_on 日期 date  voucher_no 凭证号  kind 资金类型  level 资金来源
        purpose 用途  organization 收款单位  amount 金额（元） yuan""", sort="booked_on", total="合计"))  # fmt: skip
    d.beside(
        "综合台账.xlsx",
        "上报备忘",
        "2023年上半年材料报送备忘",
        "材料名称 报送对象 完成与否",
        "半年总结 区府办 是",
        "重点任务进展 市局 是",
        "信访回复 区信访局 否",
    )
    d.sheet("综合台账.xlsx", "统计反馈", d.table("statistics", "有关部门反馈数据", """indicator 指标名称  area 地区  period 统计期间  value 数值 num  measure_unit 单位
        growth 同比增长（%） num  rank 全市排名 int  rank_scope 排名范围  origin 提供单位  published_on 公布时间 cn"""))  # fmt: skip
    d.sheet("综合台账.xlsx", "考核目标", d.table("assessments", "2023年度高质量发展考核目标分解", """- 序号  assessment 考核名称  indicator 考核指标  year 年度 int
        target 目标值 num  measure_unit 计量单位  owner 责任科室"""))  # fmt: skip
