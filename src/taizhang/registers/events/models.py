"""Events 活动."""

from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Day, Integer, Long, Money, Text
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

KINDS = (
    ("training", "培训", "培训班", "技术培训", "业务培训", "知识培训", "政策培训", "现场指导", "实用技术培训"),
    ("lecture", "讲座", "专题讲座", "讲座义诊", "报告会", "宣讲", "政策宣讲"),
    ("popularisation", "科普", "科普活动", "科普宣传", "宣传", "主题宣传", "防疫宣传", "知识产权宣传", "赠书", "展览", "科普日"),
    ("countryside", "科技下乡", "三下乡", "送科技下乡", "下乡"),
    ("science_week", "科技活动周", "科技周", "活动周"),
    ("matchmaking", "对接", "对接活动", "对接会", "产学研对接", "校企交流", "交流对接", "洽谈会", "路演", "银企对接", "成果对接", "交流"),
    ("visit", "调研走访", "调研", "走访", "入企走访", "走访服务", "调研座谈", "考察", "入企调研", "服务企业"),
    ("questionnaire", "问卷调查", "问卷", "调查"),
    ("meeting", "会议", "座谈会", "推进会", "研讨会", "论证会", "论坛", "部署会", "座谈"),
    ("contest", "竞赛", "大赛", "比赛", "创新创业大赛"),
    ("enforcement", "执法检查", "专项行动", "检查", "执法"),
    ("assessment", "考核", "考核迎检", "实地考核", "验收评审"),
    ("other", "其他", "其它", "演习", "参观", "活动"),
)  # fmt: skip


class Event(Record):
    """An event 活动: training, popularisation, matchmaking, survey visit, contest, and whom it reached."""

    name = Text(
        "活动名称",
        also=(
            "名称 活动主题 主题 活动内容（名称） 培训名称 会议名称 调研主题 培训内容 活动 培训主题"
            " 活动项目 活动内容 走访对象"
        ).split(),
        required=True,
        example="科技活动周启动仪式",
    )
    kind = Choice("类型", KINDS, also="活动类型 类别 活动类别 活动形式 活动性质".split())
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "活动级别", "组织级别"))
    held_on = Day(
        "举办日期",
        also=(
            "活动时间 举办时间 日期 时间 活动日期 调研时间 培训时间 开始日期 培训日期 走访时间"
            " 会议时间 走访日期 开始时间"
        ).split(),
    )
    until_on = Day("结束日期", also="截止日期 结束时间 至".split())
    place = Text("地点", also="举办地点 活动地点 调研地点 培训地点 会议地点 走访地点".split(), max_length=100)
    participants = Integer(
        "参加人数",
        also=(
            "参与人数 人数 参加（咨询）人数 培训人数 参加人次 受众人数 参会人数 培训人次 规模"
            " 咨询人次 受益人数 参训人数"
        ).split(),
        unit="人",
    )
    organizations_reached = Integer(
        "参加企业数",
        also=(
            "参加单位数 涉及企业 调研企业数 参与企业 企业数 参加企业 走访企业数 服务企业数 参会企业数 走访企业"
            " 参加企业家数"
        ).split(),
        unit="家",
    )
    materials = Integer(
        "发放资料份数",
        also=(
            "发放资料 资料份数 发放资料（册、份） 发放材料 宣传资料 发放宣传资料 赠书册数 资料发放数"
        ).split(),
        unit="份",
    )
    needs_collected = Integer("收集需求数", also="征集需求 收集需求 收集问题数".split(), unit="项")
    agreements = Integer("达成意向数", also="签约项目数 达成意向 签约数".split(), unit="项")
    partner = Text(
        "合作单位", also="协办单位 联合单位 合作（接待）单位 联办单位 承办单位 合作方 参与单位".split()
    )
    organizer = Text("主办单位", also="组织单位 主办方 主办科室 牵头科室 责任科室".split(), max_length=100)
    cost_yuan = Money("活动经费", also="经费 费用 支出 投入经费".split())
    summary = Long("活动情况", also="活动简介 主要内容 内容 活动成效 简介 成效".split())

    class Register:
        name = "events"
        title = "活动"
        group = "服务"
        also = (
            "活动台账 活动记录 培训 科普 调研 走访 科技周 会议活动 宣传活动 对接活动 活动登记 大调研 科技活动"
        ).split()
        # Two places on one day are two events; without a place the name and the day decide.
        keys = (("name", "held_on", "place"), ("name", "place"), ("name", "held_on"))
        heading = ("name",)
        columns = (
            "name",
            "kind",
            "held_on",
            "place",
            "participants",
            "organizations_reached",
            "materials",
            "partner",
            "level",
            "region",
        )
        filters = ("kind", "level", "region")
        dates = ("held_on", "until_on")
        search = ("name", "place", "partner")
        order = "-held_on"

    class Meta(Record.Meta):
        verbose_name = "活动"
        constraints = held_to(
            not_negative(
                "amounts",
                "participants",
                "organizations_reached",
                "materials",
                "cost_yuan",
                says="人数、企业数、份数和经费不能是负数",
            ),
            in_order("order", "held_on", "until_on", says="结束日期不能早于举办日期"),
        )
