"""Every form that edits what somebody else may be editing notices who was quicker, and shows both sides (decision 0025).

The forms are found in the templates themselves: one that carries no version needs a line here that says why.
"""

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import taizhang
from taizhang.accounts.bureau_rules import rules_of
from taizhang.accounts.models import Bureau
from taizhang.accounts.providers.configuration import from_environment
from taizhang.accounts.providers.tying import ties_of
from taizhang.indicators.leader import chosen
from taizhang.indicators.models import Target
from taizhang.indicators.queries import indicators
from taizhang.journal.keeping import months_of
from taizhang.journal.writing import Author
from taizhang.publishing import actions as publishing
from taizhang.publishing.models import Publication
from taizhang.registers.around import BureauSetting
from taizhang.reports import manuscripts
from taizhang.reports.handins.models import CellTie, Layout
from taizhang.reports.handins.tests.books import half_year_report
from taizhang.reports.models import Manuscript, SentenceDecision
from taizhang.reports.tests.ledger import half_year, small_report

TEMPLATES = Path(taizhang.__file__).parent / "web/templates"
FORM = re.compile(r'<form\b[^>]*?method="post".*?</form>', re.S)
ADDRESS = re.compile(r"""action="\{% url '([\w:]+)""")
CARRIES = ("parts/as_seen.html", 'name="version"')

# Why a form needs no version, by what it does; forms without an address of their own by their template.
MAKES = "makes something new, or asks for something to be made"
ACTS = "one act without values of its own; the action looks at the state under its lock and refuses what is done already"
OWN = "a person's own, in his own sitting; nobody else edits it"
BATCH = "a choice about staged rows: nothing is in the ledger yet, the page shows each choice at once, accepting locks the batch"
ALONE = "each tick is one thing, and only what the person changed himself is changed"
NOBODY = "stands before any session, or edits nothing"
WITHOUT = {
    MAKES: "admin:journal_ask admin:backup_now imports_upload imports_paste handin_upload handin_fill publishing "
    "publication_files reconcile report_make report_keep report_aim attach export_publish desk/requests.html my_request "
    "desk/reports/evidence.html desk/reports/returned.html",
    ACTS: "admin:user_password admin:user_no_password admin:user_unlock admin:user_factor admin:user_switch handin_done handin_end "
    "handin_untie indicator_end batch_accept batch_discard batch_take_back desk/intake/take.html desk/intake/undo.html verify_many "
    "unverify merging_not_same merging_reconsider desk/merging/compare.html desk/merging/undo.html personal_erase record_erase "
    "publication_release publication_propose publication_publish publication_remove publication_withdraw manuscript_again "
    "record_resume record_end "
    "record_verify decide file_end edition_back token_back paragraph_restore desk/reports/page.html desk/reports/sign.html "
    "record_reveal desk/person.html request_answer record_let_through decisions_again decisions_first decisions_undo benefits_remind",
    OWN: "admin/account.html admin:change_factor admin:end_sittings admin:token_end admin/factor.html admin/password.html draft "
    "indicator_draft save_view drop_view columns sign_out sign_in_again portal/first.html "
    "annual/people.html annual/ledger.html",
    BATCH: "batch_choose batch_another batch_take batch_skip batch_fix batch_keep batch_include batch_column batch_given batch_unskip "
    "batch_take_all batch_register batch_hidden",
    ALONE: "admin/settings.html benefits_answer",
    NOBODY: "check check_take public/code.html public/code_again.html public/directory.html public/sign_in.html public/trouble.html",
}
REASONS = {name: why for why, names in WITHOUT.items() for name in names.split()}


def forms() -> dict[str, list[bool]]:
    """Each form that is sent, by its address or its template: whether it carries the version that it showed."""
    found: dict[str, list[bool]] = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        for form in FORM.findall(path.read_text()):
            told = ADDRESS.search(form)
            name = told[1] if told else str(path.relative_to(TEMPLATES))
            found.setdefault(name, []).append(any(mark in form for mark in CARRIES))
    return found


def test_every_form_carries_its_version_or_says_why_not():
    carrying = {name for name, marks in forms().items() if any(marks)}
    bare = set(forms()) - carrying
    assert bare - set(REASONS) == set(), (
        "a form without a version: include parts/as_seen.html, or say why not"
    )
    assert set(REASONS) - bare == set(), "said of no form any more"


TRIED = {
    "admin/user.html", "admin:user_tie", "admin/security.html", "admin:journal_keep", "leader_choose", "indicator_target",
    "handin_change", "handin_tie",
    "desk/reports/heads.html", "token_retie", "token_manual", "token_ask", "publication_change", "manuscript_decide",
}  # fmt: skip
ELSEWHERE = {
    "annual/form.html": "src/taizhang/web/annual/tests/test_annual.py",
    "annual/check.html": "src/taizhang/web/annual/tests/test_annual.py",
    "desk/form.html": "src/taizhang/web/tests/test_forms.py",
    "portal/correct.html": "src/taizhang/web/portal/tests/test_correcting.py",
    "desk/indicators/form.html": "src/taizhang/web/desk/indicators/tests/test_indicators.py",
    "paragraph": "src/taizhang/web/desk/reports/tests/test_writing.py",
    "paragraph_tie": "src/taizhang/web/desk/reports/tests/test_writing.py",
}


