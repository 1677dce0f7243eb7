"""What is no record: imports in each state, reports drafted and signed, tables of superiors, texts, files, views, tokens."""

from datetime import date
from typing import Any

from django.utils import timezone

from taizhang.accounts.models import ApiToken, User
from taizhang.accounts.tokens import token_digest
from taizhang.core.periods import Period
from taizhang.decisions.models import Judging
from taizhang.files.actions import attach_file
from taizhang.files.store import keep
from taizhang.indicators import actions as indicating
from taizhang.indicators.models import IndicatorVersion
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import firm, firms, imported, read
from taizhang.journal.writing import Author
from taizhang.merging.actions import dismiss_pair
from taizhang.merging.models import Merge, NotSame
from taizhang.personal.models import Request
from taizhang.personal.requests import ask
from taizhang.registers.actions import add_record
from taizhang.registers.annual_returns.submitting import Submitted, submit_return
from taizhang.registers.around import ProposedChange, SavedView
from taizhang.registers.declaration import registers
from taizhang.registers.record import Record
from taizhang.reports import actions as reporting
from taizhang.reports import freezing, manuscripts
from taizhang.reports.handins import actions as handing
from taizhang.reports.handins.models import HandIn, Layout
from taizhang.reports.handins.tests.books import half_year_report
from taizhang.reports.models import Bundle, Manuscript, Report
from taizhang.reports.tests.ledger import small_report
from tests.cast import Cast
from tests.house.walk.expected import Thing

H1 = Period.parse("2022-H1")
PDF = b"%PDF-1.4 walked "


def of(who: str, what: str) -> str:
    """A word that is part of no other: 〔staff〕令牌 does not stand in 〔stranger_staff〕令牌."""
    return f"〔{who}〕{what}"


def batches(cast: Cast) -> list[tuple[str, Batch]]:
    """An import of each person in each state that a page shows."""
    made: list[tuple[str, Batch]] = []
    people = {
        "staff": cast.staff,
        "liaison": cast.liaison,
        "liaison_west": cast.liaison_west,
        "stranger_staff": cast.stranger_staff,
    }
    for at, (who, user) in enumerate(people.items()):
        name = f"{of(who, '批次件')}.xlsx"
        street = {"liaison_west": "西城街道"}.get(who, "东城街道")
        lines = (
            firm(600 + at, f"走查{who}机械有限公司", street),
            firm(610 + at, "", street, capital="约500"),
        )
        batch = read(firms(*lines), user, name=name)
        if who == "stranger_staff":  # numbers begin at one in each bureau
            Batch.objects.filter(pk=batch.pk).update(number=7001)
            batch.refresh_from_db()
        made.append((f"{who}, checked", batch))
    made.append(
        (
            "staff, accepted",
            imported(
                firms(firm(650, "走查已导入机械有限公司")), cast.staff, name=f"{of('staff', '批次件')}.xlsx"
            ),
        )
    )
    made.append(
        (
            "staff, refused",
            read(
                firms(firm(650, "走查已导入机械有限公司")), cast.staff, name=f"{of('staff', '批次件')}.xlsx"
            ),
        )
    )
    source = made[0][1]
    for state in ("received", "reading", "applying", "undoing", "undone", "discarded"):
        made.append((f"staff, {state}", copied(source, state, len(made) + 1)))
    return made


def copied(source: Batch, state: str, number: int) -> Batch:
    """The same file in another state, with one table and one row; nothing works on it."""
    table = source.sheets.first()
    assert table is not None
    row = table.rows.first()
    assert row is not None
    made = Batch.objects.create(
        bureau=source.bureau, number=number + 90, by=source.by, file=source.file, name=source.name, state=state, token=f"walk-{state}",
    )  # fmt: skip
    table.pk, table.batch = None, made
    table.save()
    row.pk, row.sheet = None, table
    row.save()
    return made


def reports(cast: Cast) -> list[tuple[str, Report]]:
    """A draft and a signed report of the bureau, a draft of the bureau elsewhere."""
    made = []
    for label, bureau, by in (
        ("draft", cast.bureau, cast.staff), ("signed", cast.bureau, cast.staff),
        ("draft elsewhere", cast.other_bureau, cast.stranger_staff),
    ):  # fmt: skip
        report = small_report(bureau)
        mark = "西阁" if bureau == cast.bureau else "乙阁"
        Report.objects.filter(pk=report.pk).update(title=f"{mark}报告{label.replace(' ', '')}", by=by)
        report.refresh_from_db()
        reporting.keep_edition(report=report, reason="走查", author=Author(by))
        if label == "signed":
            freezing.sign(report=report, author=Author(cast.leader), anyway=True)
        made.append((label, report))
    return made


