"""Signing in over a page: odd names end in the same sentence as wrong ones."""

import pytest


@pytest.mark.parametrize("name", ["甲\0乙", "x" * 5000, "", "没有这个人"])
def test_a_name_that_can_be_nobodys_is_a_wrong_name(cast, client, name):
    answer = client.post("/sign-in/again/", {"username": name, "password": "x", "person": "1"})
    assert (answer.status_code, "密码" in answer.json()["sentence"]) == (422, True)
