"""A signed report: it gives the same figures from its own rows for good, and tells what the ledger says otherwise now."""

import json
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.files.store import keep, path_of, read
from taizhang.indicators.figures import Figures
from taizhang.indicators.queries import indicators
from taizhang.journal.events import Event
from taizhang.journal.models import Entry, Link
from taizhang.journal.writing import Author
from taizhang.registers.actions import change_record, end_record
from taizhang.registers.declaration import registers
from taizhang.registers.technology_contracts.models import TechnologyContract
from taizhang.reports import actions, freezing
from taizhang.reports.content import plain_text
from taizhang.reports.kept import figure_from
from taizhang.reports.models import Edition, Freeze, Report, Token
from taizhang.reports.tests.ledger import half_year, random_ledger, row
from taizhang.reports.tying import Spec

HALF = Period.parse("2022-H1")
OUTPUT = "tc_value_out"


@pytest.fixture
def author(cast):
    return Author(cast.staff)


@pytest.fixture
def report(cast, author):
    half_year(cast.bureau)
    return actions.make_report(bureau=cast.bureau, period=HALF, author=author)


def added(report, author, *specs):
    """Paragraphs with a figure each, at the end of the report; returns their tokens."""
    tokens = []
    for spec in specs:
        last = report.paragraphs.order_by("position").last()
        made = actions.add_paragraph(report=report, after=last, body="另有999项。", author=author)
        tokens.append(actions.tie(paragraph=made, start=2, end=5, version=1, spec=spec, author=author))
    return tokens


def raised(contract, author, by=Decimal(1_000_000)):
    """A contract corrected after signing."""
    contract.refresh_from_db()
    values = {"amount_yuan": contract.amount_yuan + by}
    change_record(
        registers()["technology_contracts"], contract, values, version=contract.version, author=author
    )


def newest_contract():
    return TechnologyContract.objects.get(name="合同2")


def test_signing_keeps_text_figures_rows_and_the_journals_head(report, author, cast):
    before = plain_text(report)
    freeze = freezing.sign(report=report, author=author)
    report.refresh_from_db()
    assert report.signed and report.signed_by == cast.staff
    assert plain_text(report) == before
    held = freezing.load(freeze)
    contract = newest_contract()
    kept = held["rows"]["technology_contracts"]["rows"][str(contract.pk)]
    assert kept["values"]["amount_yuan"] == "5000000"
    assert kept["title"] == contract.title and len(kept["digest"]) == 64
    head = Link.objects.get(seq=freeze.manifest["journal"]["seq"])
    assert head.hash == freeze.manifest["journal"]["hash"]
    assert Entry.objects.get(event=Event.REPORT_SIGNED).digest == freeze.digest
    assert len(read(freeze.file)) == freeze.file.size == freeze.manifest["size"]
    assert list(freezing.verify(freeze)) == []


def test_the_same_report_gives_the_same_bytes(report):
    freezing.everything(report, lambda *_: None)
    first, second = (freezing.canonical(freezing.everything(report, lambda *_: None)) for _ in range(2))
    assert first == second


def test_a_correction_afterwards_leaves_it_as_it_was_and_is_listed(report, author, cast):
    freeze = freezing.sign(report=report, author=author)
    before, figures = plain_text(Report.objects.get(pk=report.pk)), freezing.frozen_figures(report)
    assert freezing.changed_since(freeze) == []
    called = newest_contract().title
    raised(newest_contract(), author)
    row(cast.bureau, "technology_contracts", name="补登", title="补登", direction="output", status="registered",
        registered_on=date(2022, 5, 5), amount_yuan=Decimal(10_000))  # fmt: skip
    assert plain_text(Report.objects.get(pk=report.pk)) == before
    assert freezing.recompute(freeze) == figures
    change = next(c for c in freezing.changed_since(freeze) if c.then.expression == OUTPUT)
    assert change.moved and (change.then.text, change.now.text) == ("1700.00", "1801.00")
    assert [(r.kind, r.title, r.fields) for r in change.rows] == [
        ("changed", called, (("合同成交额", "500 万元", "600 万元"),)),
        ("added", "补登", ()),
    ]


def test_a_row_that_no_longer_counts_is_gone(report, author):
    freeze = freezing.sign(report=report, author=author)
    contract = newest_contract()
    end_record(registers()["technology_contracts"], contract, author=Author(author.user, "重复登记"))
    change = next(c for c in freezing.changed_since(freeze) if c.then.expression == OUTPUT)
    assert [(r.kind, r.record_id) for r in change.rows] == [("gone", contract.pk)]
    assert change.now.text == "1200.00"


def test_it_is_signed_once_and_then_takes_no_change(report, author):
    freezing.sign(report=report, author=author)
    with pytest.raises(Refused, match="已经签发"):
        freezing.sign(report=report, author=author)
    with pytest.raises(Refused, match="已经签发"):
        actions.add_paragraph(report=report, after=None, body="补一段。", author=author)
    assert Freeze.objects.count() == 1


