"""No form hands on what cannot be seen; lines, blanks and passwords stay as they were typed."""

import re

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from taizhang.accounts.models import User
from taizhang.core.tables.words import has_unseen
from taizhang.web.middleware.texts import without_unseen

ADD = "/admin/users/add/"


@pytest.mark.django_db
def test_a_users_name_holds_what_can_be_seen(cast, client):
    client.force_login(cast.system)
    client.post(
        ADD, {"username": "zhou.min", "name": "周\u202e敏\u0007", "role": "staff", "section": "高\u200b新科"}
    )
    made = User.objects.get(username="zhou.min")
    assert (made.name, made.section) == ("周敏", "高新科")


def posted(**fields: str) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, text in fields.items():
        made.appendlist(name, text)
    return made


def test_lines_blanks_and_passwords_stay():
    told = without_unseen(posted(reason=" 第一行\r\n\t第二\u2066行 ", new_password="a\u200bb"))
    assert told.dict() == {"reason": " 第一行\r\n\t第二行 ", "new_password": "a\u200bb"}
    assert not told._mutable


@given(st.lists(st.text(max_size=20), max_size=5))
def test_nothing_unseen_is_left_and_everything_else_is(typed):
    made = QueryDict(mutable=True)
    made.setlist("remark", typed)
    left = without_unseen(made).getlist("remark")
    assert not any(map(has_unseen, left))
    for before, after in zip(typed, left, strict=True):
        assert [c for c in before if c.isprintable()] == [c for c in after if c.isprintable()]
        assert re.findall(r"[\r\n\t]", before) == re.findall(r"[\r\n\t]", after)
