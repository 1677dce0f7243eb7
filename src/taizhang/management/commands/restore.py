"""`taizhang restore FILE`: brings a backup back and proves it; --drill does so aside and changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.operations.backup import prove_aside, restore


class Command(BaseCommand):
    help = "恢复备份并逐项核对；--drill 只在别处演练，不动现有数据"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source")
        parser.add_argument("--replace", action="store_true", help="替换现有数据（原数据另存）")
        parser.add_argument("--drill", action="store_true")

    def handle(self, *, source: str, replace: bool, drill: bool, **options: Any) -> None:
        try:
            if drill:
                prove_aside(Path(source), self.stdout.write)
                return
            restore(Path(source), self.stdout.write, replace=replace)
        except Refused as no:
            raise CommandError(no.sentence) from no
        call_command("setup", no_samples=True)
        self.stdout.write("恢复完成，已核对。")