def test_each_form_that_carries_a_version_is_raced_for_below_or_in_its_room():
    carrying = {name for name, marks in forms().items() if any(marks)}
    assert carrying == TRIED | set(ELSEWHERE) | {"public/both_sides.html"}


def sent(page: str, action: str) -> dict[str, str]:
    """What the form of a page would send as it stands; the page's own address is the default of `action`."""
    for form in FORM.findall(page):
        told = re.search(r'action="([^"]*)"', form[: form.index(">")])
        if (html.unescape(told[1]) if told else "") == action:
            return fields(form)
    raise AssertionError(f"no form for {action or 'the page itself'}")


def fields(form: str) -> dict[str, str]:
    found = {}
    for tag in re.findall(r"<input ([^>]*)>", form):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticked = told.get("type") not in ("radio", "checkbox") or re.search(r"\bchecked\b", tag)
        if "name" in told and ticked:
            found[told["name"]] = html.unescape(told.get("value", ""))
    for name, body in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = html.unescape(body)
    for name, body in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        options = re.findall(r'<option value="([^"]*)"( selected)?', body)
        found[name] = next((html.unescape(v) for v, on in options if on), options[0][0] if options else "")
    return found


@pytest.fixture
def race(cast):
    """Two sittings open one page and fill the same form; the first saves, the second is shown both sides and chooses as proposed."""

    def raced(user, page, action, first, second, *, files=()):
        one, two = Client(), Client()
        one.force_login(user)
        two.force_login(user)
        opened = [client.get(page).content.decode() for client in (one, two)]
        where, form = action or page, [sent(text, action) for text in opened]
        assert form[0]["version"] == form[1]["version"] != ""

        def more():
            return {name: SimpleUploadedFile("依据.pdf", b"%PDF-1.7\n1") for name in files}

        assert one.post(where, {**form[0], **first, **more()}).status_code in (200, 302)
        late = two.post(where, {**form[1], **second, **more()})
        text = late.content.decode()
        assert late.status_code == 409 and "别人改过" in text
        for value in {**first, **second}.values():
            assert html.escape(value) in text or value == ""
        choice = sent(text, where)
        assert two.post(where, {**choice, **more()}).status_code in (200, 302)
        return choice

    return raced


pytestmark = pytest.mark.django_db


def test_a_user(cast, race):
    page = reverse("admin:user", args=[cast.colleague.pk])
    race(cast.system, page, "", {"section": "高新科"}, {"name": "改过的名"})
    cast.colleague.refresh_from_db()
    assert (cast.colleague.section, cast.colleague.name) == ("高新科", "改过的名")


def test_both_changed_one_field_and_the_page_says_so(cast, race):
    page = reverse("admin:user", args=[cast.colleague.pk])
    choice = race(cast.system, page, "", {"section": "高新科"}, {"section": "成果科"})
    cast.colleague.refresh_from_db()
    assert (choice["section"], cast.colleague.section) == ("成果科", "成果科")


def test_a_tie_to_a_provider(cast, race, settings):
    settings.PROVIDERS = from_environment({"TAIZHANG_CAS_URL": "https://id.example.gov.cn/cas"})
    page, action = (reverse(n, args=[cast.colleague.pk]) for n in ("admin:user", "admin:user_tie"))
    race(cast.system, page, action, {"subject": "zhou.min"}, {"subject": "zhou.min2"})
    assert ties_of(cast.colleague) == {"cas": "zhou.min2"}


def test_the_rules_of_signing_in(cast, race):
    race(cast.security, reverse("admin:security"), "", {"idle_minutes": "25"}, {"session_hours": "6"})
    rules = rules_of(Bureau.objects.get(pk=cast.bureau.pk))
    assert (rules["idle_minutes"], rules["session_hours"]) == (25, 6)


def test_how_long_the_journal_stays(cast, race):
    page, action = reverse("admin:journal_proof"), reverse("admin:journal_keep")
    race(cast.audit, page, action, {"months": "12"}, {"months": "24"})
    assert months_of(cast.bureau) == 24


def test_the_settings_of_registers_change_tick_by_tick(cast, client):
    client.force_login(cast.system)
    seen = sent(client.get(reverse("admin:settings")).content.decode(), "")["seen"]
    client.post(reverse("admin:settings"), {"seen": seen, "second_person": ["projects"]})
    client.post(reverse("admin:settings"), {"seen": seen, "second_person": ["vouchers"]})
    asked = BureauSetting.objects.filter(bureau=cast.bureau, second_person=True)
    assert set(asked.values_list("register", flat=True)) == {"projects", "vouchers"}