def test_a_figure_without_a_value_is_named_and_signed_only_when_told_so(report, author):
    (token,) = added(report, author, Spec("loan_count / (loan_count - loan_count)", name="放款比"))
    with pytest.raises(freezing.NotReady, match="1 个数字没有值：放款比"):
        freezing.sign(report=report, author=author)
    report.refresh_from_db()
    assert not report.signed and not Edition.objects.exists()
    freeze = freezing.sign(report=report, author=author, anyway=True)
    assert freezing.frozen_figures(report)[token.key].value is None
    assert list(freezing.verify(freeze)) == []


def test_a_figure_that_moved_after_it_was_verified_stops_the_signing(report, author):
    token = report.tokens.get(expression=OUTPUT, period="")
    actions.verify_token(token=token, author=author)
    raised(newest_contract(), author)
    with pytest.raises(freezing.NotReady, match="核实以后变了"):
        freezing.sign(report=report, author=author)
    actions.verify_token(token=token, author=author)
    freezing.sign(report=report, author=author)


def test_first_broken_lines_manual_values_and_converted_units_stay_as_printed(report, author, cast):
    row(cast.bureau, "technology_contracts", name="旧", direction="absorbed", status="registered",
        registered_on=date(2021, 3, 3), amount_yuan=Decimal(900_0000))  # fmt: skip
    row(cast.bureau, "technology_contracts", name="大", direction="absorbed", status="registered",
        registered_on=date(2022, 3, 3), amount_yuan=Decimal(1003_0000))  # fmt: skip
    first, _, typed = added(
        report,
        author,
        Spec("tc_value_in", form=Token.Form.FIRST),
        Spec(OUTPUT, unit="亿元", decimals=4),
        Spec(OUTPUT),
    )
    actions.set_manual(
        token=typed,
        value=Decimal("12.5"),
        reason="统计局电话告知",
        content=b"%PDF-1.4 a",
        file_name="告知.pdf",
        author=author,
    )
    before = plain_text(report)
    assert "另有首次突破1000万元项" in before and "另有0.17项" in before and "另有12.5项" in before
    freeze = freezing.sign(report=report, author=author)
    assert plain_text(Report.objects.get(pk=report.pk)) == before
    held = freezing.load(freeze)["figures"]
    assert held[typed.key]["manual"]["reason"] == "统计局电话告知"
    assert held[first.key]["history"] == ["900"]
    assert freezing.recompute(freeze) == freezing.frozen_figures(report)


def test_a_report_as_of_a_day_keeps_the_values_of_that_day(report, author):
    raised(newest_contract(), author)
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.change_report(report=report, values={"as_of": yesterday}, author=author)
    report.refresh_from_db()
    freeze = freezing.sign(report=report, author=author)
    rows = freezing.load(freeze)["rows"]["technology_contracts"]["rows"]
    assert rows[str(newest_contract().pk)]["values"]["amount_yuan"] == "5000000"
    assert freezing.recompute(freeze) == freezing.frozen_figures(report)
    change = next(c for c in freezing.changed_since(freeze) if c.then.expression == OUTPUT)
    assert [r.fields for r in change.rows] == [(("合同成交额", "500 万元", "600 万元"),)]


def test_every_measure_and_a_rank_are_reckoned_again(report, author, cast):
    definition = {
        "register": "technology_contracts",
        "where": [["direction", "output"]],
        "on": "registered_on",
    }
    measures = [
        "count",
        "sum:amount_yuan",
        "mean:amount_yuan",
        "max:amount_yuan",
        "latest:amount_yuan",
        "distinct:seller",
    ]
    specs = [Spec(definition={**definition, "measure": m}, name=m) for m in measures]
    tokens = added(
        report,
        author,
        *specs,
        Spec("growth(tc_value_out)"),
        Spec("share(tc_value_out, tc_value_out + projects_applied)"),
    )
    for where, firms in ((cast.east, 3), (cast.west, 1)):
        for n in range(firms):
            row(
                cast.bureau,
                "projects",
                name=f"{where}{n}",
                region=where,
                level="city",
                applied_on=date(2022, 2, 2),
            )
    report.refresh_from_db()
    held = freezing.everything(report, lambda *_: None)
    for token in tokens:
        each = held["figures"][token.key]
        again = freezing.reckoned(each, held["rows"])
        assert again == figure_from(each["figure"]), each["name"]
        assert again.value is not None


def test_a_place_among_peers_is_reckoned_again(cast):
    from taizhang.reports.reckoning import _place

    desk = [Figures(cast.bureau, region=r, catalogue=indicators(cast.bureau)) for r in (cast.east, cast.west)]
    for at, where in enumerate((cast.east, cast.east, cast.west)):
        row(
            cast.bureau, "projects", name=f"项目{at}", region=where, level="city", applied_on=date(2022, 2, 2)
        )
    peers = tuple(d.figure("projects_applied", HALF) for d in desk)
    assert [p.value for p in peers] == [2, 1]
    assert (_place(peers, cast.west.pk, "up"), _place(peers, cast.west.pk, "down")) == (2, 1)


