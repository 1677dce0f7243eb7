"""Policies the bureau drafts or applies 政策文件."""

from taizhang.registers.constraints import held_to, in_order
from taizhang.registers.fields import Choice, Day, Long, Text
from taizhang.registers.levels import LEVEL_ALSO, LEVELS
from taizhang.registers.record import Record

STAGES = (
    ("drafting", "起草", "起草中", "调研起草", "已起草", "拟稿"),
    ("consulting", "征求意见", "征求意见中", "公开征求意见", "已征求意见", "征求意见稿"),
    ("reviewing", "送审", "审议", "送审改", "合法性审查", "审核", "提请审议", "会签", "审改"),
    ("issued", "印发", "已印发", "出台", "发布", "已出台", "已发布", "正式印发"),
    ("in_force", "施行", "现行有效", "有效", "实施", "执行中", "生效"),
    ("repealed", "废止", "失效", "已废止", "停止执行", "宣布失效"),
)  # fmt: skip


class PolicyDocument(Record):
    """A policy the bureau drafts or applies, and where it stands 政策文件."""

    name = Text(
        "文件名称",
        also="政策名称 名称 标题 文件标题 政策文件名称 制度名称 文件 政策文件".split(),
        required=True,
    )
    document_no = Text(
        "文号",
        also="发文字号 文件号 发文号 文件文号 发文文号".split(),
        max_length=80,
        example="清科〔2025〕18号",
    )
    issuer = Text(
        "制定机关",
        also="发文单位 制定单位 发文机关 起草单位 印发单位 发布机构 制发机关 牵头单位 发布单位".split(),
        max_length=100,
    )
    level = Choice("级别", LEVELS, also=(*LEVEL_ALSO, "政策级别", "文件级别"))
    kind = Text(
        "文件类型",
        also="类型 类别 文件类别 政策类型".split(),
        max_length=60,
        hint="规范性文件、管理办法、实施细则、规划、制度……",
    )
    stage = Choice("阶段", STAGES, also="状态 办理阶段 进展 目前阶段 有效性 进度 文件状态".split())
    drafted_on = Day("起草日期", also="起草时间 起草完成时间".split())
    consulted_on = Day("征求意见日期", also="征求意见时间 公开征求意见时间 征求意见开始日期".split())
    issued_on = Day("印发日期", also="印发时间 发布日期 成文日期 出台时间 发文日期 发布时间 发文时间".split())
    in_force_on = Day("施行日期", also="生效日期 实施日期 施行时间 实施时间 生效时间".split())
    expires_on = Day("有效期至", also="失效日期 有效期 废止日期".split())
    owner = Text("责任科室", also="责任单位 牵头科室 负责科室 主办科室".split(), max_length=60)
    summary = Long("主要内容", also="内容摘要 政策要点 摘要 内容".split())

    class Register:
        name = "policy_documents"
        title = "政策文件"
        group = "管理"
        also = "政策文件 文件汇编 制度文件 规范性文件 文件起草 政策清单 制度和规划 文件制定".split()
        keys = (("document_no",), ("name", "issuer"), ("name",))
        heading = ("name", "document_no")
        columns = (
            "name",
            "document_no",
            "issuer",
            "stage",
            "drafted_on",
            "consulted_on",
            "issued_on",
            "in_force_on",
            "expires_on",
        )
        filters = ("stage", "level", "kind")
        dates = ("issued_on", "drafted_on", "consulted_on", "in_force_on", "expires_on")
        search = ("name", "document_no", "issuer")
        order = "-issued_on"

    class Meta(Record.Meta):
        verbose_name = "政策文件"
        constraints = held_to(
            in_order("order", "in_force_on", "expires_on", says="有效期不能早于施行日期"),
        )
