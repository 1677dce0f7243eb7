"""Science and technology plan projects 科技计划项目."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Money, Number, OrganizationLink, Text
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

UNDERTAKERS = (
    ("enterprise", "企业", "企业单位", "公司", "企业类", "企业承担"),
    ("public", "事业单位", "事业", "事业单位承担"),
    ("government", "机关部门", "机关", "政府部门", "机关单位", "行政机关", "行政单位", "机关部门承担"),
    ("university", "高校", "高等院校", "院校", "大学"),
    ("institute", "科研院所", "研究所", "科研机构", "研究院"),
    ("hospital", "医院", "医疗机构"),
    ("cooperative", "合作社", "农民专业合作社"),
    ("other", "其他", "其它", "其它单位", "其他单位", "其他单位承担"),
)  # fmt: skip
INDUSTRY_CLASSES = (
    ("industry", "工业", "工业类", "工业领域", "工业攻关", "高新技术领域"),
    ("agriculture", "农业", "农业类", "农业领域", "农业农村", "农社领域"),
    ("social", "社会发展", "社会发展类", "社会发展领域", "社发", "社发类"),
    ("health", "医药卫生", "医药卫生类", "医疗卫生", "卫生", "医疗卫生类", "医疗卫生领域"),
    ("soft", "软科学", "软科学类", "软科学研究"),
    ("service", "科技服务", "服务业", "现代服务业", "科技服务业"),
    ("popular_science", "科普", "科普类"),
    ("other", "其他", "其它", "其他类", "其它类"),
)  # fmt: skip
SOURCES = (
    ("own", "自主研发", "自主开发", "自主创新", "自有技术"),
    ("joint", "产学研合作开发", "产学研合作", "合作开发", "产学研", "合作研发", "产学研联合开发"),
    ("improved", "引进技术二次创新", "引进消化吸收再创新", "二次创新", "引进技术", "引进技术消化吸收再创新"),
    ("adopted", "引进成果推广应用", "推广应用", "成果推广", "引进成果", "引进成果进行推广应用"),
    ("other", "其他", "其它"),
)  # fmt: skip
STAGES = (
    ("applied", "申报", "已申报", "受理", "申报中", "评审", "评审中", "已受理", "形式审查", "拟立项", "公示"),
    ("recommended", "推荐", "已推荐", "上报", "已上报", "推荐上报"),
    ("approved", "立项", "已立项", "下达", "已下达", "批准立项", "列入计划"),
    ("running", "在研", "实施", "实施中", "执行中", "进行中", "在建", "研究中"),
    ("midterm", "中期", "中期检查", "已中期检查", "中期评估"),
    ("accepted", "验收", "已验收", "结题", "通过验收", "完成验收", "已结题", "验收通过", "完成", "结项"),
    ("evaluated", "绩效考评", "考评", "已考评", "绩效评价", "已绩效考评", "绩效评价完成"),
    ("terminated", "终止", "已终止", "中止"),
    ("revoked", "撤销", "已撤销", "撤项"),
    ("rejected", "未立项", "未通过", "落选", "不予立项", "淘汰", "未获立项"),
)  # fmt: skip


class Project(Record):
    """A project of any level through its life 科技计划项目: applied, approved, mid-term, accepted, evaluated.

    Planned and arrived funds by source, and the outcomes that the performance evaluation counts.
    """

    project_no = Code(
        "项目编号",
        also=(
            "编号 申报编号 立项编号 计划编号 子项目编号 项目号 任务书编号 合同编号 受理编号 课题编号"
        ).split(),
        example="QYKJ2025001",
    )
    name = Text(
        "项目名称",
        also=(
            "名称 申报项目名称 课题名称 子项目名称 项目 项目（课题）名称 立项项目名称 计划项目名称"
        ).split(),
        required=True,
    )
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "项目级别", "计划级别", "立项级别"))
    plan = Text(
        "计划类别",
        also=(
            "计划名称 项目类别 计划类型 专项名称 申报计划类别 支持领域（计划类别） 支持领域 项目类型"
            " 计划 所属计划 科技计划 申报类别 专项类别 资金类别"
        ).split(),
        max_length=100,
        example="重点研发计划",
    )
    organization = OrganizationLink(
        "承担单位",
        also=(
            "项目承担单位 申报单位 单位名称 牵头单位 牵头承担单位 企业名称 实施单位 申报主体 承担学校"
            " 申报企业 主持单位 承担企业 单位 第一承担单位 项目单位 项目申报单位"
        ).split(),
    )
    undertaker_kind = Choice(
        "承担主体",
        UNDERTAKERS,
        also="承担主体类别 承担单位性质 单位性质 主体类型 承担单位类型 单位类型".split(),
    )
    industry_class = Choice(
        "行业类别",
        INDUSTRY_CLASSES,
        also="行业 所属行业 行业分类 领域 所属领域 项目领域 技术领域 行业领域".split(),
    )
    technology_source = Choice("技术来源", SOURCES, also="项目技术来源 技术来源类型".split())
    partners = Text(
        "合作单位",
        also="参与单位 协作单位 合作高校 联合单位 合作（参与）单位 联合申报单位 技术依托单位".split(),
    )
    leader = Text(
        "项目负责人",
        also="负责人 主持人 课题负责人 项目主持人".split(),
        personal=Personal(PersonalKind.NAME, "明确项目责任人，办理变更、检查和验收", DUTY, 10),
        max_length=60,
    )
    recommender = Text("推荐单位", also="归口单位 归口管理部门 主管部门 推荐部门".split(), max_length=100)
    applied_on = Day(
        "申报日期",
        also="申报时间 时间节点申报 申请日期 线上申报日期 受理日期 受理时间 提交日期 申请时间".split(),
    )
    recommended_on = Day("推荐日期", also="推荐时间 时间节点推荐 上报日期 上报时间".split())
    approved_on = Day(
        "立项日期",
        also=(
            "立项时间 时间节点立项 下达时间 批准时间 立项年月 下达日期 列入计划时间 下达（立项）时间 获批时间"
            " 批准日期 批复时间"
        ).split(),
    )
    starts_on = Day("开始日期", also="起始日期 起始时间 开始时间 执行期起 研究起始时间 项目开始时间".split())
    ends_on = Day(
        "结束日期", also="截止日期 完成日期 终止时间 结束时间 执行期止 计划完成时间 项目结束时间".split()
    )
    midterm_on = Day(
        "中期检查日期", also="中期检查时间 时间节点中期检查 中期日期 中期时间 中期评估时间".split()
    )
    accepted_on = Day("验收日期", also="验收时间 时间节点验收 结题时间 结题日期 通过验收时间".split())
    evaluated_on = Day("绩效考评日期", also="考评时间 考评日期 绩效评价日期 绩效考评时间 评价时间".split())
    stage = Choice(
        "阶段",
        STAGES,
        also=(
            "项目阶段 状态 项目状态 目前状态 当前阶段 实施状态 办理阶段 进展 目前阶段 项目进展 实施情况"
        ).split(),
    )
    result = Text("验收结论", also="验收结果 考评结果 绩效等次 考评等次 结论".split(), max_length=40)
    document_no = Text("立项文号", also="文号 下达文号 批准文号 发文字号".split(), max_length=80)
    total_funds_yuan = Money("总投资", also="项目总投资 总预算 总经费 项目总经费 投资总额".split())
    planned_funds_yuan = Money(
        "计划投入",
        also="专项资金（计划投入） 计划投入研发经费 计划经费 计划投资 计划投入经费 预算经费 计划资金".split(),
    )
    arrived_funds_yuan = Money(
        "实际到位", also="到位资金 实际到位资金 到位经费 实际投入 已到位资金 资金到位".split()
    )
    fiscal_funds_yuan = Money(
        "财政资金", also="财政投入 财政科技经费 政府投入 财政经费 财政拨款 其中财政资金".split()
    )
    self_funds_yuan = Money("自筹资金", also="自筹 企业自筹 主体自筹 自筹经费 单位自筹 其中自筹资金".split())
    grant_funds_yuan = Money(
        "资助金额",
        also=(
            "补助经费 获批资金 获批经费 专项资金 立项资助金额 立项经费 科技资金 资助经费 补助金额 下达经费"
            " 立项金额 支持经费 资助资金 申报奖补资金 申请资助金额 奖补资金 财政资助 补助资金 支持资金 无偿资助"
        ).split(),
    )
    sales_yuan = Money("销售收入", also="新增销售收入 实现销售收入 新增销售额 销售额 实现销售 产值".split())
    profit_yuan = Money("利润", also="新增利润 实现利润 利润额 利润总额".split())
    tax_yuan = Money("税金", also="新增税金 税收 实现税金 利税 上缴税金 新增税收".split())
    export_10k_usd = Number("创汇", also="出口创汇 新增创汇 出口额".split(), unit="万美元")
    jobs = Integer("新增就业", also="新增就业人数 就业人数 带动就业 新增就业岗位".split(), unit="人")
    trained = Integer("培养人才", also="培养人才数 培养科技人才 人才培养 培养科技人才数".split(), unit="人")
    patents_applied = Integer("申请专利", also="专利申请 申请专利数 专利申请数".split(), unit="件")
    inventions_applied = Integer(
        "申请发明专利",
        also=(
            "其中发明专利 其中：发明专利 发明专利 其中申请发明专利 其中：申请发明专利 发明专利申请"
        ).split(),
        unit="件",
    )
    patents_granted = Integer("授权专利", also="专利授权 授权专利数 获得专利".split(), unit="件")
    new_products = Integer("新产品", also="开发新产品 新产品数 新产品开发".split(), unit="个")
    high_tech_products = Integer("高新技术产品", also="高新技术产品数 新增高新技术产品".split(), unit="个")
    awards_won = Integer("获奖", also="获奖数 获得奖项 获奖项数 奖项 获奖情况".split(), unit="项")
    papers = Integer("论文", also="发表论文 论文数".split(), unit="篇")

    class Register:
        name = "projects"
        title = "科技计划项目"
        group = "项目与资金"
        also = (
            "科技计划 项目申报 立项项目 绩效考评 项目清单 项目汇总 验收 计划项目 揭榜挂帅 奖补申报"
            " 重点研发 中期检查 项目台账 在研项目 火炬计划 星火计划"
        ).split()
        keys = (("level", "project_no"), ("project_no",), ("name", "organization"))
        heading = ("name", "project_no")
        columns = (
            "project_no", "name", "level", "plan", "organization", "region", "stage", "approved_on", "grant_funds_yuan",
            "planned_funds_yuan", "arrived_funds_yuan",
        )  # fmt: skip
        filters = ("level", "stage", "plan", "industry_class", "undertaker_kind", "region")
        dates = (
            "applied_on",
            "recommended_on",
            "approved_on",
            "midterm_on",
            "accepted_on",
            "evaluated_on",
            "starts_on",
            "ends_on",
        )
        search = ("name", "project_no", "organization")
        order = "-approved_on"

    class Meta(Record.Meta):
        verbose_name = "科技计划项目"
        constraints = held_to(
            not_negative(
                "amounts", "total_funds_yuan", "planned_funds_yuan", "arrived_funds_yuan", "fiscal_funds_yuan", "self_funds_yuan",
                "grant_funds_yuan", "sales_yuan", "jobs", "trained", "patents_applied", "inventions_applied", "new_products",
                "high_tech_products", "awards_won", says="投入、资助、销售收入和成果数不能是负数",
            ),
            in_order("order", "starts_on", "ends_on", says="结束日期不能早于开始日期"),
            in_order("patents", "inventions_applied", "patents_applied", says="申请发明专利不能多于申请专利"),
        )  # fmt: skip
