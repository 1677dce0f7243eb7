"""What one stated figure says."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of quantity it is."""

    COUNT = "count"  # 家 件 项 人次
    MONEY = "money"  # 元 万元 亿美元
    PERCENT = "percent"  # % ‰ 成 百分点
    RANK = "rank"  # 第二位 倒数第七
    AREA = "area"  # 亩 公顷 ㎡
    WEIGHT = "weight"  # 吨 公斤
    RATIO = "ratio"  # 倍 三分之一
    AGE_OR_DURATION = "age_or_duration"  # 年 个月 岁
    OTHER = "other"  # 米 千瓦时


class Role(StrEnum):
    """What it does in its sentence."""

    LEVEL = "level"  # so many there are 水平
    INCREASE = "increase"  # by so many more 增量, also 百分点
    DECREASE = "decrease"  # by so many less; every fall, also one in percent 降幅
    GROWTH_RATE = "growth_rate"  # a rise in percent 增幅
    SHARE = "share"  # part of a whole 占比, intensity
    COMPLETION_RATE = "completion_rate"  # 完成率 到位率 通过率 立项率
    RANK = "rank"
    TARGET = "target"  # of a time still to come: plans, budgets, forecasts 目标
    LIMIT = "limit"  # a threshold 门槛


@dataclass(slots=True)
class Number:
    """A number as printed, before anything is known of its sentence: what `grammar.scan` finds."""

    start: int
    end: int
    text: str  # from the first character of the number to the last of its unit
    value: Decimal | None  # in the printed unit; None when masked or lost
    unit: str | None  # 万元, 家, %, 个百分点; None where none is printed
    kind: Kind
    approx: str | None = None  # 余 多 近 约 以上 以内 不足 超 左右 倒数 …; None: exact as printed
    masked: bool = False  # xx家, ××万元
    upper: Decimal | None = None  # upper end of a range 区间
    optional: bool = False  # borderline: counted neither as found nor as missed
    limit: bool = False  # printed as a threshold (80名以上的教学点)


@dataclass(slots=True)
class Figure(Number):
    """A number understood: role, what is counted, the period that holds there."""

    id: str = ""  # f1, f2 … in order of the text
    role: Role = Role.LEVEL
    of: str = ""  # words of the text, exactly
    of_start: int = -1  # where they stand; -1 where unknown
    period: str | None = None  # 2022, 2022-H1, 2022-01..2022-05, 2023-11, 2011..2015, XXXX-H1
    cell: tuple[int, int, int] | None = None  # table, row, column from 0, when it stands in a table
