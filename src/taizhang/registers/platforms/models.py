"""Innovation platforms 创新平台."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Long, Money, Number, OrganizationLink, Text
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

KINDS = (
    (
        "engineering_centre", "工程技术研究中心", "工程中心", "工程技术中心", "工程技术研究开发中心", "工程研究中心", "工程技术研发中心",
        "工程研究中心分中心", "工程技术研究中心分中心",
    ),
    ("key_laboratory", "重点实验室", "实验室", "国家重点实验室", "全国重点实验室", "企业重点实验室", "联合实验室"),
    ("innovation_centre", "技术创新中心", "产业创新中心", "制造业创新中心", "协同创新中心"),
    ("technology_centre", "企业技术中心", "技术中心"),
    ("rd_centre", "企业研发中心", "研发中心", "研发机构", "企业研究院", "高新技术企业研究开发中心", "企业研发机构", "共建研发中心"),
    ("new_rd_institution", "新型研发机构", "新型研发机构（研究院）"),
    ("incubator", "科技企业孵化器", "孵化器", "高新技术创业服务中心", "创业服务中心", "科技型企业孵化器", "科技创业中心"),
    ("maker_space", "众创空间", "创客空间"),
    ("agri_maker_space", "星创天地", "农业星创天地"),
    ("accelerator", "科技企业加速器", "加速器"),
    ("science_park", "大学科技园", "科技园"),
    ("pilot_base", "中试基地", "中试平台"),
    ("transfer_body", "技术转移机构", "技术转移示范机构", "技术转移中心", "成果转化基地"),
    ("academician_station", "院士工作站", "院士专家工作站", "院士（专家）工作站", "专家工作站"),
    ("postdoctoral_station", "博士后工作站", "博士后科研工作站", "博士工作站", "博士创新站"),
    ("consortium", "创新联合体", "产业技术创新战略联盟", "产业联盟", "战略联盟", "技术创新联盟", "联盟"),
    ("industry_base", "特色产业基地", "高新技术特色产业基地", "高新技术产业化基地", "火炬特色产业基地", "产业化基地"),
    ("agri_base", "农业科技园区", "农业科技示范基地", "示范基地", "农业科技平台", "农业科技示范园", "农业科技创新平台"),
    ("service_platform", "公共服务平台", "科技服务平台", "公共技术服务平台", "科技创新服务平台", "生产力促进中心", "创新服务平台"),
    ("finance_centre", "科技金融服务中心", "科技金融中心", "科技支行"),
    ("popular_science_base", "科普基地", "科普教育基地", "科普画廊", "科普场馆", "科普示范基地"),
    ("expert_base", "引智基地", "国际科技合作基地", "引才引智基地", "海外引才基地"),
    ("other", "其他", "其它", "其他平台"),
)  # fmt: skip
STATUSES = (
    ("building", "筹建", "在建", "培育", "试点", "拟建", "建设中", "立项建设", "立项", "组建", "创建中", "申报"),
    ("recognised", "认定", "已认定", "建成", "正常", "运行", "通过", "备案", "运行中", "有效", "已建成", "合格", "优秀"),
    ("correcting", "整改", "限期整改", "整改中"),
    ("revoked", "撤销", "已撤销", "取消", "摘牌", "注销", "取消资格"),
)  # fmt: skip


class Platform(Record):
    """An innovation platform 创新平台: engineering centre, key laboratory, incubator, workstation, alliance."""

    name = Text(
        "平台名称",
        also=(
            "名称 中心名称 创新平台名称 平台（设施）名称 载体名称 中心（平台）名称 机构名称"
            " 研发机构名称 基地名称 实验室名称 孵化器名称"
        ).split(),
        required=True,
        example="省示例新材料工程技术研究中心",
    )
    kind = Choice("平台类型", KINDS, also="类型 类别 平台类别 载体类型 平台性质 机构类型".split())
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "平台级别", "认定级别"))
    organization = OrganizationLink(
        "依托单位",
        also=(
            "建设单位 运营单位 承建单位 企业名称 单位名称 承担单位 依托（建设）单位 运营主体 申报单位"
            " 所属单位 牵头单位 依托企业"
        ).split(),
    )
    recognised_on = Day(
        "认定日期",
        also=(
            "认定时间 挂牌时间 挂牌日期 挂牌（认定）时间 投入使用日期 批准时间 批准日期 立项时间 建立时间 认定（组建）时间 投入使用时间"
            " 批复年月 批复时间 批复日期"
            " 组建时间 获批时间 认定年月日 备案时间 建站时间"
        ).split(),
    )
    expires_on = Day("有效期至", also="有效期 有效期截止 到期日期 到期时间".split())
    ended_on = Day("撤销日期", also="撤销时间 摘牌时间 取消时间".split())
    document_no = Text(
        "认定文号",
        also="批准文号 文号 文件号 发文字号 认定文件 批文号".split(),
        max_length=80,
        example="粤科函〔2025〕26号",
    )
    status = Choice(
        "状态", STATUSES, also="建设状态 平台状态 建设情况 运行状态 建设进度".split(), default="recognised"
    )
    field = Text("技术领域", also="所属领域 领域 研究领域 产业领域 所属技术领域 研究方向 所属产业".split())
    partners = Text("共建单位", also="合作单位 参与单位 共建高校院所 合作高校".split())
    director = Text(
        "负责人",
        also="中心主任 平台负责人 主任 带头人".split(),
        personal=Personal(PersonalKind.NAME, "联系平台负责人，办理认定、考核", DUTY, 5),
        max_length=60,
    )
    area = Number(
        "面积",
        also=("场地面积 建筑面积 使用面积 孵化面积 孵化场地面积 租赁面积 研发场地面积 科研用房面积").split(),
        unit="平方米",
    )
    staff = Integer(
        "人员", also="人员数 研发人员 人员总数 工作人员 专职人员 研发人员数 人数".split(), unit="人"
    )
    investment_yuan = Money("投资额", also="投资总额 拟投资额 总投资 建设投资 投入资金 投资金额".split())
    equipment_yuan = Money("仪器设备原值", also="设备原值 科研仪器设备原值 设备总值 仪器设备总值".split())
    amount_yuan = Money("资助金额", also="资助经费 补助金额 补助经费 奖补资金 扶持资金 支持经费".split())
    tenants_count = Integer(
        "在孵企业数", also="在孵企业 入驻企业数 入孵企业数 在孵企业（团队）数".split(), unit="家"
    )
    graduates_count = Integer("累计毕业企业数", also="毕业企业 毕业企业数".split(), unit="家")
    rating = Text(
        "评价结果",
        also="考核结果 评估结果 绩效评价 评估等次 绩效评价结果".split(),
        max_length=40,
        example="2025年度优秀",
    )
    address = Text("地址", also="平台地址 详细地址 地点".split())
    phone = Code(
        "联系电话",
        also="电话 手机 联系方式 手机号".split(),
        personal=Personal(PersonalKind.PHONE, "联系平台办理认定、考核", DUTY, 3),
    )
    results = Long("建设成效", also="主要成果 建设内容 研究成果".split())

    class Register:
        name = "platforms"
        title = "创新平台"
        group = "平台与人才"
        also = (
            "平台一览 研发平台 工程中心 工程技术研究 重点实验室 孵化载体 孵化器 众创空间 新型研发机构"
            " 院士工作站 创新载体 研发机构 科普基地 星创天地 创新服务平台 研发中心"
        ).split()
        keys = (("kind", "level", "name"), ("kind", "name"), ("name",))
        heading = ("name",)
        columns = (
            "name", "kind", "level", "organization", "region", "recognised_on", "status", "document_no", "field", "area", "staff",
        )  # fmt: skip
        filters = ("kind", "level", "status", "region")
        dates = ("recognised_on", "expires_on", "ended_on")
        search = ("name", "organization", "document_no")
        order = "-recognised_on"

    class Meta(Record.Meta):
        verbose_name = "创新平台"
        constraints = held_to(
            not_negative(
                "amounts",
                "area",
                "staff",
                "investment_yuan",
                "equipment_yuan",
                "amount_yuan",
                says="面积、人数和金额不能是负数",
            ),
            in_order("order", "recognised_on", "ended_on", says="撤销日期不能早于认定日期"),
        )
