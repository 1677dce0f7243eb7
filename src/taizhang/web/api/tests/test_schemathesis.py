"""Every operation of the interface under made-up requests, by several roles in turn: no fault of ours, answers as described.

TAIZHANG_REQUESTS=200 asks each operation so often (the suite: a few times, to stay quick).
"""

import os
from itertools import cycle

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from taizhang.accounts.models import ApiToken
from taizhang.accounts.tokens import fresh_token, token_digest
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers
from taizhang.registers.tests.test_every_register import author, full
from taizhang.wsgi import application

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EACH = int(os.environ.get("TAIZHANG_REQUESTS") or 2)
ROLES = ("staff", "enterprise", "liaison", "leader", "audit")
BOUNDS = {
    "max_examples": EACH, "deadline": None, "database": None, "derandomize": True, "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _one_connection():
    """A request by WSGI closes connections that are inside a transaction, as a server's thread should: here that is
    the test's own. Django's client for tests leaves it open in the same way."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def tokens(cast):
    """A token of each role, and one that is no token."""

    def of(who):
        text = fresh_token()
        ApiToken.objects.create(user=cast.users[who], name="made up", digest=token_digest(text))
        return text

    return [of(who) for who in ROLES] + ["tz_unknown"]


@pytest.fixture
def records(cast):
    """A record of each register with every field: name of the register -> its number."""
    made = {}
    for name, register in registers().items():
        made[name] = (
            cast.firm_east.pk
            if name == "organizations"
            else add_record(
                register, full(register, cast), bureau=cast.bureau, author=author(cast), sources={}
            ).pk
        )
    return made


def test_made_up_requests_end_in_an_answer_as_described(tokens, records):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    turn, there = cycle(tokens), cycle((True, False, True))
    answers, faults = [], []

    @settings(**BOUNDS)
    @given(data=strategies.data())
    def ask(data):
        case = data.draw(operation.as_strategy())
        if case.path_parameters and next(there):
            case.path_parameters["pk"] = records[case.path.split("/")[3]]
        answer = case.call(headers={"Authorization": f"Bearer {next(turn)}"})
        answers.append(answer.status_code)
        try:
            case.validate_response(answer, checks=CHECKS)
        except Exception as error:
            faults.append(f"{case.method} {case.path} {answer.status_code}: {error}"[:1500])

    for found in schema.get_all_operations():
        operation = found.ok()
        ask()
    assert faults == []
    assert len(answers) >= 120 * EACH
    assert {200, 401, 403, 404, 422} <= set(answers), "the requests have become too tame"
