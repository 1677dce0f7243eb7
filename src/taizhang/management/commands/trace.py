"""`taizhang trace [FOLDER]`: published texts against the bureaus whose ledgers should carry them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.management.commands.reconcile import bureau_named, no_such_bureau, opened

SUFFIXES = frozenset(".txt .docx .doc .pdf .html .htm".split())
Work = tuple[Path, Bureau, list[Period]]


class Command(BaseCommand):
    """Exit code 0: done. 2: nothing to do it with."""

    help = "回溯：已发表的文稿里的数字，有多少能从台账里出来；不带参数时用各示例科技局。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default="", metavar="FOLDER", help="放文稿的文件夹")
        parser.add_argument(
            "--bureau", default="", metavar="NAME", help="科技局的简称或名称；不写就用示例局各自的文稿"
        )
        parser.add_argument(
            "--period", default="", metavar="P", help="期间，如 2022-H1；一份文稿有几个期间的用逗号分开"
        )
        parser.add_argument("--json", action="store_true", help="以 JSON 打印全部结果")

    def handle(self, *args: Any, **options: Any) -> None:
        from taizhang.reports.reconcile.several import reconcile_several
        from taizhang.reports.reconcile.trace import left, table, traced

        rows, done = [], []
        try:
            for path, bureau, periods in self.work(options):
                if not options["json"]:
                    self.stderr.write(f"{path.name} …")
                told = reconcile_several(opened(path.read_bytes(), path.name), bureau=bureau, periods=periods)
                rows.append(traced(told, path.stem))
                done.append((path.stem, told))
        except Refused as refused:
            self.wrong(refused.sentence)
        if not rows:
            self.wrong("没有可以回溯的文稿。请写明文件夹和 --bureau，或先装入示例科技局。")
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            "\n".join([*table(rows), *(line for stem, told in done for line in left(told, stem))])
        )

    def work(self, options: dict[str, Any]) -> Iterator[Work]:
        """Each text with its bureau and periods. Raises Refused."""
        folder = (
            Path(options["folder"])
            if options["folder"]
            else settings.PACKAGE.parents[2] / "shared/reports/dev"
        )
        if not folder.is_dir():
            raise Refused(f"没有这个文件夹：{folder}。请写明放文稿的文件夹。")
        asked = [Period.parse(p) for p in options["period"].split(",") if p]
        if options["bureau"]:
            bureau = bureau_named(options["bureau"])
            if bureau is None:
                raise Refused(no_such_bureau(options["bureau"]))
            for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES):
                yield path, bureau, asked or [self.told(path)]
        else:
            yield from self.samples(folder, asked)

    def samples(self, folder: Path, asked: list[Period]) -> Iterator[Work]:
        """The sample bureaus' own reports, in order of the texts."""
        from taizhang.operations.samples import BUREAUS

        told = sorted((stem, sample.slug, periods) for sample in BUREAUS for stem, periods in sample.reports)
        for stem, slug, periods in told:
            path = folder / f"{stem}.txt"
            bureau = Bureau.objects.filter(slug=slug, sample=True).first()
            if path.exists() and bureau is not None:
                yield path, bureau, asked or [Period.parse(p) for p in periods.split(",")]

    def told(self, path: Path) -> Period:
        """The period that a text's title names. Raises Refused."""
        from taizhang.reports.reconcile.timing import of_title

        found = of_title(opened(path.read_bytes(), path.name).text)
        if found is None:
            raise Refused(f"{path.name} 的标题里没有写明是哪一期。请加 --period，例如 --period 2022-H1。")
        return found

    def wrong(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(2)
