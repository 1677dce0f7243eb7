"""Every address x everybody x one's own, another's and absent things: each cell is what the table says, and nothing leaks."""

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from taizhang.access.roles import Act
from taizhang.accounts import sittings
from taizhang.accounts.providers.configuration import Cas, SecondFactor
from taizhang.registers.search import rebuild
from tests.cast import assemble
from tests.house.walk.addresses import Address, addresses
from tests.house.walk.round import Walked, walk
from tests.house.walk.things import World, build

# It says which databases are needed; the world stands in a transaction around each test.
pytestmark = pytest.mark.django_db
RATES = dict.fromkeys(
    settings.RATES, "10000000 per minute"
)  # here one person asks for everything in a minute
# The walk is about rights, not about signing in: nobody's sitting ends in it, though what a request writes is taken back.
RULES = {
    "totp_roles": (),
    "sessions_admin": 20,
    "sessions": 20,
    "idle_minutes": 240,
    "idle_minutes_admin": 120,
}
PROVIDERS = {"cas": Cas("cas", "统一身份认证", SecondFactor.NEVER, url="https://id.example")}
WHOLE = bool(os.environ.get("TAIZHANG_WALK_WHOLE"))  # every person, every thing: half an hour
FORGETFUL = "taizhang.web.desk.views.records.visible_to"
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: Any, django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """Built once for this module; everything is taken back at the end."""
    home = tmp_path_factory.mktemp("walk")
    with (
        override_settings(
            HOME=home, PASSWORD_HASHERS=HASHERS, RATES=RATES, SIGN_IN_RULES=RULES, PROVIDERS=PROVIDERS
        ),
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
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                sittings, "NOTED_EVERY", 86_400
            )  # else each answer would note anew what is taken back
            found = walk(world, addresses(), whole=WHOLE)
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


def test_the_walk_is_long_enough_to_mean_something(walked: Walked) -> None:
    told = walked.counts
    assert told["addresses"] >= 290
    assert told["cells"] >= 5000
    assert told["pairs"] >= 500


def test_an_address_of_which_nothing_is_known_is_told_in_words(world: World) -> None:
    new = Address("brand-new/<int:pk>/", Act.VIEW, ("GET",))
    (told,) = walk(world, [new], only=("staff",)).unknown
    assert told.startswith("brand-new/<int:pk>/")
    assert "tests/house/walk/things.py" in told


def at(route: str) -> Address:
    return next(a for a in addresses() if a.route == route)


def test_a_page_that_answers_by_another_act_than_its_mark_is_found(world: World) -> None:
    weaker = replace(at("registers/<slug:name>/<int:pk>/verify/"), act=Act.VIEW)
    found = walk(world, [weaker], only=("liaison", "leader")).wrong
    assert any("as leader" in told for told in found), found


def test_a_page_that_forgets_whose_rows_it_shows_is_found(world: World, monkeypatch: Any) -> None:
    record = at("registers/<slug:name>/<int:pk>/")
    only = ("liaison", "enterprise", "bank")
    sound = walk(world, [record], only=only, whole=True)
    assert (sound.wrong, sound.leaks) == ([], [])
    monkeypatch.setattr(FORGETFUL, lambda user, model, *act: model._default_manager.all())
    broken = walk(world, [record], only=only, whole=True)
    assert any("finds nothing there" in told for told in broken.wrong)
    assert any("西阁" in told for told in broken.leaks)
