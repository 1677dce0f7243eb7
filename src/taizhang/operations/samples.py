"""The sample bureaus 示例科技局: made once, through the real importer, and only where nobody works yet."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from taizhang.accounts.models import Bureau, Role, User
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.intake.models import Batch
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.operations.sample_answers import make_answers
from taizhang.operations.sample_district import make_district
from taizhang.regions.divisions import load_streets
from taizhang.regions.models import Region
from taizhang.registers.declaration import registers
from taizhang.registers.loans.models import Loan
from taizhang.registers.organizations.models import Organization
from taizhang.reports import actions
from taizhang.reports.models import Report

FOLDER = settings.PACKAGE.parents[1] / "samples"
PASSWORD = "taizhang-sample"  # of the sample bureaus only; said on the sign-in page
MAIN = "jiangshan"
READABLE = {".xlsx", ".xls", ".xlsm", ".ods", ".csv"}


@dataclass(frozen=True)
class SampleBureau:
    """A sample bureau: folder name, the name shown, its region's official code, the period its report is drafted for.

    `reports` are the published texts whose figures its ledger carries: (the file's stem, its periods). `firm` is the credit
    code of the firm that its enterprise user stands for; there is then also a liaison of that firm's street.
    """

    slug: str
    name: str
    code: str
    period: str
    reports: tuple[tuple[str, str], ...] = ()
    firm: str = ""


BUREAUS = (
    SampleBureau(
        "jiangshan",
        "江山市科学技术局（示例）",
        "330881",
        "2007-H1",
        (("03-jiangshan-zhonglou-halfyear", "2007-H1,2009-H1"),),
    ),
    SampleBureau("haicang", "海沧区科学技术局（示例）", "350205", "2005", (("05-haicang-district", "2005"),)),
    SampleBureau(
        "qingyuan", "清远市科学技术局（示例）", "441800", "2023", (("02-qingyuan-style-city", "2023"),)
    ),
    SampleBureau(
        "tianjiaan", "田家庵区科学技术局（示例）", "340403", "2022-H1", (("04-tianjiaan-2022h1", "2022-H1"),)
    ),
    SampleBureau(
        "xiangdong", "湘东区科学技术局（示例）", "360313", "2024", (("01-masked-district-2024", "2024"),)
    ),
    SampleBureau("lanjiang", "澜江区科学技术局（示例）", "990101", "2026-H1", firm="91990101YAN00076X2"),
)
SHOWN = "tianjiaan"  # whose report the first page offers
Say = Callable[[str], None]


def wanted() -> bool:
    """Samples are for a first look: there must be a samples folder, and no bureau that is not a sample."""
    return FOLDER.is_dir() and not Bureau.objects.filter(sample=False).exists()


def workbooks(slug: str) -> list[Path]:
    """The files of one sample bureau, in order of their names."""
    return sorted(p for p in (FOLDER / slug).glob("*") if p.suffix.lower() in READABLE)


def stamp() -> Path:
    """What says that the samples as they are now were loaded into this home's database."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for bureau in BUREAUS:
        for path in (*workbooks(bureau.slug), *(FOLDER / bureau.slug).glob("stated.json")):
            digest.update(f"{path.name}{path.stat().st_size}".encode())
    return Path(settings.HOME) / f"samples-{digest.hexdigest()[:12]}"


def load(say: Say) -> None:
    """Bring the sample bureaus in; may be interrupted and run again (same files come in once)."""
    for number, sample in enumerate(BUREAUS, 1):
        files = workbooks(sample.slug)
        if not files:
            continue
        say(f"  示例 {number}/{len(BUREAUS)}：{sample.name}，{len(files)} 个工作簿 …")
        bureau = make_bureau(sample)
        bring_in(bureau, files)
        make_answers(bureau, FOLDER / sample.slug / "stated.json")
        make_people(bureau, sample)
        make_report(sample, bureau)
    stamp().touch()


def bring_in(bureau: Bureau, files: list[Path]) -> None:
    """Import and accept workbooks as anybody would from the shell; their deliberate faults stay in the batches.

    What was brought in before is passed over: a home that was moved, or another release, has no second batch of it.
    """
    done = Batch.objects.filter(bureau=bureau, accepted_at__isnull=False)
    known = set(done.values_list("file__sha256", flat=True))
    new = [path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() not in known]
    if not new:
        return
    printed = io.StringIO()
    try:
        call_command("import", *map(str, new), bureau=bureau.slug, accept=True, stdout=printed)
    except SystemExit as end:
        if end.code not in (None, 0, 1):
            raise Refused(f"示例没有装入：\n{printed.getvalue()}") from end


@transaction.atomic
def make_bureau(sample: SampleBureau) -> Bureau:
    """The bureau with the streets of its district (of every district for a city)."""
    make_district()
    region = Region.objects.get(code=sample.code)
    load_streets(region)
    bureau, fresh = Bureau.objects.get_or_create(
        slug=sample.slug, defaults={"name": sample.name, "region": region, "sample": True}
    )
    if fresh:
        write(Author(None, "示例数据", bureau=bureau), Note(Event.LEDGER_STARTED, title=bureau.name))
    return bureau


def make_report(sample: SampleBureau, bureau: Bureau) -> Report:
    """The draft of the report that the sample's data were made for, once."""
    there = Report.objects.filter(bureau=bureau, period=sample.period).first()
    if there is not None:
        return there
    author = Author(None, "示例数据", bureau=bureau)
    return actions.make_report(bureau=bureau, period=Period.parse(sample.period), author=author)


def shown_report() -> Report | None:
    """The report that the first page offers to somebody who looks for the first time."""
    return Report.objects.filter(bureau__slug=SHOWN, bureau__sample=True).order_by("pk").first()


def sign_ins(sample: SampleBureau) -> Iterator[tuple[str, Role]]:
    """Who can sign in to a sample bureau: one per role at the main one, the clerk and the leader at the others.

    Where a firm is named, it and its street's liaison too.
    """
    if sample.slug == MAIN:
        for role in Role:
            yield role.value, role
    else:
        yield f"staff-{sample.slug}", Role.STAFF
        yield f"leader-{sample.slug}", Role.LEADER
    if sample.firm:
        yield f"liaison-{sample.slug}", Role.LIAISON
        yield f"enterprise-{sample.slug}", Role.ENTERPRISE


@transaction.atomic
def make_people(bureau: Bureau, sample: SampleBureau) -> None:
    """The sample users; an enterprise user stands for the firm with the most records, a bank for the first bank."""
    firm = (
        Organization.objects.filter(bureau=bureau, credit_code=sample.firm).first() if sample.firm else None
    )
    for username, role in sign_ins(sample):
        if User.objects.filter(username=username).exists():
            continue
        user = User(username=username, role=role, bureau=bureau, name=f"{role.label}（示例）")
        if role == Role.LIAISON:
            user.region = firm.region if firm else busiest_street(bureau)
        if role == Role.ENTERPRISE:
            user.organization = firm or busiest_firm(bureau)  # type: ignore[assignment]
        if role == Role.BANK:
            user.bank = first_bank(bureau)
        user.set_password(
            PASSWORD
        )  # known to all: works only where nobody works in earnest, see accounts.backends
        user.save()
        write(Author(None, "示例数据", bureau=bureau), Note(Event.USER_ADDED, "users", user.pk, user.name))


def busiest_street(bureau: Bureau) -> Region:
    """The street with the most organizations: a liaison there has something to see."""
    organizations = registers()["organizations"].model._default_manager.filter(bureau=bureau, region__level=4)
    counts: dict[int, int] = {}
    for pk in organizations.values_list("region_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    best = max(counts, key=lambda k: counts[k], default=None)
    return Region.objects.get(pk=best) if best else bureau.region


def busiest_firm(bureau: Bureau) -> object:
    """The firm that appears in the most registers."""
    seen: dict[int, int] = {}
    for register in registers().values():
        for name in register.organization_fields:
            rows = register.model._default_manager.filter(bureau=bureau, **{f"{name}__kind": "enterprise"})
            for pk in set(rows.values_list(f"{name}_id", flat=True)):
                seen[pk] = seen.get(pk, 0) + 1
    organizations = registers()["organizations"].model._default_manager
    best = max(seen, key=lambda k: seen[k], default=None)
    return organizations.get(pk=best) if best else organizations.filter(bureau=bureau).first()


def first_bank(bureau: Bureau) -> str:
    row = Loan.objects.filter(bureau=bureau).exclude(bank="").first()
    return row.bank if row else "示例银行"
