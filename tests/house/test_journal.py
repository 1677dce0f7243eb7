"""Whatever writes to the ledger reaches the journal: read off the source, and every exception has its reason."""

import ast

import pytest
from django.apps import apps

from taizhang.journal.outside import OUTSIDE
from tests.house.journal_writers import SOURCE, functions, models_by_name, read, unjournalled, writers

MAY_LIFT = {
    "journal/guard.py",  # where it is
    "journal/archiving.py",  # entries go into a kept file
    "registers/search.py",  # asks the driver how many variables a query may have
}


@pytest.fixture(scope="module")
def found():
    return functions()


def test_every_function_that_writes_a_record_of_the_bureau_reaches_the_journal(found, record_property):
    assert unjournalled(found) == []
    covered = writers(found)
    record_property("journal_writers", len(covered))
    assert len(covered) > 40, "the search has become blind"
    print(f"journal writers covered: {len(covered)} functions in {len({w.module for w in covered})} modules")


PLANTED = """
def change(organization: Organization):
    organization.save()

def rename():
    Organization.objects.filter(pk=1).update(name="x")

def by_hand():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM x")

def join(user):
    user.groups.add(1)

def honest(organization: Organization):
    organization.save()
    write(author, note)

def part(organization: Organization):
    organization.save()

def whole():
    part()
    write_all(author, notes)

def typed(draft: Draft):
    draft.save()

def plain(told: dict, book):
    told.update({1: 2})
    book.save("x.xlsx")
"""


def test_a_planted_write_of_each_kind_is_found():
    planted = read(ast.parse(PLANTED), "x.py", models_by_name())
    assert [line.split(" (")[0] for line in unjournalled(planted)] == [
        "x.py:change: organization.save",
        "x.py:rename: Organization.objects.filter(pk=1).update",
        "x.py:by_hand: cursor.execute",
        "x.py:join: user.groups.add",
    ]


def test_every_exception_is_of_something_there_is_and_has_a_reason():
    labels = {m._meta.label for m in apps.get_models()} | {a.label for a in apps.get_app_configs()}
    assert [label for label in OUTSIDE if label not in labels] == []
    assert [label for label, why in OUTSIDE.items() if len(why.why) < 20] == []
    for label, why in OUTSIDE.items():
        if why.only:
            columns = {f.column for f in apps.get_model(label)._meta.fields}
            assert why.only <= columns, label


def test_nothing_of_the_product_steps_round_the_guard():
    """Lifting it, a raw connection of the driver, and taking the wrapper off are for the few places named above."""
    ways = ("lifted(", "execute_wrappers", "connection.connection", "Lift.REHEARSING", "set_autocommit(")
    stepping = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts and any(way in path.read_text() for way in ways)
    }
    assert stepping <= MAY_LIFT
