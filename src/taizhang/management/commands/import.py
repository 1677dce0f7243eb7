"""`taizhang import FILE... --bureau NAME`: read workbooks, say what was understood, and apply what can be."""

import json
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from taizhang.accounts.models import Bureau, User
from taizhang.checking_copy import in_words
from taizhang.core.decisions import Refused
from taizhang.core.tables.unreadable import too_large
from taizhang.intake import actions, tasks
from taizhang.intake.models import Batch
from taizhang.intake.reporting import Report, batch_report, lines
from taizhang.journal.chain import seal
from taizhang.regions.models import Region
from taizhang.regions.queries import find_region

READ = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html"}
MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    """Reads in the foreground, without the worker.

    Exit code 0: all was read. 1: some rows or sheets were refused. 2: a file could not be read, or
    the arguments are wrong.
    """

    help = "导入表格：先读出、对列、核对并打印结果；加 --accept 把能导入的写入台账。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="表格文件或文件夹")
        parser.add_argument("--bureau", required=True, metavar="NAME", help="科技局的简称（slug）或名称")
        parser.add_argument(
            "--region", default="", metavar="NAME", help="没有写明区划的行归到哪里（名称或代码）"
        )
        parser.add_argument("--sender", default="", metavar="NAME", help="来表单位，用来记住它的表头")
        parser.add_argument("--user", default="", metavar="USERNAME", help="以谁的名义导入（默认：系统）")
        parser.add_argument("--accept", action="store_true", help="把能导入的行写入台账")
        parser.add_argument("--hidden", action="store_true", help="也读隐藏的工作表")
        parser.add_argument("--json", action="store_true", help="以 JSON 打印全部结果")

    def handle(self, *args: Any, **options: Any) -> None:
        bureau = self.bureau(options["bureau"])
        region = self.region(options["region"], bureau)
        user = self.user(options["user"], bureau)
        reports, failed = [], []
        batches = []
        for path in self.paths(options["files"]):
            try:
                batches.append(self.received(path, bureau, user, region, options))
            except (Refused, OSError) as error:
                sentence = error.sentence if isinstance(error, Refused) else in_words(error)
                failed.append({"file": str(path), "state": "refused", "sentence": sentence, "sheets": []})
        for number, batch in enumerate(self.in_order(batches)):
            if number and options["accept"] and batch.state == Batch.State.CHECKED:
                actions.read_again(batch, later=False)  # the files before it have changed the ledger
            reports.append(self.report(batch, user, options))
        seal()  # where no server runs, nobody else would
        self.print(reports, failed, options["json"])
        self.leave(reports, failed)

    # Arguments.

    def wrong(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(2)

    def bureau(self, name: str) -> Bureau:
        found = Bureau.objects.filter(slug=name).first() or Bureau.objects.filter(name=name).first()
        found = found or self.only(Bureau.objects.filter(name__contains=name))
        if found is None:
            known = "、".join(f"{b.slug}（{b.name}）" for b in Bureau.objects.order_by("slug")[:20])
            self.wrong(f"没有叫“{name}”的科技局。现有：{known or '还没有，请先运行 taizhang setup'}。")
        return found

    def only(self, found: Any) -> Bureau | None:
        two = list(found[:2])
        return two[0] if len(two) == 1 else None

    def region(self, name: str, bureau: Bureau) -> Region | None:
        if not name:
            return None
        found = find_region(name, bureau.region)
        if found is None:
            self.wrong(f"“{bureau.region}”里没有叫“{name}”的区划，或不止一个。请写全称或区划代码。")
        return found

    def user(self, name: str, bureau: Bureau) -> User | None:
        if not name:
            return None
        found = User.objects.filter(username=name, bureau=bureau).first()
        if found is None:
            self.wrong(f"“{bureau}”没有用户“{name}”。")
        return found

    def paths(self, names: list[str]) -> list[Path]:
        """Files, and the workbooks of folders in the order of their names."""
        found: list[Path] = []
        for name in names:
            path = Path(name)
            if path.is_dir():
                inside = (p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in READ)
                found += [p for p in inside if not p.name.startswith(("~$", "."))]
            elif path.exists():
                found.append(path)
            else:
                self.wrong(f"没有这个文件：{name}。请检查路径。")
        if not found:
            self.wrong("这些文件夹里没有表格。能读的是 " + "、".join(sorted(READ)) + "。")
        return found

    # Reading and applying.

    def received(
        self, path: Path, bureau: Bureau, user: User | None, region: Region | None, options: dict[str, Any]
    ) -> Batch:
        """A file taken in and read. Raises Refused."""
        limit = settings.UPLOAD_LIMIT_MB * MEGABYTE
        if path.stat().st_size > limit:
            raise too_large(path.stat().st_size, limit)
        with path.open("rb") as stream:
            batch = actions.receive(
                stream, path.name, bureau=bureau, user=user, sender=options["sender"], region=region,
                with_hidden=options["hidden"], later=False,
            )  # fmt: skip
        tasks.read_batch.call(batch.pk)
        batch.refresh_from_db()
        return batch

    def in_order(self, batches: list[Batch]) -> list[Batch]:
        """Workbooks with organizations first: what the others name is then there."""

        def has_organizations(batch: Batch) -> bool:
            return batch.sheets.filter(register="organizations").exists()

        return sorted(batches, key=lambda b: (not has_organizations(b), b.number))

    def report(self, batch: Batch, user: User | None, options: dict[str, Any]) -> Report:
        """Apply what can be, if asked, and report."""
        if options["accept"] and batch.state == Batch.State.CHECKED:
            try:
                actions.accept(batch, user, later=False)
            except Refused as refused:
                batch.sentence = refused.sentence
        return batch_report(batch)

    # Telling.

    def print(self, reports: list[Report], failed: list[Report], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([*reports, *failed], ensure_ascii=False, indent=1))
            return
        for report in reports:
            self.stdout.write("\n".join(lines(report)))
        for report in failed:
            self.stderr.write(f"{report['file']}：{report['sentence']}")

    def leave(self, reports: list[Report], failed: list[Report]) -> None:
        """The exit code says how it went."""
        self.stdout.flush()
        if failed or any(r["state"] == Batch.State.REFUSED and r["same_as"] is None for r in reports):
            raise SystemExit(2)
        if any(s["refused"] or not s["included"] for r in reports for s in r["sheets"]):
            raise SystemExit(1)
