"""Defining, changing and ending indicators: versions, refusals in words, the journal."""

from decimal import Decimal

import pytest

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.indicators import actions, queries
from taizhang.indicators.checking import users_of
from taizhang.indicators.indicator import as_data
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author

OWN = {
    "code": "own_count", "name": "本局统计的市级项目数", "register": "projects", "measure": "count",
    "where": [["level", "city"]], "on": "applied_on", "unit": "项", "phrase": "市级项目{}项",
}  # fmt: skip


def define(cast, **changed):
    return actions.define_indicator(
        bureau=cast.bureau, data={**OWN, **changed}, author=Author(cast.staff, "新设")
    )


def change(cast, code, seen, **changed):
    data = {**as_data(queries.indicators(cast.bureau, ended=True)[code]), **changed}
    return actions.change_indicator(
        bureau=cast.bureau, code=code, data=data, seen=seen, author=Author(cast.staff, "改")
    )


def test_a_new_indicator_is_the_bureaus_own_and_journalled(cast):
    define(cast)
    found = queries.indicators(cast.bureau)["own_count"]
    assert (found.version, found.own, found.definition.where) == (1, True, (("level", "city"),))
    assert "own_count" not in queries.indicators(cast.other_bureau)
    entry = Entry.objects.get(event=Event.INDICATOR_CHANGED)
    assert (entry.title, entry.by_name, entry.ground, entry.before) == (
        found.name,
        str(cast.staff),
        "新设",
        "",
    )


def test_changing_a_built_in_one_makes_version_two_and_keeps_the_first(cast):
    stored = change(cast, "hte_count", 1, meaning="按证书当日有效计。")
    assert stored.number == 2
    told = [(i.version, i.own, bool(s)) for i, s in queries.versions(cast.bureau, "hte_count")]
    assert told == [(2, True, True), (1, False, False)]
    assert queries.indicators(cast.other_bureau)["hte_count"].version == 1
    with pytest.raises(Refused, match="别人改过"):
        change(cast, "hte_count", 1, meaning="另一句")
    with pytest.raises(Refused, match="没有改动"):
        change(cast, "hte_count", 2)


def test_who_writes_no_meaning_gets_the_sentence_that_the_definition_makes(cast):
    assert define(cast).data["meaning"] == "“科技计划项目”台账里级别：市级，“申报日期”在期内的记录，数行数。"
    derived = define(cast, code="own_twice", name="两倍", register="", formula="own_count * 2", meaning=" ")
    assert derived.data["meaning"] == "等于 本局统计的市级项目数 × 2。"


def test_a_target_of_a_field_that_is_not_there_is_refused(cast):
    with pytest.raises(Refused, match="没有“nofield”这个字段"):
        actions.set_target(
            bureau=cast.bureau, expression="hte_count[nofield=1]", period=Period.parse("2026"), value=Decimal(3),
            author=Author(cast.staff, ""),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "Bad Code"}, "代码“Bad Code”不能用"),
        ({"code": "hte_count"}, "已用于“有效期内高新技术企业数”"),
        ({"name": ""}, "还没有名称"),
        ({"name": "有效期内高新技术企业数"}, "已有名叫"),
        ({"register": "gone"}, "台账“gone”已经没有了"),
        ({"where": [["gone", "1"]]}, "字段“gone”"),
        ({"where": [["level", "galactic"]]}, "没有“galactic”这个选项"),
        ({"where": [["applied_on", "昨天"]]}, "看不懂"),
        ({"measure": "sum:name"}, "不是数字"),
        ({"measure": "sum"}, "不是能用的算法"),
        ({"on": "name"}, "不能用来定期间"),
        ({"phrase": "没有空"}, "有且只有一个"),
        ({"formula": "hte_count"}, "二者选一"),
        ({"register": "", "formula": "nothing_there + 1"}, "没有代码是“nothing_there”"),
        ({"register": "", "formula": "hte_count +"}, "看不懂"),
        ({"register": "", "formula": "1 + 1"}, "算式里没有指标"),
        ({"register": "", "formula": "own_count + 1"}, "绕成了圈"),
        ({"register": "", "formula": "hte_count[nofield=1]"}, "“资质认定”台账，那里没有“nofield”这个字段"),
        ({"register": "", "formula": "hte_net_increase[nofield=1] * 2"}, "那里没有“nofield”这个字段"),
        ({"register": "", "formula": "project_provincial[level=galactic]"}, "没有“galactic”这个选项"),
        ({"unit": "万元"}, "数出来的是个数，单位不能是“万元”"),
        ({"unit": "个百分点"}, "单位不能是“个百分点”"),
        ({"decimals": 2}, "小数位请填 0"),
        ({"measure": "sum:grant_funds_yuan", "phrase": "支持{}项"}, "单位不能是“项”。请改成万元、亿元"),
        ({"register": "", "formula": "share(hte_count, hte_first)"}, "单位不能是“项”。请把单位改成 %"),
        ({"phrase": "市级项目{}万元"}, "句式里写的是“{}万元”，单位却是“项”"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "早于"),
    ],
)
def test_what_does_not_hold_is_refused_in_words(cast, changed, says):
    with pytest.raises(Refused) as refusal:
        define(cast, **changed)
    assert says in refusal.value.sentence and refusal.value.sentence.endswith("。")
    assert not Entry.objects.filter(event=Event.INDICATOR_CHANGED).exists()


def test_a_circle_through_another_indicator_is_refused(cast):
    define(cast)
    define(cast, code="own_share", name="占比", register="", formula="share(own_count, hte_count)", unit="%")
    with pytest.raises(Refused, match=r"绕成了圈：.*→.*→"):
        change(cast, "own_count", 1, register="", formula="own_share * 2")


def test_ending_keeps_the_versions_and_waits_for_the_formulas(cast):
    define(cast)
    define(cast, code="own_share", name="占比", register="", formula="share(own_count, hte_count)", unit="%")
    assert [i.code for i in users_of("own_count", queries.indicators(cast.bureau))] == ["own_share"]
    author = Author(cast.staff, "不用了")
    with pytest.raises(Refused, match="还被这些指标的算式用到：占比"):
        actions.end_indicator(bureau=cast.bureau, code="own_count", author=author)
    actions.end_indicator(bureau=cast.bureau, code="own_share", author=author)
    actions.end_indicator(bureau=cast.bureau, code="own_count", author=author)
    assert "own_count" not in queries.indicators(cast.bureau)
    with pytest.raises(Refused, match="已经停用"):
        actions.end_indicator(bureau=cast.bureau, code="own_count", author=author)
    change(cast, "own_count", 2)
    assert queries.indicators(cast.bureau)["own_count"].version == 3
