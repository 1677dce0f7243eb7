"""`taizhang retention`: the table of personal fields, and what is past its time in each bureau."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.registers.dictionary import markdown
from taizhang.registers.retention import overdue_of


class Command(BaseCommand):
    help = "列出到期的个人信息（由科室在“个人信息”页删除）；加 --table 打印个人信息字段表"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--table", action="store_true", help="打印个人信息字段表（docs/personal-data.md 所载）"
        )

    def handle(self, *, table: bool, **options: Any) -> None:
        if table:
            self.stdout.write(markdown())
            return
        found = 0
        for bureau in Bureau.objects.order_by("pk"):
            for due in overdue_of(bureau, timezone.localdate()):
                found += due.count
                self.stdout.write(
                    f"{bureau}：{due.register.title} {due.count} 条，{due.titles}，已终止满 {due.years} 年"
                )
        self.stdout.write("没有到期的个人信息。" if not found else "请科室在“个人信息”页逐项删除。")
