"""A small bureau 小局: a few firms, people of four roles, needs to edit, report drafts to sign; made by the real actions."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from taizhang.accounts.models import Bureau, Role, User
from taizhang.journal.guard import Lift, lifted
from taizhang.journal.writing import Author
from taizhang.operations.opening import open_bureau
from taizhang.regions.divisions import load_divisions
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers
from taizhang.reports.models import Paragraph, Report, Token

NEEDS = 24
ROWS = 30  # of a workbook
REPORT = "报告期内共征集技术需求{{k1}}项，涉及企业{{k2}}家。"
FIGURES = {"k1": "needs_received", "k2": "needs_organizations"}


@dataclass
class House:
    """What the people of a run work on."""

    bureau: Bureau
    cookies: dict[str, str] = field(default_factory=dict)
    needs: list[int] = field(default_factory=list)
    firms: dict[str, int] = field(default_factory=dict)


def build() -> House:
    """Migrate, open the bureau, bring in firms and people."""
    call_command("migrate", verbosity=0, skip_checks=True)
    load_divisions()
    bureau = open_bureau(
        slug="faults", name="演练科技局", region_code="330881", admin="admin", password="not-used-2026"
    )
    with lifted(Lift.REHEARSING):
        Bureau.objects.filter(pk=bureau.pk).update(sample=True)  # nobody here changes a first password
    house = House(bureau)
    known, author = registers(), Author(None, "演练", bureau=bureau)
    for number, who in enumerate(("firm_one", "firm_two")):
        firm = add_record(
            known["organizations"], {"name": f"演练第{number}科技有限公司", "kind": "enterprise"}, bureau=bureau, author=author
        )  # fmt: skip
        house.firms[who] = firm.pk
        person(house, who, Role.ENTERPRISE, organization_id=firm.pk)
    for number in range(NEEDS):
        values = {
            "name": f"演练需求{number}",
            "received_on": date(2025, 1 + number % 12, 3),
            "organization": firm.pk,
        }
        made = add_record(known["needs"], values, bureau=bureau, author=author)
        house.needs.append(made.pk)
    for who in ("clerk", "importer", "importer_two", "keeper", "merger"):
        person(house, who, Role.STAFF)
    person(house, "leader", Role.LEADER)
    return house


def person(house: House, username: str, role: Role, **more: int) -> None:
    """Somebody who is signed in already."""
    made = User(username=username, name=username, role=role, bureau=house.bureau, **more)
    made.set_unusable_password()
    with lifted(Lift.REHEARSING):
        made.save()
    browser = Client()
    browser.force_login(made, backend=settings.AUTHENTICATION_BACKENDS[-1])
    house.cookies[username] = browser.cookies["sessionid"].value


def twins(bureau: Bureau, marker: str, needs: int) -> tuple[int, int]:
    """Two organizations that are one, `needs` pointing to the second: (the one to keep, the one to give up)."""
    known, author = registers(), Author(None, "演练", bureau=bureau)
    with transaction.atomic():
        kept, gone = (
            add_record(
                known["organizations"],
                {"name": f"{name}{marker}", "kind": "enterprise", "address": name},
                bureau=bureau,
                author=author,
            )
            for name in ("合并甲", "合并乙")
        )
        for number in range(needs):
            values = {"name": f"合并{marker}第{number}项", "organization": gone}
            add_record(known["needs"], values, bureau=bureau, author=author)
    return kept.pk, gone.pk


@lifted(Lift.REHEARSING)
def draft_report(bureau: Bureau, number: int) -> int:
    """A report of 2025 with two figures, ready to be signed."""
    report = Report.objects.create(
        bureau=bureau, template="annual", title=f"演练总结{number}", period="2025", signature=bureau.name
    )
    Paragraph.objects.create(report=report, position=10, body=REPORT)
    for key, code in FIGURES.items():
        Token.objects.create(report=report, key=key, expression=code)
    return report.pk


def workbook(marker: str) -> bytes:
    """A workbook of needs whose names carry the marker, so that its rows are known wherever they end up."""
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("技术需求")
    sheet.write_row(0, 0, ("编号", "需求名称", "需求单位", "征集日期", "状态"))
    for row in range(ROWS):
        firm = f"演练第{row % 3}科技有限公司"  # the third is new to the ledger
        sheet.write_row(
            row + 1, 0, (f"{marker}-{row:03d}", f"需求{marker}第{row}项", firm, "2026-03-05", "已征集")
        )
    book.close()
    return target.getvalue()
