"""`taizhang serve`: web, worker and beat until Ctrl-C."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from taizhang.accounts.models import Bureau, Role
from taizhang.operations.samples import MAIN, PASSWORD, sign_ins
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
            if Bureau.objects.filter(sample=True, slug=MAIN).exists():
                self.stdout.write(f"  示例帐号（密码都是 {PASSWORD}）：")
                for username, role in sign_ins(MAIN):
                    self.stdout.write(f"    {username:<12}{Role(role).label}")
                others = Bureau.objects.filter(sample=True).exclude(slug=MAIN).order_by("id")
                for bureau in others:
                    for username, role in sign_ins(bureau.slug):
                        self.stdout.write(f"    {username:<18}{bureau.name} {Role(role).label}")
            self.stdout.write("  Ctrl-C 停止\n")
            self.stdout.flush()  # also where the output goes to a file

        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        sys.exit(serve(host, port, self.stderr.write, ready))
