"""`taizhang serve`: web, worker and beat until Ctrl-C."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from taizhang.accounts.models import Bureau, Role
from taizhang.operations.samples import BUREAUS, MAIN, PASSWORD, sign_ins
from taizhang.operations.serving import serve


class Command(BaseCommand):
    help = "启动网页服务、任务进程和定时事务，直到 Ctrl-C"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        def ready() -> None:
            self.stdout.write(f"\n  台账已启动：http://{host}:{port}/\n")
            there = set(Bureau.objects.filter(sample=True).values_list("slug", flat=True))
            if there:
                self.stdout.write(f"  示例帐号（密码都是 {PASSWORD}）：")
            for sample in (one for one in BUREAUS if one.slug in there):
                of = "" if sample.slug == MAIN else f"{sample.name} "
                for username, role in sign_ins(sample):
                    self.stdout.write(f"    {username:<20}{of}{Role(role).label}")
            self.stdout.write("  Ctrl-C 停止\n")
            self.stdout.flush()  # also where the output goes to a file

        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        sys.exit(serve(host, port, self.stderr.write, ready))
