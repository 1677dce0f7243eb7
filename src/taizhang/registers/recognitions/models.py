"""Statuses of enterprises and products 资质认定."""

from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Money, OrganizationLink, Text, YesNo
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

KINDS = (
    ("high_tech_enterprise", "高新技术企业", "高企", "国家高新技术企业", "国家级高新技术企业", "高新企业", "国高"),
    ("tech_sme", "科技型中小企业", "国家科技型中小企业", "科小", "科技中小企业", "科技型中小企业评价入库"),
    (
        "cultivation", "高企培育入库", "高企培育", "高企培育库", "高新技术企业培育库", "高新技术企业培育入库", "入库培育企业",
        "高企培育企业", "培育库企业",
    ),
    ("provincial_tech", "省级科技型企业", "省科技型中小企业", "科技型企业", "省级科技型中小企业", "民营科技企业", "农业科技型企业"),
    ("innovative", "创新型企业", "创新型试点企业", "创新型（试点）企业", "创新型示范企业", "创新型领军企业", "科技领军企业"),
    ("high_tech_product", "高新技术产品", "省级高新技术产品", "高品", "高新技术产品认定"),
    ("new_product", "新产品", "重点新产品", "国家重点新产品", "省级新产品", "首台套", "创新产品"),
    (
        "patent_demonstration", "专利示范企业", "知识产权示范企业", "知识产权优势企业", "专利示范单位", "知识产权示范单位", "专利试点企业",
        "知识产权试点企业",
    ),
    ("gazelle", "瞪羚企业", "瞪羚", "潜在瞪羚企业"),
    ("unicorn", "独角兽企业", "独角兽", "潜在独角兽企业", "准独角兽"),
    ("specialised", "专精特新企业", "专精特新", "专精特新中小企业", "专精特新小巨人", "专精特新“小巨人”企业", "小巨人企业"),
    ("backbone", "产业化基地骨干企业", "骨干企业", "半导体照明工程产业化基地骨干企业", "火炬计划重点高新技术企业"),
    ("software_enterprise", "软件企业", "双软企业"),
    ("certified_service", "技术先进型服务企业"),
    ("demonstration_area", "知识产权示范乡镇（街道）", "知识产权示范乡镇", "知识产权示范街道", "知识产权示范园区"),
    ("standard_system", "知识产权贯标", "贯标企业", "知识产权管理体系认证"),
    ("other", "其他", "其它", "其他资质"),
)  # fmt: skip
RESULTS = (
    ("applied", "申报", "已申报", "拟申报", "已推荐", "推荐", "申报中", "已提交"),
    ("accepted", "受理", "已受理", "评审中", "审核中", "初审通过", "已评审"),
    ("publicised", "公示", "公示中", "拟认定", "已公示", "通过公示", "公告"),
    ("recognised", "认定", "已认定", "通过", "入库", "已入库", "有效", "评审通过", "已获认定", "获评", "备案", "通过认定"),
    ("refused", "未通过", "不通过", "未认定", "未入库", "落选", "退回", "未获认定"),
    ("revoked", "撤销", "取消", "已撤销", "取消资格", "注销", "失效", "摘牌"),
)  # fmt: skip


class Recognition(Record):
    """A status of an enterprise or of its product 资质认定: applied for, recognised, valid until, revoked.

    Valid on day D (有效期内): recognised by then, not expired before D, not revoked.
    """

    kind = Choice(
        "资质类型",
        KINDS,
        also="资质类别 类型 认定类型 类别 资质名称 资质 荣誉资质 企业资质 认定类别 称号".split(),
    )
    full_name = Text(
        "资质全称",
        also="荣誉名称 称号全称 认定名称".split(),
        hint="类型之外的全称，例如“半导体照明工程产业化基地骨干企业”",
    )
    organization = OrganizationLink(
        "企业名称",
        also=(
            "单位名称 申报单位 公司名称 申报企业 企业 企业全称 认定企业 获评单位 生产单位 名称 单位"
        ).split(),
        required=True,
    )
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "认定级别", "资质级别"))
    certificate_no = Code(
        "证书编号",
        also="证书号 编号 入库登记编号 登记编号 高企证书编号 证书编号（登记号） 入库编号".split(),
        example="GR202533000001",
    )
    product = Text("产品名称", also="产品 高新技术产品名称 认定产品 新产品名称".split())
    field = Text("技术领域", also="所属领域 领域 高新技术领域 所属技术领域".split())
    batch_name = Text(
        "批次",
        also="申报批次 认定批次 批次名称 入库批次 所属批次".split(),
        max_length=60,
        example="2025年第一批",
    )
    applied_on = Day(
        "申报日期", also="申报时间 申请日期 申请时间 提交日期 推荐日期 受理日期 受理时间".split()
    )
    recognised_on = Day(
        "认定日期",
        also=(
            "认定时间 发证日期 发证时间 入库日期 入库时间 获得时间 批准日期 获批时间 公告日期"
            " 公示日期 批准时间"
        ).split(),
    )
    expires_on = Day(
        "有效期至", also="有效期 有效期截止 到期日期 到期时间 证书有效期 有效期限 证书到期日".split()
    )
    first_time = YesNo("是否首次认定", also="首次认定 是否首次 首次申报 是否首次申报".split())
    score = Integer("评价得分", also="得分 评分 总分".split(), unit="分")
    result = Choice(
        "结果", RESULTS, also="进展 认定结果 评审结果 申报结果 状态 结论 认定情况 申报状态 审核结果".split()
    )
    document_no = Text("认定文号", also="文号 批准文号 发文字号 认定文件".split(), max_length=80)
    amount_yuan = Money(
        "资助金额",
        also=("奖励金额 入库专项资金 补助金额 奖补资金 资助资金 奖励资金 扶持资金 补助资金 认定奖励").split(),
    )

    class Register:
        name = "recognitions"
        title = "资质认定"
        group = "主体"
        also = (
            "高新技术企业 高企 科技型中小企业 培育库 培育入库 高新技术产品 创新型企业 创新型试点 资质"
            " 骨干企业 示范企业 瞪羚 专精特新 认定名单"
        ).split()
        # Lists often say their kind in the title only, so there are keys without it. The last key finds
        # likely duplicates: an application of the batch whose certificate came later.
        keys = (
            ("kind", "certificate_no"), ("kind", "organization", "product"), ("kind", "organization", "applied_on"),
            ("kind", "organization", "recognised_on"), ("kind", "organization", "batch_name"), ("certificate_no",),
            ("organization", "product"), ("organization", "recognised_on"), ("organization", "applied_on"),
            ("organization", "batch_name"), ("kind", "organization", "batch_name"),
        )  # fmt: skip
        heading = ("organization", "kind", "product")
        columns = (
            "organization", "kind", "level", "product", "certificate_no", "batch_name", "applied_on", "recognised_on", "expires_on",
            "result", "region",
        )  # fmt: skip
        filters = ("kind", "result", "level", "region", "batch_name")
        dates = ("applied_on", "recognised_on", "expires_on")
        search = ("organization", "certificate_no", "product")
        order = "-recognised_on"

    class Meta(Record.Meta):
        verbose_name = "资质认定"
        constraints = held_to(
            not_negative("amounts", "amount_yuan", says="资助金额不能是负数"),
            in_order("order", "recognised_on", "expires_on", says="有效期不能早于认定日期"),
        )
