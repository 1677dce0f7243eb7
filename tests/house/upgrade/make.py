"""Make the ledger that upgrades are tried on: run with the code of an EARLIER release, see README.md beside this.

Two bureaus, every register, imports of all fates, users of all roles, files, a draft and a signed report, a hand-in,
proposals, drafts, saved views, targets, sealed days, tokens. All of it is made up.
"""

# ruff: noqa: E402  (Django is set up before anything of it is imported)

import json
import os
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.settings"

import django

django.setup()

import time_machine
from django.test import Client
from openpyxl import Workbook

from taizhang.accounts.actions import make_token
from taizhang.core.periods import Period
from taizhang.files.actions import attach_file
from taizhang.indicators import leader
from taizhang.indicators.actions import set_target
from taizhang.intake import actions as intake
from taizhang.intake.tasks import read_batch
from taizhang.journal.chain import seal, seal_day
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record, change_record, end_record
from taizhang.registers.declaration import registers
from taizhang.reports import actions as reports
from taizhang.reports import freezing, manuscripts
from taizhang.reports.content import plain_text
from taizhang.reports.handins import actions as handins
from taizhang.reports.handins.tests.books import half_year_report
from taizhang.reports.models import Report
from tests.cast import PASSWORD, Cast, assemble, credit_code
from tests.house.test_lists import fill

HALF = Period.parse("2022-H1")


def day(number: int) -> datetime:
    return datetime(2026, 10, number, 1, 30, tzinfo=UTC)


def book(name: str, rows: list[list[object]]) -> bytes:
    made, out = Workbook(), BytesIO()
    page = made.active
    page.title = name
    for row in rows:
        page.append(row)
    made.save(out)
    return out.getvalue()


def batch(cast: Cast, name: str, rows: list[list[object]], user: str, *, accept: bool):
    """A workbook received, read and, if asked, accepted."""
    who = cast.users[user]
    got = intake.receive(book("表一", rows), name, bureau=who.bureau, user=who, sender="示例镇", later=False)
    read_batch.call(got.pk)
    got.refresh_from_db()
    if accept:
        intake.accept(got, who, later=False)
        got.refresh_from_db()
    return got


