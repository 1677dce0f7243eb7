"""The two commands: what they print, and their exit codes."""

import io
import json

import pytest
from django.core.management import call_command

from taizhang.reports.models import SentenceDecision

LINE = "区科技局2022年上半年工作总结\n上半年共申报市级科技计划项目{}项，铺设监测管线36公里。\n"


def run(*words, **options):
    printed, wrong = io.StringIO(), io.StringIO()
    try:
        call_command(*words, stdout=printed, stderr=wrong, **options)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, printed.getvalue(), wrong.getvalue()


@pytest.fixture
def text(tmp_path):
    def written(number):
        path = tmp_path / "稿.txt"
        path.write_text(LINE.format(number), encoding="utf-8")
        return str(path)

    return written


def test_nothing_contradicted_and_the_title_names_the_period(ledger, text):
    code, printed, _ = run("reconcile", text(12), bureau="jia", json=True)
    told = json.loads(printed)
    assert (code, told["period"], told["bureau"]) == (0, "2022-H1", "jia")
    first, second = told["figures"]
    assert (first["verdict"], first["ledger"], first["kind"], first["unit"]) == (
        "agrees",
        12,
        "aggregate",
        "项",
    )
    assert (second["verdict"], second["ledger"], second["indicator"]) == ("not_in_ledger", None, None)
    assert first["definition"]["register"] == "projects"


def test_a_difference_is_exit_code_one_and_stands_first(ledger, text):
    code, printed, _ = run("reconcile", text(21), bureau="jia", period="2022-H1")
    assert code == 1
    assert "台账 12项" in printed and "两位数字写反" in printed
    assert printed.index("✕ 不符") < printed.index("台账没有")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"bureau": "nowhere"}, "没有叫“nowhere”的科技局"),
        ({"bureau": "jia", "period": "22年"}, "不是能认出的期间"),
        ({"bureau": "jia", "period": "9999"}, "年份不在"),
        ({"bureau": "jia", "period": "1999-H1"}, "台账里没有1999年上半年的数据，现有的是"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(ledger, text, options, said):
    code, _, wrong = run("reconcile", text(12), **options)
    assert code == 2
    assert said in wrong


def test_a_missing_file_and_a_title_without_a_period(ledger, tmp_path):
    assert run("reconcile", str(tmp_path / "无.txt"), bureau="jia")[0] == 2
    (tmp_path / "稿.txt").write_text("科技局工作总结\n申报项目12项。\n", encoding="utf-8")
    code, _, wrong = run("reconcile", str(tmp_path / "稿.txt"), bureau="jia")
    assert code == 2 and "--period" in wrong


def test_a_kept_decision_has_the_last_word(ledger, text):
    wrong = json.loads(run("reconcile", text(21), bureau="jia", json=True)[1])["figures"][0]
    SentenceDecision.objects.create(
        bureau=ledger, fingerprint=wrong["print"], verdict="agrees", reason="截至6月25日的数"
    )
    code, printed, _ = run("reconcile", text(21), bureau="jia", json=True)
    first = json.loads(printed)["figures"][0]
    assert (code, first["verdict"], first["reason"]) == (0, "agrees", "保留文中的数：截至6月25日的数")
    SentenceDecision.objects.update(verdict="choice", choice={"definition": wrong["definition"]})
    assert run("reconcile", text(21), bureau="jia")[0] == 1
    assert run("reconcile", text(12), bureau="jia")[0] == 0


def test_trace_tells_each_text_by_kind_of_proof(ledger, text, tmp_path):
    text(12)
    code, printed, _ = run("trace", str(tmp_path), bureau="jia", json=True)
    row = json.loads(printed)[0]
    assert code == 0
    assert {k: row[k] for k in ("figures", "aggregate", "derived", "fact", "manual", "agreeing", "differing", "missing")} == {
        "figures": 2, "aggregate": 1, "derived": 0, "fact": 0, "manual": 0, "agreeing": 1, "differing": 0, "missing": 1,
    }  # fmt: skip
    assert [item["verdict"] for item in row["items"]] == ["agrees", "not_in_ledger"]
    assert "相符" in run("trace", str(tmp_path), bureau="jia")[1]


def test_trace_without_the_texts_says_so(ledger, tmp_path):
    code, _, wrong = run("trace", str(tmp_path / "none"))
    assert code == 2 and "没有这个文件夹" in wrong
