"""`taizhang open_bureau`: a bureau begins its ledger, with its first system administrator."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.operations.opening import open_bureau


class Command(BaseCommand):
    help = "启用一个科技局的台账，并建立它的第一个系统管理员"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="简称，如 jiangshan")
        parser.add_argument("name", help="全称")
        parser.add_argument("region", help="行政区划代码，如 330881")
        parser.add_argument("admin", help="系统管理员的帐号")

    def handle(self, *, slug: str, name: str, region: str, admin: str, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        try:
            bureau = open_bureau(slug=slug, name=name, region_code=region, admin=admin, password=password)
        except Refused as no:
            raise CommandError(no.sentence) from no
        self.stdout.write(
            f"{bureau} 已启用。系统管理员 {admin}，一次性密码 {password}（只显示这一次，请登录后修改）"
        )
