"""The page of backups: what it says, who may begin one, and that a job leaves its proof."""

import pytest

from taizhang.operations import nights, proofs
from taizhang.operations.backup import Author
from taizhang.operations.nightly import _note
from taizhang.operations.restoring import Proof

pytestmark = pytest.mark.django_db
PAGE, BEGIN = "/admin/backups/", "/admin/backups/now/"


def proof(**more) -> Proof:
    return Proof(
        "taizhang-1.tar",
        "2026-11-22T02:00:00+00:00",
        74,
        30_678,
        44,
        (6493, "05a399a148e75472"),
        8.5,
        ("日志链完好",),
        "",
        **more,
    )


def test_without_a_proof_the_page_says_so_and_what_to_do(cast, as_user):
    text = as_user(cast.system).get(PAGE).content.decode()
    assert "还没有证明过" in text and "还没有备份" in text
    assert 'value="make"' in text and 'value="prove"' not in text, "no drill without a backup"


def test_the_last_proof_stands_there_with_its_figures(cast, as_user, tmp_path):
    _note(Author(cast.system, "管理页"), tmp_path / "taizhang-1.tar", proofs.told(proof()))
    text = as_user(cast.leader).get(PAGE).content.decode()
    for shown in (
        "30,678",
        "逐表内容摘要相同",
        '第 <span class="tnum">6,493</span> 节',
        "05a399a148e75472"[:16],
        "8.5 秒",
        str(cast.system),
    ):
        assert shown in text, shown
    assert BEGIN not in text, "a leader looks and begins nothing"


def test_a_proof_that_failed_is_told_in_its_sentence(cast, as_user, tmp_path):
    _note(
        Author(cast.system),
        tmp_path / "b.tar",
        {"file": "b.tar", "holds": False, "sentence": "数据表 t 应有 2 行"},
    )
    text = as_user(cast.system).get(PAGE).content.decode()
    assert "没有通过" in text and "数据表 t 应有 2 行" in text


@pytest.mark.parametrize("who", ["staff", "leader", "audit", "security", "enterprise", "bank"])
def test_only_the_system_administrator_begins_one(cast, as_user, who):
    assert as_user(getattr(cast, who)).post(BEGIN, {"kind": "make"}).status_code == 403
    assert nights.under_way() is None


def test_a_job_is_queued_once_and_the_page_asks_how_far_it_is(cast, as_user):
    client = as_user(cast.system)
    assert client.post(BEGIN, {"kind": "make"}).status_code == 302
    client.post(BEGIN, {"kind": "make"})
    text = client.get(PAGE).content.decode()
    assert "正在进行，请等它完成" in text and 'hx-trigger="every 1s"' in text
    assert "后台任务没有运行" in text, "and that nobody works on it"


def test_an_administrator_without_a_backup_is_told_to_make_one(cast, as_user):
    client = as_user(cast.system)
    client.post(BEGIN, {"kind": "prove"})
    assert "请先做一次备份" in client.get(PAGE).content.decode()
