"""Records of bureau 甲, and its figures."""

import pytest

from taizhang.core.periods import Period
from taizhang.indicators.figures import figure
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers


@pytest.fixture
def add(cast):
    """Add a record, verified unless `by` may not verify."""

    def added(register, by=None, bureau=None, **values):
        bureau = bureau or cast.bureau
        return add_record(
            registers()[register], values, bureau=bureau, author=Author(by, "测试", bureau=bureau)
        )

    return added


@pytest.fixture
def figured(cast):
    """A figure of bureau 甲: figured("hte_count", "2022-H1")."""

    def made(asked, period="2022-H1", **more):
        return figure(asked, bureau=cast.bureau, period=Period.parse(period), **more)

    return made
