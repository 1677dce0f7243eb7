"""`taizhang sign_in`: the way back in for whoever runs the machine, when a rule has shut everybody out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang.accounts.actions import reset_password
from taizhang.accounts.bureau_rules import change_rules
from taizhang.accounts.failing import unlock
from taizhang.accounts.models import Bureau, User
from taizhang.accounts.second_factor import reset_second_factor
from taizhang.core.decisions import Refused
from taizhang.journal.writing import Author

GROUND = "在服务器上用命令办理"


class Command(BaseCommand):
    help = "登录的救急办法：清空管理地址、解锁、重置二次验证或密码；都记入日志"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        one = parser.add_mutually_exclusive_group(required=True)
        one.add_argument("--clear-addresses", metavar="BUREAU", help="清空一个科技局的管理地址，不再限制")
        one.add_argument("--unlock", metavar="USER", help="解锁一个帐号")
        one.add_argument("--reset-second-factor", metavar="USER", help="重置一个帐号的二次验证")
        one.add_argument("--reset-password", metavar="USER", help="给一个帐号新的一次性密码，只显示一次")

    def handle(self, **options: Any) -> None:
        try:
            self.stdout.write(self.done(options))
        except Refused as no:
            raise CommandError(no.sentence) from no

    def done(self, options: dict[str, Any]) -> str:
        """Do the one thing asked for and say so."""
        if slug := options["clear_addresses"]:
            bureau = Bureau.objects.filter(slug=slug).first()
            if bureau is None:
                raise CommandError(f"没有简称是 {slug} 的科技局。")
            author = Author(None, GROUND, bureau=bureau)
            changed = change_rules(bureau=bureau, values={"admin_addresses": ()}, author=author)
            return (
                f"{bureau}的管理地址已清空，管理员可以从任何地址登录。"
                if changed
                else f"{bureau}没有限制管理地址。"
            )
        name = options["unlock"] or options["reset_second_factor"] or options["reset_password"]
        user = User.objects.filter(username=name).select_related("bureau").first()
        if user is None:
            raise CommandError(f"没有帐号 {name}。")
        author = Author(None, GROUND, bureau=user.bureau)
        if options["unlock"]:
            unlock(user=user, author=author)
            return f"{name} 已解锁。"
        if options["reset_second_factor"]:
            reset_second_factor(user=user, author=author)
            return f"{name} 的二次验证已重置，下次登录时重新设置。"
        once = reset_password(user=user, author=author)
        return f"{name} 的一次性密码 {once}（只显示这一次，登录后要先改掉）"
