"""`taizhang sbom`: the bill of materials as CycloneDX."""

import tomllib
from argparse import ArgumentParser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang.core.decisions import Refused
from taizhang.operations.parts import LOCKS, locked
from taizhang.operations.sbom import bill


class Command(BaseCommand):
    help = "软件物料清单（CycloneDX 1.6）：Python 和前端的每个软件包、版本、校验值"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="写到这个文件；不给则写到屏幕")
        parser.add_argument("--locks", type=Path, default=LOCKS, help="放锁定文件的文件夹，默认为源码的根")

    def handle(self, *, file: Path | None, locks: Path, **options: Any) -> None:
        try:
            made = bill(locked(locks), our_version(locks))
        except Refused as no:
            raise CommandError(no.sentence) from None
        if file is None:
            self.stdout.write(made, ending="")
        else:
            file.write_text(made)
            self.stdout.write(f"已写到 {file}。")


def our_version(folder: Path) -> str:
    """The product's version: that of the source beside the locks, else of what is installed."""
    project = folder / "pyproject.toml"
    if project.is_file():
        return str(tomllib.loads(project.read_text())["project"]["version"])
    try:
        return version("taizhang")
    except PackageNotFoundError:
        return "0"
