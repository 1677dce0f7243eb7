# ruff: noqa: E501
"""新吴区: a high-tech district's first half-year of 2025. Its workbooks."""

from samples.making.book import Table

from bench.reconcile.making.draft import Draft


def books(d: Draft) -> None:
    """The workbooks; firms that stand in no list of firms come in with the other sheets."""
    d.sheet(
        "企业库2025.xlsx",
        "Sheet1",
        d.table(
            "organizations",
            "新吴区科技企业库",
            "- 序号  name 企业名称  credit_code 信用代码  region 所属街道  technical_field 技术领域  founded_on 成立日期 date  registered_capital 注册资本（万元） wan",
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "高企有效",
        d.table(
            "recognitions",
            "有效期内及到期高新技术企业清单",
            "- 序号  organization 企业名称  kind 资质  certificate_no 证书编号  recognised_on 发证时间 iso  expires_on 有效期 iso  batch_name 认定批次  result 审核结果  region 街道",
            "kind=高新技术企业;recognised_on!=",
            page=60,
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "高企申报",
        d.table(
            "recognitions",
            "高新技术企业申报一览",
            "- 序号  organization 申报企业  kind 认定类型  batch_name 申报批次  applied_on 提交日期 slash  result 申报状态  region 街道",
            "kind=高新技术企业;applied_on!=",
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "科小",
        d.table(
            "recognitions",
            "科技型中小企业入库清单",
            "- 序号  organization 企业名称  kind 认定类别  certificate_no 入库登记编号  batch_name 入库批次  recognised_on 入库时间 cn  region 街道",
            "kind=科技型中小企业",
        ),
    )
    d.sheet(
        "资质认定.xlsx",
        "梯队企业",
        d.table(
            "recognitions",
            "瞪羚、独角兽、专精特新企业名单",
            "- 序号  organization 企业名称  kind 称号  full_name 荣誉名称  level 级别  recognised_on 获得时间 cn  certificate_no 编号",
            "kind=瞪羚企业|独角兽企业|专精特新企业",
        ),
    )
    d.sheet(
        "载体平台.xlsx",
        "平台汇总",
        d.table(
            "platforms",
            "创新平台及载体汇总表",
            "- 序号  name 载体名称  kind 载体类型  level 平台级别  organization 运营单位  recognised_on 认定时间 iso  area 孵化面积（㎡） num  staff 研发人员（人） int  status 运行状态  region 所属街道",
        ),
    )
    d.sheet(
        "载体平台.xlsx",
        "在孵",
        d.table(
            "tenants",
            "孵化载体企业进出台账",
            "- 序号  platform 孵化载体名称  organization 入驻企业名称  entered_on 入驻时间 dot  outcome 孵化状态  left_on 毕业时间 dot  field 行业领域  area 租赁面积（㎡） num  returnee 是否海归团队 yes",
        ),
    )
    d.sheet(
        "项目资金.xlsx",
        "立项项目",
        d.table(
            "projects",
            "科技项目立项情况表",
            "- 序号  level 级别  plan 专项名称  project_no 项目编号  name 项目名称  organization 承担企业  approved_on 下达时间 iso  grant_funds 支持经费（元） yuan  stage 进展",
            total="合计",
        ),
    )
    d.sheet(
        "项目资金.xlsx",
        "政策兑现",
        d.table(
            "fund_movements",
            "区科创政策资金兑现明细",
            "- 序号  voucher_no 支付凭证号  booked_on 支付日期 date  kind 业务类型  level 资金层级  purpose 资金名称  organization 企业名称  amount 拨付金额（万元） wan",
            total="合计",
        ),
    )
    d.sheet(
        "项目资金.xlsx",
        "创新券",
        d.table(
            "vouchers",
            "科技创新券发放登记",
            "- 序号  voucher_no 创新券号  organization 领券企业  amount 发放额度（万元） wan  issued_on 领券日期 cn  handler 审核人  provider 服务机构名称  service_class 服务类型  service_amount 服务合同金额（万元） wan  status 使用状态",
        ),
    )
    contracts = "- 序号  contract_no 认定登记编号  name 合同名称  kind 合同类型  seller 技术卖方  buyer 技术买方  direction 交易方向  registered_on 认定日期 iso  amount 合同成交总额（元） yuan  technical_amount 其中：技术交易额（元） yuan"
    for year in (2025, 2024):
        d.sheet(
            "技术合同.xlsx",
            f"{year}年1-6月",
            d.table(
                "technology_contracts",
                f"{year}年1-6月技术合同登记明细",
                contracts,
                f"registered_on>={year}-01-01;registered_on<={year}-12-31",
                sort="registered_on",
                total="合计",
            ),
        )
    d.sheet(
        "成果与活动.xlsx",
        "产学研",
        d.table(
            "cooperations",
            "产学研合作签约项目",
            "- 序号  subject 签约项目  organization 企业名称  partner 合作院校  kind 合作方式  signed_on 签约日期 dot  amount 签约金额（万元） wan  status 合作进展",
        ),
    )
    d.sheet(
        "成果与活动.xlsx",
        "活动",
        d.table(
            "events",
            "科创活动一览",
            "- 序号  held_on 时间 iso  name 活动主题  kind 活动形式  place 举办地点  participants 参会人数 int  organizations_reached 参会企业数 int  needs_collected 收集需求（项） int",
            sort="held_on",
        ),
    )
    d.sheet(
        "知识产权.xlsx",
        "专利",
        d.table(
            "ip",
            "授权专利清单",
            "- 序号  number 专利号  name 专利名称  kind 专利类别  organization 当前权利人  applied_on 申请日期 iso  granted_on 授权公告日 iso  high_value 是否高价值专利 yes  status 专利状态",
            "kind=发明专利|实用新型|外观设计",
        ),
    )
    d.sheet("知识产权.xlsx", "软著与PCT", *(d.table("ip", title, columns, filter) for title, columns, filter in (
        ("软件著作权登记清单", "- 序号  number 登记号  name 软件全称  kind 知识产权类型  organization 著作权人  granted_on 登记日期 iso  status 状态", "kind=软件著作权"),
        ("PCT国际专利申请清单", "- 序号  number 申请号  name 发明名称  kind 类型  organization 申请人  applied_on 申请日 iso  status 状态", "kind=PCT"))))  # fmt: skip
    talent = "- 序号  person 带头人  organization 创业企业  programme 人才工程  level 级别  category 人才类型  batch_name 年度批次  selected_on 公布日期 iso  amount 资助资金（万元） wan"
    tables: list[Table] = [
        d.table("talents", f"{year}年人才计划入选名单", talent, f"batch_name={year}年", total="合计")
        for year in (2025, 2024)
    ]
    d.sheet("人才金融.xlsx", "人才", *tables)
    d.beside(
        "人才金融.xlsx",
        "银行联系表",
        "合作银行客户经理联系表",
        "银行 客户经理 网点地址",
        "江苏银行无锡新区支行 徐经理 长江北路",
        "宁波银行无锡分行 陆经理 和风路",
    )
    d.sheet(
        "人才金融.xlsx",
        "科创贷",
        d.table(
            "loans",
            "科创贷放款明细",
            "- 序号  contract_no 贷款合同号  organization 贷款企业名称  bank 承贷银行  product 贷款产品  granted_on 发放日期 iso  amount 放款额（元） yuan  balance 在贷余额（元） yuan  first_loan 首贷户 yes  guarantee 增信方式  stage 贷款状态",
            total="合计",
        ),
    )
    d.sheet(
        "指标与目标.xlsx",
        "统计",
        d.table(
            "statistics",
            "统计部门反馈指标",
            "indicator 指标名称  area 区域  period 报告期  value 绝对值 num  measure_unit 单位  growth 同比（%） num  rank 全市位次 int  rank_scope 位次口径  origin 数据来源  published_on 发布时间 slash",
        ),
    )
    d.sheet(
        "指标与目标.xlsx",
        "目标",
        d.table(
            "assessments",
            "2025年度科技创新目标任务分解表",
            "- 序号  assessment 考核事项  indicator 指标名称  year 年度 int  target 年度目标值 num  measure_unit 计量单位  owner 责任部门",
        ),
    )
