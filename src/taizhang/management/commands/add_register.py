"""`taizhang add_register [NAME …]`: make or change the tables of registers that a third party put into its folder."""

import importlib.util
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from taizhang.registers.declaration import Register, register_of
from taizhang.registers.record import Record
from taizhang.settings import extra_registers


class Command(BaseCommand):
    help = "为放在台账文件夹里的登记册建表：写出它自己的迁移文件，再执行（说明见 docs/registers.md）"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", help="文件夹名；不写则是全部")
        parser.add_argument("--new-only", action="store_true", help="只处理还没有迁移文件的")

    def handle(self, *, names: list[str], new_only: bool, **options: Any) -> None:
        there = extra_registers()
        for name in names or there:
            if name not in there:
                raise CommandError(f"{settings.EXTRA_REGISTERS} 下没有 {name}/models.py。")
            if new_only and (folder_of(name) / "migrations").is_dir():
                continue
            register = declared(name)
            call_command("makemigrations", name, verbosity=0)
            call_command("migrate", name, verbosity=0)
            self.stdout.write(f"  台账“{register.title}”（{register.name}）已备好：{len(register.fields)} 项")


def folder_of(name: str) -> Path:
    return Path(settings.EXTRA_REGISTERS) / name


def declared(name: str) -> Register:
    """The one register of the folder. CommandError in words when the folder cannot be one."""
    spec = importlib.util.find_spec(name)
    if (
        spec is None
        or spec.origin is None
        or folder_of(name).resolve() not in Path(spec.origin).resolve().parents
    ):
        raise CommandError(
            f"文件夹名 {name} 与已有的 Python 模块重名，或缺少 __init__.py；请换一个名字，如 {name}_ledger。"
        )
    models = [
        m for m in apps.get_app_config(name).get_models() if issubclass(m, Record) and hasattr(m, "Register")
    ]
    if len(models) != 1:
        raise CommandError(
            f"{name}/models.py 里应有一个继承 Record、带 Register 声明的模型，现在有 {len(models)} 个。"
        )
    register = register_of(models[0])
    same = [m for m in apps.get_models() if issubclass(m, Record) and m is not models[0]]
    if any(getattr(m, "register_name", "") == register.name for m in same):
        raise CommandError(f"台账名 {register.name} 已被使用，请在 Register.name 里换一个。")
    missing = [
        n for n in (*register.columns, *register.told.heading, *register.filters) if n not in register.fields
    ]
    if missing:
        raise CommandError(f"{name} 的声明用到了没有的字段：{'、'.join(missing)}。")
    return register
