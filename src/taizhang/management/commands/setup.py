"""`taizhang setup`: database, division codes, search index and, for a first look, the sample bureaus."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from taizhang.files.resealing import seal_clear
from taizhang.journal.chain import seal
from taizhang.operations import samples
from taizhang.operations.sealing_old import seal_old
from taizhang.regions.divisions import load_divisions
from taizhang.regions.models import Region
from taizhang.registers.search import index_path, rebuild
from taizhang.settings import env_flag, extra_registers


def pending() -> bool:
    """Whether a migration waits (looking is quicker than `migrate` finding nothing to do)."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class Command(BaseCommand):
    help = "建立或升级数据库、装入行政区划；首次在本机试用时装入示例科技局"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-samples", action="store_true", help="不装入示例科技局")

    def handle(self, *, no_samples: bool, **options: Any) -> None:
        say = self.stdout.write
        if extra_registers():
            call_command("add_register", new_only=True, stdout=self.stdout)
        if pending():
            call_command("migrate", verbosity=0)
            seal_old(say)
        elif files := seal_clear():  # an upgrade was broken off while it sealed them
            say(f"  存档文件已加密 {files} 个")
        if not Region.objects.exists():
            say(f"  行政区划 {load_divisions()} 条")
        if not index_path().exists():
            say(f"  查找索引 {rebuild()} 条")
        # With a database server or TLS somebody means to work: samples only when asked for.
        by_default = not os.environ.get("DATABASE_URL") and not settings.PRODUCTION
        if no_samples or not env_flag("TAIZHANG_SAMPLES", by_default):
            return
        if not samples.stamp().exists() and samples.wanted():
            samples.load(say)
            seal()
