"""Science and technology commissioners 科技特派员选派."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Long, Money, OrganizationLink, Text
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

KINDS = (
    ("person", "个人", "个人特派员", "自然人", "个人科技特派员"),
    ("team", "团队", "特派团", "团队特派员", "团队科技特派员", "科技特派团"),
    ("body", "法人", "法人特派员", "法人科技特派员"),
)  # fmt: skip
RATINGS = (
    ("excellent", "优秀", "优"),
    ("passed", "合格", "良好", "称职", "良", "中"),
    ("failed", "不合格", "差", "不称职"),
)  # fmt: skip


class Commissioner(Record):
    """A commissioner assigned to villages or firms for a term 科技特派员选派; one row for each place served."""

    person = Text(
        "特派员",
        also="姓名 特派员姓名 科技特派员 科技特派员姓名 团队名称 特派员（代号） 特派员名称".split(),
        required=True,
        max_length=60,
        example="特派员01",
        personal=Personal(
            PersonalKind.NAME,
            "登记特派员选派、考核和补助",
            DUTY,
            5,
            shown="选派名单依法公布，名单所记的就是本人",
        ),
    )
    organization = OrganizationLink(
        "派出单位", also="选派单位 单位 所在单位 工作单位 依托单位 单位名称 来源单位".split()
    )
    kind = Choice("类型", KINDS, also="特派员类型 类别 选派类型".split())
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "特派员级别", "选派级别"))
    served_place = Text(
        "服务地",
        also=(
            "服务村 联系村 服务单位 服务对象 服务地点 受援单位 派驻地 派驻村 对接村 服务乡镇村"
            " 服务企业 选派地"
        ).split(),
        max_length=100,
        example="范玗村",
    )
    field = Text("专业", also="专业特长 专业领域 服务领域 专长 技术领域 从事专业 服务产业 研究方向".split())
    from_on = Day(
        "开始日期",
        also="起始日期 选派时间 服务开始 服务期限起 服务起始时间 开始时间 选派日期 聘期起 起".split(),
    )
    until_on = Day(
        "结束日期",
        also="截止日期 服务截止 服务期限止 服务结束时间 结束时间 到期日期 聘期止 止 终止日期".split(),
    )
    service_days = Integer("服务天数", also="累计服务天数 下乡天数".split(), unit="天")
    training_count = Integer("培训次数", also="开展培训 培训场次 举办培训 技术培训次数".split(), unit="次")
    people_served = Integer(
        "服务人次", also="培训人次 受训人次 指导人次 服务农户 服务群众 服务农牧民".split(), unit="人次"
    )
    area_mu = Integer("示范面积", also="推广面积 示范推广面积".split(), unit="亩")
    subsidy_yuan = Money("工作补助", also="补助金额 补助经费 工作经费 补贴".split())
    rating = Choice("考核结果", RATINGS, also="考核等次 考核情况 绩效评价 年度考核".split())
    phone = Code(
        "联系电话",
        also="电话 手机 手机号 联系方式 手机号码".split(),
        personal=Personal(PersonalKind.PHONE, "与特派员联系选派、考核和补助事宜", DUTY, 3),
    )
    results = Long("工作成效", also="服务内容 主要成效 工作内容 服务成效 主要工作".split())

    class Register:
        name = "commissioners"
        title = "科技特派员选派"
        group = "平台与人才"
        also = "科技特派员 特派员选派 特派员名单 联系村 科特派".split()
        keys = (
            ("person", "served_place", "from_on"), ("person", "organization", "from_on"), ("person", "organization", "served_place"),
        )  # fmt: skip
        heading = ("person", "served_place")
        columns = (
            "person", "organization", "kind", "served_place", "field", "from_on", "until_on", "training_count", "people_served", "region",
        )  # fmt: skip
        filters = ("kind", "level", "region", "rating")
        dates = ("from_on", "until_on")
        search = ("person", "organization", "served_place")
        order = "-from_on"

    class Meta(Record.Meta):
        verbose_name = "科技特派员选派"
        constraints = held_to(
            not_negative(
                "amounts",
                "training_count",
                "people_served",
                "subsidy_yuan",
                says="次数、人次和补助不能是负数",
            ),
            in_order("order", "from_on", "until_on", says="结束日期不能早于开始日期"),
        )
