"""Every address x everybody x one's own, another's and absent things: each cell is what the table says, and nothing leaks."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from taizhang.registers.search import rebuild
from tests.cast import assemble
from tests.house.walk.addresses import addresses
from tests.house.walk.round import Walked, walk
from tests.house.walk.things import World, build

pytestmark = (
    pytest.mark.django_db
)  # says which databases are needed; the world stands in a transaction around each test
RATES = dict.fromkeys(
    settings.RATES, "10000000 per minute"
)  # here one person asks for everything in a minute
RULES = {
    "totp_roles": (),
    "sessions_admin": 20,
    "sessions": 20,
}  # the walk is about rights, not about signing in
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: Any, django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """Built once for this module; everything is taken back at the end."""
    home = tmp_path_factory.mktemp("walk")
    with (
        override_settings(HOME=home, PASSWORD_HASHERS=HASHERS, RATES=RATES, SIGN_IN_RULES=RULES),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        made = build(assemble())
        rebuild()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walked(world: World) -> Walked:
    logging.disable(logging.CRITICAL)  # a refusal is a line in the log, and there are thousands of them
    try:
        found = walk(world, addresses())
    finally:
        logging.disable(logging.NOTSET)
    print(f"\n{found.said}")
    return found


def test_every_cell_is_what_the_table_says(walked: Walked) -> None:
    assert walked.wrong == [], "\n" + "\n".join(walked.wrong[:60])


def test_no_address_is_without_a_thing_to_ask_it_for(walked: Walked) -> None:
    assert walked.unknown == [], "\n" + "\n".join(walked.unknown)


def test_no_answer_holds_a_word_of_what_its_reader_may_not_see(walked: Walked) -> None:
    assert walked.leaks == [], "\n" + "\n".join(walked.leaks[:60])


def test_what_is_anothers_answers_like_what_is_not_there(walked: Walked) -> None:
    assert walked.differs == [], "\n" + "\n".join(walked.differs[:60])


def test_nothing_breaks(walked: Walked) -> None:
    assert walked.broken == [], "\n" + "\n".join(walked.broken[:60])
