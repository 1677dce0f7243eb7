"""Run in a process of its own by test_upgrade: the pages, the facts and new work on a ledger of an earlier release."""

# ruff: noqa: E402  (Django is set up before anything of it is imported)

import json
import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.settings")

import django

django.setup()

from django.test import Client

from taizhang.accounts.models import ApiToken, Role, User
from taizhang.intake.models import Batch
from taizhang.journal.chain import first_break
from taizhang.journal.models import DaySeal, Entry
from taizhang.journal.writing import Author
from taizhang.registers import covering
from taizhang.registers.actions import change_record
from taizhang.registers.around import Draft, ProposedChange, SavedView
from taizhang.registers.declaration import registers
from taizhang.reports import freezing
from taizhang.reports.content import plain_text
from taizhang.reports.models import Freeze, Report

# What a person of each role opens first; "{report}" is the signed report, "{firm}" an organization.
REGISTERS = [f"/registers/{name}/" for name in registers()]
PAGES = {
    Role.STAFF: ["/", *REGISTERS, "/imports/", "/reports/", "/reports/{report}/", "/indicators/", "/handins/", "/reconcile/",
                 "/registers/organizations/{firm}/", "/registers/organizations/{firm}/history/", "/search/?q=示例",
                 "/registers/organizations/{firm}/edit/", "/registers/projects/export.xlsx", "/api/v1/projects"],
    Role.LEADER: ["/", *REGISTERS, "/leader/", "/reports/{report}/"],
    Role.FINANCE: ["/", *REGISTERS],
    Role.ENTERPRISE: ["/", "/registers/organizations/", "/registers/organizations/{firm}/"],
    Role.LIAISON: ["/", "/registers/organizations/", "/imports/"],
    Role.BANK: ["/", "/registers/loans/"],
    Role.SYSTEM: ["/", "/admin/users/", "/admin/settings/", "/admin/status/"],
    Role.SECURITY: ["/", "/admin/access/"],
    Role.AUDIT: ["/", "/admin/journal/"],
}  # fmt: skip


def pages() -> int:
    """Every page as its role; returns how many opened."""
    report = Report.objects.get(state=Report.State.SIGNED).pk
    opened = 0
    for role, addresses in PAGES.items():
        user = User.objects.get(username=role.value)
        client = Client(HTTP_HOST="localhost")
        client.force_login(user)
        firm = getattr(user, "organization_id", None) or registers()["organizations"].model._default_manager.filter(
            bureau_id=user.bureau_id
        ).first().pk  # fmt: skip
        for address in addresses:
            answer = client.get(address.format(report=report, firm=firm), follow=True)
            assert answer.status_code == 200, (role, address, answer.status_code)
            opened += 1
    return opened


def facts(told: dict) -> None:
    """What the earlier release knew, this one knows."""
    counted = {name: registers()[name].model._default_manager.count() for name in told["records"]}
    assert counted == told["records"], counted
    organizations = registers()["organizations"].model._default_manager
    assert {slug: organizations.filter(bureau__slug=slug).count() for slug in told["by_bureau"]} == told[
        "by_bureau"
    ]
    assert {u.username: u.role for u in User.objects.filter(username__in=told["users"])} == told["users"]
    assert Entry.objects.count() >= told["entries"]
    assert DaySeal.objects.filter(day__in=(date(2026, 10, 12), date(2026, 10, 13))).count() == 2
    assert sorted(Batch.objects.values_list("state", flat=True)) == [
        "accepted",
        "accepted",
        "checked",
        "undone",
    ]
    assert [m._default_manager.count() for m in (Draft, SavedView, ProposedChange, ApiToken)] == [2, 1, 1, 2]


def signed(told: dict) -> None:
    """The signed report says to the letter what it said, and is reckoned again from its own rows."""
    report = Report.objects.get(state=Report.State.SIGNED)
    assert plain_text(report) == told["text"]
    assert {k: str(f.value) for k, f in freezing.frozen_figures(report).items()} == told["figures"]
    assert not list(freezing.verify(Freeze.objects.get()))


def new_work() -> None:
    """What was written by the earlier release can be changed by this one, and the journal follows."""
    organizations, staff = registers()["organizations"], User.objects.get(username="staff")
    firm = organizations.model._default_manager.filter(bureau=staff.bureau, name__contains="导入0号").get()
    assert covering.opened(firm.phone) == "13900000000", (
        "the value of an earlier release is read as it was written"
    )
    change_record(
        organizations, firm, {"phone": "13900001111"}, version=firm.version, author=Author(staff, "升级后")
    )
    firm.refresh_from_db()
    assert covering.opened(firm.phone) == "13900001111"
    assert first_break() is None


if __name__ == "__main__":
    held = json.loads(Path(sys.argv[1]).read_text())
    facts(held)
    signed(held["signed"])
    opened = pages()
    new_work()
    print(json.dumps({"pages": opened}))
