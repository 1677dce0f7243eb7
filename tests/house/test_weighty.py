"""Acts that weigh: who does them must have a second factor, unless a bureau decides otherwise."""

import pytest

from taizhang.access.roles import TABLE, Act
from taizhang.accounts.bureau_rules import rules_for


@pytest.mark.parametrize("act", [Act.PUBLISH, Act.SIGN, Act.USERS, Act.SECURITY])
def test_the_roles_that_may_do_it_must_have_a_second_factor(cast, settings, act):
    settings.SIGN_IN_RULES = {}  # as declared, without what the tests ease
    may = {role.value for role, acts in TABLE.items() if act in acts}
    assert may and may <= set(rules_for(cast.leader)["totp_roles"])
