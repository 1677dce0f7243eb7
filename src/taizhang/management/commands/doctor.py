"""`taizhang doctor`: looks at everything an installation needs, and says of each what to do."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from django.core.management.base import BaseCommand

from taizhang.operations.doctor.finding import Finding, Level
from taizhang.operations.doctor.ledger import ledger
from taizhang.operations.doctor.machine import machine
from taizhang.operations.doctor.safety import safety

MARKS = {Level.WELL: "✓", Level.ATTENTION: "○", Level.BAD: "✕"}


class Command(BaseCommand):
    """Works while the database is down. Exit code 1 when something is bad."""

    help = "体检：系统、数据库、字体、磁盘、时间、任务、备份、密钥；每项说明怎么办"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="以 JSON 输出")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        findings = list(everything())
        worst = max((f.level for f in findings), key=list(Level).index)
        if as_json:
            told = {"level": worst, "findings": [asdict(f) for f in findings]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.print(findings)
        sys.exit(1 if worst == Level.BAD else 0)

    def print(self, findings: list[Finding]) -> None:
        for finding in findings:
            self.stdout.write(f"{MARKS[finding.level]} {finding.title}：{finding.fact}")
            if finding.remedy:
                self.stdout.write(f"    → {finding.remedy}")
        count = {level: sum(f.level == level for f in findings) for level in Level}
        self.stdout.write("，".join(f"{level.label} {n} 项" for level, n in count.items()))


def everything() -> Iterator[Finding]:
    yield Finding("台账", f"版本 {version('taizhang')}")
    yield from machine()
    yield from safety()
    yield from ledger()
