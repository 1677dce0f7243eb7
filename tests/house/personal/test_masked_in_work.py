"""While people work with it: imports, conflicts, merging, drafts, evidence and signed reports show planted values to nobody."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.core.masking import masked
from taizhang.core.periods import Period
from taizhang.core.personal.declared import PersonalKind
from taizhang.files import store
from taizhang.intake import actions as intake
from taizhang.intake.tests.books import book, read
from taizhang.journal.writing import Author
from taizhang.merging.tests import ledger
from taizhang.registers.actions import change_record
from taizhang.registers.declaration import registers
from taizhang.reports import actions as reports
from taizhang.reports import bundles, freezing
from taizhang.reports.tests.ledger import half_year
from taizhang.reports.tests.test_freezing import added
from taizhang.reports.tying import Spec
from tests.house.personal.planting import Planted, personal_value
from tests.house.personal.test_masked_everywhere import found_in, text_of

pytestmark = pytest.mark.django_db

FRAGMENT = {"HX-Request": "true"}
NAME, PHONE, ID, MAIL = PersonalKind.NAME, PersonalKind.PHONE, PersonalKind.ID, PersonalKind.EMAIL


@pytest.fixture
def planted():
    return Planted()


@pytest.fixture
def new(planted):
    """A value that stands nowhere else, remembered with where it was put."""

    def made(kind: PersonalKind, where: str) -> str:
        value = personal_value(kind)
        planted.values[value] = where
        return value

    return made


def looked_at(cast, planted, addresses, *, least: int, mark: str = "****") -> dict[str, str]:
    """Everybody opens every one of these addresses; nothing planted is in any answer. Returns what staff saw."""
    leaks, seen, covered, texts = [], 0, 0, {}
    for who, user in cast.users.items():
        client = Client()
        client.force_login(user)
        for address in addresses:
            answer = client.get(address, headers=FRAGMENT if "list=" in address else {})
            assert answer.status_code < 500, address
            text = text_of(answer)
            seen += answer.status_code == 200
            covered += mark in text
            if who == "staff":
                texts[address] = text
            leaks += [(who, address, where) for where in found_in(text, planted)]
    assert leaks == []
    assert seen >= least
    assert covered, "the masked values must be on the pages that were looked at"
    return texts


def firms(cast, new, *, wrong: bool) -> bytes:
    """A list of firms: one known, one new, one with a telephone that is none; an ID number in a column of no field."""
    head = ["单位名称", "统一社会信用代码", "联系人", "联系电话", "法人身份证号", "经办人邮箱"]

    def line(name: str, code: str, phone: str) -> list[str]:
        return [name, code, new(NAME, "联系人"), phone, new(ID, "身份证号"), new(MAIL, "邮箱")]

    east = cast.firm_east
    rows = [line(east.title, east.credit_code, new(PHONE, "改动"))]
    rows.append(line("澜江植入科技有限公司", "", new(PHONE, "新增")))
    if wrong:
        broken = new(PHONE, "错误")
        rows.append(line("澜江错号科技有限公司", "913308811111111111", f"{broken}/{new(PHONE, '错误二')}/x"))
        rows.append(line("澜江错号二厂", "", f"{broken}00000000000000000000000000000000000000000000"))
    return book({"企业名单": [["企业名单"], head, *rows]})


def batch_pages(batch) -> list[str]:
    one = reverse("batch", args=[batch.number])
    cells = [f"{one}source/?sheet=1&cell={cell}" for cell in ("C3", "D4", "E5", "F6")]
    steps = [
        f"{one}?step={step}"
        for step in ("columns", "check", "check&show=new", "check&list=error", "check&list=groups")
    ]
    return [reverse("imports"), one, f"{one}progress/", f"{one}undo/", *steps, *cells]


@pytest.mark.parametrize("wrong", [False, True])
def test_an_import_shows_none_of_it_at_any_step(cast, planted, new, wrong):
    batch = read(firms(cast, new, wrong=wrong), cast.staff)
    looked_at(cast, planted, batch_pages(batch), least=20)
    intake.accept(batch, cast.staff, later=False)
    firm = registers()["organizations"].model._default_manager.get(name="澜江植入科技有限公司")
    trail = [
        reverse("record", args=["organizations", firm.pk]),
        reverse("record_history", args=["organizations", firm.pk]),
    ]
    looked_at(cast, planted, [*batch_pages(batch), *trail, "/admin/journal/", "/"], least=20)
    intake.undo(batch, cast.staff, later=False)
    looked_at(cast, planted, [*batch_pages(batch), "/admin/journal/", "/"], least=20)


def test_mending_a_cell_answers_masked(cast, planted, new, as_user):
    batch = read(firms(cast, new, wrong=True), cast.staff)
    row = batch.sheets.get().rows.order_by("-row").first()
    address = reverse("batch_fix", args=[batch.number, row.sheet.number, row.row])
    for typed in (new(PHONE, "改正"), new(PHONE, "改错") + "99999999999999999999999999999999999999"):
        answer = as_user(cast.staff).post(
            address, {"column": "D", "value": typed}, headers=FRAGMENT, follow=True
        )
        assert answer.status_code in (200, 204), answer.content.decode()[:300]
        assert found_in(text_of(answer), planted) == []
    looked_at(cast, planted, batch_pages(batch), least=20)


def test_two_who_change_the_same_record_see_each_others_values_masked(cast, planted, new, as_user):
    register, firm = registers()["organizations"], cast.firm_east
    theirs = {"contact": new(NAME, "contact"), "phone": new(PHONE, "phone")}
    edit = reverse("record_edit", args=["organizations", firm.pk])
    client = as_user(cast.staff)
    mine = {**fields_of(client.get(edit).content.decode()), "contact": "本人所填", "phone": "13877776666"}
    change_record(register, firm, theirs, version=firm.version, author=Author(cast.colleague))
    answer = client.post(edit, mine)
    page = answer.content.decode()
    assert answer.status_code == 409 and str(cast.colleague) in page
    assert found_in(page, planted) == []
    assert "本人所填" in page, "what one typed oneself stays in the form"
    assert [masked(value) in page for value in theirs.values()] == [True, True], (
        "there is something on their side"
    )


def fields_of(page: str) -> dict[str, str]:
    tags = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<input ([^>]*)>", page)]
    return {tag["name"]: tag.get("value", "") for tag in tags if "name" in tag}


def test_merging_shows_both_sides_masked_and_its_outcome_too(cast, planted, new, as_user):
    firm = cast.firm_east
    told = {"contact": new(NAME, "contact"), "phone": new(PHONE, "phone")}
    change_record(registers()["organizations"], firm, told, version=firm.version, author=Author(cast.staff))
    other = ledger.duplicate(cast, contact=new(NAME, "contact"), phone=new(PHONE, "phone"))
    compare = f"/merging/compare/?id={firm.pk}&id={other.pk}"
    looked_at(cast, planted, ["/merging/", "/merging/pick/?q=澜江", compare], least=3)
    client = as_user(cast.staff)
    form = client.get(compare).content.decode()
    form = form[form.index('id="merge-form"') :]
    sent = client.post(
        "/merging/compare/",
        {**fields_of(form[: form.index("</form>")]), "id": [firm.pk, other.pk]},
        follow=True,
    )
    assert found_in(text_of(sent), planted) == []
    merge = sent.redirect_chain[-1][0]
    looked_at(cast, planted, [merge, f"{merge}undo/", "/merging/done/", "/admin/journal/"], least=4)


def test_a_draft_is_the_typers_own_and_no_list_of_drafts_shows_its_values(cast, planted, new):
    mine = Client()
    mine.force_login(cast.staff)
    typed = f"name=某人&phone={new(PHONE, 'phone')}&email={new(MAIL, 'email')}"
    kept = mine.put(reverse("draft", args=["new:people"]), typed, "application/x-www-form-urlencoded")
    assert kept.status_code == 200 and found_in(kept.content.decode(), planted) == []
    assert found_in(mine.get("/").content.decode(), planted) == []
    leaks = []
    for who, user in cast.users.items():
        if user != cast.staff:
            client = Client()
            client.force_login(user)
            for address in (
                "/",
                reverse("drafts"),
                reverse("record_new", args=["people"]),
                "/admin/journal/",
            ):
                leaks += [(who, address, w) for w in found_in(text_of(client.get(address)), planted)]
    assert leaks == []


def test_reports_their_evidence_and_what_was_signed_hold_none_of_it(cast, planted, new):
    author = Author(cast.staff, "测试", bureau=cast.bureau)
    half_year(cast.bureau)
    firm = cast.firm_east
    told = {"contact": new(NAME, "contact"), "phone": new(PHONE, "phone")}
    change_record(registers()["organizations"], firm, told, version=firm.version, author=author)
    report = reports.make_report(bureau=cast.bureau, period=Period.parse("2022-H1"), author=author)
    asked = {"register": "organizations", "where": [["contact", "*"]], "measure": "count"}
    added(report, author, Spec(definition=asked, name="有联系人的单位"))
    bundle = bundles.ask_evidence(report=report, author=author)
    bundles.work(bundle.pk)
    bundle.refresh_from_db()
    freeze = freezing.sign(report=report, author=author, anyway=True)
    assert told["phone"] not in store.read(freeze.file).decode(), "what is sealed is a reference there too"
    later = {"contact": new(NAME, "contact"), "phone": new(PHONE, "phone")}
    change_record(registers()["organizations"], firm, later, version=firm.version + 1, author=author)
    one = f"/reports/{report.pk}/"
    addresses = [one, f"{one}figures/", f"{one}editions/", f"{one}sign/", f"{one}proof/", f"{one}proof/?check=1",
                 f"{one}evidence/", f"{one}report.docx", f"/reports/bundles/{bundle.pk}/"]  # fmt: skip
    texts = looked_at(cast, planted, addresses, least=18, mark="*")
    assert masked(told["contact"]) in texts[f"/reports/bundles/{bundle.pk}/"]
    assert masked(later["contact"]) in texts[f"{one}proof/?check=1"]
