"""`taizhang verify`: recompute the journal's chain, hold every record against it, every signed report and what each decision saw."""

import json
import sys
import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from taizhang.decisions.proving import verify_workings
from taizhang.journal.chain import seal
from taizhang.registers.proving import prove
from taizhang.reports.freezing import verify_all


class Command(BaseCommand):
    help = "核对日志链与全部记录：有一处被绕过系统改动，就说出是哪一条"
    requires_system_checks = ()  # they would load every page first

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="以 JSON 输出")

        parser.add_argument(
            "--since-last", action="store_true", help="只校验上次校验完好之后新增的日志和它们涉及的记录"
        )

    def handle(self, *, as_json: bool, since_last: bool = False, **options: Any) -> None:
        started = time.monotonic()
        found = prove(since_last=since_last, ground="命令行")
        frozen = [] if found.since else verify_all()
        workings = [] if found.since else verify_workings()
        holds = found.holds and not frozen and not workings
        if as_json:
            told = {"holds": holds, **asdict(found), "freezes": frozen, "workings": workings}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for sentence in found.sentences():
                self.stdout.write(sentence)
            self.stdout.write("\n".join(frozen) or "签发的报告：存证都完好，按存下的行重算都相同")
            self.stdout.write("\n".join(workings) or "政策判定：留存的事实与推算过程都与校验码相符")
            self.stdout.write(f"用时 {time.monotonic() - started:.1f} 秒")
        if not holds:
            sys.exit(1)
        seal()  # what was found whole gets its place in the chain, the entry of this proof included