def signed_in(cast: Cast, name: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    answer = client.post("/sign-in/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return client


def imports(cast: Cast) -> None:
    """One accepted in each bureau, one undone, one open, one with rows that do not fit."""
    head = ["单位名称", "统一社会信用代码", "单位类型", "联系人", "联系电话", "注册资本（万元）"]
    firms = [
        [f"示例导入{n}号科技有限公司", credit_code(700 + n), "企业", "示例人甲", f"1390000{n:04}", 500 + n]
        for n in range(12)
    ]
    batch(cast, "单位名录.xlsx", [head, *firms[:6]], "staff", accept=True)
    batch(cast, "乙区单位.xlsx", [head, *firms[8:]], "stranger_staff", accept=True)
    undone = batch(cast, "重复报送.xlsx", [head, *firms[6:8]], "staff", accept=True)
    intake.undo(undone, cast.staff, later=False)
    wrong = [["示例无代码公司", "91330881MA9X00000X", "企业", "", "", "五百万"]]
    batch(cast, "待确认.xlsx", [[*head], *wrong, ["示例待导入公司", credit_code(790), "企业", "示例人乙", "13900009999", 12]], "staff",
          accept=False)  # fmt: skip


def half_year(cast: Cast) -> None:
    """What the report of 2022-H1 counts, written as anybody writes."""
    author = Author(cast.staff, "示例", bureau=cast.bureau)

    def add(register: str, **values: object) -> None:
        add_record(registers()[register], values, bureau=cast.bureau, author=author, sources={})

    for n in range(5):
        add("projects", name=f"示例项目{n}", level="city", plan="工业攻关项目" if n < 3 else "农业攻关项目",
            organization=cast.firm_east if n % 2 else cast.firm_west, applied_on=date(2022, 3, n + 1),
            grant_funds_yuan=Decimal(100_000 * (n + 1)))  # fmt: skip
    for n, (on, yuan) in enumerate([((2021, 4, 1), 10), ((2022, 4, 1), 12), ((2022, 6, 10), 5)]):
        add("technology_contracts", name=f"示例合同{n}", contract_no=f"2022-{n}", direction="output", status="registered",
            seller=cast.firm_east, registered_on=date(*on), amount_yuan=Decimal(yuan * 1_000_000))  # fmt: skip
    add("recognitions", organization=cast.firm_east, kind="high_tech_enterprise", result="recognised",
        recognised_on=date(2021, 10, 18), expires_on=date(2024, 10, 18))  # fmt: skip


def papers(cast: Cast) -> None:
    """A signed report and one that is written on; a reconciled text; a superior's table, handed in."""
    author = Author(cast.staff, bureau=cast.bureau)
    leading = Author(cast.leader, bureau=cast.bureau)
    report = reports.make_report(bureau=cast.bureau, period=HALF, author=author)
    reports.change_report(report=report, values={"title": "示例半年总结"}, author=author)
    freezing.sign(report=report, author=leading, anyway=True)
    draft = reports.make_report(bureau=cast.bureau, period=Period.parse("2022"), author=author)
    first = draft.paragraphs.order_by("position").first()
    reports.add_paragraph(report=draft, after=first, body="示例：另有一段由人写下的话。", author=author)
    text = "2022年上半年，申报市级科技项目5项，输出技术合同成交额1700万元。"
    sent = manuscripts.receive(
        text.encode(), name="粘贴的内容", period=HALF, bureau=cast.bureau, author=author, pasted=True
    )
    manuscripts.work(sent.pk)
    layout = handins.add_layout(half_year_report(), file_name="主要指标.xlsx", name="半年报", superior="示例市科技局", every="half",
                                due_days=15, bureau=cast.bureau, author=author)  # fmt: skip
    handins.tie_cell(layout, sheet="主要指标", cell="D4", expression="tc_value_out", rule="this", unit="万元", decimals=None, region=None,
                     over_formula=False, author=author)  # fmt: skip
    filled = handins.fill(layout, period=HALF, author=author)
    handins.hand_in(filled, on=date(2026, 10, 13), author=author)
    set_target(
        bureau=cast.bureau,
        expression="tc_value_out",
        period=Period.parse("2022"),
        value=Decimal(2000),
        author=author,
    )
    leader.choose(cast.bureau, ["tc_value_out", "projects_applied"], author=leading)


def around(cast: Cast) -> None:
    """What stands around the records: files, a proposal, a draft, a view, tokens, an ended record, a failed sign-in."""
    staff, firm = signed_in(cast, "staff"), cast.firm_east
    author = Author(cast.staff, "示例", bureau=cast.bureau)
    organizations = registers()["organizations"]
    attach_file("示例说明".encode(), name="说明.txt", register="organizations", record_id=firm.pk, title=firm.title,
                bureau=cast.bureau, author=author)  # fmt: skip
    staff.put("/drafts/new:events/", urlencode({"name": "写到一半的活动"}))
    staff.post("/registers/projects/views/", {"title": "市级项目", "in": "level=city", "shared": "on"})
    enterprise = signed_in(cast, "enterprise")
    enterprise.put(
        f"/drafts/edit:organizations:{firm.pk}/", urlencode({"products": "写到一半", "version": "1"})
    )
    change_record(
        organizations,
        firm,
        {"phone": "13700007777"},
        version=1,
        author=Author(cast.users["enterprise"], "换了号码"),
    )
    cast.firm_west.refresh_from_db()
    change_record(
        organizations, cast.firm_west, {"products": "减速器"}, version=cast.firm_west.version, author=author
    )
    last = registers()["needs"].model._default_manager.filter(bureau=cast.bureau).first()
    end_record(registers()["needs"], last, author=author)
    for name in ("staff", "bank"):
        make_token(user=cast.users[name], name="示例接口", author=Author(cast.users[name]))
    Client(HTTP_HOST="localhost").post("/sign-in/", {"username": "leader", "password": "wrong"})


def facts(cast: Cast) -> dict[str, object]:
    """What must be the same after every upgrade."""
    signed = Report.objects.get(state=Report.State.SIGNED)
    figures = freezing.frozen_figures(signed)
    return {
        "records": {name: r.model._default_manager.count() for name, r in registers().items()},
        "by_bureau": {b.slug: registers()["organizations"].model._default_manager.filter(bureau=b).count()
                      for b in (cast.bureau, cast.other_bureau)},
        "entries": Entry.objects.count(),
        "users": {u.username: u.role for u in cast.users.values()},
        "signed": {"text": plain_text(signed),
                   "figures": {k: str(f.value) for k, f in figures.items()}},
    }  # fmt: skip


def main() -> None:
    with time_machine.travel(day(12)):
        cast = assemble()
        for register in registers().values():
            fill(register, cast, 1)
            fill(register, cast, 2)
        imports(cast)
    with time_machine.travel(day(13)):
        seal_day(date(2026, 10, 13))
        half_year(cast)
        papers(cast)
    with time_machine.travel(day(14)):
        seal_day(date(2026, 10, 14))
        around(cast)
        seal()
        told = json.dumps(facts(cast), ensure_ascii=False, indent=1)
    Path(sys.argv[1]).write_text(told + "\n")


main()
