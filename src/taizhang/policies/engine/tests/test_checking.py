"""`taizhang pack check`: each mistake of a pack's writer is told in words: what, where, what to do."""

import subprocess
import sys

import pytest

from taizhang.policies.engine.checking import check
from taizhang.policies.engine.tests.making import CASES, PARAMETERS, POLICY, pack_folder


def test_a_sound_pack_passes_and_is_told_which_cases_it_lacks(tmp_path):
    checked = check(pack_folder(tmp_path))
    assert checked.passed
    assert [r.case.id for r in checked.results] == ["A1"]
    assert checked.reminders == (
        "条件 rd_share“研发费用占销售收入的比例”还没有这样的算例：不符合、还不能判断。",
    )


RENAMED = POLICY.replace
NUMBERS = PARAMETERS.replace
WORKED = CASES.replace
OTHER_YEAR = "    - {from: 2026-01-01, value: 6 %, article: 四}\n"
NO_THRESHOLD = POLICY.replace("return at_least(", "return (").replace(
    ", of=f.sales_revenue.last(2).total", ""
)
WRONG = {
    "unknown fact": (
        {"policy": RENAMED("f.sales_revenue", "f.sale_revenue")},
        "没有叫 sale_revenue 的事实，是不是想写 sales_revenue",
    ),
    "unknown parameter": (
        {"policy": RENAMED("p.rd_share", "p.rd_sahre")},
        "没有参数 rd_sahre，是不是想写 rd_share",
    ),
    "overlapping dates": (
        {"parameters": NUMBERS("value: 5 %", "until: 2026-12-31, value: 5 %") + OTHER_YEAR},
        "日期重叠：一个值到 2026-12-31 止，下一个从 2026-01-01 起",
    ),
    "missing article of a number": ({"parameters": NUMBERS(", article: 第三条", "")}, "没有 article"),
    "missing article of a condition": ({"policy": RENAMED('article="第三条"', 'article=""')}, "没有 article"),
    "case that fails": (
        {"cases": WORKED("rd_share: 符合", "rd_share: 不符合")},
        "算例 A1（正好 5%，达到）：rd_share 应为 不符合，得到 符合",
    ),
    "case with an unknown fact": (
        {"cases": WORKED("founded_on", "found_on")},
        "没有叫 found_on 的事实，是不是想写 founded_on",
    ),
    "case in the wrong unit": ({"cases": WORKED("4 万元", "4 人")}, "以元计"),
    "case without a unit": ({"cases": WORKED("4 万元", "4")}, "是元还是万元"),
    "case of an unknown condition": (
        {"cases": WORKED("rd_share: 符合", "rd_shear: 符合")},
        "没有叫 rd_shear 的条件或结果，是不是想写 rd_share",
    ),
    "no date in a name": ({"policy": RENAMED("_from_2020", "")}, "名字没有生效日期"),
    "branching with if": (
        {"policy": RENAMED("    return", "    if f.sales_revenue.ago(1) > 0: pass\n    return")},
        "请写 pick",
    ),
    "a typo in Python": ({"policy": RENAMED("return at_least(", "return at_least((")}, "policy.py 第"),
    "a name that is not there": ({"policy": RENAMED("at_least", "at_leest")}, "NameError"),
    "twice the same key": ({"parameters": PARAMETERS + PARAMETERS}, "“rd_share”写了两遍"),
    "a rule earlier than its number": ({"policy": RENAMED("2020", "2019")}, "在 2019-01-01 没有值"),
    "no cases": ({"cases": "[]"}, "没有算例"),
    "fact declared twice": ({"facts": "sales_revenue: {title: 收入, kind: money}"}, "是共用的事实"),
    "fact of an unknown kind": ({"facts": "area: {title: 面积, kind: size}"}, "kind“size”不认识"),
    "a rule that gives the wrong thing": ({"policy": NO_THRESHOLD}, "应给出 Requirement"),
}


@pytest.mark.parametrize(("changed", "part"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_in_words(tmp_path, changed, part):
    checked = check(pack_folder(tmp_path, **changed))
    assert not checked.passed
    assert part in "；".join(checked.problems)


def test_a_folder_without_its_files_is_told_which(tmp_path):
    folder = pack_folder(tmp_path)
    (folder / "cases.yaml").unlink()
    assert check(folder).problems == (
        "trial 里没有 cases.yaml。一个政策包要有 policy.py、parameters.yaml、cases.yaml、source.md（可以再有 facts.yaml）。",
    )


def test_a_change_without_a_case_on_it_is_reminded_of(tmp_path):
    later = PARAMETERS + "    - {from: 2026-06-01, value: 6 %, article: 第三条（修订）}\n"
    folder = pack_folder(
        tmp_path, parameters=later, cases=CASES.replace("rd_share: 符合", "rd_share: 不符合")
    )
    assert "2026-06-01 有变化，还没有这些天的算例：2026-05-31。" in check(folder).reminders


def command(*arguments):
    ran = subprocess.run(
        [sys.executable, "-m", "taizhang", "pack", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    return ran.returncode, ran.stdout


def test_the_command_says_whether_a_pack_can_be_used(tmp_path):
    good, bad = (
        pack_folder(tmp_path / "a"),
        pack_folder(tmp_path / "b", cases=CASES.replace("rd_share: 符合", "rd_share: 不符合")),
    )
    code, said = command("check", str(good))
    assert (code, said.splitlines()[-1]) == (0, "✓ 可以使用。算例 1 个，全部相符；提醒 1 条。")
    code, said = command("check", str(bad))
    assert (code, said.splitlines()[-1]) == (1, "有 1 处要改，改好之前不能使用。")
    assert command("check", str(tmp_path / "nowhere"))[0] == 1


def test_the_cases_asked_for_are_listed_and_no_others():
    code, said = command("cases", "H1", "T2", "X9")
    listed = [line.split()[1] for line in said.splitlines() if line.startswith("  ✓")]
    assert (code, listed) == (1, ["H1", "T2"])
    assert "没有这些编号：X9。" in said
    assert said.splitlines()[-1] == "算例 2 个：相符 2，不符 0。"
