"""`taizhang backup [TARGET] [--prove]`: one file that holds the ledger."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.operations.backup import backup, prove_aside


class Command(BaseCommand):
    help = "备份整个台账到一个文件；--prove 随后在别处恢复一遍并核对"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", nargs="?", help="文件或文件夹，默认 var/backups")
        parser.add_argument("--prove", action="store_true")

    def handle(self, *, target: str | None, prove: bool, **options: Any) -> None:
        folder = Path(settings.HOME) / "backups"
        if not target:
            folder.mkdir(parents=True, exist_ok=True)
        try:
            made = backup(Path(target) if target else folder, self.stdout.write)
            self.stdout.write(f"已备份到 {made}（{made.stat().st_size / 1e6:.1f} MB）")
            if prove:
                prove_aside(made, self.stdout.write)
        except Refused as no:
            raise CommandError(no.sentence) from no
