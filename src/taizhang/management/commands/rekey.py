"""`taizhang rekey`: change the key with which personal data is sealed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.operations.sealing_old import seal_old
from taizhang.personal import keyring
from taizhang.personal.rekeying import rekey


class Command(BaseCommand):
    help = "更换字段密钥：新加一把，把密存的个人信息和存档文件全部用它重新加密；加 --forget 则删去旧的"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--same", action="store_true", help="不加新密钥，只把还没加密的、用旧密钥的补上")
        parser.add_argument("--forget", action="store_true", help="全部换完后从密钥文件删去旧密钥")

    def handle(self, *, same: bool, forget: bool, **options: Any) -> None:
        try:
            old = seal_old()
            done = rekey(new=not same, forget=forget)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(
            f"现用密钥 {done.key}，重新加密 {done.sealed} 处、存档文件 {done.files} 个，补加密 {old} 处。"
        )
        if done.unreadable:
            self.stdout.write(f"有 {done.unreadable} 处打不开，保持原样。")
        if done.dropped:
            self.stdout.write(f"已删去旧密钥 {'、'.join(done.dropped)}。")
        self.stdout.write(f"请立即把 {keyring.path()} 另存一份，换下原来那份。")
