"""`taizhang restore FILE`: brings a backup back and proves it; --verify does so aside and changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.operations.backup import PLACE
from taizhang.operations.keeping import newest
from taizhang.operations.nightly import prove_and_tell
from taizhang.operations.restoring import Proof, in_json, restore


class Command(BaseCommand):
    help = "恢复备份并逐表逐文件核对；--verify 只在别处演练，不动现有数据（不写文件名时用最近的备份）"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?")
        parser.add_argument("--replace", action="store_true", help="替换现有数据（原数据另存）")
        parser.add_argument(
            "--verify", "--drill", action="store_true", dest="aside", help="恢复演练：在别处恢复、核对、清除"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="最后一行以 JSON 输出证明")

    def handle(
        self, *, source: str | None, replace: bool, aside: bool, as_json: bool, **options: Any
    ) -> None:
        try:
            path = self.chosen(source, aside)
            if aside:
                proof = prove_and_tell(path, self.say, Author(None, "taizhang restore --verify"))
            else:
                proof = restore(path, self.say, replace=replace)
                self.tell(proof)
        except Refused as no:
            raise CommandError(no.sentence) from no
        done = "恢复演练通过，现有数据没有动过" if aside else "恢复完成，已核对"
        self.say(f"{done}：{proof.tables} 张表 {proof.rows} 行，{proof.files} 个文件，{proof.seconds} 秒。")
        if as_json:
            self.stdout.write(in_json(proof))

    def chosen(self, source: str | None, aside: bool) -> Path:
        """The file named, or for a drill the newest backup. Refused when there is none."""
        if source:
            return Path(source)
        found = newest() if aside else None
        if found is None:
            raise Refused(
                "请写明要恢复的备份文件。" if not aside else "还没有备份。请先运行 taizhang backup。"
            )
        return found

    def tell(self, proof: Proof) -> None:
        """The restored ledger's own journal says that it was restored, and from what."""
        after = {"file": proof.file, "made_at": proof.made_at, "chain": proof.chain}
        with transaction.atomic():
            write(
                Author(None, "taizhang restore"),
                Note(Event.LEDGER_RESTORED, PLACE, title=proof.file, after=after),
            )

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