def test_what_was_changed_in_the_store_or_the_database_is_found(report, author):
    freeze = freezing.sign(report=report, author=author)
    path = path_of(freeze.file.sha256)
    good = path.read_bytes()
    changed = keep(read(freeze.file).replace(b"5000000", b"5000001"), freeze.file.media_type)
    for content in (good[:-1], path_of(changed.sha256).read_bytes()):
        path.write_bytes(content)
        assert [s for s in freezing.verify(freeze) if "存证文件不在了或被改动过" in s]
    path.write_bytes(good)
    kept = freeze.file
    Freeze.objects.filter(pk=freeze.pk).update(file=changed)
    freeze.refresh_from_db()
    assert [s for s in freezing.verify(freeze) if "存证文件不在了或被改动过" in s]
    Freeze.objects.filter(pk=freeze.pk).update(file=kept)
    freeze.refresh_from_db()
    Freeze.objects.filter(pk=freeze.pk).update(manifest={**freeze.manifest, "signed_by": "别人"})
    freeze.refresh_from_db()
    assert [s for s in freezing.verify(freeze) if "清单被改动过" in s]
    Freeze.objects.filter(pk=freeze.pk).update(digest="0" * 64)
    freeze.refresh_from_db()
    assert len(list(freezing.verify(freeze))) == 2
    assert len(freezing.verify_all()) == 2


def test_a_lost_file_is_said_in_words(report, author):
    freeze = freezing.sign(report=report, author=author)
    path_of(freeze.file.sha256).unlink()
    with pytest.raises(Refused, match="从备份找回"):
        freezing.frozen(Report.objects.get(pk=report.pk))


@given(seed=st.integers(0, 10_000), corrected=st.integers(0, 100))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_ledger_signed_is_reckoned_to_the_byte_whatever_is_corrected_later(cast, author, seed, corrected):
    with transaction.atomic():
        random_ledger(cast.bureau, seed, 2022)
        row(cast.bureau, "technology_contracts", name="合同", direction="output", status="registered",
            registered_on=date(2022, 4, 4), amount_yuan=Decimal(77_700))  # fmt: skip
        report = actions.make_report(bureau=cast.bureau, period=HALF, author=author)
        before = plain_text(report)
        freeze = freezing.sign(report=report, author=author, anyway=True)
        contracts = TechnologyContract.objects.filter(
            direction="output", registered_on__range=("2022-01-01", "2022-05-31")
        )
        one = contracts.order_by("pk")[corrected % contracts.count()]
        raised(one, author)
        report = Report.objects.get(pk=report.pk)
        assert plain_text(report) == before
        assert all(signed == again for _, signed, again in freezing.texts(freeze))
        figures, again = freezing.frozen_figures(report), freezing.recompute(freeze)
        assert freezing.canonical(
            json.loads(json.dumps({k: freezing.figure_data(f) for k, f in figures.items()}))
        ) == (freezing.canonical({k: freezing.figure_data(f) for k, f in again.items()}))
        change = next(c for c in freezing.changed_since(freeze) if c.then.expression == OUTPUT)
        assert change.now.value == change.then.value + 100
        assert [(r.kind, r.record_id) for r in change.rows] == [("changed", one.pk)]
        assert list(freezing.verify(freeze)) == []
        transaction.set_rollback(True)


MAKE = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"
import django; django.setup()
from tests.cast import assemble
from taizhang.core.periods import Period
from taizhang.journal.writing import Author
from taizhang.reports import actions, freezing
from taizhang.reports.models import Edition, Freeze, Report
from taizhang.reports.tests.ledger import half_year
"""
KILLED = (
    MAKE
    + """
import signal
cast = assemble(); half_year(cast.bureau)
report = actions.make_report(bureau=cast.bureau, period=Period.parse("2022-H1"), author=Author(cast.staff))
def say(phase, done, total):
    if (phase, done) == ("存证", 1):  # everything is written, nothing committed
        os.kill(os.getpid(), signal.SIGKILL)
freezing.sign(report=report, author=Author(cast.staff), say=say)
"""
)
AFTER = (
    MAKE
    + """
from taizhang.accounts.models import User
from taizhang.journal.models import Entry
report = Report.objects.get()
print(report.state, Freeze.objects.count(), Edition.objects.count(), Entry.objects.filter(event="report.signed").count())
freeze = freezing.sign(report=report, author=Author(User.objects.get(username="staff")))
print(list(freezing.verify(freeze)), Report.objects.get().state)
"""
)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the processes it starts are on SQLite anyway")
def test_a_killed_signing_leaves_nothing_behind_and_can_be_done_again(tmp_path, db):
    """kill -9 of a real process behind the last write, on a file with the tables of the test's own database."""
    root = Path(__file__).resolve().parents[4]
    place = {**os.environ, "TAIZHANG_HOME": str(tmp_path), "DATABASE_URL": "", "TAIZHANG_SAMPLES": "0"}
    connection.ensure_connection()
    (tmp_path / "taizhang.sqlite3").write_bytes(connection.connection.serialize())

    def run(*words):
        return subprocess.run(
            [sys.executable, *words], env=place, cwd=root, capture_output=True, text=True, check=False
        )

    killed = run("-c", KILLED)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    after = run("-c", AFTER)
    assert after.stdout.splitlines() == ["draft 0 0 0", "[] signed"], after.stderr
