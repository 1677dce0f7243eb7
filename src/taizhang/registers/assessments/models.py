"""Indicators of assessments 考核."""

from taizhang.registers.constraints import held_to, not_negative
from taizhang.registers.fields import Day, Long, Number, Text, Year
from taizhang.registers.record import Record


class Assessment(Record):
    """An indicator of an assessment of the bureau 考核: target, result, who owes it, its evidence."""

    assessment = Text(
        "考核名称",
        also="考核项目 考核事项 考核类别 考核 考核办法 目标任务来源".split(),
        max_length=100,
        example="科技进步目标责任制考核",
    )
    indicator = Text(
        "指标名称",
        also="考核指标 指标 考核内容 指标项 目标任务 任务名称 三级指标 工作任务 重点工作".split(),
        required=True,
    )
    number = Text("指标编号", also=("指标代码",), max_length=40)
    year = Year("年度", also="考核年度 年份 目标年度".split())
    target = Number(
        "目标值",
        also="目标 年度目标 计划值 任务数 目标数 年度目标值 目标任务数".split(),
        hint="只写数；带文字的目标写在“目标说明”",
    )
    target_text = Text(
        "目标说明", also="目标要求 考核要求 目标内容 评分标准".split(), example="力争进入全市前三"
    )
    result = Number(
        "完成值", also="完成情况 实际值 完成数 实际完成 实绩 完成 实际完成值 当前值 累计完成".split()
    )
    result_text = Text("完成说明", also="完成情况说明 进展情况 工作进展".split())
    measure_unit = Text("单位", also="计量单位 指标单位".split(), max_length=20, example="家")
    weight = Number("权重", also="分值 权重分 标准分 满分".split())
    score = Number("得分", also="自评分 考核得分 自评得分 评分".split(), unit="分")
    rank = Number("位次", also="排名 名次".split(), decimal_places=0)
    owner = Text(
        "责任科室",
        also=("责任单位 责任单位（科室） 牵头科室 责任部门 牵头单位 责任人科室 完成单位 负责科室").split(),
        max_length=100,
    )
    helper = Text("配合单位", also="配合科室 协办单位 协同单位".split(), max_length=100)
    due_on = Day("完成时限", also="时限 截止日期 截止时间 完成时间 完成期限 考核截止日期 报送时限".split())
    evidence = Long("佐证", also="佐证材料 证明材料 支撑材料 佐证资料 印证材料".split())

    class Register:
        name = "assessments"
        title = "考核"
        group = "管理"
        also = (
            "考核指标 目标责任 任务分解 目标任务 年度目标 考核任务 科技进步考核 工作计划目标 绩效考核"
        ).split()
        # Every year brings the same indicators: only rows with the same day due are likely the same.
        keys = (
            ("assessment", "indicator", "year"), ("assessment", "indicator"), ("indicator", "year"),
            ("assessment", "indicator", "due_on"),
        )  # fmt: skip
        heading = ("indicator", "assessment")
        columns = (
            "assessment",
            "indicator",
            "year",
            "target",
            "result",
            "measure_unit",
            "score",
            "owner",
            "due_on",
            "evidence",
        )
        filters = ("assessment", "year", "owner")
        dates = ("due_on",)
        search = ("indicator", "assessment", "owner")
        order = "-year"

    class Meta(Record.Meta):
        verbose_name = "考核"
        constraints = held_to(
            not_negative("amounts", "weight", "rank", says="权重和位次不能是负数"),
        )
