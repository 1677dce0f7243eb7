"""Selections into talent programmes 人才入选."""

from taizhang.core.personal.declared import DUTY, Personal, PersonalKind
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Day, Money, OrganizationLink, Text
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

STATUSES = (
    ("planned", "拟引进", "拟进驻", "拟落户", "正准备进驻", "洽谈中"),
    ("settled", "已引进", "已落户", "已注册", "已进驻", "在岗", "培养期内", "管理期内"),
    ("completed", "期满", "出站", "培养期满", "考核合格"),
    ("left", "退出", "已退出", "离开", "调离", "取消"),
)


class Talent(Record):
    """A person's or team's selection into a talent programme 人才入选."""

    person = Text(
        "姓名或团队名称",
        also=(
            "姓名 人才姓名 团队名称 入选人 入选人员 人才（团队）名称 创新团队 姓名（团队） 姓名/团队 带头人 人才 人才（代号）"
        ).split(),
        required=True,
        max_length=100,
        example="示例创新团队",
        personal=Personal(
            PersonalKind.NAME,
            "登记人才（团队）入选和资助情况",
            DUTY,
            10,
            shown="入选名单依法公示，名单所记的就是本人",
        ),
    )
    organization = OrganizationLink(
        "单位",
        also=(
            "所在单位 创业企业 创办企业 工作单位 单位名称 依托单位 申报单位 企业名称 挂职单位 用人单位 引进单位 所属单位"
        ).split(),
    )
    programme = Text(
        "人才计划",
        also=(
            "人才项目 计划名称 人才工程 人才称号 入选计划 人才计划名称 项目名称 人才计划（项目） 荣誉称号"
        ).split(),
        max_length=100,
        example="省特支计划创新创业领军人才",
    )
    batch_name = Text("批次", also="入选批次 批次名称 年度批次 届次".split(), max_length=60, example="第八批")
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "人才级别"))
    category = Text("人才类别", also="人才层次 人才类型 类别".split(), max_length=60, example="B类")
    selected_on = Day(
        "入选日期", also="入选时间 确定日期 认定日期 批准日期 公布日期 认定时间 立项时间".split()
    )
    status = Choice("状态", STATUSES, also="落户状态 进驻状态 引进状态 目前状态 进展".split())
    contract_until = Day("合同期至", also="聘期至 合同到期日 服务期至".split())
    document_no = Text("文号", also="批准文号 认定文号 入选文号 发文字号".split(), max_length=80)
    field = Text("领域", also="专业领域 技术领域 研究方向 专业 产业领域".split())
    amount_yuan = Money(
        "资助金额", also="资助经费 资助资金 支持资金 补助金额 奖励金额 资助额度 补助经费 资助".split()
    )

    class Register:
        name = "talents"
        title = "人才入选"
        group = "平台与人才"
        also = ("人才计划 入选情况 入选名单 领军人才 创新团队 人才项目 高层次人才 挂职名单 人才团队").split()
        # Lists often name the programme in the title only; the last key finds likely duplicates.
        keys = (
            ("person", "programme", "batch_name"), ("person", "programme", "selected_on"), ("person", "programme"),
            ("person", "organization"), ("person", "programme"),
        )  # fmt: skip
        heading = ("person", "programme")
        columns = (
            "person",
            "organization",
            "programme",
            "level",
            "batch_name",
            "selected_on",
            "amount_yuan",
            "region",
        )
        filters = ("programme", "level", "batch_name", "status", "region")
        dates = ("selected_on",)
        search = ("person", "organization", "programme")
        order = "-selected_on"

    class Meta(Record.Meta):
        verbose_name = "人才入选"
        constraints = held_to(
            not_negative("amounts", "amount_yuan", says="资助金额不能是负数"),
            in_order("order", "selected_on", "contract_until", says="合同期不能早于入选日期"),
        )
