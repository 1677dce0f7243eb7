"""`taizhang journal export FILE`: the journal as a file that others can check; `archives FOLDER`: the kept archives in
clear; `grants ROLE`: rights on PostgreSQL; `archive [--before DAY]`: what is old into kept files; `put-back`: the newest
archive into the tables; `show REGISTER ID`: what the archives tell of one record."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.journal import archives, archiving, keeping
from taizhang.journal.exporting import export, export_archives
from taizhang.journal.grants import statements
from taizhang.journal.writing import Author
from taizhang.registers.archiving import archive

FILE = "journal.jsonl.gz"


class Command(BaseCommand):
    help = (
        "export：导出日志，供第三方不用本系统核对；archives：把已有的存档解密写到文件夹；grants：打印 PostgreSQL 的权限语句；"
        "archive：归档旧日志；put-back：调回最近一份存档；show：看存档里一条记录的经过"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("export", "archives", "grants", "archive", "put-back", "show"))
        parser.add_argument(
            "file",
            nargs="?",
            default=FILE,
            help="导出到的文件；archives 的文件夹；grants 的角色名；show 的台账",
        )
        parser.add_argument("record", nargs="?", type=int, help="show 的记录号")
        parser.add_argument(
            "--before", type=date.fromisoformat, help="archive：归档这天以前的；不给就按留存设置"
        )

    def handle(self, *, what: str, **options: Any) -> None:
        try:
            getattr(self, what.replace("-", "_"))(**options)
        except Refused as no:
            raise CommandError(no.sentence) from no

    def grants(self, *, file: str, **options: Any) -> None:
        self.stdout.write("\n".join(statements(file)))

    def archive(self, *, before: date | None, **options: Any) -> None:
        today = timezone.localdate()
        before = before or keeping.due_before(today)
        made = archive(before, Author(None, "命令行"), today=today, say=self.stdout.write)
        for each in made:
            self.stdout.write(f"第 {each.first}—{each.last} 节，共 {each.count} 条，文件 {each.file.sha256}")
        self.stdout.write(f"已归档 {before} 以前的日志。" if made else f"{before} 以前没有可归档的日志。")

    def archives(self, *, file: str, **options: Any) -> None:
        folder = Path("archives" if file == FILE else file)
        made = export_archives(folder, Author(None, "命令行"))
        self.stdout.write(
            f"已写出 {len(made)} 份日志存档到 {folder}，按文件名先后交给旁边的 check_seal.py 核对。"
        )
        self.stdout.write("文件含个人信息，没有加密，请按保密要求交接。")

    def put_back(self, **options: Any) -> None:
        back = archiving.put_back(Author(None, "命令行"))
        self.stdout.write(f"已调回第 {back.first}—{back.last} 节，共 {back.count} 条。")

    def show(self, *, file: str, record: int | None, **options: Any) -> None:
        found = list(archives.entries_of(file, record)) if record else []
        for entry in found:
            at = timezone.localtime(entry.at)
            self.stdout.write(
                f"{at:%Y-%m-%d %H:%M:%S} {entry.by_name} {entry.get_event_display()} {entry.title}"
            )
            self.stdout.write(
                f"  之前 {entry.before or '—'}  之后 {entry.after or '—'}  依据 {entry.ground or '—'}"
            )
        if not found:
            self.stdout.write(
                "存档里没有这条记录的日志。用法：taizhang journal show 台账 记录号，例如 show organizations 12"
            )

    def export(self, *, file: str, **options: Any) -> None:
        count = export(Path(file), Author(None, "命令行"))
        self.stdout.write(
            f"已导出 {count} 条到 {file}，旁边的 check_seal.py 可在任何有 Python 的机器上核对："
        )
        self.stdout.write(f"  python3 check_seal.py {Path(file).name} --seal 2026-11-21 纸上的摘要")
        self.stdout.write("文件含个人信息，请按保密要求交接。")
