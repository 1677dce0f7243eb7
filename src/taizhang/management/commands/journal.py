"""`taizhang journal export FILE`: the journal as a file that others can check; `grants ROLE`: rights on PostgreSQL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from taizhang.journal.exporting import export
from taizhang.journal.grants import statements
from taizhang.journal.writing import Author


class Command(BaseCommand):
    help = "export：导出日志，供第三方不用本系统核对；grants：打印 PostgreSQL 的权限语句"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("export", "grants"))
        parser.add_argument(
            "file", nargs="?", default="journal.jsonl.gz", help="导出到的文件；grants 的角色名"
        )

    def handle(self, *, what: str, file: str, **options: Any) -> None:
        if what == "grants":
            self.stdout.write("\n".join(statements(file)))
            return
        count = export(Path(file), Author(None, "命令行"))
        self.stdout.write(
            f"已导出 {count} 条到 {file}，旁边的 check_seal.py 可在任何有 Python 的机器上核对："
        )
        self.stdout.write(f"  python3 check_seal.py {Path(file).name} --seal 2026-11-21 纸上的摘要")
        self.stdout.write("文件含个人信息，请按保密要求交接。")
