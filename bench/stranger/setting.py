"""The setting 场景: a copy of a home with the sample bureaus, a second firm and a second liaison in another street, a server."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Side:
    """One side: its street, its firm, its people."""

    region: Any
    firm: Any
    people: list[str]

    @property
    def neighbour(self) -> int:
        """Another organization of the street, which the firm itself does not see."""
        here = type(self.firm)._default_manager.filter(bureau=self.firm.bureau, region=self.firm.region)
        return int(here.exclude(pk=self.firm.pk).order_by("pk").values_list("pk", flat=True)[0])

    @property
    def region_id(self) -> int:
        return int(self.firm.region_id)

    @property
    def region_code(self) -> str:
        return str(self.firm.region.code)


def prepare(source: Path, home: Path) -> str:
    """Copy the home and point this process to it; returns the password of the people that are added."""
    shutil.copytree(source, home, dirs_exist_ok=True)
    os.environ |= {
        "TAIZHANG_HOME": str(home),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "taizhang.settings",
        "TAIZHANG_LOG": "ERROR",
    }
    os.environ |= {f"TAIZHANG_RATE_{kind}": "off" for kind in ("SIGN_IN", "SEARCH", "UPLOAD", "CHECK", "API")}
    import django

    django.setup()
    from django.core.management import call_command

    with Path(os.devnull).open("w") as nowhere:
        call_command("setup", stdout=nowhere)  # the home may be of an earlier release
    return f"ink-{secrets.token_urlsafe(12)}-Paper7"


def sides(password: str) -> list[Side]:
    """Two streets of the first sample bureau, each with its best documented firm."""
    from django.db.models import Count

    from taizhang.accounts.models import Bureau, Role, User
    from taizhang.journal.guard import Lift, lifted
    from taizhang.registers.declaration import registers

    bureau = Bureau.objects.filter(sample=True).order_by("pk").first()
    firms: Any = registers()["organizations"].model
    streets = (
        firms.objects.filter(bureau=bureau, region__level=4)
        .values("region")
        .annotate(n=Count("pk"))
        .order_by("-n")
    )
    chosen = [row["region"] for row in streets[:2]]
    made = []
    for letter, region in zip("ab", chosen, strict=True):
        here = firms.objects.filter(bureau=bureau, region=region).exclude(credit_code="").order_by("pk")
        firm = max(here[:60], key=weight)
        people = [
            User(
                username=f"firm-{letter}",
                name=f"企业{letter}",
                role=Role.ENTERPRISE,
                bureau=bureau,
                organization=firm,
            ),
            User(
                username=f"street-{letter}",
                name=f"联络员{letter}",
                role=Role.LIAISON,
                bureau=bureau,
                region_id=region,
            ),
        ]
        for user in people:
            user.set_password(password)
            with lifted(Lift.REHEARSING):
                user.save()
        made.append(Side(region, firm, [u.username for u in people]))
    return made


def banks(password: str) -> list[str]:
    """Two banks of the bureau that has most loans of two."""
    from taizhang.accounts.models import Role, User
    from taizhang.journal.guard import Lift, lifted
    from taizhang.registers.declaration import registers

    lent = registers()["loans"].model._default_manager.exclude(bank="").order_by("bureau_id", "bank")
    by_bureau: dict[int, list[str]] = {}
    for bureau, bank in lent.values_list("bureau_id", "bank").distinct():
        by_bureau.setdefault(bureau, []).append(bank)
    bureau, names = max(by_bureau.items(), key=lambda pair: len(pair[1]))
    made = []
    for letter, bank in zip("ab", names, strict=False):
        user = User(
            username=f"bank-{letter}", name=f"银行{letter}", role=Role.BANK, bureau_id=bureau, bank=bank
        )
        user.set_password(password)
        with lifted(Lift.REHEARSING):
            user.save()
        made.append(user.username)
    return made


def weight(firm: Any) -> int:
    """How many records name a firm."""
    from taizhang.registers.declaration import registers

    return sum(
        r.model._default_manager.filter(**{name: firm.pk}).count()
        for r in registers().values()
        for name in r.organization_fields
    )


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """The real server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("taizhang")), "serve", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=dict(os.environ), stdout=log, stderr=log)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)