def bundle(report: Report, by: User, name: str) -> Bundle:
    return Bundle.objects.create(
        bureau=report.bureau, kind="evidence", report=report, by=by, state="done", name=name,
        file=keep(PDF + name.encode(), "application/zip"),
    )  # fmt: skip


def layout(cast: Cast, by: User, mark: str) -> tuple[Layout, Any, HandIn]:
    """A superior's table with one tie and one filling."""
    author = Author(by, bureau=by.bureau)
    assert by.bureau is not None
    made = handing.add_layout(
        half_year_report(), file_name=f"{mark}表样.xlsx", name=f"{mark}半年报", superior="市科技局", every="half", due_days=15,
        bureau=by.bureau, author=author,
    )  # fmt: skip
    tie = handing.tie_cell(
        made, sheet="主要指标", cell="D3", expression="training_count", rule="this", unit="", decimals=None, region=None,
        over_formula=False, author=author,
    )  # fmt: skip
    return made, tie, handing.fill(made, period=H1, author=author)


def manuscript(by: User, mark: str) -> Manuscript:
    text = "上半年，申报市级科技计划项目5项。"
    assert by.bureau is not None
    made = manuscripts.receive(
        text.encode(), name=f"{mark}稿件.txt", period=H1, bureau=by.bureau, author=Author(by), pasted=False
    )
    manuscripts.work(made.pk)
    made.refresh_from_db()
    return made


def indicator(by: User, code: str, name: str) -> IndicatorVersion:
    assert by.bureau is not None
    data = {
        "code": code, "name": name, "register": "projects", "measure": "count", "where": [["level", "city"]], "on": "applied_on",
        "unit": "项", "phrase": "市级项目{}项",
    }  # fmt: skip
    return indicating.define_indicator(bureau=by.bureau, data=data, author=Author(by, "走查"))


def attachment(record: Record, by: User, name: str) -> Any:
    return attach_file(
        PDF + name.encode(), name=name, register=record.register_name, record_id=record.pk, title=record.title,
        bureau=record.bureau, author=Author(by),
    )  # fmt: skip


def proposal(record: Record, by: User, ground: str) -> ProposedChange:
    return ProposedChange.objects.create(
        bureau=record.bureau, register=record.register_name, record_id=record.pk, title=record.title,
        values={"note": ground}, ground=ground, by=by,
    )  # fmt: skip


def view(by: User, name: str) -> SavedView:
    return SavedView.objects.create(
        bureau=by.bureau, register="organizations", name=name, query="q=1", by=by, shared=False
    )


def token(by: User, name: str) -> ApiToken:
    return ApiToken.objects.create(user=by, name=name, digest=token_digest(f"tz_{name}"))


def request(by: User, applicant: str, what: str) -> Request:
    """Somebody asks for what is held on him to be corrected."""
    assert by.bureau is not None
    return ask(
        kind=Request.Kind.values[0], what=what, applicant=applicant, bureau=by.bureau, author=Author(by)
    )


def judging(by: User, mark: str) -> Judging:
    """A job that judged nobody and is over."""
    return Judging.objects.create(
        bureau=by.bureau, run=f"w{by.pk}", ground=mark, decided_on=date(2026, 11, 22), wanted=[], total=0, state="done",
        beat_at=timezone.now(), by=by,
    )  # fmt: skip


def merge(by: User, kept: Record, mark: str) -> tuple[Merge, NotSame]:
    """A merge that is over, and a pair of which somebody said that they are two."""
    done = Merge.objects.create(
        bureau=kept.bureau, kept=kept, kept_name=f"{mark}并入", gone=[], token=f"walk-{mark}", state="undone", by=by,
    )  # fmt: skip
    author = Author(by, bureau=kept.bureau)
    other = add_record(
        registers()["organizations"],
        {"name": f"{kept.title}另一家", "region": kept.region},
        bureau=kept.bureau,
        author=author,
    )
    return done, dismiss_pair(kept, other, author=author)  # type: ignore[arg-type]


def of_bureau(thing_label: str, bureau_id: int | None, word: str = "", **values: Any) -> Thing:
    """A thing that belongs to a bureau as a whole."""
    return Thing(thing_label, values, bureau=bureau_id, secrets=[word] if word else [])


def submitted(user: User, organization: Any, year: int) -> Submitted:
    """A year's data of a firm, with its receipt."""
    return submit_return(
        organization, year, {"staff": 8}, confirmed=[], sources={}, version=None, author=Author(user)
    )
