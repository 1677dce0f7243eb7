"""Head rows as bureaus write them are told apart, and their columns go to the right fields."""

import pytest

from taizhang.core.tables.book import open_paste
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.match import recognise
from taizhang.registers.declaration import registers

# fmt: off
HEADS = [
    ("organizations", "企业名称 统一社会信用代码 法定代表人 成立时间 注册资本（万元） 行业代码 联系人 联系电话",
     "name legal_person founded_on"),
    ("organizations", "单位全称 信用代码 单位类型 所属街道 主要产品",
     "name kind region products"),
    ("annual_returns", "企业名称 年度 营业收入（万元） 研发费用（万元） 利润总额 纳税总额 从业人员（人） 研发人员（人）",
     "revenue_yuan rd_expense_yuan"),
    ("annual_returns", "填报单位 报告期 工业总产值 营业收入 R&D经费支出 出口额（万美元）",
     "period output_value_yuan exports_10k_usd"),
    ("people", "姓名 工作单位 职称 专业领域 学历 联系电话",
     "name organization job_title field degree"),
    ("people", "专家姓名 所在单位 职务 研究方向 手机号码 聘任日期",
     "name post field appointed_on"),
    ("talents", "姓名 所在单位 人才计划 批次 级别 入选时间 资助金额（万元）",
     "person programme batch_name selected_on amount_yuan"),
    ("talents", "人才（代号） 所在单位 人才计划 所在镇（街道） 入选时间 资助（万元）",
     "person region amount_yuan"),
    ("commissioners", "特派员姓名 派出单位 服务村 专业特长 开始日期 结束日期 培训次数 服务人次",
     "person served_place from_on people_served"),
    ("platforms", "平台名称 平台类型 级别 依托单位 认定时间 批准文号 技术领域",
     "name kind level organization recognised_on document_no"),
    ("platforms", "中心名称 建设单位 认定级别 认定时间 场地面积（㎡） 研发人员数",
     "name organization area staff"),
    ("platforms", "平台名称 平台类型 级别 依托单位 所在镇（街道） 批复年月",
     "region recognised_on"),
    ("tenants", "孵化器名称 在孵企业名称 入孵时间 毕业时间 孵化状态",
     "platform organization entered_on left_on outcome"),
    ("recognitions", "企业名称 资质类型 证书编号 发证日期 有效期至",
     "organization kind certificate_no recognised_on expires_on"),
    ("recognitions", "申报企业 统一社会信用代码 资质类别 申报批次 申报时间 评审结果",
     "organization kind batch_name applied_on result"),
    ("recognitions", "产品名称 企业名称 资质类型 级别 申报日期 认定日期",
     "product organization kind"),
    ("recognitions", "企业名称 统一社会信用代码 证书编号 发证时间 有效期", "organization certificate_no recognised_on expires_on"),
    ("tenants", "入驻企业 入驻时间 场地面积 主营业务", "organization entered_on area products"),
    ("ip", "专利号 专利名称 专利类型 专利权人 申请日 授权公告日 法律状态",
     "number name kind organization applied_on granted_on status"),
    ("ip", "软件名称 登记号 著作权人 登记日期",
     "name number organization granted_on"),
    ("awards", "成果名称 奖项名称 获奖等级 完成单位 主要完成人 授奖时间",
     "name award grade organization people awarded_on"),
    ("technology_contracts", "合同登记编号 合同名称 合同类别 卖方名称 买方名称 登记日期 合同成交额（万元） 技术交易额（万元）",
     "contract_no seller buyer registered_on amount_yuan technical_amount_yuan"),
    ("projects", "项目编号 项目名称 计划类别 承担单位 项目负责人 立项时间 资助经费（万元） 起始时间 完成日期",
     "project_no name plan organization leader approved_on grant_funds_yuan starts_on ends_on"),
    ("projects", "项目名称 申报单位 推荐单位 申报日期 项目总投资 自筹资金",
     "name organization recommender applied_on total_funds_yuan"),
    ("fund_movements", "凭证号 日期 摘要 收款单位 金额（元） 预算科目",
     "voucher_no booked_on purpose organization amount_yuan budget_item"),
    ("vouchers", "创新券编号 企业名称 券种 面额（万元） 发放日期 兑付金额 服务机构",
     "voucher_no kind amount_yuan issued_on provider"),
    ("loans", "借款企业 贷款银行 贷款产品 放款日期 贷款金额（万元） 年利率 期限（月） 担保方式",
     "organization bank granted_on amount_yuan rate months"),
    ("needs", "需求编号 需求名称 需求单位 技术领域 征集时间 拟投入资金（万元）",
     "number name organization field received_on investment_yuan"),
    ("needs", "技术难题名称 企业名称 难题描述 对接情况 联系人",
     "name organization content status"),
    ("cooperations", "合作项目 企业名称 合作高校 合作方式 签约时间 合同金额（万元）",
     "subject organization partner kind signed_on amount_yuan"),
    ("events", "活动名称 活动时间 活动地点 参加人数 发放资料（份） 主办单位",
     "name held_on place participants materials organizer"),
    ("events", "培训主题 培训时间 培训地点 培训人次",
     "name held_on place participants"),
    ("policy_documents", "文件名称 发文字号 制定机关 印发日期 施行日期 有效期至",
     "name document_no issuer issued_on in_force_on"),
    ("assessments", "考核名称 考核指标 目标值 完成值 责任科室 完成时限 佐证材料",
     "assessment indicator target result owner due_on evidence"),
    ("statistics", "指标名称 地区 统计期间 数值 计量单位 同比增长（%） 全市排名 数据来源",
     "indicator area period value growth rank origin"),
]
# fmt: on


@pytest.mark.parametrize(("name", "head", "fields"), HEADS)
def test_head_row_tells_the_register_and_its_fields(name, head, fields):
    layouts = [r.layout for r in registers().values()]
    words = head.split()
    rows = "\n".join("\t".join(f"值{i}{n}" for n in range(len(words))) for i in range(3))
    [table] = find_tables(open_paste("\t".join(words) + "\n" + rows).sheets[0], layouts)
    match = recognise(table, layouts)
    assert match.layout is not None and match.layout.name == name, (match.confidence, match.runner_up)
    assert match.confidence - match.runner_up_confidence > 0.02
    assert [f for f in fields.split() if not match.field_of(f)] == []
    assert [c.column.header for c in match.unmatched] == []
