"""Counts are kept for a minute; a test begins without any."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_kept_counts():
    cache.clear()


@pytest.fixture
def add(cast):
    """Add a record to a register of bureau 甲, verified unless said otherwise."""
    from taizhang.journal.writing import Author
    from taizhang.registers.actions import add_record
    from taizhang.registers.declaration import registers

    def added(register, by=None, bureau=None, **values):
        bureau = bureau or cast.bureau
        return add_record(
            registers()[register], values, bureau=bureau, author=Author(by, "测试", bureau=bureau)
        )

    return added
