"""`taizhang reconcile FILE --bureau NAME --period 2022-H1`: each figure of a text against the ledger."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from taizhang.accounts.models import Bureau
from taizhang.checking_copy import in_words
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.opening import open_document


class Command(BaseCommand):
    """Exit code 0: nothing contradicts the ledger. 1: something differs or does not add up. 2: could not be done."""

    help = "对账：文稿里的每个数字与台账核对，给出相符、不符、台账没有等结论。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="文稿（docx、doc、pdf、html、txt、xlsx）")
        parser.add_argument("--bureau", required=True, metavar="NAME", help="科技局的简称（slug）或名称")
        parser.add_argument(
            "--period", default="", metavar="P", help="期间，如 2022-H1、2022；不写就从文稿标题里认"
        )
        parser.add_argument("--json", action="store_true", help="以 JSON 打印全部结果")
        parser.add_argument("--out", default="", metavar="FILE.docx", help="另存一份批注稿")

    def handle(self, *args: Any, **options: Any) -> None:
        from taizhang.reports.deciding import settled
        from taizhang.reports.manuscripts import kept_decisions
        from taizhang.reports.reconcile.extent import held_in
        from taizhang.reports.reconcile.labels import as_labels, lines
        from taizhang.reports.reconcile.several import reconcile_several
        from taizhang.reports.reconcile.verdicts import Verdict

        bureau = bureau_named(options["bureau"]) or self.wrong(no_such_bureau(options["bureau"]))
        try:
            data = Path(options["file"]).read_bytes()
            document = opened(data, options["file"])
            periods = [held_in(bureau, p) for p in self.periods(options["period"], document)]
        except Refused as refused:
            self.wrong(refused.sentence)
        except OSError as error:
            self.wrong(f"{options['file']}：{in_words(error)}")
        say = None if options["json"] or not sys.stderr.isatty() else self.progress
        done = reconcile_several(document, bureau=bureau, periods=periods, say=say)
        done = settled(done, kept_decisions(bureau))
        if options["json"]:
            self.stdout.write(json.dumps(as_labels(done, options["file"]), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(lines(done, options["file"])))
        if options["out"]:
            self.annotated(data, done, Path(options["out"]))
        self.stdout.flush()
        if any(f.verdict in (Verdict.DIFFERS, Verdict.INCONSISTENT) for f in done.findings):
            raise SystemExit(1)

    def periods(self, text: str, document: Document) -> list[Period]:
        """The periods asked for, else the one that the title names. Raises Refused."""
        from taizhang.reports.reconcile.timing import of_title

        if text:
            return [Period.parse(part) for part in text.split(",")]
        found = of_title(document.text)
        if found is None:
            raise Refused("文稿标题里没有写明是哪一期。请加 --period，例如 --period 2022-H1。")
        return [found]

    def progress(self, done: int, whole: int) -> None:
        self.stderr.write(f"\r已核对 {done}/{whole} 个数字", ending="\n" if done == whole else "")
        self.stderr.flush()

    def annotated(self, data: bytes, done: Any, path: Path) -> None:
        from taizhang.reports.reconcile.annotated import annotated

        try:
            path.write_bytes(annotated(data, done))
        except Refused as refused:
            self.wrong(refused.sentence)
        except OSError as error:
            self.wrong(f"批注稿没有存成，请换一个位置。{path}：{in_words(error)}")

    def wrong(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(2)


def opened(data: bytes, name: str) -> Document:
    """The document of a file's bytes. Raises Refused."""
    from taizhang.office import to_docx

    return open_document(data, Path(name).name, convert=to_docx)


def bureau_named(name: str) -> Bureau | None:
    """A bureau by its slug, its name, or a part of its name that only one has."""
    found = Bureau.objects.filter(slug=name).first() or Bureau.objects.filter(name=name).first()
    two = list(Bureau.objects.filter(name__contains=name)[:2]) if found is None and name else []
    return found or (two[0] if len(two) == 1 else None)


def no_such_bureau(name: str) -> str:
    known = "、".join(f"{b.slug}（{b.name}）" for b in Bureau.objects.order_by("slug")[:20])
    return f"没有叫“{name}”的科技局。现有：{known or '还没有，请先运行 taizhang setup'}。"
