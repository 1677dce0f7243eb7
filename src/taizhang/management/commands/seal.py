"""`taizhang seal`: the seals of the journal; with --check, whether one on paper is that of the chain."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from taizhang.journal.seals import answer, newest


class Command(BaseCommand):
    help = "列出日志的日封；--check 核对纸上印的封印"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            nargs=2,
            metavar=("日期或节号", "摘要"),
            help="例如 --check 2026-11-21 3fa9…（至少 16 位）",
        )

    def handle(self, *, check: list[str] | None, **options: Any) -> None:
        if check is None:
            for seal in newest(31):
                self.stdout.write(f"{seal.day}  第 {seal.seq} 节  {seal.hash}")
            return
        told = answer(*check)
        self.stdout.write(told.sentence)
        if not told.holds:
            sys.exit(1)
