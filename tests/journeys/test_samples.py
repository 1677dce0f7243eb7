"""The sample bureaus, brought in by the importer: every figure comes out, every import can be undone."""

import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from samples.making import figures
from samples.making.reread import in_stored_values

from taizhang.accounts.models import Bureau, Role, User
from taizhang.decisions.models import Decision, StatedFact
from taizhang.intake import actions, queries
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import ledger_digest
from taizhang.operations import samples
from taizhang.operations.sample_answers import DECIDED, make_answers
from taizhang.regions.divisions import load_divisions
from taizhang.registers.declaration import Register, registers
from taizhang.registers.fields import Money

FOLDERS = [bureau.slug for bureau in samples.BUREAUS]


@pytest.fixture
def divisions(db):
    load_divisions()


def sample(slug: str) -> samples.SampleBureau:
    return next(b for b in samples.BUREAUS if b.slug == slug)


def ledger_rows(bureau: Bureau) -> dict[str, list[figures.Row]]:
    """Every verified record of a bureau as the check of the samples reads rows: money in 万元, links by name."""
    return {r.name: [plain_row(r, record) for record in records(r, bureau)] for r in registers().values()}


def records(register: Register, bureau: Bureau):
    links = [n for n, f in register.fields.items() if f.is_relation]
    return register.model._default_manager.filter(bureau=bureau, state="verified").select_related(*links)


def plain_row(register: Register, record) -> figures.Row:
    row = {}
    for name, field in register.fields.items():
        value = getattr(record, name)
        if value is not None and field.is_relation:
            value = str(value)
        if isinstance(field, Money) and value is not None:
            value = value / 10000
        row[name.removesuffix("_yuan")] = None if value == "" else value
    return row


@pytest.mark.parametrize("slug", FOLDERS)
def test_every_figure_of_the_reports_comes_out_of_the_ledger_and_undoing_leaves_no_trace(divisions, slug):
    bureau = samples.make_bureau(sample(slug))
    clerk = User.objects.create(username="clerk", name="经办甲", role=Role.STAFF, bureau=bureau)
    before = ledger_digest()
    files = samples.workbooks(slug)
    samples.bring_in(bureau, files)
    batches = Batch.objects.filter(bureau=bureau).order_by("-pk")
    assert len(batches) == len(files)
    for batch in batches:
        t = queries.tally(batch)
        assert t.rows == t.header + t.title + t.group + t.total + t.note + t.blank + t.data, batch.name
        assert t.data == t.new + t.changed + t.same + t.duplicate + t.skipped + t.error, batch.name
    assert wrong_figures(slug, bureau) == []
    call_command("verify")
    for batch in batches:
        actions.undo(batch, clerk, later=False)
    assert ledger_digest() == before


def wrong_figures(slug: str, bureau: Bureau) -> list[str]:
    """The sentences about figures of the reports that the ledger says otherwise."""
    rows = ledger_rows(bureau)
    layouts = {name: register.layout for name, register in registers().items()}
    known: dict[str, Decimal] = {}
    listed = [f for f in figures.read(samples.FOLDER / "figures.csv") if f.bureau == slug]
    assert len(listed) > 20
    said = [figures.disagreement(in_stored_values(f, layouts), rows, known) for f in listed]
    return [sentence for sentence in said if sentence]


def test_the_sample_sign_ins_stand_for_somebody(divisions):
    bureau = samples.make_bureau(sample(samples.MAIN))
    samples.bring_in(bureau, samples.workbooks(samples.MAIN)[:1])  # its firms
    samples.make_people(bureau, sample(samples.MAIN))
    people = {u.role: u for u in User.objects.filter(bureau=bureau)}
    assert set(people) == set(Role)
    assert people[Role.ENTERPRISE].organization is not None
    assert people[Role.LIAISON].region != bureau.region
    assert people[Role.BANK].bank


def test_the_invented_bureau_has_its_chosen_firm_and_the_liaison_of_its_street(divisions):
    invented = sample("lanjiang")
    bureau = samples.make_bureau(invented)
    samples.bring_in(bureau, samples.workbooks("lanjiang")[:1])
    samples.make_people(bureau, invented)
    people = {u.username: u for u in User.objects.filter(bureau=bureau)}
    assert sorted(people) == ["enterprise-lanjiang", "leader-lanjiang", "liaison-lanjiang", "staff-lanjiang"]
    firm = people["enterprise-lanjiang"].organization
    assert (firm.credit_code, firm.region) == (invented.firm, people["liaison-lanjiang"].region)


def test_what_the_invented_firms_answered_is_stated_once_and_decided_once(divisions):
    bureau = samples.make_bureau(sample("lanjiang"))
    samples.bring_in(bureau, samples.workbooks("lanjiang")[:1])
    told = samples.FOLDER / "lanjiang/stated.json"
    make_answers(bureau, told)
    answers = json.loads(told.read_text("utf-8"))
    first = list(StatedFact.objects.order_by("pk").values_list("organization__credit_code", "name", "value"))
    assert first == [(code, name, text) for code, said in answers.items() for name, text in said.items()]
    decided = Decision._default_manager.filter(bureau=bureau).count()
    assert decided == len(DECIDED) * bureau_firms(bureau)
    make_answers(bureau, told)
    assert StatedFact.objects.count() == len(first)
    assert Decision._default_manager.filter(bureau=bureau).count() == decided


def bureau_firms(bureau: Bureau) -> int:
    return (
        registers()["organizations"].model._default_manager.filter(bureau=bureau, kind="enterprise").count()
    )
