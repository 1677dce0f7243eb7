"""`taizhang audit`: the locked packages held against an export of advisories, without network."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.operations.advisories import Audit, audit
from taizhang.operations.parts import LOCKS, locked


class Command(BaseCommand):
    help = "离线核对漏洞：锁定的每个软件包与带进来的 OSV 公告比对；有一处牵涉就以 1 结束"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--advisories",
            type=Path,
            required=True,
            nargs="+",
            metavar="ZIP",
            help="OSV 的 PyPI 和 npm 的 all.zip",
        )
        parser.add_argument("--locks", type=Path, default=LOCKS, help="放锁定文件的文件夹，默认为源码的根")

    def handle(self, *, advisories: list[Path], locks: Path, **options: Any) -> None:
        try:
            found = audit(locked(locks), advisories)
        except Refused as no:
            raise CommandError(no.sentence) from None
        for line in told(found):
            self.stdout.write(line)
        if found.concerns:
            sys.exit(1)


def told(found: Audit) -> list[str]:
    """The outcome in lines."""
    lines = []
    for each in found.concerns:
        names = "、".join((each.id, *each.aliases))
        remedy = f"升级到 {' 或 '.join(each.fixed)}" if each.fixed else "公告没有给出修好的版本"
        doubt = "" if each.sure else "（公告里的版本比不了，请人工看）"
        lines.append(f"{each.part.name} {each.part.version}：{names} {each.summary}{doubt}。{remedy}。")
    counts = "、".join(f"{name} {count} 条" for name, count in sorted(found.advisories.items()))
    lines.append(
        f"核对了 {found.parts} 个软件包，公告 {counts}，最新一条 {found.newest[:10]}；"
        f"牵涉 {len(found.concerns)} 处。"
    )
    return lines
