"""Undo: everything that is still the batch's goes back, later work stays and is listed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.files.models import Attachment
from taizhang.intake import actions, queries
from taizhang.intake.models import Batch
from taizhang.intake.tests.books import book, firm, firms, imported, ledger_digest
from taizhang.journal.writing import Author
from taizhang.registers.actions import change_record
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.search import matching_ids, scope_tokens

pytestmark = pytest.mark.django_db

EAST = "澜江恒远精密传动科技股份有限公司"
NEW = "江山市新谷机械有限公司"
NEEDS = ("需求名称", "企业名称", "统一社会信用代码", "技术领域", "发布日期")


def edit(record, user, **values):
    record.refresh_from_db()
    change_record(
        registers()["organizations"], record, values, version=record.version, author=Author(user, "更正")
    )


def undone(batch, user):
    actions.undo(batch, user, later=False)
    assert batch.state == Batch.State.UNDONE, batch.sentence


def test_a_field_edited_later_stays_and_the_others_go_back(cast):
    batch = imported(firms(firm(1, EAST, contact="联系人丙", capital=7000)), cast.staff)
    edit(cast.firm_east, cast.colleague, contact="联系人丁")
    preview = queries.undo_preview(batch)
    assert preview.restored == {"organizations": 1}
    assert [(k.title, k.what) for k in preview.kept] == [(EAST, "联系人")]
    assert "colleague修改过" in preview.kept[0].reason
    undone(batch, cast.staff)
    held = Organization.objects.get(pk=cast.firm_east.pk)
    assert (held.contact, held.registered_capital_yuan) == ("联系人丁", 60000000)
    assert held.sources == {"contact": ["form"]}


def test_a_record_edited_later_stays(cast):
    batch = imported(firms(firm(11, NEW), firm(12, "江山市老谷机械有限公司")), cast.staff)
    edit(Organization.objects.get(name=NEW), cast.colleague, contact="联系人丁")
    undone(batch, cast.staff)
    assert Organization.objects.filter(name=NEW).exists()
    assert not Organization.objects.filter(name="江山市老谷机械有限公司").exists()
    assert batch.outcome["undone"]["kept"] == 1


def test_what_something_else_points_to_stays_and_what_it_stands_on_too(cast):
    first = imported(firms(firm(11, NEW)), cast.staff)
    second = imported(
        book({"需求": [["企业技术需求征集表"], NEEDS, ["轴承寿命提升", NEW, "", "", ""]]}), cast.staff
    )
    preview = queries.undo_preview(first)
    assert preview.withdrawn == {}
    assert preview.kept[0].reason == "“技术需求”里有记录用到它"
    undone(second, cast.staff)
    assert queries.undo_preview(first).withdrawn == {"organizations": 1}


def test_a_record_with_a_file_of_its_own_stays(cast):
    batch = imported(firms(firm(11, NEW)), cast.staff)
    record = Organization.objects.get(name=NEW)
    Attachment.objects.create(
        bureau=cast.bureau,
        register="organizations",
        record_id=record.pk,
        file=batch.file,
        name="a",
        by=cast.staff,
    )
    assert queries.undo_preview(batch).kept[0].reason == "添加过附件"
    undone(batch, cast.staff)
    assert Organization.objects.filter(name=NEW).exists()


def test_a_user_of_an_imported_firm_keeps_it(cast):
    batch = imported(firms(firm(11, NEW)), cast.staff)
    cast.enterprise.organization = Organization.objects.get(name=NEW)
    cast.enterprise.save()
    undone(batch, cast.staff)
    assert Organization.objects.filter(name=NEW).exists()


def test_a_renamed_firm_gets_its_name_and_keys_back(cast):
    before = ledger_digest()
    batch = imported(
        firms(firm(1, "澜江恒远传动股份有限公司", contact="联系人甲", phone="13800001234")), cast.staff
    )
    assert Organization.objects.get(pk=cast.firm_east.pk).title == "澜江恒远传动股份有限公司"
    undone(batch, cast.staff)
    assert ledger_digest() == before


def test_an_organizations_and_a_needs_sheet_are_undone_together(cast):
    before = ledger_digest()
    content = book({
        "需求": [["企业技术需求征集表"], NEEDS, ["轴承寿命提升", NEW, "", "", ""], ["检测", "江山市远谷检测有限公司", "", "", ""]],
        "企业": [["企业名录"], ["企业名称", "统一社会信用代码", "所属街道"], firm(11, NEW)[:3]],
    })  # fmt: skip
    batch = imported(content, cast.staff)
    assert batch.outcome | {"left": 0} == {
        "added": 3,
        "changed": 0,
        "proposed": 0,
        "stubs": 1,
        "review": 0,
        "left": 0,
    }
    assert registers()["needs"].model._default_manager.get(name="轴承寿命提升").organization.credit_code
    undone(batch, cast.staff)
    assert ledger_digest() == before


@pytest.mark.django_db(transaction=True)
def test_withdrawn_records_are_found_no_more(cast):
    batch = imported(firms(firm(11, NEW)), cast.staff)
    scope = scope_tokens(bureau=cast.bureau.pk)
    assert matching_ids("新谷", scope=scope)
    undone(batch, cast.staff)
    assert not matching_ids("新谷", scope=scope)


def test_too_late_and_twice_are_refused_in_words(cast, settings):
    batch = imported(firms(firm(11, NEW)), cast.staff)
    Batch.objects.filter(pk=batch.pk).update(
        accepted_at=timezone.now() - timedelta(days=settings.UNDO_DAYS + 1)
    )
    with pytest.raises(Refused, match="超过 180 天"):
        actions.undo(batch, cast.staff, later=False)
    Batch.objects.filter(pk=batch.pk).update(accepted_at=timezone.now())
    undone(batch, cast.staff)
    with pytest.raises(Refused, match="已经撤销过"):
        actions.undo(batch, cast.staff, later=False)
