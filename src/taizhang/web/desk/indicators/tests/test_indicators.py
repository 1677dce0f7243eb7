"""The pages of indicators: list, one, defining with a preview, drafts, targets, who may."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from openpyxl import load_workbook

from taizhang.indicators import queries
from taizhang.indicators.models import IndicatorVersion, Target
from taizhang.registers.around import Draft
from taizhang.reports.models import Report, Token
from taizhang.web.desk.indicators.reading import Typed
from taizhang.web.tests.conftest import add  # noqa: F401 - a fixture

TYPED = {
    "code": "own_firms", "name": "本局企业数", "way": "count", "register": "organizations", "measure": "count", "c0": "kind",
    "o0": ["enterprise"], "unit": "家", "decimals": "0", "direction": "up", "phrase": "企业{}家", "ground": "新设",
}  # fmt: skip


def text_of(answer) -> str:
    return answer.content.decode()


def test_the_list_shows_one_area_and_finds_by_any_name(cast, as_user):
    client = as_user(cast.staff)
    page = client.get(reverse("indicators"))
    assert page.context["area"] == "创新主体" and "有效期内高新技术企业数" in text_of(page)
    found = client.get(reverse("indicators"), {"q": "高企", "p": "2022-H1"})
    assert (
        found.context["lines"][0].indicator.code == "hte_count" and found.context["period"].text == "2022-H1"
    )
    nothing = client.get(reverse("indicators"), {"q": "没有这样的指标"})
    assert "没有叫“没有这样的指标”的指标" in text_of(nothing)
    wrong = client.get(reverse("indicators"), {"p": "昨天", "page": "99"})
    assert wrong.status_code == 200 and "“昨天”不是能认出的期间" in text_of(wrong)


def test_the_list_asks_as_often_for_three_rows_as_for_one(cast, as_user, add):  # noqa: F811
    client, url = as_user(cast.staff), f"{reverse('indicators')}?p=2026-H1&area=创新主体"

    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as made:
            client.get(url)
        return len(made)

    def recognise(number):
        add("recognitions", organization=cast.firm_east, kind="high_tech_enterprise", certificate_no=f"GR{number}",
            recognised_on="2026-03-01", expires_on="2029-03-01", region=cast.east)  # fmt: skip

    recognise(1)
    client.get(url)
    one = asked()
    recognise(2)
    recognise(3)
    assert asked() == one


def test_one_indicator_tells_its_values_streets_targets_versions_and_uses(cast, as_user):
    report = Report.objects.create(bureau=cast.bureau, title="上半年总结", period="2026-H1")
    Token.objects.create(report=report, key="k1", expression="growth(hte_count)")
    page = as_user(cast.staff).get(reverse("indicator", args=["hte_count"]), {"p": "2026-H1"})
    text = text_of(page)
    assert page.status_code == 200 and "上半年总结" in text and "随系统内置" in text
    assert [p.name for p in page.context["places"]] == ["东城街道", "西城街道"]
    assert len(page.context["over_time"]) == 3
    assert as_user(cast.leader).get(reverse("indicator", args=["hte_count"])).status_code == 200
    assert as_user(cast.staff).get(reverse("indicator", args=["not_there"])).status_code == 404


def test_every_built_in_indicator_opens(cast, as_user):
    client = as_user(cast.staff)
    codes = list(queries.indicators(cast.bureau))
    for code in codes[::23]:
        assert client.get(reverse("indicator", args=[code])).status_code == 200, code


def test_an_indicator_is_defined_previewed_and_changed(cast, as_user):
    client = as_user(cast.staff)
    ahead = client.post(reverse("indicator_preview"), TYPED)
    assert (ahead.context["fig"].value, ahead.context["sentence"].split("，")[1]) == (2, "企业2家。")
    assert ahead.context["says"] == "“单位”台账里单位类型：企业的记录，数行数。"
    answer = client.post(reverse("indicator_new"), TYPED)
    assert answer.status_code == 302 and answer.url == reverse("indicator", args=["own_firms"])
    form = client.get(reverse("indicator_edit", args=["own_firms"]))
    assert form.context["v"]["name"] == "本局企业数" and form.context["version"] == 1
    changed = {**TYPED, "o0": ["enterprise", "-"], "version": "1", "ground": "含未填"}
    assert client.post(reverse("indicator_edit", args=["own_firms"]), changed).status_code == 302
    stored = IndicatorVersion.objects.get(code="own_firms", number=2)
    assert (stored.data["where"], stored.ground, stored.by) == (
        [["kind", "enterprise|-"]],
        "含未填",
        cast.staff,
    )
    late = client.post(reverse("indicator_edit", args=["own_firms"]), changed)
    assert late.status_code == 409 and "别人改过" in text_of(late)
    client.post(reverse("indicator_end", args=["own_firms"]), {"ground": "不用"})
    assert "own_firms" not in queries.indicators(cast.bureau)


def test_unit_and_sentence_follow_the_measure(cast, as_user):
    client = as_user(cast.staff)
    summed = {
        **TYPED, "register": "technology_contracts", "measure": "sum", "measure_field": "amount_yuan", "unit": "万元",
        "decimals": "2", "phrase": "吸纳技术合同成交额{}万元",
    }  # fmt: skip
    url = f"{reverse('indicator_preview')}?part=fields"
    kept = client.post(url, summed)
    assert kept.status_code == 200 and "hx-swap-oob" in text_of(kept) and "单位随着" not in text_of(kept)
    assert '<option value="亿元">' in text_of(kept) and '<option value="家">' not in text_of(kept)
    assert 'name="unit" value="万元"' in text_of(client.post(url, {**summed, "unit": ""}))
    followed = text_of(client.post(url, {**summed, "measure": "count"}))
    assert "单位随着由“万元”改成“项”" in followed
    assert 'value="吸纳技术合同成交额{}项"' in followed and 'name="decimals" value="0"' in followed


def test_a_stale_meaning_is_asked_about(cast, as_user):
    client = as_user(cast.staff)
    client.post(reverse("indicator_new"), {**TYPED, "meaning": "本局的企业。"})
    changed = {**TYPED, "version": "1", "o0": ["institute"], "meaning": "本局的企业。"}
    ahead = text_of(client.post(reverse("indicator_preview"), changed))
    assert "口径还是原来那句：“本局的企业。”" in ahead and "用作口径" in ahead
    url = reverse("indicator_edit", args=["own_firms"])
    asked = client.post(url, changed)
    assert asked.status_code == 422 and "口径还是原来那句" in text_of(asked)
    report = Report.objects.create(bureau=cast.bureau, title="上半年总结", period="2026-H1")
    Token.objects.create(report=report, key="k1", expression="own_firms")
    assert client.post(url, {**changed, "same": "1"}).status_code == 302
    assert "已改为第 2 版。从现在起按新口径显示的有：《上半年总结》1 个数。" in text_of(client.get(url))


def test_a_meaning_that_was_made_is_made_anew(cast, as_user):
    client, url = as_user(cast.staff), reverse("indicator_edit", args=["own_firms"])
    client.post(reverse("indicator_new"), TYPED)
    assert client.get(url).context["v"]["meaning"] == ""
    client.post(url, {**TYPED, "version": "1", "o0": ["institute"]})
    stored = IndicatorVersion.objects.get(code="own_firms", number=2)
    assert stored.data["meaning"] == "“单位”台账里单位类型：科研院所的记录，数行数。"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"register": ""}, "还没有选台账"),
        ({"measure": "sum"}, "还没有选字段"),
        ({"measure": "sum", "measure_field": "name"}, "不是数字"),
        ({"o0": []}, "没有填内容"),
        ({"c1": "kind", "t1": "institute"}, "出现在两个条件里"),
        ({"way": "formula", "formula": "share(hte_count"}, "看不懂"),
        ({"way": "formula", "formula": "own_firms + 1"}, "绕成了圈"),
        ({"code": "坏代码"}, "不能用"),
        ({"decimals": "九"}, "不是数字"),
        ({"valid_from": "去年"}, "适用日期"),
    ],
)
def test_the_preview_and_the_form_say_what_is_wrong(cast, as_user, changed, says):
    client = as_user(cast.staff)
    typed = {**TYPED, **changed}
    if changed.get("register") != "":
        assert says in text_of(client.post(reverse("indicator_preview"), typed))
    answer = client.post(reverse("indicator_new"), typed)
    assert answer.status_code == 422 and says in text_of(answer)
    assert not IndicatorVersion.objects.exists()


def test_what_is_typed_is_kept_until_it_is_saved(cast, as_user):
    client = as_user(cast.staff)
    url = reverse("indicator_draft", args=["new"])
    kept = client.put(url, urlencode(TYPED, doseq=True), content_type="application/x-www-form-urlencoded")
    assert kept.status_code == 200 and "已保存" in text_of(kept)
    again = client.get(reverse("indicator_new"))
    assert "已恢复您" in text_of(again) and again.context["v"]["name"] == "本局企业数"
    assert Typed.of_draft(Draft.objects.get(by=cast.staff).values).conditions == [("kind", "enterprise")]
    assert "已恢复您" not in text_of(as_user(cast.colleague).get(reverse("indicator_new")))
    client = as_user(cast.staff)
    client.post(url)
    assert not Draft.objects.exists()


def test_a_target_is_set_and_taken_away_on_the_page(cast, as_user):
    client, url = as_user(cast.staff), reverse("indicator_target", args=["hte_count"])
    client.post(url, {"period": "2026", "value": "1,200", "sentence": "力争达到1200家"})
    assert Target.objects.get().value == 1200
    page = client.get(reverse("indicator", args=["hte_count"]), {"p": "2026-H1"})
    assert "力争达到1200家" in text_of(page) and page.context["proof"].target.value == 1200
    for bad in ({"period": "明年", "value": "1"}, {"period": "2026", "value": "很多"}):
        client.post(url, bad)
    assert Target.objects.get().value == 1200
    client.post(url, {"period": "2026", "value": ""})
    assert not Target.objects.exists()


def test_only_staff_define(cast, client):
    addresses = [reverse("indicator_new"), reverse("indicator_edit", args=["hte_count"])]
    for who in ("leader", "finance", "liaison"):
        client.force_login(cast.users[who])
        assert [client.get(a).status_code for a in addresses] == [403, 403], who
        assert client.post(reverse("indicator_target", args=["hte_count"]), {}).status_code == 403
    client.force_login(cast.staff)
    client.post(reverse("indicator_new"), TYPED)
    client.force_login(cast.stranger_staff)
    assert client.get(reverse("indicator", args=["own_firms"])).status_code == 404
    assert client.get(reverse("indicator_edit", args=["own_firms"])).status_code == 404
    assert client.post(reverse("indicator_end", args=["own_firms"])).status_code == 404


def test_codes_are_found_for_a_formula(cast, as_user):
    page = text_of(as_user(cast.staff).get(reverse("indicator_codes"), {"find": "高企"}))
    assert 'data-insert="hte_count"' in page


def test_pages_bring_no_inline_script_or_style(cast, as_user):
    client = as_user(cast.staff)
    for url in (
        reverse("indicators"), reverse("indicator", args=["hte_count"]), reverse("indicator_new"), f"{reverse('figure')}?e=hte_count",
    ):  # fmt: skip
        text = text_of(client.get(url))
        assert (
            " style=" not in text
            and "<style" not in text
            and "<script>" not in text
            and " onclick=" not in text
        )


def test_every_indicator_by_region_comes_as_a_workbook_of_ones_own_bureau(cast, as_user):
    answer = as_user(cast.staff).get("/indicators/-/regions.xlsx?p=2022-H1")
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert (
        load_workbook(BytesIO(answer.content)).worksheets[0]["A1"].value
        == "甲区科学技术局 2022年上半年各项指标分区划"
    )
    assert as_user(cast.enterprise).get("/indicators/-/regions.xlsx").status_code == 403
