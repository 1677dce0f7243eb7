"""`taizhang index`: makes the search index anew from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand

from taizhang.registers.search import rebuild


class Command(BaseCommand):
    help = "重建查找索引"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"索引已重建：{rebuild()} 条记录")
