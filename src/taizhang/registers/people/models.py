"""People 人员."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.fields import Choice, Code, Day, Integer, Long, OrganizationLink, Text
from taizhang.registers.record import Record

DEGREES = (
    ("doctor", "博士", "博士研究生", "博士后", "博士学位"),
    ("master", "硕士", "硕士研究生", "研究生", "硕士学位"),
    ("bachelor", "本科", "大学", "学士", "大学本科", "本科学历"),
    ("college", "大专", "专科", "大专及以下", "高职"),
    ("other", "其他", "其它", "中专", "高中"),
)  # fmt: skip


class Person(Record):
    """A person the bureau deals with 人员: expert, talent, liaison. Identity numbers are not kept here."""

    name = Text(
        "姓名",
        also="专家姓名 人员姓名 名字 姓名代号 人才姓名 联络员".split(),
        personal=Personal(
            PersonalKind.NAME,
            "建立专家、人才和联络员名册",
            DUTY,
            5,
            shown="名册所记的就是本人，没有姓名无法使用",
        ),
        required=True,
        max_length=60,
        example="专家001",
    )
    organization = OrganizationLink(
        "单位",
        also=("所在单位 工作单位 单位名称 任职单位 所属单位 依托单位 企业名称 现工作单位 派出单位").split(),
    )
    kind = Text(
        "类别",
        also="人员类别 人员类型 专家类别 类型 身份".split(),
        max_length=60,
        hint="专家、人才、联络员、科技顾问、志愿者……",
    )
    job_title = Text(
        "职称",
        also="专业技术职称 技术职称 职称职务 职称（职务） 职称（称号） 称号 职称级别".split(),
        max_length=60,
        example="教授",
    )
    post = Text("职务", also="行政职务 岗位 职位".split(), max_length=60)
    field = Text(
        "专业领域", also="专业 研究方向 研究领域 技术领域 专长 从事专业 所学专业 领域 擅长领域".split()
    )
    degree = Choice("学历学位", DEGREES, also="学历 学位 最高学历 最高学位 文化程度".split())
    orcid = Code("ORCID", also="ORCID号 研究者编号".split(), max_length=19, example="0000-0002-1825-0097")
    certificate_no = Code("证书编号", also="技术经理人证书号 资格证书编号 专家编号 人才证号".split())
    appointed_on = Day("聘任日期", also="聘用日期 入库日期 聘任时间 入库时间 聘请时间".split())
    until_on = Day("聘期至", also="聘任到期日 聘期截止 到期日期".split())
    tasks = Integer("参加评审次数", also="评审次数 服务次数".split(), unit="次")
    phone = Code(
        "联系电话",
        also="电话 手机 手机号 联系方式 手机号码 移动电话".split(),
        personal=Personal(PersonalKind.PHONE, "联系专家、人才参加评审、咨询和服务", DUTY, 3),
    )
    email = Text(
        "电子邮箱",
        also="邮箱 email e-mail 电子邮件".split(),
        personal=Personal(PersonalKind.EMAIL, "向专家、人才发送评审和服务材料", DUTY, 3),
        max_length=100,
    )
    introduction = Long("简介", also="个人简介 主要业绩 业绩 主要成果".split())

    class Register:
        name = "people"
        title = "人员"
        group = "平台与人才"
        also = (
            "专家库 专家名单 人才名单 联络员 花名册 名册 专家人才 顾问 志愿者 引进人才登记 专家登记"
        ).split()
        # The last key finds likely duplicates: an ORCID that comes later must meet the row without one.
        keys = (("orcid",), ("name", "organization"), ("name", "field"), ("name", "organization"))
        heading = ("name", "organization")
        columns = ("name", "organization", "kind", "job_title", "field", "degree", "region", "phone")
        filters = ("kind", "degree", "region")
        dates = ("appointed_on", "until_on")
        search = ("name", "organization", "field")
        order = "sort_key"

    class Meta(Record.Meta):
        verbose_name = "人员"
