"""The public pages of the rules: every policy in use, in words, with its numbers by date and its cases."""

import re

import pytest
from django.urls import reverse

from taizhang.decisions.packs import packs_in_use
from taizhang.policies.engine.tests.making import CASES, PARAMETERS, pack_folder

CHANGED = """
rd_share:
  title: 研发费用占比下限
  values:
    - {from: 2020-01-01, value: 5 %, article: 第三条（旧）, status: K}
    - {from: 2026-01-01, value: 6 %, article: 第三条（新）, status: I, note: 按月平均}
"""


def words(answer) -> str:
    """What a reader reads: the page without its marks-up, each run of blanks as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def policy(client, name: str, **asked: str):
    return client.get(reverse("policy", args=[name]), asked)


@pytest.fixture
def own(tmp_path, settings):
    """A bureau's own folder of packs, with what its pack says."""

    def made(parameters: str = CHANGED, cases: str = CASES):
        settings.EXTRA_POLICIES = tmp_path
        return pack_folder(tmp_path, parameters=parameters, cases=cases)

    return made


@pytest.mark.django_db
def test_everybody_finds_every_policy_in_use(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("policies"))
    told = answer.content.decode()
    assert [name for name in packs_in_use() if f'href="/policies/{name}/"' not in told] == []
    shown = words(answer)
    assert re.findall(r"(国家政策|没有全国规定的算法|示例) (\d+)", shown)[0][0] == "国家政策"
    assert "国家级科技企业孵化器认定（2018 年办法） 用到 2025-06-30" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(packs_in_use()))
def test_every_policy_has_its_page_with_conditions_articles_numbers_and_cases(client, name):
    answer = policy(client, name)
    assert answer.status_code == 200
    told, pack = answer.context, packs_in_use()[name]
    rules = pack.on(told["on"]).values()
    assert [r.title for r in told["rules"]["condition"]] == [r.title for r in rules if r.kind == "condition"]
    shown = words(answer)
    missing = [r.article for r in rules if r.kind == "condition" and r.article not in shown]
    missing += [p.title for p in pack.parameters.values() if p.title not in shown]
    assert missing == []
    assert told["wrong"] == 0
    assert "全部相符" in shown
    assert ("这是示例" in shown) is pack.example


@pytest.mark.django_db
def test_marks_are_words_and_count(client):
    shown = words(policy(client, "national/new_rd_institution"))
    assert "待核对原文 2 处 凭一般了解写的，还没有对过官方原文。" in shown
    assert "研究开发经费支出占总收入的比例 上年度研究开发经费支出占上年度总收入的比例不低于 15%" in shown


@pytest.mark.django_db
def test_a_day_has_the_numbers_of_that_day(client, own):
    own(cases=CASES.replace("on: 2026-06-01", "on: 2025-06-01").replace("2025:", "2023:"))
    older = policy(client, "trial", on="2025-12-31")
    newer = policy(client, "trial", on="2026-01-01")
    assert [
        a.context["rules"]["condition"][0].asked.text.rpartition("不低于")[2] for a in (older, newer)
    ] == [
        " 5%",
        " 6%",
    ]
    assert [(n.text, n.now) for n in older.context["numbers"]] == [("6%", False), ("5%", True)]
    assert "2020-01-01 至 2025-12-31" in words(older)
    assert "口径解释 按月平均" in words(newer)
    assert re.findall(r"(\d{4}-\d\d-\d\d) 起", words(newer))[-2:] == ["2026-01-01", "2020-01-01"]


@pytest.mark.django_db
def test_what_is_no_day_and_days_before_the_first_or_after_the_last_are_told(client):
    assert "“明天”不是日期" in words(policy(client, "national/incubator", on="明天"))
    assert "这项政策从 2019-01-01 起" in words(policy(client, "national/incubator", on="2000-01-01"))
    assert "这项政策用到 2025-06-30 为止" in words(policy(client, "national/incubator"))


@pytest.mark.django_db
def test_a_case_that_comes_out_otherwise_is_told_in_red(client, own):
    own(PARAMETERS, CASES.replace("rd_share: 符合", "rd_share: 不符合"))
    shown = words(policy(client, "trial", on="2025-06-01"))
    assert "有 1 个算例与规则算出来的不一致" in shown
    assert "✕ 不一致" in shown


@pytest.mark.django_db
def test_a_bureaus_own_policy_stands_with_the_local_ones(client, own):
    own()
    assert "本地政策 1 试用政策" in words(client.get(reverse("policies")))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["no/such", "national", "../settings"])
def test_no_such_policy(client, name):
    assert client.get(f"/policies/{name}/").status_code == 404


def test_staff_and_enterprises_find_the_rules_in_their_menu(cast, client):
    for who in ("staff", "enterprise"):
        client.force_login(cast.users[who])
        assert client.get(reverse("home")).content.decode().count('href="/policies/"') == 1, who
