"""The rules as they stand in a bureau that works in earnest, and a clock that the tests move."""

import pytest
import time_machine

START = "2026-03-02 09:00:00+08:00"


@pytest.fixture
def strict(settings):
    """The rules as declared, without what the other tests ease."""
    settings.SIGN_IN_RULES = {}


@pytest.fixture
def clock():
    """The time, standing still until it is moved: clock.shift(seconds)."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller
