"""Figures given by other authorities 外部统计."""

from taizhang.registers.constraints import held_to, not_negative
from taizhang.registers.fields import Choice, Day, Integer, Number, Percent, Period, Text
from taizhang.registers.record import Record

STATUSES = (
    ("flash", "快报", "快报数", "月报", "快报数据"),
    ("preliminary", "初步核算", "初步数", "初步"),
    ("final", "最终核实", "最终数", "年报", "核定数", "正式数", "公报"),
)  # fmt: skip


class Statistic(Record):
    """A figure given by another authority 外部统计: value, growth, rank, with its document.

    Growth 增速 is as the authority published it, never computed from two values.
    """

    indicator = Text(
        "指标名称", also="指标 统计指标 指标项 项目指标".split(), required=True, example="高新技术产业增加值"
    )
    area = Text(
        "区域",
        also="地区 统计区域 行政区域 地区名称 所属地区 统计范围 县（市、区） 区县".split(),
        max_length=60,
        hint="照原表写的区域名称",
    )
    period = Period(
        "期间",
        also="统计期间 时期 报告期 年度 时间 年份 统计时间 统计年度 数据期间".split(),
        required=True,
        max_length=20,
        example="2025Q3",
    )
    value = Number("数值", also="数据 指标值 绝对值 总量 完成数 绝对量 累计值 本期值".split())
    measure_unit = Text("单位", also="计量单位 指标单位".split(), max_length=20, example="亿元")
    previous = Number("上年同期", also="去年同期数 上年同期值 基期值".split(), hint="同口径")
    growth = Percent("增速", also="同比增长 同比 增长率 增幅 同比增速 累计增速 增长速度".split())
    rank = Integer("位次", also="排名 名次 全市排名 全市位次 排位 增速位次".split())
    rank_scope = Text(
        "位次范围", also="排名范围 排名口径 位次口径".split(), max_length=60, example="全市9个县区"
    )
    origin = Text(
        "数据来源",
        also="来源 来源单位 提供单位 发布单位 数据提供单位 发布机构".split(),
        max_length=100,
        example="市统计局",
    )
    document_no = Text("文号", also="来源文件 文件号 发文字号 通报文号 文件名称".split(), max_length=100)
    published_on = Day("发布日期", also="发布时间 通报时间 公布日期 通报日期 公布时间".split())
    data_status = Choice("数据状态", STATUSES, also="数据性质 数据类型 核算状态".split())

    class Register:
        name = "statistics"
        title = "外部统计"
        group = "管理"
        also = "通报 统计指标 外部数据 主要指标 经济指标通报 位次 统计公报 统计数据 外单位提供".split()
        keys = (
            ("indicator", "area", "period"),
            ("indicator", "region", "period"),
            ("indicator", "period", "origin"),
        )
        heading = ("indicator", "area", "period")
        columns = (
            "indicator",
            "area",
            "period",
            "value",
            "measure_unit",
            "growth",
            "rank",
            "rank_scope",
            "origin",
            "published_on",
        )
        filters = ("period", "origin", "data_status", "region")
        dates = ("period", "published_on")
        search = ("indicator", "area", "origin")
        order = "-period"

    class Meta(Record.Meta):
        verbose_name = "外部统计"
        constraints = held_to(
            not_negative("amounts", "rank", says="位次不能是负数"),
        )
