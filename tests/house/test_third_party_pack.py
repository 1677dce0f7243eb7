"""A third party adds a policy pack as one folder, by what docs/policies.md says, and nothing else is touched."""

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.decisions.actions import state_facts
from taizhang.decisions.packs import packs_in_use
from taizhang.journal.writing import Author
from taizhang.policies.engine.checking import check
from taizhang.policies.engine.loading import packs
from tests.house.third_party_pack import write_pack

NAME = "chengdong/equipment_award"


@pytest.fixture
def added(tmp_path, settings):
    settings.EXTRA_POLICIES = tmp_path
    return write_pack(tmp_path)


def test_the_pack_of_the_page_is_sound(added):
    checked = check(added)
    assert checked.problems == ()
    assert [(r.case.id, r.got) for r in checked.results] == [
        ("E1", "结论 符合；上年设备投入达到下限 符合；预计奖励 5.00 万元"),
        ("E2", "上年设备投入达到下限 不符合；还差 0.01 元"),
        ("E3", "上年设备投入达到下限 还不能判断；缺 新增研发设备投入 2025"),
    ]


def test_it_stands_beside_the_built_in_ones(added):
    found = packs_in_use()
    assert found[NAME].title == "设备投入奖励"
    assert set(found) == {NAME, *packs()}


@pytest.mark.django_db
def test_its_rules_are_public_and_a_firm_reads_what_it_gets_by_them(added, cast, client):
    cast.firm_east.refresh_from_db()
    state_facts(
        cast.firm_east,
        {("equipment", timezone.localdate().year - 1): "150 万元", ("environmental_offence", None): "否"},
        author=Author(cast.enterprise),
    )
    rules = client.get(reverse("policy", args=[NAME])).content.decode()
    assert "上年设备投入达到下限" in rules and "不低于 100 万元" in rules and "第三条" in rules
    client.force_login(cast.enterprise)
    page = client.get(reverse("my_benefits")).content.decode()
    assert "设备投入奖励" in page
    trace = client.get(reverse("benefits_policy", args=[cast.firm_east.pk, NAME])).content.decode()
    assert "150.00 万元，须不低于 100.00 万元" in trace
