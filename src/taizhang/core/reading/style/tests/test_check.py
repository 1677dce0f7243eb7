"""The check as a whole: switches, places, catalogue."""

import re

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.style.catalogue import RULES, chosen
from taizhang.core.reading.style.check import style_findings
from taizhang.core.reading.style.rule import Group

TEXT = "工作总结\n一、工作情况\n企业增长12％，截止6月底新增3-5家。\n三、工作打算\n增长.5%。\n"


def codes(only: set[str] | None = None) -> list[str]:
    return [each.rule.code for each in style_findings(b"", open_text(TEXT), only=only)]


def test_rules_are_switched_by_code_and_by_group() -> None:
    assert codes() == ["N02", "N26", "N05", "H02", "N24"]
    assert codes({"headings"}) == ["H02"]
    assert codes({"N02", "headings"}) == ["N02", "H02"]
    assert codes(set()) == []
    assert codes({"没有这条"}) == []


def test_findings_say_where_they_stand() -> None:
    found = {each.rule.code: each.where for each in style_findings(b"", open_text(TEXT))}
    assert found == {"N02": "第一节 · 第 1 段", "N26": "第一节 · 第 1 段", "N05": "第一节 · 第 1 段",
                     "H02": "第三节", "N24": "第三节 · 第 1 段"}  # fmt: skip


def test_every_rule_has_a_source_and_a_group_of_its_letter() -> None:
    letters = {"N": Group.NUMBERS, "H": Group.HEADINGS, "L": Group.LAYOUT}
    for code, rule in RULES.items():
        assert re.fullmatch(r"[NHL]\d\d", code)
        assert rule.group is letters[code[0]]
        assert rule.name
        assert rule.source.startswith(("GB/T", "行业惯例"))
    assert chosen({"numbers", "headings", "layout"}) == frozenset(RULES)
