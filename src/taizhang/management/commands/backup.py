"""`taizhang backup [TARGET] [--prove]`: one file that holds the ledger."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.journal.writing import Author
from taizhang.operations import nightly
from taizhang.operations.backup import backup, folder


class Command(BaseCommand):
    help = "备份整个台账到一个文件；--prove 随后在别处恢复一遍并核对；--nightly 按设置备份、清理、异地复制、定期演练"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target", nargs="?", help="文件或文件夹，默认 TAIZHANG_BACKUP_FOLDER 或 var/backups"
        )
        parser.add_argument("--prove", action="store_true")
        parser.add_argument("--nightly", action="store_true", dest="by_night")

    def handle(self, *, target: str | None, prove: bool, by_night: bool, **options: Any) -> None:
        try:
            if by_night:
                nightly.nightly(self.say)
                return
            if not target:
                folder().mkdir(parents=True, exist_ok=True)
            made = backup(Path(target) if target else folder(), self.say)
            self.stdout.write(f"已备份到 {made.path}（{made.size / 1e6:.1f} MB，{made.seconds} 秒）")
            if prove:
                nightly.prove_and_tell(made.path, self.say, Author(None, "taizhang backup --prove"))
                self.stdout.write("恢复演练通过：逐表逐文件相同。")
        except Refused as no:
            raise CommandError(no.sentence) from no

    def say(self, sentence: str) -> None:
        self.stdout.write(f"  {sentence}")
        self.stdout.flush()
