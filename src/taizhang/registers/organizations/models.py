"""Organizations 单位."""

from django.db import models

from taizhang.core.personal.declared import DUTY, PUBLISHED, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, CreditCode, Day, Industry, Long, Money, Text
from taizhang.registers.record import Record

KINDS = (
    ("enterprise", "企业", "公司", "民营企业", "企业类"),
    ("university", "高校", "高等院校", "大学", "院校"),
    ("institute", "科研院所", "研究院", "研究所", "科研机构"),
    ("hospital", "医院", "医疗机构"),
    ("cooperative", "合作社", "农民专业合作社", "专业合作社"),
    ("government", "机关", "机关部门", "政府部门"),
    ("public", "事业单位", "事业"),
    ("association", "社会组织", "协会", "学会"),
    ("other", "其他", "其它", "其它单位"),
)  # fmt: skip
SCALES = (
    ("large", "大型", "大型企业", "大"),
    ("medium", "中型", "中型企业", "中"),
    ("small", "小型", "小型企业", "小"),
    ("micro", "微型", "微型企业", "微", "小微", "小微企业"),
)
STATUSES = (
    ("active", "存续", "在业", "正常", "开业", "在营", "正常经营", "存续（在营、开业、在册）"),
    ("suspended", "停业", "歇业", "停产", "经营异常"),
    ("moved", "迁出", "已迁出", "外迁"),
    ("merged", "并入", "合并", "被吸收合并"),
    ("deregistered", "注销", "已注销", "吊销", "破产"),
)


class Organization(Record):
    """A legal entity 单位, keyed by its unified social credit code (name and region when unknown)."""

    name = Text(
        "单位名称",
        also="企业名称 公司名称 名称 企业全称 单位全称 机构名称".split(),
        required=True,
        example="示例科技有限公司",
    )
    credit_code = CreditCode(
        "统一社会信用代码",
        also="信用代码 社会信用代码 组织机构代码 统一信用代码".split(),
        example="91330881MA2DEXAMP1",
    )
    kind = Choice("单位类型", KINDS, also="企业类型 单位性质 类型 机构类型".split(), default="enterprise")
    industry = Industry(
        "行业代码",
        also="所属行业 行业 国民经济行业 国民经济行业代码 行业分类代码 行业类别".split(),
        example="C3453",
    )
    technical_field = Text("技术领域", also="高新技术领域 所属领域 领域".split())
    address = Text("注册地址", also="地址 单位地址 住所 企业地址 通讯地址".split())
    founded_on = Day("成立日期", also="成立时间 注册日期 注册时间".split())
    registered_capital_yuan = Money("注册资本", also=("注册资金",))
    above_scale_from = Day("规上起始", also="规上时间 纳入规上时间 上规日期 纳统时间 入规时间".split())
    above_scale_until = Day("规上终止", also="退规时间 退库时间".split())
    legal_person = Text(
        "法定代表人",
        also="法人代表 法人 法定代表人姓名 企业法人".split(),
        max_length=60,
        personal=Personal(
            PersonalKind.NAME, "核对单位身份", PUBLISHED, 10, shown="企业信用信息公示系统依法公开的登记事项"
        ),
    )
    scale = Choice("企业规模", SCALES, also="规模 单位规模 规模类型".split())
    park = Text("所在园区", also="园区 产业园区 所属产业园".split(), max_length=60)
    listing = Text("上市情况", also="上市板块 是否上市 上市（挂牌）情况 挂牌情况".split(), max_length=60)
    status = Choice("经营状态", STATUSES, also="状态 登记状态 企业状态 存续状态".split(), default="active")
    closed_on = Day("注销或迁出日期", also="注销日期 迁出日期 注销时间 迁出时间".split())
    contact = Text(
        "联系人",
        also="联络人 企业联系人".split(),
        personal=Personal(PersonalKind.NAME, "通知申报、核对企业填报的数据", DUTY, 3),
        max_length=60,
    )
    phone = Code(
        "联系电话",
        also="电话 手机 手机号 联系方式 手机号码".split(),
        personal=Personal(PersonalKind.PHONE, "通知申报、核对企业填报的数据", DUTY, 3),
    )
    former_name = Text("曾用名", also="原名称 更名前名称".split())
    products = Long("主营业务", also="主要产品 经营范围 主营产品".split())

    # Set by a merge alone, and taken back by its undoing: the one that this duplicate turned out to be.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="并入"
    )
    kept_beside = ("merged_into",)

    class Register:
        name = "organizations"
        title = "单位"
        group = "主体"
        also = "企业名录 企业名单 企业基本情况 单位名录 单位基本信息 企业台账 企业库 企业信息表".split()
        keys = (("credit_code",), ("name", "region"), ("name",))
        heading = ("name",)
        columns = (
            "name", "credit_code", "region", "kind", "technical_field", "industry", "founded_on",
            "registered_capital_yuan", "above_scale_from", "contact", "phone",
        )  # fmt: skip
        filters = ("kind", "region", "technical_field", "scale", "status")
        dates = ("founded_on", "above_scale_from", "above_scale_until", "closed_on")
        search = ("name", "credit_code", "former_name")
        order = "sort_key"
        own = ("id",)

    class Meta(Record.Meta):
        verbose_name = "单位"
        constraints = held_to(
            not_negative("amounts", "registered_capital_yuan", says="注册资本不能是负数"),
            in_order("scale", "above_scale_from", "above_scale_until", says="规上终止不能早于规上起始"),
            in_order("order", "founded_on", "closed_on", says="注销或迁出日期不能早于成立日期"),
        )
