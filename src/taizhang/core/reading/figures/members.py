"""The kinds and roles by short names: an Enum's member is looked up slowly, and these are asked for at every figure."""

from typing import Final

from taizhang.core.reading.figures.figure import Kind, Role

AGE_OR_DURATION: Final = Kind.AGE_OR_DURATION
AREA: Final = Kind.AREA
COUNT: Final = Kind.COUNT
MONEY: Final = Kind.MONEY
OTHER: Final = Kind.OTHER
PERCENT: Final = Kind.PERCENT
RANK_KIND: Final = Kind.RANK
RATIO: Final = Kind.RATIO
WEIGHT: Final = Kind.WEIGHT
COMPLETION_RATE: Final = Role.COMPLETION_RATE
DECREASE: Final = Role.DECREASE
GROWTH_RATE: Final = Role.GROWTH_RATE
INCREASE: Final = Role.INCREASE
LEVEL: Final = Role.LEVEL
LIMIT: Final = Role.LIMIT
RANK: Final = Role.RANK
SHARE: Final = Role.SHARE
TARGET: Final = Role.TARGET