def test_the_figures_of_the_leaders_page(cast, race):
    page = reverse("leader_choose")
    known = indicators(cast.bureau)
    names = [known[code].name for code in ("hte_count", "training_count")]
    race(cast.staff, page, page, {"title_1": names[0]}, {"title_2": names[1]})
    assert chosen(cast.bureau)[:2] == ["hte_count", "training_count"]


def test_a_target(cast, race):
    page, action = reverse("indicator", args=["hte_count"]), reverse("indicator_target", args=["hte_count"])
    race(cast.staff, page, action, {"value": "120"}, {"value": "130", "sentence": "年度计划"})
    assert Target.objects.values_list("value", "sentence").get() == (130, "年度计划")


@pytest.fixture
def layout(cast):
    client = Client()
    client.force_login(cast.staff)
    file = SimpleUploadedFile("主要指标.xlsx", half_year_report())
    client.post(
        "/handins/new/",
        {"name": "半年报", "superior": "市局", "every": "half", "due_days": "15", "file": file},
    )
    return Layout.objects.get()


def test_a_superiors_table(cast, race, layout):
    page, action = reverse("handin_layout", args=[layout.pk]), reverse("handin_change", args=[layout.pk])
    race(cast.staff, page, action, {"superior": "市科技局规划科"}, {"name": "主要指标半年报"})
    layout.refresh_from_db()
    assert (layout.superior, layout.name) == ("市科技局规划科", "主要指标半年报")


def test_a_cell_of_it(cast, race, layout):
    page, action = reverse("handin_layout", args=[layout.pk]), reverse("handin_tie", args=[layout.pk])
    first, second = (
        {"expression": code, "title": "", "unit": ""} for code in ("training_count", "hte_count")
    )
    race(cast.staff, f"{page}?sheet=主要指标&cell=D3", action, first, second)
    assert CellTie.objects.get().expression == "hte_count"


@pytest.fixture
def report(cast):
    return small_report(cast.bureau)


def test_the_heads_of_a_report(cast, race, report):
    race(
        cast.staff,
        reverse("report_heads", args=[report.pk]),
        "",
        {"addressee": "区委办"},
        {"title": "上半年总结"},
    )
    report.refresh_from_db()
    assert (report.addressee, report.title) == ("区委办", "上半年总结")


FIGURES = (
    ("definition", "token_retie", {"unit": "个"}, {"expression": "hte_count"}, ()),
    ("manual", "token_manual", {"value": "8", "reason": "按统计表"}, {"value": "9", "reason": "按市局通报"}, ("file",)),
    ("ask", "token_ask", {"note": "请核实口径"}, {"note": "与市局通报不同"}, ()),
)  # fmt: skip


@pytest.mark.parametrize(("do", "name", "first", "second", "files"), FIGURES)
def test_a_figure_of_a_report(cast, race, report, do, name, first, second, files):
    token = report.tokens.order_by("pk").first()
    page = f"{reverse('report', args=[report.pk])}?f={token.key}&do={do}"
    race(cast.staff, page, reverse(name, args=[report.pk, token.key]), first, second, files=files)
    token.refresh_from_db()
    held = {
        "expression": token.expression,
        "value": f"{token.value or 0:.0f}",
        "reason": token.reason,
        "note": token.note,
    }
    assert all(held[n] == v for n, v in second.items())


def test_a_publication(cast, race):
    one = publishing.begin(
        title="拟立项公示", kind="notice", text="第一段。", bureau=cast.bureau, author=Author(cast.staff)
    )
    page, action = reverse("publication", args=[one.pk]), reverse("publication_change", args=[one.pk])
    race(cast.staff, page, action, {"title": "2026年度拟立项公示"}, {"text": "第一段。\n第二段。"})
    assert Publication.objects.values_list("title", "text").get() == (
        "2026年度拟立项公示",
        "第一段。\n第二段。",
    )


def test_a_decision_about_a_sentence(cast, race):
    half_year(cast.bureau)
    client = Client()
    client.force_login(cast.staff)
    text = "上半年，输出技术合同成交额1000万元。"
    client.post(reverse("reconcile"), {"text": text, "period": "2022-H1"})
    manuscript = Manuscript.objects.get()
    manuscripts.work(manuscript.pk)
    page, action = (reverse(n, args=[manuscript.pk]) for n in ("manuscript", "manuscript_decide"))
    first, second = ({"verdict": "agrees", "reason": why} for why in ("截至6月25日的数", "按市统计局口径"))
    race(cast.staff, page, action, first, second)
    assert SentenceDecision.objects.get().reason == "按市统计局口径"
