"""What decisions saw is proved with the ledger: the first that was touched is named."""

import json

import pytest
from django.core.management import call_command
from tests.outsider import outside

from taizhang.core.decisions import Refused
from taizhang.decisions.models import Working
from taizhang.decisions.proving import verify_workings
from taizhang.decisions.tests.test_deciding import decide_on, runs_a_space
from taizhang.operations import verifying


@pytest.fixture
def made(cast):
    runs_a_space(cast, cast.firm_east)
    return decide_on(cast, [cast.firm_east, cast.firm_west])


def command(capsys):
    """(holds, what is said of the workings) of `taizhang verify --json`."""
    code = 0
    try:
        call_command("verify", as_json=True)
    except SystemExit as ended:
        code = int(ended.code)
    told = json.loads(capsys.readouterr().out)
    assert (code == 0) == told["holds"]
    return told["holds"], told["workings"]


def test_untouched_all_holds(cast, made, capsys):
    assert command(capsys) == (True, [])


@pytest.mark.parametrize("part", ["facts", "trace"])
def test_a_changed_fact_or_trace_is_found_and_its_decision_named(cast, made, part, capsys):
    with outside():
        work = Working.objects.get(decision=made[0])
        (work.facts[0] if part == "facts" else work.trace)["title"] = "改过"
        work.save()
    holds, [sentence] = command(capsys)
    assert not holds
    assert sentence == (
        f"判定依据不符：{cast.firm_east}“{made[0].policy_title}”{made[0].decided_on} 的判定（编号 {made[0].pk}）"
        "留存的事实或推算过程与校验码不符。请从备份找回这条判定的依据，并查明是谁改的。"
    )
    with pytest.raises(Refused, match="判定依据不符"):
        verifying.verify(lambda said: None, "测试", whole=True)


def test_one_that_is_gone_is_found_and_the_rest_are_counted(cast, made):
    with outside():
        Working.objects.filter(decision=made[0]).delete()
        Working.objects.filter(decision=made[1]).update(facts=[])
    [sentence] = verify_workings()
    assert f"（编号 {made[0].pk}）留存的事实和推算过程不见了；另有 1 条也不符。" in sentence
